"""The SQL of holds. Nothing here opens a seal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.store.ids import new_id
from voice.store.tables import hold as hold_table
from voice.store.tables import hold_step


async def add_hold(conn: AsyncConnection, row: dict[str, Any]) -> None:
    """Store a hold made by `hold_row`."""
    await conn.execute(insert(hold_table).values(**row))


async def holds(conn: AsyncConnection, space_id: int, state: str) -> Sequence[Any]:
    """Holds of a space in one state."""
    query = select(hold_table).where(hold_table.c.space_id == space_id, hold_table.c.state == state)
    return (await conn.execute(query)).all()


async def drills(conn: AsyncConnection, space_id: int) -> Sequence[Any]:
    """Every drill of a space."""
    query = select(hold_table).where(hold_table.c.space_id == space_id, hold_table.c.drill)
    return (await conn.execute(query)).all()


async def hold_of_voice(conn: AsyncConnection, space_id: int, voice_id: int) -> int:
    """The hold of a voice that has one."""
    query = select(hold_table.c.hold_id).where(
        hold_table.c.space_id == space_id, hold_table.c.voice_id == voice_id
    )
    return int((await conn.execute(query.limit(1))).scalar_one())


async def has_record(conn: AsyncConnection, space_id: int, comment_id: int) -> bool:
    """Was this comment ever held?"""
    query = select(hold_table.c.hold_id).where(
        hold_table.c.space_id == space_id, hold_table.c.comment_id == comment_id
    )
    return (await conn.execute(query.limit(1))).first() is not None


async def hold(conn: AsyncConnection, space_id: int, hold_id: int) -> Row[Any] | None:
    """One hold, or None. Nobody else can change it before this transaction ends."""
    query = select(hold_table).where(hold_table.c.space_id == space_id, hold_table.c.hold_id == hold_id)
    return (await conn.execute(query.with_for_update())).first()


async def hold_steps(conn: AsyncConnection, space_id: int, hold_ids: list[int]) -> dict[int, list[Any]]:
    """What was done about each hold, in order."""
    query = (
        select(hold_step)
        .where(hold_step.c.space_id == space_id, hold_step.c.hold_id.in_(hold_ids))
        .order_by(hold_step.c.number)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in (await conn.execute(query)).all():
        found[row.hold_id].append(row)
    return found


async def add_step(
    conn: AsyncConnection,
    space_id: int,
    hold_id: int,
    person_id: int,
    step: str,
    *,
    outcome: str = "",
    done_at: datetime | None = None,
    note: bytes | None = None,
    reference: bytes | None = None,
    step_id: int | None = None,
) -> None:
    """Write down one thing a lead did. The caller holds the hold's row, so no two steps have one number."""
    before = select(func.count()).where(hold_step.c.space_id == space_id, hold_step.c.hold_id == hold_id)
    await conn.execute(
        insert(hold_step).values(
            space_id=space_id,
            step_id=step_id or new_id(),
            hold_id=hold_id,
            number=before.scalar_subquery() + 1,
            person_id=person_id,
            step=step,
            at=now(),
            outcome=outcome or None,
            done_at=done_at,
            note=note,
            reference=reference,
        )
    )


async def touch_hold(conn: AsyncConnection, space_id: int, hold_id: int) -> None:
    """Move a hold's version on, so that a second page opened before sees it changed."""
    await conn.execute(
        update(hold_table)
        .where(hold_table.c.space_id == space_id, hold_table.c.hold_id == hold_id)
        .values(version=hold_table.c.version + 1)
    )


async def close_hold(conn: AsyncConnection, space_id: int, hold_id: int) -> None:
    """Closed: the deadline and the way to be reached go, the week stays."""
    await conn.execute(
        update(hold_table)
        .where(hold_table.c.space_id == space_id, hold_table.c.hold_id == hold_id)
        .values(state="closed", deadline=None, reach=None, version=hold_table.c.version + 1)
    )


async def mark_escalated(conn: AsyncConnection, space_id: int, hold_id: int) -> None:
    """The deadline passed unacknowledged: the deputy's alert went out."""
    await conn.execute(
        update(hold_table)
        .where(hold_table.c.space_id == space_id, hold_table.c.hold_id == hold_id)
        .values(escalated=True)
    )


async def keep_from(conn: AsyncConnection, space_id: int, hold_id: int, person_ids: list[int]) -> None:
    """Whom it is kept from."""
    await conn.execute(
        update(hold_table)
        .where(hold_table.c.space_id == space_id, hold_table.c.hold_id == hold_id)
        .values(kept_from=person_ids, version=hold_table.c.version + 1)
    )


async def set_deadline(conn: AsyncConnection, space_id: int, hold_id: int, due: datetime) -> None:
    """The deadline that runs from now on; nobody has let it pass yet."""
    await conn.execute(
        update(hold_table)
        .where(hold_table.c.space_id == space_id, hold_table.c.hold_id == hold_id)
        .values(deadline=due, escalated=False)
    )


async def make_urgent(conn: AsyncConnection, space_id: int, hold_id: int) -> None:
    """A lead finds it urgent."""
    await conn.execute(
        update(hold_table)
        .where(hold_table.c.space_id == space_id, hold_table.c.hold_id == hold_id)
        .values(concern="urgent", version=hold_table.c.version + 1)
    )
