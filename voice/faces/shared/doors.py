"""The door of a signed-in face: who is it, may they come in, and signing in and out."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from voice.errors import NotYours, SignInFailed
from voice.faces.shared.forms import read_form, text
from voice.faces.shared.limits import too_many_tries
from voice.faces.shared.pages import go, show
from voice.listen.space import Space
from voice.listen.spaces import open_space_by_slug
from voice.people.nouns import Face, Hat, SignedIn
from voice.people.sign_in import sign_in, sign_out, sign_out_everywhere, who_is

OPEN_WITHOUT_SESSION = ("sign-in", "invite", "forgotten", "sw.js", "manifest.webmanifest", "kiosk")
"""First parts of paths under a face that are reached before signing in."""

TITLES = {
    Face.STAFF: "Drop-in staff",
    Face.LEAD: "Reading and safeguarding",
    Face.DESIGN: "Service design",
    Face.ADMIN: "Running the space",
}


def face_at(face: Face, routes: list[BaseRoute]) -> Mount:
    """A signed-in face at its own path, behind its own door, with its own session cookie."""
    own = [
        Route("/sign-in", _sign_in_page(face), methods=["GET", "POST"], name=f"{face}:sign-in"),
        Route("/sign-out", _sign_out_page(face), methods=["POST"], name=f"{face}:sign-out"),
    ]
    return Mount(f"/{face}", app=Door(Router([*own, *routes], redirect_slashes=True), face), routes=None)


class Door:
    """Lets people in who are signed in at this face, and sends the others to its sign-in page."""

    def __init__(self, app: Router, face: Face) -> None:
        self.app: ASGIApp = app
        self.router = app  # for the test that walks every route
        self.face = face

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        token = request.cookies.get(cookie_name(self.face), "")
        state = request.app.state
        me = await who_is(state.store, state.keys, self.face, token) if token else None
        request.state.me = me
        request.state.session_token = token
        first = scope["path"].removeprefix(scope.get("root_path", "")).strip("/").partition("/")[0]
        if me is None and first not in OPEN_WITHOUT_SESSION:
            await go(f"/{self.face}/sign-in")(scope, receive, send)
            return
        await self.app(scope, receive, send)


def cookie_name(face: Face) -> str:
    """The session cookie of a face."""
    return f"__Secure-voice-{face}"


def me(request: Request) -> SignedIn:
    """Who is signed in on this page."""
    found: SignedIn | None = request.state.me
    if found is None:
        raise NotYours("Sign in first.")
    return found


async def open_space(request: Request, *hats: Hat) -> Space:
    """The space named in the path, for someone who wears one of these hats in it. Strangers get 404."""
    async with request.app.state.store.reading() as conn:
        space = await open_space_by_slug(conn, request.path_params["space"])
    if not me(request).wears(space.space_id, *hats):
        raise NotYours("There is no such space.")
    return space


def set_session(response: Response, face: Face, token: str) -> Response:
    """Give a browser its session cookie: this face's path only, never to scripts or other sites."""
    response.set_cookie(
        cookie_name(face), token, path=f"/{face}", secure=True, httponly=True, samesite="strict"
    )
    return response


def _sign_in_page(face: Face):  # type: ignore[no-untyped-def]
    async def page(request: Request) -> Response:
        if request.method == "GET":
            return _show_sign_in(request, face, "", 200)
        request.state.me = None  # a form of an older session must still be able to sign in
        form = await read_form(request)
        if too_many_tries(request, text(form, "email")):
            return _show_sign_in(request, face, "Too many tries. Wait a minute and try again.", 429)
        try:
            state = request.app.state
            token = await sign_in(
                state.store, state.keys, face, text(form, "email"), text(form, "password"), text(form, "code")
            )
        except SignInFailed as problem:
            return _show_sign_in(request, face, str(problem), 422, text(form, "email"))
        return set_session(go(f"/{face}/"), face, token)

    return page


def _show_sign_in(request: Request, face: Face, problem: str, status: int, email: str = "") -> Response:
    return show(
        request, "shared/sign_in.html", status, face=face, title=TITLES[face], problem=problem, email=email
    )


def _sign_out_page(face: Face):  # type: ignore[no-untyped-def]
    async def page(request: Request) -> Response:
        form = await read_form(request)
        if text(form, "everywhere"):
            await sign_out_everywhere(request.app.state.store, me(request).person.person_id)
        await sign_out(request.app.state.store, request.state.session_token)
        response = go(f"/{face}/sign-in")
        MutableHeaders(raw=response.raw_headers)["clear-site-data"] = '"cache"'
        response.delete_cookie(
            cookie_name(face), path=f"/{face}", secure=True, httponly=True, samesite="strict"
        )
        return response

    return page
