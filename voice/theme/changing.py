"""One change to the board: is it still the board they saw, what stood before, and the step for the history.

A change names what it needs. Since the page was opened others may have worked on
other themes and other comments: that is harmless. Where they touched the same
ones, the second person is told who did what, and nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import NotYours, Overtaken
from voice.people.who import names
from voice.store.jobs import enqueue_once
from voice.theme import records
from voice.theme.codeframe import NO_THEME, Placing, Step, Theme

MACHINE = "The machine"


@dataclass(frozen=True)
class Turn:
    """A person at the board of a round, as it stood on their page."""

    space_id: int
    round_id: int
    person_id: int
    version: int


@dataclass
class Change:
    """A change while it is being made. It keeps rows as they stood, so that the step can be undone.

    `said` is the sentence for the history, after the person's name: "renamed “Waiting” to “The wait”".
    """

    conn: AsyncConnection
    turn: Turn
    said: str = ""
    before_themes: dict[int, dict[str, Any]] = field(default_factory=dict)
    before_placings: dict[tuple[int, int], Placing] = field(default_factory=dict)
    new_themes: list[int] = field(default_factory=list)
    new_placings: list[tuple[int, int]] = field(default_factory=list)

    async def theme(self, theme_id: int) -> Theme:
        """A live theme of this round. NotYours if there is none."""
        frame = await records.read_codeframe(self.conn, self.turn.space_id, self.turn.round_id)
        found = frame.theme(theme_id)
        if found is None or not found.is_live:
            raise NotYours("There is no such theme on this board.")
        return found

    async def set_theme(self, theme_id: int, **values: Any) -> None:
        """Change columns of a theme."""
        await self._remember_theme(theme_id)
        await records.change_theme(self.conn, self.turn.space_id, theme_id, **values)

    async def add_theme(self, row: dict[str, Any]) -> None:
        """A new theme."""
        self.new_themes.append(row["theme_id"])
        await records.add_themes(self.conn, [row])

    async def take(self, placings: Iterable[Placing]) -> None:
        """Take placings away."""
        gone = list(placings)
        for placing in gone:
            self.before_placings.setdefault((placing.comment_id, placing.theme_id), placing)
        await records.drop_placings(self.conn, self.turn.space_id, [(p.comment_id, p.theme_id) for p in gone])

    async def put(self, placings: Iterable[Placing]) -> None:
        """Store placings that are not there now."""
        new = list(placings)
        self.new_placings += [(p.comment_id, p.theme_id) for p in new]
        await records.put_placings(self.conn, self.turn.space_id, new)

    async def settle(self, comment_ids: Iterable[int], theme_id: int) -> None:
        """A person places comments: the machine's guesses about them go, other people's decisions stay."""
        wanted = list(comment_ids)
        standing = await records.placings_of(self.conn, self.turn.space_id, wanted)
        await self.take(p for p in standing if p.decided_by is None or p.theme_id in (theme_id, NO_THEME))
        await self.put(Placing(c, theme_id, decided_by=self.turn.person_id) for c in wanted)

    def undo_rows(self) -> dict[str, Any]:
        """What undo needs, as JSON."""
        return {
            "themes": list(self.before_themes.values()),
            "new_themes": self.new_themes,
            "placings": [
                [p.comment_id, p.theme_id, p.decided_by, p.score, p.novelty]
                for p in self.before_placings.values()
            ],
            "new_placings": [list(pair) for pair in self.new_placings],
        }

    async def _remember_theme(self, theme_id: int) -> None:
        if theme_id in self.before_themes or theme_id in self.new_themes:
            return
        row = await records.theme_by_id(self.conn, self.turn.space_id, theme_id)
        if row is None:
            raise NotYours("There is no such theme on this board.")
        self.before_themes[theme_id] = {name: row._mapping[name] for name in KEPT}


KEPT = (
    "theme_id",
    "position",
    "title",
    "words",
    "question",
    "touchpoint",
    "status",
    "merged_into",
    "made_by",
)
"""The columns of a theme that undo puts back."""


@asynccontextmanager
async def changing(
    conn: AsyncConnection,
    turn: Turn,
    what: str,
    *,
    themes: Iterable[int] = (),
    comments: Iterable[int] = (),
) -> AsyncIterator[Change]:
    """Make one change in the transaction of `conn`. Overtaken when someone has touched these since the page was opened."""
    now_at = await records.lock_codeframe(conn, turn.space_id, turn.round_id)
    if turn.version < now_at:
        await _refuse_if_overtaken(conn, turn, frozenset(themes), frozenset(comments))
    change = Change(conn, turn)
    yield change
    step = Step(now_at + 1, turn.person_id, what, change.said, False)
    await write_step(conn, turn.space_id, turn.round_id, step, change.undo_rows())


async def write_step(
    conn: AsyncConnection, space_id: int, round_id: int, step: Step, undo: dict[str, Any]
) -> None:
    """Write a step down, move the codeframe's version on to it, and have the prompts follow."""
    await records.add_step(conn, space_id, round_id, step, undo)
    await records.save_codeframe(conn, space_id, round_id, version=step.number)
    await enqueue_once(conn, "draft", space_id, round_id)


async def who_did(conn: AsyncConnection, steps: Iterable[Any]) -> dict[int | None, str]:
    """Names for the people of some steps; None is the machine."""
    people = {step.person_id for step in steps if step.person_id is not None}
    known = await names(conn, list(people))
    return {None: MACHINE} | {person: known.get(person, "Someone") for person in people}


async def _refuse_if_overtaken(
    conn: AsyncConnection, turn: Turn, themes: frozenset[int], comments: frozenset[int]
) -> None:
    since = await records.steps_after(conn, turn.space_id, turn.round_id, turn.version)
    clashing = [step for step in since if _touches(step.undo, themes, comments)]
    if clashing:
        last = clashing[-1]
        who = (await who_did(conn, [last]))[last.person_id]
        raise Overtaken(
            f"{who} {last.said} after you opened this page. Nothing was changed. Look again, then decide.",
            who,
            last.said,
        )


def _touches(undo: dict[str, Any], themes: frozenset[int], comments: frozenset[int]) -> bool:
    """Did a step change one of these themes, or the place of one of these comments?"""
    changed = {row["theme_id"] for row in undo.get("themes", ())} | set(undo.get("gone", ()))
    placed = {row[0] for key in ("placings", "new_placings") for row in undo.get(key, ())}
    return bool(changed & themes or placed & comments)
