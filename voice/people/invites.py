"""Invites: 256-bit, hashed in a row, 72 hours, once, with the hat fixed."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.errors import BadInput, NotYours
from voice.people import audit, records
from voice.people.nouns import Hat, Person
from voice.people.second_factor import Factor, set_factor
from voice.people.sign_in import add_person
from voice.people.who import give_hats
from voice.store.secret import Keys

LASTS = timedelta(hours=72)


@dataclass(frozen=True)
class Invite:
    """An open invite. `mark` names it on the People page; it opens nothing."""

    mark: str
    space_id: int
    email: str
    hats: tuple[Hat, ...]
    deputy: bool
    outside: bool
    until: datetime
    known: bool  # this person has an account, and keeps its password and phone


@dataclass(frozen=True)
class Welcome:
    """What an accepted invite leads to: spare codes to show once, and whether a lead's hat waits for a yes."""

    person: Person
    spare_codes: tuple[str, ...]
    waits: bool


async def invite(
    conn: AsyncConnection,
    space_id: int,
    email: str,
    hats: Iterable[Hat],
    *,
    deputy: bool = False,
    outside: bool = False,
    by: Person | None = None,
    afresh: bool = False,
) -> str:
    """Invite someone to wear hats in a space. Returns the token for the link, which is shown once.

    `afresh` lets somebody who lost phone and spare codes start again with a new password and phone. Only the keeper of
    the machine can do that: an admin who could would be any lead they liked.
    """
    if afresh and by is not None:
        raise NotYours("Only the command line can do that.")
    email = email.strip().lower()
    if "@" not in email or any(ch.isspace() for ch in email) or len(email) > 200:
        raise BadInput("Write an e-mail address such as sam@example.org.", "email")
    chosen = [hat for hat in Hat if hat in set(hats)]
    if not chosen:
        raise BadInput("Choose what they will do here.", "choice")
    token = secrets.token_urlsafe(32)
    await records.add_invite(
        conn,
        {
            "token_hash": _hash(token),
            "space_id": space_id,
            "email": email,
            "hats": " ".join(chosen),
            "deputy": deputy and Hat.LEAD in chosen,
            "outside": outside and Hat.LEAD in chosen,
            "made_by": by.person_id if by else None,
            "afresh": afresh,
            "until": now() + LASTS,
        },
    )
    who = by.name if by else "command line"
    did = "let start afresh" if afresh else "invited"
    await audit.note(conn, who, did, f"{email} as {_called(chosen)}", space_id)
    return token


async def open_invite(conn: AsyncConnection, token: str) -> Invite:
    """The invite of a link. NotYours when it is unknown, used or too old."""
    row = await _row_of(conn, token)
    known = await records.person_by_email(conn, row.email) is not None
    return _invite(row, known and not row.afresh)


async def open_invites(conn: AsyncConnection, space_id: int) -> list[Invite]:
    """The invites of a space that nobody has used yet."""
    return [_invite(row, False) for row in await records.open_invites(conn, space_id, now())]


async def take_back(conn: AsyncConnection, space_id: int, mark: str, by: Person) -> None:
    """The link of an invite opens nothing any more. NotYours if there is none to take back."""
    token_hash = bytes.fromhex(mark) if len(mark) == 64 and set(mark) <= set("0123456789abcdef") else b""
    if not await records.drop_invite(conn, space_id, token_hash):
        raise NotYours("This invite has been used or taken back.")
    await audit.note(conn, by.name, "took an invite back", space_id=space_id)


async def accept_invite(
    conn: AsyncConnection, keys: Keys, token: str, name: str, password_hash: str, factor: Factor | None
) -> Welcome:
    """Use an invite: makes the person if they are new, with a confirmed second factor, and gives the hats."""
    row = await _row_of(conn, token)
    if not await records.use_invite(conn, _hash(token)):
        raise NotYours(_GONE)
    codes: list[str] = []
    person = await _known(conn, row.email)
    if person is None or row.afresh:
        if not name.strip():
            raise BadInput("Write your name, as colleagues know you.", "name")
        if factor is None or not password_hash:
            raise NotYours(_GONE)
        person = await _start(conn, person, row.email, name.strip(), password_hash)
        codes = await set_factor(conn, keys, person.person_id, factor)
    asked = _invite(row, False)
    await audit.note(conn, person.name, "accepted an invite", _called(asked.hats), asked.space_id)
    maker = await _maker(conn, row)
    waits = await give_hats(
        conn, asked.space_id, person, asked.hats, deputy=asked.deputy, outside=asked.outside, by=maker
    )
    return Welcome(person, tuple(codes), waits)


_GONE = "This invite has been used or is too old. Ask for a new one."


async def _row_of(conn: AsyncConnection, token: str) -> Any:
    row = await records.invite_by_hash(conn, _hash(token))
    if row is None or row.used or row.until < now():
        raise NotYours(_GONE)
    await _maker(conn, row)
    return row


async def _known(conn: AsyncConnection, email: str) -> Person | None:
    row = await records.person_by_email(conn, email)
    return Person(row.person_id, row.email, row.name, row.demo) if row else None


async def _start(
    conn: AsyncConnection, before: Person | None, email: str, name: str, password_hash: str
) -> Person:
    """A new account, or a known one begun again: whoever was signed in with it is out."""
    if before is None:
        return await add_person(conn, email, name, password_hash)
    await records.change_person(conn, before.person_id, name=name, password=password_hash)
    await records.end_sessions(conn, before.person_id)
    return replace(before, name=name)


async def _maker(conn: AsyncConnection, row: Any) -> Person | None:
    """Who made an invite; None is the command line. Who runs the space no longer invites nobody into it."""
    if row.made_by is None:
        return None
    maker = await records.person_by_id(conn, row.made_by)
    hats = await records.hats_of(conn, row.made_by)
    if maker is None or maker.stopped or Hat.ADMIN not in hats.get(row.space_id, frozenset()):
        raise NotYours(_GONE)
    return Person(maker.person_id, maker.email, maker.name, maker.demo)


def _invite(row: Any, known: bool) -> Invite:
    hats = tuple(Hat(hat) for hat in row.hats.split())
    return Invite(
        row.token_hash.hex(), row.space_id, row.email, hats, row.deputy, row.outside, row.until, known
    )


def _called(hats: Iterable[Hat]) -> str:
    return ", ".join(hat.called for hat in hats)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
