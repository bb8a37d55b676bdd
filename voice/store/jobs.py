"""Work for later is a row, written in the same transaction as what it is about.

A worker claims a batch with a lease, does it, and deletes the rows: a job row
left lying would be a clock time beside a comment. A worker that dies lets its
lease run out and another takes over, so every job must be harmless to do twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.store.ids import new_id
from voice.store.tables import job

LATE = timedelta(minutes=10)
LEASE = timedelta(minutes=5)
MAX_TRIES = 8
BELLS = ("alert", "escalate")
"""Somebody must be told of danger: these come first, and are never given up."""
ENDLESS = (*BELLS, "look", "sweep")
"""What may never be left undone: the wait between tries grows to half an hour, and then stays."""


@dataclass(frozen=True)
class Job:
    """One thing to do: its kind, the space, and what it is about."""

    job_id: int
    kind: str
    space_id: int
    about: int | None
    details: dict[str, Any]
    tries: int


def job_row(
    kind: str, space_id: int, about: int | None = None, due: datetime | None = None, **details: Any
) -> dict[str, Any]:
    """A row for `job`, to store together with what it is about. `due` defaults to now (to the minute)."""
    return {
        "job_id": new_id(),
        "kind": kind,
        "space_id": space_id,
        "about": about,
        "details": details or None,
        "due": due or now(),
        "lease_until": None,
        "tries": 0,
    }


async def enqueue(
    conn: AsyncConnection,
    kind: str,
    space_id: int,
    about: int | None = None,
    due: datetime | None = None,
    **details: Any,
) -> None:
    """Ask for something to be done, in the transaction of `conn`."""
    await conn.execute(insert(job).values(job_row(kind, space_id, about, due, **details)))


async def add_jobs(conn: AsyncConnection, rows: list[dict[str, Any]]) -> None:
    """Store jobs made by `job_row`."""
    await conn.execute(insert(job), rows)


async def enqueue_once(
    conn: AsyncConnection, kind: str, space_id: int, about: int | None = None, due: datetime | None = None
) -> None:
    """Ask for a job unless the same one is already waiting unclaimed. One that was given up begins anew."""
    same = (job.c.kind == kind) & (job.c.space_id == space_id) & (job.c.about == about)
    await conn.execute(delete(job).where(same, job.c.tries >= MAX_TRIES, job.c.kind.not_in(ENDLESS)))
    waiting = select(job.c.job_id).where(same, job.c.lease_until.is_(None))
    if (await conn.execute(waiting.limit(1))).first() is None:
        await enqueue(conn, kind, space_id, about, due)


async def claim(conn: AsyncConnection, most: int = 100, *, bells: bool = False) -> list[Job]:
    """Take up to `most` due jobs for one lease: the bells, or all others. Two workers never hold the same job
    (SKIP LOCKED on PostgreSQL)."""
    moment = now()
    free = (
        select(job.c.job_id)
        .where(job.c.due <= moment, or_(job.c.lease_until.is_(None), job.c.lease_until < moment))
        .where(or_(job.c.tries < MAX_TRIES, job.c.kind.in_(ENDLESS)))
        .where(job.c.kind.in_(BELLS) if bells else job.c.kind.not_in(BELLS))
        .order_by(case((job.c.kind == "look", 0), else_=1), job.c.due)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    take = (
        update(job)
        .where(job.c.job_id.in_(free.scalar_subquery()))
        .values(lease_until=moment + LEASE, tries=job.c.tries + 1)
        .returning(job.c.job_id, job.c.kind, job.c.space_id, job.c.about, job.c.details, job.c.tries)
    )
    rows = (await conn.execute(take)).all()
    return [Job(r.job_id, r.kind, r.space_id, r.about, r.details or {}, r.tries) for r in rows]


async def absorb(conn: AsyncConnection, kind: str, space_id: int) -> None:
    """Take away other jobs of this kind that are due and unclaimed: what is being done now answers them too."""
    mine = (job.c.kind == kind) & (job.c.space_id == space_id)
    await conn.execute(delete(job).where(mine, job.c.due <= now(), job.c.lease_until.is_(None)))


async def finish(conn: AsyncConnection, job_ids: list[int]) -> None:
    """The jobs are done: nothing of them stays."""
    await conn.execute(delete(job).where(job.c.job_id.in_(job_ids)))


async def put_back(conn: AsyncConnection, job_id: int, tries: int) -> None:
    """A job failed: try again later, each time after a longer wait (2, 4, 8 … 32 minutes)."""
    later = now() + timedelta(minutes=2 ** min(tries, 5))
    await conn.execute(update(job).where(job.c.job_id == job_id).values(lease_until=None, due=later))


async def waiting(conn: AsyncConnection, kind: str | None = None, space_id: int | None = None) -> int:
    """How many jobs are due, of one kind and one space if given. Those for a later hour don't count."""
    query = select(func.count()).select_from(job).where(job.c.due <= now())
    if kind:
        query = query.where(job.c.kind == kind)
    if space_id:
        query = query.where(job.c.space_id == space_id)
    return int((await conn.execute(query)).scalar_one())


async def late(conn: AsyncConnection) -> int:
    """Looks and alarms that should have been done by now, or that failed before: is the worker running, does mail go?"""
    query = select(func.count()).where(job.c.kind.in_((*BELLS, "look")))
    query = query.where(or_(job.c.due < now() - LATE, job.c.tries >= 2))
    return int((await conn.execute(query)).scalar_one())


async def given_up(conn: AsyncConnection) -> int:
    """How many jobs failed too often: shown as a banner, never dropped in silence."""
    query = select(func.count()).select_from(job).where(job.c.tries >= MAX_TRIES)
    return int((await conn.execute(query)).scalar_one())
