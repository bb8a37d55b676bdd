"""Escalation: a hold that nobody has acknowledged by its deadline goes to the deputy too. Counts only, never words."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.protect import records
from voice.protect.hold import open_holds


async def escalate(conn: AsyncConnection, space_id: int) -> int:
    """Mark every overdue hold as escalated. Returns how many were newly so. Harmless to do twice."""
    newly = [hold for hold in await open_holds(conn, space_id) if hold.overdue and not hold.escalated]
    for hold in newly:
        await records.mark_escalated(conn, space_id, hold.hold_id)
    return len(newly)
