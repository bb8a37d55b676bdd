"""From what people placed to where the rest would go: people's placings stay, doubts and strangers show."""

from __future__ import annotations

import pytest

from tests.theme.boards import ROOM, WAITING, Board, Wordy
from voice.theme import records, review
from voice.theme.codeframe import Codeframe, Placing, Progress, Status, Theme
from voice.theme.fit import ENOUGH, TOO_FEW, assign_rest, choose_examples
from voice.theme.released import looking_new

pytestmark = pytest.mark.anyio


async def fits(board: Board, encoder: Wordy | None) -> None:
    shed = board.shed
    await assign_rest(shed.store, shed.keys, shed.space.space_id, shed.round.round_id, encoder)


@pytest.mark.parametrize("encoder", [Wordy(), None], ids=["by meaning", "by shared words"])
async def test_the_rest_go_where_people_put_their_like(board: Board, encoder: Wordy | None) -> None:
    waiting, room = await board.hears(*WAITING), await board.hears(*ROOM)
    wait = await board.does(review.new_theme, "The wait")
    feel = await board.does(review.new_theme, "How the room feels")
    await board.does(review.place, waiting[:4], wait)
    await board.does(review.place, room[:4], feel)
    await fits(board, encoder)
    assert set(await board.inside(wait)) == set(waiting)
    assert set(await board.inside(feel)) == set(room)
    guesses = [p for p in await board.placings() if p.decided_by is None]
    assert len(guesses) == 4
    assert all(p.score is not None and p.novelty is not None for p in guesses)


async def test_what_a_person_placed_stays_where_they_put_it(board: Board) -> None:
    waiting, room = await board.hears(*WAITING), await board.hears(*ROOM)
    wait, feel = await board.suggested("Waiting", waiting), await board.suggested("The room", room)
    await board.does(review.place, room[:1], wait)
    await board.does(review.unplace, waiting[:1], wait)
    settled = {p for p in await board.placings() if p.decided_by is not None}
    for _ in range(2):
        await fits(board, Wordy())
        assert {p for p in await board.placings() if p.decided_by is not None} == settled
    assert waiting[0] not in await board.inside(wait) and waiting[0] not in await board.inside(feel)


async def test_nothing_moves_before_people_have_placed_in_two_themes(board: Board) -> None:
    waiting = await board.hears(*WAITING)
    wait = await board.does(review.new_theme, "The wait")
    await board.does(review.place, waiting[:2], wait)
    await fits(board, Wordy())
    assert set(await board.inside(wait)) == set(waiting[:2])
    shed = board.shed
    async with shed.store.reading() as conn:
        assert await records.read_progress(conn, shed.space.space_id, "themes") == Progress(1, 1, TOO_FEW)


async def test_a_comment_like_no_other_heads_the_new_list(board: Board) -> None:
    waiting, room = await board.hears(*WAITING), await board.hears(*ROOM)
    (strange,) = await board.hears("dinosaurs juggling oranges underwater")
    wait, feel = await board.suggested("Waiting", waiting), await board.suggested("The room", room)
    await board.does(review.place, waiting[:4], wait)
    await board.does(review.place, room[:4], feel)
    await fits(board, Wordy())
    shed = board.shed
    async with shed.store.reading() as conn:
        listed = await looking_new(conn, shed.space.space_id, shed.round.round_id, 10)
    assert listed and listed[0][0].comment_id == strange


async def test_the_step_is_the_machines_and_undo_passes_over_it(board: Board) -> None:
    waiting, room = await board.hears(*WAITING), await board.hears(*ROOM)
    wait, feel = await board.suggested("Waiting", waiting), await board.suggested("The room", room)
    await board.does(review.place, waiting[:1], wait)
    await board.does(review.place, room[:1], feel)
    await fits(board, Wordy())
    shed = board.shed
    async with shed.store.reading() as conn:
        newest, *_ = await records.steps(conn, shed.space.space_id, shed.round.round_id)
        standing = await records.standing_steps(conn, shed.space.space_id, shed.round.round_id, most=1)
    assert (newest.what, newest.person_id) == ("assign", None)
    assert standing[0].said == "placed a comment in “The room”"


def test_examples_are_peoples_and_only_then_the_machines_surest() -> None:
    frame = Codeframe(1, 1, themes=(Theme(1, 1, "Waiting"), Theme(2, 2, "The room"), _retired(3)))
    machine = [Placing(10 + n, 1, score=n / 10) for n in range(6)] + [Placing(40, 3, score=1.0)]
    people = [Placing(20 + n, 2, decided_by=7) for n in range(6)]
    assert choose_examples(frame, machine) == []
    chosen = choose_examples(frame, machine + people)
    assert [c for c, t in chosen if t == 1] == [15, 14, 13, 12][:ENOUGH]
    assert [c for c, t in chosen if t == 2] == [20, 21, 22, 23, 24, 25]
    assert not [c for c, t in chosen if t == 3]


def _retired(theme_id: int) -> Theme:
    return Theme(theme_id, theme_id, "Gone", status=Status.RETIRED)
