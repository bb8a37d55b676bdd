"""P5: a real split. Both sides are right about something."""

from __future__ import annotations

from voice.protect.numbers import TEAM_LIMIT
from voice.talk.patterns.pattern import Pattern
from voice.talk.patterns.reading import Reading

LEAST, MOST = 0.20, 0.50


def fits(theme: Reading) -> bool:
    """The other side is 20 % or more and under half, five or more, and people (not cue words) put it there."""
    other = len(theme.sides.minority)
    return theme.sides.settled and other >= TEAM_LIMIT and LEAST * theme.n <= other < MOST * theme.n


def questions(theme: Reading) -> list[str]:
    """Room for both sides; neither is asked to give way."""
    return [
        f"How could both of these be true here: “{theme.phrase}”, and what others say against it?",
        f"How could both be true here: “{theme.phrase}”, and what others say?",
    ]


PATTERN = Pattern(
    id="P5",
    name="split",
    when="The other side is 20 in 100 or more, and under half",
    fits=fits,
    questions=questions,
    dont_know="Is it two kinds of people, or one person on two kinds of day?",
    unusual="a referee, who hears both sides",
    check_in="What do you and a good friend not agree on?",
)
