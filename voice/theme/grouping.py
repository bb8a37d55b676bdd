"""How the comments that no person has placed fall into groups. Pure: numbers and texts in, groups out.

Two steps. A comment that is as close to a kept theme as that theme's own comments
are joins it. What is left is grouped afresh, and each group is named in words that
people have been allowed to see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voice.theme.model.encoder import Vectors, unit

CENTRE_FROM = 10
"""From this many comments their mean is taken out of the vectors: with fewer it is mostly the comments themselves."""
LEAST_CLOSE = 0.3
"""The least cosine at which a comment joins a kept theme, however loose that theme is."""
CLOSE = 0.5
"""The cosine at which a comment joins a theme of one or two comments, which cannot tell how loose it is."""
QUARTER = 25
"""A comment joins where it would not be among the farthest quarter (percent) of the theme's own comments."""

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Group:
    """Comments that are alike, by row, surest first. `title` is empty while none of them is released."""

    rows: list[int]
    scores: list[float]
    title: str
    words: tuple[str, ...]


def centred(vectors: Vectors) -> Vectors:
    """Vectors about their own mean, at length 1: what all comments share tells no two of them apart (theming notes)."""
    if len(vectors) < CENTRE_FROM:
        return vectors
    return unit(vectors - vectors.mean(axis=0))


def join_kept(
    vectors: Vectors, free: Rows, members: Mapping[int, Sequence[int]]
) -> dict[int, tuple[int, float]]:
    """For each free row that is close to a kept theme: (theme, how close, 0–1). Themes without comments take none."""
    kept = {theme_id: list(rows) for theme_id, rows in members.items() if rows}
    if not kept or not len(free):
        return {}
    middles = unit(np.stack([vectors[rows].sum(axis=0) for rows in kept.values()]))
    bars = np.array([_bar(vectors[rows]) for rows in kept.values()], np.float32)
    near = vectors[free] @ middles.T
    best = near.argmax(axis=1)
    close = near[np.arange(len(free)), best]
    themes = list(kept)
    return {
        int(row): (themes[theme], float(min(1.0, score)))
        for row, theme, score in zip(free, best, close, strict=True)
        if score >= bars[theme]
    }


def _bar(own: Vectors) -> float:
    """How close is close enough, from how close the theme's own comments are to the others in it."""
    if len(own) < 3:
        return CLOSE
    others = unit(own.sum(axis=0) - own)
    return max(LEAST_CLOSE, float(np.percentile((own * others).sum(axis=1), QUARTER)))
