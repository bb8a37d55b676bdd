"""Is the database whole, and what does this installation lack?"""

from __future__ import annotations

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.settings import Settings
from voice.store import jobs
from voice.store.engine import Store
from voice.store.secret import secret_path
from voice.store.tables import voice


async def integrity(conn: AsyncConnection) -> str:
    """'ok', or what SQLite found wrong. PostgreSQL checks itself as it reads."""
    if conn.dialect.name == "sqlite":
        return str((await conn.execute(text("PRAGMA integrity_check"))).scalar_one())
    await conn.execute(select(func.count()).select_from(voice))
    return "ok"


async def examine(store: Store, settings: Settings) -> list[str]:
    """What is well and what is not, as sentences."""
    async with store.reading() as conn:
        found = [f"Database: {await integrity(conn)}."]
        found.append(f"Waiting jobs: {await jobs.waiting(conn)}.")
        if lost := await jobs.given_up(conn):
            found.append(f"{lost} jobs failed too often and wait for someone to look.")
    mode = secret_path(settings).stat().st_mode & 0o777
    found.append(
        "Secret: here."
        if mode == 0o600
        else f"Secret: others on this machine may read it (mode {mode:o}). Set it to 600."
    )
    found.append("Mail: on." if settings.mail else "Mail: off. Alerts are banners and invites print a link.")
    return found
