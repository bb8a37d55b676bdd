"""Accepting an invite: reached before signing in, by a link that works once."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput
from voice.faces.shared.forms import read_form, text
from voice.faces.shared.pages import go, show
from voice.listen.spaces import open_space_by_id
from voice.people.invites import Invite, Welcome, accept_invite, open_invite
from voice.people.nouns import HAT_SAYS, face_of
from voice.people.passwords import hash_password
from voice.people.second_factor import app_address, confirmed, new_secret, secret_of, setup_of


async def invite_page(request: Request) -> Response:
    """Choose a name and a password, connect an authenticator app, and keep the spare codes."""
    async with request.app.state.store.reading() as conn:
        asked = await open_invite(conn, request.path_params["token"])
    if request.method == "GET":
        return await _show(request, asked, new_secret())
    request.state.me = None  # whoever sits here may be signed in as somebody else
    form = await read_form(request)
    secret = secret_of(request.app.state.keys, f"invite {asked.mark}", text(form, "setup"))
    try:
        welcome = await _accept(request, asked, form, secret)
    except BadInput as problem:
        return await _show(request, asked, secret or new_secret(), problem, text(form, "name"))
    door = f"/{face_of(asked.hats[0])}/sign-in"
    if not welcome.spare_codes and not welcome.waits:
        return go(door)
    return show(request, "shared/codes.html", codes=welcome.spare_codes, waits=welcome.waits, on=door)


async def _accept(request: Request, asked: Invite, form: FormData, secret: str) -> Welcome:
    """Use the invite; who has an account already only gets the hats."""
    state, hashed, factor = request.app.state, "", None
    if not asked.known:
        if not text(form, "name").strip():
            raise BadInput("Write your name, as colleagues know you.", "name")
        hashed = await hash_password(text(form, "password"))
        factor = confirmed(secret, text(form, "code"))
        if factor is None:
            raise BadInput("That code did not match. Wait for the next one in your app and type it.", "code")
    async with state.store.writing() as conn:
        token = request.path_params["token"]
        return await accept_invite(conn, state.keys, token, text(form, "name"), hashed, factor)


async def _show(
    request: Request, asked: Invite, secret: str, problem: BadInput | None = None, name: str = ""
) -> Response:
    async with request.app.state.store.reading() as conn:
        space = await open_space_by_id(conn, asked.space_id)
    return show(
        request,
        "admin/invite.html",
        422 if problem else 200,
        space=space,
        asked=asked,
        says=HAT_SAYS,
        secret=secret,
        address=app_address(secret, asked.email),
        setup=setup_of(request.app.state.keys, f"invite {asked.mark}", secret),
        problem=problem,
        name=name,
    )
