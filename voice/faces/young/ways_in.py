"""Ways in: posters and cards with a code to scan, and the questions on paper. Anyone may print them; they know nobody."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from voice.errors import NotYours
from voice.faces.young.page import (
    asked,
    band_of,
    language,
    page,
    questions_for,
    spoken_day,
)
from voice.languages import SHIPPED
from voice.listen.questions import PLAIN
from voice.listen.spaces import Asking

SIZES = {"a4": 1, "cards": 4, "screen": 1}
"""How often the same thing stands on a sheet: a poster, four cards of A6 on A4, a screen in a waiting room."""


@dataclass(frozen=True)
class Way:
    """One way in: what is scanned, and what can be typed instead. The place is where it hangs, never a person."""

    scanned: str
    typed: str
    place: str


async def short_link(request: Request) -> Response:
    """`/SLUG` leads to the space's page: short enough for a poster, and for somebody to say aloud."""
    asking = await request.app.state.spaces.get(request.path_params["lang"])
    first = next((tag for tag in asking.space.about.languages if tag in SHIPPED), "en")
    return RedirectResponse(f"/{first}/{asking.space.slug}", 303)


async def poster(request: Request) -> Response:
    """A poster, four cards or a screen for one place and language."""
    asking = await asked(request)
    size = request.query_params.get("size", "a4")
    if size not in SIZES:
        raise NotYours("There is no such page.")
    way = _way(request, asking)
    return page(
        request,
        "poster.html",
        asking=asking,
        size=size,
        copies=SIZES[size],
        way=way,
        code=qr(way.scanned),
        topic=asking.space.topic(None),
        answer_by=spoken_day(asking.round.answer_by if asking.round else None, language(request)),
    )


async def paper(request: Request) -> Response:
    """The questions of a version on paper, in print that is large if somebody wants it so."""
    asking = await asked(request)
    band = band_of(request.query_params.get("v", "")) or PLAIN
    questions = questions_for(asking.space, band, language(request))
    return page(
        request,
        "paper.html",
        asking=asking,
        band=band,
        questions=questions,
        asks=[questions[key] for key in questions.core],
        large=request.query_params.get("large") == "1",
        way=_way(request, asking),
        topic=asking.space.topic(band),
        answer_by=spoken_day(asking.round.answer_by if asking.round else None, language(request)),
    )


def qr(address: str) -> Markup:
    """A QR code as an SVG with its own white ground. A seventh of it may be damaged or dirty (level M, ISO/IEC 18004)."""
    drawn = io.BytesIO()
    made = segno.make_qr(address, error="m")
    made.save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, dark="#000", light="#fff"
    )
    return Markup(drawn.getvalue().decode())  # nosec B704 # segno's own drawing: paths and numbers only


def _way(request: Request, asking: Asking) -> Way:
    """The address of this page's language, with the place if it is one of the space's."""
    space, tag = asking.space, language(request)
    base = request.app.state.settings.base_url or str(request.base_url).rstrip("/")
    place = request.query_params.get("at", "")
    known = place in space.about.places
    shown = base.partition("://")[2]
    first = next((each for each in space.about.languages if each in SHIPPED), "en")
    return Way(
        scanned=f"{base}/{tag}/{space.slug}" + (f"?at={place}" if known else ""),
        typed=f"{shown}/{space.slug}" if tag == first else f"{shown}/{tag}/{space.slug}",
        place=space.about.places[place] if known else "",
    )
