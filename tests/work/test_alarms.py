"""Somebody is told that something is held, and told again until they say that they have seen it. A worker with a fake clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from tests.people import Shed
from voice.clock import set_clock
from voice.listen.keeping import ask_for_sweep
from voice.listen.spaces import save_about
from voice.people import records
from voice.people.nouns import Hat
from voice.protect.hold import Outcome, acknowledge, open_holds, settle
from voice.protect.hold.alarms import whom_to_ring
from voice.protect.reading import Decision
from voice.settings import Settings
from voice.store.jobs import waiting
from voice.store.secret import Keys
from voice.work import mail
from voice.work.loop import Worker, run_once

pytestmark = pytest.mark.anyio
DANGER = "my step dad hits me when mum is at work"
FRIDAY = datetime(2026, 8, 28, 15, 0, tzinfo=UTC)  # 16:00 on the wall, an hour before the doors close
TUESDAY = datetime(2026, 9, 1, 10, 59, tzinfo=UTC)  # a minute before the deadline
BANK_HOLIDAY = "2026-08-31"


@dataclass
class Post:
    """The mail that went out, and a worker to send it."""

    worker: Worker
    sent: list[tuple[list[str], str]] = field(default_factory=list)

    async def send(self, settings: Settings, to: list[str], subject: str, body: str) -> None:
        """In the place of a mail server."""
        self.sent.append((to, body))

    async def at(self, moment: datetime) -> int:
        """The worker does all there is to do at this moment. How many messages went out."""
        set_clock(lambda: moment)
        before = len(self.sent)
        while await run_once(self.worker):
            pass
        return len(self.sent) - before


@pytest.fixture
async def post(shed: Shed, keys: Keys, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Post:
    """The Shed's worker, with a mail server."""
    found = Post(Worker(shed.store, keys, replace(settings, mail="smtp://post", mail_from="v@example.org")))
    monkeypatch.setattr(mail, "send", found.send)
    hours = replace(shed.space.about.hours, closed=(BANK_HOLIDAY,))
    async with shed.store.writing() as conn:
        shed.space = await save_about(conn, shed.space, replace(shed.space.about, hours=hours))
    set_clock(lambda: FRIDAY)
    return found


async def test_through_a_weekend_and_a_bank_holiday_until_somebody_has_seen_it(
    shed: Shed, post: Post
) -> None:
    await shed.says(DANGER, form_id="amina-first-1")
    assert await post.at(FRIDAY) == 1
    everyone, told = post.sent[0]
    assert {shed.people["Femi"].email, shed.people["Greta"].email} == set(everyone)
    assert "1 comment is held" in told and "hits" not in told
    assert await post.at(TUESDAY) == 0
    assert await post.at(TUESDAY.replace(hour=11, minute=0)) == 2
    assert (await the_hold(shed)).escalated
    assert {post.sent[1][0][0], post.sent[1][0][1]} == set(everyone)
    runs_it, asked = post.sent[2]
    assert runs_it == [shed.people["Ines"].email]
    assert "Ring the lead" in asked and "hits" not in asked and "/holds" not in asked
    assert await post.at(TUESDAY.replace(hour=12)) == 0
    assert await post.at(TUESDAY.replace(hour=15, minute=0)) == 2
    async with shed.store.writing() as conn:
        hold_id = (await the_hold(shed)).hold_id
        await acknowledge(
            conn, shed.space.space_id, shed.space.about.hours, hold_id, shed.people["Greta"].person_id
        )
    assert await post.at(TUESDAY.replace(day=3)) == 0
    assert (
        await post.at(TUESDAY.replace(day=4, hour=15, minute=0)) == 2
    )  # seen, and nothing written down since


async def test_the_second_lead_is_told_that_an_urgent_hold_waits_for_them(shed: Shed, post: Post) -> None:
    await shed.says(DANGER, form_id="amina-first-1")
    await post.at(FRIDAY)
    hours, femi = shed.space.about.hours, shed.people["Femi"].person_id
    async with shed.store.writing() as conn:
        hold = await the_hold(shed)
        await acknowledge(conn, shed.space.space_id, hours, hold.hold_id, femi)
        at = (shed.space.space_id, hours, shed.space.local, hold.hold_id, femi, hold.version)
        await settle(conn, shed.keys, *at, Outcome("Spoke with them"))
    assert await post.at(FRIDAY) == 1
    assert post.sent[-1][0] == [shed.people["Greta"].email]


async def test_who_is_a_lead_no_more_silences_nothing(shed: Shed, post: Post) -> None:
    await shed.says(DANGER, form_id="amina-first-1")
    await post.at(FRIDAY)
    async with shed.store.writing() as conn:
        femi, hold = shed.people["Femi"], await the_hold(shed)
        await acknowledge(conn, shed.space.space_id, shed.space.about.hours, hold.hold_id, femi.person_id)
        await records.take_hat(conn, shed.space.space_id, femi.person_id, Hat.LEAD)
        assert list((await whom_to_ring(conn, shed.space.space_id)).leads) == [shed.people["Greta"].email]


async def test_many_at_once_are_one_message(shed: Shed, post: Post) -> None:
    for n in range(5):
        await shed.says(DANGER, form_id=f"somebody-{n}")
    assert await post.at(FRIDAY) == 1
    assert "5 comments are held" in post.sent[0][1]
    assert await post.at(TUESDAY.replace(hour=14)) == 2  # the leads, and whoever runs the space


async def test_what_a_reader_holds_rings_too(shed: Shed, post: Post) -> None:
    await shed.says("the room is cold", form_id="amina-first-1")
    await shed.reads_all(decision=Decision.HOLD)
    assert await post.at(FRIDAY) == 1
    assert await post.at(TUESDAY.replace(hour=14)) == 2


async def test_the_night_sweep_asks_for_the_next(shed: Shed, post: Post) -> None:
    for _ in range(2):
        async with shed.store.writing() as conn:
            await ask_for_sweep(conn)
    await post.at(FRIDAY.replace(hour=23))
    async with shed.store.reading() as conn:
        assert await waiting(conn, "sweep") == 0
        set_clock(lambda: FRIDAY.replace(day=29, hour=2, minute=30))
        assert await waiting(conn, "sweep") == 1
    await post.at(FRIDAY.replace(day=29, hour=3))
    set_clock(lambda: FRIDAY.replace(day=30, hour=2, minute=30))
    async with shed.store.reading() as conn:
        assert await waiting(conn, "sweep") == 1


async def the_hold(shed: Shed):  # type: ignore[no-untyped-def]
    async with shed.store.reading() as conn:
        (one,) = await open_holds(conn, shed.space.space_id)
    return one
