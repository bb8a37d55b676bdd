"""Somebody tries receipts, by hand and by machine: to read what Amina said, to see if she spoke, to take it back for her."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import select
from starlette.applications import Starlette

from tests.faces.young.said import receipt_in, send, token_in, voices
from tests.people import Shed
from voice.clock import set_clock
from voice.faces.shared import limits
from voice.faces.young.tokens import page_token
from voice.listen.receipt import WORDS, receipt_for, word_list
from voice.store.secret import Keys
from voice.store.tables import voice

pytestmark = pytest.mark.anyio

AMINAS = "the corridor is loud and everyone looks at zqamina"


async def guess(client: AsyncClient, words: str) -> Response:
    """One try."""
    return await client.post("/en/receipt", data={"words": words})


async def a_crowd(app: Starlette, addresses: list[str]) -> list[AsyncClient]:
    """Browsers at these addresses."""
    return [
        AsyncClient(
            transport=ASGITransport(app=app, client=(host, 5000), raise_app_exceptions=False),
            base_url="https://testserver",
        )
        for host in addresses
    ]


def test_there_are_more_receipts_than_anyone_can_try() -> None:
    """At ten guesses a second against a hundred thousand voices, even odds take half a million years (safety.md 5)."""
    assert len(set(word_list())) ** WORDS > 2**63


async def test_near_misses_are_answered_like_any_other(client: AsyncClient, shed: Shed) -> None:
    """How many words were right is not to be learned, nor whether the order was."""
    first, *rest = receipt_in((await send(client, AMINAS)).text).split()
    tries = [
        "nothing like it at all",
        " ".join([first, *rest[:3], "zebra"]),
        " ".join([*reversed(rest), first]),
        " ".join([first, *rest[:-1]]),
        " ".join([first, *rest, rest[-1]]),
        first,
    ]
    answers = [await guess(client, words) for words in tries]
    assert {answer.status_code for answer in answers} == {422}
    assert len({answer.text for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1


async def test_a_guesser_is_slowed_and_learns_nothing_while_slowed(client: AsyncClient, shed: Shed) -> None:
    """Once over the limit even the right words open nothing, so that a machine cannot go on regardless."""
    five = receipt_in((await send(client, AMINAS)).text)
    seen = [(await guess(client, f"a b c d e{n}")).status_code for n in range(limits.GUESSES + 20)]
    assert seen == [422] * limits.GUESSES + [429] * 20
    right, wrong = await guess(client, five), await guess(client, "a b c d e")
    assert right.status_code == wrong.status_code == 429
    assert right.text == wrong.text and "0800 1111" in right.text
    set_clock(lambda: right_now_and(limits.GUESSES_WINDOW + 1))
    assert (await guess(client, five)).status_code == 200, "Amina can try again later"


def right_now_and(seconds: int) -> datetime:
    """Some time from now."""
    return datetime.now(UTC) + timedelta(seconds=seconds)


async def test_somebody_elses_guessing_does_not_lock_amina_out(
    app: Starlette, client: AsyncClient, shed: Shed
) -> None:
    five = receipt_in((await send(client, AMINAS)).text)
    guesser, amina = await a_crowd(app, ["203.0.113.7", "203.0.113.8"])
    for _ in range(limits.GUESSES + 1):
        last = await guess(guesser, "a b c d e")
    assert last.status_code == 429
    assert (await guess(amina, five)).status_code == 200


async def test_a_household_of_addresses_is_one_guesser(app: Starlette, shed: Shed) -> None:
    """An ordinary line has 2^64 IPv6 addresses; trying each receipt from another one is no way round."""
    crowd = await a_crowd(app, [f"2001:db8:1:2::{n:x}" for n in range(limits.GUESSES + 1)])
    seen = [(await guess(one, "a b c d e")).status_code for one in crowd]
    assert seen == [422] * limits.GUESSES + [429]
    next_door, old_line, mapped = await a_crowd(
        app, ["2001:db8:1:3::1", "198.51.100.1", "::ffff:198.51.100.2"]
    )
    for one in (next_door, old_line, mapped):
        assert (await guess(one, "a b c d e")).status_code == 422


async def test_a_flood_of_made_up_names_does_not_wipe_the_slate(
    client: AsyncClient, shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered of guessers is in memory and bounded: filling it must not be cheap."""
    monkeypatch.setattr(limits, "MOST_KEYS", 200)
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda *_: False
    )  # this story is not about how long a hash takes
    for _ in range(limits.GUESSES + 1):
        last = await guess(client, "a b c d e")
    assert last.status_code == 429
    for n in range(300):
        await client.post("/staff/sign-in", data={"email": f"made-up-{n}@x.example", "password": "x"})
    assert (await guess(client, "a b c d e")).status_code == 429


async def test_a_receipt_stored_is_no_receipt(client: AsyncClient, shed: Shed) -> None:
    """What is kept cannot be typed in: not as it is, and not as hexadecimal digits."""
    await send(client, AMINAS)
    async with shed.store.reading() as conn:
        kept = (await conn.execute(select(voice.c.receipt_hash))).scalar_one()
    for words in (
        kept.hex(),
        kept.decode("latin-1"),
        " ".join(kept.hex()[i : i + 8] for i in range(0, 40, 8)),
    ):
        assert (await guess(client, words)).status_code == 422


async def test_the_token_of_a_page_cannot_be_made_bent_or_kept(client: AsyncClient, shed: Shed) -> None:
    """Taking back goes by a signed page that lasts a day; Bilal's opens nothing of hers."""
    await send(client, AMINAS, form_id="amina-form-1")
    five = receipt_in((await send(client, "the bus is late", form_id="bilal-form-1")).text)
    token = token_in((await guess(client, five)).text)
    amina = next(v for v in await voices(shed) if v.form_id == "amina-form-1")
    body, _, seal = token.partition(".")
    other = page_token(shed.keys, "more", amina.space_id, amina.voice_id).partition(".")[0]
    for bent in (
        f"{other}.{seal}",
        body,
        f"{body}.",
        f".{seal}",
        token[:-5] + ("a" if token[-5] != "a" else "b") + token[-4:],
        token * 2,
        "\x00",
    ):
        answer = await client.post("/en/receipt/withdraw", data={"token": bent, "sure": "yes"})
        assert answer.status_code == 422, bent
    assert not any(v.withdrawn for v in await voices(shed))


async def test_nobody_can_work_out_a_receipt_from_the_number_on_a_form(shed: Shed) -> None:
    """The form's number is no secret; the key is. Another installation's five words are others."""
    mine = receipt_for(shed.keys, shed.space.space_id, "amina-form-1")
    assert mine != receipt_for(shed.keys, shed.space.space_id + 1, "amina-form-1")
    assert mine != receipt_for(Keys(b"\x00" * 32), shed.space.space_id, "amina-form-1")
