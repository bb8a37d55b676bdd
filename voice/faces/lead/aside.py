"""What was set aside of a flood: put it back to be read, or don't use it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput
from voice.faces.lead.summary import summary
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import number, read_form, text
from voice.faces.shared.pages import go, show
from voice.people import audit
from voice.people.nouns import Hat
from voice.protect.reading.flood import aside as set_aside_now
from voice.protect.reading.flood import not_used, put_back, set_aside


async def aside(request: Request) -> Response:
    """Set a flood aside, see what is, and settle it once somebody knows what it was."""
    space = await open_space(request, Hat.READER, Hat.LEAD)
    person = me(request).person
    if request.method == "POST":
        form = await read_form(request)
        burst, what = number(form, "burst"), text(form, "do")
        async with request.app.state.store.writing() as conn:
            if what == "aside":
                many = await set_aside(conn, space.space_id, burst)
            elif what == "back":
                many = await put_back(conn, space.space_id, burst)
            elif what == "not_used":
                many = await not_used(conn, space.space_id, burst, person.person_id)
            else:
                raise BadInput("Choose what to do with them.")
            await audit.note(conn, person.name, f"flood: {what}", f"{many} comments", space.space_id)
        return go(f"/lead/{space.slug}/" + ("read" if what == "back" else "aside"))
    async with request.app.state.store.reading() as conn:
        groups = await set_aside_now(conn, space.space_id)
        counts = await summary(conn, space, me(request))
    return show(request, "lead/aside.html", space=space, groups=groups, counts=counts)
