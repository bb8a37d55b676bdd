"""One theme: everything people said in it, who put it there, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from voice.errors import BadInput, NotYours, Problem
from voice.faces.design import cards
from voice.faces.design.board import Change, Desk, board_page, change, open_desk
from voice.faces.shared.forms import as_id, ids, number, text, texts
from voice.faces.shared.pages import go, show
from voice.faces.shared.problems import status_of
from voice.protect.numbers import may_be_named
from voice.store.secret import Keys
from voice.theme import review
from voice.theme.board import codeframe_of
from voice.theme.changing import Turn
from voice.theme.codeframe import Codeframe, Theme
from voice.theme.released import Released, fact_counts, released, theme_counts
from voice.theme.stored import second_part

PAGE = 50
"""Comments to a page of a theme."""
MOST_PAGES = 1_000_000
"""No theme of any round has as many."""
SPLIT_PAGE = 60
"""Comments shown to somebody splitting a theme; the others follow the machine until someone looks."""


@dataclass(frozen=True)
class Facts:
    """The fixed tables beside a theme, ready to show, and the bands that a comment in it may be labelled with."""

    tables: tuple[tuple[str, list[tuple[str, str]]], ...] = ()
    bands: frozenset[str | None] = frozenset()


# ── pages ────────────────────────────────────────────────────────────────────


async def theme_page(
    request: Request, problem: Problem | None = None, typed: FormData | None = None
) -> Response:
    """All released comments of a theme, fifty to a page. A merged theme leads to the one it is part of now."""
    desk = await open_desk(request)
    page = page_number(request)
    async with request.app.state.store.reading() as conn:
        frame, theme = await _find(conn, desk, request)
        if theme.merged_into:
            return go(f"{desk.home}/themes/{theme.merged_into}")
        count = await _count(conn, desk, frame, theme)
        comments = await _comments(conn, desk, theme, PAGE + 1, PAGE * (page - 1))
        facts = await _facts(conn, desk, theme, int(count.number)) if count.number.isdigit() else Facts()
    return show(
        request,
        "design/board/theme.html",
        status_of(problem) if problem else 200,
        desk=desk,
        frame=frame,
        theme=theme,
        count=count,
        comments=comments[:PAGE],
        page=page,
        more=len(comments) > PAGE,
        facts=facts,
        others=[other for other in frame.live if other.theme_id != theme.theme_id],
        problem=problem,
        typed=typed or FormData(),
        view=cards,
    )


async def split_page(
    request: Request, problem: Problem | None = None, typed: FormData | None = None
) -> Response:
    """A theme as two: the machine's idea of it ticked, for a person to change."""
    desk = await open_desk(request)
    async with request.app.state.store.reading() as conn:
        frame, theme = await _find(conn, desk, request)
        part = await second_part(conn, request.app.state.keys, desk.space.space_id, theme.theme_id)
        comments = await _comments(conn, desk, theme, SPLIT_PAGE)
    ticked = set(ids(texts(typed, "comment"))) if typed else part
    return show(
        request,
        "design/board/split.html",
        status_of(problem) if problem else 200,
        desk=desk,
        frame=frame,
        theme=theme,
        comments=comments,
        ticked=ticked,
        suggested=bool(part),
        problem=problem,
        typed=typed or FormData(),
        view=cards,
    )


# ── changes ──────────────────────────────────────────────────────────────────


async def accept(request: Request) -> Response:
    """Keep a theme the machine suggested."""
    theme_id = request.path_params["theme"]
    return await change(request, board_page, lambda conn, turn, form: review.accept(conn, turn, theme_id))


async def rename(request: Request) -> Response:
    """Give a theme its name and its question."""
    theme_id = request.path_params["theme"]
    return await change(
        request,
        board_page,
        lambda conn, turn, form: review.rename(
            conn, turn, theme_id, text(form, "title"), text(form, "question")
        ),
    )


async def merge(request: Request) -> Response:
    """Put a theme into another."""
    theme_id = request.path_params["theme"]
    return await change(
        request, board_page, lambda conn, turn, form: review.merge(conn, turn, theme_id, number(form, "into"))
    )


async def retire(request: Request) -> Response:
    """Take a theme off the board."""
    theme_id = request.path_params["theme"]
    return await change(request, board_page, lambda conn, turn, form: review.retire(conn, turn, theme_id))


async def settle(request: Request) -> Response:
    """Keep the ticked comments here, take them out, or move them."""
    theme_id = request.path_params["theme"]
    return await change(request, theme_page, _settling(theme_id), f"/themes/{theme_id}")


async def split(request: Request) -> Response:
    """Show a theme as two, or make two of it."""
    if request.method == "GET":
        return await split_page(request)
    theme_id = request.path_params["theme"]
    return await change(request, split_page, _splitting(request.app.state.keys, theme_id))


def _settling(theme_id: int) -> Change:
    async def make(conn: AsyncConnection, turn: Turn, form: FormData) -> None:
        ticked = ids(texts(form, "comment"))
        match text(form, "do"):
            case "keep":
                await review.place(conn, turn, ticked, theme_id)
            case "remove":
                await review.unplace(conn, turn, ticked, theme_id)
            case "move":
                await review.move(conn, turn, ticked, theme_id, number(form, "into"))
            case _:
                raise BadInput("Choose what to do with the ticked comments.")

    return make


def _splitting(keys: Keys, theme_id: int) -> Change:
    async def make(conn: AsyncConnection, turn: Turn, form: FormData) -> None:
        ticked = ids(texts(form, "comment"))
        part = await second_part(conn, keys, turn.space_id, theme_id) if text(form, "follow") else frozenset()
        shown = set(ids(texts(form, "shown")))
        await review.split(conn, turn, theme_id, text(form, "title"), ticked, part - shown)

    return make


# ── small parts ──────────────────────────────────────────────────────────────


def page_number(request: Request) -> int:
    """Which page of a list; the first where the address says nothing sensible."""
    asked = as_id(request.query_params.get("page", "1")) or 1
    return asked if asked < MOST_PAGES else 1


async def _find(conn: AsyncConnection, desk: Desk, request: Request) -> tuple[Codeframe, Theme]:
    frame = await codeframe_of(conn, desk.space.space_id, desk.round.round_id)
    theme = frame.theme(request.path_params["theme"])
    if theme is None:
        raise NotYours("There is no such theme on this board.")
    return frame, theme


async def _count(conn: AsyncConnection, desk: Desk, frame: Codeframe, theme: Theme) -> cards.Shown:
    counts = await theme_counts(conn, desk.space.space_id, desk.round.round_id)
    return cards.shown_counts(frame, counts).get(theme.theme_id, cards.NOTHING)


async def _comments(
    conn: AsyncConnection, desk: Desk, theme: Theme, limit: int, skip: int = 0
) -> list[Released]:
    if not theme.is_live:
        return []
    return await released(
        conn, desk.space.space_id, desk.round.round_id, theme.theme_id, limit=limit, skip=skip
    )


async def _facts(conn: AsyncConnection, desk: Desk, theme: Theme, everyone: int) -> Facts:
    """None for a theme whose own count is hidden: its tables would add up to it."""
    tables, bands = [], frozenset[str | None]()
    for fact, heading in cards.FACTS:
        table = await fact_counts(conn, desk.space.space_id, desk.round.round_id, fact)
        row = cards.one_row(table, theme.theme_id)
        if row:
            tables.append((heading, cards.named(row, cards.names_of(fact, desk.space))))
        if fact == "band":
            groups: dict[str | None, int] = {
                value: n for (theme_id, value), n in table.items() if theme_id == theme.theme_id
            }
            bands = may_be_named({**groups, None: everyone - sum(groups.values())})
    return Facts(tuple(tables), bands)


routes: list[BaseRoute] = [
    Route("/{space}/themes/{theme:int}", theme_page, name="design:theme"),
    Route("/{space}/themes/{theme:int}/accept", accept, methods=["POST"], name="design:theme-accept"),
    Route("/{space}/themes/{theme:int}/rename", rename, methods=["POST"], name="design:theme-rename"),
    Route("/{space}/themes/{theme:int}/merge", merge, methods=["POST"], name="design:theme-merge"),
    Route("/{space}/themes/{theme:int}/retire", retire, methods=["POST"], name="design:theme-retire"),
    Route("/{space}/themes/{theme:int}/comments", settle, methods=["POST"], name="design:theme-comments"),
    Route("/{space}/themes/{theme:int}/split", split, methods=["GET", "POST"], name="design:theme-split"),
]
