"""How long things are kept: words by round and state, safeguarding records by their own rule, and then not one byte."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import urllib.request
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from tests.people import Shed, wanting
from tests.servers import environment_of, serving
from voice.clock import set_clock
from voice.listen import records as listen_records
from voice.listen.keeping import BURST_DAYS, months_after, rounds_kept
from voice.listen.progress import Whose, find_by_receipt, take_back, take_out
from voice.listen.space import Keep
from voice.listen.spaces import close_round, open_round, open_space_by_slug, save_about
from voice.people.nouns import Face
from voice.protect.hold import Outcome, agree, open_holds
from voice.protect.reading import Decision
from voice.settings import Settings
from voice.store import tables
from voice.store.copies.forgotten import Gone, forgotten_path, read_forgotten
from voice.talk.drafts import draft_prompts
from voice.theme.suggest import suggest_for
from voice.work.loop import Worker, run_once
from voice.work.night import sweep

pytestmark = pytest.mark.anyio

CLOSED = datetime(2027, 1, 31, 12, 0, tzinfo=UTC)
HARM = "someone at school keeps hitting me zqharm"


def later(*, months: int = 0, days: int = 0) -> None:
    day = months_after(CLOSED.date(), months) + timedelta(days=days)
    set_clock(lambda: datetime.combine(day, CLOSED.time(), UTC))


async def close(shed: Shed) -> None:
    set_clock(lambda: CLOSED)
    async with shed.store.writing() as conn:
        await close_round(conn, shed.space)


async def a_read_and_an_unread(shed: Shed) -> None:
    await shed.says("waiting zqread for weeks", form_id="form-zqread")
    await shed.reads_all()
    await shed.says("waiting zqunread for weeks", form_id="form-zqunread")


async def states(shed: Shed) -> dict[str, int]:
    """How many comments of each state still have words."""
    async with shed.store.reading() as conn:
        query = (
            select(tables.comment.c.state, func.count().label("number"))
            .join(tables.words, tables.words.c.comment_id == tables.comment.c.comment_id)
            .group_by(tables.comment.c.state)
        )
        return {row.state: row.number for row in (await conn.execute(query)).all()}


def files_of(settings: Settings) -> dict[str, bytes]:
    """Every byte that SQLite keeps, and the list of the forgotten."""
    folder = settings.sqlite_file.parent
    return {
        f.name: f.read_bytes()
        for f in folder.iterdir()
        if (f.is_file() and "voice" in f.name) or f.name == "forgotten"
    }


def left_in(settings: Settings, *marks: str) -> list[tuple[str, str]]:
    """Which of these words are still somewhere in those bytes, and where."""
    found = []
    for name, held in files_of(settings).items():
        for mark in marks:
            if mark.encode() in held or mark.encode("utf-16-le") in held:
                found.append((name, mark))
    return found


async def test_unread_goes_after_half_a_year_and_released_after_two(shed: Shed) -> None:
    await a_read_and_an_unread(shed)
    await close(shed)
    for months, days, left in (
        (6, -1, {"released": 1, "unread": 1}),
        (6, 0, {"released": 1}),
        (24, -1, {"released": 1}),
        (24, 0, {}),
    ):
        later(months=months, days=days)
        told = await sweep(shed.store, dry_run=True)
        before = await states(shed)
        assert (await sweep(shed.store)) == told, "a dry run says what a sweep does"
        assert await states(shed) == left
        assert sum(before.values()) - sum(left.values()) == told["unread"] + told["released"]


async def test_nothing_goes_while_a_round_is_open(shed: Shed) -> None:
    await a_read_and_an_unread(shed)
    later(months=60)
    await sweep(shed.store)
    assert await states(shed) == {"released": 1, "unread": 1}


async def test_tallies_stay_and_a_receipt_still_opens_its_progress(shed: Shed) -> None:
    said = await shed.says("waiting for weeks", form_id="form-zqread", answers=wanting("dropin"))
    await shed.reads_all()
    await close(shed)
    later(months=24)
    await sweep(shed.store)
    async with shed.store.reading() as conn:
        assert await find_by_receipt(conn, shed.keys, said.receipt) == Whose(
            shed.space.space_id, said.voice_id
        )
        (answer,) = (await conn.execute(select(tables.answer.c.code))).scalars()
        (comment,) = (await conn.execute(select(tables.comment))).all()
    assert answer == "dropin" and (comment.state, comment.quote_ok) == ("no_quote", False)


async def test_a_promise_made_when_the_round_opened_is_never_lengthened(shed: Shed) -> None:
    await a_read_and_an_unread(shed)
    async with shed.store.writing() as conn:
        promised = {"keep": {"unread_months": 6, "released_months": 24, "held_years": 17}}
        await listen_records.save_round(
            conn, replace(shed.round, state="closed", closes=CLOSED.date()), promised
        )
        for keep in (Keep(12, 36, 17), Keep(3, 36, 17)):
            space = await open_space_by_slug(conn, "shed")
            await save_about(conn, space, replace(space.about, keep=keep))
            (kept,) = await rounds_kept(conn, space.space_id)
            assert kept.keep == Keep(min(6, keep.unread_months), 24, 17)
    assert kept.unread_goes == date(2027, 4, 30) and kept.released_goes == date(2029, 1, 31)


async def a_closed_hold(shed: Shed, *, form_id: str = "form-zqharm-1") -> int:
    """A disclosure that two leads have dealt with. Returns its voice."""
    said = await shed.says(HARM, form_id=form_id, unsafe=True)
    async with shed.store.writing() as conn:
        greta = shed.people["Greta"].person_id
        hold = next(h for h in await open_holds(conn, shed.space.space_id) if h.voice_id == said.voice_id)
        await shed.femi_settles(conn, hold, Outcome("Spoke with them", note="zqnote"))
        (hold,) = [h for h in await open_holds(conn, shed.space.space_id) if h.hold_id == hold.hold_id]
        await agree(conn, shed.keys, shed.space.space_id, hold.hold_id, greta, hold.version)
    return said.voice_id


async def test_a_safeguarding_record_outlives_its_round_and_its_writers_withdrawal(shed: Shed) -> None:
    set_clock(lambda: CLOSED)
    voice_id = await a_closed_hold(shed)
    await take_back(shed.store, shed.keys, Whose(shed.space.space_id, voice_id))
    await close(shed)
    later(months=17 * 12 - 1)
    await sweep(shed.store)
    async with shed.store.reading() as conn:
        (hold,) = await open_holds(conn, shed.space.space_id, closed=True)
    assert await states(shed) == {"held": 1} and "zqnote" not in hold.kinds
    later(months=17 * 12, days=1)
    assert (await sweep(shed.store))["holds"] == 1
    async with shed.store.reading() as conn:
        assert await open_holds(conn, shed.space.space_id, closed=True) == []
    assert await states(shed) == {}
    assert len(read_forgotten(shed.store.settings)[Gone.HOLD]) == 1


async def test_an_open_hold_is_kept_however_old(shed: Shed) -> None:
    await shed.says(HARM, form_id="form-zqharm-1", unsafe=True)
    await close(shed)
    later(months=40 * 12)
    assert (await sweep(shed.store))["holds"] == 0
    assert await states(shed) == {"held": 1}


async def test_bursts_ended_sessions_and_spent_invites_go(shed: Shed) -> None:
    set_clock(lambda: CLOSED)
    await shed.says("waiting", form_id="form-waiting")
    await shed.cookie("Esi", Face.DESIGN)
    later(days=BURST_DAYS + 7)
    assert {k: n for k, n in (await sweep(shed.store)).items() if n} == {"bursts": 1, "sessions": 1}
    assert not any((await sweep(shed.store)).values())


# ── not one byte ─────────────────────────────────────────────────────────────


async def themed(shed: Shed) -> None:
    """Words that were read, grouped, named and put on a card: their phrases stand in many places."""
    for n in range(6):
        await shed.says(
            f"zqbusstop zqlantern has no lamp {n}, the zqbusstop zqlantern is dark",
            form_id=f"form-lamp-{n:04d}",
        )
    await shed.reads_all()
    await suggest_for(shed.store, shed.keys, shed.space.space_id, shed.round.round_id, None)
    await draft_prompts(shed.store, shed.space.space_id, shed.round.round_id)
    async with shed.store.writing() as conn:
        (first, *_) = (await conn.execute(select(tables.comment.c.comment_id))).scalars()
        vector = {
            "space_id": shed.space.space_id,
            "comment_id": first,
            "encoder": "x",
            "numbers": b"zqvector",
        }
        await conn.execute(insert(tables.vector).values(vector))


async def test_after_the_sweep_no_byte_of_the_words_is_left(shed: Shed, settings: Settings) -> None:
    """Words, vectors, phrases in themes, in their history, in drafts of prompts, and the log: all of it."""
    if not settings.is_sqlite:
        pytest.skip("PostgreSQL's files are its own; its rows are looked at below")
    await themed(shed)
    marks = ("zqbusstop", "zqlantern", "zqvector")
    places = {name for name, _ in left_in(settings, *marks)}
    assert places & {"voice.db", "voice.db-wal"}, "the test looks where nothing is"
    await close(shed)
    later(months=24)
    await sweep(shed.store)
    assert left_in(settings, *marks) == []


async def test_after_the_sweep_no_row_holds_the_words(shed: Shed) -> None:
    await themed(shed)
    await close(shed)
    later(months=24)
    await sweep(shed.store)
    async with shed.store.reading() as conn:
        for table in tables.metadata.sorted_tables:
            for row in (await conn.execute(select(table))).all():
                assert not any(
                    mark in str(row).casefold() for mark in ("zqbusstop", "zqlantern", "zqvector")
                ), table.name


async def test_what_was_taken_back_leaves_no_byte_after_the_sweep(shed: Shed, settings: Settings) -> None:
    """One writer of six takes it back; the phrase that only they used goes from the theme as well."""
    if not settings.is_sqlite:
        pytest.skip("PostgreSQL's files are its own")
    await themed(shed)
    async with shed.store.reading() as conn:
        voices = (await conn.execute(select(tables.voice.c.voice_id))).scalars().all()
    for voice_id in voices:
        await take_back(shed.store, shed.keys, Whose(shed.space.space_id, voice_id))
    await sweep(shed.store)
    assert left_in(settings, "zqbusstop", "zqlantern", "zqvector") == []


@pytest.mark.parametrize("decision", [Decision.USE, Decision.NOT_USED])
async def test_the_original_is_destroyed_when_it_is_read(
    shed: Shed, settings: Settings, decision: Decision
) -> None:
    """The seal of the original goes too, byte for byte, not only the name within it."""
    if not settings.is_sqlite:
        pytest.skip("PostgreSQL's files are its own")
    await shed.says("write to zqname@example.com, the stairs zqstairs are steep", form_id="form-stairs-1")
    await run_once(Worker(shed.store, shed.keys, settings))
    async with shed.store.reading() as conn:
        (seal,) = (await conn.execute(select(tables.words.c.sealed))).scalars()
    assert any(seal in held for held in files_of(settings).values())
    await shed.reads_all(decision=decision)
    await sweep(shed.store)
    assert not any(seal in held for held in files_of(settings).values())
    assert left_in(settings, "zqname") == []
    assert bool(left_in(settings, "zqstairs")) == (decision == Decision.USE)


async def test_details_taken_out_leave_no_byte_of_their_seal(shed: Shed, settings: Settings) -> None:
    if not settings.is_sqlite:
        pytest.skip("PostgreSQL's files are its own")
    await shed.says("write to zqname@example.com about the stairs", form_id="form-stairs-1")
    async with shed.store.reading() as conn:
        (seal,) = (await conn.execute(select(tables.words.c.sealed))).scalars()
    assert await take_out(shed.store, shed.keys, shed.space.space_id, "form-stairs-1") == 1
    await sweep(shed.store)
    assert not any(seal in held for held in files_of(settings).values())


def test_months_are_counted_as_people_count_them() -> None:
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_after(date(2027, 12, 15), 24) == date(2029, 12, 15)


async def test_what_is_taken_back_is_gone_even_when_the_list_can_not_be_written(
    shed: Shed, caplog: pytest.LogCaptureFixture
) -> None:
    forgotten_path(shed.store.settings).mkdir()
    said = await shed.says("the stairs zqstairs are steep", form_id="form-stairs-1")
    await take_back(shed.store, shed.keys, Whose(shed.space.space_id, said.voice_id))
    assert await states(shed) == {}
    assert "can't be written" in caplog.text and str(said.voice_id) not in caplog.text


async def test_a_round_opens_with_the_promise_of_its_day(shed: Shed) -> None:
    await close(shed)
    async with shed.store.writing() as conn:
        space = replace(await open_space_by_slug(conn, "shed"), private=True)
        promising = replace(space, about=replace(space.about, keep=Keep(2, 10, 17)))
        await open_round(conn, promising, drilled=True, closes=None, answer_by=None)
        await close_round(conn, promising)
        first, second = await rounds_kept(conn, space.space_id)
    assert (first.keep, second.keep) == (Keep(), Keep(2, 10, 17))


async def test_beside_a_busy_web_the_sweep_leaves_no_byte_either(
    shed: Shed, settings: Settings, tmp_path: Path
) -> None:
    """As on a real night: another process serves, and a third one sweeps."""
    if not settings.is_sqlite:
        pytest.skip("PostgreSQL's files are its own")
    await shed.says("waiting zqread for weeks", form_id="form-first-1")
    await shed.reads_all()
    said = (await shed.says("waiting zqgone for weeks", form_id="form-second-1")).voice_id
    await shed.reads_all()
    with serving(settings, tmp_path) as server:
        for _ in range(20):
            await asyncio.to_thread(urllib.request.urlopen, f"{server.base}/en/shed/answers", timeout=30)
        assert {mark for _, mark in left_in(settings, "zqread", "zqgone")} == {"zqread", "zqgone"}
        await take_back(shed.store, shed.keys, Whose(shed.space.space_id, said))
        command = [sys.executable, "-m", "voice", "sweep"]
        done = await asyncio.to_thread(subprocess.run, command, env=environment_of(settings), check=False)
        assert done.returncode == 0
        assert {mark for _, mark in left_in(settings, "zqread", "zqgone")} == {"zqread"}


async def test_words_that_a_lead_let_go_leave_the_team_and_stay_in_the_record(shed: Shed) -> None:
    """Let go to be themed, they are part of a record: the round's end takes them from the team, not from the leads."""
    set_clock(lambda: CLOSED)
    await shed.says("the stairs zqharm are steep", form_id="form-harm-0001", unsafe=True)
    async with shed.store.writing() as conn:
        space_id, greta = shed.space.space_id, shed.people["Greta"].person_id
        (hold,) = await open_holds(conn, space_id)
        await shed.femi_settles(conn, hold, Outcome("Not a worry", release=True))
        (hold,) = await open_holds(conn, space_id)
        await agree(conn, shed.keys, space_id, hold.hold_id, greta, hold.version)
    assert await states(shed) == {"no_quote": 1}
    await close(shed)
    later(months=24)
    assert (await sweep(shed.store))["released"] == 1
    assert await states(shed) == {"not_used": 1}, "no gate lets it through any more"
    async with shed.store.reading() as conn:
        assert "zqharm" in (await shed.femi_opens(conn, shed.keys, hold)).text
    later(months=17 * 12, days=1)
    assert (await sweep(shed.store))["holds"] == 1
    assert await states(shed) == {}
