"""Makes ../data/weights.npz from the fictional sentences: python -m voice.protect.training.make_weights

The scores from which a comment is held are chosen by leaving families out: a
sentence is only ever scored by a model that saw none of its family.
"""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from voice.meaning.encoder import load_encoder
from voice.protect.model import WEIGHTS
from voice.protect.training.examples import FINE, Example, examples
from voice.protect.training.left_out import Readings, fit, left_out

FALSE_HOLDS = 0.20
"""Share of hard harmless sentences (jokes, thanks, talk of topics) that may be held, in families the model never saw.

They were written to be mistaken: the same limit holds fewer of the held-out lines and of real feedback from
adults (bench/bench_protect.py). Ordinary feedback is left out of the choice: there is no end of it, and it is easy.
"""
FALSE_URGENT = 0.01
ORDINARY = "ordinary"


def main() -> None:
    """Train, choose the scores, write the file, and say what was reached."""
    rows = list(examples())
    readings = Readings.of([row.text for row in rows], load_encoder())
    share = np.array([row.share for row in rows])
    harm, urgent = targets = [
        np.array([row.kind != FINE for row in rows]),
        np.array([row.urgent for row in rows]),
    ]
    kinds = sorted({row.kind for row in rows} - {FINE})
    targets += [np.array([row.kind == kind for row in rows]) for kind in kinds]
    held, grave = (left_out(readings, what, share, [row.family for row in rows]) for what in (harm, urgent))
    limits = [_limits(h, g, hard(rows)) for h, g in zip(held, grave, strict=True)]
    np.savez_compressed(
        WEIGHTS,
        names=np.array(["harm", "urgent", *kinds]),
        words=_table(readings.words, targets, share).astype(np.float16),
        meaning=_table(readings.meaning, targets, share).astype(np.float16),
        by_words=np.array(limits[0]),
        by_both=np.array(limits[1]),
    )
    sys.stdout.write(f"{len(rows)} sentences, {WEIGHTS.stat().st_size:,} bytes\n")
    for name, scores, (at, _) in zip(("words alone", "words and meaning"), held, limits, strict=True):
        sys.stdout.write(f"{name}: {np.mean(scores[harm] >= at):.2f} of harm held in families left out\n")


def hard(rows: list[Example]) -> NDArray[np.bool_]:
    """Which sentences are harmless and hard."""
    return np.array([row.kind == FINE and not row.family.startswith(ORDINARY) for row in rows])


def _limits(
    held: NDArray[np.float64], grave: NDArray[np.float64], hard: NDArray[np.bool_]
) -> tuple[float, float]:
    """The scores that let at most so many hard harmless sentences of unseen families through to a hold, and to urgent."""
    return float(np.quantile(held[hard], 1 - FALSE_HOLDS)), float(np.quantile(grave[hard], 1 - FALSE_URGENT))


def _table(
    x: csr_matrix | NDArray[np.float32], targets: list[NDArray[np.bool_]], share: NDArray[np.float64]
) -> NDArray[np.float64]:
    models = [fit(x, target, share) for target in targets]
    weights = np.stack([model.coef_[0] for model in models], axis=1)
    return np.vstack([weights, [[model.intercept_[0] for model in models]]])


if __name__ == "__main__":
    main()
