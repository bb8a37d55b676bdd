"""Tell-backs: what each theme's people have been told, what is due, and the page to write the next thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from voice.clock import in_days, today
from voice.errors import BadInput, NotReady, NotYours, Overtaken, Problem
from voice.faces.design.board import Desk, open_desk
from voice.faces.design.prompt_form import MODES
from voice.faces.design.prompts import day_sent
from voice.faces.shared.doors import me
from voice.faces.shared.forms import as_id, read_form, text, texts, version_seen
from voice.faces.shared.pages import go, show
from voice.faces.shared.problems import status_of
from voice.talk.kept import kept_prompts
from voice.talk.readability import grade
from voice.talk.wording import Hit, hits
from voice.tell import tell_backs as tell
from voice.tell.due import Due, next_due
from voice.tell.nouns import WORDINGS, Stage, TellBack
from voice.tell.published import heard_right_so_far
from voice.theme.board import codeframe_of
from voice.theme.codeframe import Theme

STAGES = {
    Stage.HEARD: "Heard: what people said",
    Stage.TALKED: "Talked: what was talked over, with whom",
    Stage.TRYING: "Trying: the smallest thing",
    Stage.CHANGED: "Changed: and how we know",
    Stage.STOPPED: "Stopped: and why",
    Stage.NOT_THAT_WAY: "Not that way, but…",
}
WORDING_NAMES = {"8-11": "For 8 to 11s", "12-17": "For 12 to 17s", "adults": "For parents, carers and staff"}
OURS = ("who", "reason", "another_thing", "who_could_change_it", "evidence", "got_wrong")
"""Adult-written boxes beside the three wordings."""
REFUSED = (BadInput, Overtaken, NotReady)


@dataclass(frozen=True)
class Story:
    """A theme with the steps told so far, oldest first, and what is due."""

    theme_id: int
    title: str
    steps: tuple[TellBack, ...]
    due: Due | None


# ── pages ────────────────────────────────────────────────────────────────────


async def list_page(request: Request) -> Response:
    """Each theme: what has been told back, and what is due; the overdue first."""
    desk = await open_desk(request)
    async with request.app.state.store.reading() as conn:
        stories = await _stories(conn, desk)
    stories.sort(key=lambda s: s.due.by if s.due else date.max)
    return show(
        request, "design/tell_backs/list.html", desk=desk, stories=stories, stages=STAGES, today=today()
    )


async def edit_page(request: Request) -> Response:
    """Write a tell-back, new or one that is there (`?step=`): three wordings, who, where, which quotes."""
    desk = await open_desk(request)
    async with request.app.state.store.reading() as conn:
        theme = await _theme(conn, desk, request.path_params["theme"])
        before = await _before(conn, desk, theme, request)
    if request.method == "GET":
        return await _edit(request, desk, theme, before)
    form = await read_form(request)
    try:
        sent = await _sent(request, desk, before, form)
        if text(form, "do") == "check":
            return await _edit(request, desk, theme, sent, checked=True)
        async with request.app.state.store.writing() as conn:
            saved = await tell.save(conn, desk.space.space_id, sent, me(request).person)
    except REFUSED as problem:
        return await _edit(request, desk, theme, before, problem, form)
    return go(f"{desk.home}/themes/{theme.theme_id}/tell-back?step={saved.tell_back_id}&saved=1")


async def publish(request: Request) -> Response:
    """Put it on the public page, or take it off again."""
    desk = await open_desk(request)
    form = await read_form(request)
    space_id, step = desk.space.space_id, request.path_params["step"]
    async with request.app.state.store.reading() as conn:
        told = await tell.get(conn, space_id, step)
        theme = await _theme(conn, desk, told.theme_id)
    try:
        async with request.app.state.store.writing() as conn:
            if text(form, "do") == "take_back":
                await tell.unpublish(conn, space_id, step, me(request).person)
            else:
                seen = bool(text(form, "seen"))
                await tell.publish(conn, space_id, step, me(request).person, quotes_seen=seen)
    except REFUSED as problem:
        return await _edit(request, desk, theme, told, problem)
    return go(f"{desk.home}/themes/{theme.theme_id}/tell-back?step={step}&saved=1")


# ── small parts ──────────────────────────────────────────────────────────────


async def _stories(conn: AsyncConnection, desk: Desk) -> list[Story]:
    """Live themes, and those that something was told about before they were merged or retired."""
    space_id, round_id = desk.space.space_id, desk.round.round_id
    steps: dict[int, list[TellBack]] = {}
    for told in await tell.all_of(conn, space_id, round_id):
        steps.setdefault(told.theme_id, []).append(told)
    promised = {
        kept.prompt.theme: _day(kept.prompt.tell_back.get("date", ""))
        for kept in await kept_prompts(conn, space_id, round_id=round_id)
        if kept.prompt.state == "opened"
    }
    frame = await codeframe_of(conn, space_id, round_id)
    return [
        Story(t.theme_id, t.title, tuple(told), next_due(told, promised.get(t.theme_id)))
        for t, told in ((theme, steps.get(theme.theme_id, [])) for theme in frame.themes)
        if told or t.is_live
    ]


async def _theme(conn: AsyncConnection, desk: Desk, theme_id: int) -> Theme:
    theme = (await codeframe_of(conn, desk.space.space_id, desk.round.round_id)).theme(theme_id)
    if theme is None:
        raise NotYours("There is no such theme on this board.")
    return theme


async def _before(conn: AsyncConnection, desk: Desk, theme: Theme, request: Request) -> TellBack:
    """The step that the address names, or a new one at the stage it names."""
    step, stage = request.query_params.get("step", ""), request.query_params.get("stage", "")
    if (step_id := as_id(step)) is not None:
        told = await tell.get(conn, desk.space.space_id, step_id)
        if told.theme_id != theme.theme_id:
            raise NotYours("There is no such tell-back.")
        return told
    at = Stage(stage) if stage in set(Stage) else Stage.HEARD
    return TellBack(theme.theme_id, desk.round.round_id, at, today(), next_by=in_days(28))


async def _edit(
    request: Request,
    desk: Desk,
    theme: Theme,
    told: TellBack,
    problem: Problem | None = None,
    form: FormData | None = None,
    *,
    checked: bool = False,
) -> Response:
    """The page, with everything typed where it could not be saved."""
    async with request.app.state.store.reading() as conn:
        quotes = await tell.quotes_to_choose(conn, desk.space.space_id, theme.theme_id)
        newest = told
        if isinstance(problem, Overtaken):
            newest = await tell.get(conn, desk.space.space_id, told.tell_back_id)
        replies = await heard_right_so_far(conn, desk.space.space_id, told.tell_back_id)
    typed = _boxes(told) if form is None else _typed(form)
    chosen = {str(q) for q in told.quotes} if form is None else set(texts(form, "quote"))
    return show(
        request,
        "design/tell_backs/edit.html",
        status_of(problem) if problem else 200,
        desk=desk,
        theme=theme,
        told=told,
        version=newest.version,
        typed=typed,
        chosen=chosen,
        quotes=quotes,
        waiting=sum(str(q.comment_id) in chosen and not q.second_read for q in quotes),
        found=_look(typed),
        ages={w: round(grade(typed[w])) + 5 for w in WORDINGS if typed[w]},
        stages=STAGES,
        wordings=WORDING_NAMES,
        problem=problem,
        checked=checked,
        saved="saved" in request.query_params,
        modes=MODES,
        replies=replies,
    )


def _boxes(told: TellBack) -> dict[str, str]:
    return {
        **{w: told.words.get(w, "") for w in WORDINGS},
        **{name: getattr(told, name) for name in OURS},
        "stage": told.stage,
        "on_day": told.on_day.isoformat(),
        "next_by": told.next_by.isoformat() if told.next_by else "",
        "where": "\n".join(told.where),
        "leader_came": {True: "yes", False: "no", None: ""}[told.leader_came],
    }


def _typed(form: FormData) -> dict[str, str]:
    names = (*WORDINGS, *OURS, "stage", "on_day", "next_by", "where", "leader_came")
    return {name: text(form, name).strip().replace("\r\n", "\n") for name in names}


async def _sent(request: Request, desk: Desk, before: TellBack, form: FormData) -> TellBack:
    """What was typed as a tell-back. Only quotes that may be chosen are taken."""
    typed = _typed(form)
    on_day = day_sent(form, "on_day")
    if on_day is None:
        raise BadInput("Say from which day this is.", "on_day")
    if typed["stage"] not in set(Stage):
        raise BadInput("Choose how far this has come.", "stage")
    async with request.app.state.store.reading() as conn:
        may = await tell.quotes_to_choose(conn, desk.space.space_id, before.theme_id)
    ticked = set(texts(form, "quote"))
    return replace(
        before,
        stage=Stage(typed["stage"]),
        on_day=on_day,
        next_by=day_sent(form, "next_by"),
        words={w: typed[w] for w in WORDINGS if typed[w]},
        where=tuple(line.strip() for line in typed["where"].split("\n") if line.strip()),
        quotes=tuple(q.comment_id for q in may if str(q.comment_id) in ticked),
        leader_came={"yes": True, "no": False}.get(typed["leader_came"]),
        version=version_seen(form),
        **_ours(typed),
    )


def _ours(typed: dict[str, str]) -> dict[str, Any]:
    return {name: typed[name] for name in OURS}


def _look(typed: dict[str, str]) -> dict[str, list[Hit]]:
    return {name: found for name in (*WORDINGS, *OURS) if (found := hits(typed[name]))}


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


routes: list[BaseRoute] = [
    Route("/{space}/tell-backs", list_page, name="design:tell-backs"),
    Route(
        "/{space}/themes/{theme:int}/tell-back", edit_page, methods=["GET", "POST"], name="design:tell-back"
    ),
    Route(
        "/{space}/tell-backs/{step:int}/publish", publish, methods=["POST"], name="design:tell-back-publish"
    ),
]
