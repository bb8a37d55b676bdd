"""What wraps every page: headers that keep browsers from leaking, and compression where it is safe."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from voice.faces.shared.problems import on_crash, write_down

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'"
)
HEADERS = [
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"strict-transport-security", b"max-age=63072000; includeSubDomains"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=(), browsing-topics=()"),
]
STATIC_HEADERS = [
    header for header in HEADERS if header[0] in (b"x-content-type-options", b"cross-origin-resource-policy")
]
"""A stylesheet runs nothing and leads nowhere: the page's own policy covers it, and each header costs a child's data."""
SIGNED_IN = ("/staff", "/lead", "/design", "/admin")


class SafeHeaders:
    """The same headers on every answer, errors too. Nothing is kept by a browser or a cache but static files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        safe = STATIC_HEADERS if scope["path"].startswith("/static/") else HEADERS

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                headers.extend(safe)
                if not any(name == b"cache-control" for name, _ in headers):
                    headers.append((b"cache-control", b"no-store"))
            await send(message)

        await self.app(scope, receive, with_headers)


class Faults:
    """Catches a fault of ours before the server does: a server's own log would print the message, and words with it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as fault:
            if scope["type"] != "http" or begun:
                write_down(fault)
                return
            await (await on_crash(Request(scope, receive), fault))(scope, receive, send)


class Squeeze:
    """gzip for the young face and static files. Not where a session's token shares a page with typed words (BREACH)."""

    def __init__(self, app: ASGIApp) -> None:
        self.plain = app
        self.squeezed = GZipMiddleware(app, minimum_size=400, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        signed_in = any(path == face or path.startswith(face + "/") for face in SIGNED_IN)
        await (self.plain if signed_in else self.squeezed)(scope, receive, send)
