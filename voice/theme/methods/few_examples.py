"""Place comments in themes a person has made, by the few examples they gave.

Logistic regression over the views in `features`. A theme's own name counts as one more example when it tells
something ("waiting times", not "Theme 3"). Measured in `bench/bench_theming.py`.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.stats import rankdata
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from voice.theme.methods.features import Features
from voice.theme.methods.results import Placement
from voice.theme.methods.vectors import Rows, Vectors, one_thread

PIECE = 20_000
NEAREST = 3
CUT, TUNE_FROM = 0.5, 8
Flags = NDArray[np.bool_]
Scores = NDArray[np.float64]

_VAGUE = frozenset(
    [
        "theme",
        "themes",
        "group",
        "label",
        "code",
        "category",
        "class",
        "cluster",
        "topic",
        "type",
        "other",
        "others",
        "misc",
        "miscellaneous",
        "general",
        "none",
    ]
)


def telling_names(labels: Sequence[str]) -> dict[str, str]:
    """Those labels whose name says what the theme is about, in plain words: "card_arrival" → "card arrival"; "T12" is left out."""
    plain = {label: " ".join(re.findall(r"[^\W\d_]+", label)) for label in labels}
    times = Counter(words.casefold() for words in plain.values())
    return {label: words for label, words in plain.items() if times[words.casefold()] == 1 and _tells(words)}


def _tells(words: str) -> bool:
    return any(len(word) >= 3 and word.casefold() not in _VAGUE for word in words.split())


def assign(
    texts: Sequence[str],
    vectors: Vectors,
    examples: Sequence[tuple[int, str]],
    *,
    multi: bool = False,
    names: Mapping[str, Vectors] | None = None,
    mean: Vectors | None = None,
) -> list[Placement]:
    """A placement for each text. `examples` are (row, label); with `multi` a row may come with several labels.

    `names`: the sentence vectors of labels in `telling_names`; `mean`: the mean vector stored for the space.
    Without `multi` each text gets exactly one label; with it, all that reach their own threshold, or none.
    ValueError without examples.
    """
    if not examples:
        raise ValueError("There are no examples to go by: give at least one comment for a theme.")
    labels = sorted({label for _, label in examples})
    with one_thread():
        score, alike, cuts = _judged(
            Features(texts, vectors, mean), len(texts), examples, labels, names or {}, multi
        )
    novelty = (rankdata(1 - score.max(axis=1)) + rankdata(1 - alike)) / 2 / len(texts)
    if len(labels) == 1 and not multi:
        score = np.clip(alike, 0, 1)[:, None]
    chosen = score >= cuts if multi else score == score.max(axis=1, keepdims=True)
    chosen[[not text.strip() for text in texts]] &= not multi
    return [
        _placement(labels, *each, multi=multi) for each in zip(score, chosen, novelty.tolist(), strict=True)
    ]


def _judged(
    features: Features,
    count: int,
    examples: Sequence[tuple[int, str]],
    labels: list[str],
    names: Mapping[str, Vectors],
    multi: bool,
) -> tuple[Scores, Scores, Scores]:
    """Each row's probability of each label, its likeness to the nearest examples, and each label's threshold."""
    rows = np.array(sorted({row for row, _ in examples}))
    truth = _truth(examples, rows, labels)
    known, truth = _with_names(features, features.of_rows(rows), truth, labels, names)
    learned = _each_alone(known, truth) if multi else _one_of_all(known, truth)
    cuts = _thresholds(known, truth) if multi else np.full(len(labels), CUT)
    return *_all_rows(features, count, rows, learned), cuts


def _placement(labels: list[str], score: Scores, chosen: Flags, novelty: float, *, multi: bool) -> Placement:
    """One label, or with `multi` all chosen, surest first. Sure of none is as good as sure of one."""
    best = np.argsort(-score, kind="stable")
    given = [int(label) for label in best if chosen[label]]
    given = given if multi else given[:1]
    top = float(score[best[0]])
    return Placement(tuple(labels[label] for label in given), top if given else 1 - top, novelty)


def _truth(examples: Sequence[tuple[int, str]], rows: Rows, labels: list[str]) -> Flags:
    """Which labels each example row has."""
    place = {row: index for index, row in enumerate(rows.tolist())}
    column = {label: index for index, label in enumerate(labels)}
    truth = np.zeros((len(rows), len(labels)), bool)
    for row, label in examples:
        truth[place[row], column[label]] = True
    return truth


def _with_names(
    features: Features,
    known: sparse.csr_matrix,
    truth: Flags,
    labels: list[str],
    names: Mapping[str, Vectors],
) -> tuple[sparse.csr_matrix, Flags]:
    """The examples, and each telling name as one more example of its theme."""
    told = {label: words for label, words in telling_names(labels).items() if label in names}
    if not told:
        return known, truth
    vectors = np.vstack([names[label] for label in told]).astype(np.float32)
    own = np.array([[label == each for each in labels] for label in told])
    return sparse.vstack([known, features.of_names(list(told.values()), vectors)], format="csr"), np.vstack(
        [truth, own]
    )


class _Learned:
    """Models whose columns together are the labels' probabilities; a column with nothing to learn is always 1."""

    def __init__(self, models: list[LogisticRegression | None], together: bool) -> None:
        self._models, self._together = models, together

    def __call__(self, features: sparse.csr_matrix) -> Scores:
        if self._together and self._models[0]:
            return np.asarray(self._models[0].predict_proba(features))
        ones = np.ones(features.shape[0])
        return np.column_stack(
            [model.predict_proba(features)[:, 1] if model else ones for model in self._models]
        )


def _one_of_all(known: sparse.csr_matrix, truth: Flags) -> _Learned:
    """One model that shares the probability out among all labels. A row with several labels teaches each of them."""
    row, label = np.nonzero(truth)
    if truth.shape[1] == 1:
        return _Learned([None], together=True)
    model = LogisticRegression(C=10, class_weight="balanced", max_iter=100)
    with warnings.catch_warnings():  # one example a theme is few, and all that a person may have given
        warnings.simplefilter("ignore", UserWarning)
        return _Learned([model.fit(known[row], label)], together=True)


def _each_alone(known: sparse.csr_matrix, truth: Flags) -> _Learned:
    """A yes-or-no model for each label."""
    return _Learned([_yes_or_no(known, column) for column in truth.T], together=False)


def _yes_or_no(known: sparse.csr_matrix, has: Flags) -> LogisticRegression | None:
    if has.all():
        return None
    return LogisticRegression(C=10, class_weight="balanced", solver="liblinear", random_state=0).fit(
        known, has
    )


def _thresholds(known: sparse.csr_matrix, truth: Flags) -> Scores:
    """For each label the cut with the best F1 on examples its model had not seen; a half where it has under 8 examples."""
    cuts = np.full(truth.shape[1], CUT)
    ready = np.flatnonzero((truth.sum(axis=0) >= TUNE_FROM) & ~truth.all(axis=0))
    if not len(ready):
        return cuts
    unseen = np.zeros((len(truth), len(ready)))
    for seen, held in KFold(3, shuffle=True, random_state=0).split(truth):
        for column, label in enumerate(ready):
            has = truth[seen, label]
            model = _yes_or_no(known[seen], has) if has.any() else None
            unseen[held, column] = model.predict_proba(known[held])[:, 1] if model else CUT
    for column, label in enumerate(ready):
        cuts[label] = _best_cut(unseen[:, column], truth[:, label])
    return cuts


def _best_cut(score: Scores, has: Flags) -> float:
    """The threshold with the best F1, of 0.10, 0.15 … 0.95."""
    grid = np.arange(0.1, 0.96, 0.05)
    said = score[None, :] >= grid[:, None]
    f1 = 2 * (said & has).sum(axis=1) / (said.sum(axis=1) + has.sum())
    return float(grid[f1.argmax()])


def _all_rows(features: Features, count: int, rows: Rows, learned: _Learned) -> tuple[Scores, Scores]:
    """Every row's probabilities, and its mean likeness to the 3 nearest examples; in pieces, so that memory stays flat."""
    known = features.places(rows)
    nearest = min(NEAREST, len(rows))
    score, alike = [], []
    for start in range(0, count, PIECE):
        piece = np.arange(start, min(start + PIECE, count))
        score.append(learned(features.of_rows(piece)).astype(np.float64))
        near = features.places(piece) @ known.T
        alike.append(np.partition(near, -nearest, axis=1)[:, -nearest:].mean(axis=1))
    return np.vstack(score), np.concatenate(alike).astype(np.float64)
