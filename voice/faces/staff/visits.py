"""The tally of drop-in visits: counts, strictly apart from voices."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from voice.clock import today
from voice.errors import BadInput
from voice.faces.shared.doors import open_space
from voice.faces.shared.forms import number, read_form, text
from voice.faces.shared.pages import show
from voice.listen.visits import KINDS, count_visits, visits_of
from voice.people.nouns import Hat


async def visits(request: Request) -> Response:
    """Add today's visits; see this week's tally."""
    space = await open_space(request, Hat.STAFF)
    problem: BadInput | None = None
    saved = False
    if request.method == "POST":
        form = await read_form(request)
        try:
            async with request.app.state.store.writing() as conn:
                await count_visits(
                    conn, space, text(form, "place"), today(), text(form, "kind"), number(form, "number")
                )
            saved = True
        except BadInput as found:
            problem = found
    async with request.app.state.store.reading() as conn:
        tally = await visits_of(conn, space, today() - timedelta(days=6), today())
    return show(
        request,
        "staff/visits.html",
        422 if problem else 200,
        space=space,
        tally=tally,
        kinds=KINDS,
        places=space.about.places,
        problem=problem,
        saved=saved,
    )
