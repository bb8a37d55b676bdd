"""What is gone for good, by its random ids, in a file beside the database: a restored backup forgets it again.

It holds no words, no time and nobody's address. Lines are only ever added; a line cut off by a power cut is skipped.
Copy it wherever the backups go, as often as you can: a machine that burns takes its own copy with it.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from voice.settings import Settings
from voice.store.secret import secret_path


class Gone(StrEnum):
    """What a line says."""

    VOICE = "voice"  # its writer took it back
    COMMENT = "comment"  # its words are gone: not used, or kept long enough
    DETAILS = "details"  # the writer of this voice had the details taken out
    BATCH = "batch"  # an import was undone
    HOLD = "hold"  # a safeguarding record was kept long enough


Ledger = Mapping[Gone, frozenset[int]]
_LINE = re.compile(r"(voice|comment|details|batch|hold) (\d{1,19})")


def forgotten_path(settings: Settings) -> Path:
    """Beside the SQLite file, or beside the secret where the database is a server's."""
    folder = settings.sqlite_file.parent if settings.is_sqlite else secret_path(settings).parent
    return folder / "forgotten"


def read_forgotten(settings: Settings) -> Ledger:
    """Everything that was forgotten here. Empty if nothing was."""
    found: dict[Gone, set[int]] = defaultdict(set)
    path = forgotten_path(settings)
    lines = path.read_text(encoding="ascii", errors="replace").split("\n") if path.exists() else []
    for line in lines:
        if fits := _LINE.fullmatch(line):
            found[Gone(fits[1])].add(int(fits[2]))
    return {kind: frozenset(found[kind]) for kind in Gone}


def forget(settings: Settings, kind: Gone, ids: Iterable[int]) -> None:
    """Add lines, on the disk when this returns. In no order that tells anything."""
    lines = "".join(f"{kind} {each}\n" for each in sorted(set(ids)))
    if not lines:
        return
    handle = os.open(forgotten_path(settings), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="ascii") as file:
        file.write("\n" * _cut_off(forgotten_path(settings)) + lines)
        file.flush()
        os.fsync(file.fileno())


def forget_new(settings: Settings, gone: Mapping[Gone, Iterable[int]]) -> None:
    """Add what is not there yet."""
    known = read_forgotten(settings)
    for kind, ids in gone.items():
        forget(settings, kind, set(ids) - known[kind])


def _cut_off(path: Path) -> bool:
    """Does the file end in the middle of a line?"""
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
