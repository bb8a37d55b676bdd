"""P1: people would rather be somewhere other than where they were."""

from __future__ import annotations

from voice.talk.evidence import at_place
from voice.talk.patterns.pattern import Pattern
from voice.talk.patterns.reading import Reading


def fits(theme: Reading) -> bool:
    """A place where ten or more were, 30 % or more of whom would be elsewhere."""
    return theme.place is not None


def questions(theme: Reading) -> list[str]:
    """What must be true of a place first; with both places named where there is room."""
    codes = theme.place.code.split(">") if theme.place else []
    places = " or ".join(at_place(code, theme.view) for code in codes)
    return [
        f"Think of “{theme.phrase}”: what would need to be true about a place{named} before you would talk there?"
        for named in (f", {places},", "")
    ] + [f"Think of “{theme.phrase}”: what must be true of a place before you would talk there?"]


PATTERN = Pattern(
    id="P1",
    name="place contrast",
    when="Ten or more, and 30 in 100 of them, would rather be somewhere else",
    fits=fits,
    questions=questions,
    dont_know="Is it the place, the people in it, or who gets told?",
    unusual="a librarian",
    check_in="Where in this building do you feel most at ease?",
)
