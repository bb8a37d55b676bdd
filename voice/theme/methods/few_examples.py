"""Place comments in themes a person has made, by the few examples they gave.

Logistic regression on three views of a text: its sentence vector, that vector drawn towards its neighbours, and its
words and letters. A theme's own name counts as one more example when it says something ("waiting times", not "Theme 3").
Measured in `bench/bench_theming.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.stats import rankdata
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from voice.theme.methods.results import Placement
from voice.theme.methods.vectors import (
    SAMPLE,
    Neighbourhood,
    Vectors,
    centred,
    mean_of,
    one_thread,
    sample_of,
)

WORD = r"(?u)\b[^\W\d_][\w'’]+\b"
Flags = NDArray[np.bool_]
Scores = NDArray[np.float64]


@one_thread
def assign(
    texts: Sequence[str],
    vectors: Vectors,
    examples: Sequence[tuple[int, str]],
    *,
    multi: bool = False,
    names: Mapping[str, Vectors] | None = None,
    mean: Vectors | None = None,
) -> list[Placement]:
    """A placement for each text. `examples` are (row, label); in `multi` a row may come with several labels.

    `names` are sentence vectors of the labels that say something (`telling_names`); `mean` is the space's stored mean.
    Without `multi` every text gets exactly one label; with it, all that reach their own threshold, or none.
    ValueError without examples.
    """
    if not examples:
        raise ValueError("There are no examples to go by. Give at least one comment for a theme.")
    labels = sorted({label for _, label in examples})
    view = Views.of(texts, vectors, sorted({row for row, _ in examples}), mean)
    taught = Taught.by(view, examples, labels, names or {})
    scores = taught.scores_multi(view) if multi else taught.scores_single(view)
    cuts = taught.thresholds() if multi else None
    novelty = _novelty(scores, view, taught.rows)
    return [_placed(row, labels, cuts, strange) for row, strange in zip(scores, novelty, strict=True)]
