"""Most comments hold no digit at all, and then half of the finders have nothing to look for."""

from __future__ import annotations

import re

_DIGIT = re.compile(r"\d")


def has_digits(text: str) -> bool:
    """Is there a digit of any script?"""
    return _DIGIT.search(text) is not None
