"""The few counts at the top of every page of this face: never any words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.listen.space import Space
from voice.people.nouns import Hat, SignedIn
from voice.protect.hold import holds_for
from voice.protect.look import Concern
from voice.protect.reading import waiting


@dataclass(frozen=True)
class Summary:
    """How much waits. Holds are counted for leads only."""

    ready: int
    is_lead: bool
    holds: int = 0
    urgent: int = 0
    unseen: int = 0
    overdue: int = 0


async def summary(conn: AsyncConnection, space: Space, person: SignedIn) -> Summary:
    """The counts for this person in this space."""
    ready, _ = await waiting(conn, space.space_id)
    if not person.wears(space.space_id, Hat.LEAD):
        return Summary(ready, False)
    holds = await holds_for(conn, space.space_id, person.person.person_id)
    return Summary(
        ready,
        True,
        len(holds),
        sum(hold.concern == Concern.URGENT for hold in holds),
        sum(not hold.acknowledged_by for hold in holds),
        sum(hold.overdue for hold in holds),
    )
