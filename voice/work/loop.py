"""The worker's day: claim some jobs, do them, delete them, sleep a little.

A job that fails is put back for later; a worker that dies lets its lease run
out. Everything a job does is harmless to do twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property

from voice.clock import instant
from voice.errors import ModelMissing
from voice.listen.keeping import ask_for_sweep
from voice.meaning.encoder import Encoder, shared_encoder
from voice.settings import Settings
from voice.store import health, jobs
from voice.store.engine import Store
from voice.store.jobs import Job
from voice.store.keys.kept import keys_of
from voice.store.keys.locks import in_use
from voice.store.secret import Keys

log = logging.getLogger("voice.work")
IDLE_SECONDS = 0.4
BATCH = 100
HERE_SECONDS = 300.0
"""How often the worker writes down that it is here, for voice doctor."""


@dataclass
class Worker:
    """What every job may use."""

    store: Store
    keys: Keys
    settings: Settings
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    said_here: float = -HERE_SECONDS

    @cached_property
    def encoder(self) -> Encoder | None:
        """The sentence encoder, or None when its file is missing: the app then themes by TF-IDF and says so."""
        try:
            return shared_encoder()
        except ModelMissing as problem:
            log.warning("%s", problem)
            return None


Handler = Callable[[Worker, int, list[Job]], Awaitable[None]]
"""Does all claimed jobs of one kind in one space."""


async def run_worker(settings: Settings, *, until_idle: bool = False) -> None:
    """Work until told to stop (or until nothing is left, with `until_idle`)."""
    with contextlib.suppress(OSError):
        os.nice(19 - os.nice(0))
    with in_use(settings):
        store = await Store.open(settings, polite=True)
        try:
            worker = Worker(store, await keys_of(store), settings)
            async with store.writing() as conn:
                await ask_for_sweep(conn)
            await _work(worker, until_idle=until_idle)
        finally:
            await store.close()


async def _work(worker: Worker, *, until_idle: bool) -> None:
    if until_idle:
        while await run_once(worker):
            pass
    else:
        parent = os.getppid()
        await asyncio.gather(*(_keep_on(worker, parent, work) for work in (ring, run_once, _say_here)))


async def _say_here(worker: Worker) -> int:
    """Now and then: the worker is here. `voice doctor` reads it."""
    if instant() - worker.said_here >= HERE_SECONDS:
        worker.said_here = instant()
        await health.write_down(worker.store, health.WORKER)
    return 0


async def run_once(worker: Worker) -> int:
    """Ring the bells that are due, else do one batch of the rest. Returns how many jobs there were."""
    return await ring(worker) or await _batch(worker, bells=False)


async def ring(worker: Worker) -> int:
    """Tell whoever must be told. Runs beside the rest: a national round being themed delays no alarm."""
    return await _batch(worker, bells=True)


async def _keep_on(worker: Worker, parent: int, work: Callable[[Worker], Awaitable[int]]) -> None:
    """Until told to stop, or whoever started us is gone."""
    while not worker.stopping.is_set() and os.getppid() == parent:
        if not await work(worker):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(worker.stopping.wait(), IDLE_SECONDS)


async def _batch(worker: Worker, *, bells: bool) -> int:
    from voice.work.jobs import HANDLERS

    async with worker.store.writing() as conn:
        claimed = await jobs.claim(conn, BATCH, bells=bells)
    groups: dict[tuple[str, int], list[Job]] = defaultdict(list)
    for job in claimed:
        groups[job.kind, job.space_id].append(job)
    for (kind, space_id), group in groups.items():
        await _do(worker, HANDLERS.get(kind), space_id, group)
    return len(claimed)


async def _do(worker: Worker, handler: Handler | None, space_id: int, group: list[Job]) -> None:
    """Do a group; on a fault try its jobs one by one, so that one bad job never stops its neighbours."""
    try:
        if handler is not None:
            await handler(worker, space_id, group)
    except Exception as fault:
        log.error("job %s failed: %s", group[0].kind, type(fault).__name__)
        if len(group) > 1:
            for job in group:
                await _do(worker, handler, space_id, [job])
            return
        async with worker.store.writing() as conn:
            await jobs.put_back(conn, group[0].job_id, group[0].tries)
        return
    async with worker.store.writing() as conn:
        await jobs.finish(conn, [job.job_id for job in group])
