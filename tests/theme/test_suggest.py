"""The machine suggests: from one comment up, never over a person's decision, never in words nobody has released."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tests.theme.boards import ROOM, WAITING, Board, Wordy
from voice.errors import Damaged, Overtaken
from voice.meaning.encoder import TfidfEncoder
from voice.protect.hold import hold_comment
from voice.protect.look import Concern, Look
from voice.protect.reading import Decision
from voice.store.secret import Keys
from voice.store.tables import placing, theme, vector, words
from voice.theme import records, review
from voice.theme.codeframe import NO_THEME, Progress, Status
from voice.theme.stored import unpack
from voice.theme.suggest import BY_MEANING, BY_WORDS
from voice.theme.vectors import embed_comments

pytestmark = pytest.mark.anyio


def sayings(number: int) -> list[str]:
    """So many comments about two things, no two the same."""
    both = [said for pair in zip(WAITING, ROOM, strict=True) for said in pair]
    return [both[n % len(both)] + " indeed" * (n // len(both)) for n in range(number)]


async def every(board: Board, table):  # type: ignore[no-untyped-def]
    async with board.shed.store.reading() as conn:
        return (await conn.execute(select(table))).all()


@pytest.mark.parametrize("encoder", [Wordy(), None], ids=["by meaning", "by shared words"])
@pytest.mark.parametrize("number", [1, 2, 5, 12, 30, 60])
async def test_every_comment_gets_a_theme_from_one_comment_up(
    board: Board, number: int, encoder: Wordy | None
) -> None:
    heard = await board.hears(*sayings(number))
    frame = await board.suggests(encoder)
    placed = {p.comment_id: p for p in await board.placings()}
    assert set(placed) == set(heard)
    assert 1 <= len(frame.live) <= number
    assert all(p.decided_by is None and p.score is not None and 0 <= p.score <= 1 for p in placed.values())
    assert all(t.status == Status.SUGGESTED and not t.by_person for t in frame.live)


async def test_nothing_said_yet_suggests_nothing(board: Board) -> None:
    frame = await board.suggests(Wordy())
    assert frame.live == ()


async def test_alike_comments_lie_together_and_are_named_in_their_own_words(board: Board) -> None:
    waiting, room = await board.hears(*WAITING), await board.hears(*ROOM)
    frame = await board.suggests(Wordy())
    in_theme = {p.comment_id: p.theme_id for p in await board.placings()}
    apart = {in_theme[c] for c in waiting} & {in_theme[c] for c in room}
    assert not apart
    said = " ".join(WAITING + ROOM).lower()
    for found in frame.live:
        assert found.title
        for phrase in found.words:
            assert all(word in said for word in phrase.lower().split())


async def test_without_the_model_the_board_says_so_and_nothing_is_stored(board: Board) -> None:
    await board.hears(*WAITING)
    assert (await board.suggests(None)).notice == BY_WORDS
    assert "make setup" in BY_WORDS
    assert await every(board, vector) == []
    assert (await board.suggests(Wordy())).notice == BY_MEANING


async def test_suggesting_again_replaces_the_machines_own_and_leaves_no_strays(board: Board) -> None:
    await board.hears(*sayings(12))
    first = await board.suggests(Wordy())
    await board.hears(*ROOM, *[f"biscuits and tea {n}" for n in range(6)])
    second = await board.suggests(Wordy())
    assert not {t.theme_id for t in first.live} & {t.theme_id for t in second.live}
    assert {row.theme_id for row in await every(board, placing)} <= {t.theme_id for t in second.live}
    assert len(await every(board, placing)) == 24
    assert second.version == first.version + 1


# ── a person always wins ─────────────────────────────────────────────────────


async def test_decided_placings_and_touched_themes_outlast_every_suggestion(board: Board) -> None:
    await board.hears(*sayings(30))
    frame = await board.suggests(Wordy())
    accepted, placed_in = frame.live[0], frame.live[1]
    moved = next(iter(await board.inside(accepted.theme_id)))
    out = sorted(await board.inside(accepted.theme_id))[-1]
    made = await board.does(review.new_theme, "Made by hand")
    await board.does(review.accept, accepted.theme_id)
    await board.does(review.move, [moved], accepted.theme_id, placed_in.theme_id)
    await board.does(review.unplace, [out], accepted.theme_id)
    settled = {p for p in await board.placings() if p.decided_by is not None}
    for _ in range(2):
        await board.hears(*sayings(4))
        frame = await board.suggests(Wordy())
        assert {accepted.theme_id, placed_in.theme_id, made} <= {t.theme_id for t in frame.live}
        assert settled <= await board.placings()
        themes = {p.theme_id for p in await board.placings() if p.comment_id in (moved, out)}
        assert themes == {placed_in.theme_id, NO_THEME}


async def test_new_comments_join_the_accepted_theme_they_are_like(board: Board) -> None:
    accepted = await board.suggested("Waiting", await board.hears(*WAITING))
    await board.does(review.accept, accepted)
    alike, other = await board.hears("still waiting and waiting for the letter", ROOM[0])
    await board.suggests(Wordy())
    inside = await board.inside(accepted)
    assert alike in inside and inside[alike] is None
    assert other not in inside
    assert len(inside) == len(WAITING) + 1


async def test_a_retired_group_is_not_brought_back(board: Board) -> None:
    waiting = await board.hears(*WAITING)
    await board.hears(*ROOM)
    theme_id = await board.suggested("Waiting", waiting)
    await board.does(review.retire, theme_id)
    await board.suggests(Wordy())
    assert not set(waiting) & {p.comment_id for p in await board.placings()}


async def test_work_at_the_board_meanwhile_starts_the_suggesting_again(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    await board.hears(*sayings(12))
    frame = await board.suggests(Wordy())
    theirs = frame.live[0].theme_id
    import voice.theme.suggest as module

    really, times = module.put_guesses, []

    async def and_a_person_accepts(*args: object) -> None:
        await really(*args)  # type: ignore[arg-type]
        if not times:
            await board.does(review.accept, theirs)
        times.append(1)

    monkeypatch.setattr(module, "put_guesses", and_a_person_accepts)
    after = await board.suggests(Wordy())
    kept = after.theme(theirs)
    assert kept is not None and kept.status == Status.ACCEPTED
    assert len({p.comment_id for p in await board.placings()}) == len(await board.placings()) == 12


async def test_a_page_opened_before_the_machine_suggested_is_told_so(board: Board) -> None:
    await board.hears(*sayings(12))
    frame = await board.suggests(Wordy())
    await board.suggests(Wordy())
    with pytest.raises(Overtaken) as told:
        await board.does(review.rename, frame.live[0].theme_id, "Mine", version=frame.version)
    assert told.value.who == "The machine"


# ── words and vectors ────────────────────────────────────────────────────────


@pytest.mark.parametrize("kept_back", [{"read": False}, {"quote_ok": False}])
async def test_titles_and_phrases_are_made_only_of_what_may_be_quoted(
    board: Board, kept_back: dict[str, bool]
) -> None:
    await board.hears(*WAITING)
    await board.hears(*[f"zanzibar pelican {n}" for n in range(6)], **kept_back)
    frame = await board.suggests(Wordy())
    nameless = [found for found in frame.live if re.fullmatch(r"Group \d+", found.title)]
    assert nameless and all(found.words == () for found in nameless)
    stored = str(await every(board, theme)).lower()
    assert "zanzibar" not in stored and "pelican" not in stored
    assert "wait" in stored


async def test_masks_are_no_words_of_anybodys(board: Board) -> None:
    shed = board.shed
    read = await board.hears(*[f"biscuits from somebody {n}" for n in range(6)])
    async with shed.store.writing() as conn:
        masked = {"masked": "biscuits from [name] at [school]"}
        await conn.execute(words.update().where(words.c.comment_id.in_(read)).values(masked))
    found = (await board.suggests(Wordy())).live
    assert {(one.title, one.words) for one in found} == {("Biscuits", ("biscuits",))}


async def test_once_read_a_group_gets_a_name(board: Board) -> None:
    await board.hears(*WAITING, read=False)
    assert {t.title[:5] for t in (await board.suggests(Wordy())).live} == {"Group"}
    await board.shed.reads_all()
    assert any("wait" in t.title.lower() for t in (await board.suggests(Wordy())).live)


async def test_held_and_not_used_comments_have_no_vector_and_no_theme(board: Board) -> None:
    waiting = await board.hears(*WAITING)
    (held,) = await board.hears("waiting held", read=False)
    shed = board.shed
    await board.suggests(Wordy())
    assert held in {p.comment_id for p in await board.placings()}
    found = Look(Concern.CONCERN, ("person",), (), (), (), "", True)
    async with shed.store.writing() as conn:
        await hold_comment(
            conn, shed.keys, shed.space.space_id, shed.space.about.hours, held, found, raised_by="person"
        )
    (unwanted,) = await board.hears("waiting not used", read=False)
    await board.suggests(Wordy())
    await shed.reads_all(decision=Decision.NOT_USED)
    await board.suggests(Wordy())
    for table in (vector, placing):
        assert {row.comment_id for row in await every(board, table)} == set(waiting)
    async with shed.store.reading() as conn:
        counted = await records.counts_by_theme(conn, shed.space.space_id, shed.round.round_id)
    assert sum(n for n, _, _ in counted.values()) == len(waiting)
    assert unwanted not in {p.comment_id for p in await board.placings()}


async def test_a_vector_is_stored_once_and_only_for_comments_that_pass_the_gate(board: Board) -> None:
    (unread,) = await board.hears("nobody read this", read=False)
    (read,) = await board.hears("somebody will read this")
    shed = board.shed
    given = [unread, read, 999]
    stored = await embed_comments(shed.store, shed.keys, shed.space.space_id, given, Wordy())
    again = await embed_comments(shed.store, shed.keys, shed.space.space_id, given, Wordy())
    assert stored == again == 2
    rows = await every(board, vector)
    assert {row.comment_id for row in rows} == {unread, read}
    assert {row.encoder for row in rows} == {"wordy"}
    ids, table = unpack(shed.keys, shed.space.space_id, rows)
    assert set(ids) == {unread, read} and table.shape == (2, 64)
    with pytest.raises(Damaged):
        unpack(Keys(b"another" * 4), shed.space.space_id, rows)
    assert await embed_comments(shed.store, shed.keys, shed.space.space_id, given, TfidfEncoder()) == 0


async def test_another_encoder_makes_the_vectors_anew(board: Board) -> None:
    class Other(Wordy):
        name = "other"

    await board.hears(*WAITING)
    await board.suggests(Wordy())
    await board.suggests(Other())
    assert {row.encoder for row in await every(board, vector)} == {"other"}


async def test_the_screen_is_told_when_it_is_done(board: Board) -> None:
    await board.hears(*WAITING)
    await board.suggests(Wordy())
    shed = board.shed
    async with shed.store.reading() as conn:
        assert await records.read_progress(conn, shed.space.space_id, "themes") == Progress(6, 6, "Done")
