"""Boards for tests: comments heard and read at The Shed, and themes as a machine would have suggested them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from tests.people import Shed
from voice.meaning.encoder import Encoder, unit
from voice.store.ids import new_id
from voice.store.tables import comment
from voice.theme import records
from voice.theme.changing import Turn
from voice.theme.codeframe import Codeframe, Placing, Theme
from voice.theme.suggest import suggest_for

WAITING = [
    "I waited so long that I gave up waiting",
    "waiting months with no letter is the worst",
    "the waiting list never moves",
    "nobody says how long the waiting will be",
    "waiting made my worry bigger",
    "still waiting since spring",
]
ROOM = [
    "the room is loud and the light buzzes",
    "a softer light in the room please",
    "that room has no window",
    "the room smells like a hospital",
    "chairs in the room are too close",
    "the room is cold",
]


@dataclass
class Board:
    """A round's board, with what tests ask of it."""

    shed: Shed
    ids: dict[str, int] = field(default_factory=dict)

    def turn(self, who: str = "Esi", version: int | None = None) -> Turn:
        """Somebody's turn, on the board as it stood at a version."""
        assert version is not None
        shed = self.shed
        return Turn(shed.space.space_id, shed.round.round_id, shed.people[who].person_id, version)

    async def now(self) -> Codeframe:
        """The codeframe as it stands."""
        async with self.shed.store.reading() as conn:
            return await records.read_codeframe(conn, self.shed.space.space_id, self.shed.round.round_id)

    async def does(self, verb, *args, who: str = "Esi", version: int | None = None):  # type: ignore[no-untyped-def]
        """Somebody does something at the board, as it stands now unless a version is given."""
        at = (await self.now()).version if version is None else version
        async with self.shed.store.writing() as conn:
            return await verb(conn, self.turn(who, at), *args)

    async def hears(self, *said: str, read: bool = True, **more: object) -> list[int]:
        """Comments come in, and are read unless told otherwise. Returns their ids, in order."""
        new = []
        for words in said:
            before = set(await self.every_comment())
            await self.shed.says(words, form_id=f"form-{new_id()}", **more)
            new += sorted(set(await self.every_comment()) - before)
        if read:
            await self.shed.reads_all()
        else:
            await self.shed.looked_at()
        return new

    async def every_comment(self) -> list[int]:
        """Every comment of the space, whatever its state."""
        async with self.shed.store.reading() as conn:
            query = select(comment.c.comment_id).where(comment.c.space_id == self.shed.space.space_id)
            return list((await conn.execute(query)).scalars())

    async def suggested(self, title: str, comment_ids: list[int]) -> int:
        """A theme as the machine suggests it. Returns its id."""
        space_id, round_id = self.shed.space.space_id, self.shed.round.round_id
        theme = Theme(new_id(), len((await self.now()).themes) + 1, title)
        async with self.shed.store.writing() as conn:
            await records.lock_codeframe(conn, space_id, round_id)
            await records.add_themes(conn, [records.theme_row(space_id, round_id, theme)])
            guesses = [Placing(c, theme.theme_id, score=0.7, novelty=0.1) for c in comment_ids]
            await records.put_placings(conn, space_id, guesses)
        return theme.theme_id

    async def suggests(self, encoder: Encoder | None) -> Codeframe:
        """The worker suggests themes. Returns the codeframe as it then stands."""
        shed = self.shed
        await suggest_for(shed.store, shed.keys, shed.space.space_id, shed.round.round_id, encoder)
        return await self.now()

    async def inside(self, theme_id: int) -> dict[int, int | None]:
        """comment → who settled it (None: the machine) of one theme."""
        async with self.shed.store.reading() as conn:
            found = await records.placings_in(conn, self.shed.space.space_id, theme_id)
        return {p.comment_id: p.decided_by for p in found}

    async def placings(self) -> set[Placing]:
        """Every placing that shows on the board, and every "fits none"."""
        async with self.shed.store.reading() as conn:
            return set(await records.live_placings(conn, self.shed.space.space_id, self.shed.round.round_id))


class Wordy:
    """An encoder for tests: comments that share words lie close together, the same in every call and every run."""

    name = "wordy"

    def encode(self, texts: Sequence[str], progress: object = None) -> NDArray[np.float32]:
        """One row a text; each word of four letters or more has its own direction."""
        out = np.zeros((len(texts), 64), np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w{4,}", text.lower()):
                out[row] += np.random.default_rng(zlib.crc32(word.encode())).normal(size=64)
        return unit(out)
