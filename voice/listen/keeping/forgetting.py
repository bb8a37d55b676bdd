"""A restored backup is older than what people have taken back since: it forgets them again before anyone can look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.listen import records
from voice.listen.keeping import gone_records
from voice.listen.keeping import kept_records as kept
from voice.protect.reading import take_out_details, withdraw
from voice.store.copies.forgotten import Gone, Ledger
from voice.store.engine import Store
from voice.store.secret import Keys


async def forget_again(
    store: Store, keys: Keys, ledger: Ledger
) -> tuple[dict[str, int], dict[int, list[int]]]:
    """Take out everything that the list names. How many of each kind, and the comments that went, by space.

    Held words stay with the leads, as when they were withdrawn. Doing it twice changes nothing.
    """
    gone: dict[int, list[int]] = defaultdict(list)
    async with store.writing() as conn:
        done = {
            "withdrawn": await _voices(conn, keys, ledger[Gone.VOICE], gone),
            "words": await _comments(conn, ledger[Gone.COMMENT], gone),
            "imports": await _batches(conn, ledger[Gone.BATCH], gone),
            "details": await _details(conn, keys, ledger[Gone.DETAILS]),
            "safeguarding_records": await _holds(conn, ledger[Gone.HOLD]),
        }
    return done, gone


async def _voices(conn: AsyncConnection, keys: Keys, ids: Iterable[int], gone: dict[int, list[int]]) -> int:
    back = [row for row in await gone_records.voices_here(conn, ids) if not row.withdrawn]
    for row in back:
        gone[row.space_id] += await withdraw(conn, keys, row.space_id, row.voice_id)
    return len(back)


async def _comments(conn: AsyncConnection, ids: Iterable[int], gone: dict[int, list[int]]) -> int:
    back = await gone_records.comments_with_words(conn, ids)
    for row in back:
        await kept.let_words_go(conn, row.space_id, [row.comment_id])
        gone[row.space_id].append(row.comment_id)
    return len(back)


async def _batches(conn: AsyncConnection, ids: Iterable[int], gone: dict[int, list[int]]) -> int:
    back = await gone_records.batches_here(conn, ids)
    for row in back:
        gone[row.space_id] += await records.comments_of_batch(conn, row.space_id, row.batch_id)
        await records.undo_batch(conn, row.space_id, row.batch_id)
    return len(back)


async def _details(conn: AsyncConnection, keys: Keys, ids: Iterable[int]) -> int:
    """Details that a writer had taken out of words nobody has read yet."""
    return sum(
        [
            await take_out_details(conn, keys, row.space_id, row.voice_id)
            for row in await gone_records.voices_here(conn, ids)
        ]
    )


async def _holds(conn: AsyncConnection, ids: Iterable[int]) -> int:
    back = await gone_records.holds_by_id(conn, ids)
    for row in back:
        await kept.drop_holds(conn, row.space_id, [row])
    return len(back)
