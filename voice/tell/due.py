"""When a theme's people are told something next (practice notes 3f): within 28 days, at three months, at a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voice.clock import today
from voice.tell.nouns import Stage, TellBack

MONTH, QUARTER, YEAR = timedelta(days=28), timedelta(days=91), timedelta(days=365)
NEXT: dict[Stage, tuple[str, timedelta]] = {
    Stage.HEARD: ("Tell people what was talked over", MONTH),
    Stage.TALKED: ("Tell people what is being tried, or why nothing is", MONTH),
    Stage.TRYING: ("Tell people what became of it", QUARTER),
    Stage.CHANGED: ("Ask if it is still there", YEAR),
    Stage.STOPPED: ("Tell people what came after", YEAR),
    Stage.NOT_THAT_WAY: ("Tell people how the other thing went", QUARTER),
}


@dataclass(frozen=True)
class Due:
    """What is to be told next, and by when."""

    what: str
    by: date

    @property
    def overdue(self) -> bool:
        """The day is past."""
        return self.by < today()


def next_due(steps: Sequence[TellBack], promised: date | None = None) -> Due | None:
    """What comes after the last published step (oldest first), or the tell-back that a prompt promised; else None."""
    told = [step for step in steps if step.published]
    if not told:
        return Due("Tell people what we heard", promised) if promised else None
    last = told[-1]
    what, after = NEXT[last.stage]
    return Due(what, last.next_by or last.on_day + after)
