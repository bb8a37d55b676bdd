"""Going over everything that is sealed, a few hundred rows to a transaction. What opens it is the caller's to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, Table, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.store.engine import Store
from voice.store.tables import hold, hold_step, kept_key, person, vector, words

BATCH = 500
"""Rows in one transaction, as in imports."""


@dataclass(frozen=True)
class SealedColumn:
    """A column with sealed bytes in it, and the two columns by which its row is known (space 0 where it has none)."""

    column: Column[bytes]
    row_id: Column[int]
    has_space: bool = True

    @property
    def table(self) -> Table:
        """Its table."""
        return self.column.table

    @property
    def name(self) -> str:
        """Such as 'hold.why'."""
        return f"{self.table.name}.{self.column.name}"


WORDS = SealedColumn(words.c.sealed, words.c.comment_id)
WHY = SealedColumn(hold.c.why, hold.c.hold_id)
REACH = SealedColumn(hold.c.reach, hold.c.hold_id)
NOTE = SealedColumn(hold_step.c.note, hold_step.c.step_id)
REFERENCE = SealedColumn(hold_step.c.reference, hold_step.c.step_id)
VECTOR = SealedColumn(vector.c.numbers, vector.c.comment_id)
PHONE = SealedColumn(person.c.totp, person.c.person_id, has_space=False)
EVERY = (WORDS, WHY, REACH, NOTE, REFERENCE, VECTOR, PHONE)
"""Every column with something sealed, but for the kept keys. `tests/store/test_rotation.py` fails if one is missing."""

Again = Callable[[int, int, bytes], bytes]
"""(space, row, sealed) to what shall stand there instead."""


async def go_over(store: Store, sealed: SealedColumn, again: Again) -> int:
    """Put `again` of each row in its place. Returns how many changed. Doing it twice changes nothing more."""
    last, changed = (-1, -1), 0
    while True:
        async with store.writing() as conn:
            rows = await some(conn, sealed, last)
            for space_id, row_id, old in rows:
                new = again(space_id, row_id, old)
                if new != old:
                    await _put(conn, sealed, space_id, row_id, new)
                    changed += 1
        if len(rows) < BATCH:
            return changed
        last = rows[-1][:2]


async def some(
    conn: AsyncConnection, sealed: SealedColumn, after: tuple[int, int] = (-1, -1), most: int = BATCH
) -> list[tuple[int, int, bytes]]:
    """(space, row, sealed) of the next rows that hold something."""
    space = sealed.table.c.space_id if sealed.has_space else literal(0)
    query = (
        select(space, sealed.row_id, sealed.column)
        .where(sealed.column.is_not(None), tuple_(space, sealed.row_id) > after)
        .order_by(space, sealed.row_id)
        .limit(most)
    )
    return [(row[0], row[1], row[2]) for row in (await conn.execute(query)).all()]


async def _put(conn: AsyncConnection, sealed: SealedColumn, space_id: int, row_id: int, new: bytes) -> None:
    change = update(sealed.table).where(sealed.row_id == row_id).values({sealed.column.name: new})
    if sealed.has_space:
        change = change.where(sealed.table.c.space_id == space_id)
    await conn.execute(change)


async def put_kept(conn: AsyncConnection, kept: dict[str, bytes]) -> None:
    """Put the kept keys, sealed anew, in the place of those that were there."""
    await conn.execute(kept_key.delete())
    await conn.execute(kept_key.insert(), [{"use": use, "sealed": sealed} for use, sealed in kept.items()])


async def end_spare_codes(conn: AsyncConnection) -> None:
    """Spare sign-in codes are kept as keyed hashes, which no new key can follow: they end."""
    await conn.execute(update(person).where(person.c.recovery.is_not(None)).values(recovery=[]))
