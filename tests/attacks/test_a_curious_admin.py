"""Una runs The Shed, and would like to know what the children said that only the leads may see."""

from __future__ import annotations

from dataclasses import replace

import pyotp
import pytest
from httpx2 import AsyncClient

from tests.attacks import ONE_ENGINE
from tests.people import Shed
from tests.who.people_pages import OURS, PASSWORD, Colleague, at, hidden, joins, key_on, link_on
from voice.clock import instant
from voice.people.log import all_lines
from voice.people.nouns import Face, Hat
from voice.protect.hold import open_holds

pytestmark = [pytest.mark.anyio, ONE_ENGINE]
PEOPLE = "/admin/shed/people"
TOLD = "my uncle hits me zqheld and I am scared"


@pytest.fixture
async def una(shed: Shed, client: AsyncClient) -> Colleague:
    """Una, admin, signed in; a child has told of harm, and another comment waits to be read."""
    at(0)
    una = await joins(shed, client, "Una", Hat.ADMIN)
    await una.signs_in(Face.ADMIN)
    await shed.says(TOLD, form_id="the-held-one", unsafe=True)
    await shed.says("the room zqunread is cold", form_id="the-unread-one")
    await shed.looked_at()
    return una


async def hold_page(shed: Shed) -> str:
    async with shed.store.reading() as conn:
        (held,) = await open_holds(conn, shed.space.space_id)
    return f"/lead/shed/holds/{held.hold_id}"


async def did(shed: Shed) -> set[str]:
    async with shed.store.reading() as conn:
        return {line.did for line in await all_lines(conn, shed.space.space_id)}


async def test_her_own_pages_hold_no_words(una: Colleague) -> None:
    for page in ("", "rounds", "people", "audit"):
        text = (await una.opens(f"/admin/shed/{page}")).text
        assert "zqheld" not in text and "zqunread" not in text


async def test_she_signs_in_at_the_leads_door_and_finds_nothing(una: Colleague, shed: Shed) -> None:
    at(1)
    assert (await una.signs_in(Face.LEAD)).status_code == 303
    for path in ("/lead/shed/read", "/lead/shed/holds", await hold_page(shed), "/lead/shed/second"):
        assert (await una.opens(path)).status_code == 404


async def test_she_makes_herself_a_lead_and_still_needs_a_leads_yes(una: Colleague, shed: Shed) -> None:
    await una.sends(PEOPLE, do="give", person=str(una.person.person_id), hat="lead")
    at(1)
    await una.signs_in(Face.LEAD)
    assert (await una.opens(await hold_page(shed))).status_code == 404
    asked = {"space": str(shed.space.space_id), "person": str(una.person.person_id)}
    assert (await una.sends("/lead/account", do="lead-yes", **asked)).status_code == 404, "her own yes"
    assert (await una.opens(await hold_page(shed))).status_code == 404
    assert "asked for a lead" in await did(shed)


async def test_she_invites_a_second_self_as_lead(una: Colleague, shed: Shed, client: AsyncClient) -> None:
    link = link_on(await una.sends(PEOPLE, do="invite", email="una.too@shed.example", choice="lead"))
    page = await client.get(link)
    phone = pyotp.TOTP(key_on(page))
    form = {"name": "Una too", "password": PASSWORD, "setup": hidden(page, "setup")}
    welcome = await client.post(link, data=form | {"code": phone.at(instant())}, headers=OURS)
    assert "one of them must say yes" in welcome.text
    at(1)
    herself = replace(una, person=replace(una.person, email="una.too@shed.example"), secret=phone.secret)
    assert (await herself.signs_in(Face.LEAD)).status_code == 303
    assert (await herself.opens(await hold_page(shed))).status_code == 404


async def test_she_gives_femi_a_new_password_and_can_not_be_femi(
    una: Colleague, shed: Shed, client: AsyncClient
) -> None:
    at(1)
    nia = await joins(shed, client, "Nia", Hat.LEAD)
    link = link_on(await una.sends(PEOPLE, do="reset", person=str(nia.person.person_id)))
    await client.post(link, data={"password": "chosen by una, not nia"}, headers=OURS)
    as_nia = replace(nia, cookies={})
    for code in ("", "000000", una.code, una.spare_codes[0]):
        answer = await as_nia.signs_in(Face.LEAD, "chosen by una, not nia", code=code)
        assert answer.status_code == 422
    assert "made a reset link" in await did(shed)


async def test_she_takes_the_leads_away_one_by_one_to_become_the_first(una: Colleague, shed: Shed) -> None:
    for name in ("Femi", "Greta"):
        for do in ("take", "stop"):
            answer = await una.sends(PEOPLE, do=do, person=str(shed.people[name].person_id), hat="lead")
            assert answer.status_code == 409 and "two leads" in answer.text


async def test_she_can_not_take_a_line_out_of_the_audit(una: Colleague, shed: Shed) -> None:
    await una.sends(PEOPLE, do="give", person=str(una.person.person_id), hat="lead")
    await una.sends(PEOPLE, do="take", person=str(una.person.person_id), hat="lead")
    assert {"asked for a lead", "took a hat off"} <= await did(shed)
