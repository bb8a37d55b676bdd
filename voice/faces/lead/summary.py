"""The few counts at the top of every page of this face: never any words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.listen.space import Space
from voice.people.nouns import Hat, SignedIn
from voice.protect.hold import holds_for, leads_of
from voice.protect.look import Concern
from voice.protect.reading import waiting
from voice.store.jobs import late


@dataclass(frozen=True)
class Summary:
    """How much waits. Holds are counted for leads only."""

    ready: int
    is_lead: bool
    holds: int = 0
    urgent: int = 0
    unseen: int = 0
    overdue: int = 0
    late: int = 0  # looks and alarms that the worker should have done by now


async def summary(conn: AsyncConnection, space: Space, person: SignedIn) -> Summary:
    """The counts for this person in this space."""
    ready, _ = await waiting(conn, space.space_id)
    waits = await late(conn)
    if not person.wears(space.space_id, Hat.LEAD):
        return Summary(ready, False, late=waits)
    me = person.person.person_id
    holds, leads = await holds_for(conn, space.space_id, me), await leads_of(conn, space.space_id)
    return Summary(
        ready,
        True,
        len(holds),
        sum(hold.concern == Concern.URGENT for hold in holds),
        sum(any(lead.person_id == me for lead in hold.waits_for(leads)) for hold in holds),
        sum(hold.overdue for hold in holds),
        waits,
    )
