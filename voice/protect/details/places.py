"""Where somebody can be found: postcode, address, school, workplace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.digits import has_digits
from voice.protect.details.names import first_names, plain_words, unknown_place
from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

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
_HOUSE = re.compile(
    r"\b(?i:flat|apartment|apt|room|unit)\s*\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'’-]+\s+){1,2}"
    r"(?:House|Court|Tower|Point|Heights|Lodge|Mansions?|Building|Towers)\b"
)
_ESTATE = re.compile(
    r"\b(?:the\s+)?(?P<place>(?:[^\W\d_][\w'’-]+\s+){1,2}(?:estate|caravan (?:park|site)|travellers?['’]? site|flats|tower block|towers))\b",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:on|down|off|up|near|from)\s+(?P<place>(?:[^\W\d_][\w'’-]+\s+){1,2}(?:road|rd|avenue|ave|lane|close|crescent|terrace|grove|drive))\b(?! to\b)",
    re.I,
)
_NO_STREET = word_set(
    "the a my our this that same next one main busy long quiet other own any no dead half high bus cycle slow fast inside"
    " right hard test park memory outside wrong whole every all some to in on and is was very so too ring slip motor country"
)
_GENERIC_STREET = re.compile(
    r"^(?:the|a|my|our|this|that|same|next|one|main|busy|long|quiet|other|own|any|no|dead|half|high)\b", re.I
)

_WORK = re.compile(
    r"\b(?:works?|working|worked|job|shifts?|manager|boss)\s+(?:at|for|in|down at|over at)\s+"
    r"(?P<place>(?:the\s+)?[A-Z][\w'’&-]+(?:\s+(?:[A-Z][\w'’&-]+|and|on|in|of|the)(?=\s+[A-Z]|\b))*)"
)
_BUSINESS = (
    r"(?:bakery|bakers|butchers?|garage|salon|barbers?|hairdressers?|nails?|caf[eé]|pub|bar|inn|arms|restaurant|takeaway|kebabs?|chippy|chip shop|"
    r"pizza|shop|stores?|newsagents?|pharmacy|chemist|florists?|nursery|kennels|stables|farm|warehouse|factory|works|solicitors?|estate agents?|"
    r"care home|nursing home|hotel|guest house|b&b|gym|leisure centre|dentists?|vets?|surgery|builders|motors|cars|cabs|taxis|coaches|logistics|"
    r"cleaners|cleaning|plumbing|electrical|roofing|scaffolding|carpets|furniture|garden centre|golf club|rugby club|football club)"
)
_WORK_CUE = (
    r"\b(?:works?|working|worked|job|shifts?|manager|boss|cleaner|chef|cook|waitress|waiter|receptionist|apprentice(?:ship)?|trainee|volunteers?|"
    r"employed|tills?|part ?time|saturday job)\s+(?:at|for|in|down at|down|over at|up at)\s+"
)
_WORK_NAMED = re.compile(
    rf"{_WORK_CUE}(?P<place>(?:(?:the|a|an)\s+)?(?:[^\W\d_][\w'’&-]*\s+){{1,3}}{_BUSINESS})\b", re.I
)
_WORK_CAPITAL = re.compile(rf"\b(?:[A-Z][\w'’&-]+\s+(?:(?:and|&|of|the)\s+)?){{1,3}}(?i:{_BUSINESS})\b")
_LIVES_IN = re.compile(
    r"\b(?:(?:live|lives|living|lived|stay|stays|staying|grew up|moved|moving|born)\s+(?:up\s+|out\s+|over\s+|down\s+)?(?:in|to|near|at|round|by|on)|village (?:of|called)|"
    r"(?:i['’]?m|im|we['’]?re|were|am|are|is)\s+from|(?:out|up|over|down|here)\s+in)\s+(?P<place>[^\W\d_][\w'’]{3,}(?:[- ](?:on|upon|le|in|by|st)[- ][^\W\d_]\w+)*)",
    re.I,
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
    yield from (Detail(*m.span(), "address") for m in _HOUSE.finditer(text))
    for m in _DOWN.finditer(text):
        words = m["place"].lower().split()[:-1]
        named = next((i for i, word in enumerate(words) if word not in _NO_STREET), len(words))
        if named < len(words) and not (set(words[named:]) & _NO_STREET):
            yield Detail(
                m.start("place") + len("".join(re.findall(r"\S+\s+", m["place"])[:named])), m.end(), "address"
            )
    for m in _ESTATE.finditer(text):
        words = m["place"].split()
        named = next(
            (
                i
                for i, word in enumerate(words)
                if unknown_place(word.lower()) or word.lower() in first_names()
            ),
            len(words),
        )
        if named < len(words) - 1:
            yield Detail(m.start("place") + sum(len(word) + 1 for word in words[:named]), m.end(), "address")
    for m in _LIVES.finditer(text):
        if not _GENERIC_STREET.match(m["place"]):
            yield Detail(*m.span("place"), "address")


def workplaces(text: str) -> Iterator[Detail]:
    """Where somebody says they, or their parent, work."""
    for m in _WORK.finditer(text):
        if m["place"].split()[0].lower() not in _WORK_GENERAL or " " in m["place"]:
            yield Detail(*m.span("place"), "work")
    for pattern, group in ((_WORK_NAMED, "place"), (_WORK_CAPITAL, 0)):
        for m in pattern.finditer(text):
            if any(unknown_place(word) for word in plain_words(m[group])):
                yield Detail(*m.span(group), "work")


def villages(text: str) -> Iterator[Detail]:
    """Where somebody says they live, when it is no place that everybody has heard of."""
    for m in _LIVES_IN.finditer(text):
        if unknown_place(plain_words(m["place"])[0]):
            yield Detail(*m.span("place"), "place")
