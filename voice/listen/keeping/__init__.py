"""What is kept, for how long, and letting it go: words by round, safeguarding records by their own rule.

Tallies stay. Withdrawn and not-used words are gone at once and are in none of this.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now, today, week_of
from voice.listen import records
from voice.listen.keeping import gone_records
from voice.listen.keeping import kept_records as kept
from voice.listen.space import Keep
from voice.protect.usable import READABLE, State
from voice.store.copies.forgotten import Gone, forget, forget_new
from voice.store.engine import Store
from voice.store.jobs import enqueue_once

BURST_DAYS = 7
"""A burst id lets a flood be set aside; after a week it is of no more use."""
NIGHT = time(2, 30)
"""UTC. When the sweep runs: it rewrites a SQLite file whole, so it waits for an hour when nobody is there."""
EVERYWHERE = 0
"""The space of a job that belongs to none."""


@dataclass(frozen=True)
class RoundKept:
    """A closed round: which promise holds for it, how many words are here, and the days on which they go."""

    number: int
    closed: date
    keep: Keep
    unread: int
    released: int

    @property
    def unread_goes(self) -> date:
        """The day on which words go that nobody read."""
        return months_after(self.closed, self.keep.unread_months)

    @property
    def released_goes(self) -> date:
        """The day on which released words go."""
        return months_after(self.closed, self.keep.released_months)


@dataclass
class LetGo:
    """How much went (or would go), and which comments of which space lost their words."""

    counts: dict[str, int] = field(default_factory=dict)
    comments: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


async def counts(conn: AsyncConnection) -> dict[str, int]:
    """Voices, comments, holds, unread, and rows whose other half is missing (there should be none)."""
    return await records.whole_counts(conn)


async def all_form_ids(conn: AsyncConnection) -> Sequence[str]:
    """Every stored form id: how a test proves that nothing acknowledged is lost and nothing doubled."""
    return await records.form_ids(conn)


async def rounds_kept(conn: AsyncConnection, space_id: int) -> list[RoundKept]:
    """The closed rounds of a space: what is kept of each, and until when."""
    return [
        RoundKept(r.number, r.closed, r.keep, *await kept.holding_words(conn, space_id, r.round_id))
        for r in await kept.closed_rounds(conn, space_id)
    ]


async def would_go(conn: AsyncConnection) -> dict[str, int]:
    """What a sweep would drop tonight."""
    found = await kept.house_counts(conn, _old_week()) | {"unread": 0, "released": 0, "holds": 0}
    for r in await kept.closed_rounds(conn):
        unread, released = await kept.holding_words(conn, r.space_id, r.round_id)
        found["unread"] += unread if State.UNREAD in _due(r) else 0
        found["released"] += released if State.RELEASED in _due(r) else 0
    for space in await records.all_spaces(conn):
        before = years_before(now(), space.about.keep.held_years)
        found["holds"] += await kept.how_many_holds(conn, space.space_id, before)
    return found


async def let_go(store: Store) -> LetGo:
    """Drop what is due, a few hundred rows at a time. What went is written into the list of the forgotten."""
    async with store.reading() as conn:
        gone = LetGo(await would_go(conn))
        rounds, spaces = await kept.closed_rounds(conn), await records.all_spaces(conn)
    async with store.writing() as conn:
        await kept.drop_bursts(conn, _old_week())
        await kept.drop_ended(conn)
    for r in rounds:
        while ids := await _words_of_round(store, r):
            gone.comments[r.space_id] += ids
    for space in spaces:
        await _records_of_holds(store, space.space_id, years_before(now(), space.about.keep.held_years))
    await write_forgotten(store)
    return gone


async def write_forgotten(store: Store) -> None:
    """Have the list beside the database name everything that is gone from it."""
    async with store.reading() as conn:
        gone: Mapping[Gone, Sequence[int]] = await gone_records.gone_ids(conn)
    forget_new(store.settings, gone)


async def ask_for_sweep(conn: AsyncConnection) -> None:
    """Have the worker sweep in the coming night. Asking twice asks once."""
    tonight = datetime.combine(today(), NIGHT, UTC)
    due = tonight if tonight > now() else tonight + timedelta(days=1)
    await enqueue_once(conn, "sweep", EVERYWHERE, due=due)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_before(moment: datetime, years: int) -> datetime:
    """The same moment so many years ago; the 29th of February counts as the 28th."""
    return moment.replace(
        year=moment.year - years, day=min(moment.day, 28) if moment.month == 2 else moment.day
    )


async def _words_of_round(store: Store, closed: kept.Closed) -> list[int]:
    """Let the next few hundred words of a round go. Returns whose."""
    states = _due(closed)
    if not states:
        return []
    async with store.writing() as conn:
        ids = await kept.some_with_words(conn, closed.space_id, closed.round_id, states)
        if ids:
            await kept.let_words_go(conn, closed.space_id, ids)
    return ids


async def _records_of_holds(store: Store, space_id: int, before: datetime) -> None:
    while True:
        async with store.writing() as conn:
            holds = await kept.holds_closed_before(conn, space_id, before)
            await kept.drop_holds(conn, space_id, holds)
        forget(store.settings, Gone.HOLD, [row.hold_id for row in holds])
        if not holds:
            return


def _due(closed: kept.Closed) -> tuple[State, ...]:
    """The states whose words have been kept long enough in this round."""
    unread = today() >= months_after(closed.closed, closed.keep.unread_months)
    released = today() >= months_after(closed.closed, closed.keep.released_months)
    return (*((State.UNREAD,) if unread else ()), *(READABLE if released else ()))


def _old_week() -> str:
    return week_of(today() - timedelta(days=BURST_DAYS))
