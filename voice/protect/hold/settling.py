"""What leads do about a hold. Nobody closes an urgent one alone, and nobody touches one that names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.errors import BadInput, NotReady, NotYours, Overtaken
from voice.protect import records as comments
from voice.protect.hold import records
from voice.protect.hold.alarms import AGAIN, begin_clock
from voice.protect.hold.leads import lead_in, leads_of
from voice.protect.hold.nouns import Did, Hold, HoldStep
from voice.protect.hold.opening import to_hide, to_hold, to_step
from voice.protect.hours import Hours
from voice.protect.marking import find_again
from voice.protect.masking import mask
from voice.protect.nouns import Concern, LocalLists
from voice.protect.seal import Sealed, Unmasked, open_words, seal_text, seal_words
from voice.protect.usable import State
from voice.store.ids import new_id
from voice.store.secret import Keys


@dataclass(frozen=True)
class Outcome:
    """What a lead says was done: one of the site's own list, when, and where it stands in the site's own system."""

    said: str
    done_at: datetime | None = None
    reference: str = ""
    note: str = ""
    release: bool = False  # the words may go on to be themed: masked, never quoted
    hide: str = ""  # words to hide then, beside those that the finder found; commas between


async def note_sent(conn: AsyncConnection, space_id: int, voice_id: int, person_id: int) -> int:
    """Write down when a drill was sent, and by whom. Returns its hold. A real hold keeps no such time."""
    hold_id = await records.hold_of_voice(conn, space_id, voice_id)
    await records.add_step(conn, space_id, hold_id, person_id, Did.SENT)
    return hold_id


async def acknowledge(
    conn: AsyncConnection, space_id: int, hours: Hours, hold_id: int, person_id: int
) -> None:
    """A lead says "I have seen this and I am acting". Twice by the same person counts once.

    It rings again after a longer while if nothing is written down.
    """
    hold = await _mine(conn, space_id, hold_id, person_id)
    if person_id in hold.acknowledged_by:
        return
    await records.add_step(conn, space_id, hold_id, person_id, Did.ACKNOWLEDGED)
    if not hold.acknowledged_by:
        await begin_clock(conn, space_id, hold_id, hours, ring=False, times=AGAIN)


async def make_urgent(
    conn: AsyncConnection, space_id: int, hours: Hours, hold_id: int, person_id: int
) -> None:
    """A lead finds it urgent: two people close it, and the others are told at once."""
    hold = await _mine(conn, space_id, hold_id, person_id)
    if hold.concern != Concern.URGENT:
        await records.make_urgent(conn, space_id, hold_id)
        await records.add_step(conn, space_id, hold_id, person_id, Did.RAISED)
        await begin_clock(conn, space_id, hold_id, hours, ring=True)


async def settle(
    conn: AsyncConnection,
    keys: Keys,
    space_id: int,
    hours: Hours,
    local: LocalLists,
    hold_id: int,
    person_id: int,
    version: int,
    outcome: Outcome,
) -> bool:
    """Record what was done. True when the hold is closed; False when an urgent one now waits for a second lead,
    who is told at once."""
    hold = await _mine(conn, space_id, hold_id, person_id, version)
    await _check(conn, space_id, hold, outcome)
    if outcome.release:
        await _mark(conn, keys, space_id, hold_id, local, outcome.hide)
    step_id = new_id()
    await records.add_step(
        conn,
        space_id,
        hold_id,
        person_id,
        Did.RELEASED if outcome.release else Did.OUTCOME,
        outcome=outcome.said,
        done_at=outcome.done_at or now(),
        note=_sealed(keys, Sealed.NOTE, space_id, step_id, outcome.note),
        reference=_sealed(keys, Sealed.REFERENCE, space_id, step_id, outcome.reference),
        step_id=step_id,
    )
    await records.touch_hold(conn, space_id, hold_id)
    if hold.concern == Concern.URGENT and not hold.drill:
        await begin_clock(conn, space_id, hold_id, hours, ring=True)
        return False
    await _close(conn, keys, space_id, hold_id, person_id, outcome.release)
    return True


async def agree(
    conn: AsyncConnection, keys: Keys, space_id: int, hold_id: int, person_id: int, version: int
) -> None:
    """A second lead agrees with the outcome of an urgent hold, which closes it. NotReady for the same person."""
    hold = await _mine(conn, space_id, hold_id, person_id, version)
    proposed = _by_another(hold, person_id)
    await records.add_step(conn, space_id, hold_id, person_id, Did.AGREED, outcome=proposed.outcome)
    await _close(conn, keys, space_id, hold_id, person_id, proposed.step is Did.RELEASED)


async def disagree(
    conn: AsyncConnection,
    keys: Keys,
    space_id: int,
    hours: Hours,
    hold_id: int,
    person_id: int,
    version: int,
    why: str,
) -> None:
    """A second lead does not agree: the hold stays open, with why, until an outcome stands."""
    hold = await _mine(conn, space_id, hold_id, person_id, version)
    _by_another(hold, person_id)
    if not why:
        raise BadInput("Say in a few words why you don't agree.", "why")
    step_id = new_id()
    note = _sealed(keys, Sealed.NOTE, space_id, step_id, why)
    await records.add_step(conn, space_id, hold_id, person_id, Did.DISAGREED, note=note, step_id=step_id)
    await records.touch_hold(conn, space_id, hold_id)
    await begin_clock(conn, space_id, hold_id, hours, ring=False, times=AGAIN)


async def send_round(
    conn: AsyncConnection, space_id: int, hours: Hours, hold_id: int, person_id: int, named: Sequence[int]
) -> None:
    """It names these leads: from now on they don't see it, the outside contact does, and the clock begins again.

    NotReady when nobody could see it then.
    """
    hold = await _mine(conn, space_id, hold_id, person_id)
    leads = await leads_of(conn, space_id)
    kept_from = hold.kept_from | {lead.person_id for lead in leads if lead.person_id in named}
    if kept_from == hold.kept_from:
        raise BadInput("Tick whom it names.", "named")
    if not any(lead.may_see(kept_from) and lead.at_work for lead in leads):
        raise NotReady(
            "Then nobody here could see it. Ring the outside contact now, and have an admin invite them as outside contact."
        )
    await records.keep_from(conn, space_id, hold_id, sorted(kept_from))
    await records.add_step(conn, space_id, hold_id, person_id, Did.SENT_ROUND)
    await begin_clock(conn, space_id, hold_id, hours, ring=True)


async def let_see(conn: AsyncConnection, space_id: int, hold_id: int, person_id: int) -> None:
    """It does not name a lead after all: everyone may see it again."""
    hold = await _mine(conn, space_id, hold_id, person_id)
    if hold.kept_from:
        await records.keep_from(conn, space_id, hold_id, [])
        await records.add_step(conn, space_id, hold_id, person_id, Did.LET_SEE)


async def _check(conn: AsyncConnection, space_id: int, hold: Hold, outcome: Outcome) -> None:
    if not outcome.said:
        raise BadInput("Choose what was done.", "outcome")
    if not hold.acknowledged_by:
        raise NotReady("Say first that you have seen this hold.")
    if outcome.done_at and outcome.done_at > now():
        raise BadInput("That time has not come yet. Write when it was done.", "done_at")
    if outcome.release and hold.drill:
        raise BadInput("A drill's words are nobody's: they are never themed.", "outcome")
    if outcome.release and await comments.is_withdrawn(conn, space_id, hold.voice_id):
        raise BadInput("Whoever wrote this took it back, so the team can't have it.", "outcome")


def _by_another(hold: Hold, person_id: int) -> HoldStep:
    """What another lead wrote down."""
    if hold.proposed is None:
        raise NotReady("Nobody has written an outcome yet.")
    if hold.proposed.person_id == person_id:
        raise NotReady("An urgent hold is closed by two people. Ask the other lead to agree.")
    return hold.proposed


async def _close(
    conn: AsyncConnection, keys: Keys, space_id: int, hold_id: int, person_id: int, release: bool
) -> None:
    row = await records.hold(conn, space_id, hold_id)
    await records.close_hold(conn, space_id, hold_id)
    if release and row is not None and row.comment_id:
        await _release(conn, keys, space_id, row.comment_id, person_id)


async def _mark(
    conn: AsyncConnection, keys: Keys, space_id: int, hold_id: int, local: LocalLists, hide: str
) -> None:
    """Seal held words again with all that is to be hidden in them once they are let go. BadInput: nothing of that stands there."""
    row = await records.hold(conn, space_id, hold_id)
    sealed = await comments.sealed_words(conn, space_id, row.comment_id) if row and row.comment_id else None
    if row is None or sealed is None:
        return
    words = open_words(keys, Sealed.HELD, space_id, row.comment_id, sealed)
    details = (*to_hide(words, local), *find_again(words.text, hide))
    marked = Unmasked(words.text, words.language, details, words.ambers)
    await comments.reseal(
        conn, space_id, row.comment_id, seal_words(keys, Sealed.HELD, space_id, row.comment_id, marked)
    )


async def _release(conn: AsyncConnection, keys: Keys, space_id: int, comment_id: int, person_id: int) -> None:
    """Let held words be themed, masked and never quoted. Where their writer took them back meanwhile, they stay here."""
    comment = await comments.comment_row(conn, space_id, comment_id)
    sealed = await comments.sealed_words(conn, space_id, comment_id)
    if comment is None or comment.state != State.HELD or sealed is None:
        return
    if await comments.is_withdrawn(conn, space_id, comment.voice_id):
        return
    words = open_words(keys, Sealed.HELD, space_id, comment_id, sealed)
    await comments.release_words(conn, space_id, comment_id, mask(words.text, words.details))
    await comments.set_state(conn, space_id, comment_id, State.NO_QUOTE, read_by=person_id)


async def _mine(
    conn: AsyncConnection, space_id: int, hold_id: int, person_id: int, version: int | None = None
) -> Hold:
    """An open hold that this person may see. NotYours, or Overtaken when it changed since."""
    row = await records.hold(conn, space_id, hold_id)
    if row is None:
        raise NotYours("There is no such hold.")
    steps = await records.hold_steps(conn, space_id, [hold_id])
    hold = to_hold(row, [to_step(step) for step in steps.get(hold_id, [])])
    if not (await lead_in(conn, space_id, person_id)).may_see(hold.kept_from):
        raise NotYours("There is no such hold.")
    if not hold.is_open or (version is not None and hold.version != version):
        raise Overtaken("Someone else changed this hold after you opened it. Look again before you decide.")
    return hold


def _sealed(keys: Keys, use: Sealed, space_id: int, step_id: int, text: str) -> bytes | None:
    return seal_text(keys, use, space_id, step_id, text) if text else None
