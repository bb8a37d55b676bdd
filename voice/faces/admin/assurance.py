"""Four pages for whoever asks "is this safe?", filled in with the space's own names. To print, read and sign."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput, NotYours, Overtaken
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import read_form, text, version_seen
from voice.faces.shared.pages import go, show
from voice.listen.drill import drill_log
from voice.listen.space import BODIES
from voice.listen.spaces import current_round, save_about
from voice.people import audit
from voice.people.nouns import Hat
from voice.people.who import members
from voice.protect.assurance.fields import fingerprint, held_fields
from voice.protect.assurance.hazards import hazards
from voice.protect.reading.reread import misses

PAGES = {
    "child": "What happens when a child tells us",
    "data": "Data protection: a draft impact assessment",
    "everyone": "Accessibility and equality",
    "machines": "What machines do here, what is logged, and what could go wrong",
}


async def assurance(request: Request) -> Response:
    """The list of pages, and the one thing they can't know: what kind of organisation this is."""
    space = await open_space(request, Hat.ADMIN)
    problem: Exception | None = None
    if request.method == "POST":
        form = await read_form(request)
        try:
            if (body := text(form, "body")) not in BODIES:
                raise BadInput("Choose what kind of organisation this is.", "body")
            seen = replace(space, version=version_seen(form))
            async with request.app.state.store.writing() as conn:
                await save_about(conn, seen, replace(space.about, body=body))
                await audit.note(conn, me(request).person.name, "changed the space", body, space.space_id)
            return go(f"/admin/{space.slug}/assurance")
        except (BadInput, Overtaken) as fault:
            problem = fault
    status = 200 if problem is None else 409 if isinstance(problem, Overtaken) else 422
    return show(
        request, "admin/assurance/list.html", status, space=space, pages=PAGES, bodies=BODIES, problem=problem
    )


async def assurance_page(request: Request) -> Response:
    """One of them."""
    space = await open_space(request, Hat.ADMIN)
    page = request.path_params["page"]
    if page not in PAGES:
        raise NotYours("There is no such page.")
    async with request.app.state.store.reading() as conn:
        drills = await drill_log(conn, space)
        missed = await misses(conn, space.space_id)
        everyone = await members(conn, space.space_id)
        round_ = await current_round(conn, space.space_id)
    return show(
        request,
        f"admin/assurance/{page}.html",
        space=space,
        about=space.about,
        title=PAGES[page],
        drill=drills[0] if drills else None,
        missed=missed,
        members=everyone,
        round=round_,
        fields=held_fields(),
        fingerprint=fingerprint(),
        hazards=hazards(),
    )
