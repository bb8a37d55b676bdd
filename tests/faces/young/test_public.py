"""What holds on every page that anyone can open."""

from __future__ import annotations

import re

import pytest
from httpx2 import AsyncClient, Response

from tests.faces.young.said import send
from tests.people import Shed
from voice.settings import ROOT

pytestmark = pytest.mark.anyio

PAGES = [
    "/", "/en", "/exit", "/en/exit", "/en/privacy", "/en/accessibility", "/en/receipt", "/en/shed", "/en/shed?v=8-11",
    "/en/shed?v=parent", "/en/shed/answers", "/en/shed/not-safe", "/en/shed/privacy", "/cy/shed", "/ar/shed",
]  # fmt: skip
ERRORS = ["/en/nowhere", "/xx", "/en/shed/nowhere", "/nothing/at/all/here"]
PROMISES = re.compile(
    r"anonym|confidential|untraceable|\bsecret|won.t tell|never tell|nobody will know|no one will know|"
    r"can.t be traced|between us|just us|completely private|\b100 ?%",
    re.IGNORECASE,
)
OURS = [
    *(ROOT / "templates" / "young").glob("*.html"),
    *(ROOT / "voice/listen/questions/sets").rglob("*.toml"),
]


async def every_answer(client: AsyncClient) -> list[Response]:
    """Every public page, every kind of refusal, and what is sent."""
    pages = [await client.get(path) for path in (*PAGES, *ERRORS)]
    sent = [
        await send(client, form_id="public-form-1"),
        await send(client, "", form_id="public-form-2"),
        await send(client, "x" * 70_000),
        await client.post("/en/shed/more", data={"token": "x"}),
        await client.post("/en/receipt", data={"words": "a b c d e"}),
        await client.post("/en/privacy"),
    ]
    return pages + sent


async def test_help_is_on_every_page_errors_too(client: AsyncClient, shed: Shed) -> None:
    for page in await every_answer(client):
        for number in ("999", "0800 1111", "85258"):
            assert number in page.text, (page.url, page.status_code, number)


async def test_no_page_sets_a_cookie_or_is_kept(client: AsyncClient, shed: Shed) -> None:
    for page in await every_answer(client):
        assert "set-cookie" not in page.headers, page.url
        assert page.headers["cache-control"] == "no-store", page.url


async def test_pages_answer_as_they_should(client: AsyncClient, shed: Shed) -> None:
    assert {path: (await client.get(path)).status_code for path in PAGES} == dict.fromkeys(PAGES, 200)
    assert {path: (await client.get(path)).status_code for path in ERRORS} == dict.fromkeys(ERRORS, 404)


async def test_nothing_is_loaded_from_elsewhere(client: AsyncClient, shed: Shed) -> None:
    for page in await every_answer(client):
        loaded = re.findall(r"<(?:script|img|link|iframe|source)[^>]*?(?:src|href)=\"([^\"]*)\"", page.text)
        assert all(address.startswith("/") for address in loaded), page.url
        assert set(re.findall(r'<link rel="([^"]*)"', page.text)) <= {"stylesheet", "icon"}, page.url
    assert "url(" not in (ROOT / "static" / "young.css").read_text()


async def test_nothing_is_ticked_beforehand(client: AsyncClient, shed: Shed) -> None:
    for path in PAGES:
        assert not re.search(r"<input[^>]* checked", (await client.get(path)).text), path


async def test_every_form_says_not_to_remember(client: AsyncClient, shed: Shed) -> None:
    for page in await every_answer(client):
        for form in re.findall(r"<form[^>]*>", page.text):
            assert 'autocomplete="off"' in form, page.url


async def test_every_page_has_the_way_out_that_tells_the_next_site_nothing(
    client: AsyncClient, shed: Shed
) -> None:
    for path in PAGES:
        page = (await client.get(path)).text
        if not path.endswith("exit"):
            assert re.search(r'<a class="exit" href="(?:/cy|/ar)?/exit" rel="nofollow noreferrer">', page), (
                path
            )


async def test_the_way_out_makes_the_browser_forget(client: AsyncClient) -> None:
    page = await client.get("/exit")
    assert '<img src="/exit/clean.svg"' in page.text and "bbc.co.uk/weather" in page.text
    cleaned = await client.get("/exit/clean.svg")
    assert cleaned.headers["clear-site-data"] == '"cache"' and cleaned.headers["content-type"].startswith(
        "image/svg"
    )


async def test_titles_say_nothing_about_the_topic(client: AsyncClient, shed: Shed) -> None:
    for path in PAGES:
        title = re.search(r"<title>(.*?)</title>", (await client.get(path)).text)
        assert title and not re.search(r"worr|feel|safe|help|shed", title[1], re.IGNORECASE), path


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_no_secrecy_is_ever_promised(file) -> None:  # type: ignore[no-untyped-def]
    assert not PROMISES.search(file.read_text(encoding="utf-8"))


async def test_how_long_words_are_kept_is_the_spaces_own(client: AsyncClient, shed: Shed) -> None:
    said = (await client.get("/en/shed/privacy")).text
    assert "Your words go 24 months after" in said and "go after 6 months" in said


def test_the_script_stores_nothing_and_is_small() -> None:
    script = (ROOT / "static" / "young.js").read_text()
    assert len(script.encode()) <= 2_048
    assert not re.search(r"localStorage|sessionStorage|indexedDB|cookie|serviceWorker|caches", script)
