"""The ONE way in. Every face hands its submission here, and nothing else writes a voice.

clean → check → look (rules, in well under a millisecond) → seal → one shared
commit. An answer is given only after the commit. Sending the same form again is
harmless; the same form id with other words is refused, with a way on.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from voice.clock import this_week
from voice.errors import AlreadySent, BadInput, TooMuch
from voice.listen import records
from voice.listen.bursts import burst_for
from voice.listen.nouns import Receipt, Route, Said, Submission
from voice.listen.receipt import receipt_for, receipt_hash
from voice.listen.space import Round, Space
from voice.protect.hold import hold_row, keep_from_the_named
from voice.protect.hold.alarms import alarm_rows
from voice.protect.hold.leads import KnownLeads
from voice.protect.look import Concern, Detail, LocalLists, Look, Reason, look, look_closely
from voice.protect.masking import mask
from voice.protect.seal import Sealed, Unmasked, seal_words
from voice.protect.usable import State
from voice.store import tables
from voice.store.engine import Store
from voice.store.ids import new_id
from voice.store.jobs import job_row
from voice.store.secret import Keys
from voice.store.writer import Offer

TYPED = 2_000
"""Longest comment typed on a form, in characters."""
IMPORTED = 20_000
"""Longest comment in an imported row."""

NOTE = "note"
"""A worker's own note: a worker observation, counted apart and never quoted as a young person's words."""

Looker = Callable[[str, str, LocalLists], Look]
_leads: WeakKeyDictionary[Store, KnownLeads] = WeakKeyDictionary()
_FORM_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_UNSEEN = dict.fromkeys([0, *range(0xD800, 0xE000)])  # NUL and lone surrogates: PostgreSQL refuses them
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\u2800\u3164\ufeff]*")


@dataclass(frozen=True)
class Found:
    """What was seen in one comment's words, for the page that answers its writer. Never stored."""

    text: str
    look: Look


@dataclass(frozen=True)
class Received:
    """What the writer is told: their receipt, whether it was here before, and what help to show first."""

    voice_id: int
    form_id: str
    receipt: Receipt
    concern: Concern
    kinds: tuple[str, ...]
    found: tuple[Found, ...]
    again: bool

    @property
    def details(self) -> tuple[tuple[str, tuple[Detail, ...]], ...]:
        """Words with likely details, to offer taking them out. Empty where concern was found: then there is no offer."""
        if self.concern != Concern.NONE:
            return ()
        return tuple((f.text, f.look.details) for f in self.found if f.look.details)


async def receive(store: Store, keys: Keys, space: Space, round_: Round, submission: Submission) -> Received:
    """Take one voice in. Committed when this returns.

    BadInput when there is nothing in it or too much; AlreadySent when its form id was used with other words.
    """
    clean = check(submission, TYPED)
    prepared = _prepare(store, keys, space, round_, clean, look)
    await _round_the_named(store, space, [prepared])
    new = await store.put(prepared.offer)
    if not new:
        await _same_as_before(store, keys, space, clean)
    return _received(keys, space, clean, prepared, again=not new)


async def receive_many(
    store: Store,
    keys: Keys,
    space: Space,
    round_: Round,
    submissions: Sequence[Submission],
    looker: Looker,
    reader: int | None,
) -> list[tuple[bool, Concern]]:
    """Take an imported chunk in, in one commit. For each: (was it new, the concern found).

    With a `reader` (a person who has read them), comments without concern are released at once, masked.
    """
    prepared = [
        _prepare(store, keys, space, round_, s, looker, closely=True, reader=reader) for s in submissions
    ]
    await _round_the_named(store, space, prepared)
    new = await store.put_many([p.offer for p in prepared])
    return [(is_new, _worst(p.found)) for is_new, p in zip(new, prepared, strict=True)]


def check(submission: Submission, most: int) -> Submission:
    """Clean what was sent, keeping every character a person could have meant. BadInput says what to do."""
    if not _FORM_ID.fullmatch(submission.form_id):
        raise BadInput("This form lost its number. Your words are still here: press send again.", "form_id")
    said = tuple(Said(s.question, text) for s in submission.said if not is_blank(text := clean_text(s.text)))
    for words in said:
        if len(words.text) > most:
            raise TooMuch(
                f"That is {len(words.text) - most:,} characters too long. Please make it shorter; it is all still here.",
                words.question,
            )
    if not said and not submission.answers and not submission.unsafe:
        raise BadInput("Tell us one thing, even one word.", "open")
    return replace(submission, said=said, reach=clean_text(submission.reach).strip()[:400])


def clean_text(text: str) -> str:
    """Without NUL and lone surrogates, and with one kind of line end. Everything else is kept as typed."""
    return text.translate(_UNSEEN).replace("\r\n", "\n").replace("\r", "\n")


def is_blank(text: str) -> bool:
    """Nothing but white space and characters that don't show."""
    return _BLANK.fullmatch(text) is not None


@dataclass(frozen=True)
class _Prepared:
    offer: Offer
    found: tuple[Found, ...]
    holds: list[dict[str, Any]]  # rows, in the offer too
    reach: str


def _prepare(
    store: Store,
    keys: Keys,
    space: Space,
    round_: Round,
    submission: Submission,
    looker: Looker,
    *,
    closely: bool = False,
    reader: int | None = None,
) -> _Prepared:
    """Everything to store for one voice, and what was found in its words."""
    protect = store.settings.protect
    found = tuple(
        Found(s.text, _look(looker, s.text, submission, space) if protect else _NOTHING)
        for s in submission.said
    )
    voice_id = new_id()
    children: list[tuple[Any, list[dict[str, Any]]]] = [
        (tables.answer, _answer_rows(space, voice_id, submission))
    ]
    holds: list[dict[str, Any]] = []
    for said, seen in zip(submission.said, found, strict=True):
        comment = _comment_row(
            space, round_, voice_id, submission, said, seen.look, closely=closely, reader=reader
        )
        children.append((tables.comment, [comment]))
        children.append((tables.words, [_words_row(keys, space, comment, submission, seen)]))
        if seen.look.concern != Concern.NONE:
            holds.append(_hold_row(keys, space, submission, voice_id, comment["comment_id"], seen.look))
    if submission.unsafe and not holds:
        holds.append(_hold_row(keys, space, submission, voice_id, None, _SAID_SO))
    children.append((tables.hold, holds))
    children.append((tables.job, _jobs(space, voice_id, submission, holds, closely=closely)))
    offer = Offer(_voice_row(keys, space, round_, voice_id, submission), children)
    return _Prepared(offer, found, holds, submission.reach)


async def _round_the_named(store: Store, space: Space, prepared: Sequence[_Prepared]) -> None:
    """Holds that seem to name a lead go round them from the start: the first alert must not reach that person."""
    leads = await _leads.setdefault(store, KnownLeads()).of(store, space.space_id)
    for one in prepared:
        texts = [*(found.text for found in one.found), one.reach]
        keep_from_the_named(one.holds, texts, leads)


def _look(looker: Looker, text: str, submission: Submission, space: Space) -> Look:
    """Look; and if looking itself fails, hold: a fault in the finder must never let words through.

    What is held at once the worker never opens, so the model looks here: it may make a concern urgent.
    """
    try:
        seen = looker(text, submission.language, space.local)
        if seen.concern == Concern.CONCERN:
            seen = look_closely(text, submission.language, space.local, by_meaning=False)
    except Exception:
        seen = Look(Concern.CONCERN, ("unknown",), (_FINDER_FAILED,), (), (), "", False)
    if submission.unsafe and seen.concern != Concern.URGENT:
        return replace(
            seen, concern=Concern.URGENT, kinds=(*seen.kinds, "said_so"), reasons=(*seen.reasons, _TOLD_US)
        )
    return seen


def _voice_row(
    keys: Keys, space: Space, round_: Round, voice_id: int, submission: Submission
) -> dict[str, Any]:
    receipt = receipt_for(keys, space.space_id, submission.form_id) if submission.receipt else None
    return {
        "space_id": space.space_id,
        "voice_id": voice_id,
        "round_id": round_.round_id,
        "form_id": submission.form_id,
        "body_hash": _body_hash(keys, submission),
        "receipt_hash": receipt_hash(keys, receipt) if receipt else None,
        "week": submission.week or this_week(),
        "band": submission.band,
        "route": submission.route,
        "recorded_by_role": submission.recorded_by_role,
        "verbatim": submission.verbatim,
        "language": submission.language,
        "quote_ok": submission.quote_ok,
        "burst": None if submission.route == Route.IMPORT else burst_for(space.space_id, submission.place),
        "batch_id": submission.batch_id,
        "withdrawn": False,
    }


def _answer_rows(space: Space, voice_id: int, submission: Submission) -> list[dict[str, Any]]:
    once = {(a.question, a.code): a for a in submission.answers}
    return [
        {
            "space_id": space.space_id,
            "voice_id": voice_id,
            "question": a.question,
            "code": a.code,
            "rank": a.rank,
        }
        for a in once.values()
    ]


def _comment_row(
    space: Space,
    round_: Round,
    voice_id: int,
    submission: Submission,
    said: Said,
    seen: Look,
    *,
    closely: bool,
    reader: int | None,
) -> dict[str, Any]:
    held = seen.concern != Concern.NONE
    released = closely and reader is not None and not held
    state = State.HELD if held else State.UNREAD
    if released:
        state = State.RELEASED if submission.quote_ok else State.NO_QUOTE
    return {
        "space_id": space.space_id,
        "comment_id": new_id(),
        "voice_id": voice_id,
        "round_id": round_.round_id,
        "question": said.question,
        "state": state,
        "concern": seen.concern,
        "looked": closely,
        "looked_at": seen.looked_at,
        "quote_ok": submission.quote_ok and said.question != NOTE,
        # Words of a file were seen by whoever collected them; the person who read the file is the second.
        "second_read": released and submission.route == Route.IMPORT,
        "read_by": reader if closely else submission.typist,
        "read_week": this_week() if released else None,
        "version": 1,
    }


def _words_row(
    keys: Keys, space: Space, comment: dict[str, Any], submission: Submission, seen: Found
) -> dict[str, Any]:
    """Sealed for a reader or a lead; or, where a person has read them already, masked and nothing else."""
    row = {"space_id": space.space_id, "comment_id": comment["comment_id"], "sealed": None, "masked": None}
    if comment["state"] in (State.RELEASED, State.NO_QUOTE):
        return row | {"masked": mask(seen.text, seen.look.details)}
    use = Sealed.HELD if comment["state"] == State.HELD else Sealed.UNREAD
    words = Unmasked(seen.text, submission.language, seen.look.details, seen.look.ambers)
    return row | {"sealed": seal_words(keys, use, space.space_id, comment["comment_id"], words)}


def _hold_row(
    keys: Keys, space: Space, submission: Submission, voice_id: int, comment_id: int | None, seen: Look
) -> dict[str, Any]:
    raised_by = "drill" if submission.drill else "writer" if submission.unsafe else "rules"
    return hold_row(
        keys,
        space.space_id,
        space.about.hours,
        voice_id,
        comment_id,
        seen,
        raised_by=raised_by,
        reach=submission.reach,
        drill=submission.drill,
    )


def _jobs(
    space: Space, voice_id: int, submission: Submission, holds: list[dict[str, Any]], *, closely: bool
) -> list[dict[str, Any]]:
    """What the worker does next: look closely at the words, and alert the leads where something is held."""
    look = [job_row("look", space.space_id, voice_id)] if submission.said and not closely else []
    return look + (alarm_rows(space.space_id, holds[0]["deadline"]) if holds else [])


async def _same_as_before(store: Store, keys: Keys, space: Space, submission: Submission) -> None:
    """The form id is known. The same words: nothing to do. Others, or deleted ones that nobody keeps: AlreadySent."""
    async with store.reading() as conn:
        before = await records.body_hash(conn, space.space_id, submission.form_id)
    if before is None:
        raise AlreadySent("You deleted what this page sent before. Send this as a new message?", "form_id")
    if not hmac.compare_digest(before, _body_hash(keys, submission)):
        raise AlreadySent("You already sent the first version. Send this as a new message?", "form_id")


def _body_hash(keys: Keys, submission: Submission) -> bytes:
    """Bound to its form: two who said the same are not seen to have."""
    body = json.dumps(
        [
            submission.form_id,
            [[s.question, s.text] for s in submission.said],
            sorted([a.question, a.code] for a in submission.answers),
            submission.quote_ok,
            submission.unsafe,
            submission.reach,
        ]
    )
    return hmac.new(keys.for_use("body"), body.encode(), hashlib.sha256).digest()


def _received(
    keys: Keys, space: Space, submission: Submission, prepared: _Prepared, *, again: bool
) -> Received:
    kinds = {kind for f in prepared.found for kind in f.look.kinds}
    return Received(
        voice_id=prepared.offer.voice["voice_id"],
        form_id=submission.form_id,
        receipt=receipt_for(keys, space.space_id, submission.form_id),
        concern=Concern.URGENT if submission.unsafe else _worst(prepared.found),
        kinds=tuple(sorted(kinds)),
        found=prepared.found,
        again=again,
    )


def _worst(found: Iterable[Found]) -> Concern:
    order = [Concern.NONE, Concern.CONCERN, Concern.URGENT]
    return max((f.look.concern for f in found), key=order.index, default=Concern.NONE)


_NOTHING = Look(Concern.NONE, (), (), (), (), "", True)
_TOLD_US = Reason("said_so", 0, 0, "They chose “I don't feel safe”.")
_SAID_SO = Look(Concern.URGENT, ("said_so",), (_TOLD_US,), (), (), "", True)
_FINDER_FAILED = Reason(
    "unknown", 0, 0, "The finder could not look at this comment, so it is held for a person."
)
