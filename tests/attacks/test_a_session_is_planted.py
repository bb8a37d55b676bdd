"""Somebody gets a session of theirs into Jo's browser before she signs in, and waits for it to become hers."""

from __future__ import annotations

import pytest
from httpx2 import AsyncClient

from tests.attacks import ONE_ENGINE
from tests.people import Shed
from tests.who.people_pages import Colleague, at, joins
from voice.people.nouns import Face, Hat

pytestmark = [pytest.mark.anyio, ONE_ENGINE]
COOKIE = "__Secure-voice-design"


@pytest.fixture
async def jo(shed: Shed, client: AsyncClient) -> Colleague:
    """Jo, designer at The Shed, not signed in yet."""
    at(0)
    return await joins(shed, client, "Jo", Hat.DESIGNER)


async def test_a_made_up_session_never_comes_alive(jo: Colleague) -> None:
    jo.cookies = {COOKIE: "a-session-that-was-planted"}
    await jo.signs_in(Face.DESIGN)
    assert jo.cookies[COOKIE] != "a-session-that-was-planted"
    jo.cookies = {COOKIE: "a-session-that-was-planted"}
    assert (await jo.opens("/design/shed/")).headers["location"] == "/design/sign-in"


async def test_a_real_one_of_the_attackers_does_not_become_hers_and_ends(jo: Colleague, shed: Shed) -> None:
    planted = await shed.cookie("Cerys", Face.DESIGN)
    jo.cookies = dict(planted)
    await jo.signs_in(Face.DESIGN)
    assert jo.cookies[COOKIE] != planted[COOKIE]
    assert "Jo" in (await jo.opens("/design/account")).text
    jo.cookies = planted
    assert (await jo.opens("/design/account")).headers["location"] == "/design/sign-in"


async def test_a_session_of_one_face_opens_no_other(jo: Colleague) -> None:
    await jo.signs_in(Face.DESIGN)
    token = jo.cookies[COOKIE]
    for face in (Face.STAFF, Face.LEAD, Face.ADMIN):
        jo.cookies = {f"__Secure-voice-{face}": token}
        assert (await jo.opens(f"/{face}/account")).headers["location"] == f"/{face}/sign-in"


async def test_the_cookie_stays_at_its_face_and_out_of_scripts(jo: Colleague) -> None:
    given = (await jo.signs_in(Face.DESIGN)).headers["set-cookie"]
    parts = {part.strip().lower() for part in given.split(";")[1:]}
    assert parts == {"path=/design", "secure", "httponly", "samesite=strict"}
    assert given.startswith("__Secure-voice-design=") and len(jo.cookies[COOKIE]) >= 43, "fewer than 256 bits"
