"""Somebody tries passwords, fast or patiently, from one place or from many; and somebody tries to lock Jo out by it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette

from tests.attacks import ONE_ENGINE
from tests.people import Shed
from tests.who.people_pages import OURS, Colleague, at, joins
from voice.people import sign_in
from voice.people.nouns import Face, Hat

pytestmark = [pytest.mark.anyio, ONE_ENGINE]


@dataclass
class Thief:
    """Somebody with browsers at many addresses."""

    app: Starlette

    async def tries(self, email: str, address: str = "198.51.100.7") -> int:
        """One guess. Returns the status: 422 looked at and wrong, 429 come back later."""
        transport = ASGITransport(app=self.app, client=(address, 1))
        async with AsyncClient(transport=transport, base_url="https://testserver") as browser:
            form = {"email": email, "password": "letmein-letmein", "code": "123456"}
            return (await browser.post("/design/sign-in", data=form, headers=OURS)).status_code


@pytest.fixture
def thief(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> Thief:
    """A thief, and passwords that are compared at once: what is tested is who is looked at, not how long it takes."""

    async def never(hashed: str | None, password: str) -> bool:
        return hashed is not None and password.startswith("lamp")

    monkeypatch.setattr(sign_in, "is_password", never)
    return Thief(app)


@pytest.fixture
async def jo(shed: Shed, client: AsyncClient) -> AsyncIterator[Colleague]:
    """Jo, designer at The Shed; it is noon."""
    at(0)
    yield await joins(shed, client, "Jo", Hat.DESIGNER)


async def looked_at(thief: Thief, tries: int, *addresses: str, email: str = "jo@shed.example") -> int:
    """How many of so many guesses were looked at at all."""
    answers = [await thief.tries(email, addresses[n % len(addresses)]) for n in range(tries)]
    return answers.count(422)


async def test_from_one_place_five_are_looked_at_and_then_each_waits_longer(
    jo: Colleague, thief: Thief
) -> None:
    assert await looked_at(thief, 50, "198.51.100.7") == 6
    waits = []
    for minute in range(1, 120):
        at(minute)
        if await thief.tries("jo@shed.example") == 422:
            waits.append(minute)
    assert waits[:4] == [1, 2, 4, 8] and len(waits) < 15, "a patient guesser is not slowed down"


async def test_a_hundred_at_once_count_as_a_hundred(jo: Colleague, thief: Thief) -> None:
    answers = await asyncio.gather(*(thief.tries("jo@shed.example") for _ in range(100)))
    assert answers.count(422) == 6


async def test_one_place_that_tries_every_name_is_stopped_too(jo: Colleague, thief: Thief) -> None:
    answers = [await thief.tries(f"someone{n}@shed.example") for n in range(100)]
    assert answers.count(422) == 31


async def test_a_house_with_many_addresses_is_one_place(jo: Colleague, thief: Thief) -> None:
    one_house = [f"2001:db8:1:2::{n:x}" for n in range(1, 50)]
    assert await looked_at(thief, 49, *one_house) == 6


async def test_many_places_are_slowed_down_for_one_name(jo: Colleague, thief: Thief) -> None:
    many = [f"203.0.113.{n}" for n in range(1, 200)]
    assert await looked_at(thief, 199, *many) == 21


async def test_nobody_can_lock_jo_out_of_the_place_where_she_works(jo: Colleague, thief: Thief) -> None:
    assert (await jo.signs_in(Face.DESIGN)).status_code == 303
    for n in range(1, 200):
        await thief.tries("jo@shed.example", f"203.0.113.{n}")
    at(1)
    assert (await jo.signs_in(Face.DESIGN)).status_code == 303


async def test_nor_for_longer_than_a_minute_out_of_anywhere_else(jo: Colleague, thief: Thief) -> None:
    for n in range(1, 200):
        await thief.tries("jo@shed.example", f"203.0.113.{n}")
    assert (await jo.signs_in(Face.DESIGN)).status_code == 429
    at(1.1)
    assert (await jo.signs_in(Face.DESIGN)).status_code == 303


async def test_her_colleagues_mistakes_do_not_keep_her_out(jo: Colleague, thief: Thief) -> None:
    for n in range(4):
        assert await looked_at(thief, 5, "127.0.0.1", email=f"colleague{n}@shed.example") == 5
    assert (await jo.signs_in(Face.DESIGN)).status_code == 303


async def test_guessing_at_an_unlocked_screen_is_no_faster(jo: Colleague, thief: Thief) -> None:
    await jo.signs_in(Face.DESIGN)
    form = {"do": "password", "old": "letmein-letmein", "password": "four random words here"}
    answers = [await jo.sends("/design/account", **form) for _ in range(10)]
    assert sum("Too many tries" in answer.text for answer in answers) >= 4
