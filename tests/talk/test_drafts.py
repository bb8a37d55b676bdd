"""Prompts as they are kept: only words that may be quoted, only openings that pass, never two hands over each other."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.people import Shed
from tests.theme.boards import ROOM, WAITING, Board
from voice.clock import in_days
from voice.errors import NotReady, NotYours, Overtaken
from voice.listen.nouns import Verbatim
from voice.protect.reading import Decision, withdraw
from voice.protect.reading.second import mark_second_read
from voice.store.tables import comment, prompt
from voice.talk.checks import check
from voice.talk.drafts import (
    close_prompt,
    draft_prompts,
    edit_prompt,
    mark_comments,
    open_prompt,
    printed_prompts,
    review_prompts,
    set_meeting,
)
from voice.talk.kept import Kept, Marks, kept_prompt, kept_prompts
from voice.talk.prompts import Prompt
from voice.theme import records as theme_records
from voice.theme.codeframe import Placing

pytestmark = pytest.mark.anyio

QUESTION = "What would make the time between asking and meeting easier for you?"
MINE = {"opening_question": QUESTION}


@pytest.fixture
def board(shed: Shed) -> Board:
    """The board of The Shed."""
    return Board(shed)


@pytest.fixture
async def waiting(board: Board) -> Kept:
    """A prompt drafted for Waiting, of six comments that Hari released."""
    await board.suggested("Waiting", await board.hears(*WAITING))
    await drafts_of(board.shed)
    return (await kept_of(board.shed))[0]


async def drafts_of(shed: Shed) -> int:
    return await draft_prompts(shed.store, shed.space.space_id, shed.round.round_id)


async def kept_of(shed: Shed) -> list[Kept]:
    async with shed.store.reading() as conn:
        return await kept_prompts(conn, shed.space.space_id)


async def does(shed: Shed, verb: Any, kept: Kept, *more: Any, who: str = "Esi", **named: Any) -> Kept:
    """Somebody does something to a prompt as it stood on their page. Returns it as it stands after."""
    async with shed.store.writing() as conn:
        at = (shed.space, kept.prompt_id, kept.prompt.version, shed.people[who])
        if verb is edit_prompt:
            at = (shed.space.space_id, *at[1:])
        await verb(conn, *at, *more, **named)
    async with shed.store.reading() as conn:
        return await kept_prompt(conn, shed.space.space_id, kept.prompt_id)


async def takes_back(shed: Shed, comment_id: int) -> None:
    """The writer of a comment withdraws."""
    async with shed.store.writing() as conn:
        row = (await conn.execute(select(comment).where(comment.c.comment_id == comment_id))).one()
        await withdraw(conn, shed.keys, shed.space.space_id, row.voice_id)


def words_in(prompt: Prompt) -> str:
    return json.dumps(prompt.as_json(), ensure_ascii=False)


# ── drafting ─────────────────────────────────────────────────────────────────


async def test_a_theme_with_words_to_quote_gets_a_draft_that_passes_every_check(waiting: Kept) -> None:
    assert waiting.prompt.state == "draft"
    assert not waiting.touched
    assert check(waiting.prompt).ok, check(waiting.prompt).failed
    assert len(waiting.prompt.heard) >= 2


async def test_drafting_again_changes_nothing(shed: Shed, waiting: Kept) -> None:
    assert await drafts_of(shed) == 0
    assert await kept_of(shed) == [waiting]


async def test_eight_themes_get_eight_questions(board: Board) -> None:
    for n in range(8):
        said = [f"{line}, number {n}" for line in (WAITING if n % 2 else ROOM)]
        await board.suggested(f"theme {'abcdefgh'[n]} of ours", await board.hears(*said))
    assert await drafts_of(board.shed) == 8
    questions = {kept.prompt.opening_question for kept in await kept_of(board.shed)}
    assert len(questions) == 8


async def test_a_draft_nobody_touched_follows_its_theme(board: Board, waiting: Kept) -> None:
    more = await board.hears("waiting without a word is like being forgotten, honestly")
    async with board.shed.store.writing() as conn:
        await theme_records.put_placings(
            conn, board.shed.space.space_id, [Placing(c, waiting.prompt.theme, score=0.7) for c in more]
        )
    assert await drafts_of(board.shed) == 1
    (after,) = await kept_of(board.shed)
    assert after.prompt_id == waiting.prompt_id
    assert after.prompt.evidence.n == 7
    assert after.prompt.version > waiting.prompt.version


async def test_what_a_person_wrote_is_never_drafted_over(board: Board, waiting: Kept) -> None:
    mine = await does(board.shed, edit_prompt, waiting, MINE)
    more = await board.hears("waiting without a word is like being forgotten, honestly")
    async with board.shed.store.writing() as conn:
        await theme_records.put_placings(
            conn, board.shed.space.space_id, [Placing(c, waiting.prompt.theme, score=0.7) for c in more]
        )
    assert await drafts_of(board.shed) == 0
    assert await kept_of(board.shed) == [mine]


async def test_the_draft_of_a_theme_that_is_gone_goes_with_it(board: Board, waiting: Kept) -> None:
    async with board.shed.store.writing() as conn:
        await conn.execute(
            update(theme_records.theme)
            .where(theme_records.theme.c.theme_id == waiting.prompt.theme)
            .values(status="retired")
        )
    await drafts_of(board.shed)
    assert await kept_of(board.shed) == []


# ── only words that may be quoted ────────────────────────────────────────────


@pytest.mark.parametrize("why", ["unread", "held", "no_quote", "not_used", "said no", "a worker's note"])
async def test_a_prompt_never_quotes_what_may_not_be_quoted(board: Board, why: str) -> None:
    good = await board.hears(*WAITING)
    secret = "ZEBRACORN the waiting never ends and nobody says a word"
    more: dict[str, Any] = {}
    if why == "said no":
        more = {"quote_ok": False}
    if why == "a worker's note":
        more = {"verbatim": Verbatim.SUMMARY}
    (out,) = await board.hears(secret, read=why in ("said no", "a worker's note"), **more)
    settled = {"held": Decision.HOLD, "no_quote": Decision.USE_NO_QUOTE, "not_used": Decision.NOT_USED}
    if why in settled:
        await board.shed.reads_all(decision=settled[why])
    await board.suggested("Waiting", [*good, out])
    await drafts_of(board.shed)
    (kept,) = await kept_of(board.shed)
    assert kept.prompt.heard
    assert "ZEBRACORN" not in words_in(kept.prompt)


async def test_a_theme_of_unread_words_only_has_no_prompt(board: Board) -> None:
    await board.suggested("Waiting", await board.hears(*WAITING, read=False))
    assert await drafts_of(board.shed) == 0


async def test_words_taken_back_are_gone_before_any_job_has_run(shed: Shed, waiting: Kept) -> None:
    gone = waiting.prompt.heard[0]
    await takes_back(shed, gone["comment_id"])
    (after,) = await kept_of(shed)
    assert gone["text"] not in words_in(after.prompt)
    assert after.prompt.state == "needs_review"
    async with shed.store.reading() as conn:
        assert gone["text"] not in json.dumps(await printed_prompts(conn, shed.space.space_id))


async def test_the_review_job_takes_the_words_out_of_what_is_stored(shed: Shed, waiting: Kept) -> None:
    gone = waiting.prompt.heard[0]
    await takes_back(shed, gone["comment_id"])
    await review_prompts(shed.store, shed.space.space_id, [gone["comment_id"]])
    async with shed.store.reading() as conn:
        row = (await conn.execute(select(prompt))).one()
    assert gone["text"] not in json.dumps(row.body, ensure_ascii=False)
    assert row.state == "needs_review"
    assert row.edited_by is None


async def test_a_review_of_words_that_may_still_be_quoted_changes_nothing(shed: Shed, waiting: Kept) -> None:
    await review_prompts(shed.store, shed.space.space_id, list(waiting.prompt.quoted))
    assert await kept_of(shed) == [waiting]


# ── writing ──────────────────────────────────────────────────────────────────


async def test_two_hands_never_write_over_each_other(shed: Shed, waiting: Kept) -> None:
    await does(shed, edit_prompt, waiting, MINE)
    with pytest.raises(Overtaken):
        await does(shed, edit_prompt, waiting, {"check_in": "What did you have for tea?"})


async def test_each_part_a_person_writes_is_kept_and_the_rest_stays(shed: Shed, waiting: Kept) -> None:
    changes = {
        **MINE,
        "dont_know": ["Is it the letter, or the silence?"],
        "missing": [{"group": "dads", "why_we_think_so": "none spoke", "way_to_reach": "ask at football"}],
        "team_window": "for",
    }
    after = (await does(shed, edit_prompt, waiting, changes)).prompt
    assert after.opening_question == QUESTION
    assert after.dont_know == ["Is it the letter, or the silence?"]
    assert after.evidence.missing[0]["group"] == "dads"
    assert after.window_now["team"] == "“They sorted it, but I had no say.”"
    assert after.heard == waiting.prompt.heard
    assert after.edited


async def test_marks_move_quotes_to_their_side_and_count_again(shed: Shed, waiting: Kept) -> None:
    first, second = (q["comment_id"] for q in waiting.prompt.heard[:2])
    after = await does(shed, mark_comments, waiting, Marks(other_side=(first,), leave_out=(second,)))
    assert after.prompt.other_side[0]["comment_id"] == first
    assert second not in after.prompt.quoted
    assert after.prompt.evidence.n == 6
    assert after.marks == Marks(other_side=(first,), leave_out=(second,))


async def test_the_day_of_the_meeting_is_kept(shed: Shed, waiting: Kept) -> None:
    assert (await does(shed, set_meeting, waiting, in_days(9))).meeting_on == in_days(9)


async def test_a_prompt_that_is_not_there_is_not_yours(shed: Shed) -> None:
    async with shed.store.reading() as conn:
        with pytest.raises(NotYours):
            await kept_prompt(conn, shed.space.space_id, 1)


# ── opening ──────────────────────────────────────────────────────────────────


async def test_a_question_nobody_has_written_keeps_it_shut(shed: Shed, waiting: Kept) -> None:
    with pytest.raises(NotReady) as refused:
        await does(shed, open_prompt, waiting, quotes_seen=True)
    assert "Make the question yours" in refused.value.missing[0]


@pytest.mark.parametrize(
    ("changes", "check_number"),
    [
        (
            {
                "tell_back": {
                    "what": "We will open on Sundays",
                    "where": "w",
                    "who": "us",
                    "date": "in 9 days",
                }
            },
            10,
        ),
        ({"check_in": "Who knows Sam, on 07700 900123?"}, 11),
        ({"opening_question": "Do you want a new app?"}, 1),
    ],
)
async def test_a_failed_gate_or_check_keeps_it_shut(
    shed: Shed, waiting: Kept, changes: dict[str, Any], check_number: int
) -> None:
    written = await does(shed, edit_prompt, waiting, {**MINE, **changes})
    with pytest.raises(NotReady) as refused:
        await does(shed, open_prompt, written, quotes_seen=True)
    assert any(f"Check {check_number}," in why for why in refused.value.missing)


async def test_its_quotes_need_a_second_reader(shed: Shed, waiting: Kept) -> None:
    mine = await does(shed, edit_prompt, waiting, MINE)
    with pytest.raises(NotReady):
        await does(shed, open_prompt, mine)
    with pytest.raises(NotReady) as refused:
        await does(shed, open_prompt, mine, who="Hari", quotes_seen=True)
    assert "second person" in refused.value.missing[0]
    assert (await does(shed, open_prompt, mine, quotes_seen=True)).prompt.state == "opened"


async def test_every_opened_prompt_passes_its_checks_even_after_an_edit(shed: Shed, waiting: Kept) -> None:
    opened = await does(shed, open_prompt, await does(shed, edit_prompt, waiting, MINE), quotes_seen=True)
    still = await does(
        shed, edit_prompt, opened, {"check_in": "What is a queue you have been glad to be in?"}
    )
    assert still.prompt.state == "opened"
    broken = await does(shed, edit_prompt, still, {"opening_question": "Do you agree?"})
    assert broken.prompt.state == "draft"


async def test_an_opened_prompt_whose_quotes_change_waits_for_a_person(shed: Shed, waiting: Kept) -> None:
    opened = await does(shed, open_prompt, await does(shed, edit_prompt, waiting, MINE), quotes_seen=True)
    out = opened.prompt.heard[0]["comment_id"]
    assert (await does(shed, mark_comments, opened, Marks(leave_out=(out,)))).prompt.state == "needs_review"


async def test_a_closed_prompt_is_changed_no_more(shed: Shed, waiting: Kept) -> None:
    closed = await does(shed, close_prompt, waiting)
    assert closed.prompt.state == "closed"
    with pytest.raises(NotReady):
        await does(shed, edit_prompt, closed, MINE)


async def test_the_first_reader_is_never_the_second(shed: Shed, waiting: Kept) -> None:
    quoted = waiting.prompt.quoted
    async with shed.store.writing() as conn:
        hari, esi = shed.people["Hari"].person_id, shed.people["Esi"].person_id
        assert await mark_second_read(conn, shed.space.space_id, quoted, hari) == list(quoted)
        assert await mark_second_read(conn, shed.space.space_id, quoted, esi) == []


async def test_what_is_printed_can_be_read_back_and_checked(shed: Shed, waiting: Kept) -> None:
    async with shed.store.reading() as conn:
        (printed,) = await printed_prompts(conn, shed.space.space_id, theme_id=waiting.prompt.theme)
    again = json.loads(json.dumps(printed))
    assert again["id"] == str(waiting.prompt_id)
    assert again["theme"] == str(waiting.prompt.theme)
    assert list(again)[:6] == ["id", "theme", "title", "state", "pattern", "opening_question"]
    assert check(again).ok
    assert replace(Prompt.from_json(again), id=0, theme=0, version=0, rubric=[]) == replace(
        waiting.prompt, id=0, theme=0, version=0, rubric=[]
    )


async def test_nothing_to_add_is_a_theme_and_no_conversation(board: Board) -> None:
    await board.suggested("Nothing to add", await board.hears("nothing", "n/a", "no", "nothing really"))
    await board.suggested("Waiting", await board.hears(*WAITING, "nothing"))
    await drafts_of(board.shed)
    assert [kept.prompt.title for kept in await kept_of(board.shed)] == ["Waiting"]
