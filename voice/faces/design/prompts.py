"""Prompts: what is ready, what a person must still do, the page to write one, and its three sheets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from voice.clock import today
from voice.errors import BadInput, NotReady, NotYours, Overtaken, Problem
from voice.faces.design import cards, prompt_form
from voice.faces.design.board import open_desk
from voice.faces.design.sheets_html import SHEETS, is_draft, page_of
from voice.faces.shared.doors import me
from voice.faces.shared.forms import as_id, read_form, text, texts, version_seen
from voice.faces.shared.pages import go, show, static
from voice.faces.shared.problems import status_of
from voice.listen.space import Space
from voice.people.nouns import Person
from voice.protect.reading.second import waiting_for_second
from voice.talk import drafts
from voice.talk.changed import card_quotes, written
from voice.talk.checks import Report, check
from voice.talk.gathering import heard_to_mark
from voice.talk.kept import Kept, Marks, kept_prompt, kept_prompts
from voice.talk.patterns import named
from voice.talk.prompts import Prompt
from voice.talk.rubric import RUBRIC
from voice.talk.sheets import counts
from voice.talk.window import SENTENCES

TO_MARK = 150
"""Comments on the page for marking: a small space's theme whole, a large one's first ones."""
STATES = {
    "draft": "Draft",
    "opened": "Open: ready for the table",
    "needs_review": "Needs a look: a quote was taken back or changed",
    "closed": "Closed",
}


REFUSED = (BadInput, Overtaken, NotReady)
"""What the page itself says, with everything typed still there."""

At = tuple[Space, int, int, Person]
"""Which prompt, as it stood on whose page: space, prompt, version, person."""
Change = Callable[[AsyncConnection, FormData, At], Awaitable[None]]


@dataclass(frozen=True)
class Listed:
    """One prompt in the list, with what a person must still do."""

    kept: Kept
    pattern: str
    state: str
    to_do: tuple[str, ...]


# ── pages ────────────────────────────────────────────────────────────────────


async def list_page(request: Request) -> Response:
    """Every prompt of the round: what is ready, and who must act."""
    desk = await open_desk(request)
    async with request.app.state.store.reading() as conn:
        kept = await kept_prompts(conn, desk.space.space_id, round_id=desk.round.round_id)
    listed = [Listed(k, _pattern(k.prompt), STATES[k.prompt.state], _to_do(k)) for k in kept]
    meetings = sorted({k.meeting_on for k in kept if k.meeting_on and k.meeting_on >= today()})
    return show(request, "design/prompts/list.html", desk=desk, listed=listed, meetings=meetings)


async def edit_page(request: Request) -> Response:
    """Read the evidence, write the prompt, check the words, save."""
    if request.method == "GET":
        return await _edit(request)
    desk = await open_desk(request)
    form = await read_form(request)
    boxes = prompt_form.boxes_sent(form)
    async with request.app.state.store.reading() as conn:
        kept = await kept_prompt(conn, desk.space.space_id, request.path_params["prompt"])
    try:
        changes = prompt_form.changes_of(boxes, form, kept.prompt)
        if text(form, "do") == "check":
            return await _edit(request, form=form, tried=written(kept.prompt, changes))
        async with request.app.state.store.writing() as conn:
            version, person = version_seen(form), me(request).person
            await drafts.edit_prompt(conn, desk.space.space_id, kept.prompt_id, version, person, changes)
    except REFUSED as problem:
        return await _edit(request, problem, form)
    return go(f"{desk.home}/prompts/{kept.prompt_id}?saved=1")


async def marks_page(request: Request) -> Response:
    """The theme's comments: which are the other side, which say what to keep, which not to quote."""
    desk = await open_desk(request)
    async with request.app.state.store.reading() as conn:
        kept = await kept_prompt(conn, desk.space.space_id, request.path_params["prompt"])
        comments = await heard_to_mark(conn, desk.space.space_id, kept.prompt.theme, TO_MARK)
    return show(
        request,
        "design/prompts/marks.html",
        desk=desk,
        kept=kept,
        comments=comments,
        more=len(comments) == TO_MARK,
    )


async def print_page(request: Request) -> Response:
    """One sheet, or all three, made to be printed. In a live space what is not open yet is marked a draft."""
    desk = await open_desk(request)
    sheet = request.path_params["sheet"]
    if sheet not in (*SHEETS, "all"):
        raise NotYours("There is no such sheet.")
    async with request.app.state.store.reading() as conn:
        kept = await kept_prompt(conn, desk.space.space_id, request.path_params["prompt"])
    wanted = tuple(SHEETS) if sheet == "all" else (sheet,)
    draft = is_draft(kept.prompt, private=desk.space.private)
    return HTMLResponse(page_of(kept.prompt, wanted, desk.space.title, draft, stylesheet=static("print.css")))


# ── changes ──────────────────────────────────────────────────────────────────


async def mark(request: Request) -> Response:
    """Keep the marks, and count and choose quotes again."""
    return await _change(request, lambda conn, form, at: drafts.mark_comments(conn, *at, _marks(form)))


async def open_(request: Request) -> Response:
    """Let the card go to a table."""
    return await _change(
        request,
        lambda conn, form, at: drafts.open_prompt(conn, *at, quotes_seen=bool(text(form, "seen"))),
    )


async def close(request: Request) -> Response:
    """Done with this prompt."""
    return await _change(request, lambda conn, form, at: drafts.close_prompt(conn, *at))


async def meeting(request: Request) -> Response:
    """The day of the meeting."""
    return await _change(
        request, lambda conn, form, at: drafts.set_meeting(conn, *at, day_sent(form, "meeting_on"))
    )


async def _change(request: Request, make: Change) -> Response:
    """May you? → read the form → change → go on. What can't be done is said on the prompt's page."""
    desk = await open_desk(request)
    form = await read_form(request)
    prompt_id = request.path_params["prompt"]
    try:
        at = (desk.space, prompt_id, version_seen(form), me(request).person)
        async with request.app.state.store.writing() as conn:
            await make(conn, form, at)
    except REFUSED as problem:
        return await _edit(request, problem)
    return go(f"{desk.home}/prompts/{prompt_id}?saved=1")


# ── small parts ──────────────────────────────────────────────────────────────


def day_sent(form: FormData, name: str) -> date | None:
    """A day from a date box; None where it is empty. BadInput where it is no day."""
    said = text(form, name).strip()
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise BadInput("That is not a day. Write it as 2026-12-21.", name) from None


async def _edit(
    request: Request,
    problem: Problem | None = None,
    form: FormData | None = None,
    tried: Prompt | None = None,
) -> Response:
    """The page as stored, or with everything typed where it could not be saved or was only checked (`tried`)."""
    desk = await open_desk(request)
    async with request.app.state.store.reading() as conn:
        kept = await kept_prompt(conn, desk.space.space_id, request.path_params["prompt"])
        waiting = await waiting_for_second(conn, desk.space.space_id, card_quotes(kept.prompt))
    boxes = prompt_form.boxes_sent(form) if form is not None else prompt_form.boxes_of(kept.prompt)
    found = prompt_form.looked_at(boxes)
    keeps_version = not isinstance(problem, Overtaken)
    excused = prompt_form.excused_sent(form) if form is not None else kept.prompt.excused
    return show(
        request,
        "design/prompts/edit.html",
        status_of(problem) if problem else 200,
        desk=desk,
        kept=kept,
        prompt=kept.prompt,
        pattern=_pattern(kept.prompt),
        state=STATES[kept.prompt.state],
        counts=counts(kept.prompt),
        boxes=boxes,
        version=text(form, "version") if form is not None and keeps_version else str(kept.prompt.version),
        found=found,
        phrases=prompt_form.phrases_of(found),
        excused={e.get("phrase", "").lower(): e.get("why", "") for e in excused},
        rubric=_rubric(check(tried or kept.prompt)),
        ticked=set(texts(form, "reader")) if form is not None else _ticked(kept.prompt),
        waiting=len(waiting),
        problem=problem,
        checked=tried is not None,
        saved="saved" in request.query_params,
        modes=prompt_form.MODES,
        who_changes=prompt_form.WHO_CHANGES,
        windows=SENTENCES,
        bands=cards.BANDS | cards.ROUTES | desk.space.about.places,
    )


def _rubric(report: Report) -> list[dict[str, Any]]:
    """The fourteen checks, each with what the software says and whether a reader has a part in it."""
    why = {f.check: f.why for f in report.failed}
    return [
        {
            "c": c,
            "why": why.get(c.number, ""),
            "software": c.software,
            "reader": c.number in report.for_reader,
        }
        for c in RUBRIC
    ]


def _ticked(prompt: Prompt) -> set[str]:
    return {str(mark.get("check")) for mark in prompt.rubric if mark.get("reader") == "passed"}


def _pattern(prompt: Prompt) -> str:
    found = named(prompt.pattern)
    return found.when if found else ""


def _to_do(kept: Kept) -> tuple[str, ...]:
    """What only a person can do next. The checks were made when it was last saved."""
    prompt = kept.prompt
    if prompt.state == "closed":
        return ()
    if prompt.state == "opened":
        return () if kept.meeting_on else ("Set the day of the meeting.",)
    first = () if prompt.edited else ("Make the question yours.",)
    failed = [str(mark["name"]) for mark in prompt.rubric if mark.get("software") == "failed"]
    again = ("Read it again and open it.",) if prompt.state == "needs_review" else ()
    checks = (f"Put right: {', '.join(failed).lower()}.",) if failed else ()
    return (*first, *(checks or again or ("Read the quotes and open it.",)))


def _marks(form: FormData) -> Marks:
    """A radio for each comment: side-ID = other | keep | out | nothing."""
    sides: dict[str, list[int]] = {"other": [], "keep": [], "out": []}
    for name in form:
        side, comment_id = text(form, name), as_id(name.removeprefix("side-"))
        if name.startswith("side-") and comment_id is not None and side in sides:
            sides[side].append(comment_id)
    return Marks(tuple(sides["other"]), tuple(sides["keep"]), tuple(sides["out"]))


routes: list[BaseRoute] = [
    Route("/{space}/prompts", list_page, name="design:prompts"),
    Route("/{space}/prompts/{prompt:int}", edit_page, methods=["GET", "POST"], name="design:prompt"),
    Route("/{space}/prompts/{prompt:int}/comments", marks_page, name="design:prompt-marks"),
    Route("/{space}/prompts/{prompt:int}/comments/mark", mark, methods=["POST"], name="design:prompt-mark"),
    Route("/{space}/prompts/{prompt:int}/open", open_, methods=["POST"], name="design:prompt-open"),
    Route("/{space}/prompts/{prompt:int}/close", close, methods=["POST"], name="design:prompt-close"),
    Route("/{space}/prompts/{prompt:int}/meeting", meeting, methods=["POST"], name="design:prompt-meeting"),
    Route("/{space}/prompts/{prompt:int}/print/{sheet}", print_page, name="design:prompt-print"),
]
