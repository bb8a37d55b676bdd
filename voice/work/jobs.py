"""Every kind of job and who does it. A new kind is a function in its step and one line here."""

from __future__ import annotations

from voice.listen.keeping import ask_for_sweep
from voice.listen.spaces import open_space_by_id
from voice.protect.hold.alarms import escalate as escalate_overdue
from voice.protect.look import look_closely
from voice.protect.looking import Settled, settle_look, unlooked
from voice.store.jobs import Job, absorb
from voice.talk.drafts import draft_prompts, review_prompts
from voice.theme.fit import assign_rest
from voice.theme.suggest import suggest_for
from voice.theme.vectors import embed_comments
from voice.work import night
from voice.work.loop import Handler, Worker
from voice.work.mail import alert_leads


async def look(worker: Worker, space_id: int, group: list[Job]) -> None:
    """Look closely at new comments; embed those that may go on."""
    async with worker.store.reading() as conn:
        space = await open_space_by_id(conn, space_id)
        waiting = await unlooked(conn, worker.keys, space_id, [job.about for job in group if job.about])
    seen = [
        (comment, look_closely(comment.words.text, comment.words.language, space.local))
        for comment in waiting
    ]
    async with worker.store.writing() as conn:
        settled = {
            comment.comment_id: await settle_look(conn, worker.keys, space.about.hours, comment, found)
            for comment, found in seen
        }
    going_on = [comment_id for comment_id, became in settled.items() if became is Settled.READY]
    if worker.encoder and going_on:
        await embed_comments(worker.store, worker.keys, space_id, going_on, worker.encoder)


async def alert(worker: Worker, space_id: int, group: list[Job]) -> None:
    """Something is held: tell the leads how many, never what. One message answers all that wait to be sent."""
    async with worker.store.writing() as conn:
        await absorb(conn, "alert", space_id)
    await alert_leads(worker.store, worker.settings, space_id)


async def escalate(worker: Worker, space_id: int, group: list[Job]) -> None:
    """A deadline has come: if nobody has acknowledged, lead and deputy are told again, until somebody has."""
    async with worker.store.writing() as conn:
        await absorb(conn, "escalate", space_id)
        space = await open_space_by_id(conn, space_id)
        overdue = await escalate_overdue(conn, space_id, space.about.hours)
    if overdue:
        await alert_leads(worker.store, worker.settings, space_id)


async def sweep(worker: Worker, space_id: int, group: list[Job]) -> None:
    """Every night: drop what is no longer needed, out of the file's bytes too, and ask for the next night."""
    await night.sweep(worker.store)
    async with worker.store.writing() as conn:
        await ask_for_sweep(conn)


async def suggest(worker: Worker, space_id: int, group: list[Job]) -> None:
    """Suggest themes for each round asked for, then draft prompts for those that are ready."""
    for round_id in {job.about for job in group if job.about}:
        await suggest_for(worker.store, worker.keys, space_id, round_id, worker.encoder)
        await draft_prompts(worker.store, space_id, round_id)


async def draft(worker: Worker, space_id: int, group: list[Job]) -> None:
    """Themes or what may be quoted changed: drafts that nobody has touched follow."""
    for round_id in {job.about for job in group if job.about}:
        await draft_prompts(worker.store, space_id, round_id)


async def assign(worker: Worker, space_id: int, group: list[Job]) -> None:
    """Place the rest after a person has placed some."""
    for round_id in {job.about for job in group if job.about}:
        await assign_rest(worker.store, worker.keys, space_id, round_id, worker.encoder)
        await draft_prompts(worker.store, space_id, round_id)


async def review(worker: Worker, space_id: int, group: list[Job]) -> None:
    """Comments were withdrawn or held after they were quoted: their prompts need a person's eye again."""
    gone = [comment_id for job in group for comment_id in job.details.get("comments", [])]
    await review_prompts(worker.store, space_id, gone)


HANDLERS: dict[str, Handler] = {
    "look": look,
    "alert": alert,
    "escalate": escalate,
    "sweep": sweep,
    "suggest": suggest,
    "assign": assign,
    "draft": draft,
    "review": review,
}
