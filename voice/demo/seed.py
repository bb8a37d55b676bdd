"""Making the demo space: the same steps a real one goes through, with made-up words and rounds dated from today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from voice.clock import in_days
from voice.demo import curated
from voice.demo.files import about_of, comment_rows, space_file, submission_of
from voice.errors import NotYours
from voice.listen import drill
from voice.listen.receive import receive_many
from voice.listen.space import Round, Space
from voice.listen.spaces import make_space, open_round, open_space_by_slug, round_to_use
from voice.people.nouns import Face, Hat, Person
from voice.people.passwords import hash_password
from voice.people.records import give_hat, person_by_email
from voice.people.sign_in import add_person
from voice.protect.hold import Outcome, acknowledge, settle
from voice.protect.look import look_closely
from voice.settings import Settings
from voice.store.engine import Store
from voice.store.keys.kept import keys_of
from voice.store.secret import Keys

PASSWORD = "kettle-demo-lamp-42"  # nosec B105 # printed on purpose: made-up people, on this machine only
UNREAD_EVERY = 9
"""One comment in nine is left unread, so that the reading queue has something in it."""

SHOWN = (
    (Hat.STAFF, Face.STAFF, "ellis@kettle.example"),
    (Hat.READER, Face.LEAD, "cerys@kettle.example"),
    (Hat.LEAD, Face.LEAD, "marian@kettle.example"),
    (Hat.DESIGNER, Face.DESIGN, "jude@lindlebridge.example"),
    (Hat.ADMIN, Face.ADMIN, "marian@kettle.example"),
)
"""Who is printed for each face: one person a hat."""


@dataclass(frozen=True)
class DemoPerson:
    """One line of what `voice demo` prints."""

    face_name: str
    face: Face
    email: str
    password: str


async def seed_demo(settings: Settings) -> list[DemoPerson]:
    """Make the demo space unless it is there. Returns who may sign in where."""
    store = await Store.open(settings)
    try:
        keys = await keys_of(store)
        async with store.reading() as conn:
            try:
                await open_space_by_slug(conn, "demo")
            except NotYours:
                there = False
            else:
                there = True
        if not there:
            await _make(store, keys)
    finally:
        await store.close()
    return [DemoPerson(hat, face, email, PASSWORD) for hat, face, email in SHOWN]


async def _make(store: Store, keys: Keys) -> None:
    file = space_file()
    people_file = file["people"]
    hashed = await hash_password(PASSWORD)
    async with store.writing() as conn:
        space = await make_space(conn, file["slug"], file["title"], about_of(file))
        people = {p["email"]: await _person(conn, space, p, hashed) for p in people_file}
        draft = await round_to_use(conn, space.space_id)
    await _drill(store, keys, space, draft, people)
    async with store.writing() as conn:
        dates = file["round"]
        opened = await open_round(
            conn,
            space,
            drilled=True,
            closes=in_days(dates["closes_days"]),
            answer_by=in_days(dates["answer_by_days"]),
        )
        opened = replace(opened, opens=in_days(dates["opens_days"]))
        await curated.date_round(conn, opened)
    rows = comment_rows()
    await _receive(store, keys, space, opened, rows, people["cerys@kettle.example"])
    await curated.settle(store, keys, space, opened, rows, people)


async def _person(conn: Any, space: Space, said: dict[str, Any], hashed: str) -> Person:
    row = await person_by_email(conn, said["email"])
    person = (
        Person(row.person_id, row.email, row.name, row.demo)
        if row
        else await add_person(conn, said["email"], said["name"], hashed, demo=True)
    )
    for hat in said["hats"]:
        await give_hat(conn, space.space_id, person.person_id, Hat(hat), deputy=said.get("deputy", False))
    return person


async def _drill(store: Store, keys: Keys, space: Space, draft: Round, people: dict[str, Person]) -> None:
    """Lead and deputy have tried what happens when a child tells of harm, before anything opened."""
    hold_id = await drill.send_drill(store, keys, space, draft)
    async with store.writing() as conn:
        for email in ("marian@kettle.example", "idris@weir.example"):
            await acknowledge(conn, space.space_id, space.about.hours, hold_id, people[email].person_id)
        marian = people["marian@kettle.example"].person_id
        at = (space.space_id, space.about.hours, space.local, hold_id, marian, 1)
        await settle(conn, keys, *at, Outcome("Drill done"))


async def _receive(
    store: Store, keys: Keys, space: Space, opened: Round, rows: Sequence[dict[str, Any]], reader: Person
) -> None:
    """Most have been read by Cerys; one in nine still waits."""
    read = [submission_of(row) for row in rows if row["n"] % UNREAD_EVERY]
    unread = [submission_of(row) for row in rows if row["n"] % UNREAD_EVERY == 0]
    await receive_many(store, keys, space, opened, read, look_closely, reader.person_id)
    await receive_many(store, keys, space, opened, unread, look_closely, None)
