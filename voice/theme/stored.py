"""Vectors as they are stored, and what can be done with them without the model: a theme in two parts.

Small and quick, so that the web process may use it; everything heavier is the worker's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.protect.seal import Sealed, open_raw, seal_raw
from voice.store.secret import Keys
from voice.theme import records

Vectors = NDArray[np.float32]
SAMPLE = 2_000
"""Most comments the two halves of a theme are found from; the rest go to the nearer half."""
ROUNDS = 10


def pack(keys: Keys, space_id: int, comment_ids: Sequence[int], vectors: Vectors) -> list[bytes]:
    """Vectors as they are stored: sealed like words, in float16, which is half the room and the same neighbours."""
    halves = vectors.astype(np.float16)
    return [
        seal_raw(keys, Sealed.VECTOR, space_id, comment_id, row.tobytes())
        for comment_id, row in zip(comment_ids, halves, strict=True)
    ]


def unpack(keys: Keys, space_id: int, rows: Sequence[Any]) -> tuple[list[int], Vectors]:
    """(comment_id, numbers) rows as ids and one table of float32."""
    raw = (open_raw(keys, Sealed.VECTOR, space_id, row.comment_id, row.numbers) for row in rows)
    if not rows:
        return [], np.zeros((0, 1), np.float32)
    first = np.frombuffer(next(raw), np.float16)
    table = np.empty((len(rows), len(first)), np.float32)
    table[0] = first
    for place, numbers in enumerate(raw, 1):
        table[place] = np.frombuffer(numbers, np.float16)
    return [row.comment_id for row in rows], table


async def second_part(conn: AsyncConnection, keys: Keys, space_id: int, theme_id: int) -> frozenset[int]:
    """The comments of a theme that would make the smaller of two themes. Empty when there are no vectors to tell by."""
    inside = [p.comment_id for p in await records.placings_in(conn, space_id, theme_id)]
    ids, vectors = unpack(keys, space_id, await records.vectors_of(conn, space_id, inside))
    return frozenset(np.array(ids, np.int64)[smaller_half(vectors)].tolist()) if len(ids) > 1 else frozenset()


def smaller_half(vectors: Vectors) -> NDArray[np.bool_]:
    """Which rows make the smaller of two groups: 2-means, begun from the longest axis, the same every time."""
    centred = vectors - vectors.mean(axis=0)
    sample = centred[:SAMPLE]
    direction, middle = np.linalg.svd(sample, full_matrices=False)[2][0], np.zeros(vectors.shape[1])
    for _ in range(ROUNDS):
        beyond = (sample - middle) @ direction > 0
        if beyond.all() or not beyond.any():
            return np.zeros(len(vectors), np.bool_)
        one, other = sample[beyond].mean(axis=0), sample[~beyond].mean(axis=0)
        direction, middle = one - other, (one + other) / 2
    beyond = np.asarray((centred - middle) @ direction > 0, np.bool_)
    return beyond if beyond.sum() * 2 <= len(beyond) else ~beyond
