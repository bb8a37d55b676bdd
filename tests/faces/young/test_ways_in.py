"""Posters, cards, screens and paper: how people find the questions, and answer them without a phone."""

from __future__ import annotations

import io
import re

import pytest
import segno
from httpx2 import AsyncClient
from playwright.async_api import Page

from tests.faces.design.test_board import Designer
from tests.people import Shed
from tests.servers import Server
from voice.listen.questions import question_set
from voice.people.nouns import Face

pytestmark = pytest.mark.anyio
PAGES = re.compile(rb"/Type\s*/Page[^s]")


def drawn(address: str) -> str:
    """The path of an address's code, as segno draws it."""
    file = io.BytesIO()
    segno.make_qr(address, error="m").save(file, kind="svg", xmldecl=False, omitsize=True, border=4)
    return re.findall(r' d="([^"]+)"', file.getvalue().decode())[-1]


async def test_a_poster_leads_to_the_page_and_says_where_it_hangs(client: AsyncClient, shed: Shed) -> None:
    poster = (await client.get("/en/shed/poster?at=dropin")).text
    assert drawn("https://testserver/en/shed?at=dropin") in poster and "testserver/shed</bdi>" in poster
    assert shed.space.about.places["dropin"] in poster and "0800 1111" in poster and "No name" in poster
    there = await client.get("/en/shed?at=dropin")
    assert 'name="at" value="dropin"' in there.text
    anywhere = (await client.get("/en/shed/poster?at=https://evil.example")).text
    assert drawn("https://testserver/en/shed") in anywhere and "evil" not in anywhere


async def test_four_cards_stand_on_a_sheet_and_other_sizes_are_no_page(
    client: AsyncClient, shed: Shed
) -> None:
    assert (await client.get("/en/shed/poster?size=cards")).text.count("<svg") == 4
    assert (await client.get("/en/shed/poster?size=huge")).status_code == 404


async def test_the_short_name_leads_to_the_page(client: AsyncClient, shed: Shed) -> None:
    answer = await client.get("/shed")
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/shed")
    assert (await client.get("/no-such-place")).status_code == 404


@pytest.mark.parametrize("band", ["8-11", "12-17", "18-25", "parent"])
async def test_the_paper_asks_what_the_page_asks(client: AsyncClient, shed: Shed, band: str) -> None:
    paper = (await client.get(f"/en/shed/paper?v={band}&large=1")).text
    questions = question_set(band).with_places(shed.space.about.places)  # type: ignore[arg-type]
    for key in questions.core:
        assert questions[key].ask.replace("'", "&#39;") in paper
        assert all(f"{said}</li>".replace("'", "&#39;") in paper for said in questions[key].options.values())
    assert "0800 1111" in paper and "write your name" in paper and "<input" not in paper


async def test_designers_find_all_of_them(client: AsyncClient, shed: Shed) -> None:
    esi = Designer(client, await shed.cookie("Esi", Face.DESIGN))
    page = await esi.opens("/ways-in")
    links = re.findall(r'href="(/en/shed/(?:poster|paper)[^"]*)"', page.text)
    assert len(links) > 10
    assert {(await client.get(link.replace("&amp;", "&"))).status_code for link in links} == {200}


async def test_a_poster_and_four_cards_are_one_sheet_each(page: Page, live: Server) -> None:
    for size in ("a4", "cards"):
        await page.goto(f"{live.base}/en/shed/poster?size={size}&at=dropin")
        assert len(PAGES.findall(await page.pdf(prefer_css_page_size=True))) == 1
