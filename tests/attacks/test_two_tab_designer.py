"""Esi with two tabs, and Kit beside her: both change the same theme, the same prompt, the same meeting.

Whoever comes second is told who was first, sees what they typed still there, and overwrites nothing.
"""

from __future__ import annotations

import asyncio
import re

import pytest
from httpx2 import AsyncClient, Response

from tests.faces.design.test_board import Designer, words_of
from tests.faces.design.test_prompts import boxes_on
from tests.people import Shed
from tests.talk.test_drafts import drafts_of, kept_of
from tests.theme.boards import ROOM, WAITING, Board
from voice.clock import in_days, today
from voice.people.nouns import Face, Hat
from voice.people.records import give_hat
from voice.people.sign_in import add_person

pytestmark = pytest.mark.anyio

TYPED = "What Kit typed & would be sorry to lose"


@pytest.fixture
async def two(shed: Shed) -> Board:
    """Waiting and The room, as the machine suggested them."""
    board = Board(shed)
    board.ids["waiting"] = await board.suggested("Waiting", await board.hears(*WAITING))
    board.ids["room"] = await board.suggested("The room", await board.hears(*ROOM))
    return board


@pytest.fixture
async def esi(client: AsyncClient, shed: Shed) -> Designer:
    """Esi, designer at The Shed."""
    return Designer(client, await shed.cookie("Esi", Face.DESIGN))


@pytest.fixture
async def kit(client: AsyncClient, shed: Shed) -> Designer:
    """Kit, who designs at The Shed too."""
    async with shed.store.writing() as conn:
        shed.people["Kit"] = await add_person(conn, "kit@shed.example", "Kit", "unused", demo=True)
        await give_hat(conn, shed.space.space_id, shed.people["Kit"].person_id, Hat.DESIGNER)
    return Designer(client, await shed.cookie("Kit", Face.DESIGN))


def told_and_kept(answer: Response, typed: str = TYPED) -> None:
    """They are told that somebody was first, and what they typed stands on the page."""
    assert answer.status_code == 409, answer.status_code
    assert typed in words_of(answer) or typed.replace("&", "&amp;") in answer.text


async def titles(board: Board) -> dict[int, str]:
    """The themes on the board by id."""
    return {theme.theme_id: theme.title for theme in (await board.now()).live}


FIRST = {
    "renamed": ("rename", {"title": "The wait"}),
    "merged": ("merge", {}),
    "retired": ("retire", {}),
    "accepted": ("accept", {}),
}


@pytest.mark.parametrize("first", FIRST)
async def test_a_theme_that_somebody_changed_meanwhile(
    esi: Designer, kit: Designer, two: Board, first: str
) -> None:
    at, (verb, fields) = f"/themes/{two.ids['waiting']}", FIRST[first]
    kits = await kit.opens("/themes")
    into = {"into": two.ids["room"]} if first == "merged" else {}
    assert (await esi.sends(await esi.opens("/themes"), f"{at}/{verb}", **fields, **into)).status_code == 303
    left = await titles(two)
    late = await kit.sends(kits, f"{at}/rename", title=TYPED, theme=two.ids["waiting"])
    assert late.status_code in (404, 409)
    assert f"Esi {first}" in words_of(late) or late.status_code == 404
    assert await titles(two) == left


async def test_two_people_press_at_the_same_moment(esi: Designer, kit: Designer, two: Board) -> None:
    """Not one after the other: both requests are under way at once. One name stands, the other is kept on its page."""
    at = f"/themes/{two.ids['waiting']}/rename"
    pages = [await one.opens("/themes") for one in (esi, kit)]
    answers = await asyncio.gather(
        esi.sends(pages[0], at, title="Esi's name", theme=two.ids["waiting"]),
        kit.sends(pages[1], at, title="Kit's name", theme=two.ids["waiting"]),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    won = "Esi's name" if answers[0].status_code == 303 else "Kit's name"
    assert (await titles(two))[two.ids["waiting"]] == won
    lost = next(answer for answer in answers if answer.status_code == 409)
    assert ({"Esi's name", "Kit's name"} - {won}).pop() in words_of(lost) + lost.text.replace("&#39;", "'")


async def test_a_button_pressed_twice_does_it_once(esi: Designer, two: Board) -> None:
    page = await esi.opens("/themes")
    again = [await esi.sends(page, "/themes/new", title="Tea") for _ in range(2)]
    assert again[0].status_code == 303
    assert list((await titles(two)).values()).count("Tea") == 1
    assert again[1].status_code == 422 and "already" in words_of(again[1])


async def test_comments_moved_by_one_are_not_moved_on_by_the_other(
    esi: Designer, kit: Designer, two: Board
) -> None:
    at = f"/themes/{two.ids['waiting']}"
    comment = next(iter(await two.inside(two.ids["waiting"])))
    pages = [await one.opens(at) for one in (esi, kit)]
    moved = await esi.sends(pages[0], f"{at}/comments", do="move", comment=comment, into=two.ids["room"])
    assert moved.status_code == 303
    late = await kit.sends(pages[1], f"{at}/comments", do="keep", comment=comment)
    assert late.status_code == 409 and "Esi" in words_of(late)
    assert comment in await two.inside(two.ids["room"]) and comment not in await two.inside(
        two.ids["waiting"]
    )


async def test_work_on_two_themes_stops_nobody(esi: Designer, kit: Designer, two: Board) -> None:
    pages = [await one.opens("/themes") for one in (esi, kit)]
    for one, page, theme, title in (
        (esi, pages[0], "waiting", "The wait"),
        (kit, pages[1], "room", "A softer room"),
    ):
        done = await one.sends(page, f"/themes/{two.ids[theme]}/rename", title=title, theme=two.ids[theme])
        assert done.status_code == 303
    assert set((await titles(two)).values()) == {"The wait", "A softer room"}


@pytest.fixture
async def prompt(shed: Shed, two: Board) -> str:
    """The address of the prompt drafted for Waiting."""
    await drafts_of(shed)
    kept = next(one for one in await kept_of(shed) if one.prompt.theme == two.ids["waiting"])
    return f"/prompts/{kept.prompt_id}"


async def body(shed: Shed, prompt: str) -> dict[str, object]:
    """The prompt as it is kept."""
    found = next(one for one in await kept_of(shed) if prompt.endswith(str(one.prompt_id)))
    return found.prompt.as_json() | {"meeting_on": found.meeting_on}


CHANGES = {
    "write": ("", {"opening_question": TYPED, "do": "save"}),
    "mark": ("/comments/mark", {}),
    "open": ("/open", {"seen": "yes"}),
    "close": ("/close", {}),
    "meeting": ("/meeting", {"meeting_on": in_days(9).isoformat()}),
}


@pytest.mark.parametrize("late", CHANGES)
async def test_a_prompt_that_somebody_wrote_meanwhile(
    esi: Designer, kit: Designer, shed: Shed, prompt: str, late: str
) -> None:
    """Whatever Kit does from the page as it stood, Esi's words stay."""
    path, fields = CHANGES[late]
    hers, kits = await esi.opens(prompt), await kit.opens(prompt)
    mine = boxes_on(hers) | {"opening_question": "What would make the wait easier for you?", "do": "save"}
    assert (await esi.sends(hers, prompt, **mine)).status_code == 303
    stands = await body(shed, prompt)
    answer = await kit.sends(
        kits, f"{prompt}{path}", **((boxes_on(kits) if late == "write" else {}) | fields)
    )
    assert answer.status_code == 409
    assert await body(shed, prompt) == stands
    if late == "write":
        told_and_kept(answer)


async def test_two_people_save_a_prompt_at_the_same_moment(
    esi: Designer, kit: Designer, shed: Shed, prompt: str
) -> None:
    pages = {one: await one.opens(prompt) for one in (esi, kit)}
    answers = await asyncio.gather(
        *(
            one.sends(
                page, prompt, **boxes_on(page) | {"opening_question": f"Whose is it, {n}?", "do": "save"}
            )
            for n, (one, page) in enumerate(pages.items())
        )
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]


async def test_a_tell_back_that_somebody_wrote_meanwhile(
    esi: Designer, kit: Designer, shed: Shed, two: Board
) -> None:
    at = f"/themes/{two.ids['waiting']}/tell-back"
    told = {"stage": "heard", "on_day": today().isoformat(), "who": "the youth worker", "do": "save"}
    saved = await esi.sends(await esi.opens(at), at, **told, adults="Waiting is hard.")
    there = saved.headers["location"].removeprefix("/design/shed")
    pages = [await one.opens(there) for one in (esi, kit)]
    assert (await esi.sends(pages[0], there, **told, adults="Waiting is too hard.")).status_code == 303
    told_and_kept(await kit.sends(pages[1], there, **told, adults=TYPED))
    assert "Waiting is too hard." in (await esi.opens(there)).text
    step = there.partition("step=")[2].partition("&")[0]
    published = await kit.sends(pages[1], f"/tell-backs/{step}/publish", do="publish", seen="yes")
    public = (await esi.client.get("/en/shed/answers")).text
    assert published.status_code in (303, 409) and TYPED not in public


async def test_a_meeting_that_somebody_wrote_down_meanwhile(
    esi: Designer, kit: Designer, shed: Shed, prompt: str
) -> None:
    at = f"{prompt}/conversation"
    met = {"held_on": today().isoformat(), "role": ["young people", "youth worker"], "n": ["3", "1"], "do": "save",
           "where": "The Shed, kitchen", "decided": "A text each week", "who_decided": "all of us", "who_acts": "Sam",
           "by": in_days(7).isoformat()}  # fmt: skip
    written = await esi.sends(await esi.opens(at), at, **met)
    assert written.status_code == 303
    there = written.headers["location"].removeprefix("/design/shed")
    pages = [await one.opens(there) for one in (esi, kit)]
    tried = {"smallest_test": "one text on Friday", "stop_if": "nobody wants it"}
    for one, page, test in ((esi, pages[0], "one text on Friday"), (kit, pages[1], TYPED)):
        assert (await one.sends(page, f"{there}/try", **tried | {"smallest_test": test})).status_code == 303
    both = words_of(await esi.opens(there))
    assert "one text on Friday" in both and TYPED in both
    pages = [await one.opens(there) for one in (esi, kit)]
    first = re.search(r'name="try" value="(\d+)"', pages[0].text)
    assert first
    became = tried | {"try": first[1], "result": "kept", "what_else_was_true": "a leader came"}
    assert (await esi.sends(pages[0], f"{there}/try", **became)).status_code == 303
    told_and_kept(await kit.sends(pages[1], f"{there}/try", **became | {"what_else_was_true": TYPED}))
    after = words_of(await esi.opens(there))
    assert "a leader came" in after and f"What else was true: {TYPED}" not in after
