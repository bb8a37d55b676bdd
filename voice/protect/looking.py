"""What the worker does with each new comment: look closely, with rules and the model.

It can still hold. The reading queue shows only what has been looked at, so a
reader never meets words that nothing has checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.protect import records
from voice.protect.hold import hold_comment
from voice.protect.hours import Hours
from voice.protect.look import Concern, Look
from voice.protect.reading import release_as_read
from voice.protect.seal import Sealed, Unmasked, open_words, seal_words
from voice.store.secret import Keys


@dataclass(frozen=True)
class Unlooked:
    """An unread comment that the worker has still to look at."""

    space_id: int
    comment_id: int
    words: Unmasked
    typist: int | None  # the worker who typed it in, whose reading counts when nothing is found


async def unlooked(conn: AsyncConnection, keys: Keys, space_id: int, voice_ids: list[int]) -> list[Unlooked]:
    """The comments of these voices that were not looked at yet, opened."""
    rows = await records.unlooked(conn, space_id, voice_ids)
    return [
        Unlooked(
            space_id,
            row.comment_id,
            open_words(keys, Sealed.UNREAD, space_id, row.comment_id, row.sealed),
            row.read_by,
        )
        for row in rows
    ]


async def settle_look(conn: AsyncConnection, keys: Keys, hours: Hours, comment: Unlooked, seen: Look) -> bool:
    """Keep what the close look found. True when the comment may go on to be themed; False when it is now held."""
    if seen.concern != Concern.NONE:
        await hold_comment(conn, keys, comment.space_id, hours, comment.comment_id, seen, raised_by="model")
        return False
    found = Unmasked(comment.words.text, comment.words.language, seen.details, seen.ambers)
    sealed = seal_words(keys, Sealed.UNREAD, comment.space_id, comment.comment_id, found)
    await records.reseal(conn, comment.space_id, comment.comment_id, sealed)
    await records.mark_looked(conn, comment.space_id, comment.comment_id, looked_at=seen.looked_at)
    if comment.typist is not None:
        await release_as_read(conn, keys, comment.space_id, comment.comment_id, comment.typist)
    return True
