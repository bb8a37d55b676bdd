"""One's own account: where am I signed in, a new password, another phone, spare codes; and a forgotten password."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pyotp
import pytest
from httpx2 import AsyncClient
from starlette.applications import Starlette

from tests.people import Shed
from tests.who.people_pages import OURS, PASSWORD, Colleague, at, codes_on, hidden, joins, key_on, link_on
from voice.clock import instant
from voice.errors import NotYours
from voice.faces.admin import forgotten
from voice.people.invites import invite
from voice.people.nouns import Face, Hat
from voice.people.passwords import reset_token

pytestmark = pytest.mark.anyio
NEW = "another-four-random-words"


@pytest.fixture
async def jo(shed: Shed, client: AsyncClient) -> Colleague:
    """Jo, designer at The Shed, signed in at the design face."""
    at(0)
    jo = await joins(shed, client, "Jo", Hat.DESIGNER)
    assert (await jo.signs_in(Face.DESIGN)).headers["location"] == "/design/"
    return jo


async def elsewhere(jo: Colleague, shed: Shed) -> Colleague:
    """Jo in another browser, signed in there too, with the code that the phone shows a minute later."""
    at(1)
    other = replace(jo, cookies={})
    assert (await other.signs_in(Face.DESIGN)).status_code == 303
    return other


async def is_in(who: Colleague) -> bool:
    return (await who.opens("/design/shed/")).status_code == 200


async def test_every_signed_in_face_has_the_page(shed: Shed, client: AsyncClient) -> None:
    everyone = {Face.STAFF: "Cerys", Face.LEAD: "Hari", Face.DESIGN: "Esi", Face.ADMIN: "Ines"}
    for face, name in everyone.items():
        page = await client.get(f"/{face}/account", headers={"cookie": _one(await shed.cookie(name, face))})
        assert page.status_code == 200 and name in page.text
        assert f'href="/{face}/account"' in page.text


async def test_she_sees_where_she_is_signed_in_and_signs_out_there(jo: Colleague, shed: Shed) -> None:
    other = await elsewhere(jo, shed)
    page = await jo.opens("/design/account")
    assert page.text.count("Service design, since") == 2 and page.text.count("(this one)") == 1
    await jo.sends("/design/account", do="there", session=hidden(await _without_here(page), "session"))
    assert await is_in(jo) and not await is_in(other)


async def test_nobody_ends_a_session_that_is_not_their_own(
    jo: Colleague, shed: Shed, client: AsyncClient
) -> None:
    at(2)
    kit = await joins(shed, client, "Kit", Hat.DESIGNER)
    await kit.signs_in(Face.DESIGN)
    jos = hidden(await jo.opens("/design/account"), "session")
    await kit.sends("/design/account", do="there", session=jos)
    assert await is_in(jo)


async def test_sign_out_everywhere(jo: Colleague, shed: Shed) -> None:
    other = await elsewhere(jo, shed)
    out = await jo.sends("/design/account", do="everywhere")
    assert out.headers["location"] == "/design/sign-in"
    assert not await is_in(jo) and not await is_in(other)


async def test_a_new_password_ends_every_other_session(jo: Colleague, shed: Shed) -> None:
    other = await elsewhere(jo, shed)
    wrong = await jo.sends("/design/account", do="password", old="not this one", password=NEW)
    assert wrong.status_code == 422 and "not the password you have now" in wrong.text
    short = await jo.sends("/design/account", do="password", old=PASSWORD, password="short")
    assert short.status_code == 422 and "Four random words" in short.text
    done = await jo.sends("/design/account", do="password", old=PASSWORD, password=NEW)
    assert done.status_code == 303
    assert await is_in(jo) and not await is_in(other)
    at(2)
    assert (await other.signs_in(Face.DESIGN)).status_code == 422
    assert (await other.signs_in(Face.DESIGN, NEW)).status_code == 303


async def test_a_spare_code_stands_in_for_the_phone_once(jo: Colleague) -> None:
    there = replace(jo, cookies={})
    assert len(set(jo.spare_codes)) == 10
    assert (await there.signs_in(Face.DESIGN, code=jo.spare_codes[0])).status_code == 303
    assert (await there.signs_in(Face.DESIGN, code=jo.spare_codes[0])).status_code == 422
    assert "You have 9 left" in (await jo.opens("/design/account")).text


async def test_new_spare_codes_need_a_fresh_code_and_end_the_old_ones(jo: Colleague) -> None:
    used = jo.code
    assert (await jo.sends("/design/account", do="codes", code=used)).status_code == 422
    at(1)
    shown = codes_on(await jo.sends("/design/account", do="codes", code=jo.code))
    assert len(shown) == 10 and not set(shown) & set(jo.spare_codes)
    there = replace(jo, cookies={})
    assert (await there.signs_in(Face.DESIGN, code=jo.spare_codes[1])).status_code == 422
    assert (await there.signs_in(Face.DESIGN, code=shown[1])).status_code == 303
    assert shown[0] not in (await jo.opens("/design/account")).text


async def test_another_phone(jo: Colleague, shed: Shed) -> None:
    other = await elsewhere(jo, shed)
    at(2)
    refused = await jo.sends("/design/account", do="phone", **{"phone-password": "no", "phone-code": jo.code})
    assert refused.status_code == 422
    proof = {"phone-password": PASSWORD, "phone-code": jo.spare_codes[0]}
    page = await jo.sends("/design/account", do="phone", **proof)
    key, setup = key_on(page), hidden(page, "setup")
    wrong = await jo.sends("/design/account", do="phone-code", setup=setup, code="000000")
    assert wrong.status_code == 422 and key_on(wrong) == key
    right = pyotp.TOTP(key).at(instant())
    shown = codes_on(await jo.sends("/design/account", do="phone-code", setup=setup, code=right))
    assert len(shown) == 10
    assert await is_in(jo) and not await is_in(other)
    at(3)
    assert (await other.signs_in(Face.DESIGN)).status_code == 422, "the old phone still opens"
    assert (await other.signs_in(Face.DESIGN, code=pyotp.TOTP(key).at(instant()))).status_code == 303


async def test_nobody_slips_in_a_phone_of_their_own(jo: Colleague, shed: Shed, client: AsyncClient) -> None:
    at(2)
    kit = await joins(shed, client, "Kit", Hat.DESIGNER)
    await kit.signs_in(Face.DESIGN)
    proof = {"phone-password": PASSWORD, "phone-code": kit.spare_codes[0]}
    page = await kit.sends("/design/account", do="phone", **proof)
    code = pyotp.TOTP(key_on(page)).at(instant())
    kits = await jo.sends("/design/account", do="phone-code", setup=hidden(page, "setup"), code=code)
    assert kits.status_code == 422 and "too long" in kits.text


async def test_a_link_that_an_admin_makes_and_hands_over(
    jo: Colleague, shed: Shed, client: AsyncClient
) -> None:
    at(2)
    ines = await joins(shed, client, "Una", Hat.ADMIN)
    await ines.signs_in(Face.ADMIN)
    form = {"do": "reset", "person": str(jo.person.person_id)}
    link = link_on(await ines.sends("/admin/shed/people", **form))
    assert (await client.post(link, data={"password": "short"}, headers=OURS)).status_code == 422
    saved = await client.post(link, data={"password": NEW}, headers=OURS)
    assert "/design/sign-in" in saved.text and "/admin/sign-in" not in saved.text
    assert not await is_in(jo), "the old session goes on"
    assert (await client.get(link)).status_code == 404, "the link works twice"
    at(3)
    assert (await jo.signs_in(Face.DESIGN, NEW, code="")).status_code == 422, "no second factor asked for"
    assert (await jo.signs_in(Face.DESIGN, NEW)).status_code == 303


async def test_a_link_is_too_old_after_an_hour(
    jo: Colleague, shed: Shed, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {}
    for minutes in (59, 61):
        ago = int(time.time()) - 60 * minutes
        monkeypatch.setattr("itsdangerous.TimestampSigner.get_timestamp", lambda _, ago=ago: ago)
        async with shed.store.writing() as conn:
            made[minutes] = await reset_token(conn, shed.keys, jo.person.person_id, "Ines")
    monkeypatch.undo()
    assert (await client.get(f"/admin/forgotten/{made[61]}")).status_code == 404
    assert (await client.get(f"/admin/forgotten/{made[59]}")).status_code == 200


async def test_a_link_by_mail_and_the_same_page_for_everyone(
    jo: Colleague, app: Starlette, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[list[str], str]] = []

    async def keep(_settings: object, to: list[str], _subject: str, body: str) -> None:
        sent.append((to, body))

    monkeypatch.setattr(forgotten, "send", keep)
    mail = {"mail": "smtp://mail.example", "mail_from": "v@x.example", "base_url": "https://voice.example"}
    app.state.settings = replace(app.state.settings, **mail)
    pages = set()
    for email in ("nobody@shed.example", "JO@shed.example ", "esi@shed.example", *["jo@shed.example"] * 5):
        pages.add((await client.post("/admin/forgotten", data={"email": email}, headers=OURS)).text)
    while forgotten._sending:
        await asyncio.gather(*forgotten._sending)
    assert len(pages) == 1
    assert [to for to, _ in sent] == [["jo@shed.example"]] * 3, "a stranger can fill somebody's letter box"
    link = sent[0][1].split("https://voice.example")[1].split()[0]
    assert (await client.get(link)).status_code == 200


async def test_with_phone_and_codes_gone_the_keeper_of_the_machine_lets_her_start_afresh(
    jo: Colleague, shed: Shed, client: AsyncClient
) -> None:
    async with shed.store.writing() as conn:
        token = await invite(conn, shed.space.space_id, jo.person.email, [Hat.DESIGNER], afresh=True)
    link = f"/admin/invite/{token}"
    page = await client.get(link)
    phone = pyotp.TOTP(key_on(page))
    form = {"setup": hidden(page, "setup"), "name": "Jo", "password": NEW, "code": phone.at(instant())}
    assert len(codes_on(await client.post(link, data=form, headers=OURS))) == 10
    assert not await is_in(jo), "the old session goes on"
    at(1)
    assert (await jo.signs_in(Face.DESIGN)).status_code == 422
    assert (await jo.signs_in(Face.DESIGN, NEW, code=phone.at(instant()))).status_code == 303


async def test_no_admin_can_let_anybody_start_afresh(jo: Colleague, shed: Shed) -> None:
    ines = shed.people["Ines"]
    async with shed.store.writing() as conn:
        with pytest.raises(NotYours):
            await invite(conn, shed.space.space_id, jo.person.email, [Hat.DESIGNER], afresh=True, by=ines)


async def test_without_mail_the_page_says_whom_to_ask(client: AsyncClient, shed: Shed) -> None:
    assert "Ask someone who runs your space" in (await client.get("/admin/forgotten")).text


def _one(cookies: dict[str, str]) -> str:
    ((name, value),) = cookies.items()
    return f"{name}={value}"


async def _without_here(page):  # type: ignore[no-untyped-def]
    """The page without the line of the session that it was opened with: that one has no button."""
    lines = [line for line in page.text.split("<li>") if "Sign out there" in line]
    return type("Part", (), {"text": lines[0]})()
