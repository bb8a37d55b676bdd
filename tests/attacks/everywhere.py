"""Everywhere an installation could have kept something: its files, its rows, its log, its backup opened."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from sqlalchemy import select

from voice.settings import Settings
from voice.store import tables
from voice.store.copies.forgotten import forgotten_path
from voice.store.engine import Store


async def rows_of(store: Store) -> dict[str, list[Any]]:
    """Every row of every table."""
    async with store.reading() as conn:
        return {t.name: list((await conn.execute(select(t))).all()) for t in tables.metadata.sorted_tables}


async def all_that_is_kept(settings: Settings, store: Store, *more: Path) -> dict[str, bytes]:
    """Place to bytes: the rows as text, SQLite's files, the list of the forgotten, and any other files."""
    files = [*more, forgotten_path(settings)]
    if settings.is_sqlite:
        files += list(settings.sqlite_file.parent.glob("voice.db*"))
    held = {f"row of {name}": repr(rows).encode() for name, rows in (await rows_of(store)).items()}
    return held | {f.name: await asyncio.to_thread(f.read_bytes) for f in files if f.exists()}


def where(kept: dict[str, bytes], *marks: str) -> list[tuple[str, str]]:
    """(place, mark) for each mark that is there, as text in UTF-8 or UTF-16, in any case."""
    lower = {place: held.lower() for place, held in kept.items()}
    return [
        (place, mark)
        for place, held in lower.items()
        for mark in marks
        if mark.lower().encode() in held or mark.lower().encode("utf-16-le") in held
    ]
