"""A forgotten password: a link that works once, for an hour, made by an admin or sent by mail."""

from __future__ import annotations

import hashlib

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import NotYours
from voice.people import audit, records
from voice.people.nouns import Person
from voice.store.secret import Keys

LASTS = 3600


async def reset_link_token(conn: AsyncConnection, keys: Keys, email: str, by: str) -> str | None:
    """The token of a reset link, or None when nobody has that address (the page says the same either way)."""
    row = await records.person_by_email(conn, email.strip().lower())
    if row is None or row.stopped or row.demo:
        return None
    await audit.note(conn, by, "made a reset link", row.name)
    return _signer(keys).dumps([row.person_id, _mark(row.password)])


async def person_of_reset(conn: AsyncConnection, keys: Keys, token: str) -> Person:
    """Whose link this is. NotYours when it is too old, was used, or is not ours."""
    try:
        person_id, mark = _signer(keys).loads(token, max_age=LASTS)
    except (BadSignature, ValueError, TypeError):
        raise NotYours("This link is too old or was used. Ask for a new one.") from None
    row = await records.person_by_id(conn, person_id)
    if row is None or row.stopped or _mark(row.password) != mark:
        raise NotYours("This link is too old or was used. Ask for a new one.")
    return Person(row.person_id, row.email, row.name, row.demo)


async def set_password(conn: AsyncConnection, person: Person, password_hash: str) -> None:
    """A new password. Every session ends; the link is spent, since it names the old one."""
    await records.change_person(conn, person.person_id, password=password_hash)
    await records.end_sessions(conn, person.person_id)
    await audit.note(conn, person.name, "set a new password")


def _signer(keys: Keys) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keys.for_use("reset-link"), salt="reset")


def _mark(password: str | None) -> str:
    return hashlib.sha256((password or "").encode()).hexdigest()[:16]
