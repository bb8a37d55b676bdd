"""The SQL of tell/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import Overtaken
from voice.protect.usable import READABLE, State, countable, may_leave, quotable, readable
from voice.store.ids import new_id
from voice.store.tables import (
    comment,
    conversation,
    heard_right,
    hold,
    placing,
    prompt,
    round_,
    tell_back,
    theme,
    voice,
    words,
)
from voice.store.values import from_json, to_json
from voice.tell.nouns import Stage, TellBack

COLUMNS = ("theme_id", "round_id", "prompt_id", "stage", "on_day", "tell_back_id", "published", "version")


async def save(conn: AsyncConnection, space_id: int, changed: TellBack) -> TellBack:
    """Insert or update. Overtaken when its version is no longer the newest."""
    body = {name: value for name, value in to_json(changed).items() if name not in COLUMNS}
    values = {
        "theme_id": changed.theme_id,
        "round_id": changed.round_id,
        "prompt_id": changed.prompt_id,
        "stage": changed.stage,
        "on_day": changed.on_day,
        "body": body,
    }
    if not changed.tell_back_id:
        new = replace(changed, tell_back_id=new_id(), published=False, version=1)
        await conn.execute(
            insert(tell_back).values(space_id=space_id, tell_back_id=new.tell_back_id, **values)
        )
        return new
    done = await conn.execute(
        update(tell_back)
        .where(tell_back.c.space_id == space_id, tell_back.c.tell_back_id == changed.tell_back_id)
        .where(tell_back.c.version == changed.version)
        .values(version=changed.version + 1, **values)
    )
    if done.rowcount == 0:
        raise Overtaken("Someone else changed this after you opened it. What you wrote is still below.")
    return replace(changed, version=changed.version + 1)


async def set_published(
    conn: AsyncConnection, space_id: int, tell_back_id: int, published: bool, shown_count: int | None = None
) -> None:
    """On the public page with the number shown there, or off it."""
    here = (tell_back.c.space_id == space_id, tell_back.c.tell_back_id == tell_back_id)
    values: dict[str, Any] = {"published": published}
    if published:
        body = (await conn.execute(select(tell_back.c.body).where(*here))).scalar_one()
        values["body"] = {**body, "shown_count": shown_count}
    await conn.execute(update(tell_back).where(*here).values(**values))


async def quotes_to_choose(
    conn: AsyncConnection, space_id: int, theme_id: int, most: int
) -> list[tuple[int, str, bool]]:
    """(comment, masked words, seen by a second reader) of a theme's quotable comments in the writer's own words."""
    query = (
        select(comment.c.comment_id, words.c.masked, comment.c.second_read)
        .join(words, (words.c.space_id == comment.c.space_id) & (words.c.comment_id == comment.c.comment_id))
        .join(
            placing,
            (placing.c.space_id == comment.c.space_id) & (placing.c.comment_id == comment.c.comment_id),
        )
        .join(voice, (voice.c.space_id == comment.c.space_id) & (voice.c.voice_id == comment.c.voice_id))
        .where(comment.c.space_id == space_id, placing.c.theme_id == theme_id, quotable())
        .where(voice.c.verbatim == "own_words")
        .order_by(comment.c.second_read.desc(), comment.c.comment_id)
        .limit(most)
    )
    return [(row.comment_id, row.masked, row.second_read) for row in (await conn.execute(query)).all()]


async def last_conversation(
    conn: AsyncConnection, space_id: int, theme_id: int, until: date
) -> dict[str, Any] | None:
    """What was written down of the last conversation about a theme held by a day, or None."""
    query = (
        select(conversation.c.body)
        .join(
            prompt,
            (prompt.c.space_id == conversation.c.space_id) & (prompt.c.prompt_id == conversation.c.prompt_id),
        )
        .where(conversation.c.space_id == space_id, prompt.c.theme_id == theme_id)
        .where(conversation.c.held_on <= until)
        .order_by(conversation.c.held_on.desc())
        .limit(1)
    )
    body: dict[str, Any] | None = (await conn.execute(query)).scalar_one_or_none()
    return body


async def by_id(conn: AsyncConnection, space_id: int, tell_back_id: int) -> TellBack | None:
    """One tell-back, or None."""
    query = select(tell_back).where(
        tell_back.c.space_id == space_id, tell_back.c.tell_back_id == tell_back_id
    )
    row = (await conn.execute(query)).first()
    return _tell_back(row) if row else None


async def of_round(
    conn: AsyncConnection,
    space_id: int,
    round_id: int,
    theme_id: int | None = None,
    *,
    published: bool = False,
) -> list[TellBack]:
    """Tell-backs of a round, oldest first."""
    query = select(tell_back).where(tell_back.c.space_id == space_id, tell_back.c.round_id == round_id)
    if theme_id is not None:
        query = query.where(tell_back.c.theme_id == theme_id)
    if published:
        query = query.where(tell_back.c.published)
    told = [_tell_back(row) for row in (await conn.execute(query.order_by(tell_back.c.tell_back_id))).all()]
    return sorted(told, key=lambda step: (step.on_day, list(Stage).index(step.stage)))


async def quotes_that_may_leave(
    conn: AsyncConnection, space_id: int, comment_ids: Sequence[int]
) -> dict[int, str]:
    """The masked words of those of these comments that may stand on a public page."""
    query = (
        select(comment.c.comment_id, words.c.masked)
        .join(words, (words.c.space_id == comment.c.space_id) & (words.c.comment_id == comment.c.comment_id))
        .where(comment.c.space_id == space_id, comment.c.comment_id.in_(list(comment_ids)), may_leave())
    )
    return {row.comment_id: row.masked for row in (await conn.execute(query)).all()}


async def theme_titles(conn: AsyncConnection, space_id: int, theme_ids: Sequence[int]) -> dict[int, str]:
    """Titles of themes."""
    query = select(theme.c.theme_id, theme.c.title).where(
        theme.c.space_id == space_id, theme.c.theme_id.in_(list(theme_ids))
    )
    return {row.theme_id: row.title for row in (await conn.execute(query)).all()}


async def theme_count(conn: AsyncConnection, space_id: int, theme_id: int) -> int:
    """How many countable comments a theme has."""
    query = (
        select(func.count())
        .select_from(placing)
        .join(
            comment,
            (comment.c.space_id == placing.c.space_id) & (comment.c.comment_id == placing.c.comment_id),
        )
        .where(placing.c.space_id == space_id, placing.c.theme_id == theme_id, countable())
    )
    return int((await conn.execute(query)).scalar_one())


async def add_heard_right(conn: AsyncConnection, space_id: int, tell_back_id: int, reply: str) -> None:
    """One more tap on "did we hear you right?"."""
    dialect: Any = postgresql if conn.dialect.name == "postgresql" else sqlite
    new = dialect.insert(heard_right).values(
        space_id=space_id, tell_back_id=tell_back_id, reply=reply, number=1
    )
    await conn.execute(
        new.on_conflict_do_update(
            index_elements=["space_id", "tell_back_id", "reply"], set_={"number": heard_right.c.number + 1}
        )
    )


async def heard_right_counts(conn: AsyncConnection, space_id: int, tell_back_id: int) -> dict[str, int]:
    """Taps by reply."""
    query = select(heard_right.c.reply, heard_right.c.number).where(
        heard_right.c.space_id == space_id, heard_right.c.tell_back_id == tell_back_id
    )
    return {row.reply: row.number for row in (await conn.execute(query)).all()}


async def stages_of_voice(
    conn: AsyncConnection, space_id: int, voice_id: int
) -> tuple[bool, bool, list[int]]:
    """(withdrawn, has a person read all of its comments, the themes that its readable comments are in).

    A held comment shows what an unread one does until a lead has settled it; then a person has read it, as others do.
    So nothing on the page ever tells that words were held.
    """
    gone = select(voice.c.withdrawn).where(voice.c.space_id == space_id, voice.c.voice_id == voice_id)
    withdrawn = bool((await conn.execute(gone)).scalar_one_or_none())
    waits = select(hold.c.hold_id).where(
        hold.c.space_id == comment.c.space_id,
        hold.c.comment_id == comment.c.comment_id,
        hold.c.state == "open",
    )
    mine = select(comment.c.state, waits.exists().label("waits"))
    mine = mine.where(comment.c.space_id == space_id, comment.c.voice_id == voice_id)
    states = [(row.state, row.waits) for row in (await conn.execute(mine)).all()]
    placed = (
        select(placing.c.theme_id)
        .join(
            comment,
            (comment.c.space_id == placing.c.space_id) & (comment.c.comment_id == placing.c.comment_id),
        )
        .join(theme, (theme.c.space_id == placing.c.space_id) & (theme.c.theme_id == placing.c.theme_id))
        .where(comment.c.space_id == space_id, comment.c.voice_id == voice_id, readable())
        .where(theme.c.status == "accepted")
    )
    return withdrawn, _all_read(states), list((await conn.execute(placed)).scalars().all())


async def talked_about(conn: AsyncConnection, space_id: int, theme_ids: Sequence[int]) -> bool:
    """Has a conversation been held about one of these themes?"""
    query = (
        select(conversation.c.conversation_id)
        .join(
            prompt,
            (prompt.c.space_id == conversation.c.space_id) & (prompt.c.prompt_id == conversation.c.prompt_id),
        )
        .where(conversation.c.space_id == space_id, prompt.c.theme_id.in_(list(theme_ids)))
        .limit(1)
    )
    return (await conn.execute(query)).first() is not None


async def any_told(conn: AsyncConnection, space_id: int, theme_ids: Sequence[int]) -> bool:
    """Has something past "heard" been published about one of these themes?"""
    query = select(tell_back.c.tell_back_id).where(
        tell_back.c.space_id == space_id,
        tell_back.c.theme_id.in_(list(theme_ids)),
        tell_back.c.published,
        tell_back.c.stage != "heard",
    )
    return (await conn.execute(query.limit(1))).first() is not None


async def themes_for_export(conn: AsyncConnection, space_id: int) -> Sequence[Any]:
    """The themes of a space that nobody retired, in the board's order."""
    query = select(theme).where(theme.c.space_id == space_id, theme.c.status != "retired")
    return (await conn.execute(query.order_by(theme.c.round_id, theme.c.position))).all()


async def released_for_export(conn: AsyncConnection, space_id: int) -> list[ReleasedRow]:
    """Every released comment with its themes, through the gate. The order says nothing of when."""
    query = (
        select(
            comment.c.comment_id,
            comment.c.question,
            words.c.masked,
            may_leave().label("may_leave"),
            quotable().label("quotable"),
            voice.c.week,
            voice.c.band,
            voice.c.route,
            voice.c.verbatim,
            voice.c.language,
            round_.c.number.label("round_number"),
        )
        .join(words, (words.c.space_id == comment.c.space_id) & (words.c.comment_id == comment.c.comment_id))
        .join(voice, (voice.c.space_id == comment.c.space_id) & (voice.c.voice_id == comment.c.voice_id))
        .join(round_, (round_.c.space_id == comment.c.space_id) & (round_.c.round_id == comment.c.round_id))
        .where(comment.c.space_id == space_id, readable())
        .order_by(comment.c.comment_id)
    )
    themes = await _themes_by_comment(conn, space_id)
    return [
        ReleasedRow(**row._mapping, themes=tuple(themes.get(row.comment_id, ())))
        for row in (await conn.execute(query)).all()
    ]


async def _themes_by_comment(conn: AsyncConnection, space_id: int) -> dict[int, list[tuple[str, bool]]]:
    query = (
        select(placing.c.comment_id, placing.c.decided_by, theme.c.title)
        .join(theme, (theme.c.space_id == placing.c.space_id) & (theme.c.theme_id == placing.c.theme_id))
        .where(placing.c.space_id == space_id, theme.c.status != "retired")
        .order_by(theme.c.position)
    )
    found: dict[int, list[tuple[str, bool]]] = {}
    for row in (await conn.execute(query)).all():
        found.setdefault(row.comment_id, []).append((row.title, row.decided_by is not None))
    return found


@dataclass(frozen=True)
class ReleasedRow:
    """A released comment with its facts and themes: (title, settled by a person)."""

    comment_id: int
    question: str
    masked: str
    may_leave: bool
    quotable: bool
    week: str
    band: str | None
    route: str
    verbatim: str
    language: str
    round_number: int
    themes: tuple[tuple[str, bool], ...]


def _all_read(comments: Sequence[tuple[str, bool]]) -> bool:
    """Has a person read these (state, a lead has still to settle it)?"""
    read = (*READABLE, State.NOT_USED)
    return bool(comments) and all(
        state in read or (state == State.HELD and not waits) for state, waits in comments
    )


def _tell_back(row: Row[Any]) -> TellBack:
    columns = {name: getattr(row, name) for name in COLUMNS}
    return from_json(TellBack, {**row.body, **columns})
