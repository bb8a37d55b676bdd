"""Sealing: unread and held words can be opened only with a key that lies outside the database.

There are two keys. The worker may open unread words, to mask, to look for
concern and to embed them; only the leads' page opens held ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from voice.errors import Damaged
from voice.protect.look import Amber, Detail
from voice.store.secret import Keys, open_bytes, seal_bytes


class Sealed(StrEnum):
    """Which key a sealed thing opens with."""

    UNREAD = "words-unread"
    HELD = "words-held"
    REACH = "hold-reach"
    WHY = "hold-why"
    NOTE = "hold-note"
    REFERENCE = "hold-reference"
    VECTOR = "vector"


@dataclass(frozen=True)
class Unmasked:
    """What someone wrote, as they wrote it, with what was found in it. Never leaves protect/ and the reader's page."""

    text: str
    language: str
    details: tuple[Detail, ...] = ()
    ambers: tuple[Amber, ...] = ()


def seal_words(keys: Keys, use: Sealed, space_id: int, comment_id: int, words: Unmasked) -> bytes:
    """Seal a comment's words, bound to its space and id so that it can't be swapped with another."""
    packed = json.dumps(
        [
            words.text,
            words.language,
            [[d.start, d.end, d.kind] for d in words.details],
            [[a.start, a.end] for a in words.ambers],
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return seal_text(keys, use, space_id, comment_id, packed)


def open_words(keys: Keys, use: Sealed, space_id: int, comment_id: int, sealed: bytes) -> Unmasked:
    """Open a comment's words. Damaged if they were sealed with another key, or for another comment."""
    text, language, details, ambers = json.loads(open_text(keys, use, space_id, comment_id, sealed))
    return Unmasked(text, language, _details(details), tuple(Amber(*a) for a in ambers))


def seal_text(keys: Keys, use: Sealed, space_id: int, about: int, text: str) -> bytes:
    """Seal any short text (a reason, a way to be reached) under its own key. AES-256-GCM."""
    return seal_raw(keys, use, space_id, about, text.encode())


def open_text(keys: Keys, use: Sealed, space_id: int, about: int, sealed: bytes) -> str:
    """Open what `seal_text` sealed. Damaged if key, space or id differ."""
    return open_raw(keys, use, space_id, about, sealed).decode()


def seal_raw(keys: Keys, use: Sealed, space_id: int, about: int, raw: bytes) -> bytes:
    """The same for bytes: a comment's vector tells something of its words, so it lies sealed as they do."""
    return seal_bytes(keys.for_use(use), raw, _bound_to(use, space_id, about))


def open_raw(keys: Keys, use: Sealed, space_id: int, about: int, sealed: bytes) -> bytes:
    """Open what `seal_raw` sealed. Damaged if key, space or id differ."""
    return open_bytes(keys.for_use(use), sealed, _bound_to(use, space_id, about))


def sealed_again(
    old: Keys, new: Keys, uses: Iterable[Sealed], space_id: int, about: int, sealed: bytes
) -> bytes:
    """The same under the new key, for whichever of these uses it was sealed. Unchanged if it is under the new one.

    Damaged if neither key opens it.
    """
    for use in uses:
        bound_to = _bound_to(use, space_id, about)
        if _opens(new, use, sealed, bound_to) is not None:
            return sealed
        if (plain := _opens(old, use, sealed, bound_to)) is not None:
            return seal_bytes(new.for_use(use), plain, bound_to)
    raise Damaged("Something sealed opens neither with the old secret nor with the new one.")


def _opens(keys: Keys, use: Sealed, sealed: bytes, bound_to: bytes) -> bytes | None:
    try:
        return open_bytes(keys.for_use(use), sealed, bound_to)
    except Damaged:
        return None


def _bound_to(use: Sealed, space_id: int, about: int) -> bytes:
    return f"{use}:{space_id}:{about}".encode()


def _details(rows: Iterable[list[int | str]]) -> tuple[Detail, ...]:
    return tuple(Detail(int(start), int(end), str(kind)) for start, end, kind in rows)
