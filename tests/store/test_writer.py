"""The hot way in: one commit for many, and one bad voice never refuses its neighbours."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from voice.store import tables
from voice.store.engine import Store
from voice.store.ids import new_id
from voice.store.writer import GroupWriter, Offer

pytestmark = pytest.mark.anyio


def a_voice(form_id: str, **more: Any) -> dict[str, Any]:
    return {
        "space_id": 1,
        "voice_id": new_id(),
        "round_id": 2,
        "form_id": form_id,
        "week": "2026-W45",
        "route": "phone",
        "verbatim": "own_words",
        "language": "en",
        "quote_ok": False,
        **more,
    }


def an_answer(voice: dict[str, Any], code: str = "dropin") -> dict[str, Any]:
    return {"space_id": 1, "voice_id": voice["voice_id"], "question": "place_wanted", "code": code, "rank": 0}


async def count(store: Store, table: Any) -> int:
    async with store.reading() as conn:
        return int((await conn.execute(select(func.count()).select_from(table))).scalar_one())


async def test_voices_sent_together_are_all_there(store: Store) -> None:
    voices = [a_voice(f"form-{n:05}") for n in range(300)]
    new = await asyncio.gather(*(store.put(Offer(v, [(tables.answer, [an_answer(v)])])) for v in voices))
    assert all(new)
    assert await count(store, tables.voice) == await count(store, tables.answer) == 300


async def test_the_same_form_in_one_group_goes_in_once_with_its_own_children(store: Store) -> None:
    first, second = a_voice("form-same"), a_voice("form-same")
    new = await asyncio.gather(
        store.put(Offer(first, [(tables.answer, [an_answer(first)])])),
        store.put(Offer(second, [(tables.answer, [an_answer(second)])])),
    )
    assert sorted(new) == [False, True]
    assert await count(store, tables.voice) == await count(store, tables.answer) == 1


async def test_one_bad_voice_never_refuses_its_neighbours(store: Store) -> None:
    good = [a_voice(f"good-{n:05}") for n in range(20)]
    bad = a_voice("bad-voice-1", week=None)
    puts = [store.put(Offer(v, [])) for v in [*good[:10], bad, *good[10:]]]
    settled = await asyncio.gather(*puts, return_exceptions=True)
    assert isinstance(settled[10], Exception)
    assert [r for r in settled if r is not settled[10]] == [True] * 20
    assert await count(store, tables.voice) == 20


async def test_columns_left_out_take_the_databases_own_default(store: Store) -> None:
    await store.put(Offer(a_voice("form-default"), []))
    async with store.reading() as conn:
        row = (await conn.execute(select(tables.voice))).one()
    assert row.withdrawn is False


async def test_nobody_is_told_saved_before_the_commit() -> None:
    committed = asyncio.Event()

    class Slow:
        async def __call__(self, offers: Any) -> list[bool]:
            await committed.wait()
            return [True] * len(offers)

        async def close(self) -> None: ...

    writer = GroupWriter(Slow())
    waiting = asyncio.create_task(writer.put(Offer(a_voice("form-slow"), [])))
    await asyncio.sleep(0.02)
    assert not waiting.done()
    committed.set()
    assert await waiting


async def test_a_reader_that_hung_up_stops_nobody() -> None:
    class Gate:
        def __init__(self) -> None:
            self.open = asyncio.Event()

        async def __call__(self, offers: Any) -> list[bool]:
            await self.open.wait()
            return [True] * len(offers)

        async def close(self) -> None: ...

    gate = Gate()
    writer = GroupWriter(gate)
    gone = asyncio.create_task(writer.put(Offer(a_voice("form-gone"), [])))
    await asyncio.sleep(0.01)
    stays = asyncio.create_task(writer.put(Offer(a_voice("form-stays"), [])))
    await asyncio.sleep(0.01)
    gone.cancel()
    gate.open.set()
    assert await stays
