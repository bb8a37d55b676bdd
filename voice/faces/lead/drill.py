"""The drill: does a disclosure reach two people here?"""

from __future__ import annotations

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


async def drill(request: Request) -> Response:
    """Send a drill; see who has acknowledged the last one."""
    space = await open_space(request, Hat.LEAD)
    state = request.app.state
    if request.method == "POST":
        await read_form(request)
        async with state.store.writing() as conn:
            round_ = await round_to_use(conn, space.space_id)
            await audit.note(conn, me(request).person.name, "sent a drill", space_id=space.space_id)
        await send_drill(state.store, state.keys, space, round_)
        return go(f"/lead/{space.slug}/drill")
    async with state.store.reading() as conn:
        log = await drill_log(conn, space.space_id)
        counts = await summary(conn, space, me(request))
    return show(request, "lead/drill.html", space=space, log=log, counts=counts)
