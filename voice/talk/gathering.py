"""From what is stored to what drafting needs: a theme's released comments with their facts, and the space's own view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.listen.space import Space
from voice.talk import records
from voice.talk.evidence import PULSE, Heard, SpaceView, ThemeView

ONE = ("place_now", "pace", "window")
SEVERAL = ("place_wanted", "place_not", "channel", "who_with", "when", "feel", "worries", "success")

Answers = Mapping[str, Sequence[str]]


async def heard_in_theme(
    conn: AsyncConnection, space_id: int, theme_id: int, leave_out: frozenset[int] = frozenset()
) -> list[Heard]:
    """The released comments of a theme, with their facts. Those in `leave_out` are counted, and not quoted."""
    answers = await records.answers_in(conn, space_id, theme_id)
    rows = await records.heard_in(conn, space_id, theme_id)
    return [_heard(row, answers.get(row.voice_id, {}), row.comment_id not in leave_out) for row in rows]


async def heard_to_mark(conn: AsyncConnection, space_id: int, theme_id: int, most: int) -> list[Heard]:
    """The first comments of a theme for a person to mark, those that may be quoted first; their words, no answers."""
    return [_heard(row, {}, True) for row in await records.heard_in(conn, space_id, theme_id, most)]


async def view_of(conn: AsyncConnection, space: Space, round_id: int) -> SpaceView:
    """What a prompt needs to know of its space and round."""
    counts = await records.released_by_route(conn, space.space_id, round_id)
    about = space.about
    return SpaceView(
        title=space.title,
        topic=space.topic(None),
        routes={route: counts.get(route, 0) for route in dict.fromkeys((*about.routes, *counts))},
        expected=about.expected,
        places=about.places,
        meet_where=about.meet_where,
    )


def theme_view(row: Any, other_side: Sequence[int] = (), keep: Sequence[int] = ()) -> ThemeView:
    """A theme's row as drafting reads it, with the comments that a person has marked."""
    return ThemeView(
        row.theme_id,
        row.title,
        tuple(row.words or ()),
        row.question or "",
        row.touchpoint or "",
        frozenset(other_side),
        frozenset(keep),
    )


def _heard(row: Any, answers: Answers, may_be_quoted: bool) -> Heard:
    return Heard(
        comment_id=row.comment_id,
        text=row.masked or "",
        quotable=bool(row.quotable) and may_be_quoted,
        band=row.band,
        route=row.route,
        recorded_by_role=row.recorded_by_role,
        verbatim=row.verbatim,
        week=row.week,
        pulse=_pulse(answers),
        **{name: next(iter(answers.get(name, ())), None) for name in ONE},  # type: ignore[arg-type]
        **{name: tuple(answers.get(name, ())) for name in SEVERAL},  # type: ignore[arg-type]
    )


def _pulse(answers: Answers) -> dict[str, int | None] | None:
    """The five items of the pulse, 0 to 2 each; None where none was answered."""
    items = [item for axis in PULSE.values() for item in axis]
    given = {item: next(iter(answers.get(f"pulse_{item}", ())), "") for item in items}
    if not any(given.values()):
        return None
    return {item: int(code) if code.isdigit() else None for item, code in given.items()}
