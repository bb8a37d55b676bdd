"""Who does what: three everyday choices, finer rights, invites, and the rules that keep a space safe from its own admin."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pyotp
import pytest
from httpx2 import AsyncClient, Response
from starlette.applications import Starlette

from tests.people import Shed, open_the_shed
from tests.who.people_pages import OURS, Colleague, at, codes_on, hidden, joins, key_on, link_on
from voice.clock import instant, set_clock
from voice.errors import NotReady, NotYours
from voice.people import who
from voice.people.invites import accept_invite, invite, open_invite
from voice.people.nouns import EVERYDAY, Face, Hat
from voice.people.records import hats_of, person_by_id, take_hat
from voice.people.second_factor import Factor, new_secret

pytestmark = pytest.mark.anyio
PEOPLE = "/admin/shed/people"


@pytest.fixture
async def una(shed: Shed, client: AsyncClient) -> Colleague:
    """Una runs The Shed beside Ines, and is signed in."""
    at(0)
    una = await joins(shed, client, "Una", Hat.ADMIN)
    await una.signs_in(Face.ADMIN)
    return una


async def hats_here(shed: Shed, person_id: int) -> frozenset[Hat]:
    async with shed.store.reading() as conn:
        return (await hats_of(conn, person_id)).get(shed.space.space_id, frozenset())


async def accepts(client: AsyncClient, link: str, name: str) -> tuple[Response, pyotp.TOTP]:
    """Somebody opens an invite's link and fills it in."""
    shown = await client.get(link)
    phone = pyotp.TOTP(key_on(shown))
    form = {"setup": hidden(shown, "setup"), "name": name, "password": "four random words here"}
    wrong = await client.post(link, data=form | {"code": "000000"}, headers=OURS)
    assert wrong.status_code == 422 and f'value="{name}"' in wrong.text
    form["setup"] = hidden(wrong, "setup")
    return await client.post(link, data=form | {"code": phone.at(instant())}, headers=OURS), phone


async def test_an_invite_from_a_choice_to_a_first_sign_in(
    una: Colleague, shed: Shed, client: AsyncClient
) -> None:
    page = await una.sends(PEOPLE, do="invite", email="kit@shed.example", choice="designs")
    link = link_on(page)
    welcome, phone = await accepts(client, link, "Kit")
    assert len(codes_on(welcome)) == 10 and "/lead/sign-in" in welcome.text
    async with shed.store.reading() as conn:
        (kit,) = [m for m in await who.members(conn, shed.space.space_id) if m.name == "Kit"]
    assert kit.hats == {Hat.READER, Hat.DESIGNER} and kit.does == ("Reads and designs",)
    assert (await client.get(link)).status_code == 404
    first = {"email": "kit@shed.example", "password": "four random words here"}
    used = await client.post("/design/sign-in", data=first | {"code": phone.at(instant())}, headers=OURS)
    assert used.status_code == 422, "the code that confirmed the phone works again"
    at(1)
    fresh = await client.post("/design/sign-in", data=first | {"code": phone.at(instant())}, headers=OURS)
    assert fresh.status_code == 303


async def test_the_page_offers_three_choices_and_keeps_the_finer_ones_shut_away(una: Colleague) -> None:
    form = (await una.opens(PEOPLE)).text.rpartition("Invite someone")[2]
    before, _, finer = form.partition("Finer rights")
    assert re.findall(r'name="choice" value="(\w+)"', before) == [one.name for one in EVERYDAY]
    assert re.findall(r'name="hat" value="(\w+)"', finer) == [hat.value for hat in Hat]
    assert "checked" not in form


@pytest.mark.parametrize(
    ("chosen", "hats"),
    [
        ({"choice": "lead"}, {Hat.LEAD}),
        ({"choice": "staff"}, {Hat.STAFF}),
        ({"choice": "finer", "hat": ["reader"]}, {Hat.READER}),
        ({"choice": "finer", "hat": ["designer", "admin", "staff"]}, {Hat.DESIGNER, Hat.ADMIN, Hat.STAFF}),
    ],
)
async def test_what_is_chosen_is_what_is_given(
    una: Colleague, shed: Shed, chosen: dict[str, object], hats: set[Hat]
) -> None:
    page = await una.sends(PEOPLE, do="invite", email="kit@shed.example", **chosen)
    async with shed.store.reading() as conn:
        asked = await open_invite(conn, link_on(page).rpartition("/")[2])
    assert set(asked.hats) == hats


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({}, "Choose what they will do here"),
        ({"choice": "finer"}, "Choose what they will do here"),
        ({"choice": "finer", "hat": "owner"}, "Choose what they will do here"),
        ({"choice": "staff", "hat": "admin"}, "not both"),
    ],
)
async def test_an_unclear_choice_gets_a_sentence_and_stays(
    una: Colleague, chosen: dict[str, object], says: str
) -> None:
    page = await una.sends(PEOPLE, do="invite", email="kit@shed.example", **chosen)
    assert page.status_code == 422 and says in page.text and "kit@shed.example" in page.text


async def test_an_invite_that_was_taken_back_opens_nothing(una: Colleague, client: AsyncClient) -> None:
    made = await una.sends(PEOPLE, do="invite", email="kit@shed.example", choice="staff")
    mark = hidden(await una.opens(PEOPLE), "invite")
    await una.sends(PEOPLE, **{"do": "take-back", "invite": mark})
    assert (await client.get(link_on(made))).status_code == 404
    assert "kit@shed.example" not in (await una.opens(PEOPLE)).text


async def test_with_mail_the_invite_goes_by_itself_and_without_it_by_hand(
    una: Colleague, app: Starlette, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters: list[EmailMessage] = []
    monkeypatch.setattr("voice.people.mail._deliver", lambda _server, letter: letters.append(letter))
    mail = {"mail": "smtp://mail.example", "mail_from": "v@x.example", "base_url": "https://voice.example"}
    app.state.settings = replace(app.state.settings, **mail)
    form = {"do": "invite", "email": "Kit@shed.example ", "choice": "staff"}
    assert (await una.sends(PEOPLE, **form)).headers["location"].endswith("done=sent")
    assert letters[0]["To"] == "kit@shed.example"
    link = letters[0].get_content().partition("https://voice.example")[2].split()[0]
    assert (await client.get(link)).status_code == 200

    def down(_server: str, _letter: EmailMessage) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("voice.people.mail._deliver", down)
    assert "/admin/invite/" in link_on(await una.sends(PEOPLE, **form))


async def test_someone_with_an_account_only_presses_a_button(
    una: Colleague, shed: Shed, client: AsyncClient
) -> None:
    cerys = shed.people["Cerys"]
    link = link_on(await una.sends(PEOPLE, do="invite", email=cerys.email, choice="designs"))
    assert 'name="password"' not in (await client.get(link)).text
    answer = await client.post(link, data={"name": ""}, headers=OURS)
    assert answer.headers["location"] == "/lead/sign-in"
    assert await hats_here(shed, cerys.person_id) == {Hat.STAFF, Hat.READER, Hat.DESIGNER}


async def test_an_invite_works_once_and_not_for_ever(shed: Shed) -> None:
    async with shed.store.writing() as conn:
        token = await invite(conn, shed.space.space_id, "kit@shed.example", [Hat.STAFF])
        late = await invite(conn, shed.space.space_id, "lou@shed.example", [Hat.STAFF])
        factor = Factor(new_secret(), 1)
        await accept_invite(conn, shed.keys, token, "Kit", "hashed", factor)
        with pytest.raises(NotYours):
            await accept_invite(conn, shed.keys, token, "Kit again", "hashed", factor)
    set_clock(lambda: datetime.now(UTC) + timedelta(hours=73))
    async with shed.store.reading() as conn:
        with pytest.raises(NotYours):
            await open_invite(conn, late)


async def test_a_third_lead_needs_a_leads_yes(una: Colleague, shed: Shed, client: AsyncClient) -> None:
    esi, femi = shed.people["Esi"], await shed.cookie("Femi", Face.LEAD)
    await una.sends(PEOPLE, do="give", person=str(esi.person_id), hat="lead")
    assert await hats_here(shed, esi.person_id) == {Hat.DESIGNER}
    assert "A lead must say yes" in (await una.opens(PEOPLE)).text
    lead = Colleague(client, shed.people["Femi"], "", (), femi)
    assert "(1 question for you)" in (await lead.opens("/lead/shed/read")).text
    assert "May Esi be a safeguarding lead?" in (await lead.opens("/lead/account")).text
    asked = {"space": str(shed.space.space_id), "person": str(esi.person_id)}
    await lead.sends("/lead/account", do="lead-yes", **asked)
    assert await hats_here(shed, esi.person_id) == {Hat.DESIGNER, Hat.LEAD}


async def test_a_no_ends_it(una: Colleague, shed: Shed, client: AsyncClient) -> None:
    esi = shed.people["Esi"]
    await una.sends(PEOPLE, do="give", person=str(esi.person_id), hat="lead")
    lead = Colleague(client, shed.people["Greta"], "", (), await shed.cookie("Greta", Face.LEAD))
    asked = {"space": str(shed.space.space_id), "person": str(esi.person_id)}
    await lead.sends("/lead/account", do="lead-no", **asked)
    assert await hats_here(shed, esi.person_id) == {Hat.DESIGNER}
    after = (await lead.opens("/lead/account")).text
    assert "May Esi" not in after and "question" not in after


async def test_a_reader_never_answers_for_a_lead(una: Colleague, shed: Shed, client: AsyncClient) -> None:
    esi = shed.people["Esi"]
    await una.sends(PEOPLE, do="give", person=str(esi.person_id), hat="lead")
    hari = Colleague(client, shed.people["Hari"], "", (), await shed.cookie("Hari", Face.LEAD))
    assert "question" not in (await hari.opens("/lead/account")).text
    asked = {"space": str(shed.space.space_id), "person": str(esi.person_id)}
    assert (await hari.sends("/lead/account", do="lead-yes", **asked)).status_code == 404
    assert await hats_here(shed, esi.person_id) == {Hat.DESIGNER}


async def test_the_first_two_leads_need_nobodys_yes(shed: Shed) -> None:
    ines, femi, esi = (shed.people[name] for name in ("Ines", "Femi", "Esi"))
    here = shed.space.space_id
    async with shed.store.writing() as conn:
        await take_hat(conn, here, femi.person_id, Hat.LEAD)
        assert not await who.give_hats(conn, here, esi, [Hat.LEAD], deputy=True, by=ines)
    assert Hat.LEAD in await hats_here(shed, esi.person_id)


async def test_the_last_admin_and_the_last_two_leads_stay(shed: Shed) -> None:
    ines, femi = shed.people["Ines"], shed.people["Femi"]
    async with shed.store.writing() as conn:
        with pytest.raises(NotReady, match="last admin"):
            await who.take_hat(conn, shed.space.space_id, ines.person_id, Hat.ADMIN, by=ines)
        with pytest.raises(NotReady, match="two leads"):
            await who.take_hat(conn, shed.space.space_id, femi.person_id, Hat.LEAD, by=ines)
        with pytest.raises(NotReady, match="two leads"):
            await who.stop(conn, shed.space.space_id, femi.person_id, ines)


async def test_a_hat_taken_off_ends_the_sessions_it_opened(
    una: Colleague, shed: Shed, client: AsyncClient
) -> None:
    kit = await joins(shed, client, "Kit", Hat.DESIGNER, Hat.STAFF)
    at(1)
    await kit.signs_in(Face.DESIGN)
    at(2)
    await kit.signs_in(Face.STAFF)
    await una.sends(PEOPLE, do="take", person=str(kit.person.person_id), hat="designer")
    assert (await kit.opens("/design/")).headers["location"] == "/design/sign-in"
    assert (await kit.opens("/staff/shed/")).status_code == 200
    await una.sends(PEOPLE, do="everywhere", person=str(kit.person.person_id))
    assert (await kit.opens("/staff/shed/")).headers["location"] == "/staff/sign-in"


async def test_someone_stopped_is_out_and_may_be_let_back_in(
    una: Colleague, shed: Shed, client: AsyncClient
) -> None:
    kit = await joins(shed, client, "Kit", Hat.DESIGNER)
    at(1)
    await kit.signs_in(Face.DESIGN)
    whom = {"person": str(kit.person.person_id)}
    assert (await una.sends(PEOPLE, do="stop", **whom)).status_code == 303
    assert (await kit.opens("/design/shed/")).headers["location"] == "/design/sign-in"
    at(2)
    assert (await kit.signs_in(Face.DESIGN)).status_code == 422
    await una.sends(PEOPLE, do="back", **whom)
    assert (await kit.signs_in(Face.DESIGN)).status_code == 303


async def test_nobody_stops_themselves_or_somebody_elses_colleague(una: Colleague, shed: Shed) -> None:
    barn = await open_the_shed(shed.store, shed.keys, slug="barn")
    herself = await una.sends(PEOPLE, do="stop", person=str(una.person.person_id))
    assert herself.status_code == 409 and "Ask another admin" in herself.text
    cerys = shed.people["Cerys"]
    async with shed.store.writing() as conn:
        ines = barn.people["Ines"]
        await who.give_hats(conn, barn.space.space_id, cerys, [Hat.STAFF], by=ines)
    shared = await una.sends(PEOPLE, do="stop", person=str(cerys.person_id))
    assert shared.status_code == 409 and "that you don&#39;t run" in shared.text


@pytest.mark.parametrize("do", ["reset", "give", "take", "everywhere", "stop", "back"])
async def test_people_of_another_space_are_out_of_reach(una: Colleague, shed: Shed, do: str) -> None:
    barn = await open_the_shed(shed.store, shed.keys, slug="barn")
    esi = barn.people["Esi"].person_id
    answer = await una.sends(PEOPLE, do=do, person=str(esi), hat="designer")
    assert answer.status_code == 404
    async with shed.store.reading() as conn:
        row = await person_by_id(conn, esi)
        assert row is not None and not row.stopped
        assert (await hats_of(conn, esi)).keys() == {barn.space.space_id}
