"""The one way in: what is taken, what is refused, and that sending twice is harmless."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, insert, select

from tests.people import Shed
from voice.errors import AlreadySent, BadInput, TooMuch
from voice.listen.nouns import Said
from voice.listen.progress import find_by_receipt, take_back, take_out
from voice.protect.hold import open_holds
from voice.protect.look import Concern, Look
from voice.protect.records import comments_of
from voice.store.tables import answer, comment, hold, job, vector, voice, words

pytestmark = pytest.mark.anyio


async def count(shed: Shed, table) -> int:  # type: ignore[no-untyped-def]
    async with shed.store.reading() as conn:
        return int((await conn.execute(select(func.count()).select_from(table))).scalar_one())


async def test_words_are_committed_sealed_and_unread(shed: Shed) -> None:
    await shed.says("I would rather talk at The Shed", form_id="amina-first-1")
    async with shed.store.reading() as conn:
        row = (await conn.execute(select(comment))).one()
        kept = (await conn.execute(select(words))).one()
    assert row.state == "unread"
    assert not row.looked
    assert kept.masked is None
    assert b"rather talk" not in kept.sealed
    assert await count(shed, job) == 1


async def test_the_same_form_again_is_the_same_receipt_and_one_voice(shed: Shed) -> None:
    first = await shed.says("same words", form_id="amina-first-1")
    again = await shed.says("same words", form_id="amina-first-1")
    assert again.again and not first.again
    assert first.receipt == again.receipt
    assert await count(shed, voice) == 1
    assert await count(shed, comment) == 1


async def test_the_same_form_with_other_words_is_refused(shed: Shed) -> None:
    await shed.says("first words", form_id="amina-first-1")
    with pytest.raises(AlreadySent, match="already sent"):
        await shed.says("other words", form_id="amina-first-1")
    assert await count(shed, voice) == 1


async def test_bilals_receipt_is_not_aminas(shed: Shed) -> None:
    amina = await shed.says("hello", form_id="amina-first-1")
    bilal = await shed.says("hello", form_id="bilal-first-1")
    assert amina.receipt != bilal.receipt
    assert len(amina.receipt.split("-")) == 5


@pytest.mark.parametrize("nothing", ["", "   \n", "\u200b\u2060", "\u3164"])
async def test_nothing_at_all_is_asked_for_one_word(shed: Shed, nothing: str) -> None:
    with pytest.raises(BadInput, match="even one word"):
        await shed.says(nothing, form_id="amina-first-1")
    assert await count(shed, voice) == 0


async def test_too_long_names_the_exact_excess(shed: Shed) -> None:
    with pytest.raises(TooMuch, match="7 characters too long"):
        await shed.says("x" * 2007, form_id="amina-first-1")


@pytest.mark.parametrize("form_id", ["", "short", "has space in it", "x" * 65, "semi;colon-here"])
async def test_a_form_id_that_is_not_one_is_refused(shed: Shed, form_id: str) -> None:
    with pytest.raises(BadInput):
        await shed.says("hello", form_id=form_id)


async def test_nul_and_lone_surrogates_refuse_nobody(shed: Shed) -> None:
    sent = [shed.says(f"neighbour {n}", form_id=f"neighbour-{n:03}") for n in range(20)]
    odd = shed.says("odd \x00 and \ud800 here 👋🏽 مرحبا", form_id="odd-one-out")
    received = await asyncio.gather(*sent, odd)
    assert len({r.receipt for r in received}) == 21
    assert await count(shed, voice) == 21


async def test_i_dont_feel_safe_is_urgent_whatever_the_words_say(shed: Shed) -> None:
    received = await shed.says(
        "nice biscuits", form_id="amina-unsafe-1", unsafe=True, reach="ask for the girl in red"
    )
    assert received.concern == Concern.URGENT
    async with shed.store.reading() as conn:
        held = (await conn.execute(select(hold))).one()
        row = (await conn.execute(select(comment.c.state))).scalar_one()
    assert held.concern == "urgent"
    assert row == "held"
    assert b"girl in red" not in held.reach


async def test_the_door_alone_is_enough(shed: Shed) -> None:
    await shed.says("", form_id="amina-unsafe-2", unsafe=True)
    assert await count(shed, hold) == 1
    assert await count(shed, comment) == 0


async def test_if_looking_fails_the_words_are_held_never_lost(
    shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the finder fell over")

    monkeypatch.setattr("voice.listen.receive.look", broken)
    await shed.says("any words at all", form_id="amina-first-1")
    async with shed.store.reading() as conn:
        assert (await conn.execute(select(comment.c.state))).scalar_one() == "held"
    assert await count(shed, hold) == 1


async def test_nothing_finer_than_a_week_and_nothing_of_the_device_is_kept(shed: Shed) -> None:
    await shed.says("hello", form_id="amina-first-1")
    async with shed.store.reading() as conn:
        row = (await conn.execute(select(voice))).one()._mapping
    assert len(row["week"]) == 8 and "-W" in row["week"]
    assert not {"ip", "agent", "referrer", "at", "time"} & set(row)


async def test_answers_go_in_once_each(shed: Shed) -> None:
    from tests.people import wanting

    await shed.says("hello", form_id="amina-first-1", answers=wanting("dropin", "online", "dropin"))
    assert await count(shed, answer) == 2


async def test_a_worker_reading_back_what_they_typed_counts_as_read(shed: Shed) -> None:
    cerys = shed.people["Cerys"].person_id
    await shed.says("they were kind", form_id="cerys-typed-1", typist=cerys)
    await shed.looked_at()
    async with shed.store.reading() as conn:
        row = (await conn.execute(select(comment))).one()
    assert row.state == "released"
    assert row.read_by == cerys


async def test_a_workers_note_is_never_quotable(shed: Shed) -> None:
    said = (Said("open", "their words"), Said("note", "my note"))
    await shed.says("", form_id="cerys-typed-1", said=said)
    async with shed.store.reading() as conn:
        rows = {r.question: r.quote_ok for r in (await conn.execute(select(comment))).all()}
    assert rows == {"open": True, "note": False}


async def test_other_words_after_it_was_taken_back_are_a_new_message_never_lost(shed: Shed) -> None:
    receipt = (await shed.says("the room is cold", form_id="amina-first-1")).receipt
    async with shed.store.reading() as conn:
        whose = await find_by_receipt(conn, shed.keys, receipt or "")
    await take_back(shed.store, shed.keys, whose)
    with pytest.raises(AlreadySent):
        await shed.says("my step dad hits me when mum is at work", form_id="amina-first-1")


async def test_i_dont_feel_safe_is_urgent_even_when_the_finder_fails(
    shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voice.listen.receive.look", fails)
    received = await shed.says("the room is cold", form_id="amina-first-1", unsafe=True)
    assert received.concern == "urgent"
    async with shed.store.reading() as conn:
        assert [hold.concern for hold in await open_holds(conn, shed.space.space_id)] == ["urgent"]


async def test_what_rules_find_worrying_the_model_may_find_urgent(
    shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    worrying = Look(Concern.CONCERN, ("self_harm",), (), (), (), "", True)
    monkeypatch.setattr("voice.listen.receive.look", lambda *_: worrying)
    monkeypatch.setattr(
        "voice.listen.receive.look_closely", lambda *_, **__: replace(worrying, concern=Concern.URGENT)
    )
    assert (await shed.says("the room is cold", form_id="amina-first-1")).concern == "urgent"


async def test_details_taken_out_leave_no_vector_made_of_them(shed: Shed) -> None:
    received = await shed.says("write to me at kit@example.org", form_id="amina-first-1")
    async with shed.store.writing() as conn:
        (row,) = await comments_of(conn, shed.space.space_id, received.voice_id)
        await conn.execute(
            insert(vector).values(
                space_id=shed.space.space_id, comment_id=row.comment_id, encoder="any", numbers=b"names"
            )
        )
    assert await take_out(shed.store, shed.keys, shed.space.space_id, "amina-first-1") == 1
    async with shed.store.reading() as conn:
        assert (await conn.execute(select(vector))).first() is None
        (after,) = await comments_of(conn, shed.space.space_id, received.voice_id)
        assert not after.looked and after.version > row.version


def fails(*_: object) -> Look:
    raise RuntimeError("no finder")
