"""Dates of birth, and numbers that belong to one person."""

from __future__ import annotations

import pytest

from tests.protect.details.marked import hides, stays
from voice.protect.look import look

HIDDEN = {
    "dates of birth": [
        "born {4th March 2013} so too old now",
        "my dob is {04/03/2013} ok",
        "my birthday is {7th of february} and i want a party",
        "my bday is on {oct 9th} ok",
        "{3rd of May} is my birthday",
    ],
    "health and insurance": [
        "my nhs number is {943 476 5919} ok",
        "nhs no {943 476 5870} they asked twice",
        "ni number {qq 12 34 56 c} i think",
        "her NI is {AB 12 34 56 C} ok",
        "my nhs number is {٩٤٣ ٤٧٦ ٥٩١٩} ok",
    ],
    "accounts and cases": [
        "sort code {20-11-93 70214658} for the bursary",
        "account number {70214658} ok",
        "the card says {4929 1234 5678 9012} on it",
        "case ref {KB-730915} is still open",
        "student number {2041337} ok",
    ],
    "vehicles": ["he drives {LB19 XYZ} past the hut", "his car is {lb19 xyz} and he waits outside"],
}
STAY = [
    "it was good on the 3rd of May",
    "they said 2-3 weeks and its been 16",
    "parking cost £4.80 for 2 hours and the 2026 trip was £120",
    "we were born ready and 30 of us came",
    "she may be 12 or 13",
    "is it on at 4pm or at 10am in room 12",
    "no13 bus is late, yr10 trip was good",
]


@pytest.mark.parametrize("how", HIDDEN)
def test_a_number_that_belongs_to_one_person_is_hidden(how: str) -> None:
    for line in HIDDEN[how]:
        hides(line)


@pytest.mark.parametrize("text", STAY)
def test_other_figures_stay(text: str) -> None:
    stays(text)


def test_a_comment_that_is_only_a_date_is_taken_for_a_birthday() -> None:
    assert look("4 march 2013").masked == "[birthday]"
