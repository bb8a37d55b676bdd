"""The SQL of listen/: spaces, rounds, voices, batches, visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import this_week
from voice.errors import BadInput, NotYours, Overtaken
from voice.listen.space import About, Round, RoundState, Space
from voice.store.ids import new_id
from voice.store.tables import (
    answer,
    batch,
    comment,
    hold,
    placing,
    round_,
    space,
    vector,
    visit,
    voice,
    words,
)
from voice.store.values import from_json, to_json

# ── spaces and rounds ────────────────────────────────────────────────────────


async def space_by_slug(conn: AsyncConnection, slug: str) -> Space:
    """The space of a slug. NotYours if there is none."""
    row = (await conn.execute(select(space).where(space.c.slug == slug))).first()
    if row is None:
        raise NotYours("There is no such space.")
    return _space(row)


async def space_by_id(conn: AsyncConnection, space_id: int) -> Space:
    """The space of an id. NotYours if there is none."""
    row = (await conn.execute(select(space).where(space.c.space_id == space_id))).first()
    if row is None:
        raise NotYours("There is no such space.")
    return _space(row)


async def all_spaces(conn: AsyncConnection) -> list[Space]:
    """Every space, by slug."""
    return [_space(row) for row in (await conn.execute(select(space).order_by(space.c.slug))).all()]


async def add_space(
    conn: AsyncConnection, slug: str, title: str, about: About, *, private: bool = False
) -> Space:
    """A new space. BadInput if the slug is taken."""
    if (await conn.execute(select(space.c.slug).where(space.c.slug == slug))).first():
        raise BadInput(f"There is already a space called “{slug}”.", "slug")
    new = Space(new_id(), slug, title, about, private)
    await conn.execute(
        insert(space).values(
            space_id=new.space_id,
            slug=slug,
            title=title,
            private=private,
            about=to_json(about),
            made_week=this_week(),
        )
    )
    return new


async def save_space(conn: AsyncConnection, changed: Space) -> None:
    """Save what a space says of itself, if nobody saved it since `changed.version`. Overtaken otherwise."""
    done = await conn.execute(
        update(space)
        .where(space.c.space_id == changed.space_id, space.c.version == changed.version)
        .values(title=changed.title, about=to_json(changed.about), version=changed.version + 1)
    )
    if done.rowcount == 0:
        raise Overtaken("Someone else saved this page after you opened it. Your changes are still below.")


async def rounds_of(conn: AsyncConnection, space_id: int) -> list[Round]:
    """The rounds of a space, newest first."""
    query = select(round_).where(round_.c.space_id == space_id).order_by(round_.c.number.desc())
    return [_round(row) for row in (await conn.execute(query)).all()]


async def current_round(conn: AsyncConnection, space_id: int) -> Round | None:
    """The open round, else the newest one, else None."""
    rounds = await rounds_of(conn, space_id)
    return next((r for r in rounds if r.state == RoundState.OPEN), rounds[0] if rounds else None)


async def add_round(
    conn: AsyncConnection,
    space_id: int,
    state: RoundState,
    opens: date | None = None,
    closes: date | None = None,
    answer_by: date | None = None,
    settled: dict[str, Any] | None = None,
) -> Round:
    """The next round of a space."""
    last = (
        await conn.execute(select(func.max(round_.c.number)).where(round_.c.space_id == space_id))
    ).scalar() or 0
    new = Round(new_id(), space_id, last + 1, state, opens, closes, answer_by)
    await conn.execute(
        insert(round_).values(
            space_id=space_id,
            round_id=new.round_id,
            number=new.number,
            state=state,
            opens=opens,
            closes=closes,
            answer_by=answer_by,
            settled=settled or {},
        )
    )
    return new


async def save_round(conn: AsyncConnection, changed: Round, settled: dict[str, Any] | None = None) -> None:
    """Save a round's state and dates."""
    values: dict[str, Any] = {
        "state": changed.state,
        "opens": changed.opens,
        "closes": changed.closes,
        "answer_by": changed.answer_by,
        "reading_pledged": changed.reading_pledged,
    }
    if settled is not None:
        values["settled"] = settled
    await conn.execute(
        update(round_)
        .where(round_.c.space_id == changed.space_id, round_.c.round_id == changed.round_id)
        .values(**values)
    )


def _space(row: Row[Any]) -> Space:
    return Space(row.space_id, row.slug, row.title, from_json(About, row.about), row.private, row.version)


def _round(row: Row[Any]) -> Round:
    return Round(
        row.round_id,
        row.space_id,
        row.number,
        RoundState(row.state),
        row.opens,
        row.closes,
        row.answer_by,
        row.reading_pledged,
    )


# ── voices ───────────────────────────────────────────────────────────────────


async def body_hash(conn: AsyncConnection, space_id: int, form_id: str) -> bytes | None:
    """The keyed hash of what came with this form id before; None once withdrawn."""
    query = select(voice.c.body_hash).where(voice.c.space_id == space_id, voice.c.form_id == form_id)
    found: bytes | None = (await conn.execute(query)).scalar_one_or_none()
    return found


async def voice_by_form(conn: AsyncConnection, space_id: int, form_id: str) -> Row[Any] | None:
    """The voice of a form id."""
    return (
        await conn.execute(select(voice).where(voice.c.space_id == space_id, voice.c.form_id == form_id))
    ).first()


async def voice_by_receipt(conn: AsyncConnection, hashed: bytes) -> Row[Any] | None:
    """The voice whose receipt has this keyed hash, in whichever space, and that space's slug."""
    query = select(voice, space.c.slug).join(space, space.c.space_id == voice.c.space_id)
    return (await conn.execute(query.where(voice.c.receipt_hash == hashed))).first()


async def put_answers(
    conn: AsyncConnection, space_id: int, voice_id: int, rows: list[dict[str, Any]]
) -> None:
    """Closed answers of a voice, in the place of what it said to the same questions before."""
    if not rows:
        return
    again = answer.c.question.in_({row["question"] for row in rows})
    mine = (answer.c.space_id == space_id) & (answer.c.voice_id == voice_id)
    await conn.execute(delete(answer).where(mine, again))
    await conn.execute(insert(answer), rows)


async def form_ids(conn: AsyncConnection) -> Sequence[str]:
    """Every stored form id."""
    return (await conn.execute(select(voice.c.form_id))).scalars().all()


async def whole_counts(conn: AsyncConnection) -> dict[str, int]:
    """Voices, comments, holds, unread and orphans over the whole database."""
    lost = (
        select(func.count())
        .select_from(
            comment.outerjoin(
                voice, (voice.c.space_id == comment.c.space_id) & (voice.c.voice_id == comment.c.voice_id)
            )
        )
        .where(voice.c.voice_id.is_(None))
    )
    queries = {
        "voices": select(func.count()).select_from(voice),
        "comments": select(func.count()).select_from(comment),
        "holds": select(func.count()).select_from(hold).where(hold.c.state == "open"),
        "unread": select(func.count()).select_from(comment).where(comment.c.state == "unread"),
        "orphans": lost,
    }
    return {name: int((await conn.execute(query)).scalar_one()) for name, query in queries.items()}


# ── batches ──────────────────────────────────────────────────────────────────


async def add_batch(
    conn: AsyncConnection, space_id: int, batch_id: int, file_name: str, read_by: str | None
) -> None:
    """An import begins."""
    await conn.execute(
        insert(batch).values(
            space_id=space_id,
            batch_id=batch_id,
            file_name=file_name[-200:],
            week=this_week(),
            read_by=read_by and read_by[:120],
            report={},
        )
    )


async def save_batch_report(
    conn: AsyncConnection, space_id: int, batch_id: int, report: dict[str, Any]
) -> None:
    """What became of an import's rows."""
    await conn.execute(
        update(batch).where(batch.c.space_id == space_id, batch.c.batch_id == batch_id).values(report=report)
    )


async def batch_by_id(conn: AsyncConnection, batch_id: int) -> Row[Any] | None:
    """An import, by its number."""
    return (await conn.execute(select(batch).where(batch.c.batch_id == batch_id))).first()


async def undo_batch(conn: AsyncConnection, space_id: int, batch_id: int) -> int:
    """Take an import's rows out again, except what leads hold, which stays with them. Returns how many went."""
    mine = select(voice.c.voice_id).where(voice.c.space_id == space_id, voice.c.batch_id == batch_id)
    kept = select(comment.c.voice_id).where(comment.c.space_id == space_id, comment.c.state == "held")
    gone = mine.where(voice.c.voice_id.not_in(kept))
    comments = select(comment.c.comment_id).where(
        comment.c.space_id == space_id, comment.c.voice_id.in_(gone)
    )
    for table in (words, vector, placing):
        await conn.execute(
            delete(table).where(table.c.space_id == space_id, table.c.comment_id.in_(comments))
        )
    await conn.execute(delete(comment).where(comment.c.space_id == space_id, comment.c.voice_id.in_(gone)))
    await conn.execute(delete(answer).where(answer.c.space_id == space_id, answer.c.voice_id.in_(gone)))
    done = await conn.execute(delete(voice).where(voice.c.space_id == space_id, voice.c.voice_id.in_(gone)))
    await conn.execute(
        update(batch).where(batch.c.space_id == space_id, batch.c.batch_id == batch_id).values(undone=True)
    )
    return done.rowcount


async def comments_of_batch(conn: AsyncConnection, space_id: int, batch_id: int) -> list[int]:
    """The comments of an import."""
    query = (
        select(comment.c.comment_id)
        .join(voice, (voice.c.space_id == comment.c.space_id) & (voice.c.voice_id == comment.c.voice_id))
        .where(voice.c.space_id == space_id, voice.c.batch_id == batch_id)
    )
    return list((await conn.execute(query)).scalars())


async def voices_of_batch(conn: AsyncConnection, space_id: int, batch_id: int) -> int:
    """How many voices of an import are here."""
    query = select(func.count()).where(voice.c.space_id == space_id, voice.c.batch_id == batch_id)
    return int((await conn.execute(query)).scalar_one())


# ── visits ───────────────────────────────────────────────────────────────────


async def add_visits(
    conn: AsyncConnection, space_id: int, place: str, day: date, kind: str, number: int
) -> None:
    """Add to the tally of drop-in visits. Never joined to a voice."""
    dialect: Any = postgresql if conn.dialect.name == "postgresql" else sqlite
    new = dialect.insert(visit).values(
        space_id=space_id, visit_id=new_id(), place=place, day=day, kind=kind, number=number
    )
    await conn.execute(
        new.on_conflict_do_update(
            index_elements=["space_id", "place", "day", "kind"], set_={"number": visit.c.number + number}
        )
    )


async def visits_between(conn: AsyncConnection, space_id: int, first: date, last: date) -> Sequence[Any]:
    """(place, kind, number) of the drop-in visits between two days."""
    query = (
        select(visit.c.place, visit.c.kind, func.sum(visit.c.number).label("number"))
        .where(visit.c.space_id == space_id, visit.c.day.between(first, last))
        .group_by(visit.c.place, visit.c.kind)
    )
    return (await conn.execute(query)).all()
