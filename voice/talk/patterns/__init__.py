"""Prompt patterns, one file each, in the order they are tried: the first that fits is used.

A new pattern is one file here with a `PATTERN`, and one place in `PATTERNS`.
"""

from __future__ import annotations

from dataclasses import replace

from voice.talk.drafting.phrase import SHORT, own_phrase
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
    """The fullest wording of at most 22 words that keeps the theme's phrase whole, else with the phrase cut short."""
    short = replace(theme, phrase=own_phrase(theme.theme, SHORT))
    wordings = [*pattern.questions(theme), *pattern.questions(short)]
    return next((w for w in wordings if len(words(w)) <= LONGEST), min(wordings, key=len))


def named(pattern_id: str) -> Pattern | None:
    """A pattern by its id, such as "P4"; None for one we don't have."""
    return next((pattern for pattern in PATTERNS if pattern.id == pattern_id), None)
