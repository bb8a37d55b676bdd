"""The five words: they open progress and taking back, never what was said."""

from __future__ import annotations

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select

from tests.faces.young.said import receipt_in, send, token_in, voices
from tests.people import Shed
from voice.faces.shared import limits
from voice.protect.hold import Outcome, agree, open_holds
from voice.store.tables import comment, job, words

pytestmark = pytest.mark.anyio

AMINAS = "the corridor is loud and everyone looks"


async def look_up(client: AsyncClient, five: str):  # type: ignore[no-untyped-def]
    return await client.post("/en/receipt", data={"words": five})


async def test_five_words_show_the_stages_and_never_what_was_said(client: AsyncClient, shed: Shed) -> None:
    five = receipt_in((await send(client, AMINAS)).text)
    page = await look_up(client, five)
    assert page.status_code == 200 and "It came in" in page.text and page.text.count("Not yet") == 4
    assert "corridor" not in page.text and five.split()[0] not in page.text
    await shed.reads_all()
    assert (await look_up(client, five)).text.count("Not yet") == 3


@pytest.mark.parametrize("typed", ["  {}  ", "{}\n", "{}."])
async def test_capitals_commas_and_spaces_are_forgiven(client: AsyncClient, shed: Shed, typed: str) -> None:
    five = receipt_in((await send(client, AMINAS)).text)
    assert (await look_up(client, typed.format(five.upper().replace(" ", ", ")))).status_code == 200


async def test_wrong_words_get_one_answer_whatever_is_wrong(client: AsyncClient, shed: Shed) -> None:
    five = receipt_in((await send(client, AMINAS)).text)
    wrong = [
        await look_up(client, typed)
        for typed in ("", "a", "one two three four five", five + " more", "\x00" * 9)
    ]
    assert {page.status_code for page in wrong} == {422}
    assert len({page.text for page in wrong}) == 1


async def test_the_words_are_never_in_an_address(client: AsyncClient, shed: Shed) -> None:
    form = (await client.get("/en/receipt")).text
    assert 'method="post"' in form
    five = receipt_in((await send(client, AMINAS)).text)
    by_address = await client.get("/en/receipt", params={"words": five})
    assert "It came in" not in by_address.text


async def test_guessing_is_slowed_with_help_still_shown(
    client: AsyncClient, shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "GUESSES", 0)
    slowed = await look_up(client, "a b c d e")
    assert slowed.status_code == 429 and "0800 1111" in slowed.text


async def test_taking_back_asks_once_then_forgets_words_and_taps(client: AsyncClient, shed: Shed) -> None:
    five = receipt_in((await send(client, AMINAS, place_wanted="dropin")).text)
    await shed.reads_all()
    token = token_in((await look_up(client, five)).text)
    sure = await client.post("/en/receipt/withdraw", data={"token": token})
    assert "Delete what you said?" in sure.text
    assert not (await voices(shed))[0].withdrawn
    done = await client.post("/en/receipt/withdraw", data={"token": token, "sure": "yes"})
    assert done.status_code == 200 and "use it any more" in done.text
    async with shed.store.reading() as conn:
        assert (await conn.execute(select(words))).all() == []
        assert (await conn.execute(select(comment.c.state))).scalar_one() == "withdrawn"
        kinds = [row.kind for row in (await conn.execute(select(job))).all()]
    assert (await voices(shed))[0].withdrawn
    assert kinds.count("review") == 1
    assert (
        await client.post("/en/receipt/withdraw", data={"token": token, "sure": "yes"})
    ).status_code == 200
    assert "You deleted it" in (await look_up(client, five)).text


async def test_bilals_words_never_take_back_aminas(client: AsyncClient, shed: Shed) -> None:
    await send(client, AMINAS)
    bilals = receipt_in((await send(client, "the bus is late", form_id="bilal-form-1")).text)
    token = token_in((await look_up(client, bilals)).text)
    await client.post("/en/receipt/withdraw", data={"token": token, "sure": "yes"})
    assert sorted(v.withdrawn for v in await voices(shed)) == [False, True]


async def test_a_token_of_another_use_takes_nothing_back(client: AsyncClient, shed: Shed) -> None:
    more = token_in((await send(client, AMINAS, form_id="amina-form-9")).text)
    for token in (more, "", "nonsense"):
        assert (
            await client.post("/en/receipt/withdraw", data={"token": token, "sure": "yes"})
        ).status_code == 422
    assert not (await voices(shed))[0].withdrawn


async def test_thirty_tries_are_more_than_anyone_mistypes(client: AsyncClient, shed: Shed) -> None:
    tries = [(await look_up(client, "a b c d e")).status_code for _ in range(31)]
    assert tries == [422] * 30 + [429]


async def test_held_words_look_unread_until_a_lead_has_settled_them_and_read_from_then_on(
    client: AsyncClient, shed: Shed
) -> None:
    five = receipt_in((await send(client, "my uncle hits me with a belt")).text)
    await shed.reads_all()
    waiting = (await look_up(client, five)).text
    assert waiting.count("Not yet") == 4
    async with shed.store.reading() as conn:
        (hold,) = await open_holds(conn, shed.space.space_id)
    async with shed.store.writing() as conn:
        await shed.femi_settles(conn, hold, Outcome("Spoke with them"))
        greta = shed.people["Greta"].person_id
        (again,) = await open_holds(conn, shed.space.space_id)
        await agree(conn, shed.keys, shed.space.space_id, hold.hold_id, greta, again.version)
    settled = (await look_up(client, five)).text
    assert settled.count("Not yet") == 3 and "held" not in settled and "lead" not in settled


async def test_from_the_stages_one_can_say_more_and_see_the_answers(client: AsyncClient, shed: Shed) -> None:
    page = await look_up(client, receipt_in((await send(client, AMINAS)).text))
    assert 'href="/en/shed"' in page.text and 'href="/en/shed/answers"' in page.text
