"""Where somebody can be found: postcode, address, school, workplace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.digits import has_digits
from voice.protect.details.names import EVERYDAY
from voice.protect.nouns import Detail

_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}|GIR ?0AA)\b", re.I)
_STREET = (
    r"(?:road|rd|street|avenue|ave|lane|ln|close|drive|crescent|cres|court|terrace|gardens|gdns|grove|parade|place|"
    r"square|mews|hill|rise|walk|view|row|green|way|park road|croft|fold|mount|vale|wharf|quay|gate|meadows?|estate|heights)(?! (?:to|from|away))"
)
_NUMBERED = re.compile(
    rf"\b(?:(?:flat|apartment|apt|unit|room|block)\s*\w{{1,4}},?\s+)?(?:no\.?\s*|number\s+)?\d{{1,4}}[a-d]?,?\s+"
    rf"(?:[^\W\d_][\w'’.-]*\s+){{1,3}}{_STREET}\b(?:,\s+[A-Z]\w+)?",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:(?:St\.?|Saint|Old|New|Upper|Lower|North|South|East|West)\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?\s+"
    r"(?:Road|Rd|Street|Avenue|Ave|Lane|Close|Drive|Crescent|Court|Terrace|Gardens|Grove|Parade|Mews|Rise|Row|Way|Croft|Fold|Estate)\b"
)
_LIVES = re.compile(
    rf"\b(?:live|lives|living|lived|stay|staying|stays|house is|moved|flat)\s+(?:in|on|at|up|down|to|near|by|just off|off)\s+"
    rf"(?P<place>(?!the\b|a\b|my\b|our\b|this\b)(?:[^\W\d_][\w'’-]*\s+){{1,2}}{_STREET})\b",
    re.I,
)
_GENERIC_STREET = re.compile(
    r"^(?:the|a|my|our|this|that|same|next|one|main|busy|long|quiet|other|own|any|no|dead|half|high)\b", re.I
)

_KIND = (
    r"(?:primary|infants?|juniors?|academy|high|grammar|comp(?:rehensive)?|college|sixth form|secondary|prep|nursery|"
    r"special school|community school|girls'? school|boys'? school|school|uni(?:versity)?)"
)
_SCHOOL = re.compile(
    r"\b(?:(?:St\.?|Saint|Our Lady|King|Queen|The|Sir|Sacred)\s+)?(?:[A-Z][\w'’.&-]*\s+){1,4}"
    r"(?:(?:RC|CE|C of E|CofE|Church of England|Catholic|Community|Special|Girls|Boys|Park|Primary|Junior|Infant|High|Comprehensive|Grammar|Technical|Sixth Form)\s+)*"
    r"(?:Primary|Infants?|Juniors?|Academy|High|Grammar|Comp|Comprehensive|College|Sixth Form|Secondary|School|Nursery|University|Uni)\b"
)
_GOES = (
    r"(?:i\s+go|goes|go|went|going|attends?|attended|attending|pupil|student|teacher|ta|head|at school|i'?m)\s+(?:to|at|in)?\s*"
    r"|\b(?:at|from|to|in)\s+"
)
_LOWER = re.compile(
    rf"\b(?:{_GOES})(?P<school>(?:st\.?|saint)\s+\w+(?:['’]?s)?(?:\s+{_KIND}){{0,2}}|(?:[^\W\d_][\w'’]+\s+){{1,3}}{_KIND})\b",
    re.I,
)
_NOT_A_NAME = frozenset(
    [
        "my",
        "the",
        "a",
        "an",
        "our",
        "your",
        "his",
        "her",
        "their",
        "this",
        "that",
        "big",
        "new",
        "old",
        "local",
        "first",
        "last",
        "same",
        "other",
        "another",
        "any",
        "some",
        "every",
        "each",
        "primary",
        "secondary",
        "junior",
        "senior",
        "special",
        "high",
        "infant",
        "middle",
        "upper",
        "lower",
        "both",
        "all",
        "which",
        "what",
        "good",
        "bad",
        "nice",
        "normal",
        "main",
        "mainstream",
        "private",
        "state",
        "free",
        "boarding",
        "night",
        "sunday",
        "summer",
        "after",
        "before",
        "in",
        "at",
        "to",
        "from",
        "of",
        "for",
        "and",
        "is",
        "was",
        "art",
        "drama",
        "music",
        "dance",
        "sports",
        "football",
        "swimming",
        "medical",
        "dental",
        "day",
        "pre",
        "nursery",
        "sixth",
        "form",
        "year",
        "years",
        "go",
        "going",
        "left",
        "leave",
        "leaving",
        "start",
        "starting",
        "started",
        "appointment",
        "record",
        "ambulance",
        "service",
        "office",
        "normal",
        "drive",
        "they",
        "no",
        "of",
        "any",
        "which",
        "minute",
        "minutes",
        "hour",
        "hours",
        "mile",
        "miles",
        "james",
        "walk",
        "when",
        "school",
        "college",
        "see",
        "have",
        "need",
        "want",
        "like",
        "near",
        "with",
        "on",
        "it",
        "i",
        "me",
        "we",
        "us",
        "you",
        "than",
        "more",
        "better",
        "about",
        "into",
        "being",
    ]
)
_WORK = re.compile(
    r"\b(?:works?|working|worked|job|shifts?|manager|boss)\s+(?:at|for|in|down at|over at)\s+"
    r"(?P<place>(?:the\s+)?[A-Z][\w'’&-]+(?:\s+(?:[A-Z][\w'’&-]+|and|on|in|of|the)(?=\s+[A-Z]|\b))*)"
)
_WORK_GENERAL = frozenset(["a&e", "camhs", "nhs", "council", "school", "gp", "the", "i"])


def postcodes(text: str) -> Iterator[Detail]:
    """UK postcodes, in any case. Words such as “is 4pm” don't have the shape."""
    if not has_digits(text):
        return
    yield from (Detail(*m.span(), "postcode") for m in _POSTCODE.finditer(text))


def addresses(text: str) -> Iterator[Detail]:
    """A house number and street; a street's name in capitals; and where somebody says they live."""
    yield from (Detail(*m.span(), "address") for m in _NUMBERED.finditer(text))
    for m in _NAMED.finditer(text):
        if not _GENERIC_STREET.match(m[0]):
            yield Detail(*m.span(), "address")
    for m in _LIVES.finditer(text):
        if not _GENERIC_STREET.match(m["place"]):
            yield Detail(*m.span("place"), "address")


def schools(text: str) -> Iterator[Detail]:
    """A school by its name, in capitals or in text speak: “i go st cuthberts”. “My school” is nobody's."""
    for m in _SCHOOL.finditer(text):
        start = m.start() + _leading(m[0])
        if start < m.end() and _has_a_name(text[start : m.end()]):
            yield Detail(start, m.end(), "school")
    for m in _LOWER.finditer(text):
        start = m.start("school") + _leading(m["school"])
        if start < m.end("school") and _has_a_name(text[start : m.end("school")], everyday=False):
            yield Detail(start, m.end("school"), "school")


def workplaces(text: str) -> Iterator[Detail]:
    """Where somebody says they, or their parent, work."""
    for m in _WORK.finditer(text):
        if m["place"].split()[0].lower() not in _WORK_GENERAL or " " in m["place"]:
            yield Detail(*m.span("place"), "work")


def _leading(name: str) -> int:
    """How many characters of small words stand before the name itself: “the big Larkhill” → “Larkhill”."""
    skipped = 0
    for word in re.finditer(r"\S+\s*", name):
        if word[0].strip().lower() not in _NOT_A_NAME:
            break
        skipped = word.end()
    return skipped


def _has_a_name(name: str, *, everyday: bool = True) -> bool:
    """At least one word before the kind of school that only a name would have; in small letters no everyday word at all."""
    words = [word.strip(".,'’").lower() for word in name.split()]
    kinds = frozenset(
        [
            "primary",
            "infant",
            "infants",
            "junior",
            "juniors",
            "academy",
            "high",
            "grammar",
            "comp",
            "comprehensive",
            "college",
            "sixth",
            "form",
            "secondary",
            "prep",
            "nursery",
            "special",
            "community",
            "girls",
            "boys",
            "school",
            "uni",
            "university",
            "rc",
            "ce",
            "catholic",
            "park",
        ]
    )
    said = [word for word in words if word not in kinds and word not in _NOT_A_NAME]
    if not everyday and any(word in _NOT_A_NAME or word in EVERYDAY for word in words if word not in kinds):
        return False
    return (
        bool(said)
        and (words[0] in ("st", "st.", "saint") or len(words) > 1)
        and all(len(word) > 1 for word in said)
    )
