"""Changing the root secret: everything opens as before, with the new one only, and a power cut loses nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import LargeBinary, select

from tests.people import Shed, open_the_shed
from tests.servers import environment_of, serving
from voice.errors import AlreadySent, Damaged, NotReady
from voice.listen.keeping import rotation
from voice.listen.nouns import Receipt
from voice.listen.progress import NOBODY, find_by_receipt
from voice.protect.hold import Outcome, open_holds
from voice.protect.seal import Sealed, open_words
from voice.settings import Settings
from voice.store import tables
from voice.store.engine import Store
from voice.store.keys import sealed
from voice.store.keys.kept import keys_of
from voice.store.keys.locks import alone, in_use
from voice.store.secret import Keys, before_path, begin_change, open_bytes, open_keys, seal_bytes, secret_path

pytestmark = pytest.mark.anyio

WORDS = "the late bus never comes to our street"
HARM = "someone at school keeps hitting me"


class Before:
    """The Shed with something sealed in every column, and what it should say when it is opened."""

    def __init__(self, shed: Shed, receipts: Sequence[Receipt], phone: str) -> None:
        self.shed, self.receipts, self.phone = shed, receipts, phone


async def everything_sealed(shed: Shed, many: int = 3) -> Before:
    said = [await shed.says(f"{WORDS} {n}", form_id=f"form-{n:08d}") for n in range(many)]
    await shed.says(HARM, form_id="form-harmful", unsafe=True, reach="ask for me at the desk")
    phone, femi = pyotp.random_base32(), shed.people["Femi"].person_id
    async with shed.store.writing() as conn:
        (hold,) = await open_holds(conn, shed.space.space_id)
        await shed.femi_settles(
            conn, hold, Outcome("Spoke with them", note="a quiet note", reference="a number")
        )
        totp = seal_bytes(shed.keys.for_use("person-totp"), phone.encode(), str(femi).encode())
        await conn.execute(
            tables.person.update()
            .where(tables.person.c.person_id == femi)
            .values(totp=totp, recovery=["spare"])
        )
    return Before(shed, [one.receipt for one in said], phone)


async def opens_as_before(settings: Settings, before: Before) -> Keys:
    """Everything opens with the keys that are here now. Returns them."""
    shed, store = before.shed, await Store.open(settings)
    try:
        keys = await keys_of(store)
        async with store.reading() as conn:
            rows = (
                await conn.execute(
                    select(tables.comment.c.comment_id, tables.comment.c.state, tables.words.c.sealed).join(
                        tables.words, tables.words.c.comment_id == tables.comment.c.comment_id
                    )
                )
            ).all()
            uses = {"unread": Sealed.UNREAD, "held": Sealed.HELD}
            texts = [
                open_words(keys, uses[r.state], shed.space.space_id, r.comment_id, r.sealed).text
                for r in rows
            ]
            assert sorted(texts) == sorted([HARM, *(f"{WORDS} {n}" for n in range(len(before.receipts)))])
            (hold,) = await open_holds(conn, shed.space.space_id)
            opened = await shed.femi_opens(conn, keys, hold)
            assert (opened.text, opened.reach) == (HARM, "ask for me at the desk")
            assert opened.reasons and "a quiet note" in [step.note for step in opened.hold.steps]
            femi = shed.people["Femi"].person_id
            person = (
                await conn.execute(select(tables.person).where(tables.person.c.person_id == femi))
            ).one()
            assert (
                open_bytes(keys.for_use("person-totp"), person.totp, str(femi).encode()).decode()
                == before.phone
            )
            assert person.recovery == []
            for receipt in before.receipts:
                assert await find_by_receipt(conn, keys, receipt) != NOBODY
    finally:
        await store.close()
    return keys


def test_every_sealed_column_is_gone_over() -> None:
    """A new column of bytes is either sealed, and then in `sealed.EVERY`, or it is named here with what it is."""
    not_sealed = {
        *(
            "voice.body_hash",
            "voice.receipt_hash",
            "session.token_hash",
            "invite.token_hash",
            "device.token_hash",
        ),
        *("audit.chain", "kept_key.sealed"),
    }
    every = {
        f"{t.name}.{c.name}"
        for t in tables.metadata.tables.values()
        for c in t.columns
        if isinstance(c.type, LargeBinary)
    }
    assert every - not_sealed == {column.name for column in sealed.EVERY}


async def test_everything_opens_with_the_new_secret_and_nothing_with_the_old(
    shed: Shed, settings: Settings
) -> None:
    before = await everything_sealed(shed)
    old = open_keys(settings)
    done = await rotation.rotate(settings)
    assert done == {"sealed_again": 3 + 1 + 1 + 1 + 1 + 1 + 1, "damaged_before": 0}
    new = await opens_as_before(settings, before)
    assert new.mark != old.mark and not before_path(settings).exists()
    async with shed.store.reading() as conn:
        assert await rotation.opens_what_is_stored(conn, old) is False
    if settings.is_sqlite:
        kept = [file.read_bytes() for file in secret_path(settings).parent.iterdir()]
        assert not any(old.as_hex().encode() in one for one in kept)


async def test_changed_twice_receipts_still_work_and_replays_are_still_known(
    shed: Shed, settings: Settings
) -> None:
    before = await everything_sealed(shed)
    await rotation.rotate(settings)
    await rotation.rotate(settings)
    shed.keys = await opens_as_before(settings, before)
    again = await shed.says(f"{WORDS} 0", form_id="form-00000000")
    assert again.again and again.receipt == before.receipts[0]
    with pytest.raises(AlreadySent):
        await shed.says("other words", form_id="form-00000000")


async def test_cut_off_after_any_row_it_goes_on_where_it_stopped(
    shed: Shed, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await everything_sealed(shed)
    marks = {open_keys(settings).mark}
    whole, left = sealed.go_over, [0]

    async def dies(store: Store, column: sealed.SealedColumn, again: sealed.Again) -> int:
        if left[0] == 0:
            raise KeyboardInterrupt
        left[0] -= 1
        return await whole(store, column, again)

    for columns in range(len(sealed.EVERY)):
        left[0] = columns
        monkeypatch.setattr(sealed, "go_over", dies)
        with pytest.raises(KeyboardInterrupt):
            await rotation.rotate(settings)
        monkeypatch.undo()
        with pytest.raises(NotReady, match="voice key rotate"):
            open_keys(settings)
        marks.add(begin_change(settings)[1].mark)
    await rotation.rotate(settings)
    marks.add((await opens_as_before(settings, before)).mark)
    assert len(marks) == 2, "cut off, it goes on with the same new secret"


@pytest.mark.parametrize(
    "step",
    [
        "voice.store.secret._write_beside",
        "voice.store.secret._settle",
        "voice.listen.keeping.rotation.finish_change",
    ],
)
async def test_cut_off_between_the_files_nothing_is_lost(
    shed: Shed, settings: Settings, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = await everything_sealed(shed)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(step, dies)
    with pytest.raises(KeyboardInterrupt):
        await rotation.rotate(settings)
    monkeypatch.undo()
    await rotation.rotate(settings)
    await opens_as_before(settings, before)


async def test_it_waits_for_the_web_and_the_worker_to_stop(shed: Shed, settings: Settings) -> None:
    with in_use(settings), pytest.raises(NotReady, match="Stop the web and the worker"):
        await rotation.rotate(settings)
    with alone(settings), pytest.raises(NotReady), in_use(settings):
        pass


async def test_with_another_installations_secret_nothing_is_touched(shed: Shed, settings: Settings) -> None:
    await everything_sealed(shed)
    right = open_keys(settings)
    secret_path(settings).write_text("ab" * 32)
    with pytest.raises(Damaged, match="right sheet"):
        await rotation.rotate(settings)
    secret_path(settings).write_text(right.as_hex())
    async with shed.store.reading() as conn:
        assert await rotation.opens_what_is_stored(conn, right)


def copied_to(folder: Path, migrated_file: Path) -> Settings:
    shutil.copyfile(migrated_file, folder / "voice.db")
    return Settings(database=f"sqlite+aiosqlite:///{folder}/voice.db")


def killed_after_seventeen(words: list[str], env: dict[str, str]) -> None:
    """Run until it has sealed seventeen things, and kill it as the power would."""
    process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(17):
        assert process.stdout.readline() == "sealed one\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


async def test_kill_9_in_the_middle_and_the_next_start_finishes_it(
    tmp_path: Path, migrated_file: Path
) -> None:
    """A real process, killed while it seals; then a real server, which will not serve before it is done."""
    settings = copied_to(tmp_path, migrated_file)
    store = await Store.open(settings)
    before = await everything_sealed(await open_the_shed(store, open_keys(settings)), many=40)
    await store.close()
    slowly = (
        "import time; from voice.store.keys import sealed; from voice.cli import main; put = sealed._put\n"
        "async def slow(*a):\n    print('sealed one', flush=True); time.sleep(0.05); await put(*a)\n"
        "sealed._put, sealed.BATCH = slow, 5\nmain(['key', 'rotate'])"
    )
    killed_after_seventeen([sys.executable, "-c", slowly], environment_of(settings))
    assert before_path(settings).exists()
    with serving(settings, tmp_path):
        assert not before_path(settings).exists()
    await opens_as_before(settings, before)
