"""Some of what was released is read again by somebody else, and what was missed is counted and mended."""

from __future__ import annotations

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select

from tests.faces.lead.leads import as_, held, sends
from tests.people import Shed
from voice.protect.reading.rates import rate
from voice.protect.reading.reread import misses
from voice.protect.seal import Sealed, open_words
from voice.store.tables import comment, words

pytestmark = pytest.mark.anyio
PAGE = "/lead/shed/again"


async def released(shed: Shed, said: str) -> str:
    await shed.says(said, form_id="amina-first-1")
    return str((await shed.reads_all())[0])


async def test_nobody_rereads_their_own(shed: Shed, client: AsyncClient) -> None:
    await released(shed, "the room is cold")
    await as_(shed, client, "Hari")
    assert "the room is cold" not in (await client.get(PAGE)).text
    await as_(shed, client, "Femi")
    assert "the room is cold" in (await client.get(PAGE)).text


async def test_a_name_left_in_is_hidden_and_never_quoted_again(shed: Shed, client: AsyncClient) -> None:
    one = await released(shed, "zoltanka at the desk was kind")
    await as_(shed, client, "Femi")
    wrong = await sends(client, PAGE, do="detail", comment=one, version="2", hide="zoltanko")
    assert wrong.status_code == 422 and "zoltanko" in wrong.text
    assert (
        await sends(client, PAGE, do="detail", comment=one, version="2", hide="zoltanka")
    ).status_code == 303
    async with shed.store.reading() as conn:
        assert "zoltanka" not in (await conn.execute(select(words.c.masked))).scalar_one()
        assert (await conn.execute(select(comment.c.state))).scalar_one() == "no_quote"
        assert (await misses(conn, shed.space.space_id)).details.hits == 1
    assert "1 of 1 (100.0 %" in (await client.get(PAGE)).text


async def test_danger_that_was_let_through_is_held(shed: Shed, client: AsyncClient) -> None:
    one = await released(shed, "he comes in at night when they sleep")
    await as_(shed, client, "Femi")
    await sends(client, PAGE, do="danger", comment=one, version="2")
    hold = await held(shed)
    assert hold.raised_by == "reread"
    async with shed.store.reading() as conn:
        row = (await conn.execute(select(words))).one()
        assert row.masked is None
        kept = open_words(shed.keys, Sealed.HELD, row.space_id, row.comment_id, row.sealed)
    assert "comes in at night" in kept.text
    assert "comes in at night" in (await client.get(f"/lead/shed/holds/{hold.hold_id}")).text
    await as_(shed, client, "Hari")
    assert "comes in at night" not in (await client.get("/lead/shed/second")).text


async def test_what_is_fine_does_not_come_twice(shed: Shed, client: AsyncClient) -> None:
    one = await released(shed, "the room is cold")
    await as_(shed, client, "Femi")
    await sends(client, PAGE, do="fine", comment=one, version="2")
    page = (await client.get(PAGE)).text
    assert "the room is cold" not in page and "0 of 1" in page
    assert (await sends(client, PAGE, do="fine", comment=one, version="1")).status_code == 409


def test_the_interval_is_wilsons() -> None:
    one = rate(1, 60)
    assert (round(one.low, 3), round(one.high, 3)) == (0.003, 0.089)
    assert (rate(0, 0).low, rate(0, 0).high) == (0.0, 1.0)
