"""Who did what. It names holds, never comments, and holds nobody's words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from voice.faces.shared.doors import open_space
from voice.faces.shared.pages import show
from voice.people.log import newest
from voice.people.nouns import Hat


async def audit_page(request: Request) -> Response:
    """The newest lines, and whether the chain is whole."""
    space = await open_space(request, Hat.ADMIN)
    async with request.app.state.store.reading() as conn:
        lines, whole = await newest(conn, space.space_id)
    return show(request, "admin/audit.html", space=space, lines=lines, whole=whole)
