"""Who may see a hold. A person whom it names is not the one to read it: it goes to the others.

The machine guesses from names, so that the first alert already goes round them;
a lead can put right what it guessed. It never hides a hold from everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import instant
from voice.errors import NotYours
from voice.people.nouns import Hat
from voice.people.who import people_with
from voice.protect.hold.nouns import Lead
from voice.store.engine import Store

_WORDS_TOO = frozenset(
    [
        "art",
        "bill",
        "brown",
        "carol",
        "dawn",
        "faith",
        "field",
        "frank",
        "gene",
        "grace",
        "green",
        "heath",
        "hill",
        "holly",
        "hope",
        "ivy",
        "jack",
        "jasper",
        "joy",
        "king",
        "lane",
        "lee",
        "lily",
        "long",
        "may",
        "mark",
        "max",
        "mason",
        "miles",
        "norm",
        "pat",
        "penny",
        "rich",
        "rose",
        "ruby",
        "sky",
        "small",
        "sue",
        "summer",
        "violet",
        "wall",
        "west",
        "white",
        "will",
        "wood",
        "woods",
        "young",
    ]
)
"""Names that are words as well: taken for a person only with a capital letter."""
FRESH_SECONDS = 5.0
_TITLE = r"\b(?:mr|mrs|ms|miss|mx|dr|sir)\.?\s+"


async def leads_of(conn: AsyncConnection, space_id: int) -> list[Lead]:
    """Everyone who may see holds in a space, the outside contact too."""
    return [
        Lead(m.person_id, m.name, m.email, m.deputy, m.outside, m.away_until)
        for m in await people_with(conn, space_id, Hat.LEAD)
    ]


class KnownLeads:
    """Leads by space, read anew every few seconds: every voice asks, so that one that rings an alarm costs its writer
    no other wait."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[float, list[Lead]]] = {}

    async def of(self, store: Store, space_id: int) -> list[Lead]:
        """The leads of a space, as they were a few seconds ago at most."""
        known = self._known.get(space_id)
        if known is None or not 0 <= instant() - known[0] < FRESH_SECONDS:
            async with store.reading() as conn:
                known = self._known[space_id] = (instant(), await leads_of(conn, space_id))
        return known[1]


async def lead_in(conn: AsyncConnection, space_id: int, person_id: int) -> Lead:
    """This person as a lead. NotYours when they are none here."""
    for lead in await leads_of(conn, space_id):
        if lead.person_id == person_id:
            return lead
    raise NotYours("There is no such hold.")


def named_in(texts: Iterable[str], leads: Sequence[Lead]) -> list[int]:
    """The leads whom these words seem to name: nobody, if then nobody could see them."""
    said = "\n".join(texts)
    named = frozenset(lead.person_id for lead in leads if not lead.outside and _names(said, lead.name))
    return sorted(named) if any(lead.may_see(named) for lead in leads) else []


def _names(said: str, name: str) -> bool:
    """Does the text hold this person's first name, or their surname with a title or a capital letter?"""
    words = [word for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name) if len(word) > 2]
    if not words:
        return False
    first, last = words[0], words[-1]
    if re.search(rf"\b{re.escape(first)}\b", said, 0 if first.lower() in _WORDS_TOO else re.I):
        return True
    titled = re.search(_TITLE + re.escape(last) + r"\b", said, re.I)
    return bool(titled or (len(words) > 1 and re.search(rf"\b{re.escape(last.capitalize())}\b", said)))
