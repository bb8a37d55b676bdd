"""A hold, what was done about it, and a safeguarding lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from voice.clock import now, today
from voice.protect.nouns import Concern, Detail


@dataclass(frozen=True)
class Lead:
    """Somebody who may see holds. `outside`: the named contact elsewhere, who sees only what was sent round the leads."""

    person_id: int
    name: str
    email: str
    deputy: bool
    outside: bool
    away_until: date | None

    @property
    def at_work(self) -> bool:
        """Not on leave today."""
        return self.away_until is None or self.away_until <= today()

    def may_see(self, kept_from: frozenset[int]) -> bool:
        """May this person know of a hold that is kept from these people?"""
        return self.person_id not in kept_from and (bool(kept_from) or not self.outside)


class Did(StrEnum):
    """One kind of thing that is done about a hold."""

    SENT = "sent"  # a drill only: a real hold keeps no time of its coming
    ACKNOWLEDGED = "acknowledged"
    OUTCOME = "outcome"
    RELEASED = "released"  # an outcome that lets the words be themed
    AGREED = "agreed"
    DISAGREED = "disagreed"
    HANDED_OVER = "handed over"
    SENT_ROUND = "sent round"
    LET_SEE = "let see"
    RAISED = "raised"  # a concern that a lead finds urgent


PROPOSALS = (Did.OUTCOME, Did.RELEASED)


@dataclass(frozen=True)
class HoldStep:
    """One thing a lead did about a hold, and what they wrote with it."""

    person_id: int
    step: Did
    at: datetime
    outcome: str = ""
    note: str = ""
    reference: str = ""  # the number in the site's own safeguarding system
    done_at: datetime | None = None  # when it was done, as the lead says


@dataclass(frozen=True)
class Hold:
    """A hold as the list shows it: no words."""

    hold_id: int
    voice_id: int
    concern: Concern
    kinds: tuple[str, ...]
    week: str
    deadline: datetime | None
    raised_by: str
    drill: bool
    version: int
    has_reach: bool
    kept_from: frozenset[int]  # people whom it names
    escalated: bool
    is_open: bool
    steps: tuple[HoldStep, ...] = ()

    @property
    def acknowledged_by(self) -> tuple[int, ...]:
        """Who has said "I have seen this", and has not handed it over since."""
        last = {s.person_id: s.step for s in self.steps if s.step in (Did.ACKNOWLEDGED, Did.HANDED_OVER)}
        return tuple(
            who for who, step in last.items() if step is Did.ACKNOWLEDGED and who not in self.kept_from
        )

    @property
    def proposed(self) -> HoldStep | None:
        """What a lead wrote down as done and nobody has disagreed with since."""
        for step in reversed(self.steps):
            if step.step is Did.DISAGREED:
                return None
            if step.step in PROPOSALS and step.person_id not in self.kept_from:
                return step
        return None

    @property
    def overdue(self) -> bool:
        """Past its deadline: nobody acknowledged it, or wrote down what was done, or agreed, in time."""
        return self.is_open and not self.drill_done and self.deadline is not None and now() >= self.deadline

    @property
    def drill_done(self) -> bool:
        """A drill asks for nothing more once two people have seen it."""
        return self.drill and len(self.acknowledged_by) > 1

    def waits_for(self, leads: Iterable[Lead]) -> list[Lead]:
        """Whom it waits for now: all who may see it until one has; then a second one to agree; else, when overdue, all."""
        may = [lead for lead in leads if lead.may_see(self.kept_from)]
        if not self.is_open or self.drill_done:
            return []
        if not {lead.person_id for lead in may} & set(self.acknowledged_by):
            return may
        if self.drill:
            return [lead for lead in may if lead.person_id not in self.acknowledged_by]
        if self.proposed is not None:
            return [lead for lead in may if lead.person_id != self.proposed.person_id]
        return may if self.overdue else []


@dataclass(frozen=True)
class OpenHold:
    """A hold opened by a lead: the words, why it was held, and how they may be reached.

    `masked`: a lead let the words be themed since, so names are hidden in them. Without words but with a comment:
    the words have gone. `details` is what would be hidden in them if they were let go now.
    """

    hold: Hold
    text: str
    details: tuple[Detail, ...]
    masked: bool
    reasons: tuple[str, ...]
    reach: str
    comment_id: int | None
