"""The theme board: what people are saying, where the machine suggests and a person always wins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from voice.errors import BadInput, NotYours, Overtaken, Problem
from voice.faces.design import cards
from voice.faces.design.cards import Card, shown_counts, whole
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import number, read_form, text, version_seen
from voice.faces.shared.pages import go, show
from voice.faces.shared.problems import status_of
from voice.listen.space import Round, Space
from voice.listen.spaces import current_round, open_space_by_id
from voice.people.nouns import Hat
from voice.talk.kept import kept_prompts
from voice.theme import board, review
from voice.theme.board import Work
from voice.theme.changing import Turn
from voice.theme.codeframe import NO_THEME, Codeframe, Status, Step
from voice.theme.released import Counts, quotes, round_counts, theme_counts
from voice.theme.undo import next_undo, undo

QUOTES = 3
"""Quotes on a card: enough to know the theme by, few enough to see ten themes at a glance."""
QUOTED_THEMES = 40
"""How many themes show quotes on the board; the others show them on their own page."""

Page = Callable[[Request], Awaitable[Response]]
Change = Callable[[AsyncConnection, Turn, FormData], Awaitable[object]]


@dataclass(frozen=True)
class Desk:
    """A designer's space with the round on their desk."""

    space: Space
    round: Round

    @property
    def home(self) -> str:
        """The address of the space's pages."""
        return f"/design/{self.space.slug}"


async def open_desk(request: Request) -> Desk:
    """The space of the path and its round, for its designers. Strangers get 404."""
    space = await open_space(request, Hat.DESIGNER)
    async with request.app.state.store.reading() as conn:
        round_ = await current_round(conn, space.space_id)
    if round_ is None:
        raise NotYours(
            "This space has no round yet. Someone who runs it opens one under “Running the space”."
        )
    return Desk(space, round_)


# ── pages ────────────────────────────────────────────────────────────────────


async def spaces_page(request: Request) -> Response:
    """The spaces that somebody designs for."""
    async with request.app.state.store.reading() as conn:
        spaces = [await open_space_by_id(conn, space_id) for space_id in me(request).spaces]
    return show(request, "design/board/spaces.html", spaces=sorted(spaces, key=lambda s: s.title))


async def home_page(request: Request) -> Response:
    """What is ready, and who must act."""
    space = await open_space(request, Hat.DESIGNER)
    async with request.app.state.store.reading() as conn:
        round_ = await current_round(conn, space.space_id)
        if round_ is None:
            return show(request, "design/board/home.html", space=space, round=None, desk=None)
        desk = Desk(space, round_)
        frame, work = await board.open_board(conn, space.space_id, round_.round_id)
        counts = await round_counts(conn, space.space_id, round_.round_id)
        kept = await kept_prompts(conn, space.space_id, round_id=round_.round_id)
    return show(
        request,
        "design/board/home.html",
        space=space,
        round=round_,
        desk=desk,
        frame=frame,
        work=work,
        counts=whole(counts),
        accepted=sum(theme.status == Status.ACCEPTED for theme in frame.live),
        unread=counts.comments - counts.read,
        prompts=Counter(one.prompt.state for one in kept),
        meetings=sorted(
            (Meeting(one.meeting_on, one.prompt.title) for one in kept if one.meeting_on), key=lambda m: m.day
        ),
    )


@dataclass(frozen=True)
class Meeting:
    """A day on which a prompt is taken to the table."""

    day: date
    title: str


async def board_page(
    request: Request, problem: Problem | None = None, typed: FormData | None = None
) -> Response:
    """Every theme of the round, one card each."""
    desk = await open_desk(request)
    async with request.app.state.store.reading() as conn:
        frame, work = await board.open_board(conn, desk.space.space_id, desk.round.round_id)
        counts = await theme_counts(conn, desk.space.space_id, desk.round.round_id)
        everything = await round_counts(conn, desk.space.space_id, desk.round.round_id)
        deck = await _cards(conn, desk, frame, counts)
        last = await next_undo(conn, desk.space.space_id, desk.round.round_id)
    return show(
        request,
        "design/board/board.html",
        status_of(problem) if problem else 200,
        desk=desk,
        frame=frame,
        work=work,
        deck=deck,
        whole=whole(everything),
        unplaced=shown_counts(frame, counts)[NO_THEME],
        placed=sum(c.placed for c in counts.values()),
        last=last,
        problem=problem,
        typed=typed or FormData(),
        view=cards,
    )


async def history_page(request: Request) -> Response:
    """What was done to the board, by whom, newest first."""
    desk = await open_desk(request)
    async with request.app.state.store.reading() as conn:
        steps = await board.history(conn, desk.space.space_id, desk.round.round_id)
        last = await next_undo(conn, desk.space.space_id, desk.round.round_id)
    told: list[tuple[Step, str]] = steps
    return show(request, "design/board/history.html", desk=desk, steps=told, last=last)


# ── changes ──────────────────────────────────────────────────────────────────


async def suggest(request: Request) -> Response:
    """Ask the worker for themes."""
    return await _ask(request, Work.SUGGEST)


async def assign(request: Request) -> Response:
    """Ask the worker to place the rest like the comments that people have placed."""
    return await _ask(request, Work.ASSIGN)


async def new(request: Request) -> Response:
    """Make a theme by hand."""
    return await change(
        request,
        board_page,
        lambda conn, turn, form: review.new_theme(conn, turn, text(form, "title"), text(form, "question")),
    )


async def take_back(request: Request) -> Response:
    """Undo the step that the page named."""
    return await change(request, board_page, lambda conn, turn, form: undo(conn, turn, number(form, "step")))


async def change(
    request: Request,
    page: Callable[[Request, Problem, FormData], Awaitable[Response]],
    make: Change,
    then: str = "/themes",
) -> Response:
    """May you? → read the form → change → go on. What can't be done is said on the same page, with everything typed kept."""
    desk = await open_desk(request)
    form = await read_form(request)
    try:
        turn = Turn(
            desk.space.space_id, desk.round.round_id, me(request).person.person_id, version_seen(form)
        )
        async with request.app.state.store.writing() as conn:
            await make(conn, turn, form)
    except (BadInput, Overtaken) as problem:
        return await page(request, problem, form)
    return go(desk.home + then)


async def _ask(request: Request, work: Work) -> Response:
    desk = await open_desk(request)
    await read_form(request)
    async with request.app.state.store.writing() as conn:
        await board.ask_for(conn, desk.space.space_id, desk.round.round_id, work)
    return go(f"{desk.home}/themes")


# ── small parts ──────────────────────────────────────────────────────────────


async def _cards(
    conn: AsyncConnection, desk: Desk, frame: Codeframe, counts: dict[int, Counts]
) -> list[Card]:
    shown = shown_counts(frame, counts)
    deck = []
    for place, theme in enumerate(frame.live):
        some = (
            await quotes(conn, desk.space.space_id, desk.round.round_id, theme.theme_id, QUOTES)
            if place < QUOTED_THEMES
            else []
        )
        placed = counts.get(theme.theme_id, Counts()).placed > 0
        deck.append(Card(theme, shown[theme.theme_id], tuple(some), placed))
    return deck


routes: list[BaseRoute] = [
    Route("/", spaces_page, name="design:spaces"),
    Route("/{space}/", home_page, name="design:home"),
    Route("/{space}/themes", board_page, name="design:board"),
    Route("/{space}/themes/suggest", suggest, methods=["POST"], name="design:suggest"),
    Route("/{space}/themes/assign", assign, methods=["POST"], name="design:assign"),
    Route("/{space}/themes/new", new, methods=["POST"], name="design:theme-new"),
    Route("/{space}/themes/undo", take_back, methods=["POST"], name="design:undo"),
    Route("/{space}/history", history_page, name="design:history"),
]
