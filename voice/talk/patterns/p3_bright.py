"""P3: one place or group has it much better. Start from what works there."""

from __future__ import annotations

from voice.talk.evidence import at_place
from voice.talk.patterns.pattern import Pattern
from voice.talk.patterns.reading import Reading


def fits(theme: Reading) -> bool:
    """One place or group says "we worked it out together" 20 points more than the rest."""
    return theme.bright is not None


def questions(theme: Reading) -> list[str]:
    """A good time, told in full; with the place where it is a place."""
    kind, _, code = theme.bright.code.partition(":") if theme.bright else ("", "", "")
    where = f" {at_place(code, theme.view)}" if kind == "place" else ""
    return [
        f"Think of “{theme.phrase}”, and of a time{named} that felt right: what was happening?"
        for named in (where, "")
    ]


PATTERN = Pattern(
    id="P3",
    name="bright spot",
    when="One place or group has it better by 20 points or more",
    fits=fits,
    questions=questions,
    dont_know="What made it work: the people, the place or the time?",
    unusual="someone who was there, in any job",
    check_in="What went well for you this week?",
)
