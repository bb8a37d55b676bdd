"""Somebody writes a page into a comment, a theme's name, a place, a title: wherever words are typed and shown again.

First every page and every refused form is taken apart: words come out as words. Then a real browser, with our
content policy switched off so that nothing but the escaping stands between, follows every link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from httpx2 import AsyncClient, Response
from playwright.async_api import Browser, Page
from sqlalchemy import update
from starlette.applications import Starlette

from tests.attacks import ONE_ENGINE
from tests.everything import Evening
from tests.faces.young.said import send
from tests.people import HATS, Shed
from tests.servers import Server
from tests.talk.test_drafts import drafts_of, kept_of
from tests.test_doors import Somebody, addresses, parts_of, spelled
from tests.theme.boards import WAITING, Board
from voice.clock import today
from voice.faces.design.sheets_html import write_contents, write_sheets
from voice.listen.space import Contact, HelpLine
from voice.listen.spaces import save_about
from voice.people.nouns import Face
from voice.protect.reading.second import mark_second_read
from voice.settings import Settings
from voice.store.tables import person
from voice.talk.doors import as_markdown
from voice.talk.drafts import printed_prompts
from voice.tell.nouns import Stage, TellBack
from voice.tell.tell_backs import publish, save
from voice.theme import review

pytestmark = pytest.mark.anyio

IMG = "\"'><img src=zq onerror=alert(1)>"
WICKED = {
    "a tag": f"{IMG} waiting zq one",
    "out of a box": "</textarea></title></style><script>alert(1)</script> waiting zq two",
    "a picture": "<svg/onload=alert(1)><animate onbegin=alert(1)> waiting zq three",
    "a link": '<a href="javascript:alert(1)">waiting</a> [waiting](javascript:alert(1)) zq four',
    "a template": "waiting zq{{7*7}} ${7*7} {% raw %} #{7*7} zq five",
    "half a tag": "<img src=zq onerror=alert(1) waiting zq six",
    "in code": "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;img src=zq onerror=alert(1)&#x3e; waiting zq seven",
    "a comment": "<!--><img src=zq onerror=alert(1)>--> waiting zq eight",
}
HARM = f"my stepdad hits me {IMG} and I am scared"
FACES_OF = {Face.STAFF: "Cerys", Face.LEAD: "Femi", Face.DESIGN: "Esi", Face.ADMIN: "Ines"}


class Taken(HTMLParser):
    """A page taken apart: what in it would run."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or name == "style" or "zq" in f"{name}{value if name == 'src' else ''}":
                self.runs.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "formaction") and address.startswith(
                ("javascript:", "data:", "//")
            ):
                self.runs.append(f"{tag} {name}={value}")
        if tag in ("iframe", "object", "embed", "base", "animate") or (
            tag == "script" and "src" not in dict(attrs)
        ):
            self.runs.append(tag)


def what_runs(page: Response) -> list[str]:
    """What in an answer would run. What is no page is plain text that browsers may not guess at."""
    if page.headers.get("content-type", "").startswith("text/html"):
        return Taken(page.text).runs
    plainly = page.headers.get("content-type", "text/plain").startswith(
        ("text/plain", "text/csv", "image/svg+xml")
    )
    return [] if plainly and page.headers["x-content-type-options"] == "nosniff" else ["a kind of its own"]


@pytest.fixture
async def wicked(shed: Shed) -> Shed:
    """The Shed with a page written into everything that anybody can name, and a card and a page made of it."""
    async with shed.store.writing() as conn:
        about = replace(
            shed.space.about,
            topic={"": f"Talk {IMG}"},
            asks=IMG,
            can_change=IMG,
            cannot_change=IMG,
            building=IMG,
            places={"school": IMG, "dropin": f"The Shed {IMG}"},
            lead=Contact(IMG, IMG, IMG),
            deputy=Contact(f"Greta {IMG}", IMG, IMG),
            help=(HelpLine(IMG, f'0800"{IMG}', IMG),),
            outcomes=(IMG, "Spoke"),
            not_used_reasons=(IMG, "Not words"),
            meet_where=(IMG,),
        )
        await save_about(conn, shed.space, about)
        await conn.execute(update(person).values(name=f"Esi {IMG}"))
    board = Board(shed)
    heard = await board.hears(*WICKED.values(), *WAITING)
    theme = await board.suggested("Waiting", heard)
    await board.does(review.rename, theme, f"Waiting {IMG}"[:60], IMG)
    await board.suggested(f"Other {IMG}"[:60], [])
    async with shed.store.writing() as conn:
        await mark_second_read(conn, shed.space.space_id, heard, shed.people["Femi"].person_id)
    await drafts_of(shed)
    await shed.says(HARM, form_id="wicked-harm-1")
    await shed.says(f"to be read {IMG} zq", form_id="wicked-unread-1")
    await shed.looked_at()
    told = TellBack(
        theme, shed.round.round_id, Stage.HEARD, today(), {"adults": f"Heard {IMG}"}, IMG, quotes=tuple(heard)
    )
    async with shed.store.writing() as conn:
        saved = await save(conn, shed.space.space_id, told, shed.people["Esi"])
        await publish(conn, shed.space.space_id, saved.tell_back_id, shed.people["Esi"])
    return shed


async def everybody(shed: Shed, client: AsyncClient, settings: Settings) -> list[Somebody]:
    """Nobody, and one of each hat."""
    evening = Evening(shed, shed, settings)
    return [await Somebody.comes(name, client, evening) for name in ("nobody", *(n for n in HATS if HATS[n]))]


@ONE_ENGINE
async def test_no_page_runs_what_somebody_wrote(
    wicked: Shed, app: Starlette, client: AsyncClient, settings: Settings
) -> None:
    shown, wrong = "", []
    for somebody in await everybody(wicked, client, settings):
        parts = await parts_of(somebody.evening)
        for address in addresses(list(app.routes)):
            for path in spelled(address, parts, asking=True) if "GET" in address.methods else ():
                page = await client.get(path, headers=somebody.headers)
                wrong += [(somebody.name, path, what) for what in what_runs(page)]
                shown += page.text
    assert wrong == []
    assert "zq49" not in shown, "a template ran"
    assert all(f"zq {n}" in shown for n in ("one", "two", "three", "four", "six", "seven", "eight"))
    assert shown.count("&lt;img src=zq onerror=alert(1)&gt;") > 50, "the pages were empty"


BOXES = (
    *(
        "title",
        "question",
        "open",
        "reach",
        "words",
        "email",
        "name",
        "note",
        "reason",
        "asks",
        "topic_plain",
        "places",
        "help",
    ),
    *(
        "lead_name",
        "building",
        "opening_question",
        "support",
        "roles",
        "adults",
        "8-11",
        "12-17",
        "who",
        "evidence",
        "where",
    ),
    *(
        "decided",
        "who_decided",
        "role",
        "n",
        "smallest_test",
        "stop_if",
        "held_on",
        "on_day",
        "answer_by",
        "place",
        "token2",
    ),
    *(
        "form_id",
        "v",
        "at",
        "version",
        "comment",
        "step",
        "stage",
        "reply",
        "hat",
        "slug",
        "kind",
        "number",
        "outcome",
        "sheet",
    ),
)


@ONE_ENGINE
async def test_no_refused_form_runs_what_was_typed_in_it(
    wicked: Shed, app: Starlette, client: AsyncClient, settings: Settings
) -> None:
    """Everything typed comes back on the page; it comes back as words."""
    wrong, back = [], 0
    for somebody in await everybody(wicked, client, settings):
        parts = {name: some[:2] for name, some in (await parts_of(somebody.evening)).items()}
        for address in addresses(list(app.routes)):
            if "POST" not in address.methods or "sign-out" in address.pattern:
                continue
            for path in spelled(address, parts, asking=False):
                typed = dict.fromkeys(BOXES, IMG) | {
                    k: v for k, v in somebody.form_for(path).items() if k == "token"
                }
                for do in ("check", "save"):
                    page = await client.post(path, headers=somebody.headers, data=typed | {"do": do})
                    wrong += [(somebody.name, path, what) for what in what_runs(page)]
                    back += "&lt;img src=zq" in page.text
    assert wrong == []
    assert back > 40, "nothing came back"


async def test_an_address_written_as_a_page_is_not_one(client: AsyncClient, shed: Shed) -> None:
    for path in (
        f"/en/{IMG}",
        f"/{IMG}",
        f"/en/shed?at={IMG}",
        f"/en/shed?v={IMG}",
        f"/en/shed/answers?v={IMG}",
    ):
        assert Taken((await client.get(path)).text).runs == []


async def test_what_is_printed_or_written_to_a_file_runs_nothing(wicked: Shed, tmp_path: Path) -> None:
    """The three sheets open from a disk, without our policy; a card as Markdown may be shown by anything."""
    async with wicked.store.reading() as conn:
        prompts = await printed_prompts(conn, wicked.space.space_id)
    assert prompts
    title = f"Survey {IMG}"
    names = write_sheets(prompts, title, tmp_path / "cards")
    write_contents(prompts, names, title, tmp_path / "cards")
    for file in (tmp_path / "cards").iterdir():
        assert re.fullmatch(r"[\w.-]+", file.name)
        assert Taken(file.read_text("utf-8")).runs == [], file.name
    for prompt in prompts:
        page = as_markdown(prompt)
        assert "<" not in page and not re.search(r"(?<!\\)\[", page)
        assert "&lt;img src=zq" in page


class Watched:
    """A tab that tells of every script that ran and every address that was called."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def open(self, browser: Browser, cookies: dict[str, str], base: str) -> Page:
        context = await browser.new_context(bypass_csp=True)
        await context.add_cookies(
            [
                {
                    "name": name,
                    "value": value,
                    "domain": "127.0.0.1",
                    "path": f"/{name.rpartition('-')[2]}",
                    "secure": True,
                }
                for name, value in cookies.items()
            ]
        )
        page = await context.new_page()
        page.on("dialog", lambda dialog: self.heard.append(f"a dialog on {page.url}"))
        page.on("request", lambda asked: self.heard.extend(self.wrong_in(asked.url, base)))
        return page

    @staticmethod
    def wrong_in(asked: str, base: str) -> Iterator[str]:
        """An address that no page of ours asks for."""
        if "zq" in asked or not asked.startswith((base, "data:")):
            yield f"asked for {asked}"


@ONE_ENGINE
async def test_a_browser_without_our_policy_runs_nothing(
    wicked: Shed, live: Server, chromium: Browser
) -> None:
    for face, who in FACES_OF.items():
        watched = Watched()
        page = await watched.open(chromium, await wicked.cookie(who, face), live.base)
        assert (
            len(await follows_every_link(page, live.base, [f"/{face}/", "/en/shed", "/en/shed/answers"])) > 4
        )
        assert watched.heard == [], face
        await page.context.close()


async def follows_every_link(page: Page, base: str, waiting: list[str]) -> set[str]:
    """One page of each shape that links lead to. Returns the shapes."""
    front, seen = tuple(waiting[:2]), set[str]()
    while waiting:
        address = waiting.pop(0)
        shape = re.sub(r"\d{4,}", "N", re.split("[#?]", address)[0])
        if shape in seen:
            continue
        seen.add(shape)
        await page.goto(base + address)
        links = await page.eval_on_selector_all("a[href]", "found => found.map(a => a.getAttribute('href'))")
        waiting += [link for link in links if link.startswith(front)]
    return seen


async def test_the_thank_you_page_shows_details_as_words(client: AsyncClient, shed: Shed) -> None:
    page = await send(client, f"ring me on 07700 900123 {IMG}")
    assert "<mark>07700 900123</mark>" in page.text and Taken(page.text).runs == []
    assert await kept_of(shed) == []
