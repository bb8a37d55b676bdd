"""Where somebody says they, or somebody close to them, work: a shop or a small firm gives them away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.words.known import own_words, unknown_place
from voice.protect.details.words.said import Said
from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

_WORK_WORDS = word_set(
    "work works working worked job shift shifts manager boss cleaner chef cook waitress waiter receptionist"
    " apprentice"
    " apprenticeship trainee volunteer volunteers employed till tills time parttime"
)
_BUSINESS_WORDS = word_set(
    "bakery bakers butcher butchers garage salon barber barbers hairdresser hairdressers nail nails cafe"
    " café pub bar inn arms"
    " restaurant takeaway kebab kebabs chippy shop pizza store stores newsagent newsagents pharmacy chemist"
    " florist florists"
    " nursery kennels stables farm warehouse factory works solicitor solicitors estate care nursing hotel"
    " guest b gym leisure"
    " dentist dentists vet vets surgery builders motors cars cabs taxis coaches logistics cleaners cleaning"
    " plumbing electrical"
    " roofing scaffolding carpets furniture garden golf rugby football"
)
"""A word of each of these: without one no pattern for them is tried."""
_BUSINESS = (
    r"(?:bakery|bakers|butchers?|garage|salon|barbers?|hairdressers?|nails?|caf[eé]|pub|bar|inn|arms|"
    r"restaurant|takeaway|"
    r"kebabs?|chippy|chip shop|pizza|shop|stores?|newsagents?|pharmacy|chemist|florists?|nursery|kennels|"
    r"stables|farm|warehouse|"
    r"factory|works|solicitors?|estate agents?|care home|nursing home|hotel|guest house|b&b|gym|"
    r"leisure centre|dentists?|vets?|"
    r"surgery|builders|motors|cars|cabs|taxis|coaches|logistics|cleaners|cleaning|plumbing|electrical|"
    r"roofing|scaffolding|"
    r"carpets|furniture|garden centre|golf club|rugby club|football club)"
)
_AT = r"\s+(?:at|for|in|down at|down|over at|up at)\s+"
_WORKS = re.compile(
    r"\b(?i:works?|working|worked|job|shifts?|manager|boss)\s+(?i:at|for|in|down at|over at)\s+"
    r"(?P<place>(?:the\s+)?[A-Z][\w'’&-]{1,30}(?:\s+(?:[A-Z][\w'’&-]{1,30}|(?:and|on|in|of|"
    r"the)(?=\s+[A-Z]))){0,4})"
)
_WORKS_AT_A = re.compile(
    r"\b(?:works?|working|worked|job|shifts?|manager|boss|cleaner|chef|cook|waitress|waiter|receptionist|"
    r"apprentice(?:ship)?|trainee|"
    rf"volunteers?|employed|tills?|part ?time|saturday job|saturdays?|sundays?){_AT}"
    rf"(?P<place>(?:(?:the|a|an)\s+)?(?:(?:[^\W\d_][\w'’&-]{{0,30}}|&)\s+){{1,4}}?{_BUSINESS})\b",
    re.I,
)
_IN_CAPITALS = re.compile(
    rf"(?<![\w'’&-])(?P<place>(?:[A-Z][\w'’&-]{{1,30}}\s+(?:(?:and|&|of|the)\s+)?){{1,3}}(?i:{_BUSINESS}))\b"
)
_EVERYBODYS = word_set("a&e camhs nhs council school gp the i")


def workplaces(said: Said) -> Iterator[Detail]:
    """“works at Hartnell Bakery”, “shifts at brindle motors”, and a small firm's name in capitals anywhere."""
    if said.inner_capitals and said.has_any(_WORK_WORDS):
        for m in _WORKS.finditer(said.text):
            if m["place"].split()[0].lower() not in _EVERYBODYS or " " in m["place"]:
                yield Detail(*m.span("place"), "work")
    if said.has_any(_BUSINESS_WORDS):
        yield from _of_a_business(_WORKS_AT_A, said.text)
        if said.inner_capitals:
            yield from _of_a_business(_IN_CAPITALS, said.text)


def _of_a_business(pattern: re.Pattern[str], text: str) -> Iterator[Detail]:
    for m in pattern.finditer(text):
        if any(unknown_place(word) for word in own_words(m["place"])):
            yield Detail(*m.span("place"), "work")
