"""The numbers and labels that designers' pages and an export really show, of random rounds at The Shed."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from httpx2 import AsyncClient

from tests.faces.design.test_board import Designer, words_of
from tests.people import Shed, wanting
from tests.protect.families import Pages, numbers_of, read_pages
from tests.protect.solver import Attacker
from tests.theme.boards import Board
from voice.faces.design.cards import BANDS, FACTS, OR_MORE, Shown
from voice.listen.nouns import Band
from voice.people.nouns import Face
from voice.protect.numbers import HIDDEN
from voice.tell.export import export
from voice.theme.codeframe import NO_THEME

pytestmark = pytest.mark.anyio
MOSTLY_TEENS = [Band.TEEN] * 6 + [Band.UNDER_12] * 2 + [Band.PARENT]
COUNT = re.compile(r"Comments: (.+?), (all|none|some|how many|nothing|\d+)")


@pytest.mark.parametrize("sizes", [(24, 3, 7, 4), (4, 4, 0, 0)], ids=str)
async def test_no_page_and_no_export_gives_a_small_number_or_group_away(
    client: AsyncClient, shed: Shed, board: Board, tmp_path: Path, sizes: tuple[int, ...]
) -> None:
    themes = await a_round(board, sizes)
    esi = Designer(client, await shed.cookie("Esi", Face.DESIGN))
    pages = await shown_to(esi, list(themes))
    every = [shown.number for shown in (pages.everything, *pages.themes.values())]
    every += [n for row in pages.rows.values() for n in row.values()]
    assert not [n for n in every if n.isdigit() and int(n) < 5]
    attacker = Attacker()
    read_pages(attacker, "shed", pages)
    assert attacker.solves(numbers_of(attacker)) == []
    for theme, size in themes.items():
        labels = await labels_of(esi, theme)
        assert all(n >= 10 for n in labels.values())
        assert not labels or size - labels.total() not in range(1, 10)
    rows = await exported(shed, tmp_path / "all.csv")
    assert len(rows) == sum(sizes)
    for (_, band), n in Counter((row["themes"], row["band"]) for row in rows).items():
        assert band == "" or n >= 10


async def a_round(board: Board, sizes: tuple[int, ...]) -> dict[int, int]:
    """Theme → comments, with as many as these in each, and the last in none; all are read."""
    dice, made = Random(sum(sizes)), {}
    for n, size in enumerate(sizes):
        heard = []
        for band, many in Counter(dice.choices(MOSTLY_TEENS, k=size)).items():
            said = [f"the {band} sky {n} is {at} today" for at in range(many)]
            place = wanting(dice.choice(("dropin", "online")))
            heard += await board.hears(*said, read=False, band=band, answers=place)
        made[await board.suggested(f"Theme {n}", heard) if n + 1 < len(sizes) else NO_THEME] = size
    await board.shed.reads_all()
    return made


async def shown_to(esi: Designer, themes: list[int]) -> Pages:
    """Everything that the pages say, read as a person would; the board's themes stand in their order."""
    board, rows = words_of(await esi.opens("/themes")), {}
    everything, *each = [Shown(number, read, few=False) for number, read in COUNT.findall(board)]
    unplaced = re.search(r"In no theme: (none|\d+|5 or more|a few \(under 5\)|not shown)", board)
    assert unplaced
    for theme in themes[:-1]:
        page = (await esi.opens(f"/themes/{theme}")).text
        for fact, heading in FACTS:
            table = re.search(rf"<caption>{heading}</caption>(.*?)</table>", page, re.S)
            if table:
                cells = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', table[1])
                rows[fact, theme] = {name: HIDDEN if n == OR_MORE else n for name, n in cells}
    rest = Shown(unplaced[1], "some", few=False)
    return Pages(everything, dict(zip(themes, [*each, rest], strict=True)), rows)


async def labels_of(esi: Designer, theme: int) -> Counter[str]:
    """How many comments on a theme's page say which group they come from."""
    if theme == NO_THEME:
        return Counter()
    tags = re.findall(r'<span class="tag">([^<]+)</span>', (await esi.opens(f"/themes/{theme}")).text)
    return Counter(tag for tag in tags if tag in BANDS.values())


async def exported(shed: Shed, file: Path) -> list[dict[str, str]]:
    """The rows of a CSV export."""
    await export(shed.store, shed.space, "csv", file, by="Esi")
    with file.open(encoding="utf-8-sig") as rows:
        return list(csv.DictReader(rows))
