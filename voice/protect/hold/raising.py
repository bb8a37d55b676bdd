"""How a comment comes to be held: the row, the seal, the alarm."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now, this_week
from voice.protect import records
from voice.protect.hold import records as hold_records
from voice.protect.hold.alarms import alarm_rows
from voice.protect.hold.leads import leads_of, named_in
from voice.protect.hold.nouns import Lead
from voice.protect.hours import Hours, deadline
from voice.protect.nouns import Look
from voice.protect.seal import Sealed, Unmasked, open_words, seal_text, seal_words
from voice.protect.usable import COUNTABLE, State
from voice.store.ids import new_id
from voice.store.jobs import add_jobs
from voice.store.secret import Keys


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
        "kept_from": [],
        "raised_by": raised_by,
        "drill": drill,
    }


def keep_from_the_named(holds: Iterable[dict[str, Any]], texts: Iterable[str], leads: Sequence[Lead]) -> None:
    """Keep these new rows from the leads whom the words seem to name, before anybody is told of them."""
    named = named_in(texts, leads)
    for row in holds:
        row["kept_from"] = named


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
    """Move a comment behind a hold, and tell the leads: its words are sealed with the leads' key.

    Unread words whole; words that somebody had released as they stand then, with names hidden.
    """
    row = await records.comment_row(conn, space_id, comment_id)
    if row is None or row.state not in COUNTABLE:
        return
    hold = hold_row(keys, space_id, hours, row.voice_id, comment_id, look, raised_by=raised_by)
    if words := await _words(conn, keys, space_id, comment_id):
        sealed = seal_words(keys, Sealed.HELD, space_id, comment_id, words)
        await records.seal_again(conn, space_id, comment_id, sealed)
        keep_from_the_named([hold], [words.text], await leads_of(conn, space_id))
    await records.set_state(conn, space_id, comment_id, State.HELD, concern=look.concern)
    await records.drop_vector(conn, space_id, comment_id)
    await hold_records.add_hold(conn, hold)
    await add_jobs(conn, alarm_rows(space_id, hold["deadline"]))


async def back_to_the_leads(conn: AsyncConnection, keys: Keys, space_id: int, comment_id: int) -> bool:
    """Words that a lead held and let go leave the team, and stay part of the lead's record. False where there is none."""
    words = await _words(conn, keys, space_id, comment_id)
    if words is None or not await hold_records.has_record(conn, space_id, comment_id):
        return False
    sealed = seal_words(keys, Sealed.HELD, space_id, comment_id, words)
    await records.seal_again(conn, space_id, comment_id, sealed)
    await records.set_state(conn, space_id, comment_id, State.HELD)
    await records.drop_vector(conn, space_id, comment_id)
    return True


async def _words(conn: AsyncConnection, keys: Keys, space_id: int, comment_id: int) -> Unmasked | None:
    """A comment's words as they are kept: whole while unread, masked once released; None when they are gone."""
    if sealed := await records.sealed_words(conn, space_id, comment_id):
        return open_words(keys, Sealed.UNREAD, space_id, comment_id, sealed)
    masked = await records.masked_words(conn, space_id, comment_id)
    return Unmasked(masked, "en") if masked else None
