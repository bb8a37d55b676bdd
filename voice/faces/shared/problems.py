"""When something goes wrong, a person gets a sentence, and help lines stay in sight.

Nothing typed is ever logged: a crash is written down as its kind and its place
in our code, never with the request or the message.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import (
    BadInput,
    ModelMissing,
    NotReady,
    NotYours,
    Overtaken,
    Problem,
    TooMany,
    TooMuch,
    TooSlow,
)
from voice.faces.shared.pages import show
from voice.listen.space import NATIONAL_HELP

log = logging.getLogger("voice")

STATUS: dict[type[Problem], int] = {
    NotYours: 404,
    TooMuch: 413,
    TooSlow: 408,
    BadInput: 422,
    Overtaken: 409,
    NotReady: 409,
    TooMany: 429,
    ModelMissing: 503,
}


def status_of(problem: Problem) -> int:
    """The HTTP status that says the same as a problem."""
    return next((status for kind, status in STATUS.items() if isinstance(problem, kind)), 500)


async def on_problem(request: Request, problem: Exception) -> Response:
    """A page for a problem that a page did not handle itself."""
    assert isinstance(problem, Problem)  # nosec B101 # for the type checker: HANDLERS sends no other
    status = status_of(problem)
    missing = problem.missing if isinstance(problem, NotReady) else ()
    sentence = "There is no such page." if status == 404 and not _signed_in(request) else str(problem)
    return _page(request, status, sentence, missing)


async def on_http(request: Request, problem: Exception) -> Response:
    """Starlette's own refusals: no such address, wrong method."""
    assert isinstance(problem, HTTPException)  # nosec B101 # for the type checker: HANDLERS sends no other
    status = problem.status_code
    sentence = (
        "There is no such page." if status == 404 else "That can't be done here. Go back and try again."
    )
    return _page(request, status, sentence, ())


async def on_crash(request: Request, problem: Exception) -> Response:
    """A fault of ours: the person gets a sentence, the log its kind and place."""
    write_down(problem)
    return _page(
        request,
        500,
        "Something went wrong on our side. If we did not say thank you, please send it again.",
        (),
    )


def write_down(problem: Exception) -> None:
    """Log a fault by kind and place only: its message may hold somebody's words."""
    frames = traceback.extract_tb(problem.__traceback__)
    places = [
        f"{f.filename}:{f.lineno} {f.name}"
        for f in frames[-1:] + [f for f in frames if "/voice/" in f.filename][-1:]
    ]
    log.error("fault %s at %s", type(problem).__name__, " from ".join(dict.fromkeys(places)))


def _page(request: Request, status: int, sentence: str, missing: tuple[str, ...]) -> Response:
    return show(
        request,
        "shared/problem.html",
        status,
        sentence=sentence,
        missing=missing,
        help_lines=NATIONAL_HELP,
        status=status,
    )


def _signed_in(request: Request) -> bool:
    return getattr(request.state, "me", None) is not None


HANDLERS: dict[Any, Callable[[Request, Exception], Any]] = {
    Problem: on_problem,
    HTTPException: on_http,
}
