"""Space and Round: who is asking, about what, for whom, and until when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from voice.errors import BadInput
from voice.listen.nouns import Band
from voice.protect.hours import Hours
from voice.protect.look import LocalLists

RESERVED = frozenset(
    [
        "staff",
        "lead",
        "design",
        "admin",
        "healthz",
        "readyz",
        "static",
        "receipt",
        "help",
        "exit",
        "privacy",
        "accessibility",
        "en",
        "cy",
        "pl",
        "ar",
        "new",
        "api",
        "sign-in",
        "sign-out",
        "account",
        "invite",
        "forgotten",
    ]
)
"""Words that are addresses of ours and so can't be a space's slug."""


@dataclass(frozen=True)
class HelpLine:
    """Someone who answers now. `number` as dialled; `say` is the line under it; `languages` in which they answer."""

    name: str
    number: str = ""
    say: str = ""
    link: str = ""
    languages: tuple[str, ...] = ("en",)


NATIONAL_HELP = (
    HelpLine("999", "999", "If someone is in danger right now"),
    HelpLine("Childline", "0800 1111", "Free, day and night, for anyone under 19"),
    HelpLine("Shout", "85258", "Text SHOUT, free, day and night"),
)
"""Shown on every public page whatever a space has set (their own published numbers)."""


@dataclass(frozen=True)
class Contact:
    """A named adult: who to tell, and how."""

    name: str
    role: str = ""
    how: str = ""


BODIES = {
    "council": "A council, a school or another public body",
    "nhs": "An NHS trust or service",
    "charity": "A charity or community group",
}
"""The law gives each other grounds for holding what people say, and another way to complain."""


@dataclass(frozen=True)
class Keep:
    """How long words and records are kept. What was promised when a round opened can only be made shorter for it.

    - Unread, six months after the round closes: nobody will read them now, and they are the least protected to keep.
    - Released, two years: long enough to tell back at three and at twelve months, and to see whether it lasted.
    - Safeguarding records, seventeen years after a lead closed them: the youngest who write here are 8, and a child's
      record is commonly kept to their 25th birthday (IRMS toolkit for schools). Your own safeguarding policy decides.
    """

    unread_months: int = 6
    released_months: int = 24
    held_years: int = 17

    def at_most(self, other: Keep) -> Keep:
        """The shorter of two promises about words. Safeguarding records follow the site's policy of today."""
        return Keep(
            min(self.unread_months, other.unread_months),
            min(self.released_months, other.released_months),
            other.held_years,
        )


@dataclass(frozen=True)
class About:
    """What a space says of itself, all of it written by its own people."""

    topic: dict[str, str] = field(default_factory=dict)  # by band; "" is the plain one
    asks: str = ""  # who asks and will answer, by name and role
    can_change: str = ""
    cannot_change: str = ""
    places: dict[str, str] = field(default_factory=dict)  # code → the local name
    languages: tuple[str, ...] = ("en",)
    readers: dict[str, str] = field(default_factory=dict)  # language → who reads words in it
    help: tuple[HelpLine, ...] = ()
    hours: Hours = field(default_factory=Hours)
    building: str = ""  # who is in the building, for "I don't feel safe"
    lead: Contact | None = None
    deputy: Contact | None = None
    outside: Contact | None = None  # where a hold goes that names a lead or a member of staff
    names: tuple[str, ...] = ()  # local lists for masking
    streets: tuple[str, ...] = ()
    expected: dict[str, int] = field(default_factory=dict)  # rough mix by band, in percent
    routes: tuple[str, ...] = ("phone",)
    outcomes: tuple[str, ...] = (
        "Spoke with them",
        "Told children's social care",
        "Already known and being helped",
        "Could not find out who",
        "Not a worry after all",
    )
    not_used_reasons: tuple[str, ...] = (
        "Not about this topic",
        "Only about a named person",
        "Not words",
        "Test or joke",
    )
    meet_where: tuple[str, ...] = ()
    body: str = ""  # BODIES: what kind of organisation, for the assurance pages
    keep: Keep = field(default_factory=Keep)


@dataclass(frozen=True)
class Space:
    """The service or group that is asking."""

    space_id: int
    slug: str
    title: str
    about: About
    private: bool = False
    version: int = 1

    @property
    def local(self) -> LocalLists:
        """The names and places to mask here, beside the general ones."""
        return LocalLists(names=self.about.names, places=self.about.streets)

    @property
    def help_lines(self) -> tuple[HelpLine, ...]:
        """Help to show: the local lines first after 999, never an empty panel."""
        local = tuple(
            line for line in self.about.help if line.number not in {n.number for n in NATIONAL_HELP}
        )
        return (NATIONAL_HELP[0], *local, *NATIONAL_HELP[1:])

    def topic(self, band: Band | str | None) -> str:
        """The topic in the wording of a band, else the plain one."""
        return self.about.topic.get(str(band or "")) or self.about.topic.get("", self.title)

    def takes_words_in(self, language: str) -> bool:
        """A language has a box for words only where the space names someone who reads it. English always."""
        return language == "en" or bool(self.about.readers.get(language))


class RoundState(StrEnum):
    """Draft, open, closed: a closed round keeps its pages."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Round:
    """One opening of a space, with the date by which they answer."""

    round_id: int
    space_id: int
    number: int
    state: RoundState
    opens: date | None = None
    closes: date | None = None
    answer_by: date | None = None
    reading_pledged: bool = True


def check_slug(slug: str) -> str:
    """A slug people can type: 2–60 of a–z, 0–9 and hyphen, not one of our own addresses. BadInput says what to do."""
    slug = slug.strip().lower()
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])", slug):
        raise BadInput(
            "The short name must be 2 to 60 small letters, numbers or hyphens, such as town-drop-in.", "slug"
        )
    if slug in RESERVED:
        raise BadInput(f"“{slug}” is one of our own addresses. Choose another short name.", "slug")
    return slug
