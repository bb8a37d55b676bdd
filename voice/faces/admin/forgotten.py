"""A forgotten password: reached before signing in. The page says the same, as fast, whoever's address it is."""

from __future__ import annotations

import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput
from voice.faces.shared.doors import TITLES
from voice.faces.shared.forms import read_form, text
from voice.faces.shared.limits import too_many_asks
from voice.faces.shared.pages import show
from voice.faces.shared.problems import write_down
from voice.people.mail import send
from voice.people.passwords import (
    hash_password,
    person_of_reset,
    reset_password,
    reset_token_for,
)
from voice.people.who import faces_of

_sending: set[asyncio.Task[None]] = set()
"""Mails on their way, so that none is dropped half done."""


async def forgotten_page(request: Request) -> Response:
    """Ask for a link by mail, or read whom to ask where there is none."""
    mail = bool(request.app.state.settings.mail)
    if request.method == "GET":
        return show(request, "admin/forgotten.html", mail=mail, sent=False)
    request.state.me = None
    email = text(await read_form(request), "email")
    if mail and not too_many_asks(request, email):
        # On its own: neither this answer nor the next on the same line takes longer where there is an account.
        task = asyncio.create_task(_mail_link(request.app, email))
        _sending.add(task)
        task.add_done_callback(_sending.discard)
    return show(request, "admin/forgotten.html", mail=mail, sent=mail)


async def reset_page(request: Request) -> Response:
    """Choose a new password. The second factor stays what it was."""
    state, token = request.app.state, request.path_params["token"]
    async with state.store.reading() as conn:
        person = await person_of_reset(conn, state.keys, token)
        doors = await faces_of(conn, person)
    if request.method == "GET":
        return show(request, "admin/reset.html", person=person, problem=None)
    request.state.me = None
    form = await read_form(request)
    try:
        hashed = await hash_password(text(form, "password"))
    except BadInput as problem:
        return show(request, "admin/reset.html", 422, person=person, problem=problem)
    async with state.store.writing() as conn:
        await reset_password(conn, state.keys, token, hashed)
    return show(request, "admin/reset.html", doors=doors, titles=TITLES, problem=None)


async def _mail_link(app: Starlette, email: str) -> None:
    """Send the link, if anybody has that address. Its start is the address we were told, never the one asked for."""
    state = app.state
    try:
        async with state.store.writing() as conn:
            token = await reset_token_for(conn, state.keys, email)
        if token:
            link = f"{state.settings.base_url}/admin/forgotten/{token}"
            await send(state.settings, [email.strip().lower()], "Your new password", _letter(link))
    except Exception as fault:  # a mail server may be down: the log says so, the page doesn't
        write_down(fault)


def _letter(link: str) -> str:
    return (
        f"Someone asked for a new password for this address. To choose one, open this within an hour:\n\n{link}\n\n"
        "You will still need your phone or a spare code. If it wasn't you, do nothing: nothing has changed.\n"
    )
