"""Looking closely takes time, and meanwhile things change: nothing that was taken out or settled comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import select

from tests.people import Shed
from voice.errors import Overtaken
from voice.listen.progress import find_by_receipt as find
from voice.listen.progress import take_back, take_out
from voice.protect.look import Concern, Detail, Look
from voice.protect.looking import Settled, Unlooked, settle_look, unlooked
from voice.protect.reading import Decision, decide, queue
from voice.protect.seal import Sealed, open_words
from voice.store.jobs import waiting
from voice.store.tables import comment, voice, words

pytestmark = pytest.mark.anyio
FORM = "amina-first-1"
SAID = "Zoltan Quimby told me about the evenings"
A_NAME = Look(Concern.NONE, (), (), (Detail(0, 13, "name"),), (), "en", True)
DANGER = Look(Concern.CONCERN, ("person",), (), (), (), "en", True)


async def looking(shed: Shed) -> Sequence[Unlooked]:
    async with shed.store.reading() as conn:
        voices = list((await conn.execute(select(voice.c.voice_id))).scalars())
        return await unlooked(conn, shed.keys, shed.space.space_id, voices)


async def settles(shed: Shed, one: Unlooked, found: Look) -> Settled:
    async with shed.store.writing() as conn:
        return await settle_look(conn, shed.keys, shed.space.about.hours, one, found)


async def kept(shed: Shed) -> str:
    async with shed.store.reading() as conn:
        row = (await conn.execute(select(words))).one()
    return open_words(shed.keys, Sealed.UNREAD, row.space_id, row.comment_id, row.sealed).text


async def test_details_taken_out_while_we_looked_stay_out(shed: Shed) -> None:
    await shed.says(SAID, form_id=FORM)
    (one,) = await looking(shed)
    assert await take_out(shed.store, shed.keys, shed.space.space_id, FORM) == 1
    assert await settles(shed, one, A_NAME) is Settled.CHANGED
    assert "Quimby" not in await kept(shed)
    async with shed.store.reading() as conn:
        assert await waiting(conn, "look") == 1
    (again,) = await looking(shed)
    assert await settles(shed, again, A_NAME) is Settled.READY


@pytest.mark.parametrize("found", [A_NAME, DANGER])
async def test_words_taken_back_while_we_looked_stay_gone(shed: Shed, found: Look) -> None:
    receipt = (await shed.says(SAID, form_id=FORM)).receipt
    (one,) = await looking(shed)
    async with shed.store.reading() as conn:
        whose = await find(conn, shed.keys, receipt or "")
    await take_back(shed.store, shed.keys, whose)
    assert await settles(shed, one, found) is Settled.CHANGED
    async with shed.store.reading() as conn:
        assert (await conn.execute(select(words))).first() is None
        assert (await conn.execute(select(comment.c.state))).scalar_one() == "withdrawn"


async def test_a_look_done_twice_is_one_look(shed: Shed) -> None:
    await shed.says("the room is cold", form_id=FORM)
    (one,) = await looking(shed)
    assert await settles(shed, one, DANGER) is Settled.HELD
    assert await settles(shed, one, DANGER) is Settled.CHANGED


async def test_nobody_settles_what_was_not_looked_at(shed: Shed) -> None:
    await shed.says("the room is cold", form_id=FORM)
    (one,) = await looking(shed)
    with pytest.raises(Overtaken):
        await reads(shed, one.comment_id, 1, Decision.USE)


async def test_two_readers_at_the_same_moment_settle_a_comment_once(shed: Shed) -> None:
    await shed.says("the room is cold", form_id=FORM)
    await shed.looked_at()
    async with shed.store.reading() as conn:
        (one,) = await queue(conn, shed.keys, shed.space.space_id)
    ends = await asyncio.gather(
        *(reads(shed, one.comment_id, one.version, d) for d in (Decision.USE, Decision.NOT_USED)),
        return_exceptions=True,
    )
    assert sorted(type(end) for end in ends if end) == [Overtaken]


async def reads(shed: Shed, comment_id: int, version: int, decision: Decision) -> None:
    async with shed.store.writing() as conn:
        space, reader = shed.space, shed.people["Hari"].person_id
        await decide(
            conn, shed.keys, space.space_id, space.about.hours, comment_id, version, decision, reader
        )
