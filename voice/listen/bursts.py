"""A random id shared by what arrives at one place within one hour.

It lets a flood be set aside together. It is random, lives in memory, tells
neither the place nor the hour, and is dropped from the rows after 7 days.
"""

from __future__ import annotations

from voice.clock import now
from voice.store.ids import new_id

_current: dict[tuple[int, str], tuple[int, int]] = {}


def burst_for(space_id: int, place: str) -> int:
    """The burst id of this place and hour."""
    hour = int(now().timestamp()) // 3600
    known = _current.get((space_id, place))
    if known is None or known[0] != hour:
        if len(_current) > 10_000:
            _current.clear()
        known = _current[(space_id, place)] = (hour, new_id())
    return known[1]
