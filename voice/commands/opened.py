"""Opening the database for one command, and closing it after."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from voice.settings import Settings, read_settings
from voice.store.engine import Store
from voice.store.keys.kept import keys_of
from voice.store.keys.locks import in_use
from voice.store.secret import Keys


@dataclass(frozen=True)
class Opened:
    """The database, its keys and the settings it was opened with."""

    store: Store
    keys: Keys
    settings: Settings


@asynccontextmanager
async def opened(settings: Settings | None = None) -> AsyncIterator[Opened]:
    """The database of the environment's settings, polite to a web process beside it."""
    settings = settings or read_settings()
    with in_use(settings):
        store = await Store.open(settings, polite=True)
        try:
            yield Opened(store, await keys_of(store), settings)
        finally:
            await store.close()
