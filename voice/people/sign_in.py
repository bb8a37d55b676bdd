"""Signing in and out. Passwords are argon2id; a session is a random 256-bit id whose hash is in a row.

A sign-in takes about as long whether the name exists or not, and says the same.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import now
from voice.errors import BadInput, SignInFailed
from voice.people import audit, records
from voice.people.nouns import Face, Person, SignedIn
from voice.people.totp import matching_step, open_totp
from voice.store.engine import Store
from voice.store.ids import new_id
from voice.store.secret import Keys

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
PASSWORD_LENGTH = 12
_hasher = PasswordHasher()
_turns = asyncio.Semaphore(2)  # each hash takes 64 MiB: two at a time
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b0bfjCKYwbQyQ5ZLNCZVWKkxX4"
_FAILED = "That did not work. Check your e-mail address, password and code, and try again."


async def hash_password(password: str) -> str:
    """An argon2id hash, made off the event loop. BadInput when it is too short to be safe."""
    if len(password) < PASSWORD_LENGTH:
        raise BadInput(
            f"Choose a password of {PASSWORD_LENGTH} characters or more. Four random words are good.",
            "password",
        )
    async with _turns:
        return await asyncio.to_thread(_hasher.hash, password)


async def sign_in(store: Store, keys: Keys, face: Face, email: str, password: str, code: str) -> str:
    """Sign in at a face. Returns the session's token for its cookie. SignInFailed says nothing of which part was wrong."""
    async with store.reading() as conn:
        row = await records.person_by_email(conn, email.strip().lower())
    right = await _is_password(row.password if row and row.password else _NOBODY, password)
    if row is None or row.stopped or not right:
        raise SignInFailed(_FAILED)
    async with store.writing() as conn:
        if not row.demo and not await _is_code(conn, keys, row.person_id, row.totp, code):
            raise SignInFailed(_FAILED)
        token = await new_session(conn, row.person_id, face)
        await audit.note(conn, row.name, "signed in", face)
    return token


async def new_session(conn: AsyncConnection, person_id: int, face: Face) -> str:
    """Begin a session and return its token."""
    token = secrets.token_urlsafe(32)
    await records.add_session(conn, _hash(token), person_id, face, now())
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
    if now() - row.seen > timedelta(minutes=5):
        async with store.writing() as conn:
            await records.touch_session(conn, hashed, now())
    person = Person(row.person_id, row.email, row.name, row.demo)
    return SignedIn(person, face, hats, _form_token(keys, token))


async def sign_out(store: Store, token: str) -> None:
    """End this session."""
    async with store.writing() as conn:
        await records.end_session(conn, _hash(token))


async def sign_out_everywhere(store: Store, person_id: int) -> None:
    """End every session of a person."""
    async with store.writing() as conn:
        await records.end_sessions(conn, person_id)


async def add_person(
    conn: AsyncConnection, email: str, name: str, password_hash: str, *, demo: bool = False
) -> Person:
    """A new person, found by e-mail address in small letters."""
    new = Person(new_id(), email.strip().lower(), name.strip(), demo)
    await records.add_person(conn, new, password_hash)
    return new


def _form_token(keys: Keys, token: str) -> str:
    """The token that forms of this session carry, bound to it."""
    return hmac.new(keys.for_use("form-token"), token.encode(), hashlib.sha256).hexdigest()[:32]


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def _is_password(hashed: str, password: str) -> bool:
    async with _turns:
        try:
            return await asyncio.to_thread(_hasher.verify, hashed, password)
        except (VerificationError, InvalidHashError):
            return False


async def _is_code(
    conn: AsyncConnection, keys: Keys, person_id: int, sealed: bytes | None, code: str
) -> bool:
    """A time code of this person's app, and never one used before."""
    if sealed is None:
        return False
    step = matching_step(open_totp(keys, person_id, sealed), code)
    return step is not None and await records.use_totp_step(conn, person_id, step)
