"""The plain pages: who keeps what, how to use this with any device, and the way out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from voice.faces.young.page import asked, language, page

EMPTY_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>'


async def privacy(request: Request) -> Response:
    """Who reads, what is kept and for how long: for one space, or for all."""
    language(request)
    asking = await asked(request) if "space" in request.path_params else None
    return page(request, "privacy.html", asking=asking)


async def accessibility(request: Request) -> Response:
    """What was done so that everyone can use these pages, and what to do if someone can't."""
    language(request)
    return page(request, "accessibility.html")


async def leave(request: Request) -> Response:
    """The way out: clears what the browser kept of these pages, then a neutral page to go on to."""
    language(request)
    return page(request, "exit.html")


async def leave_clean(request: Request) -> Response:
    """Loaded by the way out. Its answer makes the browser forget pages it could show again with Back."""
    return Response(EMPTY_PICTURE, media_type="image/svg+xml", headers={"clear-site-data": '"cache"'})
