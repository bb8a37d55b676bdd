"""Comments as vectors. They count as words: stored only for comments that pass the gate, gone when those go.

A vector is made from the words as they would be released, details masked, so that
it leans on nobody's name and stays right when a person releases the comment.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from voice.meaning.encoder import POOL_FROM, Encoder, MiniLM, TfidfEncoder, Vectors, encode_all
from voice.protect.masking import mask
from voice.protect.seal import Sealed, open_words
from voice.protect.usable import READABLE
from voice.store.engine import Store
from voice.store.secret import Keys
from voice.theme import records
from voice.theme.codeframe import PROGRESS, Progress
from voice.theme.stored import pack, unpack

EMBEDDING = "Comparing the comments"
ONE_GO = 256
"""Comments embedded between two writes: about half a second of one core."""
MANY = 16_384
"""Comments to a go when there are enough to start a second process."""


async def embed_comments(
    store: Store,
    keys: Keys,
    space_id: int,
    comment_ids: Sequence[int],
    encoder: Encoder,
    *,
    telling: bool = False,
) -> int:
    """Make and store the vectors of these comments. Returns how many were stored.

    Comments that do not pass the gate are left out, also those held while we were at it.
    The stand-in encoder's vectors mean something within one call only, so they are not stored.
    """
    if encoder.name == TfidfEncoder.name:
        return 0
    stored = 0
    many = len(comment_ids) >= POOL_FROM and isinstance(encoder, MiniLM)
    size = MANY if many else ONE_GO
    for start in range(0, len(comment_ids), size):
        some = comment_ids[start : start + size]
        texts = await open_texts(store, keys, space_id, some)
        encode: Callable[[Sequence[str]], Vectors] = encode_all if many else encoder.encode
        vectors = await asyncio.to_thread(encode, list(texts.values()))
        stored += await _store(store, keys, space_id, encoder.name, list(texts), vectors)
        if telling:
            await tell(store, space_id, Progress(start + len(some), len(comment_ids), EMBEDDING))
    return stored


async def embed_missing(store: Store, keys: Keys, space_id: int, round_id: int, encoder: Encoder) -> int:
    """Make the vectors that a round still lacks."""
    async with store.reading() as conn:
        missing = await records.unembedded_ids(conn, space_id, round_id, encoder.name)
    return await embed_comments(store, keys, space_id, missing, encoder, telling=True)


async def open_texts(store: Store, keys: Keys, space_id: int, comment_ids: Iterable[int]) -> dict[int, str]:
    """The words of comments that pass the gate, details masked. For the machine only: unread ones are among them."""
    async with store.reading() as conn:
        rows = await records.words_of(conn, space_id, comment_ids)
    return {row.comment_id: _text(keys, space_id, row) for row in rows}


async def vectors_of(
    store: Store, keys: Keys, space_id: int, comment_ids: Sequence[int], encoder: Encoder
) -> tuple[list[int], Vectors]:
    """(ids, one row each) for the comments that pass the gate: the stored vectors, or the stand-in's for this call."""
    if encoder.name == TfidfEncoder.name:
        texts = await open_texts(store, keys, space_id, comment_ids)
        return list(texts), await asyncio.to_thread(encoder.encode, list(texts.values()))
    async with store.reading() as conn:
        return unpack(keys, space_id, await records.vectors_of(conn, space_id, comment_ids, encoder.name))


async def tell(store: Store, space_id: int, told: Progress) -> None:
    """Say on the screen how far it has come."""
    async with store.writing() as conn:
        await records.show_progress(conn, space_id, PROGRESS, told)


async def _store(
    store: Store, keys: Keys, space_id: int, name: str, comment_ids: list[int], vectors: Vectors
) -> int:
    packed = dict(zip(comment_ids, pack(keys, space_id, comment_ids, vectors), strict=True))
    stored = 0
    for start in range(0, len(comment_ids), records.CHUNK):
        some = comment_ids[start : start + records.CHUNK]
        async with store.writing() as conn:
            allowed = await records.still_countable(conn, space_id, some)
            await records.put_vectors(conn, space_id, name, [(c, packed[c]) for c in some if c in allowed])
        stored += len(allowed)
    return stored


def _text(keys: Keys, space_id: int, row: Any) -> str:
    if row.state in READABLE or not row.sealed:
        return str(row.masked or "")
    words = open_words(keys, Sealed.UNREAD, space_id, row.comment_id, row.sealed)
    return mask(words.text, words.details)
