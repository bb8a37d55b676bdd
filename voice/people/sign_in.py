"""Signing in and out. A session is a random 256-bit id whose hash is in a row; it opens one face.

A sign-in takes about as long whether the name exists or not, and says the same.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.errors import SignInFailed
from voice.people import audit, records
from voice.people.nouns import HATS_OF_FACE, Face, Hat, Person, SignedIn
from voice.people.passwords import is_password
from voice.people.second_factor import use_spare_code, use_time_code
from voice.store.engine import Store
from voice.store.ids import new_id
from voice.store.secret import Keys

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
_FAILED = "That did not work. Check your e-mail address, password and code, and try again."


@dataclass(frozen=True)
class Session:
    """One place where a person is signed in. `mark` names it on the account page; it opens nothing."""

    mark: str
    face: Face
    begun: datetime
    seen: datetime
    here: bool


async def sign_in(
    store: Store, keys: Keys, face: Face, email: str, password: str, code: str, *, at_home: bool = True
) -> str:
    """Sign in at a face. Returns the session's token for its cookie. SignInFailed says nothing of which part was wrong.

    The demo's people, whose password is printed, come in only from this machine (`at_home`).
    """
    async with store.reading() as conn:
        row = await records.person_by_email(conn, email.strip().lower())
    right = await is_password(row.password if row else None, password)
    if row is None or row.stopped or not right or (row.demo and not at_home):
        raise SignInFailed(_FAILED)
    async with store.writing() as conn:
        how = "" if row.demo else await _second_factor(conn, keys, row, code)
        token = await new_session(conn, row.person_id, face)
        hats = await records.hats_of(conn, row.person_id)
        opens = [space_id for space_id, worn in hats.items() if worn & HATS_OF_FACE[face]]
        await audit.note_in(conn, opens, row.name, f"signed in{how}", face)
    return token


async def new_session(conn: AsyncConnection, person_id: int, face: Face) -> str:
    """Begin a session and return its token. Old ones of anybody's are forgotten on the way."""
    token, moment = secrets.token_urlsafe(32), now()
    await records.end_old_sessions(conn, moment - LONGEST, moment - IDLE)
    await records.add_session(conn, _hash(token), person_id, face, moment)
    return token


async def who_is(store: Store, keys: Keys, face: Face, token: str) -> SignedIn | None:
    """Who holds this session at this face, or None when it ended or is another face's."""
    hashed = _hash(token)
    async with store.reading() as conn:
        row = await records.session_by_hash(conn, hashed)
        if row is None or row.face != face or row.stopped:
            return None
        if now() - row.seen > IDLE or now() - row.begun > LONGEST:
            return None
        hats = await records.hats_of(conn, row.person_id)
        led = [space_id for space_id, worn in hats.items() if Hat.LEAD in worn]
        asked = await records.count_waiting(conn, led) if face is Face.LEAD and led else 0
    if now() - row.seen > timedelta(minutes=5):
        async with store.writing() as conn:
            await records.touch_session(conn, hashed, now())
    person = Person(row.person_id, row.email, row.name, row.demo)
    return SignedIn(person, face, hats, _form_token(keys, token), asked)


async def sessions_of(conn: AsyncConnection, person_id: int, token: str) -> list[Session]:
    """Where a person is signed in now; `token` is the session that asks."""
    moment, here = now(), _hash(token)
    return [
        Session(row.token_hash.hex(), Face(row.face), row.begun, row.seen, row.token_hash == here)
        for row in await records.sessions_of(conn, person_id)
        if moment - row.seen <= IDLE and moment - row.begun <= LONGEST
    ]


async def sign_out(store: Store, token: str) -> None:
    """End this session."""
    async with store.writing() as conn:
        await records.end_session(conn, _hash(token))


async def sign_out_there(conn: AsyncConnection, person_id: int, mark: str) -> None:
    """End one of this person's sessions by its mark. Nothing happens for one that ended or is another's."""
    for row in await records.sessions_of(conn, person_id):
        if row.token_hash.hex() == mark:
            await records.end_session(conn, row.token_hash)


async def sign_out_everywhere(conn: AsyncConnection, person: Person, by: Person) -> None:
    """End every session of a person."""
    await records.end_sessions(conn, person.person_id)
    hats = await records.hats_of(conn, person.person_id)
    whom = "" if by == person else person.name
    await audit.note_in(conn, hats, by.name, "signed out everywhere", whom)


async def add_person(
    conn: AsyncConnection, email: str, name: str, password_hash: str, *, demo: bool = False
) -> Person:
    """A new person, found by e-mail address in small letters."""
    new = Person(new_id(), email.strip().lower(), name.strip(), demo)
    await records.add_person(conn, new, password_hash)
    return new


async def _second_factor(conn: AsyncConnection, keys: Keys, row: Any, code: str) -> str:
    """Use up a code and say which kind, for the audit. SignInFailed if it is neither."""
    if await use_time_code(conn, keys, row, code):
        return ""
    if await use_spare_code(conn, keys, row.person_id, code):
        return " with a spare code"
    raise SignInFailed(_FAILED)


def _form_token(keys: Keys, token: str) -> str:
    """The token that forms of this session carry, bound to it."""
    return hmac.new(keys.for_use("form-token"), token.encode(), hashlib.sha256).hexdigest()[:32]


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
