"""The second factor: a time code from a phone, and spare codes for when the phone isn't there. Each works once."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from typing import Any

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.clock import instant
from voice.people import records
from voice.people.backoff import Waits
from voice.store.secret import Keys

NONCE = 12
SECONDS = 30  # one step of a time code, RFC 6238
SETUP_LASTS = 3600
SPARE_CODES = 10
SPARE_DIGITS = 12  # 40 bits each; digits, since the box brings up a number pad
_wrong_codes = Waits(free=5, first=30, most=3600)
"""By person, after a right password: only someone who knows it can make anybody wait here."""


@dataclass(frozen=True)
class Factor:
    """An authenticator's new secret, confirmed by a code of its own; that code's step counts as used."""

    secret: str
    step: int


def new_secret() -> str:
    """A new secret for an authenticator app (160 bits, base32)."""
    return pyotp.random_base32()


def confirmed(secret: str, code: str) -> Factor | None:
    """The factor, if this code comes from an app that holds the secret."""
    step = matching_step(secret, code) if secret else None
    return Factor(secret, step) if step is not None else None


def app_address(secret: str, email: str) -> str:
    """What the authenticator app reads (otpauth://…)."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Voice")


def setup_of(keys: Keys, whose: str, secret: str) -> str:
    """What the form that connects a phone carries, so that nobody else's secret can be slipped in: signed, for an hour."""
    return _setups(keys).dumps([whose, secret])


def secret_of(keys: Keys, whose: str, setup: str) -> str:
    """The secret that this form was shown with; empty if it is somebody else's or too old."""
    try:
        found = _setups(keys).loads(setup, max_age=SETUP_LASTS)
    except BadSignature:
        return ""
    return str(found[1]) if found[0] == whose else ""


def matching_step(secret: str, code: str) -> int | None:
    """The time step that a typed code belongs to, at most one step either way; None when it matches none."""
    totp, here = pyotp.TOTP(secret), int(instant()) // SECONDS
    typed = _digits(code)
    return next(
        (step for step in (here, here - 1, here + 1) if hmac.compare_digest(totp.generate_otp(step), typed)),
        None,
    )


async def set_factor(conn: AsyncConnection, keys: Keys, person_id: int, factor: Factor) -> list[str]:
    """Give a person this factor and new spare codes, which are returned to be shown once."""
    sealed = _seal(keys, person_id, factor.secret)
    await records.change_person(conn, person_id, totp=sealed, totp_step=factor.step)
    return await new_spare_codes(conn, keys, person_id)


async def new_spare_codes(conn: AsyncConnection, keys: Keys, person_id: int) -> list[str]:
    """Ten new spare codes; the old ones end. Only their keyed hashes are kept."""
    codes = [f"{secrets.randbelow(10**SPARE_DIGITS):0{SPARE_DIGITS}}" for _ in range(SPARE_CODES)]
    await records.change_person(
        conn, person_id, recovery=[_hash_spare(keys, person_id, code) for code in codes]
    )
    return [f"{code[:4]} {code[4:8]} {code[8:]}" for code in codes]


async def use_time_code(conn: AsyncConnection, keys: Keys, row: Any, code: str) -> bool:
    """Use up a code of this person's phone. After several wrong ones even a right one must wait."""
    key = str(row.person_id).encode()
    if row.totp is None or len(_digits(code)) == SPARE_DIGITS or _wrong_codes.left(key):
        return False
    step = matching_step(_open(keys, row.person_id, row.totp), code)
    if step is not None and await records.use_totp_step(conn, row.person_id, step):
        _wrong_codes.forgive(key)
        return True
    _wrong_codes.failed(key)
    return False


async def use_spare_code(conn: AsyncConnection, keys: Keys, person_id: int, code: str) -> bool:
    """Use up a spare code. At 40 bits they can't be guessed at the door, so they need no waiting."""
    row = await records.person_to_change(conn, person_id)
    left = list(row.recovery or ()) if row else []
    hashed = _hash_spare(keys, person_id, code)
    if hashed not in left:
        return False
    await records.change_person(conn, person_id, recovery=[one for one in left if one != hashed])
    return True


def _hash_spare(keys: Keys, person_id: int, code: str) -> str:
    said = f"{person_id}:{_digits(code)}".encode()
    return hmac.new(keys.for_use("spare-code"), said, hashlib.sha256).hexdigest()


def _digits(code: str) -> str:
    """What was typed, as plain digits, whatever the keyboard and the spaces."""
    return "".join(str(int(ch)) for ch in code if ch.isdecimal())


def _setups(keys: Keys) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keys.for_use("phone-setup"), salt="phone")


def _seal(keys: Keys, person_id: int, secret: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(keys.for_use("person-totp")).encrypt(
        nonce, secret.encode(), str(person_id).encode()
    )


def _open(keys: Keys, person_id: int, sealed: bytes) -> str:
    cipher = AESGCM(keys.for_use("person-totp"))
    return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], str(person_id).encode()).decode()
