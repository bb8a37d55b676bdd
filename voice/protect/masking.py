"""Hiding what identifies. Each kind of detail has a file in details/; here they are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from voice.protect.details import FINDERS, GUESSERS
from voice.protect.details.names import known_word
from voice.protect.nouns import Amber, Detail, LocalLists
from voice.protect.wordlist import word_set

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
_CAPITAL = re.compile(r"(?<![.!?\n] )(?<!^)(?<![A-Z])\b[A-Z][a-z’']+\b")
_CUED = re.compile(
    r"\b(?:called|named|name(?:'s| is)|mate|friend|bestie|cousin|tutor|teacher|worker)\s+([^\W\d_]{3,})", re.I
)


def find_details(text: str, local: LocalLists, *, guess: bool = True) -> tuple[Detail, ...]:
    """Every likely detail, in order, none overlapping: where two claim the same letters the longer one wins.

    Without `guess` only what is surely one: for words that staff have written, with their own places and people.
    """
    finders = FINDERS + GUESSERS if guess else FINDERS
    found = [detail for finder in finders for detail in finder(text)]
    found += _local(text, local)
    return tuple(_apart(found))


def mask(text: str, details: Iterable[Detail]) -> str:
    """The text with each detail replaced by what it is: “[name]”, “[school]”."""
    for detail in reversed(_apart(details)):
        text = f"{text[: detail.start]}[{SAY.get(detail.kind, 'detail')}]{text[detail.end :]}"
    return text


def find_ambers(text: str, details: tuple[Detail, ...]) -> tuple[Amber, ...]:
    """Places for the reader to look: capitals inside a sentence, and unusual words after “called”, “with”, “my mate”."""
    spans = {m.span() for m in _CAPITAL.finditer(text)}
    spans |= {m.span(1) for m in _CUED.finditer(text) if not known_word(m[1])}
    free = [s for s in sorted(spans) if not any(d.start < s[1] and s[0] < d.end for d in details)]
    return tuple(Amber(start, end) for start, end in free if not _everyday(text[start:end]))


def _everyday(word: str) -> bool:
    """Capitals that tell of nobody: days, months, services."""
    return re.split("[’']", word.lower())[0] in _EVERYDAY


_EVERYDAY = word_set(
    """
    i monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december christmas easter ramadan eid diwali english maths science art
    gp camhs nhs childline shout samaritans youtube tiktok instagram snapchat whatsapp facebook discord xbox
    roblox minecraft fortnite uk england wales scotland britain british welsh scottish polish arabic god
    covid
    """
)


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
