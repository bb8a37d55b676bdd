"""What only a real browser can show: one screen at a time, a bad line, the way out."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.faces.young.said import voices
from tests.people import Shed
from tests.servers import Server

pytestmark = pytest.mark.anyio

WORDS = "the side door is better"


async def through_to_send(page: Page, address: str) -> None:
    """Tap the way a twelve-year-old would, up to the send button."""
    await page.goto(f"{address}/en/shed")
    await page.get_by_role("link", name="12–17").click()
    await page.get_by_role("textbox").fill(WORDS)
    await page.locator("#words .next").click()
    await page.locator("#places").get_by_text("The Shed").click()
    await page.locator("#places .next").click()
    await page.get_by_text("A walk").click()
    await page.locator("#people .next").click()
    await page.get_by_label("Yes").check()


async def test_one_screen_at_a_time_and_one_send_without_script(
    live: Server, shed: Shed, page_without_javascript: Page
) -> None:
    page = page_without_javascript
    await through_to_send(page, live.base)
    await expect(page.locator("#share")).to_be_visible()
    for other in ("#start > p", "#words", "#places", "#people", "#not-safe"):
        await expect(page.locator(other).first).to_be_hidden()
    await expect(page.get_by_role("heading", level=1)).to_have_text(
        "Where and how you want to talk about worries"
    )
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("h1")).to_have_text("Thank you. We have it.")
    [kept] = await voices(shed)
    assert kept.quote_ok and kept.band == "12-17"


async def test_before_starting_everything_is_on_one_scroll(
    live: Server, shed: Shed, page_without_javascript: Page
) -> None:
    await page_without_javascript.goto(f"{live.base}/en/shed")
    for screen in ("#start", "#words", "#places", "#people", "#share", "#not-safe"):
        await expect(page_without_javascript.locator(screen)).to_be_visible()


async def test_a_cut_line_keeps_the_words_and_sends_them_once(live: Server, shed: Shed, page: Page) -> None:
    await through_to_send(page, live.base)
    lost: list[str] = []

    async def answer_is_lost(route: Route) -> None:
        """The first send reaches us and its answer never comes back; then the line is there again."""
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/en/shed", answer_is_lost)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("#sending")).to_have_text("Not sent yet. Your words are still here.")
    await page.locator("#share .back").click()
    await page.locator("#people .back").click()
    await page.locator("#places .back").click()
    await expect(page.get_by_role("textbox")).to_have_value(WORDS)
    await expect(page.locator("h1")).to_have_text("Thank you. We have it.", timeout=15_000)
    assert lost and len(await voices(shed)) == 1


async def test_what_is_refused_comes_back_whole_with_script_too(live: Server, shed: Shed, page: Page) -> None:
    await through_to_send(page, live.base)
    await page.evaluate("document.getElementById('open').value = 'z'.repeat(2001)")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".problem")).to_contain_text("1 characters too long")
    assert len(await page.get_by_role("textbox").input_value()) == 2001
    await expect(page.locator("input:checked")).to_have_count(3)
    await page.get_by_role("textbox").fill(WORDS)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("h1")).to_have_text("Thank you. We have it.")


async def test_nothing_stays_in_the_browser(live: Server, shed: Shed, page: Page) -> None:
    await through_to_send(page, live.base)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("h1")).to_have_text("Thank you. We have it.")
    stored = "async () => localStorage.length + sessionStorage.length + (await indexedDB.databases()).length + (await caches.keys()).length"
    assert await page.evaluate(stored) == 0
    assert await page.context.cookies() == []


async def test_after_the_way_out_back_brings_no_words(
    live: Server, shed: Shed, chromium_that_goes_back: Browser
) -> None:
    async with await chromium_that_goes_back.new_context() as context:
        page = await context.new_page()
        await page.goto(f"{live.base}/en/shed#words")
        await page.get_by_role("textbox").fill(WORDS)
        await page.get_by_role("link", name="Exit this page").click()
        await expect(page.get_by_role("link", name="Go to the weather")).to_be_visible()
        await page.wait_for_load_state("load")
        await page.go_back()
        await expect(page.get_by_role("textbox")).to_have_value("")
