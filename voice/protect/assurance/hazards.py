"""The hazard log: what could hurt somebody, what we do about it, and the test of each control (after DCB0129)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LOG = Path(__file__).with_name("hazards.toml")


@dataclass(frozen=True)
class Control:
    """Something that makes a hazard less likely or less bad; `test` is `file::name` in the repository."""

    what: str
    test: str


@dataclass(frozen=True)
class Hazard:
    """One way in which somebody could be hurt. `left` is what remains, in plain words."""

    id: str
    what: str
    who: str
    left: str
    controls: tuple[Control, ...]


@cache
def hazards() -> tuple[Hazard, ...]:
    """The whole log, in order."""
    rows = tomllib.loads(LOG.read_text(encoding="utf-8"))["hazard"]
    return tuple(
        Hazard(
            row["id"], row["what"], row["who"], row["left"], tuple(Control(**one) for one in row["control"])
        )
        for row in rows
    )
