"""Where somebody lives or works: addresses, postcodes, villages, small firms."""

from __future__ import annotations

import pytest

from tests.protect.details.marked import hides, stays

HIDDEN = {
    "addresses": [
        "we live at {9 Tansy Lane} and its far",
        "we r at {5 back bramble st} behind the chippy",
        "its {27b ashfield rd} next to the park",
        "i live on {heron close} near the shop",
        "the flat is {Flat 6, Marlowe Court} and it is damp",
        "we got put on the {Tansyfield estate}",
        "we are at the {Rowanlea Travellers site}",
        "it is just off {plover avenue}",
    ],
    "postcodes": ["its {sw1a 2aa} if you want to come", "my postcode is {ZE9 3QZ} and the bus is late"],
    "villages": [
        "i live in {brackenfold} so the bus takes an hour",
        "nobody comes out to {Nether Brackenfold}",
        "the bus to {Pentre Isaf} is twice a day",
        "im from {Ballinderg} and theres nothing",
        "we came from {Nant-y-coed} last spring",
        "the village of {Stow-on-the-Tarn} has no bus",
    ],
    "workplaces": [
        "mum works at {Hartnell Bakery} on nights",
        "my dad does shifts at {brindle motors} on nights",
        "i work at {the plough & otter pub} so evenings are out",
        "the man at {Meadowgate Pharmacy} is kind",
        "dad works for {Tarn and Rill} up the road",
    ],
}
STAY = [
    "the high street is too loud on a saturday",
    "it is a 10 minute walk and 2 hours drive from the main road",
    "we came by the slow road and the bus lane was shut",
    "i live in Manchester and the trains from Leeds are late on Fridays",
    "i live in a flat with my mum near the shops",
    "im from a traveller family and i live in care",
    "i work in the evenings and mum works for the council",
    "my uncle works at a garage and my nan works in a shop",
    "they gave me a Tesco voucher and a Polish leaflet",
    "there is a housing estate and a caravan park near here",
    "half of 20 is 10",
]


@pytest.mark.parametrize("how", HIDDEN)
def test_where_somebody_can_be_found_is_hidden(how: str) -> None:
    for line in HIDDEN[how]:
        hides(line)


@pytest.mark.parametrize("text", STAY)
def test_a_place_that_tells_of_nobody_stays(text: str) -> None:
    stays(text)
