"""What is kept, how much of it there is, and what the nightly sweep drops."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now, today, week_of
from voice.listen import records
from voice.store.engine import Store
from voice.store.jobs import enqueue_once

BURST_DAYS = 7
"""A burst id lets a flood be set aside; after a week it is of no more use."""


NIGHT = time(2, 30)
"""UTC. When the sweep runs: it rewrites a SQLite file whole, so it waits for an hour when nobody is there."""
EVERYWHERE = 0
"""The space of a job that belongs to none."""


async def counts(conn: AsyncConnection) -> dict[str, int]:
    """Voices, comments, holds, unread, and rows whose other half is missing (there should be none)."""
    return await records.whole_counts(conn)


async def all_form_ids(conn: AsyncConnection) -> Sequence[str]:
    """Every stored form id: how a test proves that nothing acknowledged is lost and nothing doubled."""
    return await records.form_ids(conn)


async def sweep(store: Store, *, dry_run: bool = False) -> dict[str, int]:
    """Drop burst ids older than a week, ended sessions and invites, and what was taken out for good from the file.

    With `dry_run` only counts. On SQLite it ends with VACUUM: without it an erased word stays in the file.
    """
    old_week = week_of(today() - timedelta(days=BURST_DAYS))
    async with store.reading() as conn:
        found = await records.sweepable(conn, old_week)
    if dry_run:
        return found
    async with store.writing() as conn:
        await records.sweep(conn, old_week)
    await store.compact()
    return found


async def ask_for_sweep(conn: AsyncConnection) -> None:
    """Have the worker sweep in the coming night. Asking twice asks once."""
    tonight = datetime.combine(today(), NIGHT, UTC)
    due = tonight if tonight > now() else tonight + timedelta(days=1)
    await enqueue_once(conn, "sweep", EVERYWHERE, due=due)
