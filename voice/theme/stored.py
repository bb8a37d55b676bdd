"""Vectors as they are stored, and what can be done with them without the model: a theme in two parts.

Small and quick, so that the web process may use it; everything heavier is the worker's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.theme import records

Vectors = NDArray[np.float32]
SAMPLE = 2_000
"""Most comments the two halves of a theme are found from; the rest go to the nearer half."""
ROUNDS = 10


def pack(vectors: Vectors) -> list[bytes]:
    """Vectors as they are stored: float16, half the room and the same neighbours."""
    return [row.tobytes() for row in vectors.astype(np.float16)]


def unpack(rows: Sequence[Any]) -> tuple[list[int], Vectors]:
    """(comment_id, numbers) rows as ids and one table of float32."""
    if not rows:
        return [], np.zeros((0, 1), np.float32)
    table = np.empty((len(rows), len(rows[0].numbers) // 2), np.float32)
    for place, row in enumerate(rows):
        table[place] = np.frombuffer(row.numbers, np.float16)
    return [row.comment_id for row in rows], table


async def second_part(conn: AsyncConnection, space_id: int, theme_id: int) -> frozenset[int]:
    """The comments of a theme that would make the smaller of two themes. Empty when there are no vectors to tell by."""
    inside = [p.comment_id for p in await records.placings_in(conn, space_id, theme_id)]
    ids, vectors = unpack(await records.vectors_of(conn, space_id, inside))
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
