"""Slowing down floods and guessers without knowing who they are.

An address, and a name that was typed, is turned into a keyed hash with a key that
lives in memory and is thrown away every day; nothing is written down. The young
face's limit is sized for a whole school behind one address. Over the limit, help is
still shown.

Sign-ins wait longer with each failure, never for ever: a stranger who fails on
purpose slows a name down for a minute at most, and not where its owner signed in today.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
from collections import deque
from ipaddress import ip_address, ip_network

from starlette.requests import Request

from voice.clock import instant
from voice.people.backoff import Waits

DAY = 86_400
SENDS, SENDS_WINDOW = 1_500, 600  # a school of 1,500 sending within ten minutes
GUESSES, GUESSES_WINDOW = 30, 600  # receipts looked up from one address
ASKS, ASKS_WINDOW = 3, 3_600  # reset links mailed to one name; ten times as many asked for from one address
MOST_KEYS = 50_000

_one_at_one_door = Waits(free=5, first=30, most=900)  # one name from one address
_one_door = Waits(free=30, first=30, most=900)  # any name from one address: an office shares it
_one_name = Waits(
    free=20, first=5, most=60
)  # one name from anywhere: kept short, since strangers can cause it
_at_home: dict[bytes, None] = {}  # a name that signed in today, and where

_key, _key_day = secrets.token_bytes(32), 0
_seen: dict[bytes, deque[float]] = {}


def too_many_sends(request: Request) -> bool:
    """More voices from one address than a whole school would send?"""
    return _too_many(request, "send", _address(request), SENDS, SENDS_WINDOW)


def too_many_guesses(request: Request) -> bool:
    """More receipts tried from one address than anyone mistypes?"""
    return _too_many(request, "guess", _address(request), GUESSES, GUESSES_WINDOW)


def too_many_asks(request: Request, email: str) -> bool:
    """More reset links than anyone needs, for one name or from one address?"""
    by_name = _too_many(request, "ask", _name(email), ASKS, ASKS_WINDOW)
    return _too_many(request, "asks", _address(request), ASKS * 10, ASKS_WINDOW) or by_name


def seconds_to_wait(request: Request, email: str) -> int:
    """How long a sign-in must wait after failures of this name and this address; 0 if it may be tried now."""
    if not request.app.state.settings.rate_limit:
        return 0
    both, door, name = _keys(request, email)
    waits = [_one_at_one_door.left(both), _one_door.left(door)]
    if both not in _at_home:
        waits.append(_one_name.left(name))
    return math.ceil(max(waits))


def sign_in_tried(request: Request, email: str) -> None:
    """One more try, counted before it is looked at: a hundred at once count as a hundred."""
    both, door, name = _keys(request, email)
    _one_at_one_door.failed(both)
    _one_door.failed(door)
    _one_name.failed(name)


def sign_in_worked(request: Request, email: str) -> None:
    """It was no failure after all; and from here this name is at home for today."""
    both, door, name = _keys(request, email)
    _one_at_one_door.forgive(both)
    _one_door.take_back(door)
    _one_name.take_back(name)
    _at_home[both] = None


def forget() -> None:
    """Nobody has tried anything yet: every day, and before each test."""
    for kept in (_seen, _one_at_one_door, _one_door, _one_name, _at_home):
        kept.clear()


def _keys(request: Request, email: str) -> tuple[bytes, bytes, bytes]:
    address, name, moment = _address(request), _name(email), instant()
    return (
        _blur("both", f"{address} {name}", moment),
        _blur("door", address, moment),
        _blur("name", name, moment),
    )


def _name(email: str) -> str:
    return email.strip().lower()


def _address(request: Request) -> str:
    """Where a request comes from; of a long address its first half, since the rest is the caller's to choose."""
    host = request.client.host if request.client else ""
    try:
        long = ip_address(host).version == 6
    except ValueError:
        return host
    return str(ip_network(f"{host.partition('%')[0]}/64", strict=False)) if long else host


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
    if day != _key_day:
        _key, _key_day = secrets.token_bytes(32), day
        forget()
    if len(_seen) > MOST_KEYS:
        _seen.clear()
    return hmac.new(_key, f"{what}:{who}".encode(), hashlib.sha256).digest()[:16]
