"""What a lead does on screen, for the tests of this folder."""

from __future__ import annotations

import re

from httpx2 import AsyncClient, Response

from tests.people import Shed
from voice.people.nouns import Face, Hat, Person
from voice.people.records import give_hat
from voice.people.sign_in import add_person
from voice.protect.hold import Hold, open_holds

SAME_SITE = {"sec-fetch-site": "same-origin"}


async def as_(shed: Shed, client: AsyncClient, who: str) -> None:
    """Somebody sits down at the lead's face."""
    client.cookies.clear()
    client.cookies.update(await shed.cookie(who, Face.LEAD))


async def held(shed: Shed, *, closed: bool = False) -> Hold:
    """The one hold there is."""
    async with shed.store.reading() as conn:
        (one,) = await open_holds(conn, shed.space.space_id, closed=closed)
    return one


async def does(client: AsyncClient, hold: Hold, what: str, **more: object) -> Response:
    """Press a button on a hold's page, as it stands there."""
    return await sends(client, f"/lead/shed/holds/{hold.hold_id}", do=what, **more)


async def sends(client: AsyncClient, page: str, at: str = "", **form: object) -> Response:
    """Fill in the form on a page (or on the page `at`, which sends it there)."""
    found = (await client.get(at or page)).text
    token = re.search(r'name="token" value="(\w+)"', found)
    version = re.search(r'name="version" value="(\d+)"', found)
    stamp = {"token": token[1] if token else "", "version": version[1] if version else "1"}
    return await client.post(page, data={**stamp, **form}, headers=SAME_SITE)


async def invite_outside(shed: Shed, name: str = "Jo") -> Person:
    """The named contact elsewhere gets an account."""
    async with shed.store.writing() as conn:
        person = await add_person(conn, f"{name.lower()}@council.example", name, "unused", demo=True)
        await give_hat(conn, shed.space.space_id, person.person_id, Hat.LEAD, outside=True)
    shed.people[name] = person
    return person
