"""The one way in: what is taken, what is refused, and that sending twice is harmless."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from tests.people import Shed
from voice.errors import AlreadySent, BadInput, TooMuch
from voice.listen.nouns import Said
from voice.protect.look import Concern
from voice.store.tables import answer, comment, hold, job, voice, words

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
