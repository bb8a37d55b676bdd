"""Going on leave: who is at work, and handing over what waits."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput, NotReady
from voice.faces.lead.summary import summary
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import read_form, text
from voice.faces.shared.pages import go, show
from voice.listen.space import Space
from voice.people import audit
from voice.people.nouns import Hat
from voice.protect.hold import come_back, go_away, leads_of


async def leave(request: Request) -> Response:
    """Say until when you are away, or that you are back."""
    space = await open_space(request, Hat.LEAD)
    if request.method == "GET":
        return await _show(request, space)
    form = await read_form(request)
    back, person = text(form, "back"), me(request).person
    try:
        async with request.app.state.store.writing() as conn:
            if text(form, "do") == "back":
                await come_back(conn, space.space_id, person.person_id)
                await audit.note(conn, person.name, "is back from leave", space_id=space.space_id)
            else:
                done = await go_away(conn, space.space_id, space.about.hours, person.person_id, _day(back))
                what = f"until {back}, {done.handed_over} holds to {', '.join(done.at_work)}"
                await audit.note(conn, person.name, "handed over for leave", what, space.space_id)
    except (BadInput, NotReady) as problem:
        return await _show(request, space, problem, back)
    return go(f"/lead/{space.slug}/leave")


async def _show(request: Request, space: Space, problem: Exception | None = None, back: str = "") -> Response:
    person_id = me(request).person.person_id
    async with request.app.state.store.reading() as conn:
        leads = await leads_of(conn, space.space_id)
        counts = await summary(conn, space, me(request))
    status = 200 if problem is None else 422 if isinstance(problem, BadInput) else 409
    mine = next(lead for lead in leads if lead.person_id == person_id)
    return show(
        request,
        "lead/leave.html",
        status,
        space=space,
        leads=leads,
        mine=mine,
        counts=counts,
        problem=problem,
        back=back,
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
