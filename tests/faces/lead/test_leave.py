"""A lead goes on leave: the other is told, holds are handed over, and nobody leaves an empty chair."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from httpx2 import AsyncClient

from tests.faces.lead.leads import as_, does, held, sends
from tests.people import Shed
from voice.clock import in_days, set_clock
from voice.people.log import newest
from voice.protect.hold.alarms import whom_to_ring

pytestmark = pytest.mark.anyio
WORDS = "my step dad hits me when mum is at work"
PAGE = "/lead/shed/leave"


async def rings(shed: Shed) -> dict[str, int]:
    async with shed.store.reading() as conn:
        return (await whom_to_ring(conn, shed.space.space_id)).leads


async def test_what_a_lead_was_working_on_rings_the_other(shed: Shed, client: AsyncClient) -> None:
    await shed.says(WORDS, form_id="amina-first-1")
    hold = await held(shed)
    await as_(shed, client, "Femi")
    await does(client, hold, "seen")
    assert await rings(shed) == {}
    assert (await sends(client, PAGE, do="away", back=in_days(7).isoformat())).status_code == 303
    assert "away until" in (await client.get(PAGE)).text
    assert await rings(shed) == {shed.people["Greta"].email: 1}
    assert "handed it over for leave" in (await client.get(f"/lead/shed/holds/{hold.hold_id}")).text
    async with shed.store.reading() as conn:
        lines, whole = await newest(conn, shed.space.space_id)
    assert whole and any(line.did == "handed over for leave" and "Greta" in line.what for line in lines)


async def test_the_last_lead_at_work_stays(shed: Shed, client: AsyncClient) -> None:
    await as_(shed, client, "Femi")
    await sends(client, PAGE, do="away", back=in_days(7).isoformat())
    await as_(shed, client, "Greta")
    refused = await sends(client, PAGE, do="away", back=in_days(3).isoformat())
    assert (
        refused.status_code == 409 and "stand-in" in refused.text and in_days(3).isoformat() in refused.text
    )


async def test_leave_ends_by_itself_or_sooner(shed: Shed, client: AsyncClient) -> None:
    set_clock(lambda: datetime(2026, 8, 3, 9, 0, tzinfo=UTC))
    await as_(shed, client, "Femi")
    await sends(client, PAGE, do="away", back="2026-08-10")
    await shed.says(WORDS, form_id="amina-first-1")
    assert await rings(shed) == {shed.people["Greta"].email: 1}
    set_clock(lambda: datetime(2026, 8, 10, 9, 0, tzinfo=UTC))
    assert len(await rings(shed)) == 2
    set_clock(lambda: datetime(2026, 8, 4, 9, 0, tzinfo=UTC))
    await as_(shed, client, "Femi")
    await sends(client, PAGE, do="back")
    assert len(await rings(shed)) == 2


@pytest.mark.parametrize("back", ["", "yesterday", "2020-01-01", "2999-01-01"])
async def test_a_day_that_makes_no_sense(shed: Shed, client: AsyncClient, back: str) -> None:
    await as_(shed, client, "Femi")
    refused = await sends(client, PAGE, do="away", back=back)
    assert refused.status_code == 422 and "the day you are back" in refused.text.lower()
