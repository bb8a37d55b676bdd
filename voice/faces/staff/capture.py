"""Capture: six people's words in the last ten minutes of a shift."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import as_id, read_form, text, texts
from voice.faces.shared.pages import go, show
from voice.listen.capture import BANDS, HOW, Capture, new_form_id, submission_of
from voice.listen.receive import receive
from voice.listen.space import Contact, Space
from voice.listen.spaces import Asking, asking_now, open_space_by_id
from voice.people.nouns import Hat
from voice.protect.hold import leads_of
from voice.protect.look import Concern

PLACES = (
    "school",
    "near_school",
    "club",
    "dropin",
    "home",
    "clinic",
    "library",
    "outside",
    "online",
    "community",
    "college",
)


async def spaces(request: Request) -> Response:
    """The spaces this worker writes for; straight in when there is one."""
    async with request.app.state.store.reading() as conn:
        mine = [await open_space_by_id(conn, space_id) for space_id in me(request).spaces]
    if len(mine) == 1:
        return go(f"/staff/{mine[0].slug}/")
    return show(request, "staff/spaces.html", spaces=mine)


async def capture(request: Request) -> Response:
    """One capture; the place stays for the next one."""
    space = await open_space(request, Hat.STAFF)
    async with request.app.state.store.reading() as conn:
        asking = await asking_now(conn, space)
    if request.method == "GET":
        return await _show(
            request, asking, Capture(new_form_id(), place=request.query_params.get("place", ""))
        )
    form = await read_form(request)
    typed = _typed(form, space)
    sent = as_id(text(form, "sent")) or 0
    try:
        if not asking.is_open or asking.round is None:
            raise BadInput(
                "No round is open, so nothing can be taken in. Keep a note and ask who runs the space."
            )
        state = request.app.state
        role = "staff"
        received = await receive(
            state.store,
            state.keys,
            space,
            asking.round,
            submission_of(typed, role, me(request).person.person_id),
        )
    except BadInput as problem:
        return await _show(request, asking, typed, sent, problem=problem, status=422)
    fresh = Capture(new_form_id(), place=typed.place)
    return await _show(request, asking, fresh, sent + 1, saved=True, concern=received.concern != Concern.NONE)


async def _show(
    request: Request,
    asking: Asking,
    typed: Capture,
    sent: int = 0,
    *,
    problem: BadInput | None = None,
    status: int = 200,
    saved: bool = False,
    concern: bool = False,
) -> Response:
    space = asking.space
    return show(
        request,
        "staff/capture.html",
        status,
        space=space,
        asking=asking,
        typed=typed,
        places=_places(space),
        bands=BANDS,
        hows=HOW,
        lead=await _whom_to_tell(request, space),
        problem=problem,
        saved=saved,
        concern=concern,
        sent=sent,
    )


async def _whom_to_tell(request: Request, space: Space) -> Contact | None:
    """The lead by name and how to reach them; the deputy while the lead is on leave."""
    about = space.about
    async with request.app.state.store.reading() as conn:
        away = {one.name.casefold() for one in await leads_of(conn, space.space_id) if not one.at_work}
    here = (one for one in (about.lead, about.deputy) if one and one.name.casefold() not in away)
    return next(here, about.lead)


def _typed(form: FormData, space: Space) -> Capture:
    known = _places(space)
    place = text(form, "place")
    return Capture(
        form_id=text(form, "form_id"),
        their_words=text(form, "their_words"),
        note=text(form, "note"),
        close=text(form, "close") == "yes",
        they_know=bool(text(form, "they_know")),
        quote_ok=text(form, "quote_ok") == "yes",
        band=text(form, "band"),
        place=place if place in known else "",
        wanted=tuple(code for code in texts(form, "wanted") if code in known),
        how=tuple(texts(form, "how")),
    )


def _places(space: Space) -> dict[str, str]:
    """The space's own places by code, or the plain list."""
    return space.about.places or {code: code.replace("_", " ") for code in PLACES}
