"""Accepting an invite, and a forgotten password: the pages of this face that are reached before signing in."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from voice.errors import BadInput
from voice.faces.shared.forms import read_form, text
from voice.faces.shared.limits import too_many_tries
from voice.faces.shared.pages import go, show
from voice.people.invites import accept_invite, open_invite
from voice.people.mail import send
from voice.people.nouns import HATS_OF_FACE, Face, Hat
from voice.people.passwords import person_of_reset, reset_link_token, set_password
from voice.people.sign_in import hash_password
from voice.people.totp import matching_step, new_totp, totp_address

FORM_LASTS = 3600


async def invite_page(request: Request) -> Response:
    """Choose a name and a password, and connect an authenticator app."""
    state, token = request.app.state, request.path_params["token"]
    async with state.store.reading() as conn:
        asked = await open_invite(conn, token)
    if request.method == "GET":
        return _show(request, asked, new_totp())
    request.state.me = None
    form = await read_form(request)
    secret = _secret_of(request, text(form, "setup"))
    try:
        hashed = ""
        if not asked.known:
            if not secret or matching_step(secret, text(form, "code")) is None:
                raise BadInput(
                    "That code did not match. Wait for the next one in your app and type it.", "code"
                )
            hashed = await hash_password(text(form, "password"))
        async with state.store.writing() as conn:
            await accept_invite(conn, state.keys, token, text(form, "name"), hashed, secret)
    except BadInput as problem:
        return _show(request, asked, secret or new_totp(), problem, text(form, "name"))
    return go(f"/{_face_of(asked.hat)}/sign-in")


async def forgotten(request: Request) -> Response:
    """Ask for a reset link. The page says the same whether or not anybody has that address."""
    settings = request.app.state.settings
    if request.method == "GET":
        return show(request, "admin/forgotten.html", mail=bool(settings.mail), sent=False)
    request.state.me = None
    form = await read_form(request)
    email = text(form, "email")
    if settings.mail and not too_many_tries(request, email):
        async with request.app.state.store.writing() as conn:
            token = await reset_link_token(conn, request.app.state.keys, email, "forgotten page")
        if token:
            link = f"{settings.base_url}/admin/forgotten/{token}"
            await send(
                settings,
                [email.strip().lower()],
                "Your new password",
                f"Open this within an hour:\n\n{link}\n",
            )
    return show(request, "admin/forgotten.html", mail=bool(settings.mail), sent=True)


async def reset(request: Request) -> Response:
    """Set a new password with a reset link."""
    state, token = request.app.state, request.path_params["token"]
    async with state.store.reading() as conn:
        person = await person_of_reset(conn, state.keys, token)
    if request.method == "GET":
        return show(request, "admin/reset.html", person=person, problem=None)
    request.state.me = None
    form = await read_form(request)
    try:
        hashed = await hash_password(text(form, "password"))
    except BadInput as problem:
        return show(request, "admin/reset.html", 422, person=person, problem=problem)
    async with state.store.writing() as conn:
        await set_password(conn, person, hashed)
    return go("/admin/sign-in")


def _show(request: Request, asked, secret: str, problem: BadInput | None = None, name: str = "") -> Response:  # type: ignore[no-untyped-def]
    setup = _signer(request).dumps(secret)
    return show(
        request,
        "admin/invite.html",
        422 if problem else 200,
        asked=asked,
        secret=secret,
        address=totp_address(secret, asked.email),
        setup=setup,
        problem=problem,
        name=name,
    )


def _secret_of(request: Request, setup: str) -> str:
    """The authenticator secret that this form was shown with."""
    try:
        return str(_signer(request).loads(setup, max_age=FORM_LASTS))
    except BadSignature:
        return ""


def _signer(request: Request) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(request.app.state.keys.for_use("invite-setup"), salt="invite")


def _face_of(hat: Hat) -> Face:
    return next(face for face, hats in HATS_OF_FACE.items() if hat in hats)
