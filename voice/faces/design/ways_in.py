"""Ways in: what to print and hang up so that people find the questions, for each place and language."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from voice.faces.design.board import open_desk
from voice.faces.design.cards import BANDS
from voice.faces.shared.pages import show
from voice.languages import SHIPPED, own_name
from voice.listen.nouns import Band


async def ways_in_page(request: Request) -> Response:
    """Links to every poster, card, screen and paper form. Each place has a code of its own, which names nobody."""
    desk = await open_desk(request)
    languages = [(tag, own_name(tag)) for tag in SHIPPED if tag in desk.space.about.languages]
    return show(
        request,
        "design/ways_in.html",
        desk=desk,
        languages=languages,
        places=[("", "Anywhere"), *desk.space.about.places.items()],
        bands=[(band, BANDS[band]) for band in Band if band != Band.STAFF],
    )


routes: list[BaseRoute] = [Route("/{space}/ways-in", ways_in_page, name="design:ways-in")]
