"""P7: the people and the team see it differently."""

from __future__ import annotations

from voice.talk.patterns.pattern import Pattern
from voice.talk.patterns.reading import Reading
from voice.talk.window import SENTENCES


def fits(theme: Reading) -> bool:
    """People's window may be named, the team has set its own, and they are not the same."""
    team = theme.view.team_window
    return bool(theme.window.code) and team in SENTENCES and team != theme.window.code


def questions(theme: Reading) -> list[str]:
    """What neither side sees alone."""
    return [f"Looking at “{theme.phrase}”, what you said and what we thought, what are we not seeing?"]


PATTERN = Pattern(
    id="P7",
    name="two windows",
    when="What people say it was like is not what the team says",
    fits=fits,
    questions=questions,
    dont_know="When did it start to look different from the two sides?",
    unusual="someone in their first month here",
    check_in="What looks different from where you sit?",
)
