"""One sealed file with everything but the secret, made while the database is in use, and putting it back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

from voice.clock import instant, today
from voice.errors import CannotRead, NotReady
from voice.settings import Settings
from voice.store.copies.envelope import CHUNK, label_of, opened_from, seal_into
from voice.store.secret import Keys

DAY = 86_400
KEEP_DAYS = 28
"""Backups older than this should be deleted: the page that takes words back promises "within a month"."""


def backup(settings: Settings, keys: Keys, file: Path) -> None:
    """Write a whole copy that only this installation's recovery sheet opens. CannotRead if the file is there already."""
    if file.exists():
        raise CannotRead(f"{file} is there already. Choose another name.")
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            kind, copy = ("sqlite", _copied) if settings.is_sqlite else ("postgresql", _dumped)
            with copy(settings) as chunks:
                seal_into(out, keys, kind, today().isoformat(), chunks)
            out.flush()
            os.fsync(out.fileno())
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)


def unpack(settings: Settings, keys: Keys, file: Path) -> Path:
    """A backup as an SQLite file beside the database, checked whole; nothing has taken its place yet."""
    _check_kind(file, "sqlite")
    fresh = settings.sqlite_file.with_name(settings.sqlite_file.name + ".restoring")
    fresh.parent.mkdir(parents=True, exist_ok=True)
    _without_companions(fresh)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(opened_from(file, keys))
        _check_sound(fresh, file)
    except BaseException:
        drop(fresh)
        raise
    return fresh


def put_in_place(settings: Settings, fresh: Path) -> None:
    """The restored file becomes the database, in one step. What was there goes."""
    _without_companions(settings.sqlite_file)
    fresh.replace(settings.sqlite_file)


def drop(fresh: Path) -> None:
    """Nothing of an unpacked file stays, whatever went wrong with it."""
    fresh.unlink(missing_ok=True)
    _without_companions(fresh)


def drop_leftovers(settings: Settings) -> None:
    """Copies that a power cut left lying: released words in clear. Those of today may be in use."""
    if not settings.is_sqlite:
        return
    for ending in (".copying", ".restoring"):
        left = settings.sqlite_file.with_name(settings.sqlite_file.name + ending)
        if left.exists() and left.stat().st_mtime < instant() - DAY:
            drop(left)


def load(settings: Settings, keys: Keys, file: Path) -> None:
    """A backup into the PostgreSQL database, in one transaction."""
    _check_kind(file, "postgresql")
    words = ["--clean", "--if-exists", "--single-transaction", "--no-owner", f"--dbname={_plain(settings)}"]
    with _tool(settings, "pg_restore", *words, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None  # nosec B101 # for the type: it was asked for as a pipe
        process.stdin.writelines(opened_from(file, keys))
        process.stdin.close()


def _check_kind(file: Path, kind: str) -> None:
    if not file.exists():
        raise CannotRead(f"There is no file {file}.")
    label = label_of(file)
    if label.kind != kind:
        raise CannotRead(f"This backup is of a {label.kind} database, and VOICE_DATABASE names another kind.")


def _check_sound(fresh: Path, file: Path) -> None:
    with closing(sqlite3.connect(fresh)) as copy:
        try:
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            sound = False
    if not sound:
        raise CannotRead(f"{file} is not a whole backup. Nothing was changed.")


def _without_companions(file: Path) -> None:
    for leftover in ("-wal", "-shm"):
        file.with_name(file.name + leftover).unlink(missing_ok=True)


@contextmanager
def _copied(settings: Settings) -> Iterator[Iterable[bytes]]:
    """SQLite's own online copy, beside the database and as well guarded, for as long as it takes to seal it."""
    file = settings.sqlite_file.with_name(settings.sqlite_file.name + ".copying")
    file.unlink(missing_ok=True)
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(settings.sqlite_file)) as here, closing(sqlite3.connect(file)) as there:
            here.backup(there)
            there.execute("PRAGMA journal_mode=DELETE")
        with file.open("rb") as copy:
            yield _pieces(copy)
    finally:
        file.unlink(missing_ok=True)


@contextmanager
def _dumped(settings: Settings) -> Iterator[Iterable[bytes]]:
    """pg_dump's custom format, straight from its pipe: nothing lies on a disk unsealed."""
    words = ["--format=custom", "--no-owner", f"--dbname={_plain(settings)}"]
    with _tool(settings, "pg_dump", *words, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # nosec B101 # for the type: it was asked for as a pipe
        yield _pieces(process.stdout)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: file.read(CHUNK), b"")


def _plain(settings: Settings) -> str:
    """The database's address without its password, which would show in the list of processes."""
    parts = urlsplit(settings.database)
    user, _, _ = parts.netloc.rpartition("@")[0].partition(":")
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(scheme="postgresql", netloc=f"{user}@{host}" if user else host).geturl()


@contextmanager
def _tool(
    settings: Settings, tool: str, *words: str, stdin: int | None = None, stdout: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """One of PostgreSQL's own programs. Its messages can quote rows, so they are not passed on."""
    program = shutil.which(tool)
    if program is None:
        raise NotReady(f"{tool} is not on this machine. Install PostgreSQL's client programs.")
    password = urlsplit(settings.database).password
    env = {**os.environ, **({"PGPASSWORD": unquote(password)} if password else {})}
    with subprocess.Popen(
        [program, *words], stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL, env=env
    ) as process:
        try:
            yield process
        except BrokenPipeError:
            pass
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise NotReady(f"{tool} did not finish. Check that the database can be reached and try again.")
