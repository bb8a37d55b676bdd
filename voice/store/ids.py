"""Keys that tell nothing: random 63-bit integers, so order of arrival shows nowhere."""

from __future__ import annotations

import secrets


def new_id() -> int:
    """A random positive 63-bit integer. Never zero, so it can stand in a form field as 'something'."""
    return secrets.randbits(63) or 1
