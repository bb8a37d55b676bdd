"""The door test, generated from the route table and the commands.

One marked comment lies in every state. Every page that can be opened by GET is
opened by every hat and by strangers, every command that prints or writes is
run, and the marks are looked for in all that comes out. Adding a page or a
command adds it here by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select, update
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from tests.people import Shed
from voice.app import build_app
from voice.cli import main, parser
from voice.people.nouns import Face
from voice.protect.reading import withdraw
from voice.protect.usable import State
from voice.settings import Settings
from voice.store.tables import comment

pytestmark = pytest.mark.anyio

MARKS = {
    State.UNREAD: "zqunread",
    State.RELEASED: "zqreleased",
    State.NO_QUOTE: "zqnoquote",
    State.HELD: "zqheld",
    State.NOT_USED: "zqnotused",
    State.WITHDRAWN: "zqwithdrawn",
}
READING_QUEUE = "/lead/shed/read"
HOLD_PAGES = "/lead/shed/holds/"

FACES = [
    ("nobody", None),
    ("Dev", Face.DESIGN),
    ("Dev", Face.LEAD),
    ("Cerys", Face.STAFF),
    ("Hari", Face.LEAD),
    ("Femi", Face.LEAD),
    ("Esi", Face.DESIGN),
    ("Ines", Face.ADMIN),
]


def form_of(mark: str) -> str:
    """A form id that does not itself hold the mark: form ids are no secret."""
    return f"door-form-{list(MARKS.values()).index(mark)}"


async def one_in_every_state(shed: Shed) -> None:
    """A comment in each state; the released ones are in an accepted theme with a prompt."""
    for state, mark in MARKS.items():
        unsafe = state == State.HELD
        await shed.says(f"{mark} the room is calm and I like it", form_id=form_of(mark), unsafe=unsafe)
    await shed.looked_at()
    wanted = {State.RELEASED, State.NO_QUOTE, State.NOT_USED}
    async with shed.store.writing() as conn:
        from voice.listen.records import voice_by_form
        from voice.protect import records
        from voice.protect.reading import Decision, decide

        for state, mark in MARKS.items():
            row = await voice_by_form(conn, shed.space.space_id, form_of(mark))
            mine = await records.comments_of(conn, shed.space.space_id, row.voice_id)
            if state in wanted:
                choice = {State.RELEASED: Decision.USE, State.NO_QUOTE: Decision.USE_NO_QUOTE}.get(
                    state, Decision.NOT_USED
                )
                await decide(
                    conn,
                    shed.keys,
                    shed.space.space_id,
                    shed.space.about.hours,
                    mine[0].comment_id,
                    mine[0].version,
                    choice,
                    shed.people["Hari"].person_id,
                )
            if state == State.WITHDRAWN:
                await withdraw(conn, shed.space.space_id, row.voice_id)


async def state_of_each(shed: Shed) -> set[str]:
    async with shed.store.reading() as conn:
        return set((await conn.execute(select(comment.c.state))).scalars())


def addresses(routes: list[BaseRoute], before: str = "") -> Iterator[str]:
    """Every address that answers GET, as written in the route table."""
    for route in routes:
        if isinstance(route, Mount) and not route.path.startswith("/static"):
            inner = getattr(route.app, "router", None)
            yield from addresses(inner.routes if inner else route.routes, before + route.path)
        elif isinstance(route, Route) and "GET" in (route.methods or {"GET"}):
            yield before + route.path


async def fill(path: str, shed: Shed) -> list[str]:
    """An address with its parts filled in from what is stored: every hold, theme, prompt … there is."""
    known: dict[str, list[Any]] = {
        "lang": ["en"],
        "space": ["shed"],
        "token": ["unknown-token"],
        "sheet": ["card", "side", "slip", "all"],
    }
    async with shed.store.reading() as conn:
        for table, name in ID_TABLES:
            rows = (await conn.execute(select(table))).all()
            known[name] = [getattr(row, f"{name}_id") for row in rows] or [1]
    paths = [path]
    for name, values in known.items():
        for part in (f"{{{name}}}", f"{{{name}:int}}", f"{{{name}:str}}"):
            paths = [p.replace(part, str(v)) for p in paths for v in (values if part in p else values[:1])]
    return list(dict.fromkeys(paths))


def _id_tables() -> list[tuple[Any, str]]:
    from voice.store import tables

    named = {t.name: t for t in tables.metadata.sorted_tables}
    return [
        (named[n], n)
        for n in ("hold", "theme", "prompt", "conversation", "try", "tell_back", "comment", "round", "batch")
    ]


ID_TABLES = _id_tables()


async def test_no_word_goes_through_a_door_that_is_not_its_own(
    shed: Shed, app: Starlette, client: AsyncClient
) -> None:
    await one_in_every_state(shed)
    assert await state_of_each(shed) == set(MARKS)
    every = sorted(set(addresses(list(app.routes))))
    assert len(every) >= 20, "the route table was not walked"
    for who, face in FACES:
        cookies = await shed.cookie(who, face) if face else {}
        for pattern in every:
            for path in await fill(pattern, shed):
                answer = await client.get(path, cookies=cookies)
                assert answer.status_code < 500, f"{path} for {who}: {answer.status_code}"
                for state, mark in MARKS.items():
                    if mark in answer.text:
                        assert may_see(who, path, state), f"{who} saw {state} words at {path}"
                client.cookies.clear()


def may_see(who: str, path: str, state: State) -> bool:
    """Who may meet words of a state, and where."""
    if state == State.HELD:
        return who == "Femi" and path.startswith(HOLD_PAGES)
    if state == State.UNREAD:
        return who in ("Hari", "Femi") and path.startswith(READING_QUEUE)
    if state in (State.RELEASED, State.NO_QUOTE):
        return (who == "Esi" and path.startswith("/design/")) or (
            who in ("Hari", "Femi") and path.startswith("/lead/")
        )
    return False


async def test_the_lead_does_meet_the_held_words_and_the_reader_the_unread_ones(
    shed: Shed, client: AsyncClient
) -> None:
    """The door test above would also pass on an app that shows nothing: these doors must be open."""
    await one_in_every_state(shed)
    async with shed.store.reading() as conn:
        from voice.protect.hold import open_holds

        held = (await open_holds(conn, shed.space.space_id))[0]
    lead = await client.get(f"{HOLD_PAGES}{held.hold_id}", cookies=await shed.cookie("Femi", Face.LEAD))
    assert MARKS[State.HELD] in lead.text
    client.cookies.clear()
    reader = await client.get(READING_QUEUE, cookies=await shed.cookie("Hari", Face.LEAD))
    assert MARKS[State.UNREAD] in reader.text
    client.cookies.clear()
    designer = await client.get("/design/shed/comments", cookies=await shed.cookie("Esi", Face.DESIGN))
    assert MARKS[State.RELEASED] in designer.text


PRINTING = {
    "space list": [],
    "prompts": ["--space", "shed"],
    "settings": [],
    "verify": [],
    "sweep": ["--dry-run"],
    "doctor": [],
    "drill": ["--space", "shed"],
}
EXPORTS = ("csv", "xlsx", "json", "qdpx", "qdc")
NOT_A_DOOR = {
    "demo": "serves; its pages are in the route table",
    "serve": "serves; its pages are in the route table",
    "work": "prints nothing",
    "migrate": "prints nothing of what is stored",
    "space create": "prints what was typed",
    "space open": "prints the round",
    "space close": "prints the round",
    "invite": "prints a link",
    "import": "prints counts of what it read; tested with imports",
    "bring": "an import into a private space; tested with imports",
    "protect": "reads standard input, opens no database",
    "themes suggest": "reads a file, opens no database",
    "themes assign": "reads a file, opens no database",
    "check-prompt": "reads a file, opens no database",
    "wording": "reads a file, opens no database",
    "backup": "the whole database, still sealed: searched below",
    "restore": "puts a backup back",
    "export": "every format is run below",
}


def commands() -> set[str]:
    """Every command there is, from the parser."""
    found = set()
    for name, sub in parser()._subparsers._group_actions[0].choices.items():  # type: ignore[union-attr]
        inner = [a for a in sub._actions if getattr(a, "choices", None) and isinstance(a.choices, dict)]
        found |= {f"{name} {deeper}" for a in inner for deeper in a.choices} if inner else {name}
    return found


def test_every_command_is_looked_at() -> None:
    assert commands() == PRINTING.keys() | NOT_A_DOOR.keys()


async def test_no_word_leaves_by_a_command(
    shed: Shed,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    import asyncio

    await one_in_every_state(shed)
    async with shed.store.writing() as conn:
        await conn.execute(update(comment).where(comment.c.state == State.RELEASED).values(second_read=True))
    monkeypatch.setenv("VOICE_DATABASE", settings.database)
    if settings.secret_file:
        monkeypatch.setenv("VOICE_SECRET_FILE", settings.secret_file)
    for command, words in PRINTING.items():
        assert await asyncio.to_thread(main, [*command.split(), *words]) == 0, command
    printed = "".join(capfd.readouterr())
    for format in EXPORTS:
        out = tmp_path / f"export.{format}"
        assert (
            await asyncio.to_thread(
                main, ["export", "--space", "shed", "--format", format, "--out", str(out)]
            )
            == 0
        )
        printed += everything_in(out)
    assert MARKS[State.RELEASED] in printed, "an export without any words proves nothing"
    for state in (State.UNREAD, State.NO_QUOTE, State.HELD, State.NOT_USED, State.WITHDRAWN):
        assert MARKS[state] not in printed, state


async def test_unread_held_and_withdrawn_words_are_in_no_byte_of_the_file(
    shed: Shed, settings: Settings
) -> None:
    await one_in_every_state(shed)
    await shed.store.compact()
    if not settings.is_sqlite:
        pytest.skip("PostgreSQL's files are not ours to read; the seal is the same code.")
    held = b"".join(f.read_bytes() for f in settings.sqlite_file.parent.glob("voice.db*"))
    for state in (State.UNREAD, State.HELD, State.NOT_USED, State.WITHDRAWN):
        assert MARKS[state].encode() not in held, state
    assert MARKS[State.RELEASED].encode() in held


def everything_in(file: Path) -> str:
    """A file's text; a packed one unpacked."""
    import zipfile

    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as packed:
            return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return file.read_text(encoding="utf-8-sig")


def test_the_app_is_built_from_settings_alone(tmp_path: Path) -> None:
    built = build_app(Settings(database=f"sqlite+aiosqlite:///{tmp_path}/x.db"))
    assert json.dumps(sorted(set(addresses(list(built.routes)))))
