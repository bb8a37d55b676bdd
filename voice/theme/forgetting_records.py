"""The SQL of forgetting phrases: every theme of a round, and the rows that undo would put back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.store.tables import board_step, theme


async def rounds_with_themes(conn: AsyncConnection) -> list[tuple[int, int]]:
    """(space, round) of every board."""
    query = select(theme.c.space_id, theme.c.round_id).distinct()
    return [(row.space_id, row.round_id) for row in (await conn.execute(query)).all()]


async def every_theme(conn: AsyncConnection, space_id: int, round_id: int) -> Sequence[Any]:
    """The themes of a board, those that were retired too."""
    query = select(theme).where(theme.c.space_id == space_id, theme.c.round_id == round_id)
    return (await conn.execute(query.order_by(theme.c.position))).all()


async def every_step(conn: AsyncConnection, space_id: int, round_id: int) -> Sequence[Any]:
    """(step_id, said, undo) of the whole history of a board."""
    query = select(board_step.c.step_id, board_step.c.said, board_step.c.undo).where(
        board_step.c.space_id == space_id, board_step.c.round_id == round_id
    )
    return (await conn.execute(query)).all()


async def rewrite_theme(
    conn: AsyncConnection, space_id: int, theme_id: int, title: str, words: list[str]
) -> None:
    """A theme with fewer phrases, and another title if its own was made of the others."""
    await conn.execute(
        update(theme)
        .where(theme.c.space_id == space_id, theme.c.theme_id == theme_id)
        .values(title=title, words=words, version=theme.c.version + 1)
    )


async def rewrite_step(
    conn: AsyncConnection, space_id: int, step_id: int, said: str, undo: dict[str, Any]
) -> None:
    """A step of the history without those phrases."""
    await conn.execute(
        update(board_step)
        .where(board_step.c.space_id == space_id, board_step.c.step_id == step_id)
        .values(said=said, undo=undo)
    )
