"""Schools, by their names in capitals or in text speak: “i go st cuthberts”. “My school” is nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.names import EVERYDAY, ordinary_words, plain_words, unknown_place
from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

_SCHOOL_SAID = re.compile(
    r"\b(?i:(?:head(?:teacher| ?master)?|teachers?|pupils?|students?|governor|year \d{1,2}|yr ?\d{1,2}|sixth form|nurse|counsellor|dinner lady)\s+(?:is\s+)?at"
    r"|(?:my|our|his|her|their)?\s*school(?:'s| is| was)(?:\s+called)?|i go|goes to|excluded from|expelled from|ex pupil of)\s+"
    r"(?P<school>[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’-]+)*)"
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
    rf"\b(?:{_GOES})(?P<school>our lady(?:\s+of\s+\w+)?|(?:st\.?|saint)\s+\w+(?:['’]?s)?(?:\s+{_KIND}){{0,2}}|(?:[^\W\d_][\w'’]+\s+){{1,3}}{_KIND})\b",
    re.I,
)
_NOT_A_NAME = word_set(
    """
    my the a an our your his her their this that big new old local first last same other another any some
    every each primary secondary junior senior special high infant middle upper lower both all which what
    good bad nice normal main mainstream private state free boarding night sunday summer after before in at
    to from of for and is was art drama music dance sports football swimming medical dental day pre nursery
    sixth form year years go going left leave leaving start starting started appointment record ambulance
    service office drive they no minute minutes hour hours mile miles james walk when school college see
    have need want like near with on it i me we us you than more better about into being
    """
)
_GOES_TO = re.compile(
    r"\b(?i:(?:i|we|he|she|they|son|daughter|kids?|brother|sister|mate|friends?|boy|girl|cousin)\s+(?:all\s+|both\s+|now\s+)?(?:go|goes|went|used to go|moved|attends?|started)\s+(?:to|at)"
    r"|(?:year|yr|y)\s?\d{1,2}\s+(?:at|in)|(?:pupil|student|teacher|teaches|ta|governor|sixth form|school|lunch club|after ?school club)\s+(?:at|called|is))\s+(?P<school>[^\W\d_][\w'’.-]{2,}(?:\s+[A-Z][\w'’-]+)*)"
)


def schools(text: str) -> Iterator[Detail]:
    """A school by its name, in capitals or in text speak: “i go st cuthberts”. “My school” is nobody's."""
    for m in _SCHOOL.finditer(text):
        start = m.start() + _leading(m[0])
        if start < m.end() and _has_a_name(text[start : m.end()]):
            yield Detail(start, m.end(), "school")
    for m in _LOWER.finditer(text):
        if m["school"].lower().startswith("our lady"):
            yield Detail(*m.span("school"), "school")
            continue
        start = m.start("school") + _leading(m["school"])
        if start < m.end("school") and _has_a_name(text[start : m.end("school")], everyday=False):
            yield Detail(start, m.end("school"), "school")
    for m in _GOES_TO.finditer(text):
        if unknown_place(plain_words(m["school"])[0]):
            yield Detail(*m.span("school"), "school")
    for m in _SCHOOL_SAID.finditer(text):
        if m["school"].split()[0].lower() not in ordinary_words():
            yield Detail(*m.span("school"), "school")


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
        and (words[0] in ("st", "st.", "saint", "our") or len(words) > 1)
        and all(len(word) > 1 for word in said)
    )
