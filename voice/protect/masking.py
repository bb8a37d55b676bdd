"""Hiding what identifies. Each kind of detail has a file in details/; here they are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from voice.protect.details import FINDERS, GUESSERS
from voice.protect.details.words.said import Said
from voice.protect.nouns import Detail, LocalLists

SAY = {
    "name": "name",
    "school": "school",
    "work": "workplace",
    "address": "address",
    "place": "place",
    "postcode": "postcode",
    "phone": "phone",
    "email": "e-mail",
    "handle": "user name",
    "link": "link",
    "birthday": "birthday",
    "number": "number",
    "vehicle": "number plate",
}


def find_details(text: str, local: LocalLists, *, guess: bool = True) -> tuple[Detail, ...]:
    """Every likely detail, in order, none overlapping: where two claim the same letters the longer one wins.

    Without `guess` only what is surely one: for words that staff have written, with their own places and people.
    """
    return details_of(Said(text), local, guess=guess)


def details_of(said: Said, local: LocalLists, *, guess: bool = True) -> tuple[Detail, ...]:
    """As `find_details`, in a comment that was read already."""
    finders = FINDERS + GUESSERS if guess else FINDERS
    found = [detail for finder in finders for detail in finder(said)]
    return tuple(_apart(found + _local(said.text, local)))


def mask(text: str, details: Iterable[Detail]) -> str:
    """The text with each detail replaced by what it is: “[name]”, “[school]”."""
    pieces, at = [], 0
    for detail in _apart(details):
        pieces += [text[at : detail.start], f"[{SAY.get(detail.kind, 'detail')}]"]
        at = detail.end
    return "".join([*pieces, text[at:]])


def _local(text: str, local: LocalLists) -> list[Detail]:
    """The space's own names and places, as whole words in any case."""
    return [
        Detail(*m.span(), kind) for kind, pattern in _local_patterns(local) for m in pattern.finditer(text)
    ]


@lru_cache(maxsize=64)
def _local_patterns(local: LocalLists) -> list[tuple[str, re.Pattern[str]]]:
    """One pattern a list, made once: the longest words first, so that they win."""
    lists = (("name", local.names), ("place", local.places))
    words = {kind: sorted({w.strip() for w in own} - {""}, key=len, reverse=True) for kind, own in lists}
    return [
        (kind, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, own))})(?:['’]s)?(?!\w)", re.I))
        for kind, own in words.items()
        if own
    ]


def _apart(details: Iterable[Detail]) -> list[Detail]:
    kept: list[Detail] = []
    for detail in sorted(details, key=lambda d: (d.start, -d.end)):
        if not kept or detail.start >= kept[-1].end:
            kept.append(detail)
        elif detail.end > kept[-1].end:
            kept[-1] = Detail(kept[-1].start, detail.end, kept[-1].kind)
    return kept
