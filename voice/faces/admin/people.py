"""People of a space: invite them, say what they do, help them back in, stop them. It shows nobody's words."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput, NotReady
from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import number, read_form, text, texts
from voice.faces.shared.pages import go, show
from voice.listen.space import Space
from voice.people import who
from voice.people.invites import invite, open_invites, take_back
from voice.people.mail import send_invite
from voice.people.nouns import EVERYDAY, HAT_SAYS, Hat, Person

FINER = "finer"
"""The choice that leaves the three everyday ones for single hats."""


async def people(request: Request) -> Response:
    """Who does what here."""
    space = await open_space(request, Hat.ADMIN)
    if request.method == "GET":
        return await _show(request, space, done=request.query_params.get("done", ""))
    form = await read_form(request)
    try:
        async with request.app.state.store.writing() as conn:
            link = await _change(request, conn, space, form)
    except (BadInput, NotReady) as problem:
        status = 422 if isinstance(problem, BadInput) else 409
        return await _show(request, space, problem=problem, status=status, typed=form)
    if link:
        return await _hand_over(request, space, form, _base(request) + link)
    return go(f"/admin/{space.slug}/people?done={text(form, 'do')}")


async def _change(request: Request, conn: AsyncConnection, space: Space, form: FormData) -> str:
    """Do what the button says. Returns the path of a link to show once, if there is one."""
    by, keys, here, do = me(request).person, request.app.state.keys, space.space_id, text(form, "do")
    if do == "invite":
        as_what = {name: bool(text(form, name)) for name in ("deputy", "outside")}
        token = await invite(conn, here, text(form, "email"), _hats(form), **as_what, by=by)
        return f"/admin/invite/{token}"
    if do == "take-back":
        await take_back(conn, here, text(form, "invite"), by)
        return ""
    person_id = number(form, "person")
    if do == "reset":
        return f"/admin/forgotten/{await who.reset_link_for(conn, keys, here, person_id, by)}"
    await _change_person(conn, space, person_id, by, form)
    return ""


async def _change_person(
    conn: AsyncConnection, space: Space, person_id: int, by: Person, form: FormData
) -> None:
    """What is done to one person of this space."""
    here, do = space.space_id, text(form, "do")
    if do == "give":
        whose = await who.member(conn, here, person_id)
        person = Person(whose.person_id, whose.email, whose.name, whose.demo)
        await who.give_hats(conn, here, person, _hats(form), deputy=bool(text(form, "deputy")), by=by)
    elif do == "take":
        await who.take_hat(conn, here, person_id, _hat(text(form, "hat")), by=by)
    elif do == "everywhere":
        await who.sign_out_person(conn, here, person_id, by)
    elif do == "stop":
        await who.stop(conn, here, person_id, by)
    elif do == "back":
        await who.let_back_in(conn, here, person_id, by)
    else:
        raise BadInput("Choose what to do.")


async def _hand_over(request: Request, space: Space, form: FormData, link: str) -> Response:
    """An invite goes by mail where there is mail; anything else is shown once, to be handed over."""
    email = text(form, "email").strip().lower()
    if text(form, "do") == "invite" and await send_invite(
        request.app.state.settings, email, space.title, link
    ):
        return go(f"/admin/{space.slug}/people?done=sent")
    return await _show(request, space, link=link)


def _hats(form: FormData) -> list[Hat]:
    """What was chosen: one of the three everyday choices, or single hats."""
    choice, ticked = text(form, "choice"), [_hat(one) for one in texts(form, "hat")]
    everyday = next((one for one in EVERYDAY if one.name == choice), None)
    if everyday is not None and ticked:
        raise BadInput(f"Choose “{everyday.title}”, or finer rights: not both.", "choice")
    hats = list(everyday.hats) if everyday is not None else ticked
    if not hats:
        raise BadInput("Choose what they will do here.", "choice")
    return hats


def _hat(name: str) -> Hat:
    if name not in set(Hat):
        raise BadInput("Choose what they will do here.", "choice")
    return Hat(name)


def _base(request: Request) -> str:
    """Where links begin: the address we were told. Without one, what this admin's own browser typed."""
    return request.app.state.settings.base_url or str(request.base_url).rstrip("/")


async def _show(
    request: Request,
    space: Space,
    *,
    link: str = "",
    problem: Exception | None = None,
    status: int = 200,
    typed: FormData | None = None,
    done: str = "",
) -> Response:
    async with request.app.state.store.reading() as conn:
        everyone = await who.members(conn, space.space_id)
        invites = await open_invites(conn, space.space_id)
    inviting = typed is not None and text(typed, "do") == "invite"
    return show(
        request,
        "admin/people.html",
        status,
        space=space,
        members=everyone,
        invites=invites,
        everyday=EVERYDAY,
        hats=HAT_SAYS,
        finer=FINER,
        link=link,
        problem=problem,
        field=getattr(problem, "field", ""),
        done=done,
        email=text(typed, "email") if typed is not None and inviting else "",
        choice=text(typed, "choice") if typed is not None and inviting else "",
        ticked=texts(typed, "hat") if typed is not None and inviting else [],
    )
