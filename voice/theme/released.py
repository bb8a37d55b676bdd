"""The words, as far as a person has released them, and the counts, raw, for `protect.numbers` to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.listen.nouns import Verbatim
from voice.theme import records
from voice.theme.codeframe import LOOKS_NEW, NO_THEME, NOT_SURE


@dataclass(frozen=True)
class Released:
    """A comment that a person has released. `quotable` False: read and themed, never quoted or exported as words.

    In a theme, `by_person` says who put it there, `score` how sure the machine was, `novelty` how unlike the rest it is.
    """

    comment_id: int
    text: str
    quotable: bool
    band: str | None
    route: str
    recorded_by_role: str | None
    verbatim: str
    week: str
    question: str
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    theme_id: int | None = None
    by_person: bool = False
    score: float | None = None
    novelty: float | None = None

    @property
    def own_words(self) -> bool:
        """Their own words, or close to them. A worker's summary is never quoted as youth voice."""
        return self.verbatim != Verbatim.SUMMARY


@dataclass(frozen=True)
class Counts:
    """How many comments, how many of these a person has read, how many of these a person has placed. Raw: not for showing."""

    comments: int = 0
    read: int = 0
    placed: int = 0


async def released(
    conn: AsyncConnection,
    space_id: int,
    round_id: int,
    theme_id: int | None = None,
    only: Iterable[int] | None = None,
    limit: int | None = None,
    skip: int = 0,
) -> list[Released]:
    """The released comments of a round or a theme: in a theme what people placed first, then the surest."""
    if theme_id is None:
        chosen = None if only is None else list(only)
        rows = await records.released_of_round(conn, space_id, round_id, only=chosen, limit=limit)
        return await _with_answers(conn, space_id, rows)
    rows = await records.released_in_theme(
        conn, space_id, round_id, theme_id, only=only, limit=limit, skip=skip
    )
    return [replace(r, theme_id=theme_id) for r in await _with_answers(conn, space_id, rows)]


async def holding(
    conn: AsyncConnection, space_id: int, round_id: int, words: str, limit: int
) -> list[Released]:
    """Released comments whose masked words hold these, capitals or not."""
    return _plain(await records.released_of_round(conn, space_id, round_id, holding=words, limit=limit))


async def unplaced(conn: AsyncConnection, space_id: int, round_id: int, limit: int) -> list[Released]:
    """Released comments in no theme of the board."""
    return _plain(await records.released_of_round(conn, space_id, round_id, unplaced=True, limit=limit))


async def unsure(
    conn: AsyncConnection, space_id: int, round_id: int, limit: int
) -> list[tuple[Released, str]]:
    """(comment, theme's title) of what the machine placed without being sure, the least sure first."""
    rows = await records.released_guesses(conn, space_id, round_id, under_score=NOT_SURE, limit=limit)
    return [(one, row.title) for one, row in zip(_plain(rows), rows, strict=True)]


async def looking_new(
    conn: AsyncConnection, space_id: int, round_id: int, limit: int
) -> list[tuple[Released, str]]:
    """(comment, theme's title) of what is most unlike every theme, the strangest first: perhaps something new."""
    rows = await records.released_guesses(conn, space_id, round_id, over_novelty=LOOKS_NEW, limit=limit)
    return [(one, row.title) for one, row in zip(_plain(rows), rows, strict=True)]


async def quotes(
    conn: AsyncConnection, space_id: int, round_id: int, theme_id: int, most: int
) -> list[Released]:
    """A few comments that show what a theme is: their own words first, those that may be quoted before those that may not."""
    rows = _plain(await records.released_in_theme(conn, space_id, round_id, theme_id, limit=8 * most))
    return sorted(rows, key=lambda r: (not r.own_words, not r.quotable))[:most]


async def theme_counts(conn: AsyncConnection, space_id: int, round_id: int) -> dict[int, Counts]:
    """Raw counts by theme; theme 0 holds the comments that are in none."""
    found = await records.counts_by_theme(conn, space_id, round_id)
    counts = {theme_id: Counts(*numbers) for theme_id, numbers in found.items() if theme_id != NO_THEME}
    return counts | {NO_THEME: Counts(*await records.unplaced_counts(conn, space_id, round_id))}


async def round_counts(conn: AsyncConnection, space_id: int, round_id: int) -> Counts:
    """Raw counts of the whole round."""
    return Counts(*await records.round_counts(conn, space_id, round_id))


async def fact_counts(
    conn: AsyncConnection, space_id: int, round_id: int, fact: str
) -> dict[tuple[int, str], int]:
    """(theme, value) → raw number of comments, for 'band', 'route' or a closed question's key: one table for `numbers.two_way`."""
    return await records.counts_by_fact(conn, space_id, round_id, fact)


async def _with_answers(conn: AsyncConnection, space_id: int, rows: Sequence[Any]) -> list[Released]:
    answers = await records.answers_of(conn, space_id, {row.voice_id for row in rows})
    return [
        replace(one, answers=answers.get(row.voice_id, {}))
        for one, row in zip(_plain(rows), rows, strict=True)
    ]


def _plain(rows: Sequence[Any]) -> list[Released]:
    return [
        Released(
            comment_id=row.comment_id,
            text=row.masked or "",
            quotable=bool(row.quotable),
            band=row.band,
            route=row.route,
            recorded_by_role=row.recorded_by_role,
            verbatim=row.verbatim,
            week=row.week,
            question=row.question,
            theme_id=getattr(row, "theme_id", None),
            by_person=getattr(row, "decided_by", None) is not None,
            score=getattr(row, "score", None),
            novelty=getattr(row, "novelty", None),
        )
        for row in rows
    ]
