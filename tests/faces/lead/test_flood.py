"""A flood is set aside, not lost: neither read nor counted until somebody knows what it was. Danger in it is held all the same."""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient
from sqlalchemy import func, select, update

from tests.faces.lead.leads import as_, sends
from tests.people import Shed
from voice.listen.progress import take_out
from voice.protect.hold import open_holds
from voice.protect.reading import waiting
from voice.protect.reading.flood import FLOOD, aside, floods
from voice.protect.usable import countable
from voice.store.tables import comment, voice, words

pytestmark = pytest.mark.anyio
SAID = "the bus is late again"


async def a_flood(shed: Shed, many: int = FLOOD) -> None:
    for n in range(many):
        await shed.says(f"{SAID}, {n}", form_id=f"flood-number-{n}")
    await shed.looked_at()


async def counted(shed: Shed) -> int:
    async with shed.store.reading() as conn:
        return int((await conn.execute(select(func.count()).where(countable()))).scalar_one())


async def burst_of(client: AsyncClient) -> str:
    return re.search(r'name="burst" value="(\d+)"', (await client.get("/lead/shed/read")).text)[1]  # type: ignore[index]


async def test_set_aside_and_put_back(shed: Shed, client: AsyncClient) -> None:
    await a_flood(shed)
    await shed.says("my step dad hits me when mum is at work", form_id="amina-first-1")
    await as_(shed, client, "Hari")
    sent = await sends(
        client, "/lead/shed/aside", at="/lead/shed/read", do="aside", burst=await burst_of(client)
    )
    assert sent.status_code == 303
    page = (await client.get("/lead/shed/read")).text
    assert SAID not in page and f"{FLOOD} set aside" in page
    assert await counted(shed) == 0
    async with shed.store.reading() as conn:
        assert len(await open_holds(conn, shed.space.space_id)) == 1
        (group,) = await aside(conn, shed.space.space_id)
    await sends(client, "/lead/shed/aside", do="back", burst=group.burst)
    assert SAID in (await client.get("/lead/shed/read")).text and await counted(shed) == FLOOD


async def test_an_evening_at_the_drop_in_is_no_flood(shed: Shed) -> None:
    await a_flood(shed, FLOOD - 1)
    async with shed.store.reading() as conn:
        assert await floods(conn, shed.space.space_id) == []


async def test_what_was_no_use_goes_for_good_even_after_its_burst_was_dropped(
    shed: Shed, client: AsyncClient
) -> None:
    await a_flood(shed)
    await as_(shed, client, "Hari")
    await sends(client, "/lead/shed/aside", at="/lead/shed/read", do="aside", burst=await burst_of(client))
    async with shed.store.writing() as conn:
        await conn.execute(update(voice).values(burst=None))
    await sends(client, "/lead/shed/aside", do="not_used", burst="0")
    async with shed.store.reading() as conn:
        assert (await conn.execute(select(words))).first() is None
        assert set((await conn.execute(select(comment.c.state))).scalars()) == {"not_used"}
        assert await waiting(conn, shed.space.space_id) == (0, 0)
    assert (
        await sends(client, "/lead/shed/aside", at="/lead/shed/read", do="back", burst="0")
    ).status_code == 404


async def test_a_writer_may_have_details_taken_out_of_what_is_set_aside(
    shed: Shed, client: AsyncClient
) -> None:
    await a_flood(shed, FLOOD - 1)
    await shed.says("write to me at kit@example.org", form_id="amina-first-1")
    await shed.looked_at(really=True)
    await as_(shed, client, "Hari")
    await sends(client, "/lead/shed/aside", at="/lead/shed/read", do="aside", burst=await burst_of(client))
    assert await take_out(shed.store, shed.keys, shed.space.space_id, "amina-first-1") == 1
