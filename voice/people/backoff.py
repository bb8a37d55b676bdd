"""Slowing guessers down: each failure after the first few doubles the wait, up to a most. In memory only.

A try that comes too early is refused, not counted: nobody is shut out for longer than the most.
"""

from __future__ import annotations

from dataclasses import dataclass

from voice.clock import instant

MOST_KEYS = 50_000
FORGOTTEN_AFTER = 86_400


@dataclass
class _Failures:
    count: int
    last: float
    until: float


class Waits:
    """How long each key must wait. `free` failures cost nothing; then `first` seconds, doubled up to `most`."""

    def __init__(self, *, free: int, first: float, most: float) -> None:
        self._free, self._first, self._most = free, first, most
        self._seen: dict[bytes, _Failures] = {}

    def left(self, key: bytes) -> float:
        """Seconds until this key may try again; 0 if it may now."""
        seen = self._seen.get(key)
        return max(0.0, seen.until - instant()) if seen else 0.0

    def failed(self, key: bytes) -> None:
        """One more failure."""
        moment = instant()
        before = self._seen.pop(key, None)
        fresh = before is None or moment - before.last > FORGOTTEN_AFTER
        count = 1 if fresh or before is None else before.count + 1
        over = count - self._free
        wait = min(self._most, self._first * 2.0 ** min(over - 1, 30)) if over > 0 else 0.0
        while len(self._seen) >= MOST_KEYS:
            del self._seen[next(iter(self._seen))]  # the one that failed longest ago
        self._seen[key] = _Failures(count, moment, moment + wait)

    def forgive(self, key: bytes) -> None:
        """It worked: nothing is held against this key."""
        self._seen.pop(key, None)

    def take_back(self, key: bytes) -> None:
        """The last failure was none."""
        if seen := self._seen.get(key):
            seen.count, seen.until = seen.count - 1, 0.0

    def clear(self) -> None:
        """Nobody has failed at anything."""
        self._seen.clear()
