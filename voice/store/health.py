"""Is the database whole, and when was this installation last looked after?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.store.engine import Store
from voice.store.tables import progress, voice

SWEEP, BACKUP, WORKER = "sweep", "backup", "worker"
HOUSE = 0
"""Stands as the space of what belongs to none."""


async def integrity(conn: AsyncConnection) -> str:
    """'ok', or what SQLite found wrong. PostgreSQL checks itself as it reads."""
    if conn.dialect.name == "sqlite":
        return str((await conn.execute(text("PRAGMA integrity_check"))).scalar_one())
    await conn.execute(select(func.count()).select_from(voice))
    return "ok"


async def write_down(store: Store, kind: str) -> None:
    """The house did this just now (to the minute): one row a kind, written over."""
    async with store.writing() as conn:
        mine = (progress.c.space_id == HOUSE) & (progress.c.kind == kind)
        await conn.execute(progress.delete().where(mine))
        row = {"space_id": HOUSE, "kind": kind, "done": 0, "total": 0, "said": now().isoformat()}
        await conn.execute(progress.insert().values(row))


async def last(conn: AsyncConnection, kind: str) -> datetime | None:
    """When the house did this last, or None."""
    query = select(progress.c.said).where(progress.c.space_id == HOUSE, progress.c.kind == kind)
    said = (await conn.execute(query)).scalar_one_or_none()
    return datetime.fromisoformat(said) if said else None
