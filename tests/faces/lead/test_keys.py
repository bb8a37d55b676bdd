"""Reading by keys, in a real browser: one press settles the one comment that was on screen, and never the next."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import func, select

from tests.people import Shed
from tests.servers import Server
from voice.people.nouns import Face
from voice.store.tables import comment

pytestmark = pytest.mark.anyio


async def reads(page: Page, live: Server, shed: Shed, who: str) -> None:
    cookie = await shed.cookie(who, Face.LEAD)
    found = [
        {"name": name, "value": value, "domain": "127.0.0.1", "path": "/lead", "secure": True}
        for name, value in cookie.items()
    ]
    await page.context.add_cookies(found)  # type: ignore[arg-type]
    await page.goto(f"{live.base}/lead/shed/read#next")


async def released(shed: Shed) -> int:
    async with shed.store.reading() as conn:
        query = select(func.count()).where(comment.c.state == "released")
        return int((await conn.execute(query)).scalar_one())


async def test_one_press_one_comment_and_a_key_held_down_no_more(
    live: Server, shed: Shed, page: Page
) -> None:
    for n in range(3):
        await shed.says(f"open the room on day {n}", form_id=f"somebody-{n}")
    await shed.looked_at()
    await reads(page, live, shed, "Hari")
    await expect(page.locator("article.reading")).to_have_count(3)
    await page.evaluate(
        "() => document.dispatchEvent(new KeyboardEvent('keydown', { key: '1', repeat: true, bubbles: true }))"
    )
    assert await released(shed) == 0
    await page.keyboard.press("1")
    await expect(page.locator("article.reading")).to_have_count(2)
    assert await released(shed) == 1
    await page.evaluate("() => dispatchEvent(new Event('submit'))")
    await page.keyboard.press("1")
    await expect(page.locator("article.reading")).to_have_count(2)
    assert await released(shed) == 1
