"""Somebody who knows Jo's password watches her type the six numbers, and types them again."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from httpx2 import AsyncClient

from tests.people import Shed
from tests.who.people_pages import Colleague, at, joins
from voice.faces.shared import limits
from voice.people.nouns import Face, Hat
from voice.people.records import person_by_id

pytestmark = pytest.mark.anyio


@pytest.fixture
async def jo(shed: Shed, client: AsyncClient) -> Colleague:
    """Jo, designer at The Shed; it is noon."""
    at(0)
    return await joins(shed, client, "Jo", Hat.DESIGNER, Hat.STAFF)


async def test_a_code_that_was_used_opens_nothing_not_even_another_face(jo: Colleague) -> None:
    seen = jo.code
    assert (await jo.signs_in(Face.DESIGN)).status_code == 303
    thief = replace(jo, cookies={})
    for face in (Face.DESIGN, Face.STAFF):
        assert (await thief.signs_in(face, code=seen)).status_code == 422


async def test_nor_does_one_from_before_it(jo: Colleague) -> None:
    earlier = jo.code
    at(0.5)
    assert (await jo.signs_in(Face.DESIGN)).status_code == 303
    assert (await replace(jo, cookies={}).signs_in(Face.DESIGN, code=earlier)).status_code == 422


async def test_typed_at_the_same_moment_it_lets_one_in(jo: Colleague) -> None:
    both = await asyncio.gather(*(replace(jo, cookies={}).signs_in(Face.DESIGN) for _ in range(2)))
    assert sorted(answer.status_code for answer in both) == [303, 422]


async def test_a_spare_code_at_the_same_moment_too(jo: Colleague) -> None:
    spare = jo.spare_codes[0]
    both = await asyncio.gather(
        *(replace(jo, cookies={}).signs_in(Face.DESIGN, code=spare) for _ in range(2))
    )
    assert sorted(answer.status_code for answer in both) == [303, 422]


async def test_guessing_codes_with_a_stolen_password_soon_leads_nowhere(jo: Colleague) -> None:
    """From a new address for each guess, since one address would have to wait anyway."""
    for guess in range(6):
        limits.forget()
        assert (await replace(jo, cookies={}).signs_in(Face.DESIGN, code=f"{guess:06}")).status_code == 422
    limits.forget()
    assert (await jo.signs_in(Face.DESIGN)).status_code == 422, "even the right one must wait now"
    assert (await jo.signs_in(Face.DESIGN, code=jo.spare_codes[0])).status_code == 303, (
        "she has another way in"
    )
    at(61)
    limits.forget()
    assert (await jo.signs_in(Face.DESIGN)).status_code == 303, "nobody is kept out for good"


async def test_no_code_is_kept_in_clear(jo: Colleague, shed: Shed) -> None:
    async with shed.store.reading() as conn:
        row = await person_by_id(conn, jo.person.person_id)
    assert row is not None
    kept = repr(row)
    assert jo.secret not in kept
    assert not any(code in kept or code.replace(" ", "") in kept for code in jo.spare_codes)
