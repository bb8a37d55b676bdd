"""The SQL of what has gone, and of finding it again in a restored backup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.listen.keeping.kept_records import CHUNK, same_comment
from voice.protect.usable import State
from voice.store.copies.forgotten import Gone
from voice.store.tables import batch, comment, hold, voice, words


async def gone_ids(conn: AsyncConnection) -> dict[Gone, list[int]]:
    """Everything in this database whose words are gone for good."""
    wordless = (
        select(comment.c.comment_id)
        .select_from(comment.outerjoin(words, same_comment()))
        .where(words.c.comment_id.is_(None))
    )
    queries = {
        Gone.VOICE: select(voice.c.voice_id).where(voice.c.withdrawn),
        Gone.COMMENT: wordless,
        Gone.BATCH: select(batch.c.batch_id).where(batch.c.undone),
    }
    return {kind: list((await conn.execute(query)).scalars()) for kind, query in queries.items()}


async def voices_here(conn: AsyncConnection, voice_ids: Iterable[int]) -> list[Any]:
    """(space_id, voice_id, withdrawn) of these voices, where they are here."""
    return await _in_chunks(
        conn,
        voice_ids,
        lambda ids: select(voice.c.space_id, voice.c.voice_id, voice.c.withdrawn).where(
            voice.c.voice_id.in_(ids)
        ),
    )


async def comments_with_words(conn: AsyncConnection, comment_ids: Iterable[int]) -> list[Any]:
    """(space_id, comment_id) of these comments, where their words are here and no lead holds them."""
    return await _in_chunks(
        conn,
        comment_ids,
        lambda ids: (
            select(comment.c.space_id, comment.c.comment_id)
            .join(words, same_comment())
            .where(comment.c.comment_id.in_(ids), comment.c.state != State.HELD)
        ),
    )


async def batches_here(conn: AsyncConnection, batch_ids: Iterable[int]) -> list[Any]:
    """(space_id, batch_id) of these imports, where they are here and not undone."""
    return await _in_chunks(
        conn,
        batch_ids,
        lambda ids: select(batch.c.space_id, batch.c.batch_id).where(
            batch.c.batch_id.in_(ids), batch.c.undone.is_(False)
        ),
    )


async def holds_by_id(conn: AsyncConnection, hold_ids: Iterable[int]) -> list[Any]:
    """(space_id, hold_id, comment_id) of these holds, where they are here."""
    return await _in_chunks(
        conn,
        hold_ids,
        lambda ids: select(hold.c.space_id, hold.c.hold_id, hold.c.comment_id).where(hold.c.hold_id.in_(ids)),
    )


async def _in_chunks(conn: AsyncConnection, ids: Iterable[int], query: Any) -> list[Any]:
    every, found = list(ids), []
    for start in range(0, len(every), CHUNK):
        asked: Select[Any] = query(every[start : start + CHUNK])
        found += (await conn.execute(asked)).all()
    return found
