"""A real browser, for the few tests that need one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
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
    """Chromium without a window. Playwright switches the back-forward cache off unless told otherwise."""
    kept = ["--disable-back-forward-cache"] if back_forward_cache else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=FLAGS, ignore_default_args=kept
        )
        yield browser
        browser.close()
