"""Lists of released comments: all of them with a search, the un-themed, those the machine is unsure of, and what looks new."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from voice.errors import BadInput, Problem
from voice.faces.design import cards
from voice.faces.design.board import change, open_desk
from voice.faces.design.theme import page_number
from voice.faces.shared.forms import as_id, ids, read_form, text, texts
from voice.faces.shared.pages import go, show
from voice.faces.shared.problems import status_of
from voice.protect.numbers import TEAM_LIMIT
from voice.protect.reading import tell_the_lead
from voice.theme import review
from voice.theme.board import codeframe_of
from voice.theme.changing import Turn
from voice.theme.released import Released, holding, looking_new, released, unplaced, unsure

PAGE = 50
FOUND = 100
"""Most comments a search shows: no count is given, so that searching is never counting."""


async def comments_page(request: Request) -> Response:
    """Released comments; with a search, those holding some words, and nothing at all where they are under five."""
    desk = await open_desk(request)
    words, page = request.query_params.get("words", "").strip()[:100], page_number(request)
    where = (desk.space.space_id, desk.round.round_id)
    async with request.app.state.store.reading() as conn:
        if words:
            found = await holding(conn, *where, words, FOUND)
        else:
            found = await released(conn, *where, limit=PAGE + 1, skip=PAGE * (page - 1))
    too_few = bool(words) and len(found) < TEAM_LIMIT
    return show(
        request,
        "design/board/comments.html",
        desk=desk,
        words=words,
        comments=[] if too_few else found[: FOUND if words else PAGE],
        too_few=too_few,
        told="told" in request.query_params,
        page=page,
        more=not words and len(found) > PAGE,
        view=cards,
    )


async def tell(request: Request) -> Response:
    """Somebody sees danger in ticked comments: they go to the safeguarding lead, and off the board."""
    desk = await open_desk(request)
    form = await read_form(request)
    ticked = ids([value.partition("-")[0] for value in texts(form, "comment")])
    state, space = request.app.state, desk.space
    async with state.store.writing() as conn:
        for comment_id in ticked:
            await tell_the_lead(conn, state.keys, space.space_id, space.about.hours, comment_id)
    return go(f"{desk.home}/comments{'?told=1' if ticked else ''}")


async def list_page(
    request: Request, problem: Problem | None = None, typed: FormData | None = None
) -> Response:
    """One of the three lists that a person works through, fifty at a time."""
    desk, which = await open_desk(request), _which(request)
    async with request.app.state.store.reading() as conn:
        frame = await codeframe_of(conn, desk.space.space_id, desk.round.round_id)
        rows = await _rows(conn, desk.space.space_id, desk.round.round_id, which)
    return show(
        request,
        "design/board/list.html",
        status_of(problem) if problem else 200,
        desk=desk,
        frame=frame,
        which=which,
        rows=rows,
        problem=problem,
        typed=typed or FormData(),
        view=cards,
    )


async def work_list(request: Request) -> Response:
    """Show one of the lists, or put its ticked comments where a person says."""
    if request.method == "GET":
        return await list_page(request)
    return await change(request, list_page, _place, f"/{_which(request)}")


async def _place(conn: AsyncConnection, turn: Turn, form: FormData) -> None:
    """In a theme, in a new one, or for each where the machine put it. A ticked box says COMMENT-THEME."""
    pairs = [value.partition("-") for value in texts(form, "comment")]
    ticked = ids([pair[0] for pair in pairs])
    title, into = text(form, "title").strip(), text(form, "into")
    if not ticked:
        raise BadInput("Tick at least one comment first.", "comment")
    if title:
        await review.place(conn, turn, ticked, await review.new_theme(conn, turn, title))
    elif (theme := as_id(into)) is not None:
        await review.place(conn, turn, ticked, theme)
    elif into == "keep":
        for theme_id in ids([pair[2] for pair in pairs]):
            mine = ids([pair[0] for pair in pairs if pair[2] == str(theme_id)])
            await review.place(conn, turn, mine, theme_id)
    else:
        raise BadInput("Choose a theme, or give a new one its name.", "into")


def _which(request: Request) -> str:
    """The list that the address names."""
    path: str = request.scope["path"]
    return path.rstrip("/").rpartition("/")[2]


async def _rows(
    conn: AsyncConnection, space_id: int, round_id: int, which: str
) -> list[tuple[Released, str]]:
    if which == "unplaced":
        return [(comment, "") for comment in await unplaced(conn, space_id, round_id, PAGE)]
    if which == "not-sure":
        return await unsure(conn, space_id, round_id, PAGE)
    return await looking_new(conn, space_id, round_id, PAGE)


routes: list[BaseRoute] = [
    Route("/{space}/comments", comments_page, name="design:comments"),
    Route("/{space}/comments/tell", tell, methods=["POST"], name="design:tell-lead"),
    Route("/{space}/unplaced", work_list, methods=["GET", "POST"], name="design:unplaced"),
    Route("/{space}/not-sure", work_list, methods=["GET", "POST"], name="design:not-sure"),
    Route("/{space}/new-ones", work_list, methods=["GET", "POST"], name="design:new-ones"),
]
