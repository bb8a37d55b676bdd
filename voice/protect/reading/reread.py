"""Every week some released comments, drawn at random, are read again by somebody else.

Detection sorts, and can miss; so can people. This says how often both did, with its
interval, and mends what it finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import this_week, today, week_of
from voice.errors import BadInput, Overtaken
from voice.protect import records
from voice.protect.hold import hold_comment
from voice.protect.hours import Hours
from voice.protect.marking import find_again
from voice.protect.masking import mask
from voice.protect.nouns import Concern, Look, Reason
from voice.protect.reading.rates import Rate, rate
from voice.protect.usable import READABLE, State
from voice.store.secret import Keys

EACH_WEEK = 20
"""Comments a week to read again: ten minutes. In a quarter 260, enough to tell 1 in 100 from 5 in 100."""
WEEKS = 13


class Found(StrEnum):
    """What the second look found."""

    FINE = "fine"
    DETAIL = "detail"  # something that identifies had been left in: it is hidden, and never quoted again
    DANGER = "danger"  # it should have been held


@dataclass(frozen=True)
class ToReread:
    """One released comment, as the team can read it."""

    comment_id: int
    version: int
    text: str
    language: str


@dataclass(frozen=True)
class Misses:
    """How often a detail was left in, and danger let through, over the last quarter."""

    details: Rate
    danger: Rate


async def to_reread(conn: AsyncConnection, space_id: int, person_id: int) -> list[ToReread]:
    """This person's share: from last week's readings and this week's, by others."""
    left = EACH_WEEK - sum((await records.reread_counts(conn, space_id, this_week())).values())
    found: list[Any] = []
    for week in (week_of(today() - timedelta(days=7)), this_week()):
        if len(found) < left:
            found += await records.to_reread(conn, space_id, week, person_id, left - len(found))
    return [ToReread(row.comment_id, row.version, row.text, row.language) for row in found]


async def misses(conn: AsyncConnection, space_id: int) -> Misses:
    """What the last quarter's second looks found."""
    since = week_of(today() - timedelta(weeks=WEEKS))
    counts = await records.reread_counts(conn, space_id, since)
    tried = sum(counts.values())
    return Misses(rate(counts.get(Found.DETAIL, 0), tried), rate(counts.get(Found.DANGER, 0), tried))


async def read_again(
    conn: AsyncConnection,
    keys: Keys,
    space_id: int,
    hours: Hours,
    comment_id: int,
    version: int,
    person_id: int,
    found: Found,
    hide: str = "",
) -> None:
    """Write down what was found, and mend it: hide what was left in, hold what tells of danger.

    BadInput when the words to hide stand nowhere; Overtaken if it changed meanwhile.
    """
    row = await records.comment_row(conn, space_id, comment_id)
    text = await records.masked_words(conn, space_id, comment_id)
    if row is None or row.state not in READABLE or row.version != version or text is None:
        raise Overtaken("This comment changed after you opened the page.")
    if found is Found.DETAIL:
        if not hide.strip():
            raise BadInput("Write the words to hide, just as they stand.", f"hide-{comment_id}")
        await records.mask_more(conn, space_id, comment_id, mask(text, find_again(text, hide)))
        await records.set_state(conn, space_id, comment_id, State.NO_QUOTE)  # a card may hold the old words
    elif found is Found.DANGER:
        await hold_comment(conn, keys, space_id, hours, comment_id, _MISSED, raised_by="reread")
    await records.add_reread(conn, space_id, comment_id, person_id, found)


_WHY = Reason("person", 0, 0, "It had been released. Somebody read it again and asks you to look.")
_MISSED = Look(Concern.CONCERN, ("person",), (_WHY,), (), (), "", True)
