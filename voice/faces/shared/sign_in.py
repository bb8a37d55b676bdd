"""Signing in and out, at any face."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from voice.errors import SignInFailed
from voice.faces.shared.doors import TITLES, leave, set_session
from voice.faces.shared.forms import read_form, text
from voice.faces.shared.limits import seconds_to_wait, sign_in_tried, sign_in_worked
from voice.faces.shared.pages import go, show
from voice.people.sign_in import sign_in, sign_out

HOME = ("127.0.0.1", "::1")
"""This machine: the only place from which the demo's people, whose password is printed, may come in."""


async def sign_in_page(request: Request) -> Response:
    """Name, password and code. It leads to the face's first page and nowhere else."""
    face = request.state.face
    if request.method == "GET":
        return _show(request, "", 200)
    request.state.me = None  # a form of an older session must still be able to sign in
    form = await read_form(request)
    email = text(form, "email")
    if seconds := seconds_to_wait(request, email):
        return _show(request, f"Too many tries. Wait {in_words(seconds)} and try again.", 429, email)
    try:
        token = await _sign_in(request, email, text(form, "password"), text(form, "code"))
    except SignInFailed as problem:
        return _show(request, str(problem), 422, email)
    return set_session(go(f"/{face}/"), face, token)


async def sign_out_page(request: Request) -> Response:
    """Out of this face, in this browser."""
    await read_form(request)
    await sign_out(request.app.state.store, request.state.session_token)
    return leave(request.state.face)


def in_words(seconds: int) -> str:
    """A wait, rounded up so that nobody comes back too early."""
    if seconds <= 60:
        return "a minute" if seconds > 30 else f"{seconds} seconds" if seconds > 1 else "a moment"
    return f"{-(-seconds // 60)} minutes"


async def _sign_in(request: Request, email: str, password: str, code: str) -> str:
    """A new session, never one that the browser came with: that one ends."""
    state = request.app.state
    sign_in_tried(request, email)
    at_home = request.client is not None and request.client.host in HOME
    token = await sign_in(state.store, state.keys, request.state.face, email, password, code, at_home=at_home)
    sign_in_worked(request, email)
    if request.state.session_token:
        await sign_out(state.store, request.state.session_token)
    return token


def _show(request: Request, problem: str, status: int, email: str = "") -> Response:
    face = request.state.face
    return show(
        request,
        "shared/sign_in.html",
        status,
        face=face,
        title=TITLES[face],
        problem=problem,
        email=email,
        demo=request.app.state.settings.demo,
    )
