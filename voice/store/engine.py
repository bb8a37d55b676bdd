"""Opening the database, reading it, and writing it one transaction at a time.

SQLite has one writer connection and a few readers (a pool of writers fights for
one lock: measured 8–16 × slower at the 99th percentile). PostgreSQL has a pool.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from voice.errors import NotReady
from voice.settings import Settings
from voice.store.writer import GroupWriter, Offer, PostgresCommit, SqliteCommit

READERS = 4
BUSY_MS = 10_000
POLITE_PAUSE = 0.02
"""Seconds a background process waits after each write: without it web commits went from 0.4 to 180 ms p99."""


class Store:
    """The open database. `reading()` and `writing()` give connections; `put()` is the fast way in for a voice."""

    def __init__(self, settings: Settings, *, polite: bool = False) -> None:
        self.settings = settings
        self._polite = polite
        self._lock = asyncio.Lock()
        self._readers = _make_engine(settings, pool_size=READERS)
        self._writers = (
            _make_engine(settings, pool_size=1, write=True) if settings.is_sqlite else self._readers
        )
        self._group: GroupWriter | None = None

    @classmethod
    async def open(cls, settings: Settings, *, polite: bool = False) -> Store:
        """Open a migrated database. `polite` is for every process but the web. NotReady if it needs migrating."""
        store = cls(settings, polite=polite)
        try:
            await store._check_migrated()
        except BaseException:
            await store.close()
            raise
        return store

    async def close(self) -> None:
        """Finish what was being written and let go of every connection."""
        if self._group:
            await self._group.close()
        await self._readers.dispose()
        if self._writers is not self._readers:
            await self._writers.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for reading, in one snapshot."""
        async with self._readers.connect() as conn:
            yield conn

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: committed on the way out, rolled back on any error. Keep it short."""
        async with AsyncExitStack() as stack:
            if self.settings.is_sqlite:
                await stack.enter_async_context(self._lock)
            yield await stack.enter_async_context(self._writers.begin())
        if self._polite:
            await asyncio.sleep(POLITE_PAUSE)

    async def put(self, offer: Offer) -> bool:
        """Store a voice and all that hangs on it, sharing one commit with its neighbours.

        True once it is committed; False if a voice with that form id was there already.
        """
        return await self._writer().put(offer)

    async def put_many(self, offers: Sequence[Offer]) -> list[bool]:
        """Store a chunk of voices in one commit (imports). For each: was it new?"""
        new = await self._writer().put_many(offers)
        if self._polite:
            await asyncio.sleep(POLITE_PAUSE)
        return new

    async def compact(self) -> None:
        """Rewrite the SQLite file and empty its log, so that erased words are in no byte of either. PostgreSQL vacuums.

        NotReady when a reader kept the log from being emptied: try again later.
        """
        if self.settings.is_sqlite:
            async with self._lock:
                await asyncio.to_thread(_rewrite, self.settings)
            return
        autocommit = self._readers.execution_options(isolation_level="AUTOCOMMIT")
        async with autocommit.connect() as conn:
            await conn.exec_driver_sql("VACUUM")

    def _writer(self) -> GroupWriter:
        if self._group is None:
            self._group = GroupWriter(self._new_commit())
        return self._group

    def _new_commit(self) -> SqliteCommit | PostgresCommit:
        if self.settings.is_sqlite:
            return SqliteCommit(self.settings.sqlite_file, self._lock, BUSY_MS)
        return PostgresCommit(self._writers)

    async def _check_migrated(self) -> None:
        async with self.reading() as conn:
            if not await conn.run_sync(_has_tables):
                raise NotReady("The database is not set up yet. Run: voice migrate")


def _has_tables(conn: Connection) -> bool:
    from voice.store.migrate import is_at_head

    return inspect(conn).has_table("alembic_version") and is_at_head(conn)


def _make_engine(settings: Settings, *, pool_size: int, write: bool = False) -> AsyncEngine:
    if not settings.is_sqlite:
        return create_async_engine(settings.database, pool_size=8, max_overflow=4, hide_parameters=True)
    settings.sqlite_file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(settings.database, pool_size=pool_size, max_overflow=0, hide_parameters=True)
    begin = "BEGIN IMMEDIATE" if write else "BEGIN"
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", lambda conn: conn.exec_driver_sql(begin))
    return engine


def _rewrite(settings: Settings) -> None:
    """On a connection of its own: VACUUM runs outside any transaction."""
    with closing(sqlite3.connect(settings.sqlite_file, isolation_level=None)) as conn:
        for statement in (*sqlite_pragmas(BUSY_MS), "PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM"):
            conn.execute(statement).fetchall()
        busy = conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise NotReady("The database is too busy to be rewritten now. It is tried again later.")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Our own BEGIN (so that DDL rolls back too), patience first, then the write-ahead log."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in sqlite_pragmas(BUSY_MS):
        cursor.execute(pragma)
    cursor.close()


def sqlite_pragmas(busy_ms: int) -> tuple[str, ...]:
    """In this order: two processes starting together would otherwise fail on the journal mode."""
    return (
        f"PRAGMA busy_timeout={busy_ms}",
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA secure_delete=ON",
        "PRAGMA temp_store=MEMORY",
    )
