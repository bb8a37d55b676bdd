"""P2: parents, staff and young people say different things."""

from __future__ import annotations

from voice.talk.patterns.pattern import Pattern
from voice.talk.patterns.reading import Reading


def fits(theme: Reading) -> bool:
    """Two of the three differ by 20 points on where, how or with whom, ten on each side."""
    return theme.role is not None


def questions(theme: Reading) -> list[str]:
    """What is whose, and how to agree on it."""
    return [
        f"Think of “{theme.phrase}”: what should stay with you, what is shared, and how do we choose?",
        f"Think of “{theme.phrase}”: what stays with you, what is shared, and how do we choose?",
    ]


PATTERN = Pattern(
    id="P2",
    name="role contrast",
    when="Parents, staff and young people differ by 20 points or more",
    fits=fits,
    questions=questions,
    dont_know="Does it change with age, or with what the talk is about?",
    unusual="a grandparent",
    check_in="Who is good to have beside you when something is hard?",
)
