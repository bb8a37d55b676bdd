"""A screenshot of every page of the demo into docs/shots/: `make shots`, then look at them.

From each face's first page every link of that face is followed, one page of each shape (numbers stand for one
another), at two widths, light and dark. Pages that don't answer 200 or that scroll sideways are named. With
AXE=path/to/axe.min.js each page is audited too.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser import a_browser
from tests.servers import environment_of, free_port, start
from voice.demo.seed import PASSWORD
from voice.settings import Settings

SHOTS = Path(__file__).resolve().parents[1] / "docs" / "shots"
WIDTHS, SCHEMES = (360, 1280), ("light", "dark")
FACES = {
    "young": (
        "",
        [
            *("/en/demo", "/en/demo?v=8-11", "/en/demo/paper?v=8-11", "/en/demo/poster?at=dropin"),
            *("/en/demo/poster?size=cards", "/en/nowhere"),
        ],
    ),
    "staff": ("ellis@kettle.example", ["/staff/demo/"]),
    "lead": ("marian@kettle.example", ["/lead/demo/read", "/lead/demo/holds"]),
    "design": ("jude@lindlebridge.example", ["/design/demo/"]),
    "admin": ("marian@kettle.example", ["/admin/", "/admin/demo/"]),
}
STEPS = ("words", "places", "people", "share", "not-safe")


def main() -> int:
    """Take them all. 1 if a page is broken."""
    port, trouble = free_port(), []
    with tempfile.TemporaryDirectory() as var, a_browser() as browser:
        words = ["demo", "--fresh", "--var", var, "--port", str(port)]
        server = start(words, environment_of(Settings()), Path(var), port)
        try:
            for face in FACES:
                trouble += _face(browser, server.base, face)
        finally:
            server.kill()
    sys.stdout.writelines(f"{line}\n" for line in trouble or ["Every page answers and fits."])
    return int(bool(trouble))


def _face(browser: Browser, base: str, face: str) -> list[str]:
    """Every page of one face, in every width and scheme. Returns what is wrong."""
    trouble: list[str] = []
    email, first = FACES[face]
    pages: list[str] = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            with browser.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
            ) as context:  # type: ignore[arg-type]
                page = context.new_page()
                if email:
                    _sign_in(page, f"{base}/{face}/sign-in", email)
                pages = pages or _every_page(page, base, face, first)
                for address in pages:
                    trouble += _shot(page, base, address, SHOTS / f"{face}-{width}-{scheme}", width)
                if face == "young":
                    trouble += _thanks(page, base, SHOTS / f"young-{width}-{scheme}", width)
    return trouble


def _sign_in(page: Page, address: str, email: str) -> None:
    page.goto(address)
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.click("button.primary")


def _every_page(page: Page, base: str, face: str, first: list[str]) -> list[str]:
    """One address of each shape, found by following links."""
    found: dict[str, str] = {}
    waiting = [*first]
    while waiting:
        address = waiting.pop(0)
        shape = address if address in first else _shape(address)
        if shape in found:
            continue
        found[shape] = address
        page.goto(base + address)
        waiting += [link for link in _links(page) if link.startswith(_front(face))]
    steps = [f"{first[0]}#{step}" for step in STEPS] if face == "young" else []
    return [*found.values(), *steps]


def _front(face: str) -> str:
    return "/en" if face == "young" else f"/{face}/"


def _shape(address: str) -> str:
    return re.sub(r"\d+", "N", address.split("#")[0].split("?")[0])


def _links(page: Page) -> Iterator[str]:
    for link in page.locator("a[href^='/']").all():
        yield str(link.get_attribute("href"))


def _thanks(page: Page, base: str, name: Path, width: int) -> list[str]:
    """What somebody sees once they are heard, with a likely detail in their words."""
    page.goto(f"{base}/en/demo")
    page.locator("[name=open]").fill("I like the room by the stairs. My number is 07700 900123")
    page.get_by_role("button", name="Send").last.click()
    return _look(page, "thank-you", name, width)


def _shot(page: Page, base: str, address: str, name: Path, width: int) -> list[str]:
    answer = page.goto(base + address)
    wrong = answer is not None and answer.status != (404 if "nowhere" in address else 200)
    status = [f"{address}: {answer.status}"] if wrong and answer else []
    return status + _look(page, f"{_shape(address)}-{_asked(address)}", name, width)


def _asked(address: str) -> str:
    """What comes after the page's own name: its question, or the step on it."""
    return re.sub(r"\W", "-", address.partition("?")[2] or address.partition("#")[2])


def _look(page: Page, what: str, name: Path, width: int) -> list[str]:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=f"{name}-{re.sub(r'[^A-Za-z0-9]+', '-', what).strip('-')}.png", full_page=True)
    trouble = []
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        trouble.append(f"{what}: {wide} wide at {width}")
    if axe := os.environ.get("AXE"):
        page.add_script_tag(path=axe)
        trouble += [f"{what}: {rule}" for rule in page.evaluate(_AXE)]
    return trouble


_AXE = "axe.run().then(found => found.violations.map(v => v.id + ' ' + v.nodes[0].target + ' ' + v.nodes.length))"

if __name__ == "__main__":
    sys.exit(main())
