"""The door of a signed-in face: who is it, and may they come in. Its cookie, and the way out."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from voice.errors import NotYours
from voice.faces.shared.pages import go
from voice.listen.space import Space
from voice.listen.spaces import open_space_by_slug
from voice.people.nouns import Face, Hat, SignedIn
from voice.people.sign_in import who_is

OPEN_WITHOUT_SESSION = ("sign-in", "invite", "forgotten", "sw.js", "manifest.webmanifest", "kiosk")
"""First parts of paths under a face that are reached before signing in."""

TITLES = {
    Face.STAFF: "Drop-in staff",
    Face.LEAD: "Reading and safeguarding",
    Face.DESIGN: "Service design",
    Face.ADMIN: "Running the space",
}


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
        request.state.me, request.state.face = me, self.face
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


def leave(face: Face) -> Response:
    """Out through the sign-in page: the cookie goes, and Back shows nothing that was on the screen."""
    response = go(f"/{face}/sign-in")
    MutableHeaders(raw=response.raw_headers)["clear-site-data"] = '"cache"'
    response.delete_cookie(cookie_name(face), path=f"/{face}", secure=True, httponly=True, samesite="strict")
    return response
