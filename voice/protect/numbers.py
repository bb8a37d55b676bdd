"""The one way that any count reaches a screen, a page or a file.

Inside the team, 1–4 shows as "a few (under 5)", and a second cell is hidden
where the first could be worked out. In public nothing under 10 is shown, and a
shown number moves only when it has changed by 5 or more. Nothing is rounded: a
rounded number looks exact and is not. (Limits after ONS and NHS Digital practice.)
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

TEAM_LIMIT = 5
PUBLIC_LIMIT = 10
PUBLIC_STEP = 5
FEW = "a few (under 5)"
HIDDEN = "hidden"

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


def shown(number: int) -> str:
    """One count for the team: 'none', 'a few (under 5)', or the number."""
    if number == 0:
        return "none"
    return FEW if number < TEAM_LIMIT else str(number)


def public(number: int, last_shown: int | None = None) -> int | None:
    """One count for the public, or None when too few. Keeps the last shown number until it is 5 or more out."""
    if number < PUBLIC_LIMIT:
        return None
    if last_shown is not None and last_shown >= PUBLIC_LIMIT and abs(number - last_shown) < PUBLIC_STEP:
        return last_shown
    return number


def one_way(cells: Mapping[Key, int]) -> dict[Key, str]:
    """A row of counts whose total is known, for the team, with whatever must be hidden hidden."""
    covered = _cover(dict(cells), {key for key, n in cells.items() if 0 < n < TEAM_LIMIT})
    return {key: _label(n, key in covered) for key, n in cells.items()}


def two_way(cells: Mapping[tuple[Row, Column], int]) -> dict[tuple[Row, Column], str]:
    """A table of counts whose row and column totals are known. Lines are covered in turn until none gives a cell away."""
    covered = {key for key, n in cells.items() if 0 < n < TEAM_LIMIT}
    lines = _lines(cells)
    while True:
        before = len(covered)
        for line in lines:
            covered |= _cover({key: cells[key] for key in line}, covered & set(line))
        if len(covered) == before:
            return {key: _label(n, key in covered) for key, n in cells.items()}


def _lines(cells: Mapping[tuple[Row, Column], int]) -> list[list[tuple[Row, Column]]]:
    rows = {row for row, _ in cells}
    columns = {column for _, column in cells}
    return [[key for key in cells if key[0] == row] for row in rows] + [
        [key for key in cells if key[1] == column] for column in columns
    ]


def _label(number: int, covered: bool) -> str:
    return HIDDEN if covered and number >= TEAM_LIMIT else shown(number)


def _cover(cells: dict[Key, int], covered: set[Key]) -> set[Key]:
    """Add the smallest other cells until no covered cell can be worked out from the line's total."""
    covered = set(covered)
    spare = sorted(
        (key for key, n in cells.items() if n >= TEAM_LIMIT and key not in covered),
        key=lambda key: cells[key],
    )
    while covered and spare and _gives_one_away([cells[key] for key in covered]):
        covered.add(spare.pop(0))
    return covered


def gives_away(total: int, few: int, more: int) -> bool:
    """Can one of some hidden cells be worked out from their `total`? `few` of them lie in 1–4, `more` are 5 or more."""
    if few:
        low = 1 if more else max(1, total - (TEAM_LIMIT - 1) * (few - 1))
        high = min(TEAM_LIMIT - 1, total - (few - 1) - TEAM_LIMIT * more)
        if low >= high:
            return True
    if more:
        low = TEAM_LIMIT if more > 1 else max(TEAM_LIMIT, total - (TEAM_LIMIT - 1) * few)
        return low >= total - few - TEAM_LIMIT * (more - 1)
    return False


def _gives_one_away(hidden: list[int]) -> bool:
    few = sum(n < TEAM_LIMIT for n in hidden)
    return gives_away(sum(hidden), few, len(hidden) - few)
