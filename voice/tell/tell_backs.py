"""Tell-backs: what is told back to the people who spoke, in three wordings, with dates.

A bare no can't be saved: "not that way" needs its reason and another thing to
try. (Practice notes 3f; four Fs of feedback, Lundy 2018.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import today
from voice.errors import BadInput, NotReady, NotYours
from voice.people import audit
from voice.people.nouns import Person
from voice.protect.numbers import stepped
from voice.protect.reading.second import mark_second_read
from voice.tell import records
from voice.tell.nouns import Stage, TellBack

CHOICES = 60
"""Quotes to choose from: more than anyone reads for one page."""


@dataclass(frozen=True)
class Choice:
    """A comment that may be quoted, and whether a second reader has seen it."""

    comment_id: int
    text: str
    second_read: bool


def check(tell_back: TellBack) -> None:
    """May this be saved? BadInput names the field and says what to write."""
    if not tell_back.words.get("adults") and not tell_back.words.get("12-17"):
        raise BadInput("Write what you want to tell back, at least in one wording.", "adults")
    if not tell_back.who:
        raise BadInput("Say who is telling this, by role: people trust a person.", "who")
    if tell_back.stage == Stage.NOT_THAT_WAY and not (tell_back.reason and tell_back.another_thing):
        raise BadInput("“Not that way” needs its reason, and another thing to try.", "reason")
    if tell_back.stage == Stage.CHANGED and not tell_back.evidence:
        raise BadInput("Say how you know that it changed.", "evidence")
    if tell_back.stage == Stage.STOPPED and not tell_back.reason:
        raise BadInput("Say why it was stopped. Stopping early is worth thanks.", "reason")
    if tell_back.stage != Stage.TRYING and tell_back.on_day > today():
        raise BadInput("That day has not come yet. Only a try can begin later.", "on_day")
    if tell_back.next_by and tell_back.next_by < tell_back.on_day:
        raise BadInput("The next thing can't be told before this one. Choose a later day.", "next_by")


async def save(conn: AsyncConnection, space_id: int, tell_back: TellBack, by: Person) -> TellBack:
    """Keep a tell-back, new or changed. Overtaken when someone changed it since."""
    check(tell_back)
    saved = await records.save(conn, space_id, tell_back)
    await audit.note(conn, by.name, "saved a tell-back", str(saved.tell_back_id), space_id)
    return saved


async def publish(
    conn: AsyncConnection, space_id: int, tell_back_id: int, by: Person, *, quotes_seen: bool = False
) -> None:
    """Put it on the public page, with the theme's number by today's count: a public number moves only on such a day.

    Quotes in it need a second reader first; `quotes_seen` says that this person has read them and nobody can be
    picked out. NotReady says how many wait.
    """
    tell_back = await get(conn, space_id, tell_back_id)
    if quotes_seen:
        await mark_second_read(conn, space_id, tell_back.quotes, by.person_id)
    may = await records.quotes_that_may_leave(conn, space_id, tell_back.quotes)
    if waiting := len(tell_back.quotes) - len(may):
        raise NotReady(
            "A second reader must see the quotes before they go on the public page.",
            (f"{waiting} of {len(tell_back.quotes)} quotes wait for a second reader, or may not be quoted.",),
        )
    steps = await records.of_round(conn, space_id, tell_back.round_id, tell_back.theme_id)
    number = await records.theme_count(conn, space_id, tell_back.theme_id)
    await records.set_published(conn, space_id, tell_back_id, True, stepped(number, last_step(steps)))
    await audit.note(conn, by.name, "published a tell-back", str(tell_back_id), space_id)


def last_step(steps: Sequence[TellBack]) -> int:
    """The number that the public page goes by for a theme, from its steps, oldest first: those taken back were seen too."""
    return next((s.shown_count for s in reversed(steps) if s.shown_count is not None), 0)


async def unpublish(conn: AsyncConnection, space_id: int, tell_back_id: int, by: Person) -> None:
    """Take it off the public page again."""
    await get(conn, space_id, tell_back_id)
    await records.set_published(conn, space_id, tell_back_id, False)
    await audit.note(conn, by.name, "took back a tell-back", str(tell_back_id), space_id)


async def get(conn: AsyncConnection, space_id: int, tell_back_id: int) -> TellBack:
    """One tell-back. NotYours if there is none."""
    found = await records.by_id(conn, space_id, tell_back_id)
    if found is None:
        raise NotYours("There is no such tell-back.")
    return found


async def all_of(
    conn: AsyncConnection, space_id: int, round_id: int, theme_id: int | None = None
) -> list[TellBack]:
    """The tell-backs of a round, or of one theme in it, oldest first."""
    return await records.of_round(conn, space_id, round_id, theme_id)


async def quotes_to_choose(conn: AsyncConnection, space_id: int, theme_id: int) -> list[Choice]:
    """A theme's words that may be quoted, those that a second reader has seen first."""
    rows = await records.quotes_to_choose(conn, space_id, theme_id, CHOICES)
    return [Choice(*row) for row in rows]
