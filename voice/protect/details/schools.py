"""Schools, by their names in capitals or in text speak: “i go st cuthberts”. “My school” is nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.words.known import EVERYDAY, ordinary_words, own_words, unknown_place
from voice.protect.details.words.said import Said
from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

_KINDS = word_set(
    "primary infant infants junior juniors academy high grammar comp comprehensive college sixth secondary"
    " prep nursery"
    " school schools uni university ysgol pru kindergarten preschool playgroup"
)
_ALSO_KINDS = word_set("form special community girls boys rc ce catholic park")
"""Words between the name and the kind."""
_SAINTS = word_set("st saint lady ysgol")
_SAID_OF = word_set(
    "head headteacher headmaster teacher teachers pupil pupils student students governor year yr form nurse"
    " counsellor"
    " school go goes went excluded expelled ex moved attend attends attended started y ta teaches called"
)
"""Words that lead to a school whose name says nothing of schools."""

_CAPS = r"[A-Z][\w'’.&-]{0,30}"
_IN_CAPITALS = re.compile(
    rf"\b(?:(?:St\.?|Saint|Our Lady|King|Queen|The|Sir|Sacred)\s+)?(?:{_CAPS}\s+){{1,4}}"
    r"(?:(?:RC|CE|C of E|CofE|Church of England|Catholic|Community|Special|Girls|Boys|Park|Primary|Junior|"
    r"Infant|High|"
    r"Comprehensive|Grammar|Technical|Sixth Form)\s+)*"
    r"(?:Primary|Infants?|Juniors?|Academy|High|Grammar|Comp|Comprehensive|College|Sixth Form|Secondary|"
    r"School|Nursery|"
    r"University|Uni|PRU)\b"
)
_WELSH = re.compile(r"\b(?i:ysgol)(?:\s+(?i:gynradd|uwchradd|gyfun|y|yr))*(?:\s+[A-Z]\w{1,30}){1,3}")
_KIND = (
    r"(?:primary|infants?|juniors?|academy|high|grammar|comp(?:rehensive)?|college|sixth form|secondary|prep|"
    r"nursery|"
    r"special school|community school|girls'? school|boys'? school|school|uni(?:versity)?)"
)
_GOES = (
    r"(?:i\s+go|goes|go|went|going|attends?|attended|attending|pupil|student|teacher|ta|head|at school|"
    r"i'?m)\s+(?:to|at|in)?\s*"
    r"|\b(?:at|from|to|in)\s+"
)
_IN_SMALL = re.compile(
    rf"\b(?:{_GOES})(?P<school>our lady(?:\s+of\s+\w{{1,30}})?|(?:st\.?|"
    rf"saint)\s+\w{{1,30}}(?:['’]?s)?(?:\s+{_KIND}){{0,2}}"
    rf"|(?:[^\W\d_][\w'’]{{1,30}}\s+){{1,3}}{_KIND})\b",
    re.I,
)
_GOES_TO = re.compile(
    r"\b(?i:(?:i|we|he|she|they|son|daughter|kids?|brother|sister|mate|friends?|boy|girl|cousin)\s+(?:all\s+|"
    r"both\s+|now\s+)?"
    r"(?:go|goes|used to go|attends?)\s+(?:to|at)"
    r"|(?:year|yr|y)\s?\d{1,2}\s+(?:at|in)"
    r"|(?:pupil|student|teacher|teaches|ta|governor|sixth form)\s+at|(?:school|lunch club|"
    r"after ?school club)\s+called)\s+"
    r"(?P<school>[^\W\d_][\w'’.-]{2,30}(?:\s+[A-Z][\w'’-]{1,30}){0,4})"
)
_SAID_TO_BE_ONE = re.compile(
    r"\b(?i:(?:head(?:teacher| ?master)?|teachers?|pupils?|students?|governor|year \d{1,2}|yr ?\d{1,2}|"
    r"sixth form|nurse|"
    r"counsellor|dinner lady)\s+(?:is\s+)?at|school(?:'s| is| was)(?:\s+called)?|i go|goes to|"
    r"excluded from|expelled from|"
    r"ex pupil of)\s+(?P<school>[A-Z][\w'’.-]{1,30}(?:\s+[A-Z][\w'’-]{1,30}){0,4})"
)
_GOES_ALONE = re.compile(
    r"\b(?i:i|we|he|she)\s+(?i:go|goes)\s+(?P<school>\w{2,20}"
    r"(?:field|bank|wood|woods|mead|side|hill|ridge|bridge|brook|dale|ford|ton|ham|ley|worth|bury|gate|moor|"
    r"croft|thorpe|mount))\b"
)
"""“i go oakfield”: an English place by its ending."""
_IS_MY_SCHOOL = re.compile(
    r"\b(?P<school>[A-Z][\w'’-]{2,30}(?:\s[A-Z][\w'’-]{1,30}){0,3})\s(?:is|was)\s(?:my|our|his|"
    r"her)\s(?:old\s|new\s)?school\b"
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


def schools(said: Said) -> Iterator[Detail]:
    """A school by its name, in capitals or in small letters. “My school” and “high school” are nobody's."""
    kinds = said.has_any(_KINDS)
    if kinds and said.inner_capitals:
        yield from _in_capitals(said.text)
    if kinds or said.has_any(_SAINTS):
        yield from _in_small_letters(said.text)
    if said.has_odd_words and said.has_any(_SAID_OF):
        yield from _said_to_be_one(said.text)


def _in_capitals(text: str) -> Iterator[Detail]:
    for m in _IN_CAPITALS.finditer(text):
        start = m.start() + _leading(m[0])
        if start < m.end() and _has_a_name(text[start : m.end()]):
            the = start - 4 if text[max(0, start - 4) : start].lower() == "the " else start
            yield Detail(the, m.end(), "school")
    yield from (Detail(*m.span(), "school") for m in _WELSH.finditer(text))


def _in_small_letters(text: str) -> Iterator[Detail]:
    for m in _IN_SMALL.finditer(text):
        start = m.start("school")
        if m["school"].lower().startswith("our lady"):
            yield Detail(*m.span("school"), "school")
            continue
        start += _leading(m["school"])
        if start < m.end("school") and _has_a_name(text[start : m.end("school")], everyday=False):
            yield Detail(start, m.end("school"), "school")


def _said_to_be_one(text: str) -> Iterator[Detail]:
    for pattern in (_GOES_TO, _GOES_ALONE, _IS_MY_SCHOOL):
        for m in pattern.finditer(text):
            if unknown_place(own_words(m["school"])[0]):
                yield Detail(*m.span("school"), "school")
    for m in _SAID_TO_BE_ONE.finditer(text):
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
    named = [word for word in words if word not in _KINDS and word not in _ALSO_KINDS]
    if not everyday and any(word in _NOT_A_NAME or word in EVERYDAY for word in named):
        return False
    own = [word for word in named if word not in _NOT_A_NAME]
    of_a_saint = words[0] in ("st", "saint", "our")
    return (of_a_saint or len(words) > 1) and any(len(word) > 1 for word in own)
