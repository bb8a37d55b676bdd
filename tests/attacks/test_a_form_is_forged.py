"""Another site has Jo's browser send a form of ours, at every address that takes one: generated from the route table."""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient
from starlette.applications import Starlette

from tests.attacks import ONE_ENGINE
from tests.people import Shed
from tests.test_doors import Address
from tests.who.people_pages import OURS, at, joins
from tests.who.rights import RIGHTS
from tests.who.test_matrix import Places, both_spaces, signed_in_pages
from voice.faces.shared.doors import cookie_name
from voice.people.nouns import Face, Hat
from voice.people.records import give_hat
from voice.people.sign_in import new_session, who_is
from voice.settings import Settings

pytestmark = [pytest.mark.anyio, ONE_ENGINE]
FORGED = {
    "another site": {"sec-fetch-site": "cross-site"},
    "another address of ours": {"sec-fetch-site": "same-site"},
    "an older browser on another site": {"origin": "https://evil.example"},
    "a page in a sandbox": {"origin": "null"},
    "a program that says nothing": {},
}


@pytest.fixture
async def places(shed: Shed, client: AsyncClient, settings: Settings) -> Places:
    """A busy evening, with a row of every kind."""
    return await both_spaces(shed, client, settings)


def forms(app: Starlette) -> list[Address]:
    """Every address behind a session that takes a form."""
    return [one for one in signed_in_pages(app) if "POST" in one.methods and not RIGHTS[one.pattern].anyone]


async def test_a_form_of_another_site_changes_nothing(
    places: Places, app: Starlette, client: AsyncClient
) -> None:
    """Its writer even knows the token; the browser tells where it came from."""
    cookies, tokens = await _esi_with_every_hat(places.shed)
    assert len(forms(app)) >= 30, "the route table was not walked"
    for address in forms(app):
        for who, headers in FORGED.items():
            face = Face(address.pattern.split("/")[1])
            form = {"token": tokens[face], "do": "?"}
            answer = await client.post(
                _spelled(address, places), data=form, headers=headers | {"cookie": cookies}
            )
            assert answer.status_code == 404, f"{address.pattern} takes a form from {who}"


async def test_a_form_without_the_pages_own_token_changes_nothing(
    places: Places, app: Starlette, client: AsyncClient
) -> None:
    """It is sent from one of our pages, as a script slipped into it could: no token, a made-up one, another session's."""
    cookies, _ = await _esi_with_every_hat(places.shed)
    _, others = await _esi_with_every_hat(places.shed)
    for address in forms(app):
        for token in ("", "0" * 32, others[Face(address.pattern.split("/")[1])]):
            form = {"token": token, "do": "?"}
            path = _spelled(address, places)
            answer = await client.post(path, data=form, headers=OURS | {"cookie": cookies})
            assert answer.status_code == 404, f"{address.pattern} takes a form with the wrong token"


@pytest.mark.parametrize("who", [who for who in FORGED if FORGED[who]])
async def test_nobody_is_signed_in_by_another_site(shed: Shed, client: AsyncClient, who: str) -> None:
    at(0)
    jo = await joins(shed, client, "Jo", Hat.DESIGNER)
    form = {"email": jo.person.email, "password": "lamp-river-otter-seven", "code": jo.code}
    answer = await client.post("/design/sign-in", data=form, headers=FORGED[who])
    assert answer.status_code == 404 and "set-cookie" not in answer.headers


async def _esi_with_every_hat(shed: Shed) -> tuple[str, dict[Face, str]]:
    """Esi signed in at every face, as someone who may do everything. Returns her cookies and her forms' tokens."""
    esi = shed.people["Esi"].person_id
    async with shed.store.writing() as conn:
        for hat in Hat:
            await give_hat(conn, shed.space.space_id, esi, hat)
        sessions = {face: await new_session(conn, esi, face) for face in Face}
    me = {face: await who_is(shed.store, shed.keys, face, sessions[face]) for face in Face}
    cookies = "; ".join(f"{cookie_name(face)}={token}" for face, token in sessions.items())
    return cookies, {face: found.form_token for face, found in me.items() if found}


def _spelled(address: Address, places: Places) -> str:
    """The address on a row that is there: it must be the form that is refused."""
    ids = places.rows[0].ids
    return re.sub(r"{(\w+):int}", lambda part: str(ids[part[1]]), address.pattern.replace("{space}", "shed"))
