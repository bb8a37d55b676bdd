"""A rule, and words that many rules share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voice.protect.concerns.hints import hints_of

FAMILY = (
    r"(?:mums|dads|mum|dad|step dad|step mum|mother|father|parents?|brother|step brother|sister|step sister|uncle|aunt|aunty|"
    r"auntie|nan|grandad|grandpa|gran|cousin|foster (?:carer|mum|dad)|carer|family|guardian)"
)
PARTNER = r"(?:boyfriend|girlfriend|partner|husband|wife|ex|ex husband|ex boyfriend|ex partner|mums boyfriend|dads girlfriend|mums partner|mums bloke)"
ADULT = (
    rf"(?:{FAMILY}|{PARTNER}|(?:the |a |this |some |my |that )?(?:man|men|guy|bloke|lady|woman|adult|grown up|teacher|coach|neighbour|worker|"
    r"nursery worker|babysitter|tutor|friend|lad|boy|boys|someone|somebody|people|he|she|they))"
)
MY = r"(?:my|our|his|her|their|mine|the|a)"
CHILD = rf"(?:{MY} )?(?:\d+ year old )?(?:son|daughter|lad|boy|girl|baby|kid|kids|child|children|little one|little brother|little sister|baby brother|brother|sister|teen|teenager|grandson|granddaughter|niece|nephew|friend|best friend|cousin|girlfriend|boyfriend|mum|dad|flatmate|housemate|partner)"
NOW = r"(?:tonight|today|now|tomorrow|this week|this morning|an hour ago|last night|soon|again|right now|at the moment)"
GAP = r"(?: [^.\s]+){0,4}?"


@dataclass(frozen=True)
class Way:
    """One way of saying it: a pattern over plain text (see plain.py), and what every match of it must hold."""

    pattern: re.Pattern[str]
    hints: frozenset[str]

    def search(self, said: str, there: frozenset[str]) -> re.Match[str] | None:
        """The first match, if it can have one: `there` are the hints that stand in the text."""
        if self.hints and self.hints.isdisjoint(there):
            return None
        return self.pattern.search(said)


@dataclass(frozen=True)
class Rule:
    """One kind of danger, and the ways in which it is told. `unless` lets it pass."""

    kind: str
    urgent: bool
    why: str
    ways: tuple[Way, ...]
    unless: re.Pattern[str] | None = None

    def search(self, said: str, there: frozenset[str]) -> re.Match[str] | None:
        """Where it is first told, in whichever way; None where it isn't, or where `unless` stands beside it."""
        found = [match for way in self.ways if (match := way.search(said, there))]
        if not found or (self.unless and self.unless.search(said)):
            return None
        return min(found, key=re.Match.start)


def rules(
    kind: str,
    why: str,
    *,
    urgent: list[str] | None = None,
    concern: list[str] | None = None,
    unless: str = "",
) -> tuple[Rule, ...]:
    """The rules of one kind: the urgent ways and the others, each list joined to one pattern."""
    spare = re.compile(unless) if unless else None
    made = []
    for grave, ways in ((True, urgent), (False, concern)):
        if ways:
            made.append(Rule(kind, grave, why, tuple(_way(way) for way in ways), spare))
    return tuple(made)


def _way(pattern: str) -> Way:
    return Way(re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), hints_of(pattern))
