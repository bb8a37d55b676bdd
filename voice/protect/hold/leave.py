"""A lead goes on leave and hands over, so that no hold waits on an empty chair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import today
from voice.errors import BadInput, NotReady
from voice.people.who import set_leave
from voice.protect.hold import records
from voice.protect.hold.alarms import begin_clock
from voice.protect.hold.leads import lead_in, leads_of
from voice.protect.hold.nouns import Did
from voice.protect.hold.opening import open_holds
from voice.protect.hours import Hours

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Leave:
    """Who is left while a lead is away, and how many holds were handed over."""

    at_work: tuple[str, ...]
    handed_over: int


async def go_away(
    conn: AsyncConnection, space_id: int, hours: Hours, person_id: int, back: date | None
) -> Leave:
    """This lead is away until the day they are back. Open holds they had seen ring the others again.

    BadInput for a day that makes no sense; NotReady while no other lead is at work.
    """
    lead = await lead_in(conn, space_id, person_id)
    if back is None or not today() < back <= today() + LONGEST:
        raise BadInput("Write the day you are back: after today, and within a year.", "back")
    others = [
        one
        for one in await leads_of(conn, space_id)
        if one.person_id != person_id and one.at_work and not one.outside
    ]
    if not others:
        raise NotReady("No other lead is at work. Ask an admin to invite a stand-in first.")
    await set_leave(conn, space_id, person_id, back)
    handed = 0 if not lead.at_work else await _hand_over(conn, space_id, hours, person_id)
    return Leave(tuple(one.name for one in others), handed)


async def come_back(conn: AsyncConnection, space_id: int, person_id: int) -> None:
    """This lead is back."""
    await lead_in(conn, space_id, person_id)
    await set_leave(conn, space_id, person_id, None)


async def _hand_over(conn: AsyncConnection, space_id: int, hours: Hours, person_id: int) -> int:
    mine = [
        hold
        for hold in await open_holds(conn, space_id)
        if person_id in hold.acknowledged_by and not hold.drill
    ]
    for hold in mine:
        await records.add_step(conn, space_id, hold.hold_id, person_id, Did.HANDED_OVER)
        if hold.acknowledged_by == (person_id,):
            await begin_clock(conn, space_id, hold.hold_id, hours, ring=True)
    return len(mine)
