"""The one root secret: made once, never guessed, loudly missed."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.people import Shed
from voice.cli import main
from voice.errors import Misconfigured
from voice.settings import Settings
from voice.store.secret import open_keys, secret_path

pytestmark = pytest.mark.anyio


def sqlite_at(folder: Path) -> Settings:
    return Settings(database=f"sqlite+aiosqlite:///{folder}/voice.db")


def test_it_is_made_on_first_need_for_its_owner_only(tmp_path: Path) -> None:
    settings = sqlite_at(tmp_path)
    keys = open_keys(settings)
    assert secret_path(settings) == tmp_path / "keys" / "root"
    assert secret_path(settings).stat().st_mode & 0o777 == 0o600
    assert open_keys(settings).for_use("x") == keys.for_use("x")
    assert keys.for_use("x") != keys.for_use("y")


def test_two_processes_starting_together_agree_on_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: open_keys(sqlite_at(tmp_path)).for_use("x"), range(8)))
    assert len(found) == 1


def test_postgresql_without_its_file_does_not_start(tmp_path: Path) -> None:
    settings = Settings(
        database="postgresql+asyncpg://nobody@localhost/none", secret_file=str(tmp_path / "gone")
    )
    with pytest.raises(Misconfigured, match="recovery sheet"):
        open_keys(settings)


@pytest.mark.parametrize("held", ["", "not hex", "ab12"])
def test_a_damaged_secret_is_named(tmp_path: Path, held: str) -> None:
    file = tmp_path / "root"
    file.write_text(held)
    with pytest.raises(Misconfigured, match="64 hexadecimal"):
        open_keys(Settings(database="sqlite+aiosqlite:///x.db", secret_file=str(file)))


def test_keys_print_nothing(tmp_path: Path) -> None:
    assert repr(open_keys(sqlite_at(tmp_path))) == "Keys(…)"


async def test_a_lost_secret_is_not_replaced_in_silence(shed: Shed, settings: Settings) -> None:
    if not settings.is_sqlite:
        pytest.skip("with PostgreSQL a missing secret never makes a new one")
    await shed.says("the stairs are steep", form_id="form-stairs-1")
    secret_path(settings).unlink()
    with pytest.raises(Misconfigured, match="voice key enter"):
        open_keys(settings)
    assert not secret_path(settings).exists()


async def test_a_secret_that_opens_nothing_here_is_not_served_with(
    shed: Shed, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOICE_DATABASE", settings.database)
    if settings.secret_file:
        monkeypatch.setenv("VOICE_SECRET_FILE", settings.secret_file)
    await shed.says("the stairs are steep", form_id="form-stairs-1")
    secret_path(settings).write_text("ab" * 32)
    assert await asyncio.to_thread(main, ["serve", "--port", "1"]) == 1
    assert "right sheet" in capsys.readouterr().err
