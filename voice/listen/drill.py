"""The drill: a made-up disclosure through the one way in, so that lead and deputy know what to do before a child needs it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.listen.nouns import Route, Said, Submission
from voice.listen.receive import receive
from voice.listen.space import Round, Space
from voice.people.who import names
from voice.protect.hold import Hold, Lead, drills, leads_of, note_sent
from voice.protect.hold.nouns import Did
from voice.protect.hours import working_minutes
from voice.store.engine import Store
from voice.store.secret import Keys

WORDS = "This is a drill. I don't feel safe at home and I want somebody to know. (No child wrote this.)"
COMMAND_LINE = 0
"""Stands as the person who sent a drill with `voice drill`."""


@dataclass(frozen=True)
class Seen:
    """One person said that they had seen a drill: when, and after how many minutes, all and while the doors were open."""

    name: str
    at: datetime
    minutes: int
    working: int


@dataclass(frozen=True)
class Drill:
    """One drill, for whoever asks "show me what happens when a child tells you something"."""

    hold_id: int
    sent_week: str
    sent_at: datetime | None
    sent_by: str
    seen: tuple[Seen, ...]
    complete: bool  # today's lead and deputy have both seen it

    @property
    def acknowledged_by(self) -> tuple[str, ...]:
        """Names, in the order in which they came."""
        return tuple(one.name for one in self.seen)

    @property
    def to_two(self) -> Seen | None:
        """The second person to see it: minutes from send to acknowledged by two."""
        return self.seen[1] if len(self.seen) > 1 else None


async def send_drill(store: Store, keys: Keys, space: Space, round_: Round, by: int = COMMAND_LINE) -> int:
    """Send one. Returns its hold."""
    drill = Submission(
        form_id=f"drill-{secrets.token_hex(8)}",
        route=Route.STAFF,
        said=(Said("open", WORDS),),
        unsafe=True,
        drill=True,
        receipt=False,
    )
    sent = await receive(store, keys, space, round_, drill)
    async with store.writing() as conn:
        return await note_sent(conn, space.space_id, sent.voice_id, by)


async def drill_log(conn: AsyncConnection, space: Space) -> list[Drill]:
    """Every drill, newest first."""
    held = await drills(conn, space.space_id)
    leads = {lead.person_id: lead for lead in await leads_of(conn, space.space_id)}
    who = await names(conn, [step.person_id for hold in held for step in hold.steps])
    log = [_drill(space, hold, leads, who) for hold in held]
    return sorted(log, key=lambda d: d.sent_at.timestamp() if d.sent_at else 0.0, reverse=True)


async def drilled(conn: AsyncConnection, space: Space) -> bool:
    """Have today's lead and deputy both acknowledged one and the same drill?"""
    return any(drill.complete for drill in await drill_log(conn, space))


def _drill(space: Space, hold: Hold, leads: dict[int, Lead], who: dict[int, str]) -> Drill:
    sent = next((step for step in hold.steps if step.step is Did.SENT), None)
    acknowledged = [step for step in hold.steps if step.step is Did.ACKNOWLEDGED]
    begun = sent.at if sent else None
    seen = tuple(
        Seen(
            who.get(step.person_id, "a lead"),
            step.at,
            int((step.at - begun).total_seconds() // 60) if begun else 0,
            working_minutes(space.about.hours, begun, step.at) if begun else 0,
        )
        for step in acknowledged
    )
    here = [leads[step.person_id] for step in acknowledged if step.person_id in leads]
    complete = any(one.deputy for one in here) and any(not one.deputy and not one.outside for one in here)
    by = who.get(sent.person_id, "the command line") if sent else ""
    return Drill(hold.hold_id, hold.week, begun, by, seen, complete)
