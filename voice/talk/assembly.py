"""Drafting a prompt: everything that software can fill in, and honest starters for what only a person can settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from voice.clock import today
from voice.protect.numbers import TEAM_LIMIT
from voice.talk import patterns, plainly, window
from voice.talk.drafting import gaps, quotes
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
from voice.talk.prompts import NONE_RAISED, NOT_ASKED, TELL_BACK_DAYS, Prompt
from voice.talk.readability import words
from voice.talk.rubric import blank_rubric
from voice.talk.sheets import total_words

QUOTED_WORDS = 36
"""Words of quotes on a table card of 80, beside title, question and tell-back line."""
ROOM_TO_EDIT = 215
"""Words of a draft at most, of the 260 there are, so that a person has room to make it theirs."""


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
        success_gap="not set yet",
        tell_back=_tell_back(view, made),
        check_in=pattern.check_in,
        who_can_change_it="us",
        rubric=blank_rubric(),
        made_on=made.isoformat(),
        drafted_question=question,
    )
    return replace(_fitted(draft), to_settle=_to_settle(draft, reading))


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
    """Two to change, one to keep; those that no longer fit beside the other side on the card stay in the evidence."""
    left = QUOTED_WORDS - sum(len(words(q["text"])) for q in evidence.quotes["minority"])
    heard: list[dict[str, Any]] = []
    change, keep = evidence.quotes["change"], evidence.quotes["keep"]
    for kind, quote in [
        *(("change", q) for q in change[:1]),
        *(("keep", q) for q in keep),
        *(("change", q) for q in change[1:]),
    ]:
        size = len(words(quote["text"]))
        if size <= left or len(heard) < (1 if evidence.quotes["minority"] else 2):
            heard.append({"kind": kind, **quote})
            left -= size
    return sorted(heard, key=lambda q: str(q["kind"]))


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
    roles = ["youth worker", "front desk"]
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
    young = [c for c in reading.comments if c.band not in ("parent", "staff")]
    wanted = [code for c in young for code in set(c.place_wanted) if code != "online"]
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
    return [{"worry": plainly.WORRIES[code], **number, "who_acts": "the duty worker asks", "by": "Friday"}]


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


def _fitted(draft: Prompt) -> Prompt:
    """Leave out what a draft can best do without, one thing at a time, until a person has room to edit."""
    leaner: tuple[Callable[[Prompt], Prompt], ...] = (
        lambda p: replace(p, success_gap=""),
        lambda p: replace(p, room=p.room | {"advocate": ""}),
        lambda p: replace(p, heard=_without_one(p)),
        lambda p: replace(p, window_now=p.window_now | {"gap": ""}),
        lambda p: replace(p, evidence=replace(p.evidence, missing=p.evidence.missing[:1])),
        lambda p: replace(p, room=p.room | {"roles": p.room["roles"][:2]}),
    )
    for lean in leaner:
        if total_words(draft) > ROOM_TO_EDIT:
            draft = lean(draft)
    return draft


def _without_one(prompt: Prompt) -> list[dict[str, Any]]:
    """Without the longest quote, as long as two are left with the other side's."""
    others = sum(bool(other.get("text")) for other in prompt.other_side)
    if len(prompt.heard) + others <= 2 or len(prompt.heard) < 2:
        return prompt.heard
    longest = max(prompt.heard, key=lambda q: len(words(str(q["text"]))))
    return [q for q in prompt.heard if q is not longest]


def _to_settle(draft: Prompt, reading: Reading) -> list[dict[str, str]]:
    """What only a person can settle, each with what to do."""
    asks = {
        "opening_question": "Make the question yours; it can't be opened before someone has.",
        "other_side": ""
        if reading.sides.settled
        else "Cue words found this side. Read the comments and count again.",
        "dont_know": "Keep a gap only if the answer would change what is tried.",
        "window_now": "" if reading.view.team_window else "Ask the team how they think it was.",
        "with_move": "Name one real thing to bring and one real thing to ask, for this theme.",
        "room": "Name the people by role, and where you meet.",
        "worries_now": ""
        if draft.worries_now[0]["worry"] == NONE_RAISED
        else "Say who acts on it and on which day.",
        "who_can_change_it": "Us, another team or leaders?",
        "signed_by": "A young adviser reads it: is this what was said?",
    }
    return [{"field": name, "ask": ask} for name, ask in asks.items() if ask]
