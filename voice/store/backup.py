"""One file with everything but the secret, made while the database is in use, and putting it back."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from voice.errors import CannotRead, NotReady
from voice.settings import Settings


async def backup(settings: Settings, file: Path) -> None:
    """Write a whole copy. The words in it stay sealed; it opens only with this installation's secret."""
    await asyncio.to_thread(_backup, settings, file)


async def restore(settings: Settings, file: Path) -> None:
    """Put a copy in the place of the database. Stop the web and the worker first."""
    await asyncio.to_thread(_restore, settings, file)


def _backup(settings: Settings, file: Path) -> None:
    if file.exists():
        raise CannotRead(f"{file} is there already. Choose another name.")
    (_backup_sqlite if settings.is_sqlite else _dump)(settings, file)
    file.chmod(0o600)


def _restore(settings: Settings, file: Path) -> None:
    if not file.exists():
        raise CannotRead(f"There is no file {file}.")
    (_restore_sqlite if settings.is_sqlite else _load)(settings, file)


def _backup_sqlite(settings: Settings, file: Path) -> None:
    with closing(sqlite3.connect(settings.sqlite_file)) as here, closing(sqlite3.connect(file)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")


def _restore_sqlite(settings: Settings, file: Path) -> None:
    with closing(sqlite3.connect(file)) as copy:
        try:
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            sound = False
    if not sound:
        raise CannotRead(f"{file} is not a whole backup. Nothing was changed.")
    target = settings.sqlite_file
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".restoring")
    shutil.copyfile(file, fresh)
    for leftover in (target.with_name(target.name + "-wal"), target.with_name(target.name + "-shm")):
        leftover.unlink(missing_ok=True)
    fresh.replace(target)


def _dump(settings: Settings, file: Path) -> None:
    _postgres_tool("pg_dump", "--format=custom", f"--file={file}", _plain(settings))


def _load(settings: Settings, file: Path) -> None:
    _postgres_tool(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--single-transaction",
        f"--dbname={_plain(settings)}",
        str(file),
    )


def _plain(settings: Settings) -> str:
    return urlsplit(settings.database)._replace(scheme="postgresql").geturl()


def _postgres_tool(tool: str, *words: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise NotReady(f"{tool} is not on this machine. Install PostgreSQL's client programs.")
    done = subprocess.run([program, *words], capture_output=True, check=False)
    if done.returncode:
        raise NotReady(f"{tool} did not finish. Check that the database can be reached and try again.")
