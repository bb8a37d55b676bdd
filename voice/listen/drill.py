"""The drill: a made-up disclosure through the one way in, so that lead and deputy know what to do before a child needs it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.listen.nouns import Route, Said, Submission
from voice.listen.receive import receive
from voice.listen.space import Round, Space
from voice.people.nouns import Hat
from voice.people.who import people_with
from voice.protect.hold import Hold, open_holds
from voice.store.engine import Store
from voice.store.secret import Keys

WORDS = "This is a drill. I don't feel safe at home and I want somebody to know. (No child wrote this.)"


@dataclass(frozen=True)
class DrillLog:
    """The last drill: when it was sent, who has said they saw it, and whether lead and deputy both have."""

    hold_id: int
    sent_week: str
    acknowledged_by: tuple[str, ...]
    complete: bool


async def send_drill(store: Store, keys: Keys, space: Space, round_: Round) -> int:
    """Send one. Returns its hold."""
    drill = Submission(
        form_id=f"drill-{secrets.token_hex(8)}",
        route=Route.STAFF,
        said=(Said("open", WORDS),),
        unsafe=True,
        drill=True,
        receipt=False,
    )
    await receive(store, keys, space, round_, drill)
    async with store.reading() as conn:
        return (await _newest(conn, space.space_id)).hold_id


async def drill_log(conn: AsyncConnection, space_id: int) -> DrillLog | None:
    """What became of the last drill, or None when there was none."""
    drills = await _drills(conn, space_id)
    if not drills:
        return None
    leads = {member.person_id: member for member in await people_with(conn, space_id, Hat.LEAD)}
    best = max(drills, key=lambda d: len([p for p in d.acknowledged_by if p in leads]))
    seen = [leads[p] for p in best.acknowledged_by if p in leads]
    complete = any(m.deputy for m in seen) and any(not m.deputy for m in seen)
    return DrillLog(best.hold_id, best.week, tuple(m.name for m in seen), complete)


async def drilled(conn: AsyncConnection, space_id: int) -> bool:
    """Have lead and deputy both acknowledged a drill?"""
    log = await drill_log(conn, space_id)
    return log is not None and log.complete


async def _drills(conn: AsyncConnection, space_id: int) -> list[Hold]:
    everything = [*await open_holds(conn, space_id), *await open_holds(conn, space_id, closed=True)]
    return [hold for hold in everything if hold.drill]


async def _newest(conn: AsyncConnection, space_id: int) -> Hold:
    return next(hold for hold in await _drills(conn, space_id) if hold.is_open and not hold.steps)
