"""Makes ../data/weights.npz from the fictional sentences: python -m voice.protect.training.make_weights

The scores from which a comment is held are chosen by leaving families out: a
sentence is only ever scored by a model that saw none of its family.
"""

from __future__ import annotations

import sys
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from voice.protect.concerns.plain import plain
from voice.protect.concerns.sayings import without_sayings
from voice.protect.model import SIZE, WEIGHTS, vector
from voice.protect.training.examples import FINE, Example, examples

FALSE_HOLDS = 0.18
"""Share of hard harmless sentences (jokes, praise, talk of topics) that may be held, in families the model never saw.

Readers' time for children's safety. Ordinary feedback is left out of the choice: there is no end of it, and it is easy.
"""
ORDINARY = "ordinary"
FALSE_URGENT = 0.02
FOLDS = 10
STRENGTH = 8.0


def main() -> None:
    """Train, choose the scores, write the file, and say what was reached."""
    rows = list(examples())
    x = matrix([row.text for row in rows])
    share = np.array([row.share for row in rows])
    harm = np.array([row.kind != FINE for row in rows])
    urgent = np.array([row.urgent for row in rows])
    families = [row.family for row in rows]
    hard = ~harm & np.array([not family.startswith(ORDINARY) for family in families])
    held = _threshold(_left_out(x, harm, share, families), harm, hard, FALSE_HOLDS, "held")
    grave = _threshold(_left_out(x, urgent, share, families), harm, hard, FALSE_URGENT, "urgent")
    kinds = sorted({row.kind for row in rows} - {FINE})
    targets = [harm, urgent, *(np.array([row.kind == kind for row in rows]) for kind in kinds)]
    models = [_fit(x, target, share) for target in targets]
    np.savez_compressed(
        WEIGHTS,
        names=np.array(["harm", "urgent", *kinds]),
        table=np.stack([model.coef_[0] for model in models], axis=1).astype(np.float16),
        bias=np.array([model.intercept_[0] for model in models], np.float32),
        held=held,
        grave=grave,
    )
    sys.stdout.write(
        f"{len(rows)} sentences in {len(set(families))} families; {WEIGHTS.stat().st_size:,} bytes\n"
    )
    _by_family(rows, _left_out(x, harm, share, families) >= held)


def matrix(texts: list[str]) -> csr_matrix:
    """Texts as rows of the model's own features."""
    parts = [vector(without_sayings(plain(text)[0])) for text in texts]
    ends = np.cumsum([0, *(len(where) for where, _ in parts)])
    where = np.concatenate([where for where, _ in parts])
    sizes = np.concatenate([size for _, size in parts])
    return csr_matrix((sizes, where, ends), (len(texts), SIZE))


def _fit(x: csr_matrix, target: NDArray[np.bool_], share: NDArray[np.float64]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=400).fit(
        x, target, sample_weight=share
    )


def _left_out(
    x: csr_matrix, target: NDArray[np.bool_], share: NDArray[np.float64], families: list[str]
) -> NDArray[np.float64]:
    """Each sentence's score from a model that saw none of its family."""
    scores = np.zeros(len(target))
    for train, test in GroupKFold(FOLDS).split(x, target, families):
        scores[test] = _fit(x[train], target[train], share[train]).predict_proba(x[test])[:, 1]
    return scores


def _threshold(
    scores: NDArray[np.float64], harm: NDArray[np.bool_], hard: NDArray[np.bool_], most: float, what: str
) -> float:
    """The score that lets at most so many hard harmless sentences of unseen families through to a hold."""
    at = float(np.quantile(scores[hard], 1 - most))
    sys.stdout.write(
        f"{what} from {at:.3f}: {np.mean(scores[harm] >= at):.2f} of harm, {np.mean(scores[hard] >= at):.2f} of what is hard, "
        f"{np.mean(scores[~harm & ~hard] >= at):.2f} of ordinary feedback\n"
    )
    return at


def _by_family(rows: list[Example], held: NDArray[np.bool_]) -> None:
    """Leave-one-family-out, a line each: how much of it is held."""
    pairs = sorted(zip((row.family for row in rows), held, strict=True), key=lambda pair: pair[0])
    for family, group in groupby(pairs, key=lambda pair: pair[0]):
        got = [bool(hit) for _, hit in group]
        sys.stdout.write(f"  {family[:60]:60} {sum(got):3} of {len(got):3}\n")


if __name__ == "__main__":
    main()
