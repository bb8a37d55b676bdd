"""A thief has the database and not the secret: what nobody has read, what is held, and who may be reached stay shut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from sqlalchemy import select

from tests.attacks.everywhere import all_that_is_kept, where
from tests.people import Shed
from voice.errors import Damaged
from voice.listen.progress import NOBODY, find_by_receipt
from voice.listen.receipt import word_list
from voice.protect.hold import Outcome, open_holds
from voice.protect.seal import Sealed, open_words
from voice.settings import Settings
from voice.store import tables
from voice.store.secret import Keys

pytestmark = pytest.mark.anyio

GUESSED = Keys(bytes(32))


async def an_evening(shed: Shed) -> str:
    """Something unread, something held with a way to be reached and a lead's note. Returns a receipt."""
    receipt = (await shed.says("the stairs zqunread are steep", form_id="form-unread-1")).receipt
    await shed.says("he hits me zqheld", form_id="form-held-1", unsafe=True, reach="zqreach at the desk")
    async with shed.store.writing() as conn:
        (hold,) = await open_holds(conn, shed.space.space_id)
        await shed.femi_settles(
            conn, hold, Outcome("Spoke with them", note="zqnote", reference="zqreference")
        )
    return receipt


async def test_no_byte_of_it_can_be_read(shed: Shed, settings: Settings) -> None:
    receipt = await an_evening(shed)
    kept = await all_that_is_kept(settings, shed.store)
    assert where(kept, "form-unread-1"), "the search looks where nothing is"
    assert where(kept, "zqunread", "zqheld", "zqreach", "zqnote", "zqreference", "he hits me") == []
    assert where(kept, receipt, receipt.replace("-", " ")) == []


async def test_no_two_words_of_a_receipt_stand_together_anywhere(shed: Shed, settings: Settings) -> None:
    words = (await an_evening(shed)).split("-")
    kept = await all_that_is_kept(settings, shed.store)
    assert where(kept, *(f"{a}{by}{b}" for a, b in pairwise(words) for by in ("-", " ", ","))) == []
    assert len(word_list()) ** 5 > 2**60, "and they can't be tried one by one"


async def test_a_guessed_secret_opens_nothing_and_finds_nobody(shed: Shed) -> None:
    receipt = await an_evening(shed)
    async with shed.store.reading() as conn:
        assert await find_by_receipt(conn, GUESSED, receipt) == NOBODY
        (hold,) = await open_holds(conn, shed.space.space_id)
        with pytest.raises(Damaged):
            await shed.femi_opens(conn, GUESSED, hold)
        for row in (await conn.execute(select(tables.words))).all():
            for use in (Sealed.UNREAD, Sealed.HELD):
                with pytest.raises(Damaged):
                    open_words(GUESSED, use, row.space_id, row.comment_id, row.sealed)


async def test_the_workers_key_does_not_open_what_the_leads_hold(shed: Shed) -> None:
    """Nor can somebody who can write to the database put held words in the place of unread ones, to have them shown."""
    await an_evening(shed)
    async with shed.store.reading() as conn:
        query = select(tables.comment.c.comment_id, tables.comment.c.state, tables.words.c.sealed).join(
            tables.words, tables.words.c.comment_id == tables.comment.c.comment_id
        )
        seals = {row.state: row for row in (await conn.execute(query)).all()}
    held, unread, space_id = seals["held"], seals["unread"], shed.space.space_id
    with pytest.raises(Damaged):
        open_words(shed.keys, Sealed.UNREAD, space_id, held.comment_id, held.sealed)
    with pytest.raises(Damaged):
        open_words(shed.keys, Sealed.UNREAD, space_id, unread.comment_id, held.sealed)
    with pytest.raises(Damaged):
        open_words(shed.keys, Sealed.HELD, space_id, unread.comment_id, held.sealed)


async def test_the_same_words_twice_do_not_look_alike(shed: Shed) -> None:
    for n in range(2):
        await shed.says("the stairs are steep", form_id=f"form-alike-{n}")
    async with shed.store.reading() as conn:
        one, other = (await conn.execute(select(tables.words.c.sealed))).scalars()
        first, second = (await conn.execute(select(tables.voice.c.body_hash))).scalars()
    assert one[:28] != other[:28] and one != other
    assert first != second
