"""Work for later: claimed once, put back when it fails, gone when done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from voice.clock import set_clock
from voice.store import jobs
from voice.store.engine import Store
from voice.store.tables import job

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


async def test_a_job_is_claimed_by_one_worker(store: Store) -> None:
    async with store.writing() as conn:
        await jobs.enqueue(conn, "look", 1, 7)
    async with store.writing() as conn:
        first = await jobs.claim(conn)
    async with store.writing() as conn:
        second = await jobs.claim(conn)
    assert [job.about for job in first] == [7]
    assert second == []


async def test_a_dead_workers_job_is_taken_over_when_its_lease_ends(store: Store) -> None:
    set_clock(lambda: NOON)
    async with store.writing() as conn:
        await jobs.enqueue(conn, "look", 1, 7)
        await jobs.claim(conn)
    set_clock(lambda: NOON + jobs.LEASE + timedelta(minutes=1))
    async with store.writing() as conn:
        assert [job.about for job in await jobs.claim(conn)] == [7]


async def test_a_job_that_fails_waits_longer_each_time_and_is_counted_when_given_up(store: Store) -> None:
    moment = NOON
    set_clock(lambda: moment)
    async with store.writing() as conn:
        await jobs.enqueue(conn, "draft", 1, 7)
    for _ in range(jobs.MAX_TRIES):
        async with store.writing() as conn:
            (one,) = await jobs.claim(conn)
            await jobs.put_back(conn, one.job_id, one.tries)
            assert await jobs.claim(conn) == []
        moment += timedelta(hours=2)
    async with store.writing() as conn:
        assert await jobs.claim(conn) == []
        assert await jobs.given_up(conn) == 1


async def test_nothing_of_a_done_job_stays(store: Store) -> None:
    async with store.writing() as conn:
        await jobs.enqueue(conn, "look", 1, 7, comments=[1, 2])
        (one,) = await jobs.claim(conn)
        assert one.details == {"comments": [1, 2]}
        await jobs.finish(conn, [one.job_id])
        assert await jobs.waiting(conn) == 0


async def test_asking_once_for_a_space_is_enough(store: Store) -> None:
    async with store.writing() as conn:
        await jobs.enqueue_once(conn, "alert", 1)
        await jobs.enqueue_once(conn, "alert", 1)
        await jobs.enqueue_once(conn, "alert", 2)
        assert await jobs.waiting(conn, "alert") == 2
        assert await jobs.waiting(conn, "alert", 1) == 1


async def tried_too_often(store: Store, kind: str) -> None:
    """A job of this kind that failed, or whose worker died, again and again."""
    async with store.writing() as conn:
        await jobs.enqueue(conn, kind, 1)
        await conn.execute(update(job).values(tries=jobs.MAX_TRIES + 20))


@pytest.mark.parametrize("kind", jobs.ENDLESS)
async def test_an_alarm_a_look_and_the_sweep_are_never_given_up(store: Store, kind: str) -> None:
    await tried_too_often(store, kind)
    async with store.writing() as conn:
        assert len(await jobs.claim(conn, bells=kind in jobs.BELLS)) == 1


async def test_what_was_given_up_does_not_stand_in_the_way(store: Store) -> None:
    await tried_too_often(store, "draft")
    async with store.writing() as conn:
        assert await jobs.claim(conn) == []
        await jobs.enqueue_once(conn, "draft", 1)
        assert [one.tries for one in await jobs.claim(conn)] == [1]


async def test_bells_are_claimed_by_themselves(store: Store) -> None:
    async with store.writing() as conn:
        for kind in ("suggest", "alert", "look", "escalate"):
            await jobs.enqueue(conn, kind, 1)
    async with store.writing() as conn:
        assert {one.kind for one in await jobs.claim(conn, bells=True)} == {"alert", "escalate"}
        assert {one.kind for one in await jobs.claim(conn)} == {"look", "suggest"}


async def test_late_alarms_are_told_of(store: Store) -> None:
    set_clock(lambda: NOON)
    async with store.writing() as conn:
        await jobs.enqueue(conn, "alert", 1)
        await jobs.enqueue(conn, "escalate", 1, due=NOON + timedelta(days=2))
        assert await jobs.late(conn) == 0
    set_clock(lambda: NOON + timedelta(minutes=11))
    async with store.reading() as conn:
        assert await jobs.late(conn) == 1
