"""The audit as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.people import audit, records

PAGE = 200


@dataclass(frozen=True)
class Line:
    """One line: who did what, when."""

    at: datetime
    who: str
    did: str
    what: str


async def newest(conn: AsyncConnection, space_id: int) -> tuple[list[Line], bool]:
    """The newest lines of a space, and whether the whole chain is unbroken."""
    rows = await records.audit_lines(conn, space_id, PAGE)
    return [Line(row.at, row.who, row.did, row.what) for row in rows], await audit.is_whole(conn)
