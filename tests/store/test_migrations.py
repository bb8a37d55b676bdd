"""Migrations build exactly the tables that the code declares, and leave nothing half done."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from voice.cli import main
from voice.settings import Settings
from voice.store.engine import Store
from voice.store.migrate import migrate
from voice.store.tables import metadata

pytestmark = pytest.mark.anyio


async def test_from_empty_to_head_is_what_the_code_declares(settings: Settings) -> None:
    store = await Store.open(settings)
    async with store.reading() as conn:
        differences = await conn.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"compare_type": True}), metadata
            )
        )
    await store.close()
    assert differences == []


async def test_migrating_twice_changes_nothing(settings: Settings) -> None:
    await migrate(settings)
    await (await Store.open(settings)).close()


async def test_a_migration_that_dies_leaves_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(database=f"sqlite+aiosqlite:///{tmp_path}/voice.db")

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("alembic.ddl.impl.DefaultImpl.create_index", dies)
    with pytest.raises(KeyboardInterrupt):
        await migrate(settings)
    monkeypatch.undo()
    left = sqlite3.connect(tmp_path / "voice.db").execute("SELECT name FROM sqlite_master").fetchall()
    assert left == []
    await migrate(settings)


def test_an_unmigrated_database_is_not_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOICE_DATABASE", f"sqlite+aiosqlite:///{tmp_path}/empty.db")
    assert main(["serve", "--port", "1"]) == 1
    assert "voice migrate" in capsys.readouterr().err
