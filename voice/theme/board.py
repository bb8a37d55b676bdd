"""The board of a round as a page opens it: its themes, what the worker is doing, what was done before."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.store.jobs import enqueue
from voice.theme import records
from voice.theme.changing import who_did
from voice.theme.codeframe import PROGRESS, Codeframe, Progress, Step


class Work(StrEnum):
    """What the worker can be asked to do for a board: the kinds of its jobs."""

    SUGGEST = "suggest"
    ASSIGN = "assign"


async def codeframe_of(conn: AsyncConnection, space_id: int, round_id: int) -> Codeframe:
    """The themes of a round, in order."""
    return await records.read_codeframe(conn, space_id, round_id)


async def open_board(
    conn: AsyncConnection, space_id: int, round_id: int
) -> tuple[Codeframe, Progress | None]:
    """(the codeframe, how far the worker has come if it is at work on it)."""
    frame = await records.read_codeframe(conn, space_id, round_id)
    if not await records.waiting_jobs(conn, space_id, round_id, list(Work)):
        return frame, None
    told = await records.read_progress(conn, space_id, PROGRESS)
    if told is None or told.done >= told.total:
        return frame, Progress(0, 0, "Waiting for its turn")
    return frame, told


async def ask_for(conn: AsyncConnection, space_id: int, round_id: int, work: Work) -> None:
    """Ask the worker, unless it has been asked already."""
    if work not in await records.waiting_jobs(conn, space_id, round_id, [work]):
        await enqueue(conn, work, space_id, round_id)


async def history(conn: AsyncConnection, space_id: int, round_id: int) -> list[tuple[Step, str]]:
    """(step, who did it), newest first."""
    steps = await records.steps(conn, space_id, round_id)
    who = await who_did(conn, steps)
    return [(step, who[step.person_id]) for step in steps]
