"""P0: too few comments, or a route that speaks elsewhere is silent here. Ask who is missing."""

from __future__ import annotations

from voice.talk.evidence import THIN
from voice.talk.patterns.pattern import Pattern
from voice.talk.patterns.reading import Reading


def fits(theme: Reading) -> bool:
    """Under ten comments, or an opened route that is silent here and not elsewhere."""
    return theme.n < THIN or bool(theme.silent)


def questions(theme: Reading) -> list[str]:
    """Who is missing, and the way to them."""
    return [f"Who haven't we heard from about “{theme.phrase}”, and who would they talk to?"]


PATTERN = Pattern(
    id="P0",
    name="thin",
    when="Fewer than ten comments, or one way of answering is silent here",
    fits=fits,
    questions=questions,
    dont_know="Is it quiet because all is well, or because no one asked?",
    unusual="a shopkeeper everyone knows",
    check_in="Who was the first person you spoke to today?",
)
