"""The SQL of protect/: states, words, holds. Nothing here opens a seal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import this_week
from voice.protect.usable import State, quotable, readable
from voice.store.tables import answer, comment, placing, reread, vector, voice, words


async def comment_row(conn: AsyncConnection, space_id: int, comment_id: int) -> Row[Any] | None:
    """One comment's facts, or None. Nobody else can change it before this transaction ends."""
    query = select(comment).where(comment.c.space_id == space_id, comment.c.comment_id == comment_id)
    return (await conn.execute(query.with_for_update())).first()


async def sealed_words(conn: AsyncConnection, space_id: int, comment_id: int) -> bytes | None:
    """A comment's sealed words, or None once released or gone."""
    query = select(words.c.sealed).where(words.c.space_id == space_id, words.c.comment_id == comment_id)
    found: bytes | None = (await conn.execute(query)).scalar_one_or_none()
    return found


async def masked_words(conn: AsyncConnection, space_id: int, comment_id: int) -> str | None:
    """A comment's words once they were released, masked; None before and once they are gone."""
    query = select(words.c.masked).where(words.c.space_id == space_id, words.c.comment_id == comment_id)
    found: str | None = (await conn.execute(query)).scalar_one_or_none()
    return found


async def reseal(conn: AsyncConnection, space_id: int, comment_id: int, sealed: bytes) -> None:
    """Put newly sealed words in the place of the old ones."""
    await conn.execute(
        update(words)
        .where(words.c.space_id == space_id, words.c.comment_id == comment_id)
        .values(sealed=sealed)
    )


async def seal_again(conn: AsyncConnection, space_id: int, comment_id: int, sealed: bytes) -> None:
    """Sealed words in the place of whatever was there: of released ones no readable form stays."""
    await conn.execute(
        update(words)
        .where(words.c.space_id == space_id, words.c.comment_id == comment_id)
        .values(sealed=sealed, masked=None)
    )


async def mask_more(conn: AsyncConnection, space_id: int, comment_id: int, masked: str) -> None:
    """Released words with more of them hidden."""
    await conn.execute(
        update(words)
        .where(words.c.space_id == space_id, words.c.comment_id == comment_id)
        .values(masked=masked)
    )


async def release_words(conn: AsyncConnection, space_id: int, comment_id: int, masked: str) -> None:
    """Keep the masked form only: the original goes at the moment of release."""
    await conn.execute(
        update(words)
        .where(words.c.space_id == space_id, words.c.comment_id == comment_id)
        .values(sealed=None, masked=masked)
    )


async def set_state(
    conn: AsyncConnection,
    space_id: int,
    comment_id: int,
    state: State,
    *,
    concern: str | None = None,
    read_by: int | None = None,
) -> None:
    """Move a comment to a state, and its version on by one."""
    values: dict[str, Any] = {"state": state, "version": comment.c.version + 1}
    if concern is not None:
        values["concern"] = concern
    if read_by is not None:
        values |= {"read_by": read_by, "read_week": this_week()}
    await conn.execute(
        update(comment)
        .where(comment.c.space_id == space_id, comment.c.comment_id == comment_id)
        .values(**values)
    )


async def mark_looked(
    conn: AsyncConnection, space_id: int, comment_id: int, *, looked_at: bool, concern: str = "none"
) -> None:
    """The worker has looked closely at an unread comment."""
    await conn.execute(
        update(comment)
        .where(comment.c.space_id == space_id, comment.c.comment_id == comment_id)
        .values(looked=True, looked_at=looked_at, concern=concern)
    )


async def look_again(conn: AsyncConnection, space_id: int, comment_id: int) -> None:
    """Its words changed: the worker looks at them anew, and a page that shows the old ones is out of date."""
    await conn.execute(
        update(comment)
        .where(comment.c.space_id == space_id, comment.c.comment_id == comment_id)
        .values(looked=False, version=comment.c.version + 1)
    )


async def unlooked(conn: AsyncConnection, space_id: int, voice_ids: list[int]) -> Sequence[Any]:
    """Unread comments of these voices that the worker has not looked at, with their sealed words."""
    query = (
        select(comment.c.comment_id, comment.c.voice_id, comment.c.read_by, words.c.sealed)
        .join(words, (words.c.space_id == comment.c.space_id) & (words.c.comment_id == comment.c.comment_id))
        .where(comment.c.space_id == space_id, comment.c.voice_id.in_(voice_ids))
        .where(comment.c.state == State.UNREAD, comment.c.looked.is_(False))
    )
    return (await conn.execute(query)).all()


async def second_read(conn: AsyncConnection, space_id: int, comment_id: int) -> None:
    """A second person has seen it: its words may now leave the team."""
    await conn.execute(
        update(comment)
        .where(comment.c.space_id == space_id, comment.c.comment_id == comment_id)
        .values(second_read=True)
    )


async def reading_queue(
    conn: AsyncConnection, space_id: int, most: int, only: int | None = None
) -> Sequence[Any]:
    """Unread comments the worker has looked at: not looked at by machine first, then random order (by id)."""
    query = (
        select(
            comment,
            words.c.sealed,
            voice.c.band,
            voice.c.route,
            voice.c.verbatim,
            voice.c.language,
            voice.c.week,
        )
        .join(words, (words.c.space_id == comment.c.space_id) & (words.c.comment_id == comment.c.comment_id))
        .join(voice, (voice.c.space_id == comment.c.space_id) & (voice.c.voice_id == comment.c.voice_id))
        .where(comment.c.space_id == space_id, comment.c.state == State.UNREAD, comment.c.looked)
        .order_by(comment.c.looked_at, comment.c.comment_id)
        .limit(most)
    )
    if only is not None:
        query = query.where(comment.c.comment_id == only)
    return (await conn.execute(query)).all()


async def unread_counts(conn: AsyncConnection, space_id: int) -> tuple[int, int]:
    """(ready to read, still to be looked at by the worker)."""
    query = (
        select(comment.c.looked, func.count())
        .where(comment.c.space_id == space_id, comment.c.state == State.UNREAD)
        .group_by(comment.c.looked)
    )
    counts = {bool(looked): int(n) for looked, n in (await conn.execute(query)).all()}
    return counts.get(True, 0), counts.get(False, 0)


async def comments_of(conn: AsyncConnection, space_id: int, voice_id: int) -> Sequence[Any]:
    """Every comment of one voice. Nobody else can change them before this transaction ends."""
    query = select(comment).where(comment.c.space_id == space_id, comment.c.voice_id == voice_id)
    return (await conn.execute(query.with_for_update())).all()


async def forget_comment(conn: AsyncConnection, space_id: int, comment_id: int) -> None:
    """Take a comment's words, vector and placings away. The facts' row stays, so that nothing is counted twice."""
    for table in (words, vector, placing):
        await conn.execute(
            delete(table).where(table.c.space_id == space_id, table.c.comment_id == comment_id)
        )


async def forget_answers(conn: AsyncConnection, space_id: int, voice_id: int) -> None:
    """Take a voice's closed answers away."""
    await conn.execute(delete(answer).where(answer.c.space_id == space_id, answer.c.voice_id == voice_id))


async def mark_withdrawn(conn: AsyncConnection, space_id: int, voice_id: int) -> None:
    """The voice was withdrawn by its writer; a replay of the same form stays withdrawn."""
    await conn.execute(
        update(voice)
        .where(voice.c.space_id == space_id, voice.c.voice_id == voice_id)
        .values(withdrawn=True, body_hash=None)
    )


async def is_withdrawn(conn: AsyncConnection, space_id: int, voice_id: int) -> bool:
    """Has its writer taken this voice back?"""
    query = select(voice.c.withdrawn).where(voice.c.space_id == space_id, voice.c.voice_id == voice_id)
    return bool((await conn.execute(query)).scalar_one_or_none())


async def drop_vector(conn: AsyncConnection, space_id: int, comment_id: int) -> None:
    """Vectors and placings of a comment that left the gates."""
    for table in (vector, placing):
        await conn.execute(
            delete(table).where(table.c.space_id == space_id, table.c.comment_id == comment_id)
        )


async def for_second_reader(conn: AsyncConnection, space_id: int, person_id: int, most: int) -> Sequence[Any]:
    """Quotable words that one person, not this one, has read."""
    query = (
        select(comment.c.comment_id, words.c.masked.label("text"), voice.c.language)
        .join(words, (words.c.space_id == comment.c.space_id) & (words.c.comment_id == comment.c.comment_id))
        .join(voice, (voice.c.space_id == comment.c.space_id) & (voice.c.voice_id == comment.c.voice_id))
        .where(comment.c.space_id == space_id, quotable(), comment.c.second_read.is_(False))
        .where(func.coalesce(comment.c.read_by, 0) != person_id)
        .order_by(comment.c.comment_id)
        .limit(most)
    )
    return (await conn.execute(query)).all()


async def bursts(conn: AsyncConnection, space_id: int, state: State, least: int) -> dict[int | None, int]:
    """Comments in a state by the burst they came in, where there are at least so many. None: longer ago than a week."""
    many = func.count()
    query = (
        select(voice.c.burst, many)
        .join(comment, (comment.c.space_id == voice.c.space_id) & (comment.c.voice_id == voice.c.voice_id))
        .where(voice.c.space_id == space_id, comment.c.state == state, comment.c.looked)
        .group_by(voice.c.burst)
        .having(many >= least)
        .order_by(many.desc())
    )
    return {row[0]: int(row[1]) for row in (await conn.execute(query)).all()}


async def of_burst(conn: AsyncConnection, space_id: int, burst: int | None, state: State) -> list[int]:
    """The comments of one burst in a state. Nobody else can change them before this transaction ends."""
    query = (
        select(comment.c.comment_id)
        .join(voice, (comment.c.space_id == voice.c.space_id) & (comment.c.voice_id == voice.c.voice_id))
        .where(voice.c.space_id == space_id, voice.c.burst == burst)
        .where(comment.c.state == state, comment.c.looked)
        .with_for_update(of=comment)
    )
    return list((await conn.execute(query)).scalars())


async def to_reread(conn: AsyncConnection, space_id: int, week: str, not_by: int, most: int) -> Sequence[Any]:
    """Released comments that somebody else read in a week, in the order of their ids: a random one, for ids are random."""
    done = select(reread.c.comment_id).where(reread.c.space_id == space_id)
    query = (
        select(comment.c.comment_id, comment.c.version, words.c.masked.label("text"), voice.c.language)
        .join(words, (words.c.space_id == comment.c.space_id) & (words.c.comment_id == comment.c.comment_id))
        .join(voice, (voice.c.space_id == comment.c.space_id) & (voice.c.voice_id == comment.c.voice_id))
        .where(comment.c.space_id == space_id, readable(), comment.c.read_week == week)
        .where(func.coalesce(comment.c.read_by, 0) != not_by, comment.c.comment_id.not_in(done))
        .order_by(comment.c.comment_id)
        .limit(most)
    )
    return (await conn.execute(query)).all()


async def add_reread(
    conn: AsyncConnection, space_id: int, comment_id: int, person_id: int, found: str
) -> None:
    """Somebody has read it again."""
    await conn.execute(
        insert(reread).values(
            space_id=space_id, comment_id=comment_id, week=this_week(), person_id=person_id, found=found
        )
    )


async def reread_counts(conn: AsyncConnection, space_id: int, since: str) -> dict[str, int]:
    """How many were read again since a week, by what was found."""
    query = (
        select(reread.c.found, func.count())
        .where(reread.c.space_id == space_id, reread.c.week >= since)
        .group_by(reread.c.found)
    )
    return {found: int(many) for found, many in (await conn.execute(query)).all()}
