"""What a submission is made of, before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

Receipt = NewType("Receipt", str)
"""Five words. Shown once, never stored: only a keyed hash of them is."""


class Route(StrEnum):
    """How a voice reached us."""

    PHONE = "phone"
    KIOSK = "kiosk"
    STAFF = "staff"
    PAPER = "paper"
    IMPORT = "import"


class Band(StrEnum):
    """Which version of the form was used. Never an exact age."""

    UNDER_12 = "8-11"
    TEEN = "12-17"
    YOUNG_ADULT = "18-25"
    PARENT = "parent"
    STAFF = "staff"


class Verbatim(StrEnum):
    """Whose words they are: only the person's own may be quoted as theirs."""

    OWN_WORDS = "own_words"
    CLOSE = "close"
    SUMMARY = "summary"  # a worker's note: counted apart, never quoted as youth voice


@dataclass(frozen=True)
class Answer:
    """One closed answer: a question's key and an option's code; `rank` is the order it was picked in."""

    question: str
    code: str
    rank: int = 0


@dataclass(frozen=True)
class Said:
    """The words given to one open question."""

    question: str
    text: str


@dataclass(frozen=True)
class Submission:
    """One voice as it arrives from any face. `form_id` makes sending it twice harmless."""

    form_id: str
    route: Route
    said: tuple[Said, ...] = ()
    answers: tuple[Answer, ...] = ()
    band: Band | None = None
    language: str = "en"
    quote_ok: bool = False
    verbatim: Verbatim = Verbatim.OWN_WORDS
    recorded_by_role: str | None = None
    typist: int | None = (
        None  # the worker who typed it in with consent: their reading counts when nothing is found
    )
    unsafe: bool = False  # they chose "I don't feel safe": urgent whatever the words say
    reach: str = ""  # how they chose to be reached; kept apart, seen by the leads only
    week: str = ""  # the ISO week it was said in, if not this one
    place: str = ""  # where the link or poster was, for setting a flood aside
    batch_id: int | None = None
    drill: bool = False  # a test disclosure: it is held and nothing else, and counts nowhere
    receipt: bool = True  # false where nobody is there to keep one (import, paper)
