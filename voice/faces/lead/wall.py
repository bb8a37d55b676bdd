"""The page for the wall: what everybody here does when a child tells them something, on one sheet of A4."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from voice.faces.shared.doors import open_space
from voice.faces.shared.pages import show
from voice.listen.space import NATIONAL_HELP
from voice.people.nouns import Hat

NSPCC = "0808 800 5000"
"""For adults worried about a child: nspcc.org.uk, "Report abuse"."""


async def wall(request: Request) -> Response:
    """Made from the space's own names and numbers; those that are missing are asked for."""
    space = await open_space(request, Hat.READER, Hat.LEAD)
    told_already = {line.number for line in NATIONAL_HELP} | {NSPCC}
    local_lines = [line for line in space.about.help if line.number not in told_already]
    return show(
        request, "lead/wall.html", space=space, about=space.about, local_lines=local_lines, nspcc=NSPCC
    )
