"""The drill log answers an inspector: when was it sent, who saw it, after how many minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from httpx2 import AsyncClient

from tests.faces.lead.leads import as_, does, held, sends
from tests.people import Shed
from voice.clock import set_clock
from voice.listen.drill import drill_log
from voice.listen.spaces import save_about

pytestmark = pytest.mark.anyio
FRIDAY = datetime(2026, 8, 28, 15, 0, tzinfo=UTC)  # 16:00 on the wall, an hour before the doors close
TUESDAY = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)  # 9:30, after a weekend and a bank holiday


async def test_minutes_from_send_to_acknowledged_by_two(shed: Shed, client: AsyncClient) -> None:
    hours = replace(shed.space.about.hours, closed=("2026-08-31",))
    async with shed.store.writing() as conn:
        shed.space = await save_about(conn, shed.space, replace(shed.space.about, hours=hours))
    set_clock(lambda: FRIDAY)
    await as_(shed, client, "Femi")
    await sends(client, "/lead/shed/drill")
    drill = await held(shed)
    for who, moment in (("Greta", FRIDAY.replace(minute=12)), ("Femi", TUESDAY)):
        set_clock(lambda moment=moment: moment)
        await as_(shed, client, who)
        await does(client, drill, "seen")
    async with shed.store.reading() as conn:
        (log,) = await drill_log(conn, shed.space)
    assert (log.sent_at, log.sent_by, log.acknowledged_by, log.complete) == (
        FRIDAY,
        "Femi",
        ("Greta", "Femi"),
        True,
    )
    assert log.to_two is not None
    assert (log.to_two.minutes, log.to_two.working) == (3 * 1440 + 17 * 60 + 30, 60 + 30)
    page = (await client.get("/lead/shed/drill")).text
    assert "Greta, 12 minutes" in page and "5370 minutes (90 opening)" in page


async def test_the_wall_page_has_the_spaces_own_names_and_says_what_is_missing(
    shed: Shed, client: AsyncClient
) -> None:
    await as_(shed, client, "Hari")
    page = (await client.get("/lead/shed/wall")).text
    for said in ("Femi", "In the office", "Greta", "999", "0800 1111", "promise to keep it secret"):
        assert said in page
    assert "The outside contact is not named yet" in page
