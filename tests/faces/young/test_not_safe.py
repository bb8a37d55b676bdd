"""The door of "I don't feel safe": help first, then a way to be reached that only the leads see."""

from __future__ import annotations

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select

from tests.faces.young.reading import Page
from tests.faces.young.said import voices
from tests.people import Shed
from voice.listen.spaces import close_round
from voice.store.tables import hold

pytestmark = pytest.mark.anyio

REACH = "I sit by the window on Tuesdays"


async def leave(client: AsyncClient, reach: str = REACH, form_id: str = "amina-door-1"):  # type: ignore[no-untyped-def]
    return await client.post("/en/shed/not-safe", data={"form_id": form_id, "reach": reach})


async def holds(shed: Shed):  # type: ignore[no-untyped-def]
    async with shed.store.reading() as conn:
        return (await conn.execute(select(hold))).all()


async def test_help_and_who_is_in_the_building_come_before_the_form(client: AsyncClient, shed: Shed) -> None:
    page = (await client.get("/en/shed/not-safe")).text
    form = page.index("<form")
    for said in ("999", "0800 1111", "85258", "Femi or Greta", "can't find you", "Femi", "Greta"):
        assert page.index(said) < form, said


async def test_every_step_has_the_door(client: AsyncClient, shed: Shed) -> None:
    page = (await client.get("/en/shed")).text
    assert 'href="#not-safe"' in page.split("<main>")[0]
    assert 'href="/en/shed/not-safe"' in page.split('id="not-safe"')[1]


async def test_what_they_leave_is_urgent_and_sealed(client: AsyncClient, shed: Shed) -> None:
    sent = await leave(client)
    assert sent.status_code == 200 and "wait for us" in sent.text and REACH not in sent.text
    [held] = await holds(shed)
    assert held.concern == "urgent" and held.raised_by == "writer"
    assert REACH.encode() not in held.reach
    [kept] = await voices(shed)
    assert kept.receipt_hash is None


async def test_nobody_can_be_found_without_a_way_so_it_asks(client: AsyncClient, shed: Shed) -> None:
    for nothing in ("", "  \u200b"):
        refused = await leave(client, nothing)
        assert refused.status_code == 422 and "0800 1111" in refused.text
    assert await holds(shed) == []


async def test_too_long_keeps_the_words(client: AsyncClient, shed: Shed) -> None:
    refused = await leave(client, "y" * 405)
    assert refused.status_code == 422 and "5 characters too long" in refused.text
    assert dict(Page(refused.text, without=()).fields)["reach"] == "y" * 405


async def test_sending_it_twice_is_one_hold_and_other_words_may_follow(
    client: AsyncClient, shed: Shed
) -> None:
    await leave(client)
    assert (await leave(client)).status_code == 200
    assert len(await holds(shed)) == 1
    changed = await leave(client, "I am at the library now")
    page = Page(changed.text, without=())
    assert changed.status_code == 422 and dict(page.fields)["reach"] == "I am at the library now"
    assert (await leave(client, "I am at the library now", page.field("form_id"))).status_code == 200
    assert len(await holds(shed)) == 2


async def test_a_closed_round_shows_help_and_takes_nothing_it_could_not_answer(
    client: AsyncClient, shed: Shed
) -> None:
    async with shed.store.writing() as conn:
        await close_round(conn, shed.space)
    page = await client.get("/en/shed/not-safe")
    assert page.status_code == 200 and "0800 1111" in page.text and "<form" not in page.text
    late = await leave(client)
    assert late.status_code == 422 and REACH in late.text
