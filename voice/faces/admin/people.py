"""People of a space: invite, give and take hats, make a reset link."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput, NotReady
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import number, read_form, text
from voice.faces.shared.pages import go, show
from voice.listen.space import Space
from voice.people.invites import invite
from voice.people.nouns import Hat
from voice.people.passwords import reset_link_token
from voice.people.who import members, take_hat


async def people(request: Request) -> Response:
    """Who wears which hat here."""
    space = await open_space(request, Hat.ADMIN)
    if request.method == "GET":
        return await _show(request, space)
    form = await read_form(request)
    try:
        link = await _change(request, space, form)
    except (BadInput, NotReady) as problem:
        return await _show(request, space, problem=problem, status=422, email=text(form, "email"))
    return await _show(request, space, link=link) if link else go(f"/admin/{space.slug}/people")


async def _change(request: Request, space: Space, form: FormData) -> str:
    """Do what the button says. Returns a link to show once, if there is one."""
    state, by = request.app.state, me(request).person
    base = state.settings.base_url or str(request.base_url).rstrip("/")
    async with state.store.writing() as conn:
        if text(form, "do") == "invite":
            hat = text(form, "hat")
            if hat not in set(Hat):
                raise BadInput("Choose a hat.", "hat")
            deputy = bool(text(form, "deputy"))
            token = await invite(conn, space.space_id, text(form, "email"), Hat(hat), deputy=deputy, by=by)
            return f"{base}/admin/invite/{token}"
        if text(form, "do") == "take":
            await take_hat(conn, space.space_id, number(form, "person"), Hat(text(form, "hat")), by=by)
            return ""
        if text(form, "do") == "reset":
            token = await reset_link_token(conn, state.keys, text(form, "email"), by.name) or ""
            return f"{base}/admin/forgotten/{token}" if token else ""
    raise BadInput("Choose what to do.")


async def _show(
    request: Request,
    space: Space,
    *,
    link: str = "",
    problem: Exception | None = None,
    status: int = 200,
    email: str = "",
) -> Response:
    async with request.app.state.store.reading() as conn:
        everyone = await members(conn, space.space_id)
    return show(
        request,
        "admin/people.html",
        status,
        space=space,
        members=everyone,
        hats=list(Hat),
        link=link,
        problem=problem,
        email=email,
    )
