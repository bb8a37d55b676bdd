"""What wraps every page: headers that keep browsers from leaking, addresses that we could have made, and compression."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from voice.errors import NotYours
from voice.faces.shared.forms import as_id
from voice.faces.shared.problems import on_crash, on_problem, write_down

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
    (b"cross-origin-embedder-policy", b"require-corp"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=(), browsing-topics=()"),
]
SIGNED_IN = ("/staff", "/lead", "/design", "/admin")


class SafeHeaders:
    """The same headers on every answer, errors too. Nothing is kept by a browser or a cache but static files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"] = [own_path(*header) for header in message.get("headers", [])]
                headers.extend(HEADERS)
                if not any(name == b"cache-control" for name, _ in headers):
                    headers.append((b"cache-control", b"no-store"))
            await send(message)

        await self.app(scope, receive, with_headers)


def own_path(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header, with no host in a Location: Starlette puts in the one it was asked by, which anybody can choose."""
    if name.lower() != b"location":
        return name, value
    return name, urlsplit(value)._replace(scheme=b"", netloc=b"").geturl()


class PlainAddresses:
    """Turns away addresses that no page of ours leads to, before a database or a file system meets them.

    What is left may be asked for by HEAD as by GET; the server leaves the body out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if is_odd(scope["path"], scope["query_string"]):
            answer = await on_problem(Request(scope, receive), NotYours("There is no such page."))
            await answer(scope, receive, send)
            return
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        await self.app(asked, receive, send)


_ODD = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff\ufffd]|//|/\.\.?(?:/|$)")
_LONG_NUMBER = re.compile(r"/([0-9]{19,})(?=/|$)")


def is_odd(path: str, query: bytes) -> bool:
    """Characters that are no text, dots that climb, an empty part, or a number larger than any id."""
    numbers = _LONG_NUMBER.findall(path)
    return bool(_ODD.search(path)) or b"%00" in query or any(as_id(number) is None for number in numbers)


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
        except ClientDisconnect:
            return  # they left while sending: nothing was kept, and nobody is there to be told
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
