"""The SQL of keeping and letting go: what is due to go, how it goes, and what has gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.listen.space import About, Keep, RoundState
from voice.people.sign_in import IDLE, LONGEST
from voice.protect.usable import READABLE, State
from voice.store.tables import (
    comment,
    hold,
    hold_step,
    invite,
    placing,
    round_,
    session,
    space,
    vector,
    voice,
    words,
)
from voice.store.values import from_json

CHUNK = 500
"""Rows to a transaction: a longer one keeps young people's voices waiting."""


@dataclass(frozen=True)
class Closed:
    """A round that has closed, with the promise that holds for it."""

    space_id: int
    round_id: int
    number: int
    closed: date
    keep: Keep


async def closed_rounds(conn: AsyncConnection, space_id: int | None = None) -> list[Closed]:
    """Every closed round, of one space if given, oldest first."""
    query = (
        select(round_, space.c.about)
        .join(space, space.c.space_id == round_.c.space_id)
        .where(round_.c.state == RoundState.CLOSED, round_.c.closes.is_not(None))
        .order_by(round_.c.number)
    )
    if space_id is not None:
        query = query.where(round_.c.space_id == space_id)
    return [_closed(row) for row in (await conn.execute(query)).all()]


def _closed(row: Any) -> Closed:
    today = from_json(About, row.about).keep
    promised = row.settled.get("keep")
    keep = from_json(Keep, promised).at_most(today) if promised else today
    return Closed(row.space_id, row.round_id, row.number, row.closes, keep)


async def holding_words(conn: AsyncConnection, space_id: int, round_id: int) -> tuple[int, int]:
    """(unread, released) comments of a round whose words are here."""
    query = (
        select(comment.c.state, func.count())
        .join(words, same_comment())
        .where(comment.c.space_id == space_id, comment.c.round_id == round_id)
        .group_by(comment.c.state)
    )
    found = {state: int(number) for state, number in (await conn.execute(query)).all()}
    return found.get(State.UNREAD, 0), sum(found.get(state, 0) for state in READABLE)


async def some_with_words(
    conn: AsyncConnection, space_id: int, round_id: int, states: Sequence[State]
) -> list[int]:
    """The next comments of a round in these states whose words are here. Nobody else can change them meanwhile."""
    query = (
        select(comment.c.comment_id)
        .join(words, same_comment())
        .where(comment.c.space_id == space_id, comment.c.round_id == round_id, comment.c.state.in_(states))
        .limit(CHUNK)
        .with_for_update(of=comment)
    )
    return list((await conn.execute(query)).scalars())


async def let_words_go(conn: AsyncConnection, space_id: int, comment_ids: Sequence[int]) -> None:
    """Words and vectors go. What was released still counts, in its theme, but is quoted no more; unread is not used.

    Words that a lead held and let go are part of a safeguarding record: they leave the team and stay with the leads.
    """
    record = select(hold.c.comment_id).where(hold.c.space_id == space_id, hold.c.comment_id.in_(comment_ids))
    recorded = frozenset((await conn.execute(record)).scalars())
    mine = (comment.c.space_id == space_id) & comment.c.comment_id.in_(comment_ids)
    leaving = mine & ((comment.c.state == State.UNREAD) | comment.c.comment_id.in_(recorded))
    left = list((await conn.execute(select(comment.c.comment_id).where(leaving))).scalars())
    await _drop(conn, placing, space_id, left)
    await _drop(conn, vector, space_id, comment_ids)
    await _drop(conn, words, space_id, [each for each in comment_ids if each not in recorded])
    voices = select(comment.c.voice_id).where(mine)
    await conn.execute(
        update(voice).where(voice.c.space_id == space_id, voice.c.voice_id.in_(voices)).values(body_hash=None)
    )
    changed = {"version": comment.c.version + 1}
    await conn.execute(update(comment).where(leaving).values(state=State.NOT_USED, **changed))
    await conn.execute(
        update(comment)
        .where(mine, comment.c.state.in_(READABLE))
        .values(state=State.NO_QUOTE, quote_ok=False, **changed)
    )


async def _drop(conn: AsyncConnection, table: Table, space_id: int, comment_ids: Sequence[int]) -> None:
    mine = (table.c.space_id == space_id) & table.c.comment_id.in_(comment_ids)
    await conn.execute(delete(table).where(mine))


async def holds_closed_before(conn: AsyncConnection, space_id: int, moment: datetime) -> list[Any]:
    """(hold_id, comment_id) of the next safeguarding records with nothing done about them since. Drills stay."""
    query = select(hold.c.hold_id, hold.c.comment_id).where(_old_hold(space_id, moment)).limit(CHUNK)
    return list((await conn.execute(query)).all())


async def how_many_holds(conn: AsyncConnection, space_id: int, moment: datetime) -> int:
    """How many records that is in all."""
    query = select(func.count()).select_from(hold).where(_old_hold(space_id, moment))
    return int((await conn.execute(query)).scalar_one())


def _old_hold(space_id: int, moment: datetime) -> Any:
    since = select(hold_step.c.hold_id).where(hold_step.c.space_id == space_id, hold_step.c.at >= moment)
    closed = (hold.c.state == "closed") & hold.c.drill.is_(False)
    return (hold.c.space_id == space_id) & closed & hold.c.hold_id.not_in(since)


async def drop_holds(conn: AsyncConnection, space_id: int, holds: Sequence[Any]) -> None:
    """The record, what was done, and the words that only the leads have go; the comment's row stays, not used."""
    theirs = select(comment.c.comment_id).where(
        comment.c.space_id == space_id,
        comment.c.comment_id.in_([row.comment_id for row in holds if row.comment_id]),
        comment.c.state.in_((State.HELD, State.NOT_USED)),
    )
    ids = list((await conn.execute(theirs)).scalars())
    await _drop(conn, words, space_id, ids)
    await conn.execute(
        update(comment)
        .where(comment.c.space_id == space_id, comment.c.comment_id.in_(ids))
        .values(state=State.NOT_USED, version=comment.c.version + 1)
    )
    for table in (hold_step, hold):
        mine = (table.c.space_id == space_id) & table.c.hold_id.in_([row.hold_id for row in holds])
        await conn.execute(delete(table).where(mine))


# ── the house's own ──────────────────────────────────────────────────────────


async def drop_bursts(conn: AsyncConnection, old_week: str) -> None:
    """Burst ids of weeks before this one."""
    await conn.execute(update(voice).where(_old_burst(old_week)).values(burst=None))


async def drop_ended(conn: AsyncConnection) -> None:
    """Sessions that nobody can use any more, and invites that were used or are too old."""
    await conn.execute(delete(session).where(_ended_session()))
    await conn.execute(delete(invite).where(_ended_invite()))


async def house_counts(conn: AsyncConnection, old_week: str) -> dict[str, int]:
    """How many of each would go."""
    queries = {
        "bursts": select(func.count()).select_from(voice).where(_old_burst(old_week)),
        "sessions": select(func.count()).select_from(session).where(_ended_session()),
        "invites": select(func.count()).select_from(invite).where(_ended_invite()),
    }
    return {name: int((await conn.execute(query)).scalar_one()) for name, query in queries.items()}


def _old_burst(old_week: str) -> Any:
    return voice.c.burst.is_not(None) & (voice.c.week < old_week)


def _ended_session() -> Any:
    return or_(session.c.seen < now() - IDLE, session.c.begun < now() - LONGEST)


def _ended_invite() -> Any:
    return or_(invite.c.used, invite.c.until < now())


def same_comment() -> Any:
    """Joins a comment with its words."""
    return (words.c.space_id == comment.c.space_id) & (words.c.comment_id == comment.c.comment_id)
