"""Capture: their words and my note, asked first, and never a report."""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import select

from tests.people import Shed
from voice.clock import in_days
from voice.listen.space import RoundState
from voice.people.nouns import Face
from voice.protect.hold import go_away
from voice.store.tables import comment, visit, voice

pytestmark = pytest.mark.anyio
PAGE = "/staff/shed/"
SAME_SITE = {"sec-fetch-site": "same-origin"}


async def cerys_writes(shed: Shed, client: AsyncClient, page: str = PAGE, **form: str) -> Response:
    client.cookies.clear()
    client.cookies.update(await shed.cookie("Cerys", Face.STAFF))
    found = (await client.get(page)).text
    token = re.search(r'name="token" value="(\w+)"', found)[1]  # type: ignore[index]
    form_id = re.search(r'name="form_id" value="([\w-]+)"', found)
    sent = {"token": token, **({"form_id": form_id[1]} if form_id else {}), **form}
    return await client.post(page, data=sent, headers=SAME_SITE)


async def voices(shed: Shed):  # type: ignore[no-untyped-def]
    async with shed.store.reading() as conn:
        return (await conn.execute(select(voice))).all(), (await conn.execute(select(comment))).all()


async def test_their_words_are_stored_as_theirs(shed: Shed, client: AsyncClient) -> None:
    answer = await cerys_writes(
        shed, client, their_words="it is calm here", they_know="yes", quote_ok="yes", place="dropin"
    )
    assert answer.status_code == 200 and "Saved" in answer.text and "1 sent" in answer.text
    (one,), (said,) = await voices(shed)
    assert (one.route, one.verbatim, one.receipt_hash) == ("staff", "own_words", None)
    assert said.read_by == shed.people["Cerys"].person_id and said.quote_ok
    assert 'value="dropin" selected' in answer.text, "the place stays for the next one"


async def test_a_note_alone_is_a_workers_and_never_quotable(shed: Shed, client: AsyncClient) -> None:
    await cerys_writes(shed, client, note="seemed to like the kitchen", they_know="yes", quote_ok="yes")
    (one,), (said,) = await voices(shed)
    assert one.verbatim == "summary" and said.question == "note" and not said.quote_ok


async def test_they_must_know_and_what_was_typed_stays(shed: Shed, client: AsyncClient) -> None:
    answer = await cerys_writes(shed, client, their_words="it is calm here", note="by the window")
    assert answer.status_code == 422
    assert "it is calm here" in answer.text and "by the window" in answer.text
    assert await voices(shed) == ([], [])


async def test_it_says_that_it_is_no_report_and_asks_when_it_looks_like_one(
    shed: Shed, client: AsyncClient
) -> None:
    client.cookies.update(await shed.cookie("Cerys", Face.STAFF))
    assert "This is not a report" in (await client.get(PAGE)).text
    answer = await cerys_writes(
        shed, client, their_words="he said his dad hits him every night", they_know="yes"
    )
    assert "Does Femi know?" in answer.text


async def test_a_closed_round_takes_nothing_and_loses_nothing(shed: Shed, client: AsyncClient) -> None:
    from dataclasses import replace

    from voice.listen.records import save_round

    async with shed.store.writing() as conn:
        await save_round(conn, replace(shed.round, state=RoundState.CLOSED))
    answer = await cerys_writes(shed, client, their_words="it is calm here", they_know="yes")
    assert answer.status_code == 422 and "it is calm here" in answer.text


async def test_visits_are_a_tally_apart(shed: Shed, client: AsyncClient) -> None:
    for number in ("4", "3"):
        assert (
            await cerys_writes(shed, client, PAGE + "visits", place="dropin", kind="walk_in", number=number)
        ).status_code == 200
    async with shed.store.reading() as conn:
        assert (await conn.execute(select(visit.c.number))).scalar_one() == 7
    few = await cerys_writes(shed, client, PAGE + "visits", place="dropin", kind="booked", number="2")

    assert "a few (under 5)" in few.text and "<td>7</td>" in few.text
    for bad in ({"number": "many"}, {"number": "0"}, {"place": "moon"}, {"kind": "?"}):
        form = {"place": "dropin", "kind": "walk_in", "number": "1", **bad}
        assert (await cerys_writes(shed, client, PAGE + "visits", **form)).status_code == 422


async def test_staff_read_nothing_back_and_strangers_find_nothing(shed: Shed, client: AsyncClient) -> None:
    await cerys_writes(shed, client, their_words="zebra crossing words", they_know="yes")
    assert "zebra" not in (await client.get(PAGE)).text
    client.cookies.clear()
    client.cookies.update(await shed.cookie("Dev", Face.STAFF))
    assert (await client.get(PAGE)).status_code == 404


async def test_while_the_lead_is_on_leave_staff_are_sent_to_the_deputy(
    shed: Shed, client: AsyncClient
) -> None:
    client.cookies.update(await shed.cookie("Cerys", Face.STAFF))
    assert "tell Femi now: In the office" in (await client.get(PAGE)).text
    async with shed.store.writing() as conn:
        here, femi = shed.space, shed.people["Femi"].person_id
        await go_away(conn, here.space_id, here.about.hours, femi, in_days(7))
    page = (await client.get(PAGE)).text
    assert "tell Greta now: At the front desk" in page and "Femi" not in page
