"""What a look finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Concern(StrEnum):
    """How sure we are that someone told of harm."""

    NONE = "none"
    CONCERN = "concern"
    URGENT = "urgent"


@dataclass(frozen=True)
class Detail:
    """Something that identifies, as code points of the text as given; `end` is past the last one."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Amber:
    """'Look here', for the person who reads."""

    start: int
    end: int


@dataclass(frozen=True)
class Reason:
    """Why a comment is held, in a plain sentence for the safeguarding lead."""

    kind: str
    start: int
    end: int
    why: str


@dataclass(frozen=True)
class LocalLists:
    """A space's own names and places to mask."""

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """What one look found."""

    concern: Concern
    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    details: tuple[Detail, ...]
    ambers: tuple[Amber, ...]
    masked: str
    looked_at: bool
