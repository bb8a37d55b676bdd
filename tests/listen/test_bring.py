"""`voice bring`: one step from a spreadsheet to sheets that open in a browser, on a machine with nothing set up."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import pytest

from voice.cli import main

PLACES = {
    "room": "The room is noisy and {} people keep walking through it, so talking in the room is hard",
    "bus": "The last bus home leaves before the evening group ends, {} times I walked from the bus stop",
    "food": "Toast and tea made it feel like a home, {} of us came for the food first",
}


@pytest.fixture
def bring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Any]:
    """`bring("a.csv", …)` in an empty folder → exit code, printed JSON, sentences."""
    monkeypatch.chdir(tmp_path)
    for name in ("VOICE_DATABASE", "VOICE_SECRET_FILE", "VOICE_BASE_URL"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> tuple[int, Any, str]:
        capfd.readouterr()
        code = main(["bring", *words])
        out, err = capfd.readouterr()
        return code, json.loads(out) if out else None, err

    return run


def a_survey(path: Path, each: int = 12) -> Path:
    rows = [line.format(number + 2) for line in PLACES.values() for number in range(each)]
    path.write_text("id,What would help?\n" + "".join(f'{n},"{row}"\n' for n, row in enumerate(rows)))
    return path


def test_one_step_to_cards_that_a_browser_opens(bring: Callable[..., Any], tmp_path: Path) -> None:
    a_survey(tmp_path / "survey.csv")
    code, report, said = bring("survey.csv", "--out", "cards")
    assert code == 0 and report["stored"] == 36
    page = Path(unquote(urlparse(report["open"]).path))
    assert page == tmp_path / "cards" / "index.html" and report["open"] in said
    links = re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8"))
    assert links == report["sheets"] and len(links) % 3 == 0 and links
    for link in links:
        sheet = (page.parent / link).read_text(encoding="utf-8")
        assert "<style>" in sheet and not re.search(r'(src|href)="', sheet), "a sheet loads nothing"


def test_the_same_file_again_adds_nothing_and_another_of_that_name_is_kept_apart(
    bring: Callable[..., Any], tmp_path: Path
) -> None:
    file = a_survey(tmp_path / "responses.csv", each=3)
    _, first, said = bring("responses.csv")
    assert "--out cards" in said and first["open"] is None and not (tmp_path / "cards").exists()
    _, again, _ = bring("responses.csv")
    assert again["space"] == first["space"] and again["stored"] == 0 and again["duplicate"] == 9
    a_survey(file, each=4)
    _, other, _ = bring("responses.csv")
    assert other["space"] != first["space"] and other["stored"] == 12


@pytest.mark.parametrize("name", ["Ответы.csv", "-- a -- b --.csv", "x" * 120 + ".csv", "2026.csv"])
def test_any_file_name_will_do(bring: Callable[..., Any], tmp_path: Path, name: str) -> None:
    a_survey(tmp_path / name, each=1)
    code, report, _ = bring(f"./{name}")
    assert code == 0 and report["stored"] == 3


def test_what_may_tell_of_harm_is_named_by_row_and_in_no_sheet(
    bring: Callable[..., Any], tmp_path: Path
) -> None:
    file = a_survey(tmp_path / "survey.csv")
    with file.open("a") as more:
        more.write("99,I want to kill myself and zqx\n")
    for _ in range(2):
        code, _, said = bring("survey.csv", "--out", "cards")
        assert code == 0 and "First row 38." in said and "zqx" not in said
        assert not any("zqx" in sheet.read_text(encoding="utf-8") for sheet in (tmp_path / "cards").iterdir())


def test_a_file_that_can_not_be_read_leaves_nothing_behind(bring: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,comment\n")
    code, report, said = bring("a.csv", "--out", "cards")
    assert code == 1 and report["read"] == 0 and "no rows under it" in said
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_too_few_for_a_theme_is_said(bring: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,comment\n1,a quiet room would be good\n")
    code, report, said = bring("a.csv", "--out", "cards")
    assert code == 0 and report["sheets"] == [] and "No card is ready" in said
