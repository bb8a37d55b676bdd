"""`voice doctor`: plain sentences, each with what to do, and silence about what is well enough."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.people import Shed
from voice.cli import main
from voice.clock import set_clock
from voice.people.nouns import Hat
from voice.people.records import take_hat
from voice.settings import Settings
from voice.store import health
from voice.store.secret import secret_path

pytestmark = pytest.mark.anyio

NOON = datetime(2027, 5, 3, 12, 0, tzinfo=UTC)
Says = Callable[[], Awaitable[str]]


@pytest.fixture
def says(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Says:
    """What the doctor says now."""
    monkeypatch.setenv("VOICE_DATABASE", settings.database)
    if settings.secret_file:
        monkeypatch.setenv("VOICE_SECRET_FILE", settings.secret_file)
        secret_path(settings).chmod(0o600)

    async def said() -> str:
        capsys.readouterr()
        assert await asyncio.to_thread(main, ["doctor"]) == 0
        return capsys.readouterr().err

    return said


async def test_a_new_installation_hears_what_is_still_to_do(shed: Shed, says: Says) -> None:
    said = await says()
    for still in ("voice work", "voice backup FILE", "voice sweep", "Mail: off"):
        assert still in said
    assert "nobody else on this machine may read it" in said and "leads" not in said


async def test_one_that_is_looked_after_hears_nothing_to_look_at(shed: Shed, says: Says) -> None:
    set_clock(lambda: NOON)
    await shed.says("the stairs are steep", form_id="form-stairs-1")
    for kind in (health.WORKER, health.SWEEP, health.BACKUP):
        await health.write_down(shed.store, kind)
    said = await says()
    assert "opens what is sealed" in said and "Backed up on 3 May 2027" in said
    assert "Look:" not in said.replace("Look: round", "")


@pytest.mark.parametrize(
    ("kind", "late", "remedy"),
    [
        (health.WORKER, timedelta(minutes=16), "voice work"),
        (health.SWEEP, timedelta(hours=50), "voice sweep"),
        (health.BACKUP, timedelta(days=8), "voice backup"),
    ],
)
async def test_what_is_late_is_said_with_what_to_do(
    shed: Shed, says: Says, kind: str, late: timedelta, remedy: str
) -> None:
    set_clock(lambda: NOON)
    for each in (health.WORKER, health.SWEEP, health.BACKUP):
        await health.write_down(shed.store, each)
    set_clock(lambda: NOON + late)
    (line,) = [line for line in (await says()).splitlines() if "too long ago" in line and remedy in line]
    assert line.startswith("Look:")


async def test_a_wrong_secret_an_open_one_a_missing_lead_and_a_late_round(
    shed: Shed, settings: Settings, says: Says
) -> None:
    await shed.says("the stairs are steep", form_id="form-stairs-1")
    async with shed.store.writing() as conn:
        await take_hat(conn, shed.space.space_id, shed.people["Greta"].person_id, Hat.LEAD)
    secret_path(settings).write_text("ab" * 32)
    secret_path(settings).chmod(0o644)
    set_clock(lambda: datetime.now(UTC) + timedelta(days=30))
    said = await says()
    assert "does not open with the secret that is here" in said
    assert "mode 644" in said and "shed has 1 of two leads" in said
    assert "round 1 of shed was to close on" in said
