"""The SQL of theme/: codeframes, themes, placings, vectors, steps. Every query over comments goes through a gate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.protect.usable import countable, quotable, readable
from voice.store.ids import new_id
from voice.store.jobs import MAX_TRIES
from voice.store.tables import (
    answer,
    board_step,
    codeframe,
    comment,
    job,
    placing,
    progress,
    theme,
    vector,
    voice,
    words,
)
from voice.theme.codeframe import (
    LIVE,
    NO_THEME,
    TITLE_LENGTH,
    Codeframe,
    Placing,
    Progress,
    Status,
    Step,
    Theme,
)

CHUNK = 500
"""Most rows a background process writes in one transaction."""
ASKED = 5_000
"""Most ids put in one query."""

# ── the codeframe and its themes ─────────────────────────────────────────────


async def read_codeframe(conn: AsyncConnection, space_id: int, round_id: int) -> Codeframe:
    """The codeframe of a round with every theme, live ones first; an empty one of version 0 before there is any."""
    row = (await conn.execute(select(codeframe).where(*_round(codeframe, space_id, round_id)))).first()
    themes = tuple(_theme(r) for r in (await conn.execute(_themes(space_id, round_id))).all())
    if row is None:
        return Codeframe(space_id, round_id, themes=themes)
    return Codeframe(space_id, round_id, row.version, row.suggested_week, row.notice or "", themes)


async def lock_codeframe(conn: AsyncConnection, space_id: int, round_id: int) -> int:
    """Hold the codeframe until this transaction ends, making it if need be. Returns its version."""
    first = _insert(conn, codeframe).values(space_id=space_id, round_id=round_id, version=0)
    await conn.execute(first.on_conflict_do_nothing())
    query = select(codeframe.c.version).where(*_round(codeframe, space_id, round_id)).with_for_update()
    return int((await conn.execute(query)).scalar_one())


async def save_codeframe(conn: AsyncConnection, space_id: int, round_id: int, **values: Any) -> None:
    """Change a codeframe's own columns."""
    await conn.execute(update(codeframe).where(*_round(codeframe, space_id, round_id)).values(**values))


async def theme_by_id(conn: AsyncConnection, space_id: int, theme_id: int) -> Row[Any] | None:
    """One theme's row, or None."""
    query = select(theme).where(theme.c.space_id == space_id, theme.c.theme_id == theme_id)
    return (await conn.execute(query)).first()


async def add_themes(conn: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """New themes, each a whole row."""
    if rows:
        await conn.execute(insert(theme), list(rows))


async def change_theme(conn: AsyncConnection, space_id: int, theme_id: int, **values: Any) -> None:
    """Change columns of a theme, and move its version on."""
    await conn.execute(
        update(theme)
        .where(theme.c.space_id == space_id, theme.c.theme_id == theme_id)
        .values(version=theme.c.version + 1, **values)
    )


async def drop_themes(conn: AsyncConnection, space_id: int, theme_ids: Iterable[int]) -> None:
    """Take themes off for good: only what a machine suggested and nobody touched."""
    for ids in _chunks(theme_ids):
        await conn.execute(delete(theme).where(theme.c.space_id == space_id, theme.c.theme_id.in_(ids)))


async def live_ids(conn: AsyncConnection, space_id: int, theme_ids: Iterable[int]) -> frozenset[int]:
    """Which of these themes are on a board."""
    query = select(theme.c.theme_id).where(
        theme.c.space_id == space_id, theme.c.theme_id.in_(list(theme_ids)), theme.c.status.in_(LIVE)
    )
    return frozenset((await conn.execute(query)).scalars())


def theme_row(space_id: int, round_id: int, new: Theme, made_by: int | None = None) -> dict[str, Any]:
    """A theme as a whole row."""
    return {
        "space_id": space_id,
        "theme_id": new.theme_id,
        "round_id": round_id,
        "position": new.position,
        "title": new.title[:TITLE_LENGTH],
        "words": list(new.words),
        "question": new.question or None,
        "touchpoint": new.touchpoint or None,
        "status": new.status,
        "merged_into": new.merged_into,
        "made_by": made_by,
        "version": 1,
    }


async def themes_with_decisions(conn: AsyncConnection, space_id: int, round_id: int) -> frozenset[int]:
    """Live themes in which a person has placed something."""
    query = (
        select(theme.c.theme_id)
        .where(*_round(theme, space_id, round_id), theme.c.status.in_(LIVE))
        .where(
            exists().where(
                placing.c.space_id == theme.c.space_id,
                placing.c.theme_id == theme.c.theme_id,
                placing.c.decided_by.is_not(None),
            )
        )
    )
    return frozenset((await conn.execute(query)).scalars())


# ── placings ─────────────────────────────────────────────────────────────────


async def placings_of(conn: AsyncConnection, space_id: int, comment_ids: Iterable[int]) -> list[Placing]:
    """Every placing of these comments."""
    found: list[Placing] = []
    for ids in _chunks(comment_ids):
        query = select(placing).where(placing.c.space_id == space_id, placing.c.comment_id.in_(ids))
        found += [_placing(row) for row in (await conn.execute(query)).all()]
    return found


async def placings_in(conn: AsyncConnection, space_id: int, theme_id: int) -> list[Placing]:
    """Every placing in a theme of comments that still pass the gate."""
    query = (
        select(placing)
        .join(comment, _same_comment(placing))
        .where(placing.c.space_id == space_id, placing.c.theme_id == theme_id, countable())
    )
    return [_placing(row) for row in (await conn.execute(query)).all()]


async def live_placings(conn: AsyncConnection, space_id: int, round_id: int) -> list[Placing]:
    """Every placing in a live theme of a round, and every "fits none", of comments that pass the gate."""
    query = (
        select(placing)
        .join(comment, _same_comment(placing))
        .outerjoin(theme, _same_theme(placing))
        .where(*_round(comment, space_id, round_id), countable(), _settled_or_live())
    )
    return [_placing(row) for row in (await conn.execute(query)).all()]


async def put_placings(conn: AsyncConnection, space_id: int, placings: Iterable[Placing]) -> None:
    """Store placings; one that is there already takes the new columns."""
    rows = [_placing_row(space_id, p) for p in placings]
    for some in _chunks(rows, CHUNK):
        new = _insert(conn, placing).values(some)
        columns = {name: new.excluded[name] for name in ("decided_by", "score", "novelty")}
        await conn.execute(
            new.on_conflict_do_update(index_elements=["space_id", "comment_id", "theme_id"], set_=columns)
        )


async def drop_placings(conn: AsyncConnection, space_id: int, pairs: Iterable[tuple[int, int]]) -> None:
    """Take (comment, theme) placings away."""
    by_theme: dict[int, list[int]] = defaultdict(list)
    for comment_id, theme_id in pairs:
        by_theme[theme_id].append(comment_id)
    for theme_id, comment_ids in by_theme.items():
        for ids in _chunks(comment_ids):
            await conn.execute(
                delete(placing).where(
                    placing.c.space_id == space_id,
                    placing.c.theme_id == theme_id,
                    placing.c.comment_id.in_(ids),
                )
            )


async def undecided(conn: AsyncConnection, space_id: int, comment_ids: Sequence[int]) -> frozenset[int]:
    """Which of these comments still pass the gate and were placed by no person; held so until the transaction ends."""
    settled = select(placing.c.comment_id).where(
        placing.c.space_id == space_id,
        placing.c.comment_id.in_(comment_ids),
        placing.c.decided_by.is_not(None),
    )
    left = await still_countable(conn, space_id, comment_ids)
    return left - frozenset((await conn.execute(settled)).scalars())


async def still_countable(conn: AsyncConnection, space_id: int, comment_ids: Iterable[int]) -> frozenset[int]:
    """Which of these comments pass the gate now. They can't be held or withdrawn before this transaction ends."""
    found: set[int] = set()
    for ids in _chunks(comment_ids):
        query = (
            select(comment.c.comment_id)
            .where(comment.c.space_id == space_id, comment.c.comment_id.in_(ids), countable())
            .with_for_update(read=True)
        )
        found.update((await conn.execute(query)).scalars())
    return frozenset(found)


async def still_readable(
    conn: AsyncConnection, space_id: int, round_id: int, comment_ids: Iterable[int]
) -> frozenset[int]:
    """Which of these comments of a round a person may see and place."""
    found: set[int] = set()
    for ids in _chunks(comment_ids):
        query = select(comment.c.comment_id).where(
            *_round(comment, space_id, round_id), comment.c.comment_id.in_(ids), readable()
        )
        found.update((await conn.execute(query)).scalars())
    return frozenset(found)


async def drop_strays(conn: AsyncConnection, space_id: int, round_id: int) -> int:
    """Take away up to one chunk of a round's machine placings whose theme is gone. Returns how many went."""
    stray = (
        select(placing.c.comment_id, placing.c.theme_id)
        .join(comment, _same_comment(placing))
        .outerjoin(theme, _same_theme(placing))
        .where(
            *_round(comment, space_id, round_id), placing.c.decided_by.is_(None), theme.c.theme_id.is_(None)
        )
        .limit(CHUNK)
    )
    pairs = [(row.comment_id, row.theme_id) for row in (await conn.execute(stray)).all()]
    await drop_placings(conn, space_id, pairs)
    return len(pairs)


# ── words and vectors ────────────────────────────────────────────────────────


async def words_of(conn: AsyncConnection, space_id: int, comment_ids: Iterable[int]) -> list[Any]:
    """(comment_id, state, sealed, masked) of comments that pass the gate."""
    found: list[Any] = []
    for ids in _chunks(comment_ids):
        query = (
            select(comment.c.comment_id, comment.c.state, words.c.sealed, words.c.masked)
            .join(words, _same_comment(words))
            .where(comment.c.space_id == space_id, comment.c.comment_id.in_(ids), countable())
        )
        found.extend((await conn.execute(query)).all())
    return found


async def quotable_words(conn: AsyncConnection, space_id: int, round_id: int) -> dict[int, str]:
    """The masked words of every comment of a round that may be quoted: all that labels are made from.

    A title goes on cards, in exports and on the public page, so no word of it may come from what is not for quoting.
    """
    query = (
        select(comment.c.comment_id, words.c.masked)
        .join(words, _same_comment(words))
        .where(*_round(comment, space_id, round_id), quotable())
    )
    return {row.comment_id: row.masked or "" for row in (await conn.execute(query)).all()}


async def countable_ids(conn: AsyncConnection, space_id: int, round_id: int) -> list[int]:
    """Every comment of a round that passes the gate, in the order of its random id."""
    query = select(comment.c.comment_id).where(*_round(comment, space_id, round_id), countable())
    return list((await conn.execute(query.order_by(comment.c.comment_id))).scalars())


async def unembedded_ids(conn: AsyncConnection, space_id: int, round_id: int, encoder: str) -> list[int]:
    """Comments of a round that pass the gate and have no vector by this encoder."""
    query = (
        select(comment.c.comment_id)
        .outerjoin(vector, and_(_same_comment(vector), vector.c.encoder == encoder))
        .where(*_round(comment, space_id, round_id), countable(), vector.c.comment_id.is_(None))
        .order_by(comment.c.comment_id)
    )
    return list((await conn.execute(query)).scalars())


async def vectors_of(
    conn: AsyncConnection, space_id: int, comment_ids: Iterable[int], encoder: str | None = None
) -> list[Any]:
    """(comment_id, numbers) of comments that pass the gate; those of one encoder only, if given."""
    found: list[Any] = []
    for ids in _chunks(comment_ids):
        query = (
            select(vector.c.comment_id, vector.c.numbers)
            .join(comment, _same_comment(vector))
            .where(vector.c.space_id == space_id, vector.c.comment_id.in_(ids), countable())
        )
        if encoder:
            query = query.where(vector.c.encoder == encoder)
        found.extend((await conn.execute(query)).all())
    return found


async def put_vectors(
    conn: AsyncConnection, space_id: int, encoder: str, rows: Iterable[tuple[int, bytes]]
) -> None:
    """Store vectors in the place of older ones."""
    values = [
        {"space_id": space_id, "comment_id": comment_id, "encoder": encoder, "numbers": numbers}
        for comment_id, numbers in rows
    ]
    if values:
        new = _insert(conn, vector).values(values)
        columns = {"encoder": new.excluded.encoder, "numbers": new.excluded.numbers}
        await conn.execute(new.on_conflict_do_update(index_elements=["space_id", "comment_id"], set_=columns))


# ── steps: the board's history ───────────────────────────────────────────────


async def add_step(
    conn: AsyncConnection, space_id: int, round_id: int, step: Step, undo: dict[str, Any]
) -> None:
    """Write down what was done."""
    await conn.execute(
        insert(board_step).values(
            space_id=space_id,
            step_id=new_id(),
            round_id=round_id,
            number=step.number,
            person_id=step.person_id,
            what=step.what,
            said=step.said,
            undo=undo,
            undone=step.undone,
        )
    )


async def steps(conn: AsyncConnection, space_id: int, round_id: int, most: int = 200) -> list[Step]:
    """What was done to the board, newest first."""
    columns = (
        board_step.c.number,
        board_step.c.person_id,
        board_step.c.what,
        board_step.c.said,
        board_step.c.undone,
    )
    query = (
        select(*columns)
        .where(*_round(board_step, space_id, round_id))
        .order_by(board_step.c.number.desc())
        .limit(most)
    )
    return [Step(*row) for row in (await conn.execute(query)).all()]


async def steps_after(conn: AsyncConnection, space_id: int, round_id: int, version: int) -> Sequence[Any]:
    """The steps that were done since a version, oldest first, with their undo rows."""
    query = (
        select(board_step)
        .where(*_round(board_step, space_id, round_id), board_step.c.number > version)
        .order_by(board_step.c.number)
    )
    return (await conn.execute(query)).all()


async def standing_steps(
    conn: AsyncConnection, space_id: int, round_id: int, what: str | None = None, most: int | None = None
) -> Sequence[Any]:
    """Steps of people that nobody has undone, newest first; of one kind, if given."""
    query = (
        select(board_step)
        .where(*_round(board_step, space_id, round_id))
        .where(
            board_step.c.undone.is_(False), board_step.c.person_id.is_not(None), board_step.c.what != "undo"
        )
        .order_by(board_step.c.number.desc())
        .limit(most)
    )
    if what:
        query = query.where(board_step.c.what == what)
    return (await conn.execute(query)).all()


async def mark_undone(conn: AsyncConnection, space_id: int, step_id: int) -> None:
    """A step was undone: it stays in the history, and is not undone twice."""
    await conn.execute(
        update(board_step)
        .where(board_step.c.space_id == space_id, board_step.c.step_id == step_id)
        .values(undone=True)
    )


# ── long work, on the screen ─────────────────────────────────────────────────


async def show_progress(conn: AsyncConnection, space_id: int, kind: str, told: Progress) -> None:
    """How far long work of a kind has come."""
    new = _insert(conn, progress).values(
        space_id=space_id, kind=kind, done=told.done, total=told.total, said=told.said
    )
    columns = {name: new.excluded[name] for name in ("done", "total", "said")}
    await conn.execute(new.on_conflict_do_update(index_elements=["space_id", "kind"], set_=columns))


async def read_progress(conn: AsyncConnection, space_id: int, kind: str) -> Progress | None:
    """How far it has come, or None when nothing was ever said."""
    query = select(progress.c.done, progress.c.total, progress.c.said).where(
        progress.c.space_id == space_id, progress.c.kind == kind
    )
    row = (await conn.execute(query)).first()
    return Progress(*row) if row else None


async def waiting_jobs(
    conn: AsyncConnection, space_id: int, round_id: int, kinds: Sequence[str]
) -> frozenset[str]:
    """Kinds of job that wait or run for a round; one that has given up does not count."""
    query = select(job.c.kind).where(
        job.c.space_id == space_id,
        job.c.about == round_id,
        job.c.kind.in_(kinds),
        or_(job.c.tries < MAX_TRIES, job.c.lease_until > now()),
    )
    return frozenset((await conn.execute(query.distinct())).scalars())


# ── what a person may read, and what may be counted ──────────────────────────


def _released(only: Iterable[int] | None = None) -> Select[Any]:
    query: Select[Any] = (
        select(
            comment.c.comment_id,
            comment.c.voice_id,
            comment.c.question,
            words.c.masked,
            quotable().label("quotable"),
            voice.c.band,
            voice.c.route,
            voice.c.recorded_by_role,
            voice.c.verbatim,
            voice.c.week,
        )
        .join(words, _same_comment(words))
        .join(voice, and_(voice.c.space_id == comment.c.space_id, voice.c.voice_id == comment.c.voice_id))
        .where(readable())
    )
    return query if only is None else query.where(comment.c.comment_id.in_(list(only)))


async def released_in_theme(
    conn: AsyncConnection,
    space_id: int,
    round_id: int,
    theme_id: int,
    *,
    only: Iterable[int] | None = None,
    limit: int | None = None,
    skip: int = 0,
) -> Sequence[Any]:
    """Released comments of a theme: what people placed first, then by how sure the machine is."""
    surest = func.coalesce(placing.c.score, 0.0).desc()
    query = (
        _released(only)
        .add_columns(placing.c.decided_by, placing.c.score, placing.c.novelty)
        .join(placing, _same_comment(placing))
        .where(*_round(comment, space_id, round_id), placing.c.theme_id == theme_id)
        .order_by(placing.c.decided_by.is_(None), surest, comment.c.comment_id)
        .limit(limit)
        .offset(skip)
    )
    rows: Sequence[Any] = (await conn.execute(query)).all()
    return rows


async def released_of_round(
    conn: AsyncConnection,
    space_id: int,
    round_id: int,
    *,
    only: Iterable[int] | None = None,
    holding: str = "",
    unplaced: bool = False,
    limit: int | None = None,
) -> Sequence[Any]:
    """Released comments of a round, in the order of their random ids; those holding some words, or in no live theme."""
    query: Select[Any] = (
        _released(only)
        .where(*_round(comment, space_id, round_id))
        .order_by(comment.c.comment_id)
        .limit(limit)
    )
    if holding:
        query = query.where(words.c.masked.icontains(holding, autoescape=True))
    if unplaced:
        query = query.where(_in_no_theme())
    rows: Sequence[Any] = (await conn.execute(query)).all()
    return rows


async def released_guesses(
    conn: AsyncConnection,
    space_id: int,
    round_id: int,
    *,
    under_score: float | None = None,
    over_novelty: float | None = None,
    limit: int,
) -> Sequence[Any]:
    """Released comments that the machine placed and is unsure of: (…, theme_id, title, score, novelty), the least sure first."""
    query: Select[Any] = (
        _released()
        .add_columns(
            theme.c.theme_id, theme.c.title, placing.c.decided_by, placing.c.score, placing.c.novelty
        )
        .join(placing, _same_comment(placing))
        .join(theme, _same_theme(placing))
        .where(*_round(comment, space_id, round_id), theme.c.status.in_(LIVE), placing.c.decided_by.is_(None))
        .limit(limit)
    )
    if under_score is not None:
        query = query.where(placing.c.score < under_score).order_by(placing.c.score, comment.c.comment_id)
    if over_novelty is not None:
        query = query.where(placing.c.novelty >= over_novelty).order_by(
            placing.c.novelty.desc(), comment.c.comment_id
        )
    rows: Sequence[Any] = (await conn.execute(query)).all()
    return rows


async def answers_of(
    conn: AsyncConnection, space_id: int, voice_ids: Iterable[int]
) -> dict[int, dict[str, tuple[str, ...]]]:
    """Closed answers by voice: question → codes in the order they were picked."""
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for ids in _chunks(voice_ids):
        query = (
            select(answer.c.voice_id, answer.c.question, answer.c.code)
            .where(answer.c.space_id == space_id, answer.c.voice_id.in_(ids))
            .order_by(answer.c.voice_id, answer.c.question, answer.c.rank)
        )
        for row in (await conn.execute(query)).all():
            codes = found[row.voice_id].get(row.question, ())
            found[row.voice_id][row.question] = (*codes, row.code)
    return found


async def live_titles(
    conn: AsyncConnection, space_id: int, comment_ids: Iterable[int]
) -> dict[int, list[tuple[int, str, bool]]]:
    """For each comment: (theme_id, title, settled by a person) of its live themes."""
    found: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    for ids in _chunks(comment_ids):
        query = (
            select(placing.c.comment_id, theme.c.theme_id, theme.c.title, placing.c.decided_by)
            .join(theme, _same_theme(placing))
            .where(placing.c.space_id == space_id, placing.c.comment_id.in_(ids), theme.c.status.in_(LIVE))
            .order_by(theme.c.position, theme.c.theme_id)
        )
        for row in (await conn.execute(query)).all():
            found[row.comment_id].append((row.theme_id, row.title, row.decided_by is not None))
    return found


async def round_counts(conn: AsyncConnection, space_id: int, round_id: int) -> tuple[int, int]:
    """(comments that may be counted, of these read by a person)."""
    query = select(func.count(), _number_read()).where(*_round(comment, space_id, round_id), countable())
    row = (await conn.execute(query)).one()
    return int(row[0]), int(row[1] or 0)


async def counts_by_theme(
    conn: AsyncConnection, space_id: int, round_id: int
) -> dict[int, tuple[int, int, int]]:
    """theme → (comments, of these read by a person, of these placed by a person)."""
    query = (
        select(placing.c.theme_id, func.count(), _number_read(), func.count(placing.c.decided_by))
        .select_from(placing)
        .join(comment, _same_comment(placing))
        .where(*_round(comment, space_id, round_id), countable())
        .group_by(placing.c.theme_id)
    )
    return {row[0]: (int(row[1]), int(row[2] or 0), int(row[3])) for row in (await conn.execute(query)).all()}


async def unplaced_counts(conn: AsyncConnection, space_id: int, round_id: int) -> tuple[int, int]:
    """(comments in no live theme, of these read by a person)."""
    query = select(func.count(), _number_read()).where(
        *_round(comment, space_id, round_id), countable(), _in_no_theme()
    )
    row = (await conn.execute(query)).one()
    return int(row[0]), int(row[1] or 0)


async def counts_by_fact(
    conn: AsyncConnection, space_id: int, round_id: int, fact: str
) -> dict[tuple[int, str], int]:
    """(theme, value) → comments, for 'band', 'route', or the key of a closed question. Theme 0: in none."""
    counted = _facts(space_id, round_id, fact)
    placed = (
        counted.add_columns(placing.c.theme_id)
        .join(placing, _same_comment(placing))
        .join(theme, _same_theme(placing))
        .where(theme.c.status.in_(LIVE))
        .group_by(placing.c.theme_id)
    )
    found = {(row.theme_id, row.value): int(row.number) for row in (await conn.execute(placed)).all()}
    for row in (await conn.execute(counted.where(_in_no_theme()))).all():
        found[NO_THEME, row.value] = int(row.number)
    return found


def _facts(space_id: int, round_id: int, fact: str) -> Select[Any]:
    """Comments by one fact of their voices."""
    of_voice = and_(voice.c.space_id == comment.c.space_id, voice.c.voice_id == comment.c.voice_id)
    answered = and_(
        answer.c.space_id == comment.c.space_id,
        answer.c.voice_id == comment.c.voice_id,
        answer.c.question == fact,
    )
    in_voice = fact in ("band", "route")
    value = voice.c[fact] if in_voice else answer.c.code
    return (
        select(value.label("value"), func.count().label("number"))
        .select_from(comment)
        .join(voice if in_voice else answer, of_voice if in_voice else answered)
        .where(*_round(comment, space_id, round_id), countable(), value.is_not(None))
        .group_by(value)
    )


# ── small parts ──────────────────────────────────────────────────────────────


def _round(table: Any, space_id: int, round_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.space_id == space_id, table.c.round_id == round_id


def _same_comment(table: Any) -> ColumnElement[bool]:
    return and_(table.c.space_id == comment.c.space_id, table.c.comment_id == comment.c.comment_id)


def _same_theme(table: Any) -> ColumnElement[bool]:
    return and_(theme.c.space_id == table.c.space_id, theme.c.theme_id == table.c.theme_id)


def _settled_or_live() -> ColumnElement[bool]:
    fits_none = and_(placing.c.theme_id == NO_THEME, placing.c.decided_by.is_not(None))
    return or_(theme.c.status.in_(LIVE), fits_none)


def _in_no_theme() -> ColumnElement[bool]:
    live = (
        select(placing.c.comment_id)
        .join(theme, _same_theme(placing))
        .where(_same_comment(placing), theme.c.status.in_(LIVE))
    )
    return ~live.correlate(comment).exists()


def _number_read() -> ColumnElement[int]:
    return func.count().filter(readable())


def _themes(space_id: int, round_id: int) -> Select[Any]:
    rank = (theme.c.status == Status.RETIRED, theme.c.position, theme.c.theme_id)
    return select(theme).where(*_round(theme, space_id, round_id)).order_by(*rank)


def _theme(row: Row[Any]) -> Theme:
    return Theme(
        theme_id=row.theme_id,
        position=row.position,
        title=row.title,
        words=tuple(row.words),
        question=row.question or "",
        touchpoint=row.touchpoint or "",
        status=Status(row.status),
        merged_into=row.merged_into,
        by_person=row.made_by is not None,
    )


def _placing(row: Row[Any]) -> Placing:
    return Placing(row.comment_id, row.theme_id, row.decided_by, row.score, row.novelty)


def _placing_row(space_id: int, p: Placing) -> dict[str, Any]:
    return {
        "space_id": space_id,
        "comment_id": p.comment_id,
        "theme_id": p.theme_id,
        "decided_by": p.decided_by,
        "score": p.score,
        "novelty": p.novelty,
    }


def _insert(conn: AsyncConnection, table: Any) -> Any:
    """An insert that knows ON CONFLICT, which both databases spell alike but SQLAlchemy keeps apart."""
    dialect: Any = postgresql if conn.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def _chunks(items: Iterable[Any], size: int = ASKED) -> Iterator[list[Any]]:
    """Pieces small enough for one query: both databases take about 32,000 values at once."""
    left = iter(items)
    while some := list(islice(left, size)):
        yield some
