"""`voice doctor`: what is well and what is not, each as a sentence that says what to do."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import AsyncIterator
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now, today
from voice.commands.opened import Opened, opened
from voice.commands.say import say
from voice.listen.keeping.rotation import opens_what_is_stored
from voice.listen.space import RoundState
from voice.listen.spaces import every_space, rounds_of
from voice.people.nouns import Hat
from voice.people.who import people_with
from voice.settings import Settings
from voice.store import health, jobs
from voice.store.copies.forgotten import forgotten_path
from voice.store.secret import secret_path

WORKER_LATE = timedelta(minutes=15)
SWEEP_LATE = timedelta(hours=49)
BACKUP_LATE = timedelta(days=7)


async def run_doctor(args: Namespace) -> int:
    """Look at everything, and change nothing."""
    async with opened() as o, o.store.reading() as conn:
        async for sentence in _findings(o, conn):
            say(sentence)
    return 0


async def _findings(o: Opened, conn: AsyncConnection) -> AsyncIterator[str]:
    yield f"Database: {await health.integrity(conn)}."
    yield f"Waiting jobs: {await jobs.waiting(conn)}."
    if lost := await jobs.given_up(conn):
        yield f"Look: {lost} jobs failed too often and wait for someone to look."
    yield await _opens(o, conn)
    yield _guarded(o.settings)
    yield await _since(conn, health.WORKER, WORKER_LATE, "The worker was here", "Start it: voice work.")
    yield await _since(
        conn, health.SWEEP, SWEEP_LATE, "Swept", "The worker sweeps at night; or now: voice sweep."
    )
    yield await _since(conn, health.BACKUP, BACKUP_LATE, "Backed up", "Make one: voice backup FILE.")
    if not os.access(forgotten_path(o.settings).parent, os.W_OK):
        yield f"Look: {forgotten_path(o.settings)} can't be written. Backups would bring back what people took back."
    yield "Mail: on." if o.settings.mail else "Mail: off. Alerts are banners and invites print a link."
    async for sentence in _spaces(conn):
        yield sentence


async def _opens(o: Opened, conn: AsyncConnection) -> str:
    fits = await opens_what_is_stored(conn, o.keys)
    if fits is False:
        return "Look: what is stored does not open with the secret that is here. Type the right sheet: voice key enter."
    return f"Secret: here, marked {o.keys.mark}" + (", and it opens what is sealed." if fits else ".")


def _guarded(settings: Settings) -> str:
    mode = secret_path(settings).stat().st_mode & 0o777
    if mode == 0o600:
        return "Secret: nobody else on this machine may read it."
    return f"Look: others on this machine may read the secret (mode {mode:o}). Set it to 600."


async def _since(conn: AsyncConnection, kind: str, late: timedelta, what: str, remedy: str) -> str:
    when = await health.last(conn, kind)
    if when is None:
        return f"Look: {what[0].lower()}{what[1:]}: never yet. {remedy}"
    said = f"{what} on {when:%-d %B %Y at %H:%M} UTC."
    return f"Look: that is too long ago. {said} {remedy}" if now() - when > late else said


async def _spaces(conn: AsyncConnection) -> AsyncIterator[str]:
    for space in await every_space(conn):
        if space.private:
            continue
        leads = await people_with(conn, space.space_id, Hat.LEAD)
        if len(leads) < 2:
            yield f"Look: {space.slug} has {len(leads)} of two leads. Only leads open held words: voice invite … --hat lead."
        for round_ in await rounds_of(conn, space.space_id):
            if round_.state == RoundState.OPEN and round_.closes and round_.closes < today():
                yield (
                    f"Look: round {round_.number} of {space.slug} was to close on {round_.closes:%-d %B %Y} and is open. "
                    f"Words are kept until it closes: voice space close {space.slug}."
                )
