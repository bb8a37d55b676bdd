"""The young page on a bad line: 100 kbit/s, 600 ms, and the line cut once at each step, with and without script.

    python -m bench.bad_line

Each row is a whole visit of its own. The line is cut as the step's tap is made and is back two seconds later. With
script nobody does anything; without it the page is reloaded, as a person would. `retyped` counts what they had to give
again; `voices` must be 1: none lost, none doubled.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, Route
from playwright.sync_api import Error as Lost

from tests.browser import a_browser
from tests.servers import environment_of, free_port, start
from voice.settings import Settings

WORDS = "the side door is better, and later in the day"
SLOW = {"latency": 600, "downloadThroughput": 12_500, "uploadThroughput": 12_500}
STEPS: dict[str, Callable[[Page], None]] = {
    "words": lambda page: page.get_by_role("link", name="12–17").click(),
    "places": lambda page: page.locator("#words .next").click(),
    "people": lambda page: page.locator("#places .next").click(),
    "share": lambda page: page.locator("#people .next").click(),
    "send": lambda page: page.get_by_role("button", name="Send").click(no_wait_after=True),
}
PATIENCE = 60_000


def main() -> int:
    """Print a row a visit. 1 if a voice was lost or doubled, or anything had to be given again with script."""
    port = free_port()
    with tempfile.TemporaryDirectory() as var, a_browser() as browser:
        words = ["demo", "--fresh", "--var", var, "--port", str(port)]
        server = start(words, environment_of(Settings(), VOICE_RATE_LIMIT="off"), Path(var), port)
        try:
            rows = [
                (script, step, *_visit(browser, f"{server.base}/en/demo", Path(var), step, script=script))
                for script in (True, False)
                for step in ("first page", *STEPS, "answer lost")
            ]
        finally:
            server.kill()
    for script, step, retyped, voices in rows:
        sys.stdout.write(
            f"script {'on ' if script else 'off'}  cut at {step:12} retyped {retyped}  voices {voices}\n"
        )
    return int(any(voices != 1 or (script and retyped) for script, _, retyped, voices in rows))


def _visit(browser: Browser, address: str, var: Path, cut: str, *, script: bool) -> tuple[int, int]:
    """One visit with one cut. (things given again, voices stored)."""
    before = _stored(var)
    with browser.new_context(java_script_enabled=script, viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        _line(line, up=cut != "first page")
        try:
            page.goto(address)
        except Lost:
            _line(line, up=True)
            page.goto(address)
        if cut == "answer lost":
            page.route("**/en/demo", _loses_one_answer())
        retyped = 0
        for step, tap in STEPS.items():
            retyped += _tap(page, line, tap, cut_now=step == cut)
            if step == "send" and cut == "answer lost":
                retyped += _again(page, set())
            if step == "words":
                page.get_by_role("textbox").fill(WORDS)
            if step == "places":
                page.locator("#places label").first.click()
        page.get_by_role("heading", name="Thank you. We have it.").wait_for()
    return retyped, _stored(var) - before


def _tap(page: Page, line: CDPSession, tap: Callable[[Page], None], *, cut_now: bool) -> int:
    """One tap, perhaps with the line cut just then. What had to be given again."""
    if not cut_now:
        tap(page)
        return 0
    given = _given(page)
    _line(line, up=False)
    tap(page)
    page.wait_for_timeout(2000)
    _line(line, up=True)
    return _again(page, given)


def _again(page: Page, given: set[str]) -> int:
    """Where the browser shows its own error, reload: it sends the form again. How much is gone from a form still there."""
    page.wait_for_timeout(500)
    if page.url.startswith("chrome-error"):
        page.reload()
    here = _given(page)
    return len(given - here) if here else 0


def _loses_one_answer() -> Callable[[Route], None]:
    """The first form sent reaches us, and its answer never comes back."""
    lost: list[str] = []

    def handle(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            route.fetch()
            route.abort()
        else:
            route.continue_()

    return handle


def _given(page: Page) -> set[str]:
    """What stands typed or ticked on the page."""
    if page.url.startswith("chrome-error") or not page.locator("#voice").count():
        return set()
    typed = {box.input_value() for box in page.locator("textarea").all()} - {""}
    return typed | {str(box.get_attribute("value")) for box in page.locator("#voice input:checked").all()}


def _line(line: CDPSession, *, up: bool) -> None:
    line.send("Network.emulateNetworkConditions", {"offline": not up, **SLOW})


def _stored(var: Path) -> int:
    with closing(sqlite3.connect(var / "voice.db")) as conn:
        return int(conn.execute("SELECT count(*) FROM voice").fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
