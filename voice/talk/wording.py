"""Is this written with people, or to them, for them, or past them? One look at adult-written words.

The phrases, and what to try instead, are in `lexicon.toml`: rows for TO, FOR, NOT
(the Social Discipline Window's other three corners), FAUX (only sounds like WITH)
and JARGON. Never run on what people said: a quote of three words or more, inside a
line of other words, is passed over. A hit is a question to the writer, "say it
another way?", not a fault.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).with_name("lexicon.toml")
MODES = ("TO", "FOR", "NOT", "FAUX", "JARGON")
DOING = MODES[:4]
"""The four ways of not doing it with people; JARGON is only hard to read."""

_SAME = str.maketrans("’‘ʼ`‐‑‒–—\u00a0\t\r", "''''-----   ")
"""Curly marks, dashes and odd spaces, each read as one plain character, so that places stay where they were."""
_GAP = "[ -]+"
_WORD = r"\w[\w'-]*"
_QUOTED = re.compile(r"[“\"]([^“”\"\n]*)[”\"]")
_DATE = r"(?:\d{1,2}(?:st|nd|rd|th)? \w+|\w+day|tomorrow|next week)"


@dataclass(frozen=True)
class Hit:
    """One phrase to look at. `line` counts from 1; `start` and `end` are code points within it, `end` past the last."""

    line: int
    start: int
    end: int
    phrase: str
    mode: str
    instead: str


@dataclass(frozen=True)
class Summary:
    """What the box on screen says: how many of each mode, and how many phrases that work things out with people."""

    counts: dict[str, int]
    with_phrases: int

    @property
    def clean(self) -> bool:
        """Nothing to look at."""
        return not self.counts

    @property
    def sentence(self) -> str:
        """One line for the box."""
        if self.clean:
            return "Nothing to say another way."
        told = ", ".join(f"{mode} {n}" for mode, n in self.counts.items())
        return f"Say it another way? {told}. Keep it if you have a reason, and write the reason down."


@dataclass(frozen=True)
class _Row:
    mode: str
    instead: str
    starts: tuple[str, ...]
    finds: re.Pattern[str]
    unless: re.Pattern[str] | None


def hits(text: str) -> list[Hit]:
    """Every TO, FOR, NOT, FAUX and JARGON phrase, line by line; where two overlap, the longer one. Never WITH."""
    return [hit for hit in _all_hits(text) if hit.mode != "WITH"]


def summary(text: str) -> Summary:
    """Counts by mode, in the order TO, FOR, NOT, FAUX, JARGON, and of WITH phrases, which count towards a text."""
    found = Counter(hit.mode for hit in _all_hits(text))
    return Summary({mode: found[mode] for mode in MODES if found[mode]}, found["WITH"])


def without_quotes(line: str) -> str:
    """The line with what people said blanked out, every other character in its place.

    A quote has three words or more and stands among other words; "scare quotes", a line that is one
    quotation from end to end, and data (JSON) are the writer's own words.
    """
    if line.lstrip()[:1] in ("{", "["):
        return line
    if not re.search(r"[^\W\d_]{2,}", _QUOTED.sub(" ", line)):
        return line
    return _QUOTED.sub(lambda m: " " * len(m[0]) if len(m[1].split()) >= 3 else m[0], line)


def _all_hits(text: str) -> Iterator[Hit]:
    for number, line in enumerate(text.split("\n"), start=1):
        plain = without_quotes(line).translate(_SAME)
        if plain.strip():
            yield from (
                Hit(number, start, end, line[start:end], row.mode, row.instead)
                for start, end, row in _longest(_found(plain))
            )


def _found(plain: str) -> Iterator[tuple[int, int, _Row]]:
    lower = plain.lower()
    for row in _rows():
        if not any(start in lower for start in row.starts):
            continue
        matches = list(row.finds.finditer(plain))
        spared = [m.span() for m in row.unless.finditer(plain)] if matches and row.unless else []
        for match in matches:
            start, end = match.span()
            if not any(s < end and start < e and (s <= start or e >= end) for s, e in spared):
                yield start, end, row


def _longest(found: Iterator[tuple[int, int, _Row]]) -> list[tuple[int, int, _Row]]:
    """Of hits that overlap keep the longest, then the first; in the order of the line."""
    kept: list[tuple[int, int, _Row]] = []
    for start, end, row in sorted(found, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(end <= s or start >= e for s, e, _ in kept):
            kept.append((start, end, row))
    return sorted(kept, key=lambda hit: hit[0])


@cache
def _rows() -> tuple[_Row, ...]:
    rows = tomllib.loads(LEXICON.read_text(encoding="utf-8"))["row"]
    return tuple(
        _Row(
            row["mode"],
            row["instead"],
            _starts(row["phrases"] + row.get("also", [])),
            phrases_of(row["phrases"] + row.get("also", [])),
            phrases_of(row["unless"]) if "unless" in row else None,
        )
        for row in rows
    )


def _starts(phrases: list[str]) -> tuple[str, ...]:
    """How the first word of each phrase begins: a row is tried only on lines that hold one of these."""
    firsts = {word for phrase in phrases for word in phrase.split(" ")[0].split("|")}
    return tuple(sorted({re.split(r"[*'-]", word.lower())[0] for word in firsts}))


def phrases_of(phrases: list[str]) -> re.Pattern[str]:
    """One pattern for any of several phrases in the lexicon's signs; of two that start together, the longer."""
    ways = "|".join(_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w])(?:{ways})(?!\w)")


def _pattern(phrase: str) -> str:
    """A phrase of the lexicon as a regular expression: `*` any ending, `_` one to three words, `~` none to three."""
    built = ""
    for piece in phrase.split(" "):
        if piece == "_":
            built += rf"(?:{_WORD} +){{1,3}}"
        elif piece == "~":
            built += rf"(?:{_WORD} +){{0,3}}"
        elif piece == "not" and built.endswith(_GAP):  # "did not" is also "didn't" and "didnt"
            built = built.removesuffix(_GAP) + rf"(?i:(?:{_GAP}not|n'?t)){_GAP}"
        else:
            built += _word(piece) + _GAP
    return built.removesuffix(_GAP)


def _word(piece: str) -> str:
    """One word, or any of several; written all in capitals it matches only capitals."""
    if piece == "(date)":
        return _DATE
    return "(?:" + "|".join(_one(word) for word in piece.split("|")) + ")"


def _one(word: str) -> str:
    shape = "(?:[ -])?".join(re.escape(part).replace(r"\*", r"\w*") for part in word.split("-"))
    shape = shape.replace("'", "'?")
    return shape if len(word) > 1 and word.isupper() else f"(?i:{shape})"
