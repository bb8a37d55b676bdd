"""Reading by keys alone: 60 comments in a real browser, one press each.

    python -m bench.reading_keys

Prints presses per comment, and what the machine took between one press and the next comment on screen.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from playwright.sync_api import Page

from tests.browser import a_browser
from tests.servers import environment_of, free_port, start
from voice.demo.seed import PASSWORD
from voice.settings import Settings

MANY = 60
PATIENCE = 90  # seconds
READER = "cerys@kettle.example"


def main() -> int:
    """1 if a comment took more than one press."""
    port = free_port()
    with tempfile.TemporaryDirectory() as var, a_browser() as browser:
        words = ["demo", "--fresh", "--var", var, "--port", str(port)]
        server = start(words, environment_of(Settings(), VOICE_RATE_LIMIT="off"), Path(var), port)
        try:
            for n in range(MANY):
                _say(server.base, f"the room by the stairs could open at {n % 12 + 1} on a {n}th day")
            page = browser.new_page()
            _sign_in(page, f"{server.base}/lead/sign-in", READER)
            _ready(page, f"{server.base}/lead/demo/read")
            waits, presses = _read(page)
        finally:
            server.kill()
    sys.stdout.write(
        f"{len(waits)} comments, {presses} presses ({presses / len(waits):.2f} each); "
        f"next comment after {statistics.median(waits) * 1000:.0f} ms (median), {max(waits) * 1000:.0f} ms at most\n"
    )
    return int(presses > len(waits))


def _say(base: str, words: str) -> None:
    page = urlopen(f"{base}/en/demo").read().decode()
    form_id = re.search(r'name="form_id" value="([^"]+)"', page)[1]  # type: ignore[index]
    form = urlencode({"form_id": form_id, "open": words}).encode()
    urlopen(Request(f"{base}/en/demo", form, {"sec-fetch-site": "same-origin"}))


def _sign_in(page: Page, address: str, email: str) -> None:
    page.goto(address)
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.click("button.primary")


def _ready(page: Page, address: str) -> None:
    """Wait until the worker has looked at everything."""
    for _ in range(PATIENCE):
        page.goto(address)
        if page.locator("article.reading").count() and "being looked at" not in page.content():
            page.goto(f"{address}#next")
            page.reload()
            return
        time.sleep(1)
    raise SystemExit("The worker did not get through in time, or the sign-in failed.")


def _read(page: Page) -> tuple[list[float], int]:
    waits: list[float] = []
    presses = 0
    while len(waits) < MANY and page.locator("article.reading").count():
        first = page.locator("article.reading").first.get_attribute("id")
        begun = time.perf_counter()
        page.keyboard.press("1")
        presses += 1
        page.wait_for_function(
            "id => document.readyState === 'complete' && document.querySelector('article.reading')?.id !== id",
            arg=first,
        )
        waits.append(time.perf_counter() - begun)
    return waits, presses


if __name__ == "__main__":
    raise SystemExit(main())
