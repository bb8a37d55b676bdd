"""Invites: 256-bit, hashed in a row, 72 hours, once, with the hat fixed."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.errors import BadInput, NotYours
from voice.people import audit, records
from voice.people.nouns import Hat, Person
from voice.people.sign_in import add_person
from voice.people.totp import seal_totp
from voice.store.secret import Keys

LASTS = timedelta(hours=72)


@dataclass(frozen=True)
class Invite:
    """An open invite."""

    space_id: int
    email: str
    hat: Hat
    deputy: bool
    outside: bool
    known: bool  # this person has an account already


async def invite(
    conn: AsyncConnection,
    space_id: int,
    email: str,
    hat: Hat,
    *,
    deputy: bool = False,
    outside: bool = False,
    by: Person | None = None,
) -> str:
    """Invite someone to wear a hat in a space. Returns the token for the link, which is shown once."""
    email = email.strip().lower()
    if "@" not in email or " " in email or len(email) > 200:
        raise BadInput("Write an e-mail address such as sam@example.org.", "email")
    token = secrets.token_urlsafe(32)
    await records.add_invite(
        conn,
        {
            "token_hash": _hash(token),
            "space_id": space_id,
            "email": email,
            "hat": hat,
            "deputy": deputy,
            "outside": outside,
            "made_by": by.person_id if by else None,
            "until": now() + LASTS,
        },
    )
    await audit.note(conn, by.name if by else "command line", "invited", f"{hat} by e-mail", space_id)
    return token


async def open_invite(conn: AsyncConnection, token: str) -> Invite:
    """The invite of a link. NotYours when it is unknown, used or too old."""
    row = await records.invite_by_hash(conn, _hash(token))
    if row is None or row.used or row.until < now():
        raise NotYours("This invite has been used or is too old. Ask for a new one.")
    known = await records.person_by_email(conn, row.email) is not None
    return Invite(row.space_id, row.email, Hat(row.hat), row.deputy, row.outside, known)


async def accept_invite(
    conn: AsyncConnection, keys: Keys, token: str, name: str, password_hash: str, totp_secret: str
) -> Person:
    """Use an invite: makes the person if they are new, and gives the hat. `totp_secret` was confirmed by a code."""
    asked = await open_invite(conn, token)
    if not await records.use_invite(conn, _hash(token)):
        raise NotYours("This invite has been used.")
    row = await records.person_by_email(conn, asked.email)
    if row is None:
        if not name.strip():
            raise BadInput("Write your name, as colleagues know you.", "name")
        person = await add_person(conn, asked.email, name, password_hash)
        await records.change_person(
            conn, person.person_id, totp=seal_totp(keys, person.person_id, totp_secret)
        )
    else:
        person = Person(row.person_id, row.email, row.name, row.demo)
    await records.give_hat(
        conn, asked.space_id, person.person_id, asked.hat, deputy=asked.deputy, outside=asked.outside
    )
    await audit.note(conn, person.name, "accepted an invite", asked.hat, asked.space_id)
    return person


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
