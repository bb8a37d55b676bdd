"""A prompt as it is stored, and as it may be read now: words whose comment has left the gate are shown nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import NotYours
from voice.talk import records
from voice.talk.changed import without_words
from voice.talk.checks import scored
from voice.talk.prompts import Prompt


@dataclass(frozen=True)
class Marks:
    """What a person has said about a theme's comments: the other side, what to keep, what not to quote."""

    other_side: tuple[int, ...] = ()
    keep: tuple[int, ...] = ()
    leave_out: tuple[int, ...] = ()


@dataclass(frozen=True)
class Kept:
    """A stored prompt, with only those quotes that may be shown now."""

    prompt: Prompt
    round_id: int
    touched: bool  # a person has written in it
    meeting_on: date | None
    marks: Marks = field(default_factory=Marks)

    @property
    def prompt_id(self) -> int:
        """Its id."""
        return self.prompt.id


async def kept_prompts(
    conn: AsyncConnection, space_id: int, *, round_id: int | None = None, theme_id: int | None = None
) -> list[Kept]:
    """Stored prompts in the board's order."""
    rows = await records.prompts(conn, space_id, round_id=round_id, theme_id=theme_id)
    return await _kept(conn, space_id, rows)


async def kept_prompt(conn: AsyncConnection, space_id: int, prompt_id: int) -> Kept:
    """One stored prompt. NotYours if there is none."""
    row = await records.prompt_by_id(conn, space_id, prompt_id)
    if row is None:
        raise NotYours("There is no such prompt.")
    return (await _kept(conn, space_id, [row]))[0]


def body_of(prompt: Prompt, marks: Marks | None = None) -> dict[str, Any]:
    """As it is stored: the prompt with the software's marks on it, and beside it what a person marked of its comments."""
    given = marks or Marks()
    ids = {
        "other_side": list(given.other_side),
        "keep": list(given.keep),
        "leave_out": list(given.leave_out),
    }
    return {**scored(prompt).as_json(), "marks": ids}


async def _kept(conn: AsyncConnection, space_id: int, rows: Sequence[Any]) -> list[Kept]:
    allowed = await records.still_quotable(conn, space_id, [row.prompt_id for row in rows])
    return [_one(row, allowed.get(row.prompt_id, frozenset())) for row in rows]


def _one(row: Any, allowed: frozenset[int]) -> Kept:
    stored = Prompt.from_json(row.body)
    shown = without_words(stored, allowed)
    state = row.state if shown is stored or row.state == "closed" else "needs_review"
    named = replace(shown, id=row.prompt_id, theme=row.theme_id, state=state, version=row.version)
    marks = {name: tuple(ids) for name, ids in row.body.get("marks", {}).items()}
    return Kept(named, row.round_id, row.edited_by is not None, row.meeting_on, Marks(**marks))
