"""After sending: help for everyone, the five words, what may still be done."""

from __future__ import annotations

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select

from tests.faces.young.said import FORM, receipt_in, send, taps, token_in, voices
from tests.people import Shed
from voice.faces.young.thanks import pieces
from voice.faces.young.tokens import page_token
from voice.listen.progress import find_by_receipt, take_back
from voice.listen.questions import question_set, two_more
from voice.protect.look import Detail
from voice.protect.seal import Sealed, open_words
from voice.store.tables import words

pytestmark = pytest.mark.anyio

HARM = "my stepdad hits me and I am scared to go home"
PHONE = "ring me on 07700 900123 any time"


def form_asking(key: str) -> str:
    """A form id whose optional questions have this one."""
    forms = [f"bilal-form-{n}" for n in range(500)]
    return next(form for form in forms if key in [q.key for q in two_more(question_set(), form)])


async def stored_words(shed: Shed) -> list[str]:
    async with shed.store.reading() as conn:
        rows = (await conn.execute(select(words))).all()
    return [open_words(shed.keys, Sealed.UNREAD, r.space_id, r.comment_id, r.sealed).text for r in rows]


async def test_everyone_is_shown_help_and_five_words_and_what_happens_next(
    client: AsyncClient, shed: Shed
) -> None:
    page = (await send(client)).text
    assert len(receipt_in(page).split()) == 5
    for said in (
        "999",
        "0800 1111",
        "85258",
        "Femi or Greta",
        "What happens next",
        "/en/shed/answers",
        "/en/receipt",
    ):
        assert said in page, said


async def test_where_harm_was_told_help_comes_first_at_the_same_address_with_the_same_status(
    client: AsyncClient, shed: Shed
) -> None:
    calm = await send(client, form_id="calm-form-1")
    told = await send(client, HARM, form_id="told-form-1")
    assert (calm.status_code, calm.url) == (told.status_code, told.url)
    assert told.text.index("0800 1111") < told.text.index("Your five words")
    assert calm.text.index("Your five words") < calm.text.index("0800 1111")
    assert "Take these out" not in told.text and "One more?" not in told.text


async def test_where_harm_was_told_no_detail_is_offered_away(client: AsyncClient, shed: Shed) -> None:
    assert "Take these out" not in (await send(client, f"{HARM}, {PHONE}")).text


async def test_a_likely_detail_is_marked_and_can_be_taken_out_for_good(
    client: AsyncClient, shed: Shed
) -> None:
    page = (await send(client, PHONE)).text
    assert "<mark>07700 900123</mark>" in page and "Leave it, a person will check" in page
    done = await client.post("/en/shed/details", data={"token": token_in(page), "do": "take"})
    assert done.status_code == 200 and "07700" not in done.text
    [kept] = await stored_words(shed)
    assert "07700" not in kept and kept.startswith("ring me on")


async def test_a_detail_can_be_left_for_a_person(client: AsyncClient, shed: Shed) -> None:
    page = (await send(client, PHONE)).text
    left = await client.post("/en/shed/details", data={"token": token_in(page), "do": "leave"})
    assert "A person will check" in left.text
    assert await stored_words(shed) == [PHONE]


async def test_the_answer_to_taking_out_is_the_same_when_a_lead_holds_the_words(
    client: AsyncClient, shed: Shed
) -> None:
    free = (await send(client, PHONE, form_id="calm-form-1")).text
    await send(client, HARM, form_id="told-form-1")
    held = page_token(shed.keys, "more", shed.space.space_id, "told-form-1")
    answers = [
        await client.post("/en/shed/details", data={"token": t, "do": "take"}) for t in (token_in(free), held)
    ]
    assert answers[0].text == answers[1].text


async def test_one_more_answer_is_added_to_the_same_voice(client: AsyncClient, shed: Shed) -> None:
    form = form_asking("window")
    page = (await send(client, form_id=form)).text
    sent = {"token": token_in(page), "v": "", "window": ["with", "to"], "place_not": "moon"}
    assert (await client.post("/en/shed/more", data=sent)).status_code == 200
    assert (await client.post("/en/shed/more", data=sent)).status_code == 200
    assert await taps(shed) == {("window", "with")}
    assert (await client.post("/en/shed/more", data=sent | {"window": "for"})).status_code == 200
    assert await taps(shed) == {("window", "for")}, "an answer is one: the last one stands"
    assert len(await voices(shed)) == 1


async def test_only_the_questions_asked_of_this_form_are_taken(client: AsyncClient, shed: Shed) -> None:
    form = form_asking("pulse")
    page = (await send(client, form_id=form)).text
    await client.post("/en/shed/more", data={"token": token_in(page), "window": "with", "pulse_okay": "2"})
    assert await taps(shed) == {("pulse_okay", "2")}


async def test_worries_are_answered_with_people_who_can_help(client: AsyncClient, shed: Shed) -> None:
    page = (await send(client, form_id=form_asking("worries"))).text
    done = await client.post("/en/shed/more", data={"token": token_in(page), "worries": ["money", "food"]})
    assert "help you from this form. These people can" in done.text and "0800 1111" in done.text


@pytest.mark.parametrize("door", ["details", "more"])
async def test_a_token_that_is_not_ours_opens_nothing(client: AsyncClient, shed: Shed, door: str) -> None:
    await send(client)
    other = page_token(shed.keys, "more", shed.space.space_id + 1, FORM)
    back = page_token(shed.keys, "take-back", shed.space.space_id, FORM)
    for token in ("", "nonsense", other, back):
        refused = await client.post(f"/en/shed/{door}", data={"token": token, "do": "take", "window": "with"})
        assert refused.status_code == 422 and "0800 1111" in refused.text
    assert await taps(shed) == set()


async def test_nothing_is_added_once_it_was_taken_back(client: AsyncClient, shed: Shed) -> None:
    form = form_asking("window")
    page = (await send(client, form_id=form)).text
    async with shed.store.reading() as conn:
        whose = await find_by_receipt(conn, shed.keys, receipt_in(page))
    await take_back(shed.store, shed.keys, whose)
    assert (
        await client.post("/en/shed/more", data={"token": token_in(page), "window": "with"})
    ).status_code == 200
    assert await taps(shed) == set()


async def test_a_fourth_place_is_told_of_not_dropped_in_silence(client: AsyncClient, shed: Shed) -> None:
    page = await send(client, place_wanted=["school", "dropin", "online", "unsure"])
    assert page.status_code == 200 and "We kept the first 3" in page.text
    assert len(await taps(shed)) == 3


def test_marks_cut_words_in_order_and_lose_none() -> None:
    text = "I am Jo at 07700 900123."
    cut = pieces(text, (Detail(11, 23, "phone"), Detail(5, 7, "name"), Detail(6, 7, "name")))
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.detail] == ["Jo", "07700 900123"]
