"""An insider wants the words that are not theirs to take: unread, held, withdrawn, or not for quoting.

They have a password, a hat and patience: they name ids in forms, print before anyone agreed, export in every
format, and run every command with every flag. `test_doors.py` walks every door at large; here each trick is tried
by name, on one busy evening, by the person most likely to try it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select

from tests.attacks import ONE_ENGINE
from tests.everything import Evening, Kind, a_busy_evening, words_in
from tests.people import Shed
from tests.test_doors import EXPORTS, Somebody, everything_in
from voice.cli import main
from voice.protect.usable import State
from voice.settings import Settings
from voice.store import tables

pytestmark = [pytest.mark.anyio, ONE_ENGINE]

NEVER = {
    *(Kind.UNSEEN, Kind.UNREAD, Kind.PASSED, Kind.URGENT, Kind.REACH, Kind.CONCERN, Kind.ASKED, Kind.SETTLED),
    *(Kind.NOTE, Kind.DRILL, Kind.NOT_USED, Kind.GONE_UNREAD, Kind.GONE_READ, Kind.GONE_QUOTED, Kind.DETAIL),
    Kind.NEXT_DOOR,
}
"""Unread, held, not used, withdrawn, masked away, next door's: no designer meets these anywhere."""
QUIET = {Kind.NO_QUOTE, Kind.SAID_NO, Kind.LET_GO}
"""Not for quoting: read on the board, and never on anything that leaves the room."""


@dataclass
class Insider:
    """Somebody signed in, who sends what no page of ours would."""

    somebody: Somebody
    evening: Evening

    async def opens(self, path: str) -> str:
        """A page's text."""
        return (await self.somebody.client.get(path, headers=self.somebody.headers)).text

    async def sends(self, path: str, **fields: object) -> str:
        """A form of their own making, with a good token; what came back, redirects followed."""
        token = next((t for face, t in self.somebody.tokens.items() if path.startswith(f"/{face}/")), "")
        data = {"token": token} | fields
        answer = await self.somebody.client.post(path, headers=self.somebody.headers, data=data)
        return answer.text + (await self.opens(answer.headers["location"]) if answer.is_redirect else "")


@pytest.fixture
async def evening(shed: Shed, client: AsyncClient, settings: Settings) -> Evening:
    """Words of every fate, in a theme, on a card and on the public page."""
    return await a_busy_evening(shed, client, settings)


@pytest.fixture
async def esi(evening: Evening, client: AsyncClient) -> Insider:
    """Esi, designer, who would like a better quote than she has."""
    return Insider(await Somebody.comes("Esi", client, evening), evening)


def ids_of(evening: Evening, kinds: Iterable[Kind]) -> list[str]:
    """Every comment of these fates."""
    return [str(one) for kind in kinds for one in evening.ids.get(kind, ())]


async def version_of(evening: Evening, what: str) -> dict[int, int]:
    """id → version of every prompt or board."""
    table = tables.metadata.tables[what]
    async with evening.shed.store.reading() as conn:
        rows = await conn.execute(select(table).where(table.c.space_id == evening.space_id))
        return {row._mapping[f"{what}_id"]: row.version for row in rows}


async def test_a_card_cannot_be_made_to_quote_them(esi: Insider, evening: Evening) -> None:
    """She marks them as the other side and as worth keeping, names them as quotes, saves, opens and prints."""
    wanted = ids_of(evening, NEVER | QUIET)
    for prompt, version in (await version_of(evening, "prompt")).items():
        at = f"/design/shed/prompts/{prompt}"
        for side in ("other", "keep", "nothing"):
            marks = {f"side-{one}": side for one in wanted}
            await esi.sends(f"{at}/comments/mark", version=version, **marks)
        await esi.sends(
            at, version=version, do="save", quote=wanted, heard=wanted, comment=wanted, quoted=wanted
        )
        await esi.sends(f"{at}/open", version=version, seen="yes")
        for sheet in ("card", "side", "slip", "all"):
            assert words_in(await esi.opens(f"{at}/print/{sheet}")) & (NEVER | QUIET) == set()


async def test_the_public_page_cannot_be_made_to_quote_them(
    esi: Insider, evening: Evening, client: AsyncClient
) -> None:
    at = f"/design/shed/themes/{evening.theme}/tell-back"
    for step in await version_of(evening, "tell_back"):
        told = {"stage": "heard", "on_day": "2026-01-05", "adults": "Heard.", "who": "us", "do": "save"}
        for version in range(1, 5):
            await esi.sends(
                f"{at}?step={step}", **told, version=version, quote=ids_of(evening, NEVER | QUIET)
            )
        await esi.sends(f"/design/shed/tell-backs/{step}/publish", do="publish", seen="yes")
    for version in ("", "?v=8-11", "?v=adults"):
        page = (await client.get(f"/en/shed/answers{version}")).text
        assert words_in(page) <= {Kind.PUBLISHED}


async def test_the_board_cannot_be_made_to_show_what_nobody_released(esi: Insider, evening: Evening) -> None:
    """By searching, by placing, by splitting, by asking for pages far out, by undoing what a reader did."""
    hidden, wanted = NEVER, ids_of(evening, NEVER)
    words = [kind.value for kind in NEVER]
    for ask in (*words, "zq", "zq%", "%", "_", "*", "zq*", "zq OR zq", '"zq', "zq' OR 1=1 --", "NEAR(zq)"):
        found = await esi.opens(f"/design/shed/comments?words={ask.replace(' ', '+').replace('%', '%25')}")
        assert words_in(found.replace(ask, "")) & hidden == set(), ask
    for do in ("keep", "move", "remove"):
        said = await esi.sends(
            f"/design/shed/themes/{evening.theme}/comments",
            version=99,
            do=do,
            comment=wanted,
            into=evening.theme,
        )
        assert words_in(said) & hidden == set()
    for path in ("split", "merge", "rename", "accept", "retire"):
        said = await esi.sends(
            f"/design/shed/themes/{evening.theme}/{path}",
            version=99,
            title="Mine",
            comment=wanted,
            shown=wanted,
        )
        assert words_in(said) & hidden == set(), path
    for path in ("unplaced", "not-sure", "new-ones", "history", f"themes/{evening.theme}?page=2", "themes"):
        assert words_in(await esi.opens(f"/design/shed/{path}")) & hidden == set(), path


async def test_no_other_face_opens_for_a_hat_that_is_not_worn(evening: Evening, client: AsyncClient) -> None:
    """Signed in at every face at once; it is the hat that counts. An admin reads nobody's words at all."""
    holds = [str(one) for one in await version_of(evening, "hold")]
    for name in ("Cerys", "Esi", "Ines", "Hari", "Esi next door", "Femi next door"):
        who = Insider(await Somebody.comes(name, client, evening), evening)
        for hold in holds:
            for path in (f"/lead/shed/holds/{hold}", f"/lead/shed/holds/{hold}/record"):
                assert words_in(await who.opens(path)) == set(), (name, path)
                assert words_in(await who.sends(path, do="see", version=1)) == set(), (name, path)
        for path in ("/lead/shed/read", "/lead/shed/second", "/lead/shed/holds", "/lead/shed/summary"):
            met = words_in(await who.opens(path))
            assert met == set() or name == "Hari", (name, path, met)
    ines = Insider(await Somebody.comes("Ines", client, evening), evening)
    for path in (
        "/admin/shed/",
        "/admin/shed/audit",
        "/admin/shed/people",
        "/admin/shed/rounds",
        "/design/shed/comments",
    ):
        assert words_in(await ines.opens(path)) == set(), path


async def test_an_admin_who_gives_herself_a_hat_leaves_a_mark(evening: Evening, client: AsyncClient) -> None:
    """She may; nobody can stop whoever runs the place. But the audit says so, by name."""
    ines = Insider(await Somebody.comes("Ines", client, evening), evening)
    await ines.sends("/admin/shed/people", do="invite", email="ines@shed.example", hat="lead")
    said = await ines.opens("/admin/shed/audit")
    assert "Ines" in said and "invite" in said


async def test_no_flag_of_any_command_lets_them_out(
    evening: Evening,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Somebody with a shell on the machine, who asks politely; files are the backup thief's story."""
    monkeypatch.setenv("VOICE_DATABASE", settings.database)
    if settings.secret_file:
        monkeypatch.setenv("VOICE_SECRET_FILE", settings.secret_file)
    lines = [["prompts", "--space", "shed", "--format", format] for format in ("json", "md")]
    lines += [["prompts", "--space", "barn", "--theme", str(evening.theme)]]
    lines += [["export", "--space", "shed", "--format", f, "--out", f"{tmp_path}/out.{f}"] for f in EXPORTS]
    lines += [
        ["verify"],
        ["verify", "--form-ids"],
        ["doctor"],
        ["sweep", "--dry-run"],
        ["settings"],
        ["space", "list"],
    ]
    for words in lines:
        assert await asyncio.to_thread(main, words) in (0, 1), words
        assert words_in("".join(capfd.readouterr())) & (NEVER | QUIET) == set(), words
    for format in EXPORTS:
        assert words_in(everything_in(tmp_path / f"out.{format}")) <= {Kind.TWICE, Kind.PUBLISHED}, format
    rows = json.loads((tmp_path / "out.json").read_text("utf-8"))["comments"]
    assert {row["words_left_out"] for row in rows if not row["words"]} == {
        "not for quoting",
        "waits for a second reader",
    }


async def test_every_export_is_in_the_audit(evening: Evening, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: AsyncClient) -> None:  # fmt: skip
    monkeypatch.setenv("VOICE_DATABASE", settings.database)
    if settings.secret_file:
        monkeypatch.setenv("VOICE_SECRET_FILE", settings.secret_file)
    await asyncio.to_thread(
        main, ["export", "--space", "shed", "--format", "csv", "--out", f"{tmp_path}/a.csv"]
    )
    ines = Insider(await Somebody.comes("Ines", client, evening), evening)
    said = await ines.opens("/admin/shed/audit")
    assert "exported" in said and words_in(said) == set()


async def test_what_is_not_released_was_there_to_be_taken(evening: Evening) -> None:
    """A thief in an empty house proves nothing."""
    async with evening.shed.store.reading() as conn:
        states = set((await conn.execute(select(tables.comment.c.state))).scalars())
    assert states == set(State)
    assert set(evening.ids) >= NEVER - {Kind.REACH, Kind.NOTE, Kind.DETAIL}
