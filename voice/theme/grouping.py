"""How the comments that no person has placed fall into groups. Pure: numbers and texts in, groups out.

Two steps. A comment that is as close to a kept theme as that theme's own comments
are joins it. What is left is grouped afresh, and each group is named in words that
people have been allowed to see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from voice.theme.labels import label_groups
from voice.theme.methods import suggest
from voice.theme.methods.vectors import Vectors, centred, unit

CENTRE_FROM = 10
"""From this many comments their mean is taken out of the vectors: with fewer it is mostly the comments themselves."""
LEAST_CLOSE = 0.3
"""The least cosine at which a comment joins a kept theme, however loose that theme is."""
CLOSE = 0.5
"""The cosine at which a comment joins a theme of one or two comments, which cannot tell how loose it is."""
QUARTER = 25
"""A comment joins where it would not be among the farthest quarter (percent) of the theme's own comments."""


@dataclass(frozen=True)
class Pool:
    """What there is to group: words for the machine, the same as far as they may be quoted, vectors; one row a comment.

    `members` are the rows of each kept theme, `free` those that may go anywhere, `refused` those of retired themes.
    """

    texts: Sequence[str]
    quotable: Sequence[str]
    vectors: Vectors
    members: Mapping[int, Sequence[int]]
    free: Sequence[int]
    refused: Set[int]


@dataclass(frozen=True)
class Group:
    """Comments that are alike, by row. `title` is empty while none of them may be quoted."""

    rows: tuple[int, ...]
    scores: tuple[float, ...]
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Grouped:
    """What was found: who joins a kept theme (row → theme, how close), new groups, and phrases for the kept themes."""

    joined: Mapping[int, tuple[int, float]]
    groups: tuple[Group, ...]
    kept_words: Mapping[int, tuple[str, ...]]


def group(pool: Pool) -> Grouped:
    """Join what is close to a kept theme, group the rest, name everything. The same pool gives the same answer."""
    joined = join_kept(pool)
    rest = [row for row in pool.free if row not in joined]
    found = suggest([pool.texts[row] for row in rest], pool.vectors[rest])
    groups: list[list[int]] = [[] for _ in found.groups]
    for place, of in enumerate(found.of):
        if of is not None:
            groups[of].append(place)
    wanted = [places for places in groups if not _was_refused([rest[p] for p in places], pool.refused)]
    return _named(pool, joined, rest, wanted, found.score)


def join_kept(pool: Pool) -> dict[int, tuple[int, float]]:
    """For each free row that is close to a kept theme: (theme, how close, 0–1). Themes without comments take none."""
    kept = {theme_id: list(rows) for theme_id, rows in pool.members.items() if rows}
    if not kept or not pool.free:
        return {}
    vectors = centred(pool.vectors) if len(pool.vectors) >= CENTRE_FROM else pool.vectors
    middles = unit(np.stack([vectors[rows].sum(axis=0) for rows in kept.values()]))
    bars = np.array([_bar(vectors[rows]) for rows in kept.values()], np.float32)
    near = vectors[list(pool.free)] @ middles.T
    best = near.argmax(axis=1)
    close = near[np.arange(len(near)), best]
    themes = list(kept)
    return {
        row: (themes[theme], float(min(1.0, score)))
        for row, theme, score in zip(pool.free, best, close, strict=True)
        if score >= bars[theme]
    }


def _bar(own: Vectors) -> float:
    """How close is close enough, from how close the theme's own comments are to the others in it."""
    if len(own) < 3:
        return CLOSE
    others = unit(own.sum(axis=0) - own)
    return max(LEAST_CLOSE, float(np.percentile((own * others).sum(axis=1), QUARTER)))


def _was_refused(rows: Sequence[int], refused: Set[int]) -> bool:
    """Is this mostly a group that a person retired?"""
    return 2 * sum(row in refused for row in rows) > len(rows)


def _named(
    pool: Pool,
    joined: Mapping[int, tuple[int, float]],
    rest: Sequence[int],
    wanted: Sequence[Sequence[int]],
    score: Sequence[float],
) -> Grouped:
    """Names for the new groups and phrases for the kept themes, each against all the others, from words that may be quoted."""
    of: list[int | None] = [None] * len(pool.texts)
    for number, places in enumerate(wanted):
        for place in places:
            of[rest[place]] = number
    kept = {theme_id: len(wanted) + number for number, theme_id in enumerate(pool.members)}
    for theme_id, rows in pool.members.items():
        for row in rows:
            of[row] = kept[theme_id]
    for row, (theme_id, _) in joined.items():
        of[row] = kept[theme_id]
    seen = [group if text.strip() else None for group, text in zip(of, pool.quotable, strict=True)]
    told = label_groups(pool.quotable, seen)
    groups = tuple(
        Group(
            rows=tuple(rest[place] for place in places),
            scores=tuple(score[place] for place in places),
            title=told[number].title if number in told else "",
            words=told[number].words if number in told else (),
        )
        for number, places in enumerate(wanted)
    )
    phrases = {theme_id: told[number].words for theme_id, number in kept.items() if number in told}
    return Grouped(joined, groups, phrases)
