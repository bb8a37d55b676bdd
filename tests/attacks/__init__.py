"""Attack stories: one file a story, with the cast of `tests/people.py`. Each tells what somebody tries, and what they get."""

from __future__ import annotations

import pytest

ONE_ENGINE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
"""For stories about the line, the page or the words, in which no database has a part."""
