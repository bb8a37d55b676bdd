"""The fourteen checks by name: who makes each, and when it passes (practice notes 3b). 10 and 11 are gates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Criterion:
    """One check. `by` is "S" (software), "R" (a reader) or "S+R" (each their half)."""

    number: int
    name: str
    by: str
    passes: str

    @property
    def software(self) -> bool:
        """Software makes it, or half of it."""
        return "S" in self.by

    @property
    def reader(self) -> bool:
        """A person makes it, or half of it."""
        return "R" in self.by


GATES = (10, 11)
"""A prompt with one of these failed can't be opened."""

RUBRIC = (
    Criterion(1, "Open", "S", "One question, that no yes or no can answer, in 22 words or fewer"),
    Criterion(2, "Not leading", "S+R", "No answer inside: a reader can't tell what its author wants to hear"),
    Criterion(
        3,
        "With, not to or for",
        "S",
        "No phrase that does things to, for or past people, or only sounds like with",
    ),
    Criterion(4, "Plain", "S", "Reading age 11 or under where it is read aloud, 14 for staff; no jargon"),
    Criterion(
        5, "In their words", "S", "Two quotes or more, word for word, from different comments, with their yes"
    ),
    Criterion(
        6, "Numbers and limits", "S", "How many comments, when, by which route, how many noted by staff"
    ),
    Criterion(
        7, "Other side", "S+R", "The other side with its count and a quote, or that we looked and found none"
    ),
    Criterion(8, "Missing voices", "S+R", "Someone not heard, why we think so, and a way to reach them"),
    Criterion(9, "Honest gaps", "R", "Something we don't know that would change what is tried"),
    Criterion(10, "No promise", "S", "The only promise is to tell back by a date"),
    Criterion(11, "No child exposed", "S+R", "Nobody could be picked out, even by someone from that place"),
    Criterion(12, "Specific", "R", "It fits no other theme; one support and one ask that match how it was"),
    Criterion(
        13, "45 minutes", "S+R", "260 words, nine people, two roles, a voice from outside, no money to start"
    ),
    Criterion(
        14,
        "Worry now, success, tell-back",
        "S",
        "Each filled in, or said to be none; told back within 28 days",
    ),
)


def blank_rubric() -> list[dict[str, Any]]:
    """A new prompt's fourteen marks, none made yet."""
    return [{"check": c.number, "name": c.name, "by": c.by, "software": None, "reader": None} for c in RUBRIC]
