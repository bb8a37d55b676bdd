"""Somebody sends a form again, changed: with other words, to another space, in another round, after it was deleted.

A form's number makes sending twice harmless. It must not let one sending stand for another, nor bring
back what its writer took out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import select

from tests.faces.young.reading import Page
from tests.faces.young.said import FORM, receipt_in, send, taps, token_in, voices
from tests.people import Shed, open_the_shed
from voice.clock import in_days, set_clock
from voice.listen.spaces import close_round, open_round
from voice.protect.seal import Sealed, open_words
from voice.store.tables import hold, words

pytestmark = pytest.mark.anyio

FIRST, OTHER = "the side door is better", "close the side door zqedited"
HARM = "my stepdad hits me and I am scared to go home"


async def kept_words(shed: Shed) -> set[str]:
    """Everything that is kept, as its writer wrote it."""
    async with shed.store.reading() as conn:
        rows = (await conn.execute(select(words).where(words.c.sealed.is_not(None)))).all()
    opened = set()
    for row in rows:
        for use in (Sealed.UNREAD, Sealed.HELD):
            try:
                opened.add(open_words(shed.keys, use, row.space_id, row.comment_id, row.sealed).text)
            except Exception:  # it is under the other seal
                continue
    return opened


async def deletes(client: AsyncClient, five: str) -> None:
    """The writer takes it back, by the five words."""
    token = token_in((await client.post("/en/receipt", data={"words": five})).text)
    done = await client.post("/en/receipt/withdraw", data={"token": token, "sure": "yes"})
    assert done.status_code == 200


def asked_again(answer: Response, typed: str) -> Page:
    """The page came back with everything on it and a new number, and says that it was not sent."""
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.field("open") == typed and page.field("form_id") != FORM
    return page


async def test_other_words_under_a_known_number_never_replace_the_first(
    client: AsyncClient, shed: Shed
) -> None:
    await send(client, FIRST)
    for typed in (OTHER, FIRST + " ", FIRST.upper(), HARM):
        asked_again(await send(client, typed), typed)
    assert await kept_words(shed) == {FIRST}


@pytest.mark.parametrize("changed", [{"quote_ok": "yes"}, {"place_wanted": "dropin"}, {"who_with": "peer"}])
async def test_another_answer_under_a_known_number_is_not_slipped_in(
    client: AsyncClient, shed: Shed, changed: dict[str, str]
) -> None:
    """Least of all a yes to sharing that its writer never gave."""
    await send(client, FIRST)
    asked_again(await send(client, FIRST, **changed), FIRST)
    [kept] = await voices(shed)
    assert not kept.quote_ok and await taps(shed) == set()


async def test_harm_under_a_known_number_is_not_lost_either(client: AsyncClient, shed: Shed) -> None:
    """Whoever first wrote of a door and then of harm is asked to press send once more, and is heard."""
    await send(client, FIRST)
    page = asked_again(await send(client, HARM), HARM)
    assert (await send(client, HARM, form_id=page.field("form_id"))).status_code == 200
    assert await kept_words(shed) == {FIRST, HARM}


async def test_the_same_form_in_another_space_is_another_voice(client: AsyncClient, shed: Shed) -> None:
    """A number seen at The Shed neither blocks nor opens anything next door, and the five words differ."""
    barn = await open_the_shed(shed.store, shed.keys, slug="barn")
    here, there = await send(client, FIRST), await send(client, OTHER, at="/en/barn")
    assert here.status_code == there.status_code == 200
    assert receipt_in(here.text) != receipt_in(there.text)
    await deletes(client, receipt_in(there.text))
    assert {v.space_id: v.withdrawn for v in await voices(shed)} == {
        shed.space.space_id: False,
        barn.space.space_id: True,
    }


async def test_the_token_of_one_space_is_nothing_in_another(client: AsyncClient, shed: Shed) -> None:
    await open_the_shed(shed.store, shed.keys, slug="barn")
    token = token_in((await send(client, FIRST)).text)
    for door in ("details", "more"):
        answer = await client.post(f"/en/barn/{door}", data={"token": token, "do": "take", "window": "with"})
        assert answer.status_code == 422
    assert await taps(shed) == set()


async def test_a_form_of_the_last_round_is_not_counted_in_this_one(client: AsyncClient, shed: Shed) -> None:
    """A page left open from March, sent again in May: the same words are the same voice, where it was."""
    await send(client, FIRST)
    async with shed.store.writing() as conn:
        await close_round(conn, shed.space)
        opened = await open_round(conn, shed.space, drilled=True, closes=in_days(9), answer_by=in_days(20))
    set_clock(lambda: datetime.now(UTC) + timedelta(minutes=1))  # the page knows within a second or so
    again = await send(client, FIRST)
    [kept] = await voices(shed)
    assert again.status_code == 200 and kept.round_id == shed.round.round_id != opened.round_id
    page = asked_again(await send(client, OTHER), OTHER)
    assert (await send(client, OTHER, form_id=page.field("form_id"))).status_code == 200
    assert {v.round_id for v in await voices(shed)} == {shed.round.round_id, opened.round_id}


async def test_words_that_were_deleted_do_not_come_back_by_the_back_button(
    client: AsyncClient, shed: Shed
) -> None:
    """And nobody is told "we have it" about what nobody keeps: they may send it as a new message, knowingly."""
    sent = await send(client, FIRST, quote_ok="yes", place_wanted="dropin")
    await deletes(client, receipt_in(sent.text))
    again = await send(client, FIRST, quote_ok="yes", place_wanted="dropin")
    page = asked_again(again, FIRST)
    assert "You deleted" in again.text and "We have it" not in again.text
    assert await kept_words(shed) == set() and await taps(shed) == set()
    assert (await send(client, FIRST, form_id=page.field("form_id"))).status_code == 200
    assert await kept_words(shed) == {FIRST}


async def test_an_old_thank_you_page_adds_nothing_to_a_deleted_voice(client: AsyncClient, shed: Shed) -> None:
    sent = await send(client, "ring me on 07700 900123 any time")
    token = token_in(sent.text)
    await deletes(client, receipt_in(sent.text))
    for door, form in (("details", {"do": "take"}), ("more", {"window": "with", "pulse_okay": "2"})):
        await client.post(f"/en/shed/{door}", data={"token": token, **form})
    assert await taps(shed) == set() and await kept_words(shed) == set()


async def test_a_hold_is_not_lifted_by_sending_the_same_form_calmly(client: AsyncClient, shed: Shed) -> None:
    """A parent who finds the phone and sends the page again with other words changes nothing that the leads see."""
    await send(client, HARM)
    for calm in ("everything is fine at home", ""):
        assert (await send(client, calm)).status_code == 422
    async with shed.store.reading() as conn:
        [held] = (await conn.execute(select(hold))).all()
    assert held.state == "open" and await kept_words(shed) == {HARM}


async def test_the_number_of_the_door_is_not_the_number_of_the_form(client: AsyncClient, shed: Shed) -> None:
    """“I don't feel safe” under a number that was used before is asked again, with what was typed; never passed over."""
    await send(client, FIRST)
    reach = {"form_id": FORM, "reach": "by the window on Tuesdays"}
    refused = await client.post("/en/shed/not-safe", data=reach)
    page = Page(refused.text, without=())
    assert refused.status_code == 422 and page.field("reach") == reach["reach"]
    sent = await client.post("/en/shed/not-safe", data=reach | {"form_id": page.field("form_id")})
    assert sent.status_code == 200
    async with shed.store.reading() as conn:
        assert len((await conn.execute(select(hold))).all()) == 1
