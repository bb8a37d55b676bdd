"""Where somebody can be found: postcode, address, and the village that gives them away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.words.known import first_names, own_words, unknown_place
from voice.protect.details.words.said import Said
from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}|GIR ?0AA)\b", re.I)

_KINDS = (
    "road rd street st avenue ave lane ln close drive crescent cres court terrace gardens gdns grove parade"
    " place square mews"
    " hill rise walk view row green way croft fold mount vale wharf quay gate meadow meadows estate heights"
)
_STREETS = word_set(_KINDS)
_STREET = rf"(?:{'|'.join(_KINDS.split())})(?! (?:to|from|away))"
_HOUSES = word_set("house court tower towers point heights lodge mansion mansions building mill hall")
_SITES = word_set("estate park site flats block towers")
_ROADS = "road|rd|street|avenue|ave|lane|close|crescent|terrace|grove|drive"
_WORDS = r"(?:[^\W\d_][\w'’.-]{0,30}\s+)"
_NUMBERED = re.compile(
    rf"\b(?:(?:flat|apartment|apt|unit|room|block)\s{{0,2}}\w{{1,4}},?\s+)?(?:no\.?\s{{0,2}}|"
    rf"number\s+)?(?<![\d:/.£])\d{{1,4}}[a-d]?,?\s+"
    rf"{_WORDS}{{1,3}}?{_STREET}\b(?:,\s+[A-Z]\w{{1,30}})?",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:(?:St\.?|Saint|Old|New|Upper|Lower|North|South|East|"
    r"West)\s+)?[A-Z][\w'’-]{1,30}(?:\s+[A-Z][\w'’-]{1,30})?\s+"
    r"(?:Road|Rd|Street|Avenue|Ave|Lane|Close|Drive|Crescent|Court|Terrace|Gardens|Grove|Parade|Mews|Rise|"
    r"Row|Way|Croft|Fold|Estate)\b"
)
_LIVES = re.compile(
    r"\b(?:live|lives|living|lived|stay|staying|stays|house is|moved|flat)\s+(?:in|on|at|up|down|to|near|by|"
    r"just off|off)\s+"
    rf"(?P<place>(?!the\b|a\b|my\b|our\b|this\b)(?:[^\W\d_][\w'’-]{{0,30}}\s+){{1,2}}{_STREET})\b",
    re.I,
)
_HOUSE = re.compile(
    r"\b(?:flat|apartment|apt|room|"
    r"unit)\s{0,2}\d{1,4}[a-z]?,?\s+(?:the\s+)?(?:[^\W\d_][\w'’-]{0,30}\s+){1,2}?"
    r"(?:house|court|tower|point|heights|lodge|mansions?|building|towers|mill|hall)\b",
    re.I,
)
_ESTATE = re.compile(
    r"\b(?P<place>(?:[^\W\d_][\w'’-]{1,30}\s+){1,2}(?:estate|caravan (?:park|site)|travellers?['’]? site|flats|tower block|towers))\b",
    re.I,
)
_DOWN = re.compile(
    rf"\b(?:on|down|off|up|near|from|of|and|along|behind|past|by|in|at)\s+(?P<place>(?:[^\W\d_][\w'’-]{{1,30}}\s+){{1,2}}(?:{_ROADS}))\b(?! to\b)",
    re.I,
)
_NO_STREET = word_set(
    "the a my our this that same next one main busy long quiet other own any no dead half high bus cycle"
    " slow fast inside"
    " right hard test park memory outside wrong whole every all some to in on and is was very so too ring"
    " slip motor country"
    " shopping side back across down your his her their with for or but we i they you it are can have there"
    " each both or"
)
_NOT_AFTER_A_NUMBER = word_set(
    "minute minutes min mins hour hours day days week weeks month months year years of miles mile"
)
_GENERIC = re.compile(
    r"(?:the|a|my|our|this|that|same|next|one|main|busy|long|quiet|other|own|any|no|dead|half|high)\b", re.I
)
_PARTS = "upper|lower|north|south|east|west|great|little|old|new|nether|over|under|middle"
"""What parts one village from the next: its name is the word after it."""
_LIVES_IN = re.compile(
    r"\b(?i:(?:live|lives|living|lived|stay|stays|staying|grew up|moved|moving|born)\s+(?:up\s+|out\s+|"
    r"over\s+|down\s+)?(?:here\s+)?"
    r"(?:in|to|near|at|round|by|on|from)|(?:village|town) (?:of|called)|(?:bus|train|last one) (?:to|from)|"
    r"(?:i['’]?m|im|we['’]?re|were|am|are|is)\s+from|(?:old|family|people|person|lad|girl|boy) from|"
    r"(?:out|up|over|down|here)\s+in|(?:in|out|back|way|come|came|comes) from|(?:our|my) (?:village|"
    r"town),?)\s+"
    rf"(?P<parted>(?i:(?:{_PARTS})\s+)?)"
    r"(?P<place>[^\W\d_][\w'’]{3,30}(?:[- ](?:on|upon|le|in|by|st|y|yr|the)[- ][A-Z]\w{1,30}|"
    r"-\w{1,30}){0,3}(?: [A-Z][\w'’]{1,30}){0,2})"
)
_SAYS_WHERE = word_set(
    "live lives living lived stay stays staying grew moved moving born village town bus train from out up"
    " over down here come came comes back way"
)


def postcodes(said: Said) -> Iterator[Detail]:
    """UK postcodes, in any case. Words such as “is 4pm” don't have the shape."""
    if said.has_digits:
        yield from (Detail(*m.span(), "postcode") for m in _POSTCODE.finditer(said.text))


def addresses(said: Said) -> Iterator[Detail]:
    """A house number and street; a street's name in capitals; and where somebody says they live."""
    if said.has_any(_STREETS):
        if said.has_digits:
            yield from _with_a_number(said.text)
        for m in _NAMED.finditer(said.text):
            if not _GENERIC.match(m[0]):
                yield Detail(*m.span(), "address")
        yield from _along_a_road(said.text)
        for m in _LIVES.finditer(said.text):
            if not _GENERIC.match(m["place"]):
                yield Detail(*m.span("place"), "address")
    if said.has_digits and said.has_any(_HOUSES):
        yield from (Detail(*m.span(), "address") for m in _HOUSE.finditer(said.text))
    if said.has_any(_SITES):
        yield from _on_an_estate(said.text)


def _with_a_number(text: str) -> Iterator[Detail]:
    """“6 Juniper Walk”, but no “10 minute walk”."""
    for m in _NUMBERED.finditer(text):
        if _NOT_AFTER_A_NUMBER.isdisjoint(m[0].lower().split()):
            yield Detail(*m.span(), "address")


def _along_a_road(text: str) -> Iterator[Detail]:
    """“off heron lane”: from the first word that a road can be called after."""
    for m in _DOWN.finditer(text):
        words = m["place"].lower().split()[:-1]
        named = next((i for i, word in enumerate(words) if word not in _NO_STREET), len(words))
        if named < len(words) and _NO_STREET.isdisjoint(words[named:]):
            yield Detail(m.start("place") + _length(m["place"], named), m.end(), "address")


def _on_an_estate(text: str) -> Iterator[Detail]:
    """“the Tansyfield estate”: from the first word that is nobody's everyday word."""
    for m in _ESTATE.finditer(text):
        words = m["place"].lower().split()
        own = (i for i, word in enumerate(words) if unknown_place(word) or word in first_names())
        named = next(own, len(words))
        if named < len(words) - 1:
            yield Detail(m.start("place") + _length(m["place"], named), m.end(), "address")


def _length(place: str, words: int) -> int:
    """How many characters its first words take, blanks and all."""
    return sum(len(word) for word in re.findall(r"\S+\s+", place)[:words])


def villages(said: Said) -> Iterator[Detail]:
    """Where somebody says they live, when it is no place that everybody has heard of."""
    if not (said.has_odd_words and said.has_any(_SAYS_WHERE)):
        return
    for m in _LIVES_IN.finditer(said.text):
        if unknown_place(own_words(m["place"])[0]):
            yield Detail(m.start("parted"), m.end("place"), "place")
