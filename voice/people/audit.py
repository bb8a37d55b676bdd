"""The audit: who did what, append-only, each line chained to the one before.

It names holds, never comments, and holds nobody's words. The database refuses to
change or remove a line; whoever goes round that breaks every hash after it, and a
head that was copied elsewhere shows lines cut off the end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.people import records

START = b"\0" * 32
AT_ONCE = 1_000  # lines checked at a time


async def note(
    conn: AsyncConnection, who: str, did: str, what: str = "", space_id: int | None = None
) -> None:
    """Write one line, in the caller's transaction: if the deed is rolled back, so is its line."""
    last = await records.last_audit(conn, to_follow=True)
    number, before = (last.number + 1, last.chain) if last else (1, START)
    moment = now()
    line = (number, space_id, moment, who[:120], did[:40], what[:200])
    await records.add_audit(
        conn,
        {
            "number": number,
            "space_id": space_id,
            "at": moment,
            "who": line[3],
            "did": line[4],
            "what": line[5],
            "chain": _chain(before, *line),
        },
    )


async def note_in(conn: AsyncConnection, spaces: Iterable[int], who: str, did: str, what: str = "") -> None:
    """A line in each space whose admins should see it, or one outside them all."""
    everywhere: list[int | None] = [*sorted(spaces)]
    for space_id in everywhere or [None]:
        await note(conn, who, did, what, space_id)


async def is_whole(conn: AsyncConnection, head: str = "") -> bool:
    """True if no line was changed, removed or slipped in, and a head copied earlier is still one of them."""
    before, expected, found = START, 1, not head
    while rows := await records.audit_after(conn, expected - 1, AT_ONCE):
        for row in rows:
            if row.number != expected or row.chain != _chain(before, *_fields(row)):
                return False
            before, expected = row.chain, expected + 1
            found = found or _head(row) == head
    return found


async def head(conn: AsyncConnection) -> str:
    """The newest line's number and hash, such as '412:9f3c…': copied off this machine each day, it pins all before it."""
    last = await records.last_audit(conn)
    return _head(last) if last else ""


def _head(row: Any) -> str:
    return f"{row.number}:{row.chain.hex()}"


def _fields(row: Any) -> tuple[int, int | None, datetime, str, str, str]:
    return row.number, row.space_id, row.at, row.who, row.did, row.what


def _chain(
    before: bytes, number: int, space_id: int | None, at: datetime, who: str, did: str, what: str
) -> bytes:
    line = "\x1f".join([str(number), str(space_id), at.isoformat(), who, did, what])
    return hashlib.sha256(before + line.encode()).digest()
