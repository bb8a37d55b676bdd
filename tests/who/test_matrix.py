"""Everybody at every signed-in page, on rows of their own space and of another: generated from the route table.

What should happen comes from one table, `rights.py`. Words are not looked at here: that is `tests/test_doors.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import select
from starlette.applications import Starlette

from tests.attacks import ONE_ENGINE
from tests.everything import Evening, a_busy_evening
from tests.people import Shed
from tests.test_doors import Address, addresses
from tests.who.people_pages import hidden
from tests.who.rights import RIGHTS, may_open
from voice.faces.shared.doors import cookie_name
from voice.people.nouns import Face, Hat, Person
from voice.people.records import change_person, end_sessions, give_hat
from voice.people.sign_in import add_person, new_session, who_is
from voice.settings import Settings
from voice.store import tables

pytestmark = [pytest.mark.anyio, ONE_ENGINE]
EVERY_HAT = tuple(Hat)
PARTS = {
    "theme": "theme",
    "prompt": "prompt",
    "conversation": "conversation",
    "step": "tell_back",
    "hold": "hold",
}
"""Parts of addresses that name a row, and its table."""


@dataclass(frozen=True)
class Row:
    """A space as the address names it, and the rows that it goes on to name; `at_home` when they belong to it."""

    slug: str
    ids: dict[str, int]
    at_home: bool


@dataclass(frozen=True)
class Somebody:
    """A person with sessions at every face, if they have any that count."""

    name: str
    hats: frozenset[Hat]
    home: str
    cookies: dict[Face, str]
    tokens: dict[Face, str]
    is_in: bool = True

    def headers(self) -> dict[str, str]:
        """What their browser sends."""
        cookies = "; ".join(f"{cookie_name(face)}={token}" for face, token in self.cookies.items())
        return {"sec-fetch-site": "same-origin", "cookie": cookies}

    def should_open(self, address: Address, row: Row) -> bool:
        """What the table says."""
        if RIGHTS[address.pattern].anyone:
            return True
        own = row.slug == self.home and (row.at_home or not _rows_in(address.pattern))
        return self.is_in and may_open(address.pattern, self.hats, own_row=own)


@dataclass
class Places:
    """The busy evening, and next door a hold and a card too: every kind of row on both sides."""

    evening: Evening
    rows: list[Row]

    @property
    def shed(self) -> Shed:
        return self.evening.shed


@pytest.fixture
async def places(shed: Shed, client: AsyncClient, settings: Settings) -> Places:
    """Every kind of row, in two spaces."""
    return await both_spaces(shed, client, settings)


async def both_spaces(shed: Shed, client: AsyncClient, settings: Settings) -> Places:
    """Rows of The Shed, of the barn next door, and each named as if it were the other's."""
    evening = await a_busy_evening(shed, client, settings)
    barn = evening.next_door
    await barn.says("someone at school keeps hitting me", form_id="matrix-hold-next-door", unsafe=True)
    ours, theirs = await _ids(shed), await _ids(barn)
    assert ours.keys() == PARTS.keys() and {"theme", "hold"} <= theirs.keys()
    mixed = Row("shed", theirs, at_home=False), Row("barn", ours, at_home=False)
    return Places(evening, [Row("shed", ours, True), Row("barn", theirs, True), *mixed])


async def _ids(shed: Shed) -> dict[str, int]:
    """One row of each kind, where there is one."""
    found = {}
    async with shed.store.reading() as conn:
        for part, name in PARTS.items():
            table = tables.metadata.tables[name]
            mine = select(table.c[f"{name}_id"]).where(table.c.space_id == shed.space.space_id)
            if ids := sorted((await conn.execute(mine)).scalars()):
                found[part] = ids[0]
    return found


async def everybody(places: Places) -> list[Somebody]:
    """One person for each hat, strangers of every kind, and those whose session should not count."""
    shed, barn = places.shed, places.evening.next_door
    hats = {"Cerys": Hat.STAFF, "Esi": Hat.DESIGNER, "Femi": Hat.LEAD, "Hari": Hat.READER, "Ines": Hat.ADMIN}
    come = partial(_comes, shed)
    found = [await come(name, (hat,), person=shed.people[name]) for name, hat in hats.items()]
    waiting = await come("named as lead, waiting for a yes", ())
    async with shed.store.writing() as conn:
        lou = await _id_of(conn, waiting.name)
        await give_hat(conn, shed.space.space_id, lou, Hat.LEAD, waits=True)
    return [
        *found,
        waiting,
        await come("without a hat", (), person=shed.people["Dev"]),
        await _comes(barn, "every hat, next door", EVERY_HAT, home="barn"),
        await come("stopped, with every hat", EVERY_HAT, ends=partial(change_person, stopped=True)),
        await come("signed out, with every hat", EVERY_HAT, ends=end_sessions),
        Somebody("nobody", frozenset(), "", {}, {}, is_in=False),
    ]


async def _comes(shed: Shed, name: str, hats: tuple[Hat, ...], *, home="shed", person=None, ends=None):  # type: ignore[no-untyped-def]
    """Somebody signs in at every face; `ends` is what makes those sessions count no more."""
    async with shed.store.writing() as conn:
        who: Person = person or await add_person(conn, f"{name}@x.example", name, "unused")
        for hat in hats if person is None else ():
            await give_hat(conn, shed.space.space_id, who.person_id, hat)
        cookies = {face: await new_session(conn, who.person_id, face) for face in Face}
    signed_in = {face: await who_is(shed.store, shed.keys, face, cookies[face]) for face in Face}
    tokens = {face: me.form_token for face, me in signed_in.items() if me is not None}
    if ends:
        async with shed.store.writing() as conn:
            await ends(conn, who.person_id)
    return Somebody(name, frozenset(hats), home, cookies, tokens, is_in=ends is None)


async def _id_of(conn, name: str) -> int:  # type: ignore[no-untyped-def]
    found = select(tables.person.c.person_id).where(tables.person.c.name == name)
    return int((await conn.execute(found)).scalar_one())


def signed_in_pages(app: Starlette) -> list[Address]:
    """Every address of the signed-in faces; what ends things comes last."""
    ours = [
        one
        for one in addresses(list(app.routes))
        if re.match(r"/(staff|lead|design|admin)(/|$)", one.pattern)
    ]
    late = ("retire", "merge", "sign-out")
    return sorted(
        ours, key=lambda one: next((n for n, verb in enumerate(late) if one.pattern.endswith(verb)), -1)
    )


async def test_every_page_has_its_line_in_the_table(app: Starlette) -> None:
    assert {one.pattern for one in signed_in_pages(app)} == RIGHTS.keys()


async def test_every_page_opens_for_those_it_is_for_and_for_nobody_else(
    places: Places, app: Starlette, client: AsyncClient
) -> None:
    people, pages, wrong = await everybody(places), signed_in_pages(app), []
    own = {row.slug: str(row.ids["theme"]) for row in places.rows if row.at_home}
    for method in ("GET", "POST"):
        for address in pages:
            for somebody in people if method in address.methods else ():
                for path, row in _spelled(address, places.rows if somebody.is_in else places.rows[:1]):
                    sent = (
                        await _form(client, somebody, path, row, own[row.slug]) if method == "POST" else None
                    )
                    answer = await client.request(method, path, headers=somebody.headers(), data=sent)
                    wrong += _faults(f"{method} {path}", somebody, answer, somebody.should_open(address, row))
    assert not wrong, "\n".join(wrong)


async def _form(client: AsyncClient, who: Somebody, path: str, row: Row, own: str) -> dict[str, str]:
    """A form as complete as one can guess, so that it is the row that is refused and not the form."""
    form = {"token": _token(who, path), "do": "?", "title": "x", "into": own}
    if (
        re.search(r"/themes/\d+/(accept|rename|retire|merge)$", path)
        and Hat.DESIGNER in who.hats
        and who.is_in
    ):
        board = await client.get(f"/design/{row.slug}/themes", headers=who.headers())
        form["version"] = hidden(board, "version")
    return form


def _faults(what: str, who: Somebody, answer: Response, should: bool) -> Iterator[str]:
    """A page that opened and should not have, stayed shut and should not have, or fell over."""
    if answer.status_code >= 500:
        yield f"{what} falls over for {who.name}: {answer.status_code}"
        return
    left = "Max-Age=0" in answer.headers.get("set-cookie", "")  # signed out, and sent to the same place
    to_sign_in = answer.headers.get("location", "").endswith("/sign-in") and not left
    opened = answer.status_code != 404 and not to_sign_in
    if "unknown-token" in what:
        opened = answer.status_code == 404  # reached without a session, and this token opens nothing
    if opened != should:
        yield f"{what} {'opens' if opened else 'is shut'} for {who.name}: {answer.status_code}"
    if not should and who.is_in and answer.status_code != 404:
        yield f"{what} does not say “no such page” to {who.name}: {answer.status_code}"


def _spelled(address: Address, rows: list[Row]) -> Iterator[tuple[str, Row]]:
    """An address on each row it can name; one that names no space, once."""
    path = (
        address.pattern.replace("{token}", "unknown-token")
        .replace("{sheet}", "card")
        .replace("{page}", "child")
    )
    for row in rows if "{space}" in path else rows[:1]:
        if not _rows_in(path) <= row.ids.keys():
            continue
        spelled = path.replace("{space}", row.slug)
        for part, one in row.ids.items():
            spelled = spelled.replace(f"{{{part}:int}}", str(one))
        yield spelled, row


def _rows_in(pattern: str) -> set[str]:
    return set(re.findall(r"{(\w+):int}", pattern))


def _token(somebody: Somebody, path: str) -> str:
    return next((token for face, token in somebody.tokens.items() if path.startswith(f"/{face}/")), "")
