"""P6: daily life is in the way: rent, buses, sleep."""

from __future__ import annotations

from voice.protect.numbers import TEAM_LIMIT
from voice.talk.patterns.pattern import Pattern
from voice.talk.patterns.reading import Reading

SHARE = 0.20


def fits(theme: Reading) -> bool:
    """One practical worry is named in 20 % of the theme, and in five comments or more."""
    return bool(theme.worries) and theme.worries[0][1] >= max(TEAM_LIMIT, SHARE * theme.n)


def questions(theme: Reading) -> list[str]:
    """What is in the way, and who could shift it together."""
    return [
        f"Think of “{theme.phrase}”: what is in the way in your week, and who could shift it with you?",
        f"Think of “{theme.phrase}”: what is in the way, and who could shift it with you?",
    ]


PATTERN = Pattern(
    id="P6",
    name="daily life",
    when="One worry from daily life is in 20 in 100 comments or more",
    fits=fits,
    questions=questions,
    dont_know="Who never came at all because of this?",
    unusual="a bus driver",
    check_in="What was the best hour of your week?",
)
