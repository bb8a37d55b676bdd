"""The audit as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.people import audit, records

PAGE = 100


@dataclass(frozen=True)
class Line:
    """One line: who did what, when."""

    number: int
    at: datetime
    who: str
    did: str
    what: str


@dataclass(frozen=True)
class Choices:
    """Whom and what the lines of a space can be narrowed to."""

    who: tuple[str, ...]
    did: tuple[str, ...]


async def newest(
    conn: AsyncConnection,
    space_id: int,
    *,
    who: str = "",
    did: str = "",
    before: int = 0,
    holds: bool = True,
) -> tuple[list[Line], bool]:
    """A page of a space's lines, newest first, and whether the whole chain is unbroken.

    Only one person's, one kind, or those before a number, where these are given. Without `holds`, none about a hold:
    that there is one is for the leads to know.
    """
    rows = await records.audit_of(conn, space_id, who, did, before, PAGE, holds=holds)
    return [_line(row) for row in rows], await audit.is_whole(conn)


async def all_lines(conn: AsyncConnection, space_id: int) -> list[Line]:
    """Every line of a space, newest first, but those about holds."""
    return [_line(row) for row in await records.audit_of(conn, space_id, holds=False)]


async def about(conn: AsyncConnection, space_id: int, what: str) -> list[Line]:
    """Every line about one thing, such as one hold: for those who may see it."""
    return [_line(row) for row in await records.audit_of(conn, space_id, what=what)]


async def choices(conn: AsyncConnection, space_id: int) -> Choices:
    """Everyone and everything that stands in a space's lines."""
    pairs = await records.audit_pairs(conn, space_id)
    return Choices(tuple(sorted({p.who for p in pairs})), tuple(sorted({p.did for p in pairs})))


def _line(row) -> Line:  # type: ignore[no-untyped-def]
    return Line(row.number, row.at, row.who, row.did, row.what)
