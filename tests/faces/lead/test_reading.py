"""The reading queue: one action reads, releases and themes; two people never settle the same comment twice."""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import select

from tests.people import Shed
from voice.people.nouns import Face
from voice.protect.reading import queue
from voice.store.tables import comment, words

pytestmark = pytest.mark.anyio
READ = "/lead/shed/read"
SAME_SITE = {"sec-fetch-site": "same-origin"}


async def as_(shed: Shed, client: AsyncClient, who: str) -> None:
    client.cookies.clear()
    client.cookies.update(await shed.cookie(who, Face.LEAD))


async def token_on(client: AsyncClient, page: str = READ) -> str:
    return re.search(r'name="token" value="(\w+)"', (await client.get(page)).text)[1]  # type: ignore[index]


async def waiting(shed: Shed):  # type: ignore[no-untyped-def]
    async with shed.store.reading() as conn:
        return await queue(conn, shed.keys, shed.space.space_id)


async def settles(client: AsyncClient, one, **more: str) -> Response:  # type: ignore[no-untyped-def]
    form = {
        "token": await token_on(client),
        "comment": str(one.comment_id),
        "version": str(one.version),
        **more,
    }
    return await client.post(READ, data=form, headers=SAME_SITE)


async def state(shed: Shed) -> tuple[str, str | None]:
    async with shed.store.reading() as conn:
        row = (
            await conn.execute(
                select(comment.c.state, words.c.masked).outerjoin(
                    words, words.c.comment_id == comment.c.comment_id
                )
            )
        ).one()
    return row.state, row.masked


@pytest.mark.parametrize(
    ("button", "becomes"),
    [("use", "released"), ("no_quote", "no_quote"), ("hold", "held"), ("not_mine", "unread")],
)
async def test_the_four_buttons(shed: Shed, client: AsyncClient, button: str, becomes: str) -> None:
    await shed.says("me and jayden want a pool table", form_id="amina-first-1")
    await shed.looked_at()
    await as_(shed, client, "Hari")
    (one,) = await waiting(shed)
    assert (await settles(client, one, do=button)).status_code == 303
    assert (await state(shed))[0] == becomes


async def test_what_a_reader_marks_is_hidden_for_good(shed: Shed, client: AsyncClient) -> None:
    await shed.says("the lad from Brackenfold is loud", form_id="amina-first-1")
    await shed.looked_at()
    await as_(shed, client, "Hari")
    (one,) = await waiting(shed)
    await settles(client, one, do="use", hide="brackenfold")
    assert await state(shed) == ("released", "the lad from [detail] is loud")


async def test_words_to_hide_that_are_not_there_are_asked_for_again(shed: Shed, client: AsyncClient) -> None:
    await shed.says("it is loud", form_id="amina-first-1")
    await shed.looked_at()
    await as_(shed, client, "Hari")
    (one,) = await waiting(shed)
    answer = await settles(client, one, do="use", hide="Nowhere")
    assert answer.status_code == 422 and 'value="Nowhere"' in answer.text
    assert (await state(shed))[0] == "unread"


async def test_not_used_needs_its_reason(shed: Shed, client: AsyncClient) -> None:
    await shed.says("asdf", form_id="amina-first-1")
    await shed.looked_at()
    await as_(shed, client, "Hari")
    (one,) = await waiting(shed)
    assert (await settles(client, one, do="not_used")).status_code == 422
    assert (await settles(client, one, do="not_used", reason="Not words")).status_code == 303
    assert await state(shed) == ("not_used", None)


async def test_the_second_of_two_readers_is_told(shed: Shed, client: AsyncClient) -> None:
    await shed.says("it is loud", form_id="amina-first-1")
    await shed.looked_at()
    await as_(shed, client, "Hari")
    (one,) = await waiting(shed)
    await shed.reads_all("Femi")
    answer = await settles(client, one, do="hold")
    assert answer.status_code == 409 and "Someone else settled" in answer.text
    assert (await state(shed))[0] == "released"


async def test_use_all_releases_exactly_what_was_on_the_screen(shed: Shed, client: AsyncClient) -> None:
    for n in range(3):
        await shed.says(f"words number {n}", form_id=f"amina-form-{n}")
    await shed.looked_at()
    await as_(shed, client, "Hari")
    shown = re.findall(r'name="shown" value="(\d+:\d+)"', (await client.get(READ)).text)
    assert len(shown) == 3
    await shed.says("came in since", form_id="late-form-1")
    await shed.looked_at()
    await client.post(
        READ, data={"token": await token_on(client), "do": "page", "shown": shown}, headers=SAME_SITE
    )
    (left,) = await waiting(shed)
    assert left.text == "came in since"


async def test_what_the_worker_has_not_seen_is_not_shown(shed: Shed, client: AsyncClient) -> None:
    await shed.says("too new to be read", form_id="amina-first-1")
    await as_(shed, client, "Hari")
    assert "too new" not in (await client.get(READ)).text


@pytest.mark.parametrize("who", ["Esi", "Cerys", "Ines", "Dev"])
async def test_other_hats_find_nothing_here(shed: Shed, client: AsyncClient, who: str) -> None:
    await as_(shed, client, who)
    assert (await client.get(READ)).status_code == 404


async def test_a_form_from_another_site_changes_nothing(shed: Shed, client: AsyncClient) -> None:
    await shed.says("it is loud", form_id="amina-first-1")
    await shed.looked_at()
    await as_(shed, client, "Hari")
    (one,) = await waiting(shed)
    token = await token_on(client)
    form = {"comment": str(one.comment_id), "version": "1", "do": "use"}
    for headers, sent in [
        ({"sec-fetch-site": "cross-site"}, token),
        ({"origin": "https://elsewhere.example"}, token),
        ({}, token),
        (SAME_SITE, "wrong"),
    ]:
        assert (await client.post(READ, data=form | {"token": sent}, headers=headers)).status_code == 404
    assert (await state(shed))[0] == "unread"
