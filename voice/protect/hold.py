"""Holds: only the leads see a held comment until one of them has decided.

Urgent goes to lead and deputy at once, and nobody closes an urgent hold alone.
The clock runs in the space's opening hours. A hold keeps its deadline only
while it is open; afterwards only the ISO week is left.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now, this_week
from voice.errors import BadInput, NotReady, NotYours, Overtaken
from voice.protect import records
from voice.protect.alerts import alarm_rows
from voice.protect.hours import Hours, deadline
from voice.protect.look import Concern, Look
from voice.protect.masking import mask
from voice.protect.seal import Sealed, open_text, open_words, seal_text, seal_words
from voice.protect.usable import State
from voice.store.ids import new_id
from voice.store.jobs import add_jobs
from voice.store.secret import Keys


@dataclass(frozen=True)
class HoldStep:
    """One thing a lead did about a hold."""

    person_id: int
    step: str  # acknowledged, outcome, agreed, released
    at: datetime
    outcome: str = ""
    note: str = ""


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
    names_lead: bool
    escalated: bool
    is_open: bool
    steps: tuple[HoldStep, ...] = ()

    @property
    def acknowledged_by(self) -> tuple[int, ...]:
        """Who has said "I have seen this"."""
        return tuple(dict.fromkeys(s.person_id for s in self.steps if s.step == "acknowledged"))

    @property
    def overdue(self) -> bool:
        """Past its deadline with nobody having acknowledged it."""
        return (
            self.is_open and not self.acknowledged_by and self.deadline is not None and now() >= self.deadline
        )


@dataclass(frozen=True)
class OpenHold:
    """A hold opened by a lead: the words, why it was held, and how they may be reached.

    `masked`: a lead let the words be themed since, so names are hidden in them. Without words but with a comment:
    the words have gone.
    """

    hold: Hold
    text: str
    masked: bool
    reasons: tuple[str, ...]
    reach: str
    comment_id: int | None


def hold_row(
    keys: Keys,
    space_id: int,
    hours: Hours,
    voice_id: int,
    comment_id: int | None,
    look: Look,
    *,
    raised_by: str = "rules",
    reach: str = "",
    drill: bool = False,
) -> dict[str, Any]:
    """A row for `hold`. Its reasons and the way to be reached are sealed: they point at words and people."""
    hold_id = new_id()
    why = json.dumps(list(dict.fromkeys(reason.why for reason in look.reasons)) or ["Held by a person."])
    return {
        "space_id": space_id,
        "hold_id": hold_id,
        "comment_id": comment_id,
        "voice_id": voice_id,
        "concern": look.concern,
        "kinds": list(look.kinds),
        "why": seal_text(keys, Sealed.WHY, space_id, hold_id, why),
        "reach": seal_text(keys, Sealed.REACH, space_id, hold_id, reach) if reach else None,
        "state": "open",
        "week": this_week(),
        "deadline": deadline(hours, now()),
        "raised_by": raised_by,
        "drill": drill,
    }


async def open_holds(conn: AsyncConnection, space_id: int, *, closed: bool = False) -> list[Hold]:
    """The open holds of a space (or the closed ones), urgent first, then by deadline. Counts and kinds only."""
    rows = await records.holds(conn, space_id, "closed" if closed else "open")
    steps = await records.hold_steps(conn, space_id, [row.hold_id for row in rows])
    holds = [_hold(row, steps.get(row.hold_id, [])) for row in rows]
    return sorted(
        holds, key=lambda h: (h.concern != Concern.URGENT, h.deadline.timestamp() if h.deadline else 0.0)
    )


async def open_hold(conn: AsyncConnection, keys: Keys, space_id: int, hold_id: int) -> OpenHold:
    """Open one hold with its words. The caller writes the look in the audit. NotYours if there is none."""
    row = await records.hold(conn, space_id, hold_id)
    if row is None:
        raise NotYours("There is no such hold.")
    steps = await records.hold_steps(conn, space_id, [hold_id])
    words = await records.sealed_words(conn, space_id, row.comment_id) if row.comment_id else None
    let_go = (
        None if words or not row.comment_id else await records.masked_words(conn, space_id, row.comment_id)
    )
    text = open_words(keys, Sealed.HELD, space_id, row.comment_id, words).text if words else let_go or ""
    return OpenHold(
        hold=_hold(row, _with_notes(keys, space_id, steps.get(hold_id, []))),
        text=text,
        masked=let_go is not None,
        reasons=tuple(json.loads(open_text(keys, Sealed.WHY, space_id, hold_id, row.why))) if row.why else (),
        reach=open_text(keys, Sealed.REACH, space_id, hold_id, row.reach) if row.reach else "",
        comment_id=row.comment_id,
    )


async def acknowledge(conn: AsyncConnection, space_id: int, hold_id: int, person_id: int) -> None:
    """A lead says "I have seen this and I am acting". Twice by the same person counts once."""
    hold = await _open_one(conn, space_id, hold_id)
    if person_id not in hold.acknowledged_by:
        await records.add_step(conn, space_id, hold_id, person_id, "acknowledged")


async def settle(
    conn: AsyncConnection,
    keys: Keys,
    space_id: int,
    hold_id: int,
    person_id: int,
    version: int,
    outcome: str,
    note: str,
    *,
    release: bool = False,
) -> bool:
    """Record what was done. True when the hold is closed; False when an urgent one now waits for a second lead.

    `release` lets the comment go on to be themed (masked, not for quoting).
    """
    hold = await _open_one(conn, space_id, hold_id, version)
    if not outcome:
        raise BadInput("Choose what was done.", "outcome")
    if not hold.acknowledged_by:
        raise NotReady("Say first that you have seen this hold.")
    if release and hold.drill:
        raise BadInput("A drill's words are nobody's: they are never themed.", "outcome")
    if release and await records.is_withdrawn(conn, space_id, hold.voice_id):
        raise BadInput("Whoever wrote this took it back, so the team can't have it.", "outcome")
    await _note(conn, keys, space_id, hold_id, person_id, "released" if release else "outcome", outcome, note)
    waits = hold.concern == Concern.URGENT and not hold.drill
    await records.touch_hold(conn, space_id, hold_id)
    if waits:
        return False
    await _close(conn, keys, space_id, hold_id, person_id, release)
    return True


async def agree(
    conn: AsyncConnection, keys: Keys, space_id: int, hold_id: int, person_id: int, version: int
) -> None:
    """A second lead agrees with the outcome of an urgent hold, which closes it. NotReady for the same person."""
    hold = await _open_one(conn, space_id, hold_id, version)
    proposed = next((s for s in reversed(hold.steps) if s.step in ("outcome", "released")), None)
    if proposed is None:
        raise NotReady("Nobody has written an outcome yet.")
    if proposed.person_id == person_id:
        raise NotReady("An urgent hold is closed by two people. Ask the other lead to agree.")
    await _note(conn, keys, space_id, hold_id, person_id, "agreed", proposed.outcome, "")
    await _close(conn, keys, space_id, hold_id, person_id, proposed.step == "released")


async def send_round_the_leads(conn: AsyncConnection, space_id: int, hold_id: int) -> None:
    """It names a lead or a worker: it belongs with the named outside contact. The audit says who sent it."""
    await _open_one(conn, space_id, hold_id)
    await records.mark_names_lead(conn, space_id, hold_id)


async def hold_comment(
    conn: AsyncConnection,
    keys: Keys,
    space_id: int,
    hours: Hours,
    comment_id: int,
    look: Look,
    *,
    raised_by: str,
) -> None:
    """Move an unread comment behind a hold, and tell the leads: its words are sealed again with the leads' key."""
    row = await records.comment_row(conn, space_id, comment_id)
    if row is None or row.state != State.UNREAD:
        return
    sealed = await records.sealed_words(conn, space_id, comment_id)
    if sealed:
        words = open_words(keys, Sealed.UNREAD, space_id, comment_id, sealed)
        await records.reseal(
            conn, space_id, comment_id, seal_words(keys, Sealed.HELD, space_id, comment_id, words)
        )
    await records.set_state(conn, space_id, comment_id, State.HELD, concern=look.concern)
    await records.drop_vector(conn, space_id, comment_id)
    hold = hold_row(keys, space_id, hours, row.voice_id, comment_id, look, raised_by=raised_by)
    await records.add_hold(conn, hold)
    await add_jobs(conn, alarm_rows(space_id, hold["deadline"]))


async def _close(
    conn: AsyncConnection, keys: Keys, space_id: int, hold_id: int, person_id: int, release: bool
) -> None:
    row = await records.hold(conn, space_id, hold_id)
    await records.close_hold(conn, space_id, hold_id)
    if release and row is not None and row.comment_id:
        await _release(conn, keys, space_id, row.comment_id, person_id)


async def _release(conn: AsyncConnection, keys: Keys, space_id: int, comment_id: int, person_id: int) -> None:
    """Let held words be themed, masked and never quoted, unless their writer took them back while they were held."""
    comment = await records.comment_row(conn, space_id, comment_id)
    sealed = await records.sealed_words(conn, space_id, comment_id)
    if comment is None or comment.state != State.HELD or sealed is None:
        return
    if await records.is_withdrawn(conn, space_id, comment.voice_id):
        await records.set_state(conn, space_id, comment_id, State.WITHDRAWN)
        await records.forget_comment(conn, space_id, comment_id)
        return
    words = open_words(keys, Sealed.HELD, space_id, comment_id, sealed)
    await records.release_words(conn, space_id, comment_id, mask(words.text, words.details))
    await records.set_state(conn, space_id, comment_id, State.NO_QUOTE, read_by=person_id)


async def _open_one(conn: AsyncConnection, space_id: int, hold_id: int, version: int | None = None) -> Hold:
    row = await records.hold(conn, space_id, hold_id)
    if row is None:
        raise NotYours("There is no such hold.")
    steps = await records.hold_steps(conn, space_id, [hold_id])
    hold = _hold(row, steps.get(hold_id, []))
    if not hold.is_open or (version is not None and hold.version != version):
        raise Overtaken("Someone else changed this hold after you opened it. Look again before you decide.")
    return hold


async def _note(
    conn: AsyncConnection,
    keys: Keys,
    space_id: int,
    hold_id: int,
    person_id: int,
    step: str,
    outcome: str,
    note: str,
) -> None:
    step_id = new_id()
    sealed = seal_text(keys, Sealed.NOTE, space_id, step_id, note) if note else None
    await records.add_step(
        conn, space_id, hold_id, person_id, step, outcome=outcome, note=sealed, step_id=step_id
    )


def _with_notes(keys: Keys, space_id: int, rows: list[Any]) -> list[HoldStep]:
    return [
        HoldStep(
            row.person_id,
            row.step,
            row.at,
            row.outcome or "",
            open_text(keys, Sealed.NOTE, space_id, row.step_id, row.note) if row.note else "",
        )
        for row in rows
    ]


def _hold(row: Any, steps: list[Any]) -> Hold:
    return Hold(
        hold_id=row.hold_id,
        voice_id=row.voice_id,
        concern=Concern(row.concern),
        kinds=tuple(row.kinds),
        week=row.week,
        deadline=row.deadline,
        raised_by=row.raised_by,
        drill=row.drill,
        version=row.version,
        has_reach=row.reach is not None,
        names_lead=row.names_lead,
        escalated=row.escalated,
        is_open=row.state == "open",
        steps=tuple(
            s if isinstance(s, HoldStep) else HoldStep(s.person_id, s.step, s.at, s.outcome or "")
            for s in steps
        ),
    )
