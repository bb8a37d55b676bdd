"""The second reader: nobody's words leave the team (a card, a public page, an export) on one person's eye alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.protect import records
from voice.protect.usable import State

PAGE = 20


@dataclass(frozen=True)
class ToSecond:
    """Released words for a second pair of eyes, masked."""

    comment_id: int
    text: str
    language: str


async def waiting_for_second(conn: AsyncConnection, space_id: int, comment_ids: Iterable[int]) -> list[int]:
    """Those of these comments that a second person has yet to see."""
    rows = [(c, await records.comment_row(conn, space_id, c)) for c in dict.fromkeys(comment_ids)]
    return [comment_id for comment_id, row in rows if row is not None and not row.second_read]


async def to_read_second(conn: AsyncConnection, space_id: int, person_id: int) -> list[ToSecond]:
    """A page of quotable words that somebody else read first."""
    rows = await records.for_second_reader(conn, space_id, person_id, PAGE)
    return [ToSecond(row.comment_id, row.text, row.language) for row in rows]


async def mark_second_read(
    conn: AsyncConnection, space_id: int, comment_ids: Iterable[int], person_id: int
) -> list[int]:
    """Somebody has seen these and says that nobody can be picked out. Returns those that still wait.

    They wait where this person was the first reader too, or where the words have left the gate.
    """
    waiting = []
    for comment_id in await waiting_for_second(conn, space_id, comment_ids):
        row = await records.comment_row(conn, space_id, comment_id)
        if row is None or row.state != State.RELEASED or row.read_by == person_id:
            waiting.append(comment_id)
        else:
            await records.second_read(conn, space_id, comment_id)
    return waiting
