"""A flood: very many comments from one place within an hour. A school class, or one person many times?

Nobody knows at first, so a reader may set them aside together: then they are neither
read nor counted until somebody does know. Each was looked at before, and what tells
of danger was held: setting aside never touches a hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import NotYours
from voice.protect import records
from voice.protect.usable import State

FLOOD = 20
"""Comments from one place in one hour that make a reader look twice: more than a drop-in's evening, about one school class."""
OLDER = 0
"""Stands for everything set aside whose burst was dropped: it is known for a week only."""


@dataclass(frozen=True)
class Flood:
    """Some comments that came together. `burst` is random: it tells neither the place nor the hour."""

    burst: int
    count: int


async def floods(conn: AsyncConnection, space_id: int) -> list[Flood]:
    """Unread comments that came in a flood."""
    found = await records.bursts(conn, space_id, State.UNREAD, FLOOD)
    return [Flood(burst, count) for burst, count in found.items() if burst is not None]


async def set_aside(conn: AsyncConnection, space_id: int, burst: int) -> int:
    """Set aside what waits of a flood. Returns how many."""
    return await _move(conn, space_id, burst, State.UNREAD, State.ASIDE)


async def aside(conn: AsyncConnection, space_id: int) -> list[Flood]:
    """What is set aside now."""
    found = await records.bursts(conn, space_id, State.ASIDE, 1)
    return [Flood(burst or OLDER, count) for burst, count in found.items()]


async def put_back(conn: AsyncConnection, space_id: int, burst: int) -> int:
    """They are to be read after all. Returns how many."""
    return await _move(conn, space_id, burst, State.ASIDE, State.UNREAD)


async def not_used(conn: AsyncConnection, space_id: int, burst: int, reader: int) -> int:
    """They were not worth reading: their words go. Returns how many."""
    ids = await _these(conn, space_id, burst, State.ASIDE)
    for comment_id in ids:
        await records.set_state(conn, space_id, comment_id, State.NOT_USED, read_by=reader)
        await records.forget_comment(conn, space_id, comment_id)
    return len(ids)


async def _move(conn: AsyncConnection, space_id: int, burst: int, old: State, new: State) -> int:
    ids = await _these(conn, space_id, burst, old)
    for comment_id in ids:
        await records.set_state(conn, space_id, comment_id, new)
    return len(ids)


async def _these(conn: AsyncConnection, space_id: int, burst: int, state: State) -> list[int]:
    ids = await records.of_burst(conn, space_id, burst or None, state)
    if not ids:
        raise NotYours("There is nothing of that any more.")
    return ids
