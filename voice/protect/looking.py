"""What the worker does with each new comment: look closely, with rules and the model.

It can still hold. The reading queue shows only what has been looked at, so a
reader never meets words that nothing has checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.protect import records
from voice.protect.hold import hold_comment
from voice.protect.hours import Hours
from voice.protect.look import Concern, Look
from voice.protect.reading import release_as_read
from voice.protect.seal import Sealed, Unmasked, open_words, seal_words
from voice.protect.usable import State
from voice.store.jobs import enqueue_once
from voice.store.secret import Keys


@dataclass(frozen=True)
class Unlooked:
    """An unread comment that the worker has still to look at."""

    space_id: int
    comment_id: int
    voice_id: int
    sealed: bytes  # as it was when the look began
    words: Unmasked
    typist: int | None  # the worker who typed it in, whose reading counts when nothing is found


async def unlooked(conn: AsyncConnection, keys: Keys, space_id: int, voice_ids: list[int]) -> list[Unlooked]:
    """The comments of these voices that were not looked at yet, opened."""
    rows = await records.unlooked(conn, space_id, voice_ids)
    return [
        Unlooked(
            space_id,
            row.comment_id,
            row.voice_id,
            row.sealed,
            open_words(keys, Sealed.UNREAD, space_id, row.comment_id, row.sealed),
            row.read_by,
        )
        for row in rows
    ]


class Settled(Enum):
    """What became of a look."""

    READY = auto()  # may go on to be themed
    HELD = auto()
    CHANGED = auto()  # settled, or its words changed, while we looked


async def settle_look(
    conn: AsyncConnection, keys: Keys, hours: Hours, comment: Unlooked, seen: Look
) -> Settled:
    """Keep what the close look found, if the words are still those that were looked at.

    A writer may have had details taken out meanwhile: sealing what we saw would bring them back.
    """
    if not await _as_it_was(conn, comment):
        return Settled.CHANGED
    if seen.concern != Concern.NONE:
        await hold_comment(conn, keys, comment.space_id, hours, comment.comment_id, seen, raised_by="model")
        return Settled.HELD
    found = Unmasked(comment.words.text, comment.words.language, seen.details, seen.ambers)
    sealed = seal_words(keys, Sealed.UNREAD, comment.space_id, comment.comment_id, found)
    await records.reseal(conn, comment.space_id, comment.comment_id, sealed)
    await records.mark_looked(conn, comment.space_id, comment.comment_id, looked_at=seen.looked_at)
    if comment.typist is not None:
        await release_as_read(conn, keys, comment.space_id, comment.comment_id, comment.typist)
    return Settled.READY


async def _as_it_was(conn: AsyncConnection, comment: Unlooked) -> bool:
    """Is it still unread, in the same words? If only the words changed, it is looked at again."""
    row = await records.comment_row(conn, comment.space_id, comment.comment_id)
    if row is None or row.state != State.UNREAD or row.looked:
        return False
    if await records.sealed_words(conn, comment.space_id, comment.comment_id) == comment.sealed:
        return True
    await enqueue_once(conn, "look", comment.space_id, comment.voice_id)
    return False
