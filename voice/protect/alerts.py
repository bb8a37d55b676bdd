"""Who is told that something is held, and when: at once, and again whenever a deadline passes unacknowledged.

Both are jobs, stored in the transaction of the hold itself, so that no hold is
ever without them. They name the space and nothing else: counts, never words.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.protect import records
from voice.protect.hours import Hours, deadline
from voice.store.jobs import enqueue_once, job_row


def alarm_rows(space_id: int, due: datetime) -> list[dict[str, Any]]:
    """The jobs that go with a new hold: tell the leads now, and look again at its deadline."""
    return [job_row("alert", space_id), job_row("escalate", space_id, due=due)]


async def escalate(conn: AsyncConnection, space_id: int, hours: Hours) -> int:
    """Mark every overdue hold as escalated. Returns how many wait unacknowledged past their deadline.

    While any does, this asks to be done again after as many working minutes: it ends when somebody has acknowledged.
    Harmless to do twice.
    """
    overdue = await records.overdue_holds(conn, space_id, now())
    for hold_id in overdue:
        await records.mark_escalated(conn, space_id, hold_id)
    if overdue:
        await enqueue_once(conn, "escalate", space_id, due=deadline(hours, now()))
    return len(overdue)
