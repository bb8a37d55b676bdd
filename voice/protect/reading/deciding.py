"""The reading queue: a person looks at each comment, once, and settles what may be done with it.

Nothing is released that was not on the screen. A reader sees masks and ambers;
release keeps the masked words and destroys the original.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import BadInput, NotYours, Overtaken
from voice.protect import records
from voice.protect.hold import back_to_the_leads, hold_comment
from voice.protect.hours import Hours
from voice.protect.look import Amber, Concern, Detail, Look, Reason
from voice.protect.masking import mask
from voice.protect.seal import Sealed, Unmasked, open_words, seal_words
from voice.protect.usable import READABLE, State
from voice.store.jobs import enqueue, enqueue_once
from voice.store.secret import Keys

PAGE = 20
"""Comments to a page of the reading queue: what one person reads in about ten minutes."""


class Decision(StrEnum):
    """What a reader may settle about a comment, in the words of the four buttons."""

    USE = "use"
    USE_NO_QUOTE = "no_quote"
    HOLD = "hold"
    NOT_MINE = "not_mine"
    NOT_USED = "not_used"


@dataclass(frozen=True)
class ToRead:
    """One unread comment on the reader's screen."""

    comment_id: int
    version: int
    question: str
    text: str
    details: tuple[Detail, ...]
    ambers: tuple[Amber, ...]
    language: str
    looked_at: bool
    quote_ok: bool
    band: str | None
    route: str
    verbatim: str
    week: str


async def queue(
    conn: AsyncConnection,
    keys: Keys,
    space_id: int,
    skip: frozenset[int] = frozenset(),
    only: int | None = None,
) -> list[ToRead]:
    """The next page to read, except those this reader passed on; or `only` one comment, if it still waits."""
    rows = await records.reading_queue(conn, space_id, PAGE + len(skip), only)
    return [_to_read(keys, row) for row in rows if row.comment_id not in skip][:PAGE]


async def waiting(conn: AsyncConnection, space_id: int) -> tuple[int, int]:
    """(comments ready to read, comments the worker has still to look at)."""
    return await records.unread_counts(conn, space_id)


async def decide(
    conn: AsyncConnection,
    keys: Keys,
    space_id: int,
    hours: Hours,
    comment_id: int,
    version: int,
    decision: Decision,
    reader: int,
    extra: tuple[Detail, ...] = (),
) -> None:
    """Settle one comment as it stood on the reader's screen.

    `extra` are details the reader marked by hand. Overtaken if someone else settled it first.
    """
    row = await records.comment_row(conn, space_id, comment_id)
    if row is None:
        raise NotYours("There is no such comment.")
    if row.state != State.UNREAD or row.version != version or not row.looked:
        raise Overtaken("Someone else settled this comment after you opened the page.")
    if decision in (Decision.USE, Decision.USE_NO_QUOTE):
        state = State.RELEASED if decision == Decision.USE and row.quote_ok else State.NO_QUOTE
        await _release(conn, keys, space_id, comment_id, state, reader, extra)
    elif decision == Decision.HOLD:
        await hold_comment(conn, keys, space_id, hours, comment_id, _held_by_a_person(), raised_by="person")
    elif decision == Decision.NOT_USED:
        await records.set_state(conn, space_id, comment_id, State.NOT_USED, read_by=reader)
        await records.forget_comment(conn, space_id, comment_id)


async def tell_the_lead(
    conn: AsyncConnection, keys: Keys, space_id: int, hours: Hours, comment_id: int
) -> None:
    """Somebody sees danger in words that were released: they go behind a hold, and off every card."""
    row = await records.comment_row(conn, space_id, comment_id)
    if row is None or row.state not in READABLE:
        return
    await hold_comment(conn, keys, space_id, hours, comment_id, _held_by_a_person(), raised_by="person")
    await enqueue(conn, "review", space_id, comments=[comment_id])


async def release_as_read(
    conn: AsyncConnection, keys: Keys, space_id: int, comment_id: int, reader: int
) -> None:
    """Release a comment that a person read before it came in: a worker's own capture, an import read by somebody."""
    row = await records.comment_row(conn, space_id, comment_id)
    if row is not None and row.state == State.UNREAD:
        state = State.RELEASED if row.quote_ok else State.NO_QUOTE
        await _release(conn, keys, space_id, comment_id, state, reader, ())


async def take_out_details(conn: AsyncConnection, keys: Keys, space_id: int, voice_id: int) -> int:
    """The writer asked: take the likely details out for good. Returns how many were taken out.

    Only unread comments: held words are kept whole for the leads, and released ones are masked already.
    """
    taken = 0
    for row in await records.comments_of(conn, space_id, voice_id):
        sealed = await records.sealed_words(conn, space_id, row.comment_id)
        if row.state not in (State.UNREAD, State.ASIDE) or not sealed:
            continue
        words = open_words(keys, Sealed.UNREAD, space_id, row.comment_id, sealed)
        taken += len(words.details)
        clean = Unmasked(mask(words.text, words.details), words.language)
        resealed = seal_words(keys, Sealed.UNREAD, space_id, row.comment_id, clean)
        await records.reseal(conn, space_id, row.comment_id, resealed)
        if words.details:
            await records.drop_vector(conn, space_id, row.comment_id)
            await records.look_again(conn, space_id, row.comment_id)
            await enqueue_once(conn, "look", space_id, voice_id)
    return taken


async def withdraw(conn: AsyncConnection, keys: Keys, space_id: int, voice_id: int) -> list[int]:
    """The writer takes their voice back. Returns the comments that left the team.

    What is or was held follows the site's own safeguarding retention and stays with the leads only.
    """
    gone = []
    for row in await records.comments_of(conn, space_id, voice_id):
        if row.state in (State.HELD, State.WITHDRAWN):
            continue
        gone.append(row.comment_id)
        if await back_to_the_leads(conn, keys, space_id, row.comment_id):
            continue
        await records.set_state(conn, space_id, row.comment_id, State.WITHDRAWN)
        await records.forget_comment(conn, space_id, row.comment_id)
    await records.forget_answers(conn, space_id, voice_id)
    await records.mark_withdrawn(conn, space_id, voice_id)
    return gone


async def _release(
    conn: AsyncConnection,
    keys: Keys,
    space_id: int,
    comment_id: int,
    state: State,
    reader: int,
    extra: tuple[Detail, ...],
) -> None:
    sealed = await records.sealed_words(conn, space_id, comment_id)
    if sealed is None:
        raise Overtaken("These words are no longer here.")
    words = open_words(keys, Sealed.UNREAD, space_id, comment_id, sealed)
    for detail in extra:
        if not 0 <= detail.start < detail.end <= len(words.text):
            raise BadInput("That part of the comment could not be found. Mark it again.")
    await records.release_words(conn, space_id, comment_id, mask(words.text, (*words.details, *extra)))
    await records.set_state(conn, space_id, comment_id, state, read_by=reader)
    if row := await records.comment_row(conn, space_id, comment_id):
        await enqueue_once(conn, "draft", space_id, row.round_id)


def _held_by_a_person() -> Look:
    """The look that goes with a hold raised by a reader."""
    why = Reason("person", 0, 0, "A reader asked the safeguarding lead to look at this.")
    return Look(Concern.CONCERN, ("person",), (why,), (), (), "", True)


def _to_read(keys: Keys, row: Any) -> ToRead:
    words = open_words(keys, Sealed.UNREAD, row.space_id, row.comment_id, row.sealed)
    return ToRead(
        comment_id=row.comment_id,
        version=row.version,
        question=row.question,
        text=words.text,
        details=words.details,
        ambers=words.ambers,
        language=row.language,
        looked_at=row.looked_at,
        quote_ok=row.quote_ok,
        band=row.band,
        route=row.route,
        verbatim=row.verbatim,
        week=row.week,
    )
