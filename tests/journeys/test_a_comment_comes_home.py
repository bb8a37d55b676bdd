"""A comment comes home: from a phone, past a reader, into a theme, onto a table card, and back to the one who spoke.

A real server and worker, a real browser with JavaScript off, on both databases.
"""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import a_browser
from tests.people import Shed, open_the_shed
from tests.servers import Server, serving
from voice.people.nouns import Face
from voice.settings import Settings
from voice.store.engine import Store
from voice.store.secret import open_keys

WORDS = "I would come if there was a quiet room and somebody I had met before"
OTHERS = [
    "a quiet room with a door that shuts",
    "quiet is best, and the same person each time",
    "I like it loud, quiet makes me nervous",
    "somewhere quiet where nobody I know walks past",
    "a quiet corner and a drink",
]
PATIENCE = 40.0


def test_a_comment_comes_home(settings: Settings, tmp_path: Path) -> None:
    shed, cookies = asyncio.run(the_shed_opens(settings))
    with serving(settings, tmp_path) as server, a_browser() as browser:
        receipt = amina_says_her_piece(browser, server)
        for words in OTHERS:
            somebody_else_says(browser, server, words)
        hari_reads_everything(browser, server, cookies["Hari"])
        esi_makes_a_theme(browser, server, cookies["Esi"])
        esi_takes_the_prompt_to_the_table(browser, server, cookies["Esi"], cookies["Femi"])
        esi_writes_down_the_conversation(browser, server, cookies["Esi"])
        esi_tells_it_back(browser, server, cookies["Esi"])
        amina_sees_what_became_of_it(browser, server, receipt)
        amina_takes_it_back(browser, server, receipt)
        her_words_are_gone_from_the_prompt(browser, server, cookies["Esi"])
    assert shed.space.slug == "shed"


async def the_shed_opens(settings: Settings) -> tuple[Shed, dict[str, dict[str, str]]]:
    store = await Store.open(settings)
    shed = await open_the_shed(store, open_keys(settings))
    cookies = {
        "Hari": await shed.cookie("Hari", Face.LEAD),
        "Femi": await shed.cookie("Femi", Face.LEAD),
        "Esi": await shed.cookie("Esi", Face.DESIGN),
    }
    await store.close()
    return shed, cookies


def a_phone(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()


def signed_in(browser: Browser, server: Server, cookies: dict[str, str]) -> Page:
    context: BrowserContext = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=False
    )
    for name, value in cookies.items():
        face = name.rsplit("-", 1)[1]
        context.add_cookies(
            [
                {
                    "name": name,
                    "value": value,
                    "domain": "127.0.0.1",
                    "path": f"/{face}",
                    "secure": True,
                    "httpOnly": True,
                    "sameSite": "Strict",
                }
            ]
        )
    return context.new_page()


def amina_says_her_piece(browser: Browser, server: Server) -> str:
    page = a_phone(browser)
    page.goto(f"{server.base}/en/shed")
    page.get_by_role("link", name="12–17").click()
    page.locator("textarea[name=open]").fill(WORDS)
    next_screen(page)
    page.get_by_label("The Shed").check()
    next_screen(page)
    next_screen(page)
    page.locator("input[name=quote_ok][value=yes]").check()
    if page.get_by_role("link", name="Next", exact=True).locator("visible=true").count():
        next_screen(page)
    page.get_by_role("button", name="Send").locator("visible=true").click()
    expect(page.locator("body")).to_contain_text("Childline")
    receipt = page.locator(".receipt").inner_text()
    assert len(re.findall("[a-z]+", receipt)) == 5
    assert page.context.cookies() == []
    return receipt


def next_screen(page: Page) -> None:
    page.get_by_role("link", name="Next", exact=True).locator("visible=true").click()


def somebody_else_says(browser: Browser, server: Server, words: str) -> None:
    page = a_phone(browser)
    page.goto(f"{server.base}/en/shed?v=12-17")
    page.locator("textarea[name=open]").evaluate("(box, words) => { box.value = words }", words)
    page.locator("input[name=quote_ok][value=yes]").evaluate("box => { box.checked = true }")
    page.locator("form#voice").evaluate("form => form.submit()")
    expect(page.locator("body")).to_contain_text("Childline")
    page.context.close()


def hari_reads_everything(browser: Browser, server: Server, cookies: dict[str, str]) -> None:
    page = signed_in(browser, server, cookies)
    until(lambda: page.goto(f"{server.base}/lead/shed/read") and page.locator("article.reading").count() == 6)
    while page.locator("article.reading").count():
        page.locator("article.reading").first.get_by_role("button", name="Use", exact=True).click()
    expect(page.locator("main")).to_contain_text("Nothing waits to be read")


def esi_makes_a_theme(browser: Browser, server: Server, cookies: dict[str, str]) -> None:
    page = signed_in(browser, server, cookies)
    page.goto(f"{server.base}/design/shed/themes")
    page.locator("#new-title").fill("a quiet room")
    page.get_by_role("button", name="Make this theme").click()
    page.goto(f"{server.base}/design/shed/unplaced")
    for box in page.locator("input[type=checkbox][name=comment]").all():
        box.check()
    page.locator("#into").select_option(label="a quiet room")
    page.get_by_role("button", name="Place them").click()
    page.goto(f"{server.base}/design/shed/themes")
    page.get_by_role("link", name="a quiet room", exact=True).click()
    expect(page.locator("main")).to_contain_text(WORDS)


def esi_takes_the_prompt_to_the_table(
    browser: Browser, server: Server, cookies: dict[str, str], femi: dict[str, str]
) -> None:
    page = signed_in(browser, server, cookies)
    link = page.get_by_role("link", name="a quiet room", exact=True)
    until(lambda: page.goto(f"{server.base}/design/shed/prompts") and link.count() > 0)
    link.click()
    question = page.locator("textarea").first.input_value()
    assert question.count("?") == 1
    page.goto(page.url.split("?")[0] + "/print/card")
    card = page.locator("body").inner_text()
    assert question in card
    assert "quiet" in card
    assert len(card.split()) <= 100


def esi_writes_down_the_conversation(browser: Browser, server: Server, cookies: dict[str, str]) -> None:
    page = signed_in(browser, server, cookies)
    page.goto(f"{server.base}/design/shed/prompts")
    page.get_by_role("link", name="a quiet room", exact=True).click()
    page.goto(page.url.split("?")[0] + "/conversation")
    page.locator("input[name=held_on]").evaluate(
        "(box, day) => { box.value = day }", time.strftime("%Y-%m-%d")
    )
    roles = page.locator("input[name=role]")
    roles.nth(0).fill("young person")
    page.locator("input[name=n]").nth(0).fill("3")
    roles.nth(1).fill("youth worker")
    page.locator("input[name=n]").nth(1).fill("1")
    page.locator("[name=where]").fill("The Shed, kitchen")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"{server.base}/design/shed/conversations")
    expect(page.locator("main")).to_contain_text("The Shed, kitchen")


def esi_tells_it_back(browser: Browser, server: Server, cookies: dict[str, str]) -> None:
    page = signed_in(browser, server, cookies)
    page.goto(f"{server.base}/design/shed/themes")
    page.get_by_role("link", name="a quiet room", exact=True).click()
    page.goto(page.url.split("?")[0] + "/tell-back")
    page.locator("input[name=stage][value=heard]").check()
    page.locator("input[name=on_day]").evaluate(
        "(box, day) => { box.value = day }", time.strftime("%Y-%m-%d")
    )
    page.locator(
        "textarea[name=adults], textarea[name='words-adults'], textarea[name=words_adults]"
    ).first.fill("Young people told us that a quiet room matters. Tell us if we heard it wrong.")
    page.locator("[name=who]").fill("the youth worker")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Publish what is saved").click()


def amina_sees_what_became_of_it(browser: Browser, server: Server, receipt: str) -> None:
    page = a_phone(browser)
    page.goto(f"{server.base}/en/shed/answers")
    expect(page.locator("main")).to_contain_text("a quiet room matters")
    assert WORDS not in page.content(), "a public page quoted words that only one person had read"
    show_progress(page, server, receipt)
    assert WORDS not in page.content()
    assert receipt not in page.url


def amina_takes_it_back(browser: Browser, server: Server, receipt: str) -> None:
    page = a_phone(browser)
    show_progress(page, server, receipt)
    page.get_by_role("button", name="Delete what I said").click()
    page.get_by_role("button", name="Yes, delete it").click()
    show_progress(page, server, receipt)
    assert not page.get_by_role("button", name="Delete what I said").count()


def show_progress(page: Page, server: Server, receipt: str) -> None:
    page.goto(f"{server.base}/en/receipt")
    page.locator("main input:not([type=hidden]), main textarea").first.fill(receipt.replace("-", " ").upper())
    page.locator("main form").first.get_by_role("button").first.click()


def her_words_are_gone_from_the_prompt(browser: Browser, server: Server, cookies: dict[str, str]) -> None:
    page = signed_in(browser, server, cookies)

    def gone() -> bool:
        page.goto(f"{server.base}/design/shed/prompts")
        page.get_by_role("link", name="a quiet room", exact=True).click()
        return WORDS not in page.content()

    until(gone)
    page.goto(f"{server.base}/design/shed/comments")
    assert WORDS not in page.content()


def until(done) -> None:  # type: ignore[no-untyped-def]
    """Wait for the worker, as a person would: look, wait a little, look again."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            pytest.fail("waited too long")
        time.sleep(0.5)
