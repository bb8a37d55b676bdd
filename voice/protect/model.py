"""The small model behind the rules: which families of fictional disclosures do these words resemble?

Two readings of a text, added up, each a logistic regression:
by its words (words, pairs and pieces of words, hashed) and by its meaning (the sentence encoder's vector).
Where the encoder is not built, the words alone decide, from a limit of their own. A long comment is read whole and
in passages (concerns/passages.py), so that one sentence does not drown in the rest.
Weights are made by training/make_weights.py and ship beside it. The model runs in the worker and in imports,
never in the request. It can only hold, never let pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from voice.errors import ModelMissing
from voice.protect.concerns.passages import passages
from voice.protect.concerns.past import SAID, is_over
from voice.protect.concerns.plain import plain
from voice.protect.concerns.sayings import without_sayings
from voice.protect.nouns import Concern, Reason

if TYPE_CHECKING:
    from voice.meaning.encoder import MiniLM

WEIGHTS = Path(__file__).parent / "data" / "weights.npz"
BITS = 14
"""Features are hashed into 2^14 places for words and as many for pieces of words."""
SIZE = 2 << BITS
SHOWN_WORDS = 3
_LITTLE = frozenset(
    {"the", "and", "for", "was", "but", "you", "are", "has", "had", "not", "out", "all", "she", "him", "her"}
)
"""Words that tell a lead nothing, beside those of one or two letters."""
SURER = np.float32(0.5)
"""How much surer (in log-odds) a passage must be than a whole comment: what stands around it is not seen."""
CLOSELY_READ = 2
"""Passages of a comment whose meaning is read, some 4 ms each: those that worry most by their words. A third
changed one answer of 671 comments written elsewhere, and that one for the worse."""


@dataclass(frozen=True)
class Limits:
    """The scores (log-odds) from which a comment is held, and from which a held one is urgent."""

    held: float
    grave: float


@dataclass(frozen=True)
class Weights:
    """Columns are 'harm', 'urgent' and each kind."""

    names: tuple[str, ...]
    words: NDArray[np.float32]  # SIZE + 1 × columns; the last row is what is added to every text
    meaning: NDArray[np.float32]  # the encoder's dimensions + 1 × columns
    by_words: Limits
    by_both: Limits


@cache
def weights() -> Weights | None:
    """The weights, or None where the file is missing: then the rules stand alone."""
    if not WEIGHTS.exists():
        return None
    with np.load(WEIGHTS) as file:
        return Weights(
            tuple(str(name) for name in file["names"]),
            file["words"].astype(np.float32),
            file["meaning"].astype(np.float32),
            Limits(*file["by_words"].tolist()),
            Limits(*file["by_both"].tolist()),
        )


@cache
def encoder() -> MiniLM | None:
    """The sentence encoder, or None where it is not built.

    Imported when first asked for: what it brings along would double the memory of the process that answers
    requests, which never asks.
    """
    from voice.meaning.encoder import shared_encoder

    try:
        return shared_encoder()
    except ModelMissing:
        return None


@dataclass(frozen=True)
class Reading:
    """A passage of a comment, or the whole, and its scores."""

    start: int
    end: int
    scores: NDArray[np.float32]


def judge(text: str, *, by_meaning: bool = True) -> tuple[Concern, Reason | None]:
    """What the model makes of some words, with its reason in words. NONE without weights.

    Without `by_meaning` by the words alone, well under a millisecond.
    """
    learnt = weights()
    if learnt is None:
        return Concern.NONE, None
    meaning = encoder() if by_meaning else None
    limits = learnt.by_both if meaning else learnt.by_words
    readings = _readings(text, learnt, meaning)
    worst = max(readings, key=lambda reading: float(reading.scores[0]))
    if worst.scores[0] < limits.held:
        return Concern.NONE, None
    kind = learnt.names[2 + int(worst.scores[2:].argmax())]
    over = is_over(kind, said := _plain(text), 0, len(said))
    grave = any(reading.scores[1] >= limits.grave for reading in readings)
    reason = _reason(kind, text, worst, learnt)
    if over:
        return Concern.CONCERN, replace(reason, why=f"{reason.why} {SAID}")
    return (Concern.URGENT if grave else Concern.CONCERN), reason


def _readings(text: str, learnt: Weights, meaning: MiniLM | None) -> list[Reading]:
    """The whole, and those passages that worry most by their words, read by their meaning too."""
    parts = [
        Reading(start, end, _by_words(_plain(text[start:end]), learnt) - SURER)
        for start, end in passages(text)
    ]
    parts = sorted(parts, key=lambda part: -float(part.scores[0]))[:CLOSELY_READ]
    parts.append(Reading(0, len(text), _by_words(_plain(text), learnt)))
    if meaning is None:
        return parts
    vectors = meaning.encode([_whole_letters(text[part.start : part.end]) for part in parts])
    return [
        replace(part, scores=part.scores + _by_meaning(vector, learnt))
        for part, vector in zip(parts, vectors, strict=True)
    ]


def _whole_letters(text: str) -> str:
    """Without half letters (lone surrogates), which the encoder can't take."""
    return text.encode("utf-8", "replace").decode()


def _plain(text: str) -> str:
    return without_sayings(plain(text))


def vector(said: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Places and sizes of a plain text's features; words and pieces each of length 1."""
    words = said.split()
    blocks = [set(_words(words)), set(_pieces(words))]
    where = np.array([place for block in blocks for place in sorted(block)], np.int64)
    sizes = [np.full(len(block), 1 / max(1, len(block)) ** 0.5, np.float32) for block in blocks]
    return where, np.concatenate(sizes)


def _by_words(said: str, learnt: Weights) -> NDArray[np.float32]:
    where, how_much = vector(said)
    return np.asarray(how_much @ learnt.words[where] + learnt.words[-1], np.float32)


def _by_meaning(meaning: NDArray[np.float32], learnt: Weights) -> NDArray[np.float32]:
    return np.asarray(meaning @ learnt.meaning[:-1] + learnt.meaning[-1], np.float32)


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


def _reason(kind: str, text: str, worst: Reading, learnt: Weights) -> Reason:
    """“Reads like other comments about neglect; most because of: cold, alone.”"""
    words = list(
        dict.fromkeys(
            w
            for w in _plain(text[worst.start : worst.end]).split()
            if w.isalpha() and len(w) > 2 and w not in _LITTLE
        )
    )
    worth = {word: float(learnt.words[crc32(word.encode()) & ((1 << BITS) - 1), 0]) for word in words}
    most = [word for word in sorted(worth, key=lambda w: -worth[w])[:SHOWN_WORDS] if worth[word] > 0]
    why = f"Reads like other comments about {kind.replace('_', ' ')}"
    why = f"{why}; most because of: {', '.join(most)}." if most else f"{why}."
    return Reason(kind, worst.start, worst.end, why)
