"""Three views of a comment for `few_examples`: what it means, what its neighbours mean, and its words and letters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from voice.theme.methods.vectors import Neighbourhood, Rows, Vectors, centred, mean_of, sample_of

WORD = r"(?u)\b[^\W\d_][\w'’]+\b"
"""A word in any script: two characters at least, not starting with a digit."""
WEIGHT = 0.7


class Features:
    """Fitted once on all texts (on 20,000 of them where there are more); then the numbers of any rows, in pieces.

    Words count by how rare they are among all comments, not among the examples: nobody's label is looked at here.
    """

    def __init__(self, texts: Sequence[str], vectors: Vectors, mean: Vectors | None = None) -> None:
        self._texts, self._vectors = texts, vectors
        self._mean = mean_of(vectors) if mean is None else mean
        inside = sample_of(len(texts), seed=0)
        self._all_inside = len(inside) == len(texts)
        self._hood = Neighbourhood(self.places(inside))
        self._words = _fitted_words([texts[row] for row in inside])

    def places(self, rows: Rows) -> Vectors:
        """The rows' sentence vectors about the mean."""
        return centred(self._vectors[rows], self._mean)

    def of_rows(self, rows: Rows) -> sparse.csr_matrix:
        """All three views of these rows, side by side."""
        places = self.places(rows)
        drawn = self._hood.smoothed[rows] if self._all_inside else self._hood.draw(places)
        return self._side_by_side(places, drawn, [self._texts[row] for row in rows])

    def of_names(self, names: Sequence[str], vectors: Vectors) -> sparse.csr_matrix:
        """The same views of theme names, which have no neighbours."""
        places = centred(vectors, self._mean)
        return self._side_by_side(places, places, names)

    def _side_by_side(self, places: Vectors, drawn: Vectors, texts: Sequence[str]) -> sparse.csr_matrix:
        share = np.float32(WEIGHT / np.sqrt(max(1, len(self._words))))
        counted = [each.transform(texts) * share for each in self._words]
        dense = sparse.csr_matrix(np.hstack([places, drawn]) * np.float32(WEIGHT))
        return sparse.hstack([dense, *counted], format="csr", dtype=np.float32)


def _fitted_words(texts: Sequence[str]) -> list[TfidfVectorizer]:
    """TF-IDF of words and word pairs, and of letters; what is seen once in a large pool is left out."""
    many = len(texts) >= 200
    kinds = (
        TfidfVectorizer(token_pattern=WORD, ngram_range=(1, 2), min_df=2 if many else 1, sublinear_tf=True),
        TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), min_df=3 if many else 1, sublinear_tf=True, max_features=30_000
        ),
    )  # fmt: skip
    if not any(any(letter.isalpha() for letter in text) for text in texts):
        return []
    fitted = []
    for kind in kinds:
        try:
            fitted.append(kind.fit(texts))
        except ValueError:  # not one word of two letters, or none seen often enough
            continue
    return fitted
