"""Prompt patterns, one file each, in the order they are tried: the first that fits is used.

A new pattern is one file here with a `PATTERN`, and one place in `PATTERNS`.
"""

from __future__ import annotations

from voice.talk.patterns import (
    p0_thin,
    p1_place,
    p2_role,
    p3_bright,
    p4_time,
    p5_split,
    p6_daily,
    p7_windows,
    p8_open,
)
from voice.talk.patterns.pattern import Pattern
from voice.talk.patterns.reading import Reading
from voice.talk.readability import LONGEST, words

PATTERNS: tuple[Pattern, ...] = tuple(
    module.PATTERN
    for module in (p0_thin, p1_place, p2_role, p3_bright, p4_time, p5_split, p6_daily, p7_windows, p8_open)
)


def pick(theme: Reading) -> Pattern:
    """The first pattern that fits; the last one always does."""
    return next(pattern for pattern in PATTERNS if pattern.fits(theme))


def question(pattern: Pattern, theme: Reading) -> str:
    """The fullest wording of at most 22 words, else the shortest there is."""
    wordings = pattern.questions(theme)
    return next((w for w in wordings if len(words(w)) <= LONGEST), min(wordings, key=len))


def named(pattern_id: str) -> Pattern | None:
    """A pattern by its id, such as "P4"; None for one we don't have."""
    return next((pattern for pattern in PATTERNS if pattern.id == pattern_id), None)
