"""A rule, and words that many rules share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from voice.protect.concerns.hints import alternatives, hints_of

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
    hints: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Rule:
    """One kind of danger, and the ways in which it is told. `unless` lets it pass."""

    kind: str
    urgent: bool
    why: str
    ways: tuple[Way, ...]
    unless: re.Pattern[str] | None = None

    def search(self, said: str, ways: Iterable[Way]) -> re.Match[str] | None:
        """Where it is first told, in one of these of its ways; None where it isn't, or where `unless` stands beside it."""
        found = [match for way in ways if (match := way.pattern.search(said))]
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
    """The rules of one kind: the urgent ways and the others, each alternative a way of its own."""
    spare = re.compile(unless) if unless else None
    made = []
    for grave, ways in ((True, urgent), (False, concern)):
        if ways:
            single = tuple(_way(one) for way in ways for one in alternatives(way))
            made.append(Rule(kind, grave, why, single, spare))
    return tuple(made)


def _way(pattern: str) -> Way:
    return Way(re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), hints_of(pattern))
