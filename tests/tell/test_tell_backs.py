"""Telling back: never a bare no, never a quote on one person's eye, never a public number that gives one voice away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.people import Shed
from tests.talk.test_drafts import drafts_of, kept_of
from tests.theme.boards import ROOM, WAITING, Board
from voice.clock import in_days, today
from voice.errors import BadInput, NotReady, NotYours, Overtaken
from voice.talk.conversation import DONE_FOR, Conversation, InTheRoom, keep_conversation
from voice.tell.due import next_due
from voice.tell.nouns import Stage, TellBack
from voice.tell.published import PublishedTheme, heard_right, published
from voice.tell.tell_backs import all_of, check, get, publish, quotes_to_choose, save, unpublish

pytestmark = pytest.mark.anyio

TOLD = TellBack(
    1, 1, Stage.HEARD, today(), {"adults": "People told us that waiting is hard."}, "youth worker"
)


@pytest.fixture
async def theme(shed: Shed) -> int:
    """Waiting, with twelve released comments."""
    board = Board(shed)
    return await board.suggested("Waiting", await board.hears(*WAITING, *ROOM))


async def told(shed: Shed, theme: int, **more: Any) -> TellBack:
    """A tell-back about the theme, saved by Esi."""
    new = replace(TOLD, theme_id=theme, round_id=shed.round.round_id, **more)
    async with shed.store.writing() as conn:
        return await save(conn, shed.space.space_id, new, shed.people["Esi"])


async def publishes(shed: Shed, step: TellBack, who: str = "Esi", **named: Any) -> None:
    async with shed.store.writing() as conn:
        await publish(conn, shed.space.space_id, step.tell_back_id, shed.people[who], **named)


async def public_page(shed: Shed) -> list[PublishedTheme]:
    async with shed.store.reading() as conn:
        return await published(conn, shed.space, shed.round)


async def quotes(shed: Shed, theme: int) -> tuple[int, ...]:
    async with shed.store.reading() as conn:
        return tuple(q.comment_id for q in await quotes_to_choose(conn, shed.space.space_id, theme))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words": {}}, "adults"),
        ({"words": {"8-11": "Hello."}}, "adults"),
        ({"who": ""}, "who"),
        ({"stage": Stage.NOT_THAT_WAY}, "reason"),
        ({"stage": Stage.NOT_THAT_WAY, "reason": "Two adults must be there."}, "reason"),
        ({"stage": Stage.NOT_THAT_WAY, "another_thing": "The chat stays open."}, "reason"),
        ({"stage": Stage.CHANGED}, "evidence"),
        ({"stage": Stage.STOPPED}, "reason"),
        ({"on_day": in_days(2)}, "on_day"),
        ({"next_by": in_days(-2)}, "next_by"),
    ],
)
def test_what_must_be_there(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        check(replace(TOLD, **wrong))
    assert refused.value.field == field


def test_what_may_be_saved() -> None:
    check(TOLD)
    check(replace(TOLD, stage=Stage.TRYING, on_day=in_days(9)))
    check(replace(TOLD, stage=Stage.NOT_THAT_WAY, reason="Two adults.", another_thing="The chat."))
    check(replace(TOLD, stage=Stage.CHANGED, evidence="They marked it on the map."))
    check(replace(TOLD, stage=Stage.STOPPED, reason="It got in the way."))


def test_a_missing_wording_is_filled_by_the_next_older_one_and_never_blank() -> None:
    step = replace(TOLD, words={"12-17": "teen", "adults": "grown"})
    assert step.wording("8-11") == "teen"
    assert step.wording("nonsense") == "grown"
    assert replace(TOLD, words={"12-17": "teen"}).wording("adults") == "teen"
    assert step.missing_wordings == ("8-11",)


async def test_nothing_is_public_before_it_is_published_nor_after_it_is_taken_back(
    shed: Shed, theme: int
) -> None:
    step = await told(shed, theme)
    assert await public_page(shed) == []
    await publishes(shed, step)
    (page,) = await public_page(shed)
    assert (page.title, page.stage) == ("Waiting", "heard")
    assert page.steps[0].words["8-11"] == "People told us that waiting is hard."
    async with shed.store.writing() as conn:
        await unpublish(conn, shed.space.space_id, step.tell_back_id, shed.people["Esi"])
    assert await public_page(shed) == []


async def test_its_quotes_need_a_second_reader(shed: Shed, theme: int) -> None:
    step = await told(shed, theme, quotes=(await quotes(shed, theme))[:2])
    with pytest.raises(NotReady) as refused:
        await publishes(shed, step)
    assert "2 of 2" in refused.value.missing[0]
    with pytest.raises(NotReady):
        await publishes(shed, step, who="Hari", quotes_seen=True)  # Hari released them
    await publishes(shed, step, quotes_seen=True)
    (page,) = await public_page(shed)
    assert page.quote in WAITING + ROOM


async def test_only_words_that_may_be_quoted_can_be_chosen(shed: Shed) -> None:
    board = Board(shed)
    good = await board.hears(WAITING[0])
    quiet = await board.hears("ZEBRACORN please do not quote", quote_ok=False)
    unread = await board.hears("QUOKKADAY nobody has read me", read=False)
    theme = await board.suggested("Waiting", [*good, *quiet, *unread])
    assert await quotes(shed, theme) == tuple(good)


async def test_a_theme_of_under_ten_shows_no_number_and_no_quote(shed: Shed) -> None:
    board = Board(shed)
    theme = await board.suggested("Waiting", await board.hears(*WAITING))
    step = await told(shed, theme, quotes=(await quotes(shed, theme))[:1])
    await publishes(shed, step, quotes_seen=True)
    (page,) = await public_page(shed)
    assert (page.count, page.quote) == (None, None)


async def test_the_public_number_moves_only_on_the_day_something_is_published(shed: Shed, theme: int) -> None:
    await publishes(shed, await told(shed, theme))
    (before,) = await public_page(shed)
    board = Board(shed)
    more = await board.hears("one more", "and one more")
    await _into(board, theme, more)
    (between,) = await public_page(shed)
    assert before.count == between.count == 12
    await publishes(shed, await told(shed, theme, stage=Stage.TALKED))
    assert (await public_page(shed))[0].count == 12  # two more are fewer than five
    await _into(board, theme, await board.hears("a", "third fourth", "fifth of us", "sixth"))
    await publishes(shed, await told(shed, theme, stage=Stage.TRYING))
    assert (await public_page(shed))[0].count == 18


async def test_a_quote_whose_comment_leaves_the_gate_leaves_the_page_at_once(shed: Shed, theme: int) -> None:
    from tests.talk.test_drafts import takes_back

    chosen = (await quotes(shed, theme))[:1]
    await publishes(shed, await told(shed, theme, quotes=chosen), quotes_seen=True)
    assert (await public_page(shed))[0].quote
    await takes_back(shed, chosen[0])
    assert (await public_page(shed))[0].quote is None


async def test_where_no_young_people_were_the_public_page_says_so(shed: Shed, theme: int) -> None:
    await drafts_of(shed)
    (prompt,) = await kept_of(shed)
    for roles, said in (((InTheRoom("manager", 4),), True), ((InTheRoom("young people", 2),), False)):
        met = Conversation(today(), roles, "The Shed")
        async with shed.store.writing() as conn:
            for old in await all_of(conn, shed.space.space_id, shed.round.round_id):
                await unpublish(conn, shed.space.space_id, old.tell_back_id, shed.people["Esi"])
            await _forget_conversations(conn)
            await keep_conversation(conn, shed.space.space_id, prompt.prompt_id, met, shed.people["Esi"])
        await publishes(shed, await told(shed, theme, stage=Stage.TALKED))
        (page,) = await public_page(shed)
        assert (DONE_FOR in page.steps[0].words["adults"]) is said


async def test_two_hands_never_write_over_each_other(shed: Shed, theme: int) -> None:
    step = await told(shed, theme)
    async with shed.store.writing() as conn:
        await save(conn, shed.space.space_id, replace(step, got_wrong="the poster"), shed.people["Esi"])
        with pytest.raises(Overtaken):
            await save(conn, shed.space.space_id, replace(step, got_wrong="the hour"), shed.people["Esi"])


async def test_what_is_not_there_is_not_yours(shed: Shed) -> None:
    async with shed.store.writing() as conn:
        for verb in (get, heard_right):
            with pytest.raises(NotYours):
                await verb(conn, shed.space.space_id, 7, *(["yes"] if verb is heard_right else []))
        with pytest.raises(NotYours):
            await unpublish(conn, shed.space.space_id, 7, shed.people["Esi"])
        with pytest.raises(BadInput):
            await heard_right(conn, shed.space.space_id, 7, "maybe")


def test_what_is_due_follows_the_last_published_step() -> None:
    assert next_due([]) is None
    promised = next_due([], in_days(-1))
    assert promised is not None and promised.overdue
    heard = replace(TOLD, published=True, on_day=in_days(-30))
    due = next_due([heard])
    assert due is not None and due.overdue and due.by == in_days(-2)
    later = next_due([heard, replace(heard, stage=Stage.TALKED, next_by=in_days(5))])
    assert later is not None and not later.overdue and later.by == in_days(5)
    unpublished = next_due([heard, replace(TOLD, stage=Stage.TRYING)])
    assert unpublished == due


async def _into(board: Board, theme: int, comments: list[int]) -> None:
    from voice.theme import records
    from voice.theme.codeframe import Placing

    async with board.shed.store.writing() as conn:
        await records.put_placings(
            conn, board.shed.space.space_id, [Placing(c, theme, score=0.7) for c in comments]
        )


async def _forget_conversations(conn: Any) -> None:
    from sqlalchemy import delete

    from voice.store.tables import conversation

    await conn.execute(delete(conversation))


async def test_a_number_that_was_taken_back_is_remembered(shed: Shed, theme: int) -> None:
    """Else a page could say 12, then nothing, then 11: and tell that one person went."""
    from tests.talk.test_drafts import takes_back

    step = await told(shed, theme)
    await publishes(shed, step)
    async with shed.store.writing() as conn:
        await unpublish(conn, shed.space.space_id, step.tell_back_id, shed.people["Esi"])
    await takes_back(shed, (await quotes(shed, theme))[0])
    await publishes(shed, await told(shed, theme, stage=Stage.TALKED))
    assert (await public_page(shed))[0].count == 12


async def test_a_number_goes_only_when_five_have_gone_and_comes_back_only_when_five_have_come(
    shed: Shed, theme: int
) -> None:
    from tests.talk.test_drafts import takes_back

    step, board = await told(shed, theme), Board(shed)
    shown = []
    for more, fewer in ((0, 0), (0, 3), (0, 2), (4, 0), (1, 0)):  # 12 people, then 9, 7, 11, 12
        for gone in (await quotes(shed, theme))[:fewer]:
            await takes_back(shed, gone)
        await _into(board, theme, await board.hears(*(f"another {shown} {n}" for n in range(more))))
        await publishes(shed, step)
        shown.append((await public_page(shed))[0].count)
    assert shown == [12, 12, None, None, 12]
