"""The SQL of talk/: prompts, conversations, tries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import Overtaken
from voice.protect.usable import quotable, readable
from voice.store.ids import new_id
from voice.store.tables import (
    answer,
    comment,
    conversation,
    placing,
    prompt,
    prompt_quote,
    round_,
    theme,
    try_,
    voice,
    words,
)


async def add_prompt(
    conn: AsyncConnection,
    space_id: int,
    round_id: int,
    theme_id: int,
    pattern: str,
    body: dict[str, Any],
    state: str,
) -> int:
    """A new prompt. Returns its id."""
    prompt_id = new_id()
    await conn.execute(
        insert(prompt).values(
            space_id=space_id,
            prompt_id=prompt_id,
            round_id=round_id,
            theme_id=theme_id,
            pattern=pattern,
            body=body,
            state=state,
        )
    )
    return prompt_id


async def replace_body(
    conn: AsyncConnection, space_id: int, prompt_id: int, body: dict[str, Any], state: str, pattern: str
) -> None:
    """The machine changes a prompt: whoever last wrote in it stays named, and open pages see that it moved on."""
    await conn.execute(
        update(prompt)
        .where(prompt.c.space_id == space_id, prompt.c.prompt_id == prompt_id)
        .values(body=body, state=state, pattern=pattern, version=prompt.c.version + 1)
    )


async def save_prompt(
    conn: AsyncConnection, space_id: int, prompt_id: int, version: int, by: int, **values: Any
) -> None:
    """Change columns of a prompt. Overtaken when `version` is no longer the newest."""
    done = await conn.execute(
        update(prompt)
        .where(prompt.c.space_id == space_id, prompt.c.prompt_id == prompt_id, prompt.c.version == version)
        .values(version=version + 1, edited_by=by, **values)
    )
    if done.rowcount == 0:
        raise Overtaken(
            "Someone else changed this prompt after you opened it. What you wrote is still below."
        )


async def set_quotes(
    conn: AsyncConnection, space_id: int, prompt_id: int, comment_ids: Sequence[int]
) -> None:
    """Remember which comments a prompt quotes."""
    await conn.execute(
        delete(prompt_quote).where(prompt_quote.c.space_id == space_id, prompt_quote.c.prompt_id == prompt_id)
    )
    rows = [
        {"space_id": space_id, "prompt_id": prompt_id, "comment_id": c} for c in dict.fromkeys(comment_ids)
    ]
    if rows:
        await conn.execute(insert(prompt_quote), rows)


async def prompt_by_id(conn: AsyncConnection, space_id: int, prompt_id: int) -> Row[Any] | None:
    """One prompt with its theme's title, or None."""
    rows = await prompts(conn, space_id, prompt_id=prompt_id)
    return rows[0] if rows else None


async def prompts(
    conn: AsyncConnection,
    space_id: int,
    *,
    round_id: int | None = None,
    theme_id: int | None = None,
    prompt_id: int | None = None,
) -> Sequence[Row[Any]]:
    """Prompts of a space with their themes' titles, in the board's order."""
    query = (
        select(prompt, theme.c.title.label("theme_title"), theme.c.position)
        .join(theme, (theme.c.space_id == prompt.c.space_id) & (theme.c.theme_id == prompt.c.theme_id))
        .where(prompt.c.space_id == space_id)
        .order_by(theme.c.position, prompt.c.prompt_id)
    )
    for column, wanted in (
        (prompt.c.round_id, round_id),
        (prompt.c.theme_id, theme_id),
        (prompt.c.prompt_id, prompt_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    return (await conn.execute(query)).all()


async def prompts_quoting(conn: AsyncConnection, space_id: int, comment_ids: Sequence[int]) -> Sequence[int]:
    """Ids of prompts that quote any of these comments."""
    query = select(prompt_quote.c.prompt_id).where(
        prompt_quote.c.space_id == space_id, prompt_quote.c.comment_id.in_(list(comment_ids))
    )
    return (await conn.execute(query.distinct())).scalars().all()


async def still_quotable(
    conn: AsyncConnection, space_id: int, prompt_ids: Sequence[int]
) -> dict[int, frozenset[int]]:
    """Prompt → those of the comments it quotes that may still be quoted."""
    query = (
        select(prompt_quote.c.prompt_id, comment.c.comment_id)
        .join(
            prompt_quote,
            (prompt_quote.c.space_id == comment.c.space_id)
            & (prompt_quote.c.comment_id == comment.c.comment_id),
        )
        .where(comment.c.space_id == space_id, prompt_quote.c.prompt_id.in_(list(prompt_ids)), quotable())
    )
    found: dict[int, set[int]] = defaultdict(set)
    for prompt_id, comment_id in (await conn.execute(query)).all():
        found[prompt_id].add(comment_id)
    return {prompt_id: frozenset(ids) for prompt_id, ids in found.items()}


async def released_by_route(conn: AsyncConnection, space_id: int, round_id: int) -> dict[str, int]:
    """How many released comments of a round came by each route."""
    query = (
        select(voice.c.route, func.count())
        .join(comment, (comment.c.space_id == voice.c.space_id) & (comment.c.voice_id == voice.c.voice_id))
        .where(comment.c.space_id == space_id, comment.c.round_id == round_id, readable())
        .group_by(voice.c.route)
    )
    return {route: int(n) for route, n in (await conn.execute(query)).all()}


async def heard_in(
    conn: AsyncConnection, space_id: int, theme_id: int, most: int | None = None
) -> Sequence[Any]:
    """The released comments of a theme with their facts: what evidence is made of. With `most`, quotable ones first."""
    query = (
        select(
            comment.c.comment_id,
            comment.c.voice_id,
            words.c.masked,
            quotable().label("quotable"),
            voice.c.band,
            voice.c.route,
            voice.c.recorded_by_role,
            voice.c.verbatim,
            voice.c.week,
            voice.c.language,
        )
        .join(
            placing,
            (placing.c.space_id == comment.c.space_id) & (placing.c.comment_id == comment.c.comment_id),
        )
        .join(words, (words.c.space_id == comment.c.space_id) & (words.c.comment_id == comment.c.comment_id))
        .join(voice, (voice.c.space_id == comment.c.space_id) & (voice.c.voice_id == comment.c.voice_id))
        .where(comment.c.space_id == space_id, placing.c.theme_id == theme_id, readable())
        .order_by(*([quotable().desc()] if most else []), comment.c.comment_id)
        .limit(most)
    )
    return (await conn.execute(query)).all()


async def answers_in(conn: AsyncConnection, space_id: int, theme_id: int) -> dict[int, dict[str, list[str]]]:
    """Closed answers of the voices whose released comments are in a theme: voice → question → codes in order."""
    query = (
        select(answer.c.voice_id, answer.c.question, answer.c.code)
        .join(comment, (comment.c.space_id == answer.c.space_id) & (comment.c.voice_id == answer.c.voice_id))
        .join(
            placing,
            (placing.c.space_id == comment.c.space_id) & (placing.c.comment_id == comment.c.comment_id),
        )
        .where(answer.c.space_id == space_id, placing.c.theme_id == theme_id, readable())
        .order_by(answer.c.voice_id, answer.c.question, answer.c.rank)
    )
    found: dict[int, dict[str, list[str]]] = {}
    for row in (await conn.execute(query)).all():
        codes = found.setdefault(row.voice_id, {}).setdefault(row.question, [])
        if row.code not in codes:
            codes.append(row.code)
    return found


async def themes_to_draft(conn: AsyncConnection, space_id: int, round_id: int) -> Sequence[Any]:
    """Themes of a round that nobody retired and for which nobody has written in a prompt yet."""
    written = select(prompt.c.theme_id).where(prompt.c.space_id == space_id, prompt.c.edited_by.is_not(None))
    query = (
        select(theme)
        .where(theme.c.space_id == space_id, theme.c.round_id == round_id)
        .where(theme.c.status != "retired", theme.c.theme_id.not_in(written))
        .order_by(theme.c.position)
    )
    return (await conn.execute(query)).all()


async def lock_round(conn: AsyncConnection, space_id: int, round_id: int) -> None:
    """Hold a round until this transaction ends, so that two workers never draft the same theme twice."""
    query = select(round_.c.round_id).where(round_.c.space_id == space_id, round_.c.round_id == round_id)
    await conn.execute(query.with_for_update())


async def drop_drafts_but(
    conn: AsyncConnection, space_id: int, round_id: int, theme_ids: Sequence[int]
) -> None:
    """Untouched drafts of every other theme: it was replaced or retired, or nothing in it may be quoted any more."""
    await conn.execute(
        delete(prompt).where(
            prompt.c.space_id == space_id,
            prompt.c.round_id == round_id,
            prompt.c.state.in_(("draft", "needs_review")),
            prompt.c.edited_by.is_(None),
            prompt.c.theme_id.not_in(theme_ids),
        )
    )
    left = select(prompt.c.prompt_id).where(prompt.c.space_id == space_id)
    await conn.execute(
        delete(prompt_quote).where(prompt_quote.c.space_id == space_id, prompt_quote.c.prompt_id.not_in(left))
    )


async def theme_row(conn: AsyncConnection, space_id: int, theme_id: int) -> Row[Any] | None:
    """One theme's row."""
    query = select(theme).where(theme.c.space_id == space_id, theme.c.theme_id == theme_id)
    return (await conn.execute(query)).first()


async def add_conversation(
    conn: AsyncConnection, space_id: int, prompt_id: int, held_on: date, body: dict[str, Any]
) -> int:
    """A conversation that was held. Returns its id."""
    conversation_id = new_id()
    await conn.execute(
        insert(conversation).values(
            space_id=space_id,
            conversation_id=conversation_id,
            prompt_id=prompt_id,
            held_on=held_on,
            body=body,
        )
    )
    return conversation_id


async def conversations(
    conn: AsyncConnection, space_id: int, *, prompt_id: int | None = None, conversation_id: int | None = None
) -> Sequence[Row[Any]]:
    """Conversations of a space, newest first."""
    query = (
        select(conversation, prompt.c.theme_id, prompt.c.round_id, theme.c.title.label("theme_title"))
        .join(
            prompt,
            (prompt.c.space_id == conversation.c.space_id) & (prompt.c.prompt_id == conversation.c.prompt_id),
        )
        .join(theme, (theme.c.space_id == prompt.c.space_id) & (theme.c.theme_id == prompt.c.theme_id))
        .where(conversation.c.space_id == space_id)
        .order_by(conversation.c.held_on.desc())
    )
    if prompt_id is not None:
        query = query.where(conversation.c.prompt_id == prompt_id)
    if conversation_id is not None:
        query = query.where(conversation.c.conversation_id == conversation_id)
    return (await conn.execute(query)).all()


async def add_try(conn: AsyncConnection, space_id: int, conversation_id: int, body: dict[str, Any]) -> int:
    """The smallest new thing, tried after a conversation. Returns its id."""
    try_id = new_id()
    await conn.execute(
        insert(try_).values(
            space_id=space_id,
            try_id=try_id,
            conversation_id=conversation_id,
            body=body,
            result=body.get("result") or None,
        )
    )
    return try_id


async def save_try(conn: AsyncConnection, space_id: int, try_id: int, body: dict[str, Any]) -> bool:
    """What became of a try. False where somebody has said so before: that stays."""
    done = await conn.execute(
        update(try_)
        .where(try_.c.space_id == space_id, try_.c.try_id == try_id, try_.c.result.is_(None))
        .values(body=body, result=body.get("result") or None)
    )
    return done.rowcount == 1


async def tries(
    conn: AsyncConnection, space_id: int, *, conversation_id: int | None = None, try_id: int | None = None
) -> Sequence[Row[Any]]:
    """Tries of a space."""
    query = select(try_).where(try_.c.space_id == space_id)
    if conversation_id is not None:
        query = query.where(try_.c.conversation_id == conversation_id)
    if try_id is not None:
        query = query.where(try_.c.try_id == try_id)
    return (await conn.execute(query)).all()
