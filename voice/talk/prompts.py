"""A prompt: one theme's evidence, one open question, one next move. It holds no answer.

Field names follow the practice notes (3a). `as_json` is what is stored and what
`voice prompts` prints; `docs/prompt.md` describes it. `from_json` reads a prompt
from any file: what is missing or of the wrong kind becomes blank, for the checks
to name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from voice.talk import loose
from voice.talk.evidence import Evidence

TELL_BACK_DAYS = 28
"""The longest that anyone waits to be told (practice notes, check 14)."""
NONE_RAISED = "none raised"
NOT_ASKED = "not asked yet"
STATES = ("draft", "opened", "needs_review", "closed")


@dataclass(frozen=True)
class Prompt:
    """Three sheets' worth, from one theme. `drafted_question` is the starter that a person has yet to make their own."""

    theme: int
    title: str
    pattern: str
    opening_question: str
    evidence: Evidence
    heard: list[dict[str, Any]]
    other_side: list[dict[str, Any]]
    dont_know: list[str]
    window_now: dict[str, str]
    with_move: dict[str, str]
    room: dict[str, Any]
    worries_now: list[dict[str, Any]]
    success: list[str]
    success_gap: str
    tell_back: dict[str, str]
    check_in: str
    who_can_change_it: str
    rubric: list[dict[str, Any]]
    id: int = 0
    state: str = "draft"
    version: int = 1
    signed_by: str = ""
    made_on: str = ""
    drafted_question: str = ""
    excused: list[dict[str, str]] = field(default_factory=list)
    to_settle: list[dict[str, str]] = field(default_factory=list)

    @property
    def edited(self) -> bool:
        """A person has made the question their own; none is opened before."""
        return self.opening_question.strip() != self.drafted_question.strip()

    @property
    def quoted(self) -> tuple[int, ...]:
        """The comments whose words stand in it, so that withdrawal finds them."""
        sides = self.evidence.quotes.values()
        said = [*self.heard, *self.other_side, *self.evidence.ideas, *(q for side in sides for q in side)]
        return tuple(dict.fromkeys(q["comment_id"] for q in said if isinstance(q.get("comment_id"), int)))

    def as_json(self) -> dict[str, Any]:
        """As stored and printed, the naming fields first."""
        body = asdict(self)
        first = ("id", "theme", "title", "state", "pattern", "opening_question")
        return {name: body[name] for name in first} | body

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Prompt:
        """A prompt from stored or foreign JSON. Never fails: the missing and the odd become blank."""
        return cls(**{f.name: loose.READ[f.name](raw) for f in fields(cls)})
