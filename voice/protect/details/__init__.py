"""Details to mask, a file for each family. A new one copies its neighbour and adds a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from voice.protect.details.birthdays import birthdays
from voice.protect.details.contacts import emails, handles, handles_before_apps, links, made_up_names, phones
from voice.protect.details.names import names, unknown_capitals
from voice.protect.details.numbers import numbers, vehicles
from voice.protect.details.places import addresses, postcodes, villages, workplaces
from voice.protect.details.schools import schools
from voice.protect.nouns import Detail

FINDERS: tuple[Callable[[str], Iterator[Detail]], ...] = (
    emails,
    links,
    handles,
    handles_before_apps,
    made_up_names,
    phones,
    numbers,
    vehicles,
    postcodes,
    addresses,
    schools,
    workplaces,
    villages,
    birthdays,
    names,
)

GUESSERS: tuple[Callable[[str], Iterator[Detail]], ...] = (unknown_capitals,)
"""What is hidden in a comment to be safe, and would be wrong to find fault with in words that staff have written."""
