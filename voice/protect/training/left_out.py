"""Leaving families out: every sentence scored by a model that saw none of its family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from voice.meaning.encoder import Encoder
from voice.protect.concerns.plain import plain
from voice.protect.concerns.sayings import without_sayings
from voice.protect.model import SIZE, vector

FOLDS = 10
STRENGTH = {"words": 8.0, "meaning": 3.0}
"""How closely each reading may follow its sentences (C of the regression)."""


@dataclass(frozen=True)
class Readings:
    """Texts as the model reads them: by their words and by their meaning, a row each."""

    words: csr_matrix
    meaning: NDArray[np.float32]

    @classmethod
    def of(cls, texts: Sequence[str], encoder: Encoder) -> Readings:
        """Both readings of every text."""
        return cls(_by_words(texts), encoder.encode(texts))


def left_out(
    readings: Readings, target: NDArray[np.bool_], share: NDArray[np.float64], families: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each sentence's score, by words alone and by both, from models that saw none of its family."""
    words, meaning = np.zeros(len(target)), np.zeros(len(target))
    for train, test in GroupKFold(FOLDS).split(target, target, families):
        for x, scores in ((readings.words, words), (readings.meaning, meaning)):
            scores[test] = fit(x[train], target[train], share[train]).decision_function(x[test])
    return words, words + meaning


def fit(
    x: csr_matrix | NDArray[np.float32], target: NDArray[np.bool_], share: NDArray[np.float64]
) -> LogisticRegression:
    """A logistic regression of one reading."""
    strength = STRENGTH["meaning" if isinstance(x, np.ndarray) else "words"]
    return LogisticRegression(C=strength, class_weight="balanced", max_iter=400).fit(
        x, target, sample_weight=share
    )


def _by_words(texts: Sequence[str]) -> csr_matrix:
    parts = [vector(without_sayings(plain(text))) for text in texts]
    ends = np.cumsum([0, *(len(where) for where, _ in parts)])
    where = np.concatenate([where for where, _ in parts])
    sizes = np.concatenate([size for _, size in parts])
    return csr_matrix((sizes, where, ends), (len(texts), SIZE))
