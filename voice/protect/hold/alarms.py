"""Who is told that something is held, and when: at once, and again whenever a deadline passes with nothing done.

Both are jobs, stored in the transaction of the hold itself, so that no hold is
ever without them. They name the space and nothing else: counts, never words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.protect.hold import records
from voice.protect.hold.leads import leads_of
from voice.protect.hold.opening import open_holds
from voice.protect.hours import Hours, deadline
from voice.store.jobs import add_jobs, enqueue_once, job_row

AGAIN = 6
"""A hold that somebody has seen rings again after so many times the first deadline, if nothing was written down."""


@dataclass(frozen=True)
class Ring:
    """Whom to tell of how many holds that wait for them, by e-mail address."""

    leads: dict[str, int] = field(default_factory=dict)
    nobody: bool = False  # one rang in vain, or no lead can see it: an admin must find somebody


def alarm_rows(space_id: int, due: datetime) -> list[dict[str, Any]]:
    """The jobs that go with a new hold: tell the leads now, and look again at its deadline."""
    return [job_row("alert", space_id), job_row("escalate", space_id, due=due)]


async def begin_clock(
    conn: AsyncConnection, space_id: int, hold_id: int, hours: Hours, *, ring: bool, times: int = 1
) -> None:
    """A hold's next deadline, and its alarm; with `ring` whoever it waits for is told at once, too."""
    due = deadline(replace(hours, minutes=hours.minutes * times), now())
    await records.set_deadline(conn, space_id, hold_id, due)
    await add_jobs(conn, alarm_rows(space_id, due)[0 if ring else 1 :])


async def whom_to_ring(conn: AsyncConnection, space_id: int) -> Ring:
    """Every lead at work for whom a hold waits, with how many. Those on leave only when nobody else is there."""
    leads = await leads_of(conn, space_id)
    counts: dict[str, int] = {}
    nobody = False
    for hold in await open_holds(conn, space_id):
        waits_for = hold.waits_for(leads)
        for lead in [lead for lead in waits_for if lead.at_work] or waits_for:
            counts[lead.email] = counts.get(lead.email, 0) + 1
        nobody |= (bool(waits_for) and hold.escalated) or not any(
            lead.may_see(hold.kept_from) for lead in leads
        )
    return Ring(counts, nobody)


async def escalate(conn: AsyncConnection, space_id: int, hours: Hours) -> int:
    """Mark every overdue hold as escalated. Returns how many wait past their deadline.

    While any does, this asks to be done again after as many working minutes: it ends when somebody has done what it
    waits for. Harmless to do twice.
    """
    overdue = [hold for hold in await open_holds(conn, space_id) if hold.overdue]
    for hold in overdue:
        await records.mark_escalated(conn, space_id, hold.hold_id)
    if overdue:
        await enqueue_once(conn, "escalate", space_id, due=deadline(hours, now()))
    return len(overdue)
