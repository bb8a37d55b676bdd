"""The lists of holds, without words, and opening one."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import NotYours
from voice.protect import records as comments
from voice.protect.hold import records
from voice.protect.hold.leads import lead_in
from voice.protect.hold.nouns import Did, Hold, HoldStep, OpenHold
from voice.protect.masking import find_details
from voice.protect.nouns import Concern, Detail, LocalLists
from voice.protect.seal import Sealed, Unmasked, open_text, open_words
from voice.store.secret import Keys


async def open_holds(conn: AsyncConnection, space_id: int, *, closed: bool = False) -> list[Hold]:
    """The open holds of a space (or the closed ones), urgent first, then by deadline. For the machine, not for a screen."""
    rows = await records.holds(conn, space_id, "closed" if closed else "open")
    return sorted(
        await _with_steps(conn, space_id, rows),
        key=lambda h: (h.concern != Concern.URGENT, h.deadline.timestamp() if h.deadline else 0.0),
    )


async def holds_for(
    conn: AsyncConnection, space_id: int, person_id: int, *, closed: bool = False
) -> list[Hold]:
    """The same, for one lead: those that name them are not among them, nor counted."""
    lead = await lead_in(conn, space_id, person_id)
    return [h for h in await open_holds(conn, space_id, closed=closed) if lead.may_see(h.kept_from)]


async def drills(conn: AsyncConnection, space_id: int) -> list[Hold]:
    """Every drill there has been."""
    return await _with_steps(conn, space_id, await records.drills(conn, space_id))


async def open_hold(
    conn: AsyncConnection, keys: Keys, space_id: int, local: LocalLists, hold_id: int, person_id: int
) -> OpenHold:
    """Open one hold with its words. The caller writes the look in the audit. NotYours for whoever may not see it."""
    row = await records.hold(conn, space_id, hold_id)
    if row is None:
        raise NotYours("There is no such hold.")
    steps = await records.hold_steps(conn, space_id, [hold_id])
    hold = to_hold(row, [_opened(keys, space_id, step) for step in steps.get(hold_id, [])])
    if not (await lead_in(conn, space_id, person_id)).may_see(hold.kept_from):
        raise NotYours("There is no such hold.")
    words = await comments.sealed_words(conn, space_id, row.comment_id) if row.comment_id else None
    let_go = (
        None if words or not row.comment_id else await comments.masked_words(conn, space_id, row.comment_id)
    )
    opened = open_words(keys, Sealed.HELD, space_id, row.comment_id, words) if words else None
    return OpenHold(
        hold=hold,
        text=opened.text if opened else let_go or "",
        details=to_hide(opened, local) if opened else (),
        masked=let_go is not None,
        reasons=tuple(json.loads(open_text(keys, Sealed.WHY, space_id, hold_id, row.why))) if row.why else (),
        reach=open_text(keys, Sealed.REACH, space_id, hold_id, row.reach) if row.reach else "",
        comment_id=row.comment_id,
    )


def to_hide(words: Unmasked, local: LocalLists) -> tuple[Detail, ...]:
    """What is hidden when held words are let go: what was found and marked before, and what the finder finds now."""
    return tuple(sorted({*words.details, *find_details(words.text, local)}, key=lambda d: (d.start, -d.end)))


def to_hold(row: Any, steps: list[HoldStep]) -> Hold:
    """A hold from its row and what was done about it."""
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
        kept_from=frozenset(row.kept_from),
        escalated=row.escalated,
        is_open=row.state == "open",
        steps=tuple(steps),
    )


def to_step(row: Any) -> HoldStep:
    """What was done, without what was written down."""
    return HoldStep(row.person_id, Did(row.step), row.at, row.outcome or "", done_at=row.done_at)


async def _with_steps(conn: AsyncConnection, space_id: int, rows: Any) -> list[Hold]:
    steps = await records.hold_steps(conn, space_id, [row.hold_id for row in rows])
    return [to_hold(row, [to_step(step) for step in steps.get(row.hold_id, [])]) for row in rows]


def _opened(keys: Keys, space_id: int, row: Any) -> HoldStep:
    def opened(sealed: bytes | None, use: Sealed) -> str:
        return open_text(keys, use, space_id, row.step_id, sealed) if sealed else ""

    return HoldStep(
        row.person_id,
        Did(row.step),
        row.at,
        row.outcome or "",
        opened(row.note, Sealed.NOTE),
        opened(row.reference, Sealed.REFERENCE),
        row.done_at,
    )
