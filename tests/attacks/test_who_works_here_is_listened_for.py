"""Somebody wants to know who has an account, by what the doors say and how long they take to say it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from argon2 import extract_parameters
from httpx2 import AsyncClient
from starlette.applications import Starlette

from tests.people import Shed
from tests.who.people_pages import OURS, PASSWORD, Colleague, at, joins
from voice.faces.admin import forgotten
from voice.people import passwords
from voice.people.nouns import Face, Hat
from voice.people.records import change_person

pytestmark = pytest.mark.anyio


@pytest.fixture
async def jo(shed: Shed, client: AsyncClient) -> Colleague:
    """Jo, designer at The Shed."""
    at(0)
    return await joins(shed, client, "Jo", Hat.DESIGNER)


async def test_the_same_work_is_done_and_the_same_said_for_every_name(
    jo: Colleague, shed: Shed, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = await joins(shed, client, "Kit", Hat.STAFF)
    async with shed.store.writing() as conn:
        await change_person(conn, kit.person.person_id, stopped=True)
    work, compare = [], passwords._hasher.verify

    class Watched:
        def verify(self, hashed: str, password: str) -> bool:
            work.append(extract_parameters(hashed))
            return compare(hashed, password)

    monkeypatch.setattr(passwords, "_hasher", Watched())
    said = set()
    for email in ("nobody@shed.example", "jo@shed.example", "kit@shed.example"):
        form = {"email": email, "password": "letmein-letmein", "code": "123456"}
        answer = await client.post("/design/sign-in", data=form, headers=OURS)
        said.add((answer.status_code, answer.text.replace(email, "…")))
    assert len(said) == 1
    assert len(work) == 3 and len(set(map(repr, work))) == 1


async def test_a_right_password_alone_is_not_told_from_a_wrong_one(jo: Colleague) -> None:
    answers = [
        await replace(jo, cookies={}).signs_in(Face.DESIGN, password, code="000000")
        for password in (PASSWORD, "letmein-letmein")
    ]
    assert answers[0].status_code == answers[1].status_code == 422
    assert answers[0].text == answers[1].text


async def test_the_forgotten_page_answers_before_anybody_is_looked_up(
    jo: Colleague, app: Starlette, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up, go_on = [], asyncio.Event()

    async def later(_conn: object, _keys: object, email: str) -> None:
        await go_on.wait()
        looked_up.append(email)

    monkeypatch.setattr(forgotten, "reset_token_for", later)
    mail = {"mail": "smtp://mail.example", "mail_from": "v@x.example", "base_url": "https://voice.example"}
    app.state.settings = replace(app.state.settings, **mail)
    answer = await client.post("/admin/forgotten", data={"email": "jo@shed.example"}, headers=OURS)
    assert answer.status_code == 200 and looked_up == []
    go_on.set()
    await asyncio.gather(*forgotten._sending)
    assert looked_up == ["jo@shed.example"]


async def test_an_invite_tells_nobody_but_its_holder_who_has_an_account(
    client: AsyncClient, jo: Colleague
) -> None:
    answer = await client.get("/admin/invite/not-a-real-one")
    assert answer.status_code == 404 and "jo@shed.example" not in answer.text
