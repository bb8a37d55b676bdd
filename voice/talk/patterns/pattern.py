"""A pattern: when it fits a theme, and how it asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voice.talk.patterns.reading import Reading

Fits = Callable[[Reading], bool]
Ask = Callable[[Reading], list[str]]


@dataclass(frozen=True)
class Pattern:
    """One way to ask about a theme together.

    `questions` gives one or more wordings, the fullest first: the first of at most 22 words is used. The rest
    are starters for a person to make their own: what we don't know, a voice from outside, how to check in.
    """

    id: str
    name: str
    when: str
    fits: Fits
    questions: Ask
    dont_know: str
    unusual: str
    check_in: str
