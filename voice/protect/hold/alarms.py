"""Who is told that something is held, and when: at once, and again whenever a deadline passes unacknowledged.

Both are jobs, stored in the transaction of the hold itself, so that no hold is
ever without them. They name the space and nothing else: counts, never words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.protect.hold import records
from voice.protect.hold.leads import leads_of, who_may_see
from voice.protect.hold.nouns import Hold
from voice.protect.hold.opening import open_holds
from voice.protect.hours import Hours, deadline
from voice.store.jobs import enqueue_once, job_row


@dataclass(frozen=True)
class Ring:
    """Whom to tell of how many holds that nobody has acknowledged, by e-mail address."""

    leads: dict[str, int] = field(default_factory=dict)
    nobody: bool = False  # one rang in vain, or no lead can see it: an admin must find somebody


def alarm_rows(space_id: int, due: datetime) -> list[dict[str, Any]]:
    """The jobs that go with a new hold: tell the leads now, and look again at its deadline."""
    return [job_row("alert", space_id), job_row("escalate", space_id, due=due)]


async def whom_to_ring(conn: AsyncConnection, space_id: int) -> Ring:
    """Every lead at work, with the number of holds that wait and do not name them. On leave only when all are."""
    leads = await leads_of(conn, space_id)
    counts: dict[str, int] = {}
    nobody = False
    for hold in await open_holds(conn, space_id):
        if hold.acknowledged_by:
            continue
        may = who_may_see(leads, hold)
        for lead in [lead for lead in may if lead.at_work] or may:
            counts[lead.email] = counts.get(lead.email, 0) + 1
        nobody |= hold.escalated or not may
    return Ring(counts, nobody)


async def escalate(conn: AsyncConnection, space_id: int, hours: Hours) -> int:
    """Mark every overdue hold as escalated. Returns how many wait unacknowledged past their deadline.

    While any does, this asks to be done again after as many working minutes: it ends when somebody has acknowledged.
    Harmless to do twice.
    """
    overdue = await _overdue(conn, space_id)
    for hold in overdue:
        await records.mark_escalated(conn, space_id, hold.hold_id)
    if overdue:
        await enqueue_once(conn, "escalate", space_id, due=deadline(hours, now()))
    return len(overdue)


async def _overdue(conn: AsyncConnection, space_id: int) -> list[Hold]:
    return [hold for hold in await open_holds(conn, space_id) if hold.overdue]
