"""Few words, few taps, easy reading: the bars of the way through."""

from __future__ import annotations

import gzip
import re

import pytest
from httpx2 import AsyncClient

from tests.faces.young.reading import Page, grade
from tests.people import Shed
from voice.clock import set_clock
from voice.settings import ROOT

pytestmark = pytest.mark.anyio

MOST_WORDS = {"": 200, "12-17": 200, "18-25": 200, "parent": 200, "8-11": 120}
MOST_TAPS = 10
FIRST_VISIT = 14_600
HEADERS = 900  # bytes of headers on each of our answers, measured with a browser


def open_hours() -> None:
    """A Wednesday at eleven: somebody reads."""
    from datetime import UTC, datetime

    set_clock(lambda: datetime(2026, 11, 18, 11, tzinfo=UTC))


@pytest.mark.parametrize("version", MOST_WORDS)
async def test_the_way_through_is_short(client: AsyncClient, shed: Shed, version: str) -> None:
    open_hours()
    page = Page((await client.get(f"/en/shed?v={version}")).text)
    assert len(page.words) <= MOST_WORDS[version], len(page.words)


@pytest.mark.parametrize("version", ["12-17", "8-11"])
async def test_the_way_through_is_few_taps(client: AsyncClient, shed: Shed, version: str) -> None:
    html = (await client.get(f"/en/shed?v={version}")).text
    start = 1  # the version that was chosen, which is also the start
    nexts = len(
        re.findall(r'class="next" href="#(?:words|places|people|share)"', html.split('<form id="voice"')[1])
    )
    one_answer_each = len(re.findall(r"<fieldset>", html))
    into_the_box, send = 1, 1
    assert start + nexts + one_answer_each + into_the_box + send <= MOST_TAPS


async def test_each_screen_leads_on_and_back_inside_the_page(client: AsyncClient, shed: Shed) -> None:
    html = (await client.get("/en/shed")).text
    anchors = set(re.findall(r'href="#([^"]+)"', html))
    assert anchors <= set(re.findall(r'id="([^"]+)"', html))
    assert {"start", "words", "places", "people", "share", "not-safe"} <= anchors


async def test_the_first_visit_fits_one_breath_of_a_bad_line(client: AsyncClient, shed: Shed) -> None:
    files = [(ROOT / "static" / name).read_bytes() for name in ("young.css", "young.js", "icon.svg")]
    page = (await client.get("/en/shed")).text.encode()
    sizes = [len(gzip.compress(body, 6)) for body in (page, *files)]
    assert sizes[0] <= 6_000 and sizes[1] <= 2_560
    assert sum(sizes) + HEADERS * len(sizes) <= FIRST_VISIT


@pytest.mark.parametrize(
    "template",
    ["privacy", "not_safe", "thanks", "done", "receipt", "progress", "withdraw", "closed", "ask", "answers"],
)
def test_our_own_sentences_read_at_about_nine_years(template: str) -> None:
    text = (ROOT / "templates" / "young" / f"{template}.html").read_text(encoding="utf-8")
    said = [
        re.sub(r"{{.*?}}", "two", s)
        for s in re.findall(r"{% trans[^%]*%}(.*?){% endtrans %}", text, re.DOTALL)
    ]
    sentences = [s for block in said for s in re.split(r"[.?!:]\s*", block) if len(s.split()) > 2]
    assert sentences and grade(sentences) <= 5.0


async def test_the_page_names_its_topic_wherever_it_says_help(client: AsyncClient, shed: Shed) -> None:
    page = Page((await client.get("/en/shed")).text)
    assert page.seen[0] == "Where and how you want to talk about worries"
