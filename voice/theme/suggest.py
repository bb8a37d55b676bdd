"""What the worker does when someone presses "Suggest themes".

Comments that a person has placed are left alone, and so are the themes that a
person accepted, named or placed something in. Comments close to such a theme are
suggested into it; the rest are grouped afresh and take the place of what the
machine suggested before.

The grouping runs outside any transaction. If someone works on the board meanwhile
it starts again from what they settled. New placings are written under themes that
are not on the board yet, in small transactions; one last transaction swaps old
themes for new.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import this_week
from voice.errors import NotReady
from voice.meaning.encoder import Encoder, TfidfEncoder
from voice.store.engine import Store
from voice.store.ids import new_id
from voice.store.secret import Keys
from voice.theme import records
from voice.theme.changing import write_step
from voice.theme.codeframe import PROGRESS, Codeframe, Placing, Progress, Status, Step, Theme
from voice.theme.grouping import Group, Grouped, Pool, group
from voice.theme.vectors import embed_missing, open_texts, tell, vectors_of

TRIES = 3
_MASKS = re.compile(r"\[[^\[\]]{1,40}\]")  # “[name]” is ours, not something people say
BY_MEANING = "Grouped by meaning, on this computer. These are suggestions: people decide."
BY_WORDS = (
    "Grouped by shared words only, because the sentence model is missing on this computer. "
    "It finds less. To bring it back, run “make setup” and start the worker again."
)


@dataclass(frozen=True)
class _Seen:
    """The board and its comments as they stood when the grouping began. `kept`: themes a person has touched."""

    frame: Codeframe
    kept: frozenset[int]
    ids: list[int]
    pool: Pool


async def suggest_for(
    store: Store, keys: Keys, space_id: int, round_id: int, encoder: Encoder | None
) -> None:
    """Suggest themes for a round. Harmless to do twice. NotReady when people were at work on the board all the while."""
    encoder = encoder or TfidfEncoder()
    await embed_missing(store, keys, space_id, round_id, encoder)
    for _ in range(TRIES):
        await _clear_strays(store, space_id, round_id)
        seen = await _see(store, keys, space_id, round_id, encoder)
        await tell(store, space_id, Progress(0, len(seen.ids), "Grouping comments that are alike"))
        found = await asyncio.to_thread(group, seen.pool)
        if await _keep(store, space_id, round_id, seen, found, encoder):
            await _clear_strays(store, space_id, round_id)
            await tell(store, space_id, Progress(len(seen.ids), len(seen.ids), "Done"))
            return
    raise NotReady("People are at work on this board. Themes will be suggested a little later.")


async def _see(store: Store, keys: Keys, space_id: int, round_id: int, encoder: Encoder) -> _Seen:
    async with store.reading() as conn:
        frame = await records.read_codeframe(conn, space_id, round_id)
        kept = _kept(frame, await records.themes_with_decisions(conn, space_id, round_id))
        placings = await records.live_placings(conn, space_id, round_id)
        refused = await _refused(conn, space_id, round_id)
        quotable = await records.quotable_words(conn, space_id, round_id)
        countable = await records.countable_ids(conn, space_id, round_id)
    ids, vectors = await vectors_of(store, keys, space_id, countable, encoder)
    texts = await open_texts(store, keys, space_id, ids)
    at = {comment_id: row for row, comment_id in enumerate(ids)}
    members, taken = _placed(placings, kept, at)
    pool = Pool(
        texts=[texts.get(comment_id, "") for comment_id in ids],
        quotable=[_MASKS.sub(" ", quotable.get(comment_id, "")) for comment_id in ids],
        vectors=vectors,
        members=members,
        free=[row for comment_id, row in at.items() if comment_id not in taken],
        refused={at[comment_id] for comment_id in refused if comment_id in at},
    )
    return _Seen(frame, kept, ids, pool)


def _kept(frame: Codeframe, touched: frozenset[int]) -> frozenset[int]:
    """The themes on the board that the machine must leave: accepted, made or named by a person, or placed in by one."""
    return frozenset(
        theme.theme_id
        for theme in frame.live
        if theme.status == Status.ACCEPTED or theme.by_person or theme.theme_id in touched
    )


async def _refused(conn: AsyncConnection, space_id: int, round_id: int) -> frozenset[int]:
    """Comments that were in themes which a person retired: as a group they are not wanted back."""
    retired = await records.standing_steps(conn, space_id, round_id, what="retire")
    return frozenset(row[0] for step in retired for row in step.undo["placings"])


def _placed(
    placings: list[Placing], kept: frozenset[int], at: dict[int, int]
) -> tuple[dict[int, list[int]], set[int]]:
    """(rows of each kept theme, comments that are not to be placed again: settled by a person, or in a kept theme)."""
    members: dict[int, list[int]] = {theme_id: [] for theme_id in sorted(kept)}
    taken = {p.comment_id for p in placings if p.decided_by is not None}
    for placing in placings:
        if placing.theme_id in members and placing.comment_id in at:
            members[placing.theme_id].append(at[placing.comment_id])
            taken.add(placing.comment_id)
    return members, taken


async def _keep(
    store: Store,
    space_id: int,
    round_id: int,
    seen: _Seen,
    found: Grouped,
    encoder: Encoder,
) -> bool:
    """Write it all down. False when the board was changed meanwhile: then nothing of it shows."""
    new = _themes(seen, found.groups)
    placings = _guesses(seen, found, new)
    for start in range(0, len(placings), records.CHUNK):
        told = Progress(start, len(placings), "Putting suggestions on the board")
        await put_guesses(store, space_id, placings[start : start + records.CHUNK], told)
    async with store.writing() as conn:
        version = await records.lock_codeframe(conn, space_id, round_id)
        touched = await records.themes_with_decisions(conn, space_id, round_id)
        if version != seen.frame.version or _kept(seen.frame, touched) != seen.kept:
            return False
        gone = [theme.theme_id for theme in seen.frame.live if theme.theme_id not in seen.kept]
        await records.drop_themes(conn, space_id, gone)
        await records.add_themes(conn, [records.theme_row(space_id, round_id, theme) for theme in new])
        for theme_id, words in found.kept_words.items():
            await records.change_theme(conn, space_id, theme_id, words=list(words))
        notice = BY_WORDS if encoder.name == TfidfEncoder.name else BY_MEANING
        await records.save_codeframe(conn, space_id, round_id, suggested_week=this_week(), notice=notice)
        step = Step(version + 1, None, "suggest", _said(new), False)
        await write_step(conn, space_id, round_id, step, {"gone": gone})
    return True


async def put_guesses(store: Store, space_id: int, placings: list[Placing], told: Progress) -> None:
    """Store a machine's placings of comments that nobody has placed, and say how far it has come, in one transaction."""
    async with store.writing() as conn:
        free = await records.undecided(conn, space_id, [p.comment_id for p in placings])
        await records.put_placings(conn, space_id, [p for p in placings if p.comment_id in free])
        await records.show_progress(conn, space_id, PROGRESS, told)


async def _clear_strays(store: Store, space_id: int, round_id: int) -> None:
    """Machine placings whose theme is gone, some at a time."""
    gone = records.CHUNK
    while gone == records.CHUNK:
        async with store.writing() as conn:
            gone = await records.drop_strays(conn, space_id, round_id)


def _themes(seen: _Seen, groups: Sequence[Group]) -> list[Theme]:
    """A theme for each group, the largest first, after the kept ones. Without words that may be quoted it has a number for a name."""
    first = 1 + max((t.position for t in seen.frame.live if t.theme_id in seen.kept), default=0)
    return [
        Theme(new_id(), first + i, found.title or f"Group {first + i}", found.words)
        for i, found in enumerate(groups)
    ]


def _guesses(seen: _Seen, found: Grouped, new: Sequence[Theme]) -> list[Placing]:
    """What was found, as placings of the machine's."""
    joined = [
        Placing(seen.ids[row], theme_id, score=score) for row, (theme_id, score) in found.joined.items()
    ]
    return joined + [
        Placing(seen.ids[row], theme.theme_id, score=score)
        for theme, group in zip(new, found.groups, strict=True)
        for row, score in zip(group.rows, group.scores, strict=True)
    ]


def _said(new: list[Theme]) -> str:
    return f"suggested {len(new)} themes" if len(new) != 1 else "suggested one theme"
