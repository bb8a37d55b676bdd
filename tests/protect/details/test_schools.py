"""Schools by their own names; “my school” and “high school” are nobody's."""

from __future__ import annotations

import pytest

from tests.protect.details.marked import hides, stays

HIDDEN = {
    "in capitals": [
        "i moved to {Osprey Mill Academy} in spring",
        "we are at {Tansy Bank Primary} and have no grass",
        "she is at {St Wilfred's C of E Primary School} now",
        "i got moved to {the Meadows School} and it is loud",
        "our boys go to {Ysgol Nant Goch} by bus",
        "my tutor at {Rillside College} had no idea",
    ],
    "in small letters": [
        "i go st wilfreds and nobody tells us".replace("st wilfreds", "{st wilfreds}"),
        "i go to {saint brigids} and its loud",
        "i go {our lady of sorrows} and its far",
        "my sister goes to {oakhanger infants} on the hill",
        "went to {larkhill high} before",
    ],
    "without a word for school": [
        "im in yr 9 at {Ospreymill} now",
        "my son goes to {Brackenfold} and they are kind",
    ],
}
STAY = [
    "my school should have a quiet room, primary school did",
    "can we have sixth form students to talk to",
    "High school is scary so let us visit first",
    "i go to school by bus and my sister goes to nursery",
    "our school council asked for more trips",
    "i want to go to college or uni after year 11",
    "he goes to special school and she goes to a special unit",
    "the nurse at school is kind",
]


@pytest.mark.parametrize("how", HIDDEN)
def test_a_school_is_hidden(how: str) -> None:
    for line in HIDDEN[how]:
        hides(line)


@pytest.mark.parametrize("text", STAY)
def test_a_school_without_a_name_stays(text: str) -> None:
    stays(text)
