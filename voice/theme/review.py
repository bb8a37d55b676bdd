"""What a person does at the board. Each change is theirs, is written in the history, and can be undone.

    turn = Turn(space_id, round_id, person_id, version)     the version their page showed
    await rename(conn, turn, theme_id, "The wait", "What would make waiting easier?")

Overtaken when someone has changed the same theme or comment since. NotYours when
it is not on this board, or no person has released the comment yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import BadInput, NotYours, Overtaken
from voice.listen.receive import clean_text, is_blank
from voice.store.ids import new_id
from voice.theme import records
from voice.theme.changing import Change, Turn, changing
from voice.theme.codeframe import NO_THEME, QUESTION_LENGTH, TITLE_LENGTH, Placing, Status, Theme

# ── themes ───────────────────────────────────────────────────────────────────


async def rename(conn: AsyncConnection, turn: Turn, theme_id: int, title: str, question: str = "") -> None:
    """Give a theme its name and the question it asks of us. Naming a suggestion accepts it."""
    title, question = _title(title), _question(question)
    async with changing(conn, turn, "rename", themes=[theme_id]) as change:
        theme = await change.theme(theme_id)
        await change.set_theme(
            theme_id, title=title, question=question, status=Status.ACCEPTED, made_by=turn.person_id
        )
        change.said = (
            f"renamed “{theme.title}” to “{title}”"
            if title != theme.title
            else f"set the question of “{title}”"
        )


async def accept(conn: AsyncConnection, turn: Turn, theme_id: int) -> None:
    """Keep a suggested theme: the machine will not replace it any more."""
    async with changing(conn, turn, "accept", themes=[theme_id]) as change:
        theme = await change.theme(theme_id)
        await change.set_theme(theme_id, status=Status.ACCEPTED)
        change.said = f"accepted “{theme.title}”"


async def retire(conn: AsyncConnection, turn: Turn, theme_id: int) -> None:
    """Take a theme off the board. Its comments are un-themed again, and the machine will not bring the group back."""
    async with changing(conn, turn, "retire", themes=[theme_id]) as change:
        theme = await change.theme(theme_id)
        await change.take(await records.placings_in(conn, turn.space_id, theme_id))
        await change.set_theme(theme_id, status=Status.RETIRED)
        change.said = f"retired “{theme.title}”"


async def merge(conn: AsyncConnection, turn: Turn, theme_id: int, into: int) -> None:
    """Put all of one theme into another. Who placed each comment stays with it; links to the first lead to the second."""
    if theme_id == into:
        raise BadInput("Choose another theme to merge into.", "into")
    async with changing(conn, turn, "merge", themes=[theme_id, into]) as change:
        theme, kept = await change.theme(theme_id), await change.theme(into)
        coming = await records.placings_in(conn, turn.space_id, theme_id)
        await change.take(coming)
        await _join(change, coming, into)
        await change.set_theme(theme_id, status=Status.RETIRED, merged_into=into)
        await change.set_theme(into, status=Status.ACCEPTED)
        change.said = f"merged “{theme.title}” into “{kept.title}”"


async def split(
    conn: AsyncConnection,
    turn: Turn,
    theme_id: int,
    title: str,
    comment_ids: Iterable[int],
    following: Iterable[int] = (),
) -> int:
    """Make a new theme of some of a theme's comments. Returns its id.

    `comment_ids` were chosen by the person; `following` ones, which the page did not show, go along as the machine's suggestion.
    """
    chosen, title = list(comment_ids), _title(title)
    if not chosen:
        raise BadInput("Tick the comments that belong in the new theme.", "comment")
    async with changing(conn, turn, "split", themes=[theme_id], comments=chosen) as change:
        theme = await change.theme(theme_id)
        inside = {p.comment_id: p for p in await records.placings_in(conn, turn.space_id, theme_id)}
        await _must_be_seen(change, chosen, inside)
        new = await _new_theme(change, title, "")
        along = [
            inside[c] for c in set(following) - set(chosen) if c in inside and inside[c].decided_by is None
        ]
        await change.take([inside[c] for c in chosen] + along)
        await change.settle(chosen, new)
        await change.put(Placing(p.comment_id, new) for p in along)
        change.said = f"split “{title}” off “{theme.title}”"
    return new


async def new_theme(conn: AsyncConnection, turn: Turn, title: str, question: str = "") -> int:
    """A theme that a person saw and the machine did not. Returns its id."""
    title, question = _title(title), _question(question)
    async with changing(conn, turn, "new") as change:
        new = await _new_theme(change, title, question)
        change.said = f"made the theme “{title}”"
    return new


# ── comments ─────────────────────────────────────────────────────────────────


async def place(conn: AsyncConnection, turn: Turn, comment_ids: Sequence[int], theme_id: int) -> None:
    """These comments belong in this theme (also: keep them where the machine put them)."""
    _some(comment_ids)
    async with changing(conn, turn, "place", themes=[theme_id], comments=comment_ids) as change:
        theme = await change.theme(theme_id)
        await _must_be_seen(change, comment_ids)
        await change.settle(comment_ids, theme_id)
        change.said = f"placed {_comments(comment_ids)} in “{theme.title}”"


async def move(
    conn: AsyncConnection, turn: Turn, comment_ids: Sequence[int], theme_id: int, into: int
) -> None:
    """These comments belong in another theme, not this one."""
    _some(comment_ids)
    async with changing(conn, turn, "move", themes=[theme_id, into], comments=comment_ids) as change:
        theme, other = await change.theme(theme_id), await change.theme(into)
        inside = {p.comment_id: p for p in await records.placings_in(conn, turn.space_id, theme_id)}
        await _must_be_seen(change, comment_ids, inside)
        await change.take(inside[c] for c in comment_ids)
        await change.settle(comment_ids, into)
        change.said = f"moved {_comments(comment_ids)} from “{theme.title}” to “{other.title}”"


async def unplace(conn: AsyncConnection, turn: Turn, comment_ids: Sequence[int], theme_id: int) -> None:
    """These comments do not belong in this theme. In no other one either: then a person has settled that they fit none."""
    _some(comment_ids)
    async with changing(conn, turn, "unplace", themes=[theme_id], comments=comment_ids) as change:
        theme = await change.theme(theme_id)
        inside = {p.comment_id: p for p in await records.placings_in(conn, turn.space_id, theme_id)}
        await _must_be_seen(change, comment_ids, inside)
        await change.take(inside[c] for c in comment_ids)
        left = await records.live_titles(conn, turn.space_id, comment_ids)
        await change.settle([c for c in comment_ids if c not in left], NO_THEME)
        change.said = f"took {_comments(comment_ids)} out of “{theme.title}”"


# ── while reading ────────────────────────────────────────────────────────────


async def themes_for_reading(
    conn: AsyncConnection, space_id: int, comment_ids: Sequence[int]
) -> dict[int, list[tuple[int, str, bool]]]:
    """For each comment on a reader's screen: (theme_id, title, settled by a person) of the themes it is in."""
    return await records.live_titles(conn, space_id, comment_ids)


async def place_as_read(
    conn: AsyncConnection, space_id: int, comment_id: int, theme_ids: Iterable[int], person_id: int
) -> None:
    """A reader's ticks are decisions: these themes, and of the machine's guesses no other.

    No tick where the machine had a guess settles that the comment fits none. A theme that has left
    the board since the page was opened is passed over.
    """
    standing = await records.placings_of(conn, space_id, [comment_id])
    guesses = [p for p in standing if p.decided_by is None]
    asked = list(theme_ids)
    wanted = await records.live_ids(conn, space_id, asked)
    if not asked and guesses:
        wanted = frozenset({NO_THEME})
    if wanted:
        await records.drop_placings(conn, space_id, [(p.comment_id, p.theme_id) for p in guesses])
        await records.put_placings(conn, space_id, [Placing(comment_id, t, person_id) for t in wanted])


# ── small parts ──────────────────────────────────────────────────────────────


async def _new_theme(change: Change, title: str, question: str) -> int:
    turn = change.turn
    frame = await records.read_codeframe(change.conn, turn.space_id, turn.round_id)
    if any(theme.title.casefold() == title.casefold() for theme in frame.live):
        raise BadInput(f"There is a theme called “{title}” already.", "title")
    theme = Theme(new_id(), 1 + max((t.position for t in frame.live), default=0), title, question=question)
    row = records.theme_row(turn.space_id, turn.round_id, theme, made_by=turn.person_id)
    await change.add_theme(row | {"status": Status.ACCEPTED})
    return theme.theme_id


async def _join(change: Change, coming: Sequence[Placing], into: int) -> None:
    """Put placings into a theme; where a comment is there already, a person's word outweighs the machine's."""
    there = {p.comment_id: p for p in await records.placings_in(change.conn, change.turn.space_id, into)}
    new = [replace(p, theme_id=into) for p in coming if p.comment_id not in there]
    settled = [
        replace(p, theme_id=into)
        for p in coming
        if p.decided_by is not None and p.comment_id in there and there[p.comment_id].decided_by is None
    ]
    await change.take(there[p.comment_id] for p in settled)
    await change.put([*new, *settled])


async def _must_be_seen(
    change: Change, comment_ids: Sequence[int], inside: Mapping[int, Placing] | None = None
) -> None:
    """Only comments that a person has released, and that are still where the page showed them."""
    turn = change.turn
    seen = await records.still_readable(change.conn, turn.space_id, turn.round_id, comment_ids)
    if not seen.issuperset(comment_ids):
        raise NotYours("One of these comments is not on this board any more. Reload and look again.")
    if inside is not None and not inside.keys() >= set(comment_ids):
        raise Overtaken("Someone else moved one of these comments after you opened this page. Look again.")


def _title(title: str) -> str:
    clean = " ".join(clean_text(title).split())
    if is_blank(clean):
        raise BadInput("Give the theme a name, in the words people use.", "title")
    if len(clean) > TITLE_LENGTH:
        raise BadInput(f"That name is {len(clean) - TITLE_LENGTH} characters too long.", "title")
    return clean


def _question(question: str) -> str:
    clean = " ".join(clean_text(question).split())
    if len(clean) > QUESTION_LENGTH:
        raise BadInput(f"That question is {len(clean) - QUESTION_LENGTH} characters too long.", "question")
    return clean


def _some(comment_ids: Sequence[int]) -> None:
    if not comment_ids:
        raise BadInput("Tick at least one comment first.", "comment")


def _comments(comment_ids: Sequence[int]) -> str:
    return "a comment" if len(comment_ids) == 1 else f"{len(comment_ids)} comments"
