"""Opening spaces and rounds: who may be heard, and until when."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import instant, today
from voice.errors import NotReady, NotYours
from voice.listen import records
from voice.listen.space import About, Contact, Round, RoundState, Space, check_slug
from voice.store.engine import Store
from voice.store.values import to_json

CACHED_SECONDS = 1.0
"""How long the young face may go on with a space as it was: a closed round is closed within a second."""


@dataclass(frozen=True)
class Asking:
    """A space with the round that is open, or the last one there was."""

    space: Space
    round: Round | None

    @property
    def is_open(self) -> bool:
        """Are voices taken now?"""
        return self.round is not None and self.round.state == RoundState.OPEN


class OpenSpaces:
    """Spaces by slug for the young face, read once a second instead of once a visit."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[float, Asking]] = {}
        self._reading: dict[str, asyncio.Task[Asking]] = {}

    async def get(self, slug: str) -> Asking:
        """The space of a slug, for anyone. NotYours for unknown and for private ones."""
        known = self._known.get(slug)
        if known and instant() - known[0] < CACHED_SECONDS:
            return known[1]
        if slug not in self._reading:
            self._reading[slug] = asyncio.create_task(self._read(slug))
        return await asyncio.shield(self._reading[slug])

    async def _read(self, slug: str) -> Asking:
        """One reading for all who wait: without this, 64 visits in the same second all read, and all wait for each other."""
        try:
            async with self._store.reading() as conn:
                asking = await asking_now(conn, await records.space_by_slug(conn, slug))
            if asking.space.private:
                raise NotYours("There is no such page.")
            self._known[slug] = (instant(), asking)
            return asking
        finally:
            del self._reading[slug]

    async def all_open(self) -> list[Asking]:
        """Every public space that takes voices now."""
        async with self._store.reading() as conn:
            spaces = [s for s in await records.all_spaces(conn) if not s.private]
            return [asking for s in spaces if (asking := await asking_now(conn, s)).is_open]


async def asking_now(conn: AsyncConnection, space: Space) -> Asking:
    """A space with its current round."""
    return Asking(space, await records.current_round(conn, space.space_id))


async def open_space_by_slug(conn: AsyncConnection, slug: str) -> Space:
    """A space by its slug, private or not: for signed-in faces, which check hats. NotYours if there is none."""
    return await records.space_by_slug(conn, slug)


async def open_space_by_id(conn: AsyncConnection, space_id: int) -> Space:
    """A space by its id. NotYours if there is none."""
    return await records.space_by_id(conn, space_id)


async def every_space(conn: AsyncConnection) -> list[Space]:
    """Every space there is."""
    return await records.all_spaces(conn)


async def make_space(
    conn: AsyncConnection, slug: str, title: str, about: About | None = None, *, private: bool = False
) -> Space:
    """A new space. BadInput when the slug can't be used."""
    return await records.add_space(
        conn, check_slug(slug), title.strip() or slug, about or About(), private=private
    )


async def save_about(conn: AsyncConnection, space: Space, about: About, title: str | None = None) -> Space:
    """Save what a space says of itself. Overtaken if someone saved it since."""
    changed = replace(space, about=about, title=title or space.title)
    await records.save_space(conn, changed)
    return replace(changed, version=space.version + 1)


async def current_round(conn: AsyncConnection, space_id: int) -> Round | None:
    """The open round, else the newest, else None."""
    return await records.current_round(conn, space_id)


async def rounds_of(conn: AsyncConnection, space_id: int) -> list[Round]:
    """Every round, newest first."""
    return await records.rounds_of(conn, space_id)


def checklist(space: Space, *, drilled: bool, answer_by: date | None) -> dict[str, bool]:
    """What must be settled before a round opens, each as a sentence (Lundy 2007: audience and influence before asking)."""
    about = space.about
    return {
        "Say what this is about, in one line.": bool(about.topic.get("")),
        "Name who asks and will answer.": bool(about.asks),
        "Say what can change.": bool(about.can_change),
        "Say what can't change.": bool(about.cannot_change),
        "Name the safeguarding lead and the deputy.": _named(about.lead) and _named(about.deputy),
        "Lead and deputy have both acknowledged a drill.": drilled,
        "Set the date by which you answer.": answer_by is not None and answer_by > today(),
        "Set opening hours, so that the form can say when somebody reads.": any(about.hours.open.values()),
        "List the reasons for not using a comment.": bool(about.not_used_reasons),
    }


async def open_round(
    conn: AsyncConnection, space: Space, *, drilled: bool, closes: date | None, answer_by: date | None
) -> Round:
    """Open the next round. NotReady lists each thing that is missing."""
    missing = tuple(
        said for said, done in checklist(space, drilled=drilled, answer_by=answer_by).items() if not done
    )
    if missing and not space.private:
        raise NotReady("This round can't open yet.", missing)
    current = await records.current_round(conn, space.space_id)
    if current and current.state == RoundState.OPEN:
        raise NotReady("A round is open already. Close it first.")
    promised = {"keep": to_json(space.about.keep)}
    if current and current.state == RoundState.DRAFT:
        opened = replace(current, state=RoundState.OPEN, opens=today(), closes=closes, answer_by=answer_by)
        await records.save_round(conn, opened, promised)
        return opened
    return await records.add_round(
        conn, space.space_id, RoundState.OPEN, today(), closes, answer_by, promised
    )


async def round_to_use(conn: AsyncConnection, space_id: int) -> Round:
    """The open round, else the newest, else a first one in draft: for imports and drills before anything opens."""
    current = await records.current_round(conn, space_id)
    return current or await records.add_round(conn, space_id, RoundState.DRAFT)


async def close_round(conn: AsyncConnection, space: Space) -> Round:
    """Close the open round; its pages stay. NotReady when none is open."""
    current = await records.current_round(conn, space.space_id)
    if current is None or current.state != RoundState.OPEN:
        raise NotReady("No round is open.")
    closed = replace(current, state=RoundState.CLOSED, closes=today())
    await records.save_round(conn, closed)
    return closed


def _named(contact: Contact | None) -> bool:
    return contact is not None and bool(contact.name)
