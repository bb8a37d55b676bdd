"""The door test, generated from the route table and the commands.

On a busy evening (`everything.py`) words lie in every state there is, each with a
mark of its own. Every page is opened by every person, every form is sent, every
command is run, and the marks are looked for in all that comes out. `DOORS` and
`PRINTED` say where words may be met, by whom and which: a page or a command that is
not in them may show nobody's. Adding one adds it here by itself. Whether this test
notices what it should is itself looked at: `python -m bench.planted_faults`.
"""

from __future__ import annotations

import argparse
import asyncio
import inspect
import logging
import re
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from tests.everything import STATES, Evening, Kind, a_busy_evening, the_worker_works, words_in
from tests.people import Shed
from voice.app import build_app
from voice.cli import main, parser
from voice.faces.admin.assurance import PAGES
from voice.faces.design.sheets_html import SHEETS
from voice.faces.shared.doors import cookie_name
from voice.listen.spaces import close_round
from voice.people.nouns import Face
from voice.people.sign_in import who_is
from voice.protect.usable import State
from voice.settings import ROOT, Settings
from voice.store import tables

pytestmark = pytest.mark.anyio

# ── who may meet whose words, where ──────────────────────────────────────────

HERE = ("nobody", "Cerys", "Esi", "Femi", "Greta", "Hari", "Ines")
NEXT_DOOR = ("Esi next door", "Femi next door")
"""The hats that see most, in another space: strangers here."""

WAITING = {Kind.UNREAD, Kind.PASSED}
HELD = {Kind.URGENT, Kind.REACH, Kind.CONCERN, Kind.ASKED, Kind.SETTLED, Kind.NOTE, Kind.DRILL, Kind.LET_GO}
QUOTABLE = {Kind.RELEASED, Kind.MASKED, Kind.SUMMARY, Kind.TWICE, Kind.PUBLISHED}
QUIET = {Kind.NO_QUOTE, Kind.SAID_NO, Kind.LET_GO}
TWICE_READ = {Kind.TWICE, Kind.PUBLISHED}
READ_ONCE = QUOTABLE - TWICE_READ
"""The fates in none of these (not looked at yet, not used, withdrawn, masked away) no door shows to anyone."""


@dataclass(frozen=True)
class Door:
    """A place where words are met: who may meet which, and which they must, lest a page of nothing pass for a safe one."""

    people: tuple[str, ...]
    may: set[Kind]
    must: set[Kind]


def showing(*people: str, may: set[Kind], must: set[Kind] | None = None) -> Door:
    """A door; without `must`, all that may be met there must be."""
    return Door(people, may, may if must is None else must)


LEADS = ("Femi", "Greta")
BOARD = showing("Esi", may=QUOTABLE | QUIET)
SOME_OF_THE_BOARD = showing("Esi", may=QUOTABLE | QUIET, must=set())
QUOTED = showing("Esi", may=QUOTABLE, must={Kind.RELEASED, *TWICE_READ})
PUBLIC = showing(*HERE, *NEXT_DOOR, may={Kind.PUBLISHED})
READ_AGAIN = showing("Hari", *LEADS, may=QUOTABLE | QUIET, must=set())  # each meets what somebody else read
DESIGN = "/design/{space}"

DOORS: dict[str, Door] = {
    "/lead/{space}/read": showing("Hari", *LEADS, may=WAITING),
    "/lead/{space}/holds/{hold:int}": showing(*LEADS, may=HELD),
    "/lead/{space}/second": showing(*LEADS, may=READ_ONCE),
    "/lead/{space}/again": READ_AGAIN,
    f"{DESIGN}/comments": BOARD,
    f"{DESIGN}/themes": SOME_OF_THE_BOARD,
    f"{DESIGN}/themes/{{theme:int}}": BOARD,
    f"{DESIGN}/themes/{{theme:int}}/split": BOARD,
    f"{DESIGN}/unplaced": SOME_OF_THE_BOARD,
    f"{DESIGN}/not-sure": SOME_OF_THE_BOARD,
    f"{DESIGN}/new-ones": SOME_OF_THE_BOARD,
    f"{DESIGN}/prompts/{{prompt:int}}": QUOTED,
    f"{DESIGN}/prompts/{{prompt:int}}/comments": BOARD,
    f"{DESIGN}/prompts/{{prompt:int}}/print/{{sheet}}": QUOTED,
    f"{DESIGN}/themes/{{theme:int}}/tell-back": QUOTED,
    "/{lang}/{space}/answers": PUBLIC,
}
"""Every address at which words are met. Words that are not for quoting are met on the board and nowhere else."""


FORMS: dict[str, Door] = {
    "/lead/{space}/read": showing("Hari", *LEADS, may=WAITING),
    "/lead/{space}/holds/{hold:int}": showing(*LEADS, may=HELD),
    "/lead/{space}/holds/{hold:int}/record": showing(*LEADS, may=HELD),
    "/lead/{space}/again": READ_AGAIN,
    **{
        f"{DESIGN}/{at}": SOME_OF_THE_BOARD
        for at in (
            *("themes/new", "themes/undo", "unplaced", "not-sure", "new-ones"),
            *(f"themes/{{theme:int}}/{verb}" for verb in ("accept", "rename", "merge", "retire")),
        )
    },
    f"{DESIGN}/themes/{{theme:int}}/comments": BOARD,
    f"{DESIGN}/themes/{{theme:int}}/split": BOARD,
    f"{DESIGN}/prompts/{{prompt:int}}": QUOTED,
    **{
        f"{DESIGN}/prompts/{{prompt:int}}/{verb}": QUOTED
        for verb in ("comments/mark", "open", "close", "meeting")
    },
    f"{DESIGN}/themes/{{theme:int}}/tell-back": QUOTED,
    f"{DESIGN}/tell-backs/{{step:int}}/publish": QUOTED,
    "/{lang}/{space}/answers": PUBLIC,
}
"""The same for what comes back when a form is sent and refused."""


def faults(doors: dict[str, Door], who: str, seen: dict[str, set[Kind]]) -> Iterator[str]:
    """What one person met where they may not, and what they did not meet where they should."""
    for at in {*seen, *doors}:
        may, must = allowed(doors.get(at), who)
        yield from (f"{who} met {kind.name} at {at}" for kind in seen.get(at, set()) - may)
        yield from (f"{who} did not meet {kind.name} at {at}" for kind in must - seen.get(at, set()))


def allowed(door: Door | None, who: str) -> tuple[set[Kind], set[Kind]]:
    """What somebody may and must meet at a door. What is released next door is theirs to see over there."""
    if door is None:
        return set(), set()
    if who in door.people:
        return door.may, door.must
    theirs = who in NEXT_DOOR and who.removesuffix(" next door") in door.people and Kind.RELEASED in door.may
    return ({Kind.NEXT_DOOR} if theirs else set()), set()


# ── the walk: generated from the route table ─────────────────────────────────


@dataclass(frozen=True)
class Address:
    """One address as the route table writes it, and the parameters that its page reads after the “?”."""

    pattern: str
    methods: frozenset[str]
    asks: tuple[str, ...]


def addresses(routes: list[BaseRoute], before: str = "") -> Iterator[Address]:
    """Every address in the route table but static files."""
    for route in routes:
        if isinstance(route, Mount) and not route.path.startswith("/static"):
            inner = getattr(route.app, "router", None)
            yield from addresses(inner.routes if inner else route.routes, before + route.path)
        elif isinstance(route, Route):
            source = inspect.getsource(sys.modules[route.endpoint.__module__])
            yield Address(before + route.path, frozenset(route.methods or {"GET"}), asked_by(source))


OURS = re.compile(r"/\d{6,}")
"""One of The Shed's ids in an address."""
ASKED = re.compile(r'query_params\.get(?:list)?\("(\w+)"|"(\w+)" in request\.query_params')
QUERIES: dict[str, list[str]] = {
    "words": ["zq", "waiting"],
    "told": ["1"],
    "page": ["2"],
    "v": ["8-11", "adults"],
    "stage": ["changed"],
    "pass": ["7"],
    "saved": ["1"],
    "done": ["1", "password"],
    "who": ["Femi"],
    "did": ["opened a hold"],
    "before": ["3"],
    "at": ["door"],
    "place": ["school"],
    "size": ["cards"],
    "large": ["1"],
}
"""What is asked after the “?”, beside `step`, which is any tell-back there is."""


def asked_by(source: str) -> tuple[str, ...]:
    """The names that some source reads from an address's query. A new way of asking must be seen here too."""
    assert len(ASKED.findall(source)) == source.count("query_params"), "a query is read in a way unknown here"
    return tuple(sorted({get or held for get, held in ASKED.findall(source)}))


async def parts_of(evening: Evening) -> dict[str, list[str]]:
    """What each part of an address can be: the ids of everything stored at The Shed, Waiting first."""
    parts = {"lang": ["en"], "space": ["shed"], "token": ["unknown-token"], "sheet": [*SHEETS, "all"]}
    parts["page"] = [*PAGES]
    async with evening.shed.store.reading() as conn:
        for table in tables.metadata.sorted_tables:
            if (key := f"{table.name}_id") in table.c and table.name != "space" and "space_id" in table.c:
                mine = select(table.c[key]).where(table.c.space_id == evening.space_id)
                ids = sorted((await conn.execute(mine)).scalars(), key=lambda one: one != evening.theme)
                parts[table.name] = [str(one) for one in ids]
    return parts | {"step": parts["tell_back"]}


def spelled(address: Address, parts: dict[str, list[str]], *, asking: bool) -> Iterator[str]:
    """An address with its parts filled in every way there is; when `asking`, also with all that its page can be asked."""
    names = re.findall(r"{(\w+)(?::\w+)?}", address.pattern)
    for values in product(*(parts[name] for name in names)):
        path = address.pattern
        for name, value in zip(names, values, strict=True):
            path = re.sub(rf"{{{name}(?::\w+)?}}", value, path)
        yield path
        for name in address.asks if asking else ():
            yield from (f"{path}?{name}={value}" for value in (QUERIES | {"step": parts["step"]})[name])


@dataclass(frozen=True)
class Somebody:
    """A person with a browser that is signed in at every face at once: it must be their hats that keep a page shut."""

    name: str
    client: AsyncClient
    evening: Evening
    cookies: dict[Face, str]
    tokens: dict[Face, str]

    @classmethod
    async def comes(cls, name: str, client: AsyncClient, evening: Evening) -> Somebody:
        """They sign in everywhere, unless they are nobody."""
        shed = evening.next_door if name in NEXT_DOOR else evening.shed
        cookies, tokens = {}, {}
        for face in Face if name != "nobody" else ():
            ((_, cookies[face]),) = (await shed.cookie(name.removesuffix(" next door"), face)).items()
            me = await who_is(shed.store, shed.keys, face, cookies[face])
            tokens[face] = me.form_token if me else ""
        return cls(name, client, evening, cookies, tokens)

    @property
    def headers(self) -> dict[str, str]:
        """What their browser sends along."""
        cookies = "; ".join(f"{cookie_name(face)}={token}" for face, token in self.cookies.items())
        return {"sec-fetch-site": "same-origin"} | ({"cookie": cookies} if cookies else {})

    async def opens_everything(self, app: Starlette) -> dict[str, set[Kind]]:
        """Every page there is. Returns address → whose words were on it."""
        parts, seen = await self.parts(), defaultdict[str, set[Kind]](set)
        asking = not self.is_a_stranger or self.name == "nobody"
        for address in addresses(list(app.routes)):
            for path in spelled(address, parts, asking=asking) if "GET" in address.methods else ():
                answer = await self.client.get(path, headers=self.headers)
                assert answer.status_code < 500, f"{path} for {self.name}: {answer.status_code}"
                assert self.may_be_there(path) or is_shut(answer), f"{path} opens for {self.name}"
                seen[address.pattern] |= self.evening.found_in(f"{answer.headers} {answer.text}")
        return seen

    async def sends_everything(self, app: Starlette) -> dict[str, set[Kind]]:
        """Every form there is. Returns address → whose words came back. Signing out comes last."""
        parts, seen = await self.parts(), defaultdict[str, set[Kind]](set)
        every = sorted(addresses(list(app.routes)), key=lambda address: "sign-out" in address.pattern)
        for address in every:
            for path in spelled(address, parts, asking=False) if "POST" in address.methods else ():
                answer = await self.client.post(path, headers=self.headers, data=self.form_for(path))
                assert answer.status_code < 500, f"{path} for {self.name}: {answer.status_code}"
                at_home = "/barn/" in path  # there the board itself comes back, without what was asked for
                assert at_home or self.may_be_there(path) or is_shut(answer), f"{path} opens for {self.name}"
                seen[address.pattern] |= words_in(f"{answer.headers} {answer.text}")  # ids were sent: no leak
        return seen

    async def parts(self) -> dict[str, list[str]]:
        """What they may see somewhere, they see all of; of the rest two of each are as shut as all."""
        every, some = await parts_of(self.evening), "shed barn" if self.name in NEXT_DOOR else "shed"
        mine = {
            pattern for doors in (DOORS, FORMS) for pattern in doors if self.name in doors[pattern].people
        }
        own = {part for part in every if any(f"{{{part}" in pattern for pattern in mine)}
        return {part: ids if part in own else ids[:2] for part, ids in every.items()} | {
            "space": some.split()
        }

    @property
    def is_a_stranger(self) -> bool:
        """Nothing but the public page is for them."""
        return not any(self.name in door.people for door in DOORS.values() if door is not PUBLIC)

    def may_be_there(self, path: str) -> bool:
        """To a stranger there is no such page as one about something of ours, even where it shows no words today."""
        return not (self.is_a_stranger and OURS.search(path))

    def form_for(self, path: str) -> dict[str, Any]:
        """A form that names, wherever a page may look for one, every comment that nobody may quote."""
        readable = (
            QUIET if path.endswith("/tell") else set()
        )  # telling the lead would take them off the board
        ids = [str(one) for one in self.evening.all_ids(*QUOTABLE, *readable)]
        face = next((face for face in self.tokens if path.startswith(f"/{face}/")), None)
        token = {"token": self.tokens[face]} if face else {}
        return {"do": "check", "comment": ids, "quote": ids, "shown": [f"{one}:1" for one in ids], **token}


def is_shut(answer: Response) -> bool:
    """No such page, or: sign in first."""
    return answer.status_code == 404 or answer.headers.get("location", "").endswith("/sign-in")


@pytest.fixture
async def evening(shed: Shed, client: AsyncClient, settings: Settings) -> Evening:
    """The busy evening at The Shed, before the worker has cleared up."""
    made = await a_busy_evening(shed, client, settings)
    await is_as_busy_as_it_says(made)
    return made


async def is_as_busy_as_it_says(evening: Evening) -> None:
    """A walk past nothing proves nothing: every state is there, and what may not be shown lies where it could be."""
    async with evening.shed.store.reading() as conn:
        rows = {row.comment_id: row for row in (await conn.execute(select(tables.comment))).all()}
        placed = set((await conn.execute(select(tables.placing.c.comment_id))).scalars())
        bodies = str((await conn.execute(select(tables.prompt.c.body))).scalars().all())
    for kind, ids in evening.ids.items():
        assert {rows[one].state for one in ids} == {STATES[kind]}, kind.name
    assert {row.state for row in rows.values()} == set(State)
    assert {kind for kind in evening.ids if rows[evening.ids[kind][0]].second_read} >= TWICE_READ
    assert placed >= set(evening.all_ids())
    assert words_in(bodies) >= evening.ids.keys() - {Kind.MASKED, Kind.UNSEEN, Kind.NEXT_DOOR}


async def test_no_word_goes_through_a_door_that_is_not_its_own(
    evening: Evening, app: Starlette, client: AsyncClient
) -> None:
    for name in (*HERE, *NEXT_DOOR):
        somebody = await Somebody.comes(name, client, evening)
        assert sorted(faults(DOORS, name, await somebody.opens_everything(app))) == []


async def test_no_form_answers_with_words_that_are_not_its_own(
    evening: Evening, app: Starlette, client: AsyncClient
) -> None:
    for name in (*NEXT_DOOR, *HERE):  # Ines last: her forms change the space
        somebody = await Somebody.comes(name, client, evening)
        assert sorted(faults(FORMS, name, await somebody.sends_everything(app))) == []


# ── what cannot be seen by opening pages ─────────────────────────────────────


async def test_neither_a_number_nor_a_receipt_nor_a_closed_round_gives_words_away(
    evening: Evening, client: AsyncClient
) -> None:
    await held_not_used_and_withdrawn_words_are_in_no_count(evening, client)
    await receipts_open_no_words(evening, client)
    await a_closed_round_shows_what_was_published(evening, client)


async def held_not_used_and_withdrawn_words_are_in_no_count(evening: Evening, client: AsyncClient) -> None:
    """One comment of every fate is placed in Waiting; its number is of those that may be counted."""
    esi = await Somebody.comes("Esi", client, evening)
    page = await client.get(f"/design/shed/themes/{evening.theme}", headers=esi.headers)
    may_count = (State.UNREAD, State.RELEASED, State.NO_QUOTE)
    counted = [kind for kind in evening.ids if STATES[kind] in may_count and kind != Kind.NEXT_DOOR]
    read = [kind for kind in counted if STATES[kind] != State.UNREAD]
    assert f"Comments: {len(counted)}, {len(read)} of them read by a person." in page.text


async def receipts_open_no_words(evening: Evening, client: AsyncClient) -> None:
    """Not even one's own: whoever finds a receipt finds stages."""
    assert evening.receipts.keys() >= STATES.keys() - {Kind.DRILL, Kind.NEXT_DOOR}
    for kind, words in evening.receipts.items():
        progress = await client.post("/en/receipt", data={"words": words})
        assert progress.status_code == 200
        assert evening.found_in(progress.text) == set(), kind.name


async def a_closed_round_shows_what_was_published(evening: Evening, client: AsyncClient) -> None:
    """Its pages stay, and other words come onto them."""
    async with evening.shed.store.writing() as conn:
        await close_round(conn, evening.shed.space)
    for path, may in {"/": set(), "/en/shed": set(), "/en/shed/answers": {Kind.PUBLISHED}}.items():
        assert evening.found_in((await client.get(path)).text) == may, path


async def test_words_that_went_are_on_no_page_and_in_no_byte_once_the_worker_has_cleared_up(
    evening: Evening, app: Starlette, client: AsyncClient, settings: Settings
) -> None:
    await the_worker_works(evening)
    for name in ("Esi", "nobody"):
        somebody = await Somebody.comes(name, client, evening)
        assert sorted(faults(DOORS, name, await somebody.opens_everything(app))) == []
    await evening.shed.store.compact()
    if settings.is_sqlite:  # PostgreSQL's files are not ours to read; the seal is the same code
        files = settings.sqlite_file.parent.glob("voice.db*")
        stored = words_in("".join(file.read_bytes().decode("latin-1") for file in files))
        assert stored == QUOTABLE | QUIET | {Kind.NEXT_DOOR}


async def test_no_word_is_logged_nor_told_by_a_fault(
    evening: Evening,
    client: AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The worker goes over everything; then a job and a page break, with somebody's words in the exception."""
    caplog.set_level(logging.DEBUG, "voice")
    await the_worker_works(evening)
    monkeypatch.setattr("voice.work.jobs.look_closely", breaks)
    await evening.shed.says("zqunread and the job breaks", form_id="evening-that-breaks")
    await the_worker_works(evening)
    monkeypatch.setattr("voice.faces.lead.reading.pieces", breaks)
    hari = await Somebody.comes("Hari", client, evening)
    page = await client.get("/lead/shed/read", headers=hari.headers)
    assert page.status_code == 500
    assert "job look failed" in caplog.text and "fault" in caplog.text, "the log was not read"
    before = [record.getMessage() for record in caplog.get_records("setup")]
    assert evening.found_in("".join([page.text, caplog.text, *before, *capfd.readouterr()])) == set()


def breaks(text: str, *_: object) -> None:
    """A fault of ours that quotes what it was given."""
    raise ValueError(text)


# ── commands ─────────────────────────────────────────────────────────────────

EXPORTS = ("csv", "xlsx", "json", "qdpx", "qdc")
NOT_A_DOOR = {
    "demo": "serves; its pages are in the route table",
    "serve": "serves; its pages are in the route table",
    "protect": "reads standard input, opens no database",
    "themes suggest": "reads a file, opens no database",
    "themes assign": "reads a file, opens no database",
    "check-prompt": "reads a file, opens no database",
    "wording": "reads a file, opens no database",
    "restore": "puts back what backup wrote",
    "key enter": "reads standard input, opens no database",
    "key rotate": "waits until nobody works; prints two numbers",
}
BROUGHT = "text,agreed\nthe new queue zqbrought is long,yes\nmy dad hits me zqbrought,yes\n"
"""A file from elsewhere: its words may come out again as sheets, but not while it is read in."""


def runs(folder: Path) -> dict[str, list[list[str]]]:
    """Every command that opens the database, with its words; each option at least once. Files go into `folder`."""
    file, shed = f"{folder.parent}/brought.csv", ["--space", "shed"]
    export = [[*shed, "--format", format, "--out", f"{folder}/export.{format}"] for format in EXPORTS]
    named = ["--map", "quote_ok=agreed", "--preset", "plain", "--sheet", "1"]
    return {
        "settings": [[]],
        "space list": [[]],
        "prompts": [shed, [*shed, "--format", "md"], [*shed, "--theme", "1"]],
        "export": export,
        "verify": [[], ["--form-ids"], ["--audit-head", "1:00"]],
        "doctor": [[]],
        "drill": [shed],
        "invite": [["new@shed.example", "--hat", "lead", *shed, *more] for more in ([], ["--new-phone"])],
        "import": [
            [file, *shed, "--text", "text", "--dry-run"],
            [file, *shed, "--text", "auto", "--read-by", "Jo", "--quote-ok", "yes"],
            [file, *shed, "--text", "text", *named],
            ["--undo", "1"],
        ],
        "bring": [[file, "--text", "text", "--out", f"{folder}/sheets"]],
        "migrate": [[]],
        "work": [["--until-idle"]],
        "sweep": [["--dry-run"], []],
        "backup": [[f"{folder}/copy"]],
        "key sheet": [[], ["--out", f"{folder}/sheet.html"]],
        "space create": [["annexe", "--title", "The Annexe"]],
        "space close": [["shed"]],
        "space open": [["shed"]],
    }


PRINTED: dict[str, Door] = {
    "prompts": showing("command", may=QUOTABLE, must={Kind.RELEASED, *TWICE_READ}),
    "export": showing("command", may=TWICE_READ),
}
"""Whose words a command may give out, and must. A backup is sealed whole."""


def commands() -> dict[str, set[str]]:
    """Every command there is and its options, from the parser."""
    found = {}
    for name, sub in _choices(parser()).items():
        for deeper, command in _choices(sub).items() or {"": sub}.items():
            options = {option for action in command._actions for option in action.option_strings}
            found[f"{name} {deeper}".strip()] = options - {"-h", "--help"}
    return found


def _choices(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands within a command."""
    return {
        name: sub
        for action in of._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, sub in action.choices.items()
    }


def test_every_command_is_looked_at_with_every_option(tmp_path: Path) -> None:
    ours = runs(tmp_path)
    assert commands().keys() == ours.keys() | NOT_A_DOOR.keys()
    for command, options in commands().items():
        if command in ours:
            assert options <= {word for words in ours[command] for word in words}, command


async def test_no_word_leaves_by_a_command(
    evening: Evening,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("VOICE_DATABASE", settings.database)
    if settings.secret_file:
        monkeypatch.setenv("VOICE_SECRET_FILE", settings.secret_file)
    (tmp_path / "brought.csv").write_text(BROUGHT)
    seen: dict[str, set[Kind]] = defaultdict(set)
    for command, lines in runs(tmp_path / "out").items():
        for number, words in enumerate(lines):
            (tmp_path / "out").mkdir()
            run = in_a_process if command == "work" else main
            assert await asyncio.to_thread(run, [*command.split(), *words]) in (0, 1), (command, words)
            said = "".join([*capfd.readouterr(), *map(everything_in, files_in(tmp_path / "out"))])
            (tmp_path / "out").rename(tmp_path / f"{command}-{number}")
            assert command != "import" or "zqbrought" not in said, "an import prints what it reads"
            seen[command] |= evening.found_in(said)
    assert sorted(faults(PRINTED, "command", seen)) == []


def in_a_process(words: list[str]) -> int:
    """The worker sets its own priority and listens to signals: it needs a process of its own."""
    return subprocess.run([sys.executable, "-m", "voice", *words], cwd=ROOT, check=False).returncode


def files_in(folder: Path) -> list[Path]:
    """Every file that a command wrote."""
    return [file for file in folder.rglob("*") if file.is_file()]


def everything_in(file: Path) -> str:
    """A file's text; a packed one unpacked."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as packed:
            return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return file.read_bytes().decode("utf-8", "replace")


def test_the_app_is_built_from_settings_alone(tmp_path: Path) -> None:
    built = build_app(Settings(database=f"sqlite+aiosqlite:///{tmp_path}/x.db"))
    assert len(set(addresses(list(built.routes)))) >= 50, "the route table was not walked"
