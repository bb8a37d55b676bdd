"""A person always wins: what people do at the board, two of them at once, and taking it back."""

from __future__ import annotations

import pytest

from tests.theme.boards import ROOM, WAITING, Board
from voice.errors import BadInput, NotYours, Overtaken
from voice.protect.hold import hold_comment
from voice.protect.look import Concern, Look
from voice.protect.reading import withdraw
from voice.store.tables import comment
from voice.theme import records, review
from voice.theme.codeframe import NO_THEME, Placing, Status
from voice.theme.undo import next_undo, undo

pytestmark = pytest.mark.anyio


@pytest.fixture
async def two(board: Board) -> Board:
    """Two themes as the machine suggested them: Waiting and The room."""
    board.ids["waiting"] = await board.suggested("Waiting", await board.hears(*WAITING))
    board.ids["room"] = await board.suggested("The room", await board.hears(*ROOM))
    return board


async def test_a_renamed_theme_is_a_persons_and_is_accepted(two: Board) -> None:
    await two.does(review.rename, two.ids["waiting"], "  The   wait ", "What would make it easier?")
    theme = (await two.now()).theme(two.ids["waiting"])
    assert theme is not None
    assert (theme.title, theme.question) == ("The wait", "What would make it easier?")
    assert theme.status == Status.ACCEPTED
    assert theme.by_person


async def test_every_change_moves_the_version_on_and_is_in_the_history(two: Board) -> None:
    before = (await two.now()).version
    await two.does(review.accept, two.ids["waiting"])
    await two.does(review.retire, two.ids["room"])
    assert (await two.now()).version == before + 2
    async with two.shed.store.reading() as conn:
        told = await records.steps(conn, two.shed.space.space_id, two.shed.round.round_id)
    assert [step.said for step in told] == ["retired “The room”", "accepted “Waiting”"]


@pytest.mark.parametrize("title", ["", "   ", "\u200b", "x" * 201])
async def test_a_theme_needs_a_name_of_a_sensible_length(two: Board, title: str) -> None:
    with pytest.raises(BadInput):
        await two.does(review.rename, two.ids["waiting"], title)
    assert (await two.now()).version == 0


async def test_merging_keeps_who_placed_each_comment_and_leads_on(two: Board) -> None:
    first = next(iter(await two.inside(two.ids["room"])))
    await two.does(review.place, [first], two.ids["room"])
    await two.does(review.merge, two.ids["room"], two.ids["waiting"])
    inside = await two.inside(two.ids["waiting"])
    assert len(inside) == len(WAITING) + len(ROOM)
    assert {c for c, by in inside.items() if by is not None} == {first}
    gone = (await two.now()).theme(two.ids["room"])
    assert gone is not None and gone.merged_into == two.ids["waiting"] and not gone.is_live


async def test_merging_a_theme_into_itself_is_refused(two: Board) -> None:
    with pytest.raises(BadInput):
        await two.does(review.merge, two.ids["room"], two.ids["room"])


async def test_moving_settles_a_comment_and_drops_the_machines_guess(two: Board) -> None:
    moved = next(iter(await two.inside(two.ids["room"])))
    await two.does(review.move, [moved], two.ids["room"], two.ids["waiting"])
    assert moved not in await two.inside(two.ids["room"])
    assert (await two.inside(two.ids["waiting"]))[moved] == two.shed.people["Esi"].person_id


async def test_a_comment_that_fits_nowhere_is_settled_as_that(two: Board) -> None:
    out = next(iter(await two.inside(two.ids["room"])))
    await two.does(review.unplace, [out], two.ids["room"])
    mine = {p.theme_id for p in await two.placings() if p.comment_id == out}
    assert mine == {NO_THEME}


async def test_taken_out_of_one_theme_it_stays_in_another(two: Board) -> None:
    both = next(iter(await two.inside(two.ids["room"])))
    await two.does(review.place, [both], two.ids["room"])
    await two.does(review.place, [both], two.ids["waiting"])
    await two.does(review.unplace, [both], two.ids["room"])
    assert {p.theme_id for p in await two.placings() if p.comment_id == both} == {two.ids["waiting"]}


async def test_a_split_takes_the_chosen_as_decisions_and_the_others_as_guesses(two: Board) -> None:
    chosen, along, stays, *_ = await two.inside(two.ids["room"])
    new = await two.does(review.split, two.ids["room"], "Light", [chosen], [along])
    assert await two.inside(new) == {chosen: two.shed.people["Esi"].person_id, along: None}
    assert stays in await two.inside(two.ids["room"])


async def test_a_split_of_nothing_is_refused(two: Board) -> None:
    with pytest.raises(BadInput):
        await two.does(review.split, two.ids["room"], "Light", [])


async def test_unread_and_strange_comments_cannot_be_placed(two: Board) -> None:
    (unread,) = await two.hears("nobody has read this yet", read=False)
    for cannot in (unread, 12345):
        with pytest.raises(NotYours):
            await two.does(review.place, [cannot], two.ids["room"])
    assert unread not in await two.inside(two.ids["room"])


async def test_a_theme_of_another_space_is_not_there(two: Board) -> None:
    with pytest.raises(NotYours):
        await two.does(review.accept, 4711)


# ── two people at once ───────────────────────────────────────────────────────


async def test_the_second_to_rename_a_theme_is_told_who_was_first(two: Board) -> None:
    opened = (await two.now()).version
    await two.does(review.rename, two.ids["waiting"], "The wait", who="Ines", version=opened)
    with pytest.raises(Overtaken) as told:
        await two.does(review.rename, two.ids["waiting"], "Delays", version=opened)
    assert told.value.who == "Ines"
    assert "renamed “Waiting” to “The wait”" in str(told.value)
    theme = (await two.now()).theme(two.ids["waiting"])
    assert theme is not None and theme.title == "The wait"


async def test_two_people_at_two_themes_do_not_stop_each_other(two: Board) -> None:
    opened = (await two.now()).version
    await two.does(review.rename, two.ids["waiting"], "The wait", who="Ines", version=opened)
    await two.does(review.rename, two.ids["room"], "How the room feels", version=opened)
    assert {t.title for t in (await two.now()).live} == {"The wait", "How the room feels"}


async def test_two_people_moving_the_same_comment_do_not_overwrite_each_other(two: Board) -> None:
    moved = next(iter(await two.inside(two.ids["room"])))
    opened = (await two.now()).version
    await two.does(review.place, [moved], two.ids["room"], who="Ines", version=opened)
    with pytest.raises(Overtaken):
        await two.does(review.move, [moved], two.ids["room"], two.ids["waiting"], version=opened)
    assert (await two.inside(two.ids["room"]))[moved] == two.shed.people["Ines"].person_id


async def test_a_comment_that_a_reader_settled_meanwhile_is_not_moved(two: Board) -> None:
    moved = next(iter(await two.inside(two.ids["room"])))
    opened = (await two.now()).version
    shed = two.shed
    async with shed.store.writing() as conn:
        await review.place_as_read(
            conn, shed.space.space_id, moved, [two.ids["waiting"]], shed.people["Hari"].person_id
        )
    with pytest.raises(Overtaken):
        await two.does(review.move, [moved], two.ids["room"], two.ids["waiting"], version=opened)


# ── undo ─────────────────────────────────────────────────────────────────────


async def last(board: Board) -> int:
    async with board.shed.store.reading() as conn:
        found = await next_undo(conn, board.shed.space.space_id, board.shed.round.round_id)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("verb", ["rename", "accept", "retire", "merge", "split", "move", "place", "unplace"])
async def test_undo_brings_every_change_back_to_where_it_was(two: Board, verb: str) -> None:
    some = list(await two.inside(two.ids["room"]))[:2]
    args = {
        "rename": (two.ids["room"], "Rooms"),
        "accept": (two.ids["room"],),
        "retire": (two.ids["room"],),
        "merge": (two.ids["room"], two.ids["waiting"]),
        "split": (two.ids["room"], "Light", some[:1], some[1:]),
        "move": (some, two.ids["room"], two.ids["waiting"]),
        "place": (some, two.ids["waiting"]),
        "unplace": (some, two.ids["room"]),
    }[verb]
    before, placed = await two.now(), await two.placings()
    await two.does(getattr(review, verb), *args)
    assert (await two.now()).live != before.live or await two.placings() != placed
    await two.does(undo, await last(two), who="Ines")
    assert (await two.now()).live == before.live
    assert await two.placings() == placed


async def test_undo_goes_back_step_by_step_and_then_has_nothing_left(two: Board) -> None:
    before, placed = await two.now(), await two.placings()
    some = list(await two.inside(two.ids["room"]))
    await two.does(review.move, some[:1], two.ids["room"], two.ids["waiting"])
    await two.does(review.merge, two.ids["room"], two.ids["waiting"])
    await two.does(review.rename, two.ids["waiting"], "Both")
    for _ in range(3):
        await two.does(undo, await last(two))
    assert (await two.now()).live == before.live
    assert await two.placings() == placed
    async with two.shed.store.reading() as conn:
        assert await next_undo(conn, two.shed.space.space_id, two.shed.round.round_id) is None


async def test_undo_takes_back_only_the_step_the_page_named(two: Board) -> None:
    await two.does(review.accept, two.ids["room"])
    seen = await last(two)
    await two.does(review.accept, two.ids["waiting"], who="Ines")
    with pytest.raises(Overtaken):
        await two.does(undo, seen)


async def test_undo_leaves_what_somebody_settled_since(two: Board) -> None:
    some = list(await two.inside(two.ids["room"]))
    shed = two.shed
    await two.does(review.retire, two.ids["room"])
    async with shed.store.writing() as conn:
        await review.place_as_read(
            conn, shed.space.space_id, some[0], [two.ids["waiting"]], shed.people["Hari"].person_id
        )
    await two.does(undo, await last(two))
    assert set(await two.inside(two.ids["room"])) == set(some[1:])
    assert (await two.inside(two.ids["waiting"]))[some[0]] == shed.people["Hari"].person_id


async def test_undo_never_brings_a_held_or_withdrawn_comment_back(two: Board) -> None:
    (held,) = await two.hears("the room again", read=False)
    taken_back, *others = await two.inside(two.ids["room"])
    shed = two.shed
    async with shed.store.writing() as conn:
        await records.put_placings(conn, shed.space.space_id, [Placing(held, two.ids["room"])])
    await two.does(review.retire, two.ids["room"])
    found = Look(Concern.CONCERN, ("person",), (), (), (), "", True)
    async with shed.store.writing() as conn:
        row = (await conn.execute(comment.select().where(comment.c.comment_id == taken_back))).one()
        await hold_comment(
            conn, shed.keys, shed.space.space_id, shed.space.about.hours, held, found, raised_by="person"
        )
        await withdraw(conn, shed.keys, shed.space.space_id, row.voice_id)
    await two.does(undo, await last(two))
    async with shed.store.reading() as conn:
        back = {
            p.comment_id for p in await records.placings_of(conn, shed.space.space_id, [held, taken_back])
        }
    assert back == set()
    assert set(await two.inside(two.ids["room"])) == set(others)


# ── while reading ────────────────────────────────────────────────────────────


async def test_a_readers_ticks_are_decisions(two: Board) -> None:
    shed, (first, second, *_) = two.shed, await two.inside(two.ids["room"])
    hari = shed.people["Hari"].person_id
    async with shed.store.writing() as conn:
        before = await review.themes_for_reading(conn, shed.space.space_id, [first])
        await review.place_as_read(
            conn, shed.space.space_id, first, [two.ids["room"], two.ids["waiting"]], hari
        )
        await review.place_as_read(conn, shed.space.space_id, second, [], hari)
        after = await review.themes_for_reading(conn, shed.space.space_id, [first, second])
    assert before == {first: [(two.ids["room"], "The room", False)]}
    assert after == {
        first: [(two.ids["waiting"], "Waiting", True), (two.ids["room"], "The room", True)],
    }
    assert {p.theme_id for p in await two.placings() if p.comment_id == second} == {NO_THEME}


async def test_no_tick_where_nothing_was_suggested_settles_nothing(two: Board) -> None:
    (fresh,) = await two.hears("something quite different")
    shed = two.shed
    async with shed.store.writing() as conn:
        await review.place_as_read(conn, shed.space.space_id, fresh, [], shed.people["Hari"].person_id)
        assert await records.placings_of(conn, shed.space.space_id, [fresh]) == []


async def test_a_tick_for_a_theme_that_left_the_board_is_passed_over(two: Board) -> None:
    first = next(iter(await two.inside(two.ids["room"])))
    await two.does(review.retire, two.ids["waiting"])
    shed = two.shed
    async with shed.store.writing() as conn:
        await review.place_as_read(
            conn, shed.space.space_id, first, [two.ids["waiting"]], shed.people["Hari"].person_id
        )
    assert await two.inside(two.ids["waiting"]) == {}
    assert (await two.inside(two.ids["room"]))[first] is None
