"""The hot way in: many voices, one commit, and nobody is told "saved" before it is.

Concurrent voices wait together and share a transaction (measured 3–11 × one by
one at 64 connections). A voice's children go in only where the voice did, so a
form sent twice is stored once. If a group fails, its voices are tried one by
one, so that one bad voice never refuses its neighbours.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Column, DefaultClause, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from voice.store import tables

Row = Mapping[str, Any]
GROUP = 256
"""Most voices in one commit: past this latency grows and speed does not."""


@dataclass(frozen=True)
class Offer:
    """A voice row, and the rows that go in only if it does: (table, rows)."""

    voice: Row
    children: Sequence[tuple[Table, Sequence[Row]]]


class Commit(Protocol):
    """Stores a group in one transaction and says which voices were new."""

    async def __call__(self, offers: Sequence[Offer]) -> list[bool]: ...
    async def close(self) -> None: ...


class GroupWriter:
    """Gathers offers while the last commit is under way, then commits them together."""

    def __init__(self, commit: Commit) -> None:
        self._commit = commit
        self._waiting: list[tuple[Offer, asyncio.Future[bool]]] = []
        self._task: asyncio.Task[None] | None = None

    async def put(self, offer: Offer) -> bool:
        """True once committed, False if it was there before."""
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((offer, done))
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        return await done

    async def put_many(self, offers: Sequence[Offer]) -> list[bool]:
        """One commit for all of these together; any failure refuses them all."""
        return await self._commit(offers)

    async def close(self) -> None:
        """Wait for the commits under way, then let go of the connection."""
        if self._task:
            await self._task
        await self._commit.close()

    async def _run(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting[:GROUP], self._waiting[GROUP:]
            try:
                settled: list[bool | Exception] = [*await self._commit([offer for offer, _ in group])]
            except Exception:
                settled = [await self._alone(offer) for offer, _ in group]
            for (_, done), result in zip(group, settled, strict=True):
                _settle(done, result)
        self._task = None

    async def _alone(self, offer: Offer) -> bool | Exception:
        try:
            return (await self._commit([offer]))[0]
        except Exception as problem:
            return problem


def _settle(done: asyncio.Future[bool], result: bool | Exception) -> None:
    if done.cancelled():
        return
    if isinstance(result, Exception):
        done.set_exception(result)
    else:
        done.set_result(result)


class SqliteCommit:
    """One thread, one plain connection; the store's lock keeps it apart from other writes of this process."""

    def __init__(self, file: Path, lock: asyncio.Lock, busy_ms: int) -> None:
        self._file, self._lock, self._busy_ms = file, lock, busy_ms
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._conn: sqlite3.Connection | None = None

    async def __call__(self, offers: Sequence[Offer]) -> list[bool]:
        async with self._lock:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._store, offers)

    async def close(self) -> None:
        if self._conn:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._conn.close)
        self._thread.shutdown()

    def _store(self, offers: Sequence[Offer]) -> list[bool]:
        conn = self._conn or self._connect()
        conn.execute("BEGIN IMMEDIATE")
        try:
            new = [
                _insert_sqlite(conn, tables.voice, [offer.voice], " ON CONFLICT DO NOTHING")
                for offer in offers
            ]
            for table, rows in _children(offers, new):
                _insert_sqlite(conn, table, rows)
            conn.execute("COMMIT")
        except BaseException:
            conn.execute("ROLLBACK")
            raise
        return new

    def _connect(self) -> sqlite3.Connection:
        from voice.store.engine import sqlite_pragmas

        self._conn = sqlite3.connect(
            self._file, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        for pragma in sqlite_pragmas(self._busy_ms):
            self._conn.execute(pragma)
        return self._conn


class PostgresCommit:
    """One statement a table: arrays in, rows out."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def __call__(self, offers: Sequence[Offer]) -> list[bool]:
        async with self._engine.connect() as conn:
            driver: Any = (await conn.get_raw_connection()).driver_connection
            async with driver.transaction():
                voices = [offer.voice for offer in offers]
                stored = await _insert_postgres(
                    driver, tables.voice, voices, " ON CONFLICT DO NOTHING RETURNING voice_id"
                )
                ids = {row["voice_id"] for row in stored}
                new = [voice["voice_id"] in ids for voice in voices]
                for table, rows in _children(offers, new):
                    await _insert_postgres(driver, table, rows)
        return new

    async def close(self) -> None:
        """The engine belongs to the store, which closes it."""


def _children(offers: Sequence[Offer], new: Sequence[bool]) -> Iterable[tuple[Table, list[Row]]]:
    """Children of the new voices, all rows of one table together."""
    rows: dict[Table, list[Row]] = defaultdict(list)
    for offer, is_new in zip(offers, new, strict=True):
        for table, children in offer.children if is_new else ():
            rows[table].extend(children)
    return rows.items()


def _insert_sqlite(conn: sqlite3.Connection, table: Table, rows: Sequence[Row], tail: str = "") -> bool:
    names, converters = _columns(table, "sqlite")
    sql = _sqlite_sql(table, tail)
    values = [
        [convert(row.get(name)) for name, convert in zip(names, converters, strict=True)] for row in rows
    ]
    return conn.executemany(sql, values).rowcount > 0


@cache
def _sqlite_sql(table: Table, tail: str) -> str:
    names, _ = _columns(table, "sqlite")
    marks = ", ".join("?" for _ in names)
    return f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({marks}){tail}'  # nosec B608 # names of our own tables


async def _insert_postgres(driver: Any, table: Table, rows: Sequence[Row], tail: str = "") -> list[Any]:
    names, converters = _columns(table, "postgresql")
    arrays = [
        [convert(row.get(name)) for row in rows] for name, convert in zip(names, converters, strict=True)
    ]
    found: list[Any] = await driver.fetch(_postgres_sql(table, tail), *arrays)
    return found


@cache
def _postgres_sql(table: Table, tail: str) -> str:
    names, _ = _columns(table, "postgresql")
    dialect = _DIALECTS["postgresql"]
    arrays = ", ".join(f"${i}::{table.c[name].type.compile(dialect)}[]" for i, name in enumerate(names, 1))
    return f'INSERT INTO "{table.name}" ({", ".join(names)}) SELECT * FROM unnest({arrays}){tail}'  # nosec B608 # so are these


_DIALECTS: dict[str, Any] = {"sqlite": sqlite.dialect(), "postgresql": postgresql.asyncpg.dialect()}  # type: ignore[no-untyped-call]


@cache
def _columns(table: Table, dialect: str) -> tuple[list[str], list[Callable[[Any], Any]]]:
    """Column names, and for each the conversion that SQLAlchemy itself would make."""
    return [c.name for c in table.columns], [_converter(c, _DIALECTS[dialect]) for c in table.columns]


def _converter(column: Column[Any], dialect: Any) -> Callable[[Any], Any]:
    """Bulk statements name every column, so what the database would fill in is filled in here."""
    process = column.type.dialect_impl(dialect).bind_processor(dialect)
    default = _server_default(column)
    if process is None:
        return lambda value: default if value is None else value
    return lambda value: default if value is None else process(value)


def _server_default(column: Column[Any]) -> Any:
    if not isinstance(column.server_default, DefaultClause):
        return None
    said = str(column.server_default.arg)
    return {"true": True, "false": False}.get(said, int(said) if said.isdigit() else said)
