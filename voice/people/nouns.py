"""Hats, and a signed-in person."""

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

    def wears(self, space_id: int, *any_of: Hat) -> bool:
        """Do they wear one of these hats in this space?"""
        return bool(self.hats.get(space_id, frozenset()) & set(any_of))

    @property
    def spaces(self) -> tuple[int, ...]:
        """The spaces that this face opens for them."""
        return tuple(space_id for space_id, hats in self.hats.items() if hats & HATS_OF_FACE[self.face])
