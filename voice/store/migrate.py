"""Bringing the database to today's tables. Nothing serves an unmigrated database."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from voice.settings import ROOT, Settings


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, found from where the program lies, never from the working directory."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


async def migrate(settings: Settings) -> None:
    """Bring the database to the newest tables, in one transaction. Doing it twice changes nothing."""
    from voice.store.engine import Store

    store = Store(settings)
    try:
        async with store.writing() as conn:
            await conn.run_sync(lambda sync: command.upgrade(alembic_config(sync), "head"))
    finally:
        await store.close()


def is_at_head(connection: Connection) -> bool:
    """True when the database has every migration that this program knows."""
    here = set(MigrationContext.configure(connection).get_current_heads())
    return here == set(ScriptDirectory.from_config(alembic_config()).get_heads())
