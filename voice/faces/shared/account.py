"""One's own account, at every face: where am I signed in, a new password, another phone, spare codes."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput
from voice.faces.shared.doors import TITLES, leave, me, set_session
from voice.faces.shared.forms import number, read_form, text
from voice.faces.shared.limits import seconds_to_wait, sign_in_tried, sign_in_worked
from voice.faces.shared.pages import go, show
from voice.faces.shared.sign_in import in_words
from voice.listen.spaces import open_space_by_id
from voice.people.account import (
    account_of,
    change_password,
    change_phone,
    change_spare_codes,
    may_change_phone,
)
from voice.people.nouns import Face, Hat
from voice.people.second_factor import app_address, confirmed, new_secret, secret_of, setup_of
from voice.people.sign_in import sign_out_everywhere, sign_out_there
from voice.people.who import answer_for_lead, waiting_leads


async def account(request: Request) -> Response:
    """Everything about one's own account, on one page."""
    if request.method == "GET":
        return await _show(request)
    form = await read_form(request)
    try:
        return await _do(request, form)
    except BadInput as problem:
        return await _show(request, problem)


async def _do(request: Request, form: FormData) -> Response:
    """What the button says."""
    buttons = {
        "password": _password,
        "phone": _phone,
        "phone-code": _phone_code,
        "codes": _codes,
        "there": _there,
        "everywhere": _everywhere,
        "lead-yes": _lead,
        "lead-no": _lead,
    }
    button = buttons.get(text(form, "do"))
    if button is None:
        raise BadInput("Choose what to do.")
    return await button(request, form)


async def _password(request: Request, form: FormData) -> Response:
    """A new password; signed out everywhere but here."""
    mine = me(request)
    _count_a_try(request)
    token = await change_password(
        request.app.state.store, mine.face, mine.person, text(form, "old"), text(form, "password")
    )
    sign_in_worked(request, mine.person.email)
    return set_session(go(f"/{mine.face}/account?done=password"), mine.face, token)


async def _phone(request: Request, form: FormData) -> Response:
    """They have proved who they are: show the new phone's key."""
    state, person = request.app.state, me(request).person
    _count_a_try(request)
    await may_change_phone(
        state.store, state.keys, person, text(form, "phone-password"), text(form, "phone-code")
    )
    sign_in_worked(request, person.email)
    return _show_phone(request, new_secret())


async def _phone_code(request: Request, form: FormData) -> Response:
    """The new phone shows the right code: from now on it is the one."""
    state, mine = request.app.state, me(request)
    secret = secret_of(state.keys, _whose(request), text(form, "setup"))
    if not secret:
        raise BadInput("That took too long. Start again.", "phone-password")
    factor = confirmed(secret, text(form, "code"))
    if factor is None:
        wrong = BadInput("That code did not match. Wait for the next one in your app and type it.", "code")
        return _show_phone(request, secret, wrong)
    token, codes = await change_phone(state.store, state.keys, mine.face, mine.person, factor)
    page = show(request, "shared/codes.html", codes=codes, on=f"/{mine.face}/account", waits=False)
    return set_session(page, mine.face, token)


async def _codes(request: Request, form: FormData) -> Response:
    """Ten new spare codes, shown now and never again."""
    state, mine = request.app.state, me(request)
    async with state.store.writing() as conn:
        codes = await change_spare_codes(conn, state.keys, mine.person, text(form, "code"))
    return show(request, "shared/codes.html", codes=codes, on=f"/{mine.face}/account", waits=False)


async def _there(request: Request, form: FormData) -> Response:
    """Sign out in one other place."""
    mine = me(request)
    async with request.app.state.store.writing() as conn:
        await sign_out_there(conn, mine.person.person_id, text(form, "session"))
    return go(f"/{mine.face}/account?done=there")


async def _everywhere(request: Request, form: FormData) -> Response:
    """Sign out everywhere, here too."""
    mine = me(request)
    async with request.app.state.store.writing() as conn:
        await sign_out_everywhere(conn, mine.person, mine.person)
    return leave(mine.face)


async def _lead(request: Request, form: FormData) -> Response:
    """A lead says whether somebody may be one too."""
    mine = me(request)
    async with request.app.state.store.writing() as conn:
        yes = text(form, "do") == "lead-yes"
        space_id, person_id = number(form, "space"), number(form, "person")
        await answer_for_lead(conn, space_id, person_id, mine.person, yes)
    return go(f"/{mine.face}/account?done=lead")


def _count_a_try(request: Request) -> None:
    """Whoever found a screen unlocked guesses no faster here than at the door."""
    email = me(request).person.email
    if seconds := seconds_to_wait(request, email):
        raise BadInput(f"Too many tries. Wait {in_words(seconds)} and try again.")
    sign_in_tried(request, email)


def _whose(request: Request) -> str:
    return f"{me(request).person.person_id} {me(request).form_token}"


def _show_phone(request: Request, secret: str, problem: BadInput | None = None) -> Response:
    return show(
        request,
        "shared/phone.html",
        422 if problem else 200,
        secret=secret,
        address=app_address(secret, me(request).person.email),
        setup=setup_of(request.app.state.keys, _whose(request), secret),
        problem=problem,
    )


async def _show(request: Request, problem: BadInput | None = None) -> Response:
    mine = me(request)
    async with request.app.state.store.reading() as conn:
        found = await account_of(conn, mine.person, request.state.session_token)
        leads = mine.spaces if mine.face is Face.LEAD else ()
        asked = [
            (await open_space_by_id(conn, space_id), one)
            for space_id in leads
            if mine.wears(space_id, Hat.LEAD)
            for one in await waiting_leads(conn, space_id)
        ]
    return show(
        request,
        "shared/account.html",
        422 if problem else 200,
        account=found,
        asked=asked,
        faces=TITLES,
        problem=problem,
        done=request.query_params.get("done", ""),
    )
