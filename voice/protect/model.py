"""The small model behind the rules: which families of fictional disclosures do these words resemble?

Logistic regression over words, pairs of words and pieces of words, hashed; its
weights are made by training/make_weights.py and ship beside it. It runs in the
worker and in imports, never in the request. It can only hold, never let pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from voice.protect.concerns.plain import plain
from voice.protect.concerns.sayings import without_sayings
from voice.protect.nouns import Concern, Reason

WEIGHTS = Path(__file__).parent / "data" / "weights.npz"
BITS = 14
"""Features are hashed into 2^14 places for words and as many for pieces of words."""
SIZE = 2 << BITS
SHOWN_WORDS = 3


@dataclass(frozen=True)
class Weights:
    """Columns are 'harm', 'urgent' and each kind; `held` and `grave` are the scores from which they count."""

    names: tuple[str, ...]
    table: NDArray[np.float32]  # SIZE × columns
    bias: NDArray[np.float32]
    held: float
    grave: float


@cache
def weights() -> Weights | None:
    """The weights, or None where the file is missing: then the rules stand alone."""
    if not WEIGHTS.exists():
        return None
    with np.load(WEIGHTS) as file:
        return Weights(
            tuple(str(name) for name in file["names"]),
            file["table"].astype(np.float32),
            file["bias"].astype(np.float32),
            float(file["held"]),
            float(file["grave"]),
        )


def judge(text: str) -> tuple[Concern, Reason | None]:
    """What the model makes of some words, with its reason in words. NONE without weights."""
    learnt = weights()
    if learnt is None:
        return Concern.NONE, None
    said = without_sayings(plain(text)[0])
    where, how_much = vector(said)
    scores = 1 / (1 + np.exp(-(how_much @ learnt.table[where] + learnt.bias)))
    harm, urgent = float(scores[0]), float(scores[1])
    if harm < learnt.held:
        return Concern.NONE, None
    kind = learnt.names[2 + int(scores[2:].argmax())]
    return (Concern.URGENT if urgent >= learnt.grave else Concern.CONCERN), _reason(
        kind, said, learnt, len(text)
    )


def vector(said: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Places and sizes of a plain text's features; words and pieces each of length 1."""
    words = said.split()
    blocks = [set(_words(words)), set(_pieces(words))]
    where = np.array([place for block in blocks for place in sorted(block)], np.int64)
    sizes = [np.full(len(block), 1 / max(1, len(block)) ** 0.5, np.float32) for block in blocks]
    return where, np.concatenate(sizes)


def _words(words: list[str]) -> Iterator[int]:
    for first, second in zip(words, [*words[1:], ""], strict=False):
        yield crc32(first.encode()) & ((1 << BITS) - 1)
        yield crc32(f"{first} {second}".encode()) & ((1 << BITS) - 1)


def _pieces(words: list[str]) -> Iterator[int]:
    for word in words:
        padded = f" {word} "
        for length in (3, 4, 5):
            for start in range(len(padded) - length + 1):
                yield (1 << BITS) + (crc32(padded[start : start + length].encode()) & ((1 << BITS) - 1))


def _reason(kind: str, said: str, learnt: Weights, length: int) -> Reason:
    """“Reads like other comments about neglect; most because of: cold, alone.”"""
    words = list(dict.fromkeys(word for word in said.split() if word.isalpha()))
    weigh = {word: float(learnt.table[crc32(word.encode()) & ((1 << BITS) - 1), 0]) for word in words}
    most = [word for word in sorted(weigh, key=lambda w: -weigh[w])[:SHOWN_WORDS] if weigh[word] > 0]
    why = f"Reads like other comments about {kind.replace('_', ' ')}"
    return Reason(kind, 0, length, f"{why}; most because of: {', '.join(most)}." if most else f"{why}.")
