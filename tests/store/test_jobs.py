"""Work for later: claimed once, put back when it fails, gone when done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from voice.clock import set_clock
from voice.store import jobs
from voice.store.engine import Store

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
        await jobs.enqueue(conn, "look", 1, 7)
    for _ in range(jobs.MAX_TRIES):
        async with store.writing() as conn:
            (job,) = await jobs.claim(conn)
            await jobs.put_back(conn, job.job_id, job.tries)
            assert await jobs.claim(conn) == []
        moment += timedelta(hours=2)
    async with store.writing() as conn:
        assert await jobs.claim(conn) == []
        assert await jobs.given_up(conn) == 1


async def test_nothing_of_a_done_job_stays(store: Store) -> None:
    async with store.writing() as conn:
        await jobs.enqueue(conn, "look", 1, 7, comments=[1, 2])
        (job,) = await jobs.claim(conn)
        assert job.details == {"comments": [1, 2]}
        await jobs.finish(conn, [job.job_id])
        assert await jobs.waiting(conn) == 0


async def test_asking_once_for_a_space_is_enough(store: Store) -> None:
    async with store.writing() as conn:
        await jobs.enqueue_once(conn, "alert", 1)
        await jobs.enqueue_once(conn, "alert", 1)
        await jobs.enqueue_once(conn, "alert", 2)
        assert await jobs.waiting(conn, "alert") == 2
        assert await jobs.waiting(conn, "alert", 1) == 1
