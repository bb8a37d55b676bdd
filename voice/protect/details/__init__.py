"""Details to mask, a file for each family. A new one copies its neighbour and adds a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from voice.protect.details.birthdays import birthdays
from voice.protect.details.contacts import emails, handles, links, phones
from voice.protect.details.names import names
from voice.protect.details.numbers import numbers, vehicles
from voice.protect.details.places import addresses, postcodes, schools, workplaces
from voice.protect.nouns import Detail

FINDERS: tuple[Callable[[str], Iterator[Detail]], ...] = (
    emails,
    links,
    handles,
    phones,
    numbers,
    vehicles,
    postcodes,
    addresses,
    schools,
    workplaces,
    birthdays,
    names,
)
