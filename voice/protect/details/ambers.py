"""“Look here”, for the person who reads: what may identify, and is not sure enough to be hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.words.cues import Cue, cue_before
from voice.protect.details.words.known import dictionary, names_and_words, well_known
from voice.protect.details.words.said import Said, Word
from voice.protect.nouns import Amber, Detail
from voice.protect.wordlist import word_set

_TELLS_OF_NOBODY = word_set(
    """
    i monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december christmas easter ramadan eid diwali english maths science art
    gp camhs nhs childline shout samaritans youtube tiktok instagram snapchat whatsapp facebook discord xbox
    roblox minecraft fortnite uk england wales scotland britain british welsh scottish polish arabic god
    covid
    """
)
_AGE = re.compile(
    r"\b(?:i['’]?m|i am|im|aged?|he['’]?s|she['’]?s|turned|turning)\s{1,3}(?P<age>\d{1,2})\b(?!\s?(?:min|"
    r"hour|day|week|month|pm|am|%))"
    r"|\b(?P<old>\d{1,2}[- ]?(?:yo|y/o|(?:yrs?|years?)[- ]old))\b",
    re.I,
)
_PLACED = frozenset(["place", "school", "work", "address", "postcode"])


def find_ambers(said: Said, details: tuple[Detail, ...]) -> tuple[Amber, ...]:
    """Where to look in a comment, beside the details that were found; in order."""
    spans = {(word.start, word.end) for word in _odd_words(said)}
    if said.has_digits and any(detail.kind in _PLACED for detail in details):
        spans |= {m.span("age" if m["age"] else "old") for m in _AGE.finditer(said.text)}
    hidden = {letter for detail in details for letter in range(detail.start, detail.end)}
    return tuple(Amber(start, end) for start, end in sorted(spans) if hidden.isdisjoint(range(start, end)))


def _odd_words(said: Said) -> Iterator[Word]:
    """Capitals inside a sentence, capitals that nobody has heard of, and odd words after “my mate”, “called”, “with”."""
    odd = said.small_words - dictionary()
    both = said.small_words & names_and_words()
    for at, word in enumerate(said.words):
        if word.capital:
            unheard = word.plain not in dictionary() and word.plain not in well_known()
            if word.plain not in _TELLS_OF_NOBODY and (unheard or not said.begins_sentence(at)):
                yield word
        elif (word.plain in odd and len(word.plain) > 2 and cue_before(said, at) > Cue.NONE) or (
            word.plain in both and cue_before(said, at) >= Cue.ROLE
        ):
            yield word
