"""What is asked, as data: one file per version and language under `sets/`, and the kinds of question.

To add a question, add it to the files; to add a language, copy `sets/en` and translate
the sentences, never the codes. A language without a file yet gets the English one.
The bank is practice notes 3e: short, literal, no negatives, everything can be skipped.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from voice.listen.nouns import Answer, Band

SETS = Path(__file__).parent / "sets"
PLAIN = Band.TEEN
"""The version shown to somebody who has not chosen one."""

LAST = ("choose", "mix", "none", "other", "unsure", "none_yet", "skip")
"""Codes that stay at the end when the others are shuffled: they only make sense after those."""

SHORT = 18
"""Most options on a page that shows two optional questions: what fits two screens of a phone."""

Given = Callable[[str], Iterable[str]]
"""Every value that was sent for a field."""


class Kind(StrEnum):
    """How a question is answered."""

    WORDS = "words"  # in their own words
    ONE = "one"  # one of some options
    SOME = "some"  # several of them, up to `most`
    SCALE = "scale"  # each of a few sentences on the same short scale


@dataclass(frozen=True)
class Question:
    """One question. `options` and `items` map a stored code to what is shown for it."""

    key: str
    kind: Kind
    ask: str
    hint: tuple[str, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)  # of a scale
    most: int = 99
    shuffle: bool = False

    def answers(self, given: Given) -> tuple[Answer, ...]:
        """The answers among what was sent. Unknown codes and repeats are passed over; the first `most` are kept."""
        if self.kind == Kind.WORDS:
            return ()
        if self.kind == Kind.SCALE:
            keys = [f"{self.key}_{item}" for item in self.items]
            return tuple(Answer(key, codes[0]) for key in keys if (codes := self._known(given(key))))
        most = 1 if self.kind == Kind.ONE else self.most
        return tuple(
            Answer(self.key, code, rank) for rank, code in enumerate(self._known(given(self.key))[:most])
        )

    def too_many(self, given: Given) -> int:
        """How many were picked, where that is more than `most`; else 0."""
        picked = len(self._known(given(self.key)))
        return picked if self.kind == Kind.SOME and picked > self.most else 0

    def shuffled(self, seed: str) -> Question:
        """The same question in another order, where order has no meaning; always the same for one seed."""
        if not self.shuffle:
            return self
        codes = sorted(
            self.options, key=lambda code: (code in LAST, b"" if code in LAST else _draw(seed, code))
        )
        return replace(self, options={code: self.options[code] for code in codes})

    def _known(self, codes: Iterable[str]) -> list[str]:
        return [code for code in dict.fromkeys(codes) if code in self.options]


@dataclass(frozen=True)
class QuestionSet:
    """One version in one language. `core` is the way through; `more` are asked after, one or two of them."""

    version: int
    band: Band
    language: str
    before: tuple[str, ...]  # what somebody should know before they write
    unwatched: str  # that nobody is reading all the time
    core: tuple[str, ...]
    more: tuple[str, ...]
    questions: dict[str, Question]
    own_places: bool = False  # its own words for places stand, whatever a space calls them

    def __getitem__(self, key: str) -> Question:
        return self.questions[key]

    def with_places(self, places: dict[str, str]) -> QuestionSet:
        """With the places a space offers, by their local names. Without any, as it is."""
        changed = {
            key: _local(q, places, renamed=not self.own_places)
            for key, q in self.questions.items()
            if key.startswith("place_")
        }
        return replace(self, questions=self.questions | changed) if places else self


@cache
def question_set(band: Band | None = None, language: str = "en") -> QuestionSet:
    """The questions for a version (None: nobody has chosen yet) in a language, else in English."""
    shown = band or PLAIN
    folder = language if (SETS / language / f"{shown}.toml").exists() else "en"
    raw = _read(folder, shown)
    return QuestionSet(
        version=raw["version"],
        band=shown,
        language=folder,
        before=tuple(raw["before"]),
        unwatched=raw["unwatched"],
        core=tuple(raw["core"]),
        more=tuple(raw["more"]),
        questions={key: _question(key, q) for key, q in raw["questions"].items()},
        own_places=raw.get("own_places", False),
    )


def label(question: str, code: str, band: Band | None = None, language: str = "en") -> str:
    """What a stored code is called on a screen; the code itself where no set knows it (imported data)."""
    asked = question_set(band, language).questions
    known = asked.get(question) or asked.get(question.partition("_")[0])
    return known.options.get(code, code) if known else code


def two_more(questions: QuestionSet, form_id: str, order: str = "0") -> tuple[Question, ...]:
    """One or two of the optional questions, turned by the form's id: two only where both are short."""
    keys = questions.more
    turn = _draw(form_id, "more")[0] % len(keys)
    first, second = (questions[keys[(turn + step) % len(keys)]] for step in (0, 1))
    short = Kind.SCALE not in (first.kind, second.kind) and len(first.options) + len(second.options) <= SHORT
    chosen = (first, second) if short else (first,)
    return tuple(question.shuffled(order) for question in chosen)


def _read(language: str, band: Band) -> dict[str, Any]:
    """A file, on top of the one it says it is `like`."""
    raw = tomllib.loads((SETS / language / f"{band}.toml").read_text(encoding="utf-8"))
    if "like" not in raw:
        return raw
    base = _read(language, Band(raw["like"]))
    questions = base["questions"] | {
        key: base["questions"].get(key, {}) | changed for key, changed in raw.get("questions", {}).items()
    }
    return base | raw | {"questions": questions}


def _question(key: str, raw: dict[str, Any]) -> Question:
    return Question(
        key=key,
        kind=Kind(raw["kind"]),
        ask=raw["ask"],
        hint=tuple(raw.get("hint", ())),
        options=raw.get("options", {}),
        items=raw.get("items", {}),
        most=raw.get("most", 99),
        shuffle=raw.get("shuffle", False),
    )


def _local(question: Question, places: dict[str, str], *, renamed: bool) -> Question:
    """Only the places on offer. If a version's short list has none of them, all that are on offer."""
    here = {
        code: places[code] if renamed else said for code, said in question.options.items() if code in places
    }
    here = here or places
    ends = {code: said for code, said in question.options.items() if code in ("other", "unsure")}
    return replace(question, options=here | ends)


def _draw(seed: str, code: str) -> bytes:
    return hashlib.sha256(f"{seed}:{code}".encode()).digest()
