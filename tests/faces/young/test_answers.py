"""What happened next: for everyone, in three wordings, with one tap back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.people import Shed
from voice.errors import BadInput, NotYours
from voice.faces.young import answers as answers_page
from voice.listen.spaces import close_round
from voice.tell.published import PublishedStep, PublishedTheme

pytestmark = pytest.mark.anyio

HEARD = PublishedStep(
    tell_back_id=7,
    stage="heard",
    on_day=date(2026, 10, 5),
    words={
        "8-11": "You said it is loud.",
        "12-17": "You said the corridor is loud.",
        "adults": "Noise was raised.",
    },
    who="I am Ines, who runs The Shed",
    got_wrong="",
    reason="",
    another_thing="",
    due=date(2026, 11, 2),
    overdue=True,
)
THEME = PublishedTheme("Loud corridors", 14, "heard", "everyone looks at you", (HEARD,))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """One theme was told back. Returns the taps that come in about it."""
    import sys

    module = sys.modules[answers_page.__module__]
    replies: list[tuple[int, str]] = []

    async def published(*_: Any) -> list[PublishedTheme]:
        return [THEME]

    async def heard_right(_conn: Any, _space: int, step: int, reply: str) -> None:
        if step != HEARD.tell_back_id:
            raise NotYours("There is no such page.")
        if reply not in ("yes", "not_quite", "missed"):
            raise BadInput("Choose one of the three answers.", "reply")
        replies.append((step, reply))

    monkeypatch.setattr(module, "published", published)
    monkeypatch.setattr(module, "heard_right", heard_right)
    return replies


async def test_before_any_answer_it_says_what_happens_next_and_when(client: AsyncClient, shed: Shed) -> None:
    page = await client.get("/en/shed/answers")
    assert page.status_code == 200
    assert "We have not answered yet." in page.text and "We answer here by" in page.text


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("", "the corridor is loud"),
        ("8-11", "it is loud"),
        ("adults", "Noise was raised"),
        ("x", "the corridor is loud"),
    ],
)
async def test_each_wording_has_its_words(
    client: AsyncClient, shed: Shed, told: list[tuple[int, str]], wording: str, said: str
) -> None:
    page = (await client.get("/en/shed/answers", params={"v": wording})).text
    assert said in page and "14 people" in page and "everyone looks at you" in page
    assert "We are late" in page and "2 November" in page


async def test_one_tap_says_whether_we_heard_right(
    client: AsyncClient, shed: Shed, told: list[tuple[int, str]]
) -> None:
    thanked = await client.post("/en/shed/answers", data={"step": "7", "reply": "not_quite"})
    assert thanked.status_code == 200 and "We count every tap" in thanked.text
    assert told == [(7, "not_quite")]


async def test_a_tap_that_makes_no_sense_changes_nothing(
    client: AsyncClient, shed: Shed, told: list[tuple[int, str]]
) -> None:
    for data, status in (
        ({"step": "7", "reply": "x"}, 422),
        ({"step": "seven"}, 422),
        ({"step": "8", "reply": "yes"}, 404),
    ):
        assert (await client.post("/en/shed/answers", data=data)).status_code == status
    assert told == []


async def test_a_closed_round_shows_what_was_told(
    client: AsyncClient, shed: Shed, told: list[tuple[int, str]]
) -> None:
    async with shed.store.writing() as conn:
        await close_round(conn, shed.space)
    page = await client.get("/en/shed")
    assert page.status_code == 200 and "Loud corridors" in page.text
    assert "Tell us what you think" not in (await client.get("/en/shed/answers")).text
