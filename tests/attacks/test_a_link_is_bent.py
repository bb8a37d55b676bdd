"""Somebody bends where our links and pages lead: by the Host header, by what follows the “?”, by odd slashes."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from httpx2 import AsyncClient
from starlette.applications import Starlette

from tests.people import Shed
from tests.who.people_pages import OURS, Colleague, at, joins
from voice.errors import Misconfigured
from voice.faces.admin import forgotten
from voice.people.nouns import Face, Hat
from voice.settings import read_settings

pytestmark = pytest.mark.anyio
MAIL = {"mail": "smtp://mail.example", "mail_from": "v@x.example", "base_url": "https://voice.example"}
EVIL = "evil.example"


@pytest.fixture
async def jo(shed: Shed, client: AsyncClient) -> Colleague:
    """Jo, who designs for The Shed and runs it."""
    at(0)
    return await joins(shed, client, "Jo", Hat.DESIGNER, Hat.ADMIN)


@pytest.mark.parametrize("header", ["host", "x-forwarded-host", "forwarded"])
async def test_a_mailed_link_begins_with_the_address_we_were_told(
    jo: Colleague, app: Starlette, client: AsyncClient, monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    letters: list[str] = []

    async def keep(_settings: object, _to: object, _subject: str, body: str) -> None:
        letters.append(body)

    monkeypatch.setattr(forgotten, "send", keep)
    app.state.settings = replace(app.state.settings, **MAIL)
    bent = OURS | {header: f"host={EVIL}" if header == "forwarded" else EVIL}
    await client.post("/admin/forgotten", data={"email": jo.person.email}, headers=bent)
    await asyncio.gather(*forgotten._sending)
    assert len(letters) == 1 and EVIL not in letters[0]
    assert "https://voice.example/admin/forgotten/" in letters[0]


def test_mail_is_not_sent_by_a_service_that_was_not_told_its_address() -> None:
    with pytest.raises(Misconfigured, match="VOICE_BASE_URL"):
        read_settings({"VOICE_MAIL": "smtp://mail.example", "VOICE_MAIL_FROM": "v@x.example"})


async def test_a_link_on_the_people_page_begins_with_it_too(jo: Colleague, app: Starlette) -> None:
    app.state.settings = replace(app.state.settings, base_url="https://voice.example")
    await jo.signs_in(Face.ADMIN)
    page = await jo.sends("/admin/shed/people", do="invite", email="kit@shed.example", choice="staff")
    assert "https://voice.example/admin/invite/" in page.text and "testserver" not in page.text


@pytest.mark.parametrize("name", ["next", "to", "return", "url", "redirect", "done"])
async def test_after_sign_in_one_is_at_the_faces_start_and_nowhere_else(jo: Colleague, name: str) -> None:
    for where in (f"https://{EVIL}/", f"//{EVIL}", f"/\\{EVIL}", "javascript:alert(1)"):
        form = {"email": jo.person.email, "password": "lamp-river-otter-seven", "code": jo.spare_codes[0]}
        answer = await jo.client.post(
            "/design/sign-in", params={name: where}, data=form | {name: where}, headers=OURS
        )
        assert answer.headers.get("location", "/design/") == "/design/"
        assert EVIL not in answer.text


@pytest.mark.parametrize("face", [*Face])
async def test_odd_slashes_lead_to_no_other_house(jo: Colleague, face: Face) -> None:
    for path in (
        f"/{face}//{EVIL}",
        f"/{face}/%2F{EVIL}/",
        f"//{EVIL}/{face}",
        f"/{face}/\\{EVIL}",
        f"/{face}/..//{EVIL}",
    ):
        where = (await jo.client.get(path)).headers.get("location", "")
        assert where.startswith((f"/{face}/", "https://testserver/")) or where == "", (path, where)


async def test_no_page_repeats_what_its_address_was_asked(jo: Colleague) -> None:
    await jo.signs_in(Face.DESIGN)
    page = await jo.opens("/design/account?done=<script>zq</script>")
    assert "zq" not in page.text
