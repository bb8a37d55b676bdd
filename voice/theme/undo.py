"""Taking the last thing back, whoever did it. What others settled since is left as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import Overtaken
from voice.theme import records
from voice.theme.changing import Change, Turn, changing
from voice.theme.codeframe import NO_THEME, Placing, Status


async def next_undo(conn: AsyncConnection, space_id: int, round_id: int) -> tuple[int, str] | None:
    """(number, what was done) of the step that undo would take back, or None."""
    standing = await records.standing_steps(conn, space_id, round_id, most=1)
    return (standing[0].number, standing[0].said) if standing else None


async def undo(conn: AsyncConnection, turn: Turn, number: int) -> str:
    """Take back step `number`, the last standing one of a person. Returns what it was.

    Overtaken when it is not the last one any more.
    """
    newest = await records.lock_codeframe(conn, turn.space_id, turn.round_id)
    standing = await records.standing_steps(conn, turn.space_id, turn.round_id, most=1)
    if not standing or standing[0].number != number:
        raise Overtaken(
            "Something else was done to this board after you opened it. Look again before undoing."
        )
    async with changing(conn, replace(turn, version=newest), "undo") as change:
        await _put_themes_back(change, standing[0].undo)
        await _put_placings_back(change, standing[0].undo)
        change.said = f"undid: {standing[0].said}"
    await records.mark_undone(conn, turn.space_id, standing[0].step_id)
    return str(standing[0].said)


async def _put_themes_back(change: Change, rows: dict[str, Any]) -> None:
    for row in rows["themes"]:
        await change.set_theme(**row)
    for theme_id in rows["new_themes"]:
        await change.set_theme(theme_id, status=Status.RETIRED)


async def _put_placings_back(change: Change, rows: dict[str, Any]) -> None:
    """Placings as they stood, for comments that still pass the gate and that nobody has settled since."""
    added = {(comment_id, theme_id) for comment_id, theme_id in rows["new_placings"]}
    before = [Placing(*row) for row in rows["placings"]]
    touched = {comment_id for comment_id, _ in added} | {p.comment_id for p in before}
    standing = await records.placings_of(change.conn, change.turn.space_id, touched)
    ours = [p for p in standing if (p.comment_id, p.theme_id) in added]
    others = [p for p in standing if (p.comment_id, p.theme_id) not in added]
    await change.take(ours)
    back = await _may_go_back(change, before, {p.comment_id for p in others if p.decided_by is not None})
    coming = {p.comment_id for p in back}
    await change.take(p for p in others if p.decided_by is None and p.comment_id in coming)
    await change.put(back)


async def _may_go_back(change: Change, before: list[Placing], settled: set[int]) -> list[Placing]:
    turn = change.turn
    frame = await records.read_codeframe(change.conn, turn.space_id, turn.round_id)
    known = {theme.theme_id for theme in frame.themes} | {NO_THEME}
    passing = await records.still_countable(change.conn, turn.space_id, {p.comment_id for p in before})
    return [
        p
        for p in before
        if p.theme_id in known
        and p.comment_id in passing
        and (p.decided_by is not None or p.comment_id not in settled)
    ]
