"""Somebody with a stop-watch: who has an account here, which receipts are real, whose words rang an alarm?

Work is counted instead of time (see `work_done.py`): what costs the same cannot be told apart by a clock.
"""

from __future__ import annotations

import pytest
from httpx2 import AsyncClient
from sqlalchemy import update

from tests.attacks.work_done import counted, statements
from tests.faces.young.said import receipt_in, send, token_in
from tests.people import Shed
from voice.people.passwords import hash_password
from voice.store.tables import person

pytestmark = pytest.mark.anyio

CALM = "the bus is late and the room is cold most days"
HARM = "my stepdad hits me and I am scared to go home"
WRONG = "not the right password"


async def test_a_name_that_is_known_costs_what_an_unknown_one_does(
    client: AsyncClient, shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cerys works here, Dev was stopped, Esi never chose a password, and nobody is called Zed."""
    real = await hash_password("a password of her own")
    async with shed.store.writing() as conn:
        for who, values in {
            "Cerys": {"password": real},
            "Dev": {"password": real, "stopped": True},
            "Esi": {"password": None},
        }.items():
            mine = person.c.person_id == shed.people[who].person_id
            await conn.execute(update(person).where(mine).values(**values))
    costs, pages = [], []
    for name in ("cerys", "dev", "esi", "zed", "", "cerys@"):
        with counted(monkeypatch) as work:
            form = {"email": f"{name}@shed.example", "password": WRONG, "code": "123456"}
            answer = await client.post("/staff/sign-in", data=form)
        costs.append((work["password tried"], statements(work)))
        pages.append((answer.status_code, answer.text.replace(f'value="{name}@shed.example"', "")))
    assert costs[0][0] == 1 and all(cost == costs[0] for cost in costs)
    assert all(page == pages[0] for page in pages)


async def test_a_receipt_that_fits_costs_what_a_wrong_one_does(
    client: AsyncClient, shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the page that shows the stages costs a signature more, and that page says who was right anyway."""
    five = receipt_in((await send(client, CALM)).text)
    almost = " ".join([*five.split()[:4], "zebra"])
    with counted(monkeypatch) as right:
        assert (await client.post("/en/receipt", data={"words": five})).status_code == 200
    for words in (almost, "one two three four five", "", five[:-1], five + " more"):
        with counted(monkeypatch) as wrong:
            assert (await client.post("/en/receipt", data={"words": words})).status_code == 422
        assert statements(wrong) == statements(right)
        assert wrong["keyed hash"] <= right["keyed hash"]


async def test_words_that_ring_an_alarm_cost_the_writer_the_same_wait(
    client: AsyncClient, shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One commit either way, the same look, the same questions to the database; only rows are added for the leads."""
    work, answers = {}, {}
    await send(client, CALM, form_id="somebody-first")  # the first of the day makes what all the others share
    for form_id, words in (("calm-form-1", CALM), ("told-form-1", HARM)):
        with counted(monkeypatch) as work[words]:
            answers[words] = await send(client, words, form_id=form_id)
    calm, told = answers[CALM], answers[HARM]
    assert (calm.status_code, calm.url) == (told.status_code, told.url)
    assert {name for name in calm.headers if calm.headers[name] != told.headers[name]} <= {"content-length"}
    assert work[CALM]["voice put"] == work[HARM]["voice put"] == 1
    assert statements(work[CALM], "INSERT") == statements(work[HARM], "INSERT")
    rows = sum(statements(work[HARM]).values()) - sum(statements(work[CALM]).values())
    assert 0 <= rows <= 3


async def test_taking_details_out_costs_the_same_whoever_holds_the_words(
    client: AsyncClient, shed: Shed
) -> None:
    """Else a parent with the phone in hand would learn that a lead holds them."""
    free = await send(client, "ring me on 07700 900123 any time", form_id="calm-form-1")
    gone = token_in(free.text)
    answers = [await client.post("/en/shed/details", data={"token": gone, "do": "take"}) for _ in range(2)]
    assert answers[0].status_code == 200 and answers[0].text == answers[1].text
