"""The page for the wall: what everybody here does when a child tells them something, on one sheet of A4."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from voice.faces.shared.doors import open_space
from voice.faces.shared.pages import show
from voice.people.nouns import Hat


async def wall(request: Request) -> Response:
    """Made from the space's own names and numbers; those that are missing are asked for."""
    space = await open_space(request, Hat.READER, Hat.LEAD)
    return show(request, "lead/wall.html", space=space, about=space.about)
