"""Wilson's interval: what a share may be, given how few were counted."""

from __future__ import annotations

from math import sqrt

Z = 1.96
"""For 95 %."""


def wilson(k: int, n: int) -> tuple[float, float]:
    """The interval of k of n at 95 %."""
    p = k / n
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return max(0.0, middle - half), min(1.0, middle + half)
