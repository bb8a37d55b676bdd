"""P4: it happens in a gap: between people, while waiting, or moving on."""

from __future__ import annotations

import re

from voice.talk.patterns.pattern import Pattern
from voice.talk.patterns.reading import Reading

GAPS = {
    "waiting": "asking for help and meeting someone",
    "between": "one person and the next",
    "moving on": "leaving here and starting somewhere new",
}
_SOUNDS_LIKE = {
    "waiting": re.compile(r"\b(wait(s|ed|ing)?|queue|waiting list)\b", re.I),
    "moving on": re.compile(r"\b(turn(ed|ing)? 18|moving on|move on|too old)\b", re.I),
}


def gap(theme: Reading) -> str:
    """The gap a theme is about: the touchpoint a person set, else what its own phrase says. "" for none."""
    set_by_hand = theme.theme.touchpoint.strip().lower().replace("_", " ")
    if set_by_hand:
        return set_by_hand if set_by_hand in GAPS else ""
    return next((name for name, sounds in _SOUNDS_LIKE.items() if sounds.search(theme.phrase)), "")


def fits(theme: Reading) -> bool:
    """The touchpoint is between, waiting or moving on."""
    return bool(gap(theme))


def questions(theme: Reading) -> list[str]:
    """What should happen in the gap, with the person."""
    return [
        f"Think of “{theme.phrase}”: what should happen, with you, between {GAPS.get(gap(theme), 'now and then')}?"
    ]


PATTERN = Pattern(
    id="P4",
    name="gap in time",
    when="It happens while waiting, between people, or moving on",
    fits=fits,
    questions=questions,
    dont_know="Which part is hardest: the start, the middle, or not knowing the end?",
    unusual="someone who looks after a busy queue",
    check_in="What makes a wait feel shorter?",
)
