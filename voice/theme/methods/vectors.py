"""What the methods share about sentence vectors: length 1, taken about their mean, and drawn towards their neighbours."""

from __future__ import annotations

from contextlib import AbstractContextManager

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from voice.meaning.encoder import Vectors, unit

__all__ = [
    "SAMPLE",
    "Neighbourhood",
    "Rows",
    "Vectors",
    "centred",
    "mean_of",
    "one_thread",
    "sample_of",
    "unit",
]

SAMPLE = 20_000
"""Most texts that are compared with one another; the rest are placed beside them (theming notes 1)."""
NEIGHBOURS = 15
REFERENCE = 4_000
_BLOCK = 1_024
Rows = NDArray[np.int_]


def one_thread() -> AbstractContextManager[object]:
    """`with one_thread():` linear algebra and clustering on one thread: two on a busy machine took ten times the work."""
    limits: AbstractContextManager[object] = threadpool_limits(1)
    return limits


def mean_of(vectors: Vectors, rows: Rows | None = None) -> Vectors:
    """The mean of the vectors (of `rows` only, if given) that say something; zeros if none does."""
    rows = np.arange(len(vectors)) if rows is None else rows
    total, spoken = np.zeros(vectors.shape[1], np.float64), 0
    for start in range(0, len(rows), SAMPLE):
        block = vectors[rows[start : start + SAMPLE]]
        total += block.sum(axis=0, dtype=np.float64)
        spoken += int(block.any(axis=1).sum())
    return np.asarray(total / max(1, spoken), np.float32)


def centred(vectors: Vectors, mean: Vectors | None = None) -> Vectors:
    """Each vector less the corpus mean, at length 1: what all comments share tells none of them apart.

    Give the stored `mean` of a space to keep later vectors comparable with earlier ones; half precision will do.
    Rows of zeros (texts without words) stay zeros.
    """
    out = unit(np.asarray(vectors, np.float32) - (mean_of(vectors) if mean is None else mean))
    out[~vectors.any(axis=1)] = 0
    return out


def sample_of(count: int, seed: int, size: int = SAMPLE) -> Rows:
    """`size` row numbers out of `count`, at random but the same for the same seed, in order; all where there are fewer."""
    if count <= size:
        return np.arange(count)
    return np.sort(np.random.default_rng(seed).choice(count, size, replace=False))


class Neighbourhood:
    """Draws vectors halfway to their nearest neighbours' mean, twice: one odd word matters less, shared sense more.

    The neighbourhood grows with the corpus, a tenth of it up to 15; under twenty texts nothing is drawn anywhere.
    `smoothed` are the vectors it was made of (20,000 at most: each is compared with each); `draw` moves others.
    Measured against plain vectors in `bench/bench_theming.py`.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._count = min(NEIGHBOURS, len(vectors) // 10)
        self.smoothed = vectors
        if self._count >= 2:
            links = self._links(vectors, vectors, own=True)
            self._settle(vectors, _rows_add_to_one(links + links.T))

    def _settle(self, vectors: Vectors, links: sparse.csr_matrix) -> None:
        once = unit((vectors + links @ vectors) / 2)
        twice = unit((once + links @ once) / 2)
        self._mean = twice.mean(axis=0)
        self.smoothed = centred(twice, self._mean)
        few = sample_of(len(vectors), 0, REFERENCE)
        self._places = vectors[few], once[few]

    def draw(self, vectors: Vectors) -> Vectors:
        """Vectors from outside, moved as their neighbours inside were."""
        if self._count < 2:
            return vectors
        start, once = self._places
        links = _rows_add_to_one(self._links(vectors, start))
        halfway = unit((vectors + links @ start) / 2)
        return centred(unit((halfway + links @ once) / 2), self._mean)

    def _links(self, vectors: Vectors, others: Vectors, own: bool = False) -> sparse.csr_matrix:
        """How alike each vector and its nearest others are; with `own`, itself is not one of them."""
        count = self._count
        near = np.empty((len(vectors), count), np.int32)
        alike = np.empty((len(vectors), count), np.float32)
        for start in range(0, len(vectors), _BLOCK):
            block = vectors[start : start + _BLOCK] @ others.T
            if own:
                inside = np.arange(len(block))
                block[inside, start + inside] = -np.inf
            best = np.argpartition(-block, count - 1, axis=1)[:, :count]
            near[start : start + _BLOCK] = best
            alike[start : start + _BLOCK] = np.take_along_axis(block, best, axis=1)
        ends = np.arange(len(vectors) + 1) * count
        values = np.maximum(alike, 1e-4).ravel()
        return sparse.csr_matrix((values, near.ravel(), ends), shape=(len(vectors), len(others)))


def _rows_add_to_one(links: sparse.csr_matrix) -> sparse.csr_matrix:
    return sparse.csr_matrix(
        sparse.diags(1 / np.asarray(links.sum(axis=1)).ravel()) @ links, dtype=np.float32
    )
