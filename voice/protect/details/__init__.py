"""Details to mask, a file for each family. A new one copies its neighbour and adds a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from voice.protect.details.birthdays import birthdays
from voice.protect.details.contacts import emails, links, phones
from voice.protect.details.handles import handles, made_up_names
from voice.protect.details.names import names, unknown_capitals
from voice.protect.details.numbers import numbers, vehicles
from voice.protect.details.places import addresses, postcodes, villages
from voice.protect.details.schools import schools
from voice.protect.details.words.said import Said
from voice.protect.details.workplaces import workplaces
from voice.protect.nouns import Detail

FINDERS: tuple[Callable[[Said], Iterator[Detail]], ...] = (
    emails,
    links,
    handles,
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

GUESSERS: tuple[Callable[[Said], Iterator[Detail]], ...] = (unknown_capitals,)
"""What is hidden in a comment to be safe, and would be wrong to find fault with in words that staff have written."""
