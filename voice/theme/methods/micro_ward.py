"""Suggest themes: many small groups, then the two most alike joined again and again (Ward) until few remain.

Every comment that says anything gets a group; blank ones get none. Themes are first suggestions: on real service
feedback every such method agrees with people's own codes only weakly, and the person's work makes the codeframe.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import linkage
from sklearn.cluster import MiniBatchKMeans

from voice.theme.methods.results import Group, Suggested
from voice.theme.methods.vectors import Neighbourhood, Vectors, centred, mean_of, one_thread, sample_of, unit
from voice.theme.trivial import says_nothing

MICRO = 600
"""Small groups the tree is built over (theming notes 1)."""
CENTRAL = 3
_BLOCK = 20_000
Labels = NDArray[np.int_]


def suggest(
    texts: Sequence[str],
    vectors: Vectors,
    themes: int | None = None,
    seed: int = 0,
    mean: Vectors | None = None,
) -> Suggested:
    """Group the texts. `themes`: exactly so many (fewer only where fewer texts differ); None: as many as fit the texts.

    The same input and seed give the same groups. Over 20,000 texts a sample is grouped and the rest join the nearest
    group. `mean` is the mean vector stored for the space, if there is one.
    """
    spoken = [row for row, text in enumerate(texts) if text.strip()]
    if not spoken:
        return Suggested((), (None,) * len(texts), (0.0,) * len(texts))
    first, same = different(texts, spoken, themes or 0)
    with one_thread():
        of, score = _grouped(vectors, first, themes, seed, mean_of(vectors, first) if mean is None else mean)
    return _result(texts, spoken, of[same], np.clip(score, 0, 1)[same])


def different(texts: Sequence[str], rows: Sequence[int], themes: int) -> tuple[Labels, Labels]:
    """Where each different thing is first said, and for each of `rows` which of those it is.

    However many say “nothing” or “n/a”, it is one thing said, and draws no themes towards it.
    """
    first, same = _first_said(
        ["" if says_nothing(texts[row]) else texts[row].strip().casefold() for row in rows]
    )
    if len(first) < themes:
        first, same = _first_said([texts[row] for row in rows])
    return np.asarray(rows)[first], same


def _first_said(words: Sequence[str]) -> tuple[Labels, Labels]:
    number: dict[str, int] = {}
    same = np.array([number.setdefault(each, len(number)) for each in words])
    return np.unique(same, return_index=True)[1], same


def _grouped(
    vectors: Vectors, rows: Labels, themes: int | None, seed: int, mean: Vectors
) -> tuple[Labels, Vectors]:
    """A group for each of `rows`, and how near its group's middle it lies."""
    sample = sample_of(len(rows), seed)
    places = centred(vectors[rows[sample]], mean)
    in_sample = _group_sample(places, themes, seed)
    middles = _middles(places, in_sample)
    of = np.empty(len(rows), int)
    score = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        of[block], score[block] = _nearest(centred(vectors[rows[block]], mean), middles)
    of[sample] = in_sample
    score[sample] = np.einsum("ij,ij->i", places, middles[in_sample])
    return of, score


def _group_sample(places: Vectors, themes: int | None, seed: int) -> Labels:
    """A group number for each of 20,000 places at most."""
    smooth = Neighbourhood(places).smoothed
    micro = micro_groups(smooth, themes or 0, seed)
    tree = _tree(_middles(smooth, micro))
    if themes:
        return _settled(smooth, cut(tree, themes)[micro])
    tries = [_settled(smooth, cut(tree, number)[micro]) for number in sensible(len(places))]
    return max(tries, key=lambda of: clearness(smooth, of))


def micro_groups(places: Vectors, themes: int, seed: int) -> Labels:
    """Small groups: the places themselves while they are few, else k-means, always at least twice `themes`."""
    wanted = max(2 * themes, MICRO)
    if len(places) <= wanted:
        return np.arange(len(places))
    found = MiniBatchKMeans(wanted, batch_size=4096, n_init=1, random_state=seed).fit(places).labels_
    return np.asarray(np.unique(found, return_inverse=True)[1])


def _tree(middles: Vectors) -> NDArray[np.float64]:
    return linkage(middles, "ward") if len(middles) > 1 else np.empty((0, 4))


def cut(tree: NDArray[np.float64], themes: int) -> Labels:
    """The leaves' group numbers when the tree's first joins are made until `themes` groups are left."""
    leaves = len(tree) + 1
    joins = max(0, leaves - themes)
    group = np.arange(leaves + joins)
    for step in range(joins - 1, -1, -1):
        group[tree[step, :2].astype(int)] = group[leaves + step]
    return np.unique(group[:leaves], return_inverse=True)[1]


def sensible(count: int) -> range:
    """How many themes to try for `count` different texts: 2 to 4 for 12, 3 to 7 for 60, 11 to 26 for 3,000.

    The middle grows with the cube root or so, 40 at most: a person reads them all.
    """
    middle = 1.2 * count**0.34
    most = min(count, 40, max(1, round(middle * 1.4)))
    return range(min(most, max(1, round(middle * 0.6))), most + 1)


def clearness(places: Vectors, of: Labels) -> float:
    """How much nearer texts lie to their own group's middle than to the next (silhouette over the middles), −1 to 1."""
    middles = _middles(places, of)
    if len(middles) < 2:
        return 0.0
    far = 1 - places @ middles.T
    rows = np.arange(len(places))
    own = far[rows, of].copy()
    far[rows, of] = np.inf
    other = far.min(axis=1)
    return float(np.mean((other - own) / np.maximum(np.maximum(own, other), 1e-6)))


def _middles(places: Vectors, of: Labels) -> Vectors:
    members = sparse.csr_matrix((np.ones(len(of), np.float32), (of, np.arange(len(of)))))
    return unit(members @ places)


def _settled(places: Vectors, of: Labels) -> Labels:
    """Each text in the group whose middle is nearest, unless that would leave a group with nothing in it."""
    nearest = _nearest(places, _middles(places, of))[0]
    return nearest if len(np.unique(nearest)) == of.max() + 1 else of


def _nearest(places: Vectors, middles: Vectors) -> tuple[Labels, Vectors]:
    alike = places @ middles.T
    return alike.argmax(axis=1), alike.max(axis=1)


def _result(texts: Sequence[str], spoken: Sequence[int], of: Labels, score: Vectors) -> Suggested:
    """Groups renumbered by size, largest first; the blank rows put back in their places."""
    order = np.argsort(-np.bincount(of), kind="stable")
    number = np.empty_like(order)
    number[order] = np.arange(len(order))
    all_of: list[int | None] = [None] * len(texts)
    all_score = [0.0] * len(texts)
    for row, group, value in zip(spoken, number[of].tolist(), score.tolist(), strict=True):
        all_of[row], all_score[row] = group, value
    central = central_rows(texts, all_of, all_score)
    counts = np.bincount(number[of]).tolist()
    groups = tuple(Group(id, count, central[id]) for id, count in enumerate(counts))
    return Suggested(groups, tuple(all_of), tuple(all_score))


def central_rows(
    texts: Sequence[str], of: Sequence[int | None], score: Sequence[float], each: int = CENTRAL
) -> dict[int, tuple[int, ...]]:
    """The most typical rows of every group, most typical first, no words twice. Give rows that may be shown only."""
    central: dict[int, list[int]] = {}
    seen: set[tuple[int, str]] = set()
    for row in np.argsort(-np.asarray(score), kind="stable").tolist():
        group = of[row]
        if group is None or len(central.setdefault(group, [])) >= each:
            continue
        words = (group, texts[row].strip().casefold())
        if words not in seen:
            seen.add(words)
            central[group].append(row)
    return {group: tuple(rows) for group, rows in central.items()}
