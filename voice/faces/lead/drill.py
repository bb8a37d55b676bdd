"""The drill: does a disclosure reach two people here, and how soon?"""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from voice.faces.lead.summary import summary
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import read_form
from voice.faces.shared.pages import go, show
from voice.listen.drill import drill_log, send_drill
from voice.listen.spaces import round_to_use
from voice.people import audit
from voice.people.nouns import Hat
from voice.protect.hours import local_time


async def drill(request: Request) -> Response:
    """Send a drill; see the log of every one there was."""
    space = await open_space(request, Hat.LEAD)
    state, person = request.app.state, me(request).person
    if request.method == "POST":
        await read_form(request)
        async with state.store.writing() as conn:
            round_ = await round_to_use(conn, space.space_id)
            await audit.note(conn, person.name, "sent a drill", space_id=space.space_id)
        await send_drill(state.store, state.keys, space, round_, person.person_id)
        return go(f"/lead/{space.slug}/drill")
    async with state.store.reading() as conn:
        log = await drill_log(conn, space)
        counts = await summary(conn, space, me(request))
    local = partial(local_time, space.about.hours)
    return show(request, "lead/drill.html", space=space, log=log, counts=counts, local=local)
