"""Drop-in visits: a tally by place and day. Comments, visits and people are three different counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import BadInput
from voice.listen import records
from voice.listen.space import Space
from voice.protect.numbers import shown

KINDS = {"walk_in": "Walked in", "booked": "Came by appointment"}
MOST = 500


@dataclass(frozen=True)
class Tally:
    """So many visits of one kind at one place, as it may be shown."""

    place: str
    kind: str
    number: str


async def count_visits(
    conn: AsyncConnection, space: Space, place: str, day: date, kind: str, number: int
) -> None:
    """Add visits to a day's tally. BadInput for an unknown place or kind, or a number nobody could have counted."""
    if place not in space.about.places:
        raise BadInput("Choose where the visits were.", "place")
    if kind not in KINDS:
        raise BadInput("Choose what kind of visit.", "kind")
    if not 0 < number <= MOST:
        raise BadInput(f"Write a number of visits from 1 to {MOST}.", "number")
    await records.add_visits(conn, space.space_id, place, day, kind, number)


async def visits_of(conn: AsyncConnection, space: Space, first: date, last: date) -> Sequence[Tally]:
    """The tally between two days, by place and kind."""
    rows = await records.visits_between(conn, space.space_id, first, last)
    return [
        Tally(space.about.places.get(row.place, row.place), KINDS[row.kind], shown(int(row.number)))
        for row in rows
    ]
