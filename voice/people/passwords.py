"""Passwords: argon2id, two at a time; and a forgotten one, by a link that works once, for an hour.

Admins make that link, or it comes by mail. It never replaces the second factor.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import BadInput, NotReady, NotYours, TooMany
from voice.people import audit, records
from voice.people.nouns import Person
from voice.store.secret import Keys

LASTS = 3600
LENGTH = 12
QUEUE = 40
"""Most that may wait for their turn; a flood of sign-ins gets a sentence, not a place in a line without end."""
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b0bfjCKYwbQyQ5ZLNCZVWKkxX4"
"""What is compared where nobody has that name, so that it takes as long."""
_hasher = PasswordHasher()
_turns = asyncio.Semaphore(2)  # each hash takes 64 MiB: two at a time
_waiting = 0
T = TypeVar("T")


async def hash_password(password: str) -> str:
    """An argon2id hash, made off the event loop. BadInput when it is too short to be safe."""
    if len(password) < LENGTH:
        raise BadInput(
            f"Choose a password of {LENGTH} characters or more. Four random words are good.", "password"
        )
    return await _in_turn(_hasher.hash, password)


async def is_password(hashed: str | None, password: str) -> bool:
    """Is it this password? Takes as long where there is none."""
    try:
        return await _in_turn(_hasher.verify, hashed or NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False


async def reset_token(conn: AsyncConnection, keys: Keys, person_id: int, by: str) -> str:
    """The token of a link to a new password, for one person. NotReady for the demo's people and those stopped."""
    row = await records.person_by_id(conn, person_id)
    if row is None or row.stopped or row.demo:
        raise NotReady("This person can't have a new password: they were stopped, or belong to the demo.")
    hats = await records.hats_of(conn, person_id)
    await audit.note_in(conn, hats, by, "made a reset link", f"for {row.name}")
    return _signer(keys).dumps([row.person_id, _mark(row.password)])


async def reset_token_for(conn: AsyncConnection, keys: Keys, email: str) -> str | None:
    """The same by address, for the mail that somebody asked for. None when nobody has it."""
    row = await records.person_by_email(conn, email.strip().lower())
    if row is None or row.stopped or row.demo:
        return None
    return await reset_token(conn, keys, row.person_id, "forgotten page")


async def person_of_reset(conn: AsyncConnection, keys: Keys, token: str) -> Person:
    """Whose link this is. NotYours when it is too old, was used, or is not ours."""
    row = await _row_of(conn, keys, token)
    return Person(row.person_id, row.email, row.name, row.demo)


async def reset_password(conn: AsyncConnection, keys: Keys, token: str, password_hash: str) -> None:
    """A new password by a link. Every session ends; the link is spent, since it names the old password."""
    row = await _row_of(conn, keys, token)
    await replace_password(conn, row, password_hash, "set a new password by a link")


async def replace_password(conn: AsyncConnection, row: Any, password_hash: str, did: str) -> None:
    """Put a new password in the place of the one in this row, and end every session. NotYours if it changed since."""
    if not await records.swap_password(conn, row.person_id, row.password, password_hash):
        raise NotYours("Your password was changed a moment ago. Sign in with the new one.")
    await records.end_sessions(conn, row.person_id)
    await audit.note_in(conn, await records.hats_of(conn, row.person_id), row.name, did)


async def _row_of(conn: AsyncConnection, keys: Keys, token: str) -> Any:
    try:
        person_id, mark = _signer(keys).loads(token, max_age=LASTS)
    except (BadSignature, ValueError, TypeError):
        raise NotYours("This link is too old or was used. Ask for a new one.") from None
    row = await records.person_by_id(conn, person_id)
    if row is None or row.stopped or _mark(row.password) != mark:
        raise NotYours("This link is too old or was used. Ask for a new one.")
    return row


async def _in_turn(work: Callable[..., T], *given: str) -> T:
    global _waiting
    if _waiting >= QUEUE:
        raise TooMany("Too many people are signing in at once. Wait a minute and try again.")
    _waiting += 1
    try:
        async with _turns:
            return await asyncio.to_thread(work, *given)
    finally:
        _waiting -= 1


def _signer(keys: Keys) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keys.for_use("reset-link"), salt="reset")


def _mark(password: str | None) -> str:
    return hashlib.sha256((password or "").encode()).hexdigest()[:16]
