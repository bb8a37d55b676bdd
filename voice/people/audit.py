"""The audit: who did what, append-only, each line chained to the one before.

It names holds, never comments, and holds nobody's words. Changing or removing
an old line breaks every hash after it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.people import records

START = b"\0" * 32


async def note(
    conn: AsyncConnection, who: str, did: str, what: str = "", space_id: int | None = None
) -> None:
    """Write one line, in the caller's transaction: if the deed is rolled back, so is its line."""
    last = await records.last_audit(conn)
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


async def is_whole(conn: AsyncConnection) -> bool:
    """True if no line was changed, removed or slipped in."""
    before, expected = START, 1
    for row in await records.audit_lines(conn):
        if row.number != expected or row.chain != _chain(before, *_fields(row)):
            return False
        before, expected = row.chain, expected + 1
    return True


def _fields(row: Any) -> tuple[int, int | None, datetime, str, str, str]:
    return row.number, row.space_id, row.at, row.who, row.did, row.what


def _chain(
    before: bytes, number: int, space_id: int | None, at: datetime, who: str, did: str, what: str
) -> bytes:
    line = "\x1f".join([str(number), str(space_id), at.isoformat(), who, did, what])
    return hashlib.sha256(before + line.encode()).digest()
