"""A real browser, for the few tests that need one.

In a test ask for `chromium`, `page` or `page_without_javascript` (see `conftest.py`): they are asynchronous, so the
same test can look in the store. Scripts use `a_browser`. Never `page.wait_for_function`: it evals in the page,
which our content policy forbids; `expect(locator)` waits without.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import pytest
from playwright.async_api import Browser as AsyncBrowser
from playwright.async_api import async_playwright
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium_path() -> str:
    """The system's Chromium. Where there is none the test skips with a sentence; CI may not skip."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("No Chromium on this machine, and CI may not skip browser tests.")
        pytest.skip("No Chromium on this machine: install it to run the browser tests.")
    return found


@contextmanager
def a_browser(*, back_forward_cache: bool = False) -> Iterator[Browser]:
    """Chromium without a window, for scripts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**_how(back_forward_cache))
        yield browser
        browser.close()


@asynccontextmanager
async def an_async_browser(*, back_forward_cache: bool = False) -> AsyncIterator[AsyncBrowser]:
    """Chromium without a window, for tests."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(**_how(back_forward_cache))
        yield browser
        await browser.close()


def _how(back_forward_cache: bool) -> dict[str, Any]:
    """Playwright switches the back-forward cache off unless told otherwise; people's browsers have it on."""
    kept = ["--disable-back-forward-cache"] if back_forward_cache else []
    return {"executable_path": chromium_path(), "args": FLAGS, "ignore_default_args": kept}
