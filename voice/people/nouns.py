"""Hats, the everyday choices made of them, and a signed-in person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Hat(StrEnum):
    """A right that a person has in a space. One person may wear several."""

    READER = "reader"
    DESIGNER = "designer"
    LEAD = "lead"
    STAFF = "staff"
    ADMIN = "admin"

    @property
    def called(self) -> str:
        """As screens name it."""
        return "safeguarding lead" if self is Hat.LEAD else "drop-in staff" if self is Hat.STAFF else self


HAT_SAYS: dict[Hat, str] = {
    Hat.READER: "Reads what comes in and lets it go on",
    Hat.DESIGNER: "Themes, conversations, what is told back",
    Hat.LEAD: "Sees what may tell of harm, and reads",
    Hat.STAFF: "Writes down what people say at a drop-in",
    Hat.ADMIN: "Runs the space: rounds, people. Reads nobody's words",
}
"""What each hat lets a person do, for the page where hats are given."""


class Face(StrEnum):
    """The signed-in faces. Each has its own session and cookie: a face is a line of trust."""

    STAFF = "staff"
    LEAD = "lead"
    DESIGN = "design"
    ADMIN = "admin"


HATS_OF_FACE: dict[Face, frozenset[Hat]] = {
    Face.STAFF: frozenset({Hat.STAFF}),
    Face.LEAD: frozenset({Hat.READER, Hat.LEAD}),
    Face.DESIGN: frozenset({Hat.DESIGNER}),
    Face.ADMIN: frozenset({Hat.ADMIN}),
}
"""Which hats open which face."""


def face_of(hat: Hat) -> Face:
    """The face that a hat opens."""
    return next(face for face, hats in HATS_OF_FACE.items() if hat in hats)


@dataclass(frozen=True)
class Everyday:
    """One of the three choices that a small team needs; finer rights are for councils."""

    name: str
    title: str
    says: str
    hats: tuple[Hat, ...]


EVERYDAY = (
    Everyday(
        "designs",
        "Reads and designs",
        "Reads what comes in, finds themes, plans conversations and tells people back.",
        (Hat.READER, Hat.DESIGNER),
    ),
    Everyday(
        "lead",
        "Safeguarding lead",
        "Reads what comes in, and is the one who sees what may tell of harm. A space needs two.",
        (Hat.LEAD,),
    ),
    Everyday("staff", "Drop-in staff", "Writes down what people say. Reads nothing back.", (Hat.STAFF,)),
)


@dataclass(frozen=True)
class Person:
    """Someone who may sign in."""

    person_id: int
    email: str
    name: str
    demo: bool = False


@dataclass(frozen=True)
class SignedIn:
    """A person at one face, with the hats they wear in each space, and the token their forms must carry."""

    person: Person
    face: Face
    hats: dict[int, frozenset[Hat]]
    form_token: str
    asked: int = 0
    """At the leads' face: people who wait for a lead's yes."""

    def wears(self, space_id: int, *any_of: Hat) -> bool:
        """Do they wear one of these hats in this space?"""
        return bool(self.hats.get(space_id, frozenset()) & set(any_of))

    @property
    def spaces(self) -> tuple[int, ...]:
        """The spaces that this face opens for them."""
        return tuple(space_id for space_id, hats in self.hats.items() if hats & HATS_OF_FACE[self.face])
