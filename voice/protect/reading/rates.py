"""A rate measured on few cases, with what it may really be."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.96
"""For 95 of 100."""


@dataclass(frozen=True)
class Rate:
    """`hits` of `tried`, as shares: the one measured, and the interval in which the true one lies 95 times of 100."""

    hits: int
    tried: int
    share: float
    low: float
    high: float


def rate(hits: int, tried: int) -> Rate:
    """Wilson's interval (Wilson 1927), which stays honest where few were tried. With none tried it may be anything."""
    if not tried:
        return Rate(hits, tried, 0.0, 0.0, 1.0)
    share = hits / tried
    middle = share + Z * Z / (2 * tried)
    spread = Z * sqrt(share * (1 - share) / tried + Z * Z / (4 * tried * tried))
    whole = 1 + Z * Z / tried
    return Rate(hits, tried, share, max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole))
