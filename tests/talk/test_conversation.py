"""The meeting and the try: who was there by role, what was settled, and a plain word when nobody it is about came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.people import Shed
from tests.talk.test_drafts import drafts_of, kept_of
from tests.theme.boards import WAITING, Board
from voice.clock import in_days, today
from voice.errors import BadInput, NotYours
from voice.talk.conversation import (
    Conversation,
    InTheRoom,
    Try,
    check,
    held,
    keep_conversation,
    keep_try,
    settle_try,
)

pytestmark = pytest.mark.anyio

MET = Conversation(today(), (InTheRoom("young people", 3), InTheRoom("youth worker", 1)), "The Shed, kitchen")
DECIDED = replace(
    MET, decided="Ring on Fridays", who_decided="the young people", who_acts="the desk", by=in_days(7)
)
TRY = Try("Ring two families on Friday", "Anyone finds it too much")


def test_a_meeting_needs_a_day_that_has_come_people_and_a_place() -> None:
    for wrong, field in (
        (replace(MET, held_on=in_days(1)), "held_on"),
        (replace(MET, roles=()), "roles"),
        (replace(MET, where=""), "where"),
        (replace(DECIDED, who_acts=""), "who_acts"),
        (replace(DECIDED, by=None), "who_acts"),
        (replace(DECIDED, by=in_days(-3)), "by"),
    ):
        with pytest.raises(BadInput) as refused:
            check(wrong)
        assert refused.value.field == field
    check(MET)
    check(DECIDED)


@pytest.mark.parametrize(
    ("role", "young"),
    [
        ("young people", 2),
        ("Young person", 2),
        ("children", 2),
        ("pupils", 2),
        ("youth worker", 0),
        ("children's social worker", 0),
        ("young people's champion", 0),
        ("head", 0),
    ],
)
def test_only_young_people_count_as_young_people(role: str, young: int) -> None:
    met = replace(MET, roles=(InTheRoom(role, 2),))
    assert met.young_people == young
    assert met.done_for is (young == 0)


async def test_a_conversation_is_kept_with_its_tries(shed: Shed) -> None:
    board = Board(shed)
    await board.suggested("Waiting", await board.hears(*WAITING))
    await drafts_of(shed)
    (kept,) = await kept_of(shed)
    space_id, esi = shed.space.space_id, shed.people["Esi"]
    async with shed.store.writing() as conn:
        conversation_id = await keep_conversation(conn, space_id, kept.prompt_id, DECIDED, esi)
        try_id = await keep_try(conn, space_id, conversation_id, TRY, esi)
        with pytest.raises(BadInput):
            await settle_try(conn, space_id, try_id, replace(TRY, result="kept"), esi)
        done = replace(TRY, result="kept", what_else_was_true="A new worker had begun.")
        await settle_try(conn, space_id, try_id, done, esi)
        (found,) = await held(conn, space_id)
    assert found.conversation == DECIDED
    assert found.theme_title == "Waiting"
    assert found.tries == ((try_id, done),)


async def test_a_conversation_needs_a_prompt_and_a_try_its_end(shed: Shed) -> None:
    async with shed.store.writing() as conn:
        with pytest.raises(NotYours):
            await keep_conversation(conn, shed.space.space_id, 1, MET, shed.people["Esi"])
        for wrong in (replace(TRY, stop_if=""), replace(TRY, smallest_test="")):
            with pytest.raises(BadInput):
                await keep_try(conn, shed.space.space_id, 1, wrong, shed.people["Esi"])
