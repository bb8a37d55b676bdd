"""A tell-back and its stages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

WORDINGS = ("8-11", "12-17", "adults")
"""Three wordings of one decision. A missing one is filled by the next older, and the designer is reminded."""


class Stage(StrEnum):
    """How far a theme has come."""

    HEARD = "heard"
    TALKED = "talked"
    TRYING = "trying"
    CHANGED = "changed"
    STOPPED = "stopped"
    NOT_THAT_WAY = "not_that_way"


@dataclass(frozen=True)
class TellBack:
    """One thing told back about one theme."""

    theme_id: int
    round_id: int
    stage: Stage
    on_day: date
    words: dict[str, str] = field(default_factory=dict)  # wording → text
    who: str = ""  # a person by role, speaking as "I"
    where: tuple[str, ...] = ()
    quotes: tuple[int, ...] = ()  # comments whose words stand before ours
    reason: str = ""
    another_thing: str = ""
    who_could_change_it: str = ""
    evidence: str = ""  # for "changed": how we know
    got_wrong: str = ""
    leader_came: bool | None = None
    next_by: date | None = None  # when the next thing is told
    shown_count: int | None = (
        None  # what public pages go by (protect/numbers.py: stepped); under ten it is not shown
    )
    tell_back_id: int = 0
    prompt_id: int | None = None
    published: bool = False
    version: int = 1

    def wording(self, wanted: str) -> str:
        """The text in a wording, else the next older one, else the next younger one: never a blank."""
        start = WORDINGS.index(wanted) if wanted in WORDINGS else len(WORDINGS) - 1
        order = (*WORDINGS[start:], *reversed(WORDINGS[:start]))
        return next((self.words[w] for w in order if self.words.get(w)), "")

    @property
    def missing_wordings(self) -> tuple[str, ...]:
        """Wordings nobody has written yet."""
        return tuple(w for w in WORDINGS if not self.words.get(w))
