"""The second factor's secret, sealed at rest, and its recovery codes."""

from __future__ import annotations

import hmac
import os

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from voice.clock import instant
from voice.store.secret import Keys

NONCE = 12
SECONDS = 30  # one step of a time code, RFC 6238


def new_totp() -> str:
    """A new secret for an authenticator app (160 bits, base32)."""
    return pyotp.random_base32()


def seal_totp(keys: Keys, person_id: int, secret: str) -> bytes:
    """Seal it for its person's row."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(keys.for_use("person-totp")).encrypt(
        nonce, secret.encode(), str(person_id).encode()
    )


def open_totp(keys: Keys, person_id: int, sealed: bytes) -> str:
    """Open a person's secret."""
    cipher = AESGCM(keys.for_use("person-totp"))
    return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], str(person_id).encode()).decode()


def totp_address(secret: str, email: str) -> str:
    """What the authenticator app reads (otpauth://…)."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Voice")


def matching_step(secret: str, code: str) -> int | None:
    """The time step that a typed code belongs to, at most one step either way; None when it matches none."""
    totp, here = pyotp.TOTP(secret), int(instant()) // SECONDS
    digits = "".join(ch for ch in code if ch.isdigit())
    return next(
        (step for step in (here, here - 1, here + 1) if hmac.compare_digest(totp.generate_otp(step), digits)),
        None,
    )
