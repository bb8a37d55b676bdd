"""A thief has backups: without the sheet of their day they are noise, and nothing can be slipped into one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.people import Shed
from voice.errors import CannotRead
from voice.listen.keeping.rotation import rotate
from voice.settings import Settings
from voice.store.copies import backup
from voice.store.copies.envelope import FIRST, TAG, label_of, opened_from
from voice.store.secret import Keys, open_keys

pytestmark = pytest.mark.anyio


@pytest.fixture
async def stolen(shed: Shed, settings: Settings, tmp_path: Path) -> Path:
    if not settings.is_sqlite:
        pytest.skip("the envelope is the same; tests/store/test_backup.py makes one of PostgreSQL")
    await shed.says("the stairs zqstairs are steep", form_id="form-zqstairs")
    await shed.reads_all()
    backup.backup(settings, open_keys(settings), tmp_path / "stolen")
    return tmp_path / "stolen"


def steal_again(settings: Settings, file: Path) -> None:
    file.unlink()
    backup.backup(settings, open_keys(settings), file)


def held_in(file: Path) -> bytes:
    return file.read_bytes()


def put(file: Path, held: bytes) -> None:
    file.write_bytes(held)


def read(file: Path, keys: Keys) -> bytes:
    return b"".join(opened_from(file, keys))


async def test_the_first_line_says_which_sheet_which_day_and_no_more(
    stolen: Path, settings: Settings
) -> None:
    said = json.loads(held_in(stolen).split(b"\n")[0].removeprefix(FIRST))
    assert sorted(said) == ["day", "kind", "mark", "salt"]
    assert said["mark"] == open_keys(settings).mark and len(said["mark"]) == 8
    assert b"zqstairs" not in held_in(stolen)
    assert b"zqstairs" in read(stolen, open_keys(settings)), "the sheet does open it"


async def test_another_secret_does_not_open_it_even_under_a_forged_mark(stolen: Path) -> None:
    other = Keys(bytes(32))
    with pytest.raises(CannotRead, match="the sheet marked"):
        read(stolen, other)
    held = held_in(stolen)
    put(stolen, held.replace(label_of(stolen).mark.encode(), other.mark.encode(), 1))
    with pytest.raises(CannotRead, match="not a whole backup"):
        read(stolen, other)


@pytest.mark.parametrize("where", ["first line", "middle", "end", "cut", "cut at a piece", "added"])
async def test_a_changed_one_does_not_open(
    stolen: Path, settings: Settings, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = open_keys(settings)
    monkeypatch.setattr("voice.store.copies.envelope.CHUNK", 4096)
    steal_again(settings, stolen)
    held, head = held_in(stolen), held_in(stolen).index(b"\n") + 1
    day = label_of(stolen).day.encode()
    changed = {
        "first line": held.replace(day, b"1999-01-01", 1),
        "middle": held[:9000] + bytes([held[9000] ^ 1]) + held[9001:],
        "end": held[:-1] + bytes([held[-1] ^ 1]),
        "cut": held[:-1],
        "cut at a piece": held[: head + 2 * (4096 + TAG)],
        "added": held + b"x",
    }
    put(stolen, changed[where])
    with pytest.raises(CannotRead, match="not a whole backup"):
        read(stolen, keys)


async def test_pieces_can_not_be_swapped(
    stolen: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voice.store.copies.envelope.CHUNK", 4096)
    steal_again(settings, stolen)
    held, size = held_in(stolen), 4096 + TAG
    a = held.index(b"\n") + 1
    put(stolen, held[:a] + held[a + size : a + 2 * size] + held[a : a + size] + held[a + 2 * size :])
    with pytest.raises(CannotRead, match="not a whole backup"):
        read(stolen, open_keys(settings))


async def test_who_has_an_old_sheet_does_not_open_new_backups(
    stolen: Path, settings: Settings, shed: Shed, tmp_path: Path
) -> None:
    old = open_keys(settings)
    await rotate(settings)
    backup.backup(settings, open_keys(settings), tmp_path / "newer")
    with pytest.raises(CannotRead, match="the sheet marked"):
        read(tmp_path / "newer", old)
    assert b"zqstairs" in read(stolen, old), "an old sheet opens the backups of its day: both must go"
