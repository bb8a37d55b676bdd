"""Slowing down floods and guessers without knowing who they are.

An address is turned into a keyed hash with a key that lives in memory and is
thrown away every day; nothing is written down. The young face's limit is sized
for a whole school behind one address. Over the limit, help is still shown.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import deque

from starlette.requests import Request

from voice.clock import instant

DAY = 86_400
SENDS, SENDS_WINDOW = 1_500, 600  # a school of 1,500 sending within ten minutes
GUESSES, GUESSES_WINDOW = 30, 600  # receipts looked up from one address
TRIES, TRIES_WINDOW = 8, 300  # sign-ins for one name or from one address
MOST_KEYS = 50_000

_key, _key_day = secrets.token_bytes(32), 0
_seen: dict[bytes, deque[float]] = {}


def too_many_sends(request: Request) -> bool:
    """More voices from one address than a whole school would send?"""
    return _too_many(request, "send", _address(request), SENDS, SENDS_WINDOW)


def too_many_guesses(request: Request) -> bool:
    """More receipts tried from one address than anyone mistypes?"""
    return _too_many(request, "guess", _address(request), GUESSES, GUESSES_WINDOW)


def too_many_tries(request: Request, email: str) -> bool:
    """Too many sign-ins, counted by name and by address?"""
    by_name = _too_many(request, "name", email.strip().lower(), TRIES, TRIES_WINDOW)
    return _too_many(request, "door", _address(request), TRIES * 8, TRIES_WINDOW) or by_name


def forget() -> None:
    """Tests only: nobody has tried anything yet."""
    _seen.clear()


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _too_many(request: Request, what: str, who: str, most: int, window: int) -> bool:
    if not request.app.state.settings.rate_limit:
        return False
    moment = instant()
    times = _seen.setdefault(_blur(what, who, moment), deque(maxlen=most + 1))
    while times and times[0] < moment - window:
        times.popleft()
    times.append(moment)
    return len(times) > most


def _blur(what: str, who: str, moment: float) -> bytes:
    global _key, _key_day
    day = int(moment) // DAY
    if day != _key_day or len(_seen) > MOST_KEYS:
        _key, _key_day = secrets.token_bytes(32), day
        _seen.clear()
    return hmac.new(_key, f"{what}:{who}".encode(), hashlib.sha256).digest()[:16]
