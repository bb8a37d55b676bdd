"""Telling back as a designer meets it: three wordings, quotes chosen, published by two pairs of eyes."""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient

from tests.faces.design.test_board import Designer, words_of
from tests.people import Shed
from tests.theme.boards import ROOM, WAITING, Board
from voice.clock import in_days, today
from voice.people.nouns import Face
from voice.tell.nouns import Stage, TellBack
from voice.tell.tell_backs import all_of, publish, save

pytestmark = pytest.mark.anyio

FIELDS = {
    "stage": "heard",
    "on_day": today().isoformat(),
    "next_by": in_days(28).isoformat(),
    "adults": "People told us that waiting is hard.",
    "who": "the youth worker",
    "where": "the door\nthe public page",
    "do": "save",
}


@pytest.fixture
async def esi(client: AsyncClient, shed: Shed) -> Designer:
    """Esi, designer at The Shed."""
    return Designer(client, await shed.cookie("Esi", Face.DESIGN))


@pytest.fixture
async def theme(board: Board) -> int:
    """Waiting, with twelve released comments."""
    return await board.suggested("Waiting", await board.hears(*WAITING, *ROOM))


async def steps(shed: Shed) -> list[TellBack]:
    async with shed.store.reading() as conn:
        return await all_of(conn, shed.space.space_id, shed.round.round_id)


async def test_from_writing_to_the_public_page_and_off_again(esi: Designer, shed: Shed, theme: int) -> None:
    at = f"/themes/{theme}/tell-back"
    page = await esi.opens(at)
    assert page.text.count("waits for a second reader") == 12
    quote = re.search(r'name="quote" value="(\d+)"', page.text)
    assert quote
    done = await esi.sends(page, at, **FIELDS, quote=quote[1])
    assert done.status_code == 303
    (step,) = await steps(shed)
    assert step.where == ("the door", "the public page")
    assert step.quotes == (int(quote[1]),)
    there = done.headers["location"].removeprefix("/design/shed")
    saved = await esi.opens(there)
    assert "Not written yet: for 8 to 11s, for 12 to 17s" in words_of(saved)
    refused = await esi.sends(saved, f"/tell-backs/{step.tell_back_id}/publish", do="publish")
    assert refused.status_code == 409
    assert "second reader" in words_of(refused)
    await esi.sends(saved, f"/tell-backs/{step.tell_back_id}/publish", do="publish", seen="yes")
    assert FIELDS["adults"] in (await esi.client.get("/en/shed/answers")).text
    for _ in range(6):
        await esi.client.post("/en/shed/answers", data={"step": str(step.tell_back_id), "reply": "not_quite"})
    assert "“Not quite” 6" in words_of(await esi.opens(there))
    await esi.sends(saved, f"/tell-backs/{step.tell_back_id}/publish", do="take_back")
    assert FIELDS["adults"] not in (await esi.client.get("/en/shed/answers")).text


async def test_a_bare_no_can_t_be_saved_and_nothing_typed_is_lost(
    esi: Designer, shed: Shed, theme: int
) -> None:
    at = f"/themes/{theme}/tell-back"
    page = await esi.opens(at)
    no = FIELDS | {"stage": "not_that_way", "reason": "Two adults must be there."}
    sent = await esi.sends(page, at, **no)
    assert sent.status_code == 422
    assert "another thing to try" in words_of(sent)
    assert "Two adults must be there." in sent.text
    assert 'value="not_that_way" checked' in sent.text
    assert await steps(shed) == []
    assert (await esi.sends(page, at, **no, another_thing="The chat stays open.")).status_code == 303


@pytest.mark.parametrize("wrong", [{"on_day": "soon"}, {"on_day": ""}, {"stage": "later"}, {"next_by": "x"}])
async def test_what_can_t_be_used_is_said_on_the_page(
    esi: Designer, theme: int, wrong: dict[str, str]
) -> None:
    at = f"/themes/{theme}/tell-back"
    sent = await esi.sends(await esi.opens(at), at, **FIELDS | wrong)
    assert sent.status_code == 422
    assert FIELDS["adults"] in sent.text


async def test_the_words_are_looked_at_before_they_are_saved(esi: Designer, shed: Shed, theme: int) -> None:
    at = f"/themes/{theme}/tell-back"
    sent = await esi.sends(await esi.opens(at), at, **FIELDS | {"adults": "You said, we did.", "do": "check"})
    assert sent.status_code == 200
    assert "you said, we heard, we talked, we tried" in words_of(sent)
    assert await steps(shed) == []


async def test_only_quotes_that_may_be_chosen_are_taken(
    esi: Designer, shed: Shed, board: Board, theme: int
) -> None:
    (unread,) = await board.hears("QUOKKADAY nobody has read me", read=False)
    at = f"/themes/{theme}/tell-back"
    page = await esi.opens(at)
    assert "QUOKKADAY" not in page.text
    await esi.sends(page, at, **FIELDS, quote=unread)
    assert (await steps(shed))[0].quotes == ()


async def test_the_second_hand_is_told(esi: Designer, shed: Shed, theme: int) -> None:
    at = f"/themes/{theme}/tell-back"
    await esi.sends(await esi.opens(at), at, **FIELDS)
    (step,) = await steps(shed)
    there = f"{at}?step={step.tell_back_id}"
    page = await esi.opens(there)
    assert (await esi.sends(page, there, **FIELDS | {"got_wrong": "the poster"})).status_code == 303
    late = await esi.sends(page, there, **FIELDS | {"got_wrong": "the hour"})
    assert late.status_code == 409
    assert "the hour" in late.text


async def test_what_is_overdue_says_so(esi: Designer, shed: Shed, theme: int) -> None:
    old = TellBack(
        theme, shed.round.round_id, Stage.HEARD, in_days(-40), {"adults": "Heard."}, "youth worker"
    )
    async with shed.store.writing() as conn:
        kept = await save(conn, shed.space.space_id, old, shed.people["Esi"])
        await publish(conn, shed.space.space_id, kept.tell_back_id, shed.people["Esi"])
    page = words_of(await esi.opens("/tell-backs"))
    assert "Overdue." in page
    assert "Tell people what was talked over" in page


async def test_strangers_and_unknown_themes_find_nothing(
    client: AsyncClient, esi: Designer, shed: Shed, theme: int
) -> None:
    hari = Designer(client, await shed.cookie("Hari", Face.DESIGN))
    assert (await hari.opens("/tell-backs")).status_code == 404
    assert (await hari.opens(f"/themes/{theme}/tell-back")).status_code == 404
    assert (await esi.opens("/themes/12/tell-back")).status_code == 404
    assert (await esi.opens(f"/themes/{theme}/tell-back?step=5")).status_code == 404
