"""A prompt: one theme's evidence, one open question, one next move. It holds no answer.

Field names follow the practice notes (3a). `as_json` is what is stored and what
`voice prompts` prints; `docs/prompt.md` describes it. `from_json` reads a prompt
from any file: what is missing or of the wrong kind becomes blank, for the checks
to name. `assemble` fills in all that software can; what only a person can settle
holds an honest starter, and `to_settle` lists it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, timedelta
from typing import Any

from voice.clock import today
from voice.protect.numbers import TEAM_LIMIT
from voice.talk import gaps, loose, patterns, plainly, quotes, window
from voice.talk.evidence import (
    LOOKED,
    Cell,
    Evidence,
    Heard,
    SpaceView,
    ThemeView,
    cell,
    gather,
    place_name,
    success_of,
)
from voice.talk.patterns.reading import Reading, read
from voice.talk.rubric import blank_rubric

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


def assemble(theme: ThemeView, heard: Sequence[Heard], view: SpaceView, on: date | None = None) -> Prompt:
    """Draft a prompt from one theme's released comments. `on` is the day it is made (today).

    It has no failed gate; once a person has edited the question it can pass every software check.
    """
    reading = read(theme, heard, view)
    pattern = patterns.pick(reading)
    question = patterns.question(pattern, reading)
    evidence = _evidence(reading)
    made = on or today()
    draft = Prompt(
        theme=theme.theme_id,
        title=theme.title,
        pattern=pattern.id,
        opening_question=question,
        evidence=evidence,
        heard=_heard(evidence),
        other_side=_other_side(reading, evidence),
        dont_know=[pattern.dont_know],
        window_now=window.window_now(reading.window, view.team_window, evidence.window_mix),
        with_move={"support": reading.window.corner.support, "ask": reading.window.corner.ask},
        room=_room(reading, pattern.unusual),
        worries_now=_worries(reading),
        success=_success(reading),
        success_gap="We have not put our own measure beside this yet.",
        tell_back=_tell_back(view, made),
        check_in=pattern.check_in,
        who_can_change_it="us",
        rubric=blank_rubric(),
        made_on=made.isoformat(),
        drafted_question=question,
    )
    return _with_to_settle(draft, reading)


def _evidence(reading: Reading) -> Evidence:
    chosen = quotes.choose(reading.theme, reading.comments, reading.sides)
    taken = [q["comment_id"] for side in chosen.values() for q in side]
    found = [c.as_json() for c in (reading.place, reading.role, reading.bright) if c]
    return gather(
        reading.comments,
        reading.view,
        chosen,
        found,
        window.mix(reading.comments),
        quotes.ideas(reading.comments, taken),
        gaps.missing_voices(reading.comments, reading.view),
        gaps.limits_of(reading.comments),
    )


def _heard(evidence: Evidence) -> list[dict[str, Any]]:
    return [{"kind": kind, **q} for kind in ("change", "keep") for q in evidence.quotes[kind]]


def _other_side(reading: Reading, evidence: Evidence) -> list[dict[str, Any]]:
    """The other side with its count, or that no one told us. A guess by cue words is never counted: "at least one"."""
    sides, quoted = reading.sides, evidence.quotes["minority"]
    if not sides.settled and not quoted:
        return [{"n": "none", "text": "", "note": LOOKED}]
    number: Cell | None = cell(len(sides.minority)) if sides.settled else "at least one"
    if reading.n < TEAM_LIMIT:
        number = None
    note = "" if quoted else "No one who said it let us share their words."
    said: dict[str, Any] = quoted[0] if quoted else {"text": ""}
    return [{**({"n": number} if number is not None else {}), **said, "note": note}]


def _room(reading: Reading, unusual: str) -> dict[str, Any]:
    """Who might be there: at most nine, two roles or more, a voice from outside, in a place that people chose."""
    roles = ["youth worker", "person at the front desk"]
    if any(c.band == "parent" for c in reading.comments):
        roles.append("parent or carer")
    return {
        "roles": roles,
        "unusual": [unusual],
        "young_people": 3,
        "advocate": "on call",
        "meet_where": _meet_where(reading),
    }


def _meet_where(reading: Reading) -> str:
    """The place that most would choose, in the space's words; else where the space can meet; else theirs to choose."""
    wanted = [code for c in reading.comments for code in set(c.place_wanted) if code != "online"]
    for code in sorted(set(wanted), key=lambda code: (-wanted.count(code), code)):
        name = place_name(code, reading.view)
        return next((where for where in reading.view.meet_where if _same_place(where, name)), name)
    return reading.view.meet_where[0] if reading.view.meet_where else "a place that people choose"


def _same_place(where: str, name: str) -> bool:
    mine = {w.lower() for w in name.replace(",", " ").split() if w[:1].isupper()}
    return len(mine & {w.lower() for w in where.replace(",", " ").split()}) >= 2


def _worries(reading: Reading) -> list[dict[str, Any]]:
    """The most named worry, with someone and a day to act on it; or that none was raised."""
    if not reading.worries:
        return [{"worry": NONE_RAISED}]
    code, n = reading.worries[0]
    number = {"n": cell(n)} if reading.n >= TEAM_LIMIT else {}
    return [
        {"worry": plainly.WORRIES[code], **number, "who_acts": "the worker on duty asks about it", "by": "Friday"}
    ]


def _success(reading: Reading) -> list[str]:
    """What five or more chose as the sign that it works, at most two; else that we have not asked."""
    chosen = [code for code, n in success_of(reading.comments).most_common(2) if n >= TEAM_LIMIT]
    return [plainly.SUCCESS[code] for code in chosen] or [NOT_ASKED]


def _tell_back(view: SpaceView, made: date) -> dict[str, str]:
    return {
        "what": "what we heard and what we tried",
        "where": view.told_where,
        "who": view.told_by,
        "date": (made + timedelta(days=TELL_BACK_DAYS)).isoformat(),
    }


def _with_to_settle(draft: Prompt, reading: Reading) -> Prompt:
    """List what only a person can settle, each with what to do."""
    asks = {
        "opening_question": "Make the question yours; it can't be opened before someone has.",
        "other_side": "" if reading.sides.settled else "Cue words found this side. Read the comments and count again.",
        "dont_know": "Keep a gap only if the answer would change what is tried.",
        "window_now": "" if reading.view.team_window else "Ask the team how they think it was.",
        "with_move": "Name one real thing to bring and one real thing to ask, for this theme.",
        "room": "Name the people by role, and where you meet.",
        "worries_now": "" if draft.worries_now[0]["worry"] == NONE_RAISED else "Say who acts on it and on which day.",
        "who_can_change_it": "Us, another team or leaders?",
        "signed_by": "A young adviser reads it: is this what was said?",
    }
    listed = [{"field": name, "ask": ask} for name, ask in asks.items() if ask]
    return Prompt(**{f.name: getattr(draft, f.name) for f in fields(draft)} | {"to_settle": listed})

