"""P8: nothing else fits. Ask openly, with the theme's own phrase."""

from __future__ import annotations

from voice.talk.patterns.pattern import Pattern
from voice.talk.patterns.reading import Reading


def fits(_: Reading) -> bool:
    """Always: this is the last one."""
    return True


def questions(theme: Reading) -> list[str]:
    """What to keep and what to change."""
    return [
        f"From what people say about “{theme.phrase}”, what would you want to keep, and what would you change?",
        f"From what people say about “{theme.phrase}”, what would you keep, and what would you change?",
    ]


PATTERN = Pattern(
    id="P8",
    name="open",
    when="Nothing else fits",
    fits=fits,
    questions=questions,
    dont_know="What would each of us try first, and what would we leave alone?",
    unusual="a shopkeeper everyone knows",
    check_in="What is one thing you would keep just as it is?",
)
