"""The one way that any count reaches a screen, a page or a file.

Inside the team, 1–4 shows as "a few (under 5)", and a second cell is hidden
where the first could be worked out from the totals. In public nothing under 10 is shown, and a
number moves, appears or goes only when it has changed by 5 or more (`stepped`). Nothing is
rounded: a rounded number looks exact and is not. (Limits after ONS and NHS Digital practice.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from math import inf
from typing import Any, TypeVar

TEAM_LIMIT = 5
PUBLIC_LIMIT = 10
PUBLIC_STEP = 5
FEW = "a few (under 5)"
HIDDEN = "hidden"
"""5 or more, hidden so that a small number beside it can't be worked out."""
WITHHELD = "not shown"
"""May be anything, none too: where hiding larger numbers is not enough (two cells of four, and a total of eight)."""
BOUNDS: dict[str, tuple[float, float]] = {
    FEW: (1, TEAM_LIMIT - 1),
    HIDDEN: (TEAM_LIMIT, inf),
    WITHHELD: (0, inf),
}
"""What each word still says of the number behind it."""

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


def shown(number: int) -> str:
    """One count for the team: 'none', 'a few (under 5)', or the number."""
    if number == 0:
        return "none"
    return FEW if number < TEAM_LIMIT else str(number)


def stepped(number: int, before: int = 0) -> int:
    """The number that public pages go by from a day of publishing on: the one `before`, until it is 5 or more out.

    A page is made from this number alone, shown or not. So whoever reads every page and knows one person never
    sees that person come or go: not by 1 in a number, and not by a number that appears at the tenth and goes
    with them. A theme first published at 8 shows its number at 13; one that showed 12 keeps it until it has 7.
    """
    return number if abs(number - before) >= PUBLIC_STEP else before


def public(step: int) -> int | None:
    """What the public sees of a `stepped` number: None when it is too few."""
    return step if step >= PUBLIC_LIMIT else None


def one_way(cells: Mapping[Key, int], least_missed: Key | None = None) -> dict[Key, str]:
    """A row of counts whose total is known, for the team, with whatever must be hidden hidden: `least_missed` first."""
    covered = {key for key, n in cells.items() if 0 < n < TEAM_LIMIT}
    if covered and least_missed is not None and cells.get(least_missed, 0) >= TEAM_LIMIT:
        covered.add(least_missed)
    covered = _cover(cells, covered)
    if _is_too_thin([cells[key] for key in covered], sum(cells.values())):
        return dict.fromkeys(cells, WITHHELD)
    return {key: _label(n, key in covered) for key, n in cells.items()}


def two_way(
    cells: Mapping[tuple[Row, Column], int], least_missed: Row | None = None
) -> dict[tuple[Row, Column], str]:
    """A table of counts whose totals are shown beside it (each line of totals as `one_way` shows it).

    Every row has a cell in every column: what is not given is none, and is said to be so or withheld like the others.
    A column is a group of people. Of one under five nothing is said but that there are a few of them: not even
    where none of them are, which would tell where all of them are.
    Lines are covered in turn; then whatever all the totals together would still give away.
    """
    columns = list(dict.fromkeys(column for _, column in cells))
    cells = {
        (row, column): cells.get((row, column), 0)
        for row in dict.fromkeys(row for row, _ in cells)
        for column in columns
    }
    said = one_way(cells) if sum(cells.values()) < TEAM_LIMIT else _lines_covered(cells, least_missed)
    rows, groups = _sums(cells, 0), _sums(cells, 1)
    said |= {key: WITHHELD for key in cells if rows[key[0]] and 0 < groups[key[1]] < TEAM_LIMIT}
    _cover_more(cells, said, least_missed)
    return said


def _lines_covered(
    cells: Mapping[tuple[Row, Column], int], least_missed: Row | None
) -> dict[tuple[Row, Column], str]:
    """What is said of each cell when no row and no column by itself gives one away."""
    covered = {key for key, n in cells.items() if 0 < n < TEAM_LIMIT}
    rest = {(least_missed, column) for _, column in covered}
    covered |= {key for key in cells if key in rest and cells[key] >= TEAM_LIMIT}
    before = -1
    while len(covered) != before:
        before = len(covered)
        for line in _lines(cells):
            covered |= _cover({key: cells[key] for key in line}, covered & set(line))
    return {key: _label(n, key in covered) for key, n in cells.items()}


def _lines(cells: Mapping[tuple[Row, Column], int]) -> list[list[tuple[Row, Column]]]:
    """Every row and every column."""
    lines: dict[tuple[int, Hashable], list[tuple[Row, Column]]] = defaultdict(list)
    for key in cells:
        lines[0, key[0]].append(key)
        lines[1, key[1]].append(key)
    return list(lines.values())


def _label(number: int, covered: bool) -> str:
    return HIDDEN if covered and number >= TEAM_LIMIT else shown(number)


def _cover(cells: Mapping[Key, int], covered: set[Key]) -> set[Key]:
    """Add the smallest other cells until no covered cell can be worked out from the line's total."""
    covered = set(covered)
    spare = _spare(cells, (key for key in cells if key not in covered))
    while covered and spare and _gives_one_away([cells[key] for key in covered]):
        covered.add(spare.pop(0))
    return covered


def _spare(cells: Mapping[Key, int], keys: Iterable[Key]) -> list[Key]:
    """Which of these may be hidden, the smallest first. Ties fall the same way on every page."""
    return sorted((key for key in keys if cells[key] >= TEAM_LIMIT), key=lambda key: (cells[key], repr(key)))


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


def _is_too_thin(hidden: list[int], total: int) -> bool:
    """Does a line give a cell away whatever is hidden? A total of 1 to 4 is itself only "a few", so four ones do."""
    return len(hidden) >= TEAM_LIMIT - 1 if total < TEAM_LIMIT else _gives_one_away(hidden)


def may_be_named(groups: Mapping[Key, int]) -> frozenset[Key]:
    """The groups of which a comment may say that it comes from them: ten or more, in a number the team may see.

    The comments left without a name are ten or more too, or none: otherwise having no name would be a name.
    `groups` must hold everyone; those who said nothing of themselves are a group that is given as None.
    """
    said = one_way(groups)
    large = sorted(
        (n, repr(key), key) for key, n in groups.items() if n >= PUBLIC_LIMIT and said[key] not in BOUNDS
    )
    named = {key for _, _, key in large if key is not None}
    everyone = sum(groups.values())
    for _, _, key in large:
        if not 0 < everyone - sum(groups[each] for each in named) < PUBLIC_LIMIT:
            break
        named.discard(key)
    return frozenset(named)


# ── what all the totals of a table give away together ────────────────────────

_ALL = object()
"""The line that holds the totals."""


def _cover_more(
    cells: Mapping[tuple[Row, Column], int], said: dict[tuple[Row, Column], str], least_missed: Row | None
) -> None:
    """Hide one more number beside each cell that can be worked out; where there is none, withhold its lines, then all."""
    rows, columns = _sums(cells, 0), _sums(cells, 1)
    totals: dict[tuple[Any, Any], int] = {(row, _ALL): n for row, n in rows.items()}
    totals |= {(_ALL, column): n for column, n in columns.items()}
    every = {**cells, **totals}
    marks = {(row, _ALL): mark for row, mark in one_way(rows, least_missed).items()}
    marks |= {(_ALL, column): mark for column, mark in one_way(columns).items()}
    empty = {key for key, mark in marks.items() if mark == "none"}
    filled = [key for key in cells if not {(key[0], _ALL), (_ALL, key[1])} & empty]
    while solved := _worked_out(every, {**said, **marks}):
        for key in solved:
            beside = [other for other in filled if other[0] == key[0] or other[1] == key[1]]
            if spare := _spare(cells, (other for other in beside if said[other] not in BOUNDS)):
                said[spare[0]] = HIDDEN
                continue
            if all(said[other] == WITHHELD for other in beside):
                beside = filled
            said.update(dict.fromkeys(beside, WITHHELD))
        if all(said[key] == WITHHELD for key in filled):
            return


def _sums(cells: Mapping[tuple[Row, Column], int], side: int) -> dict[Any, int]:
    sums: dict[Any, int] = defaultdict(int)
    for key, n in cells.items():
        sums[key[side]] += n
    return sums


def _worked_out(
    every: Mapping[tuple[Any, Any], int], said: Mapping[tuple[Any, Any], str]
) -> list[tuple[Any, Any]]:
    """The covered cells, totals too, that have only one value left.

    A cell may be another number only if others in its lines make up for it: one in its row, one in that one's
    column, and so on round to where it began. So each covered cell is a way from its row to its column if it may
    rise, and back if it may fall (totals the other way round); one that lies on no round trip is worked out.
    """
    ways: dict[tuple[int, Any], set[tuple[int, Any]]] = defaultdict(set)
    ends = {}
    for key, mark in said.items():
        if mark not in BOUNDS:
            continue
        start, end = (0, key[0]), (1, key[1])
        if _ALL in key:
            start, end = end, start
        ends[key] = start, end
        low, high = BOUNDS[mark]
        if every[key] < high:
            ways[start].add(end)
        if every[key] > low:
            ways[end].add(start)
    return [
        key
        for key, (start, end) in ends.items()
        if not (end in ways[start] and _leads(ways, end, start))
        and not (start in ways[end] and _leads(ways, start, end))
    ]


def _leads(ways: Mapping[Key, set[Key]], start: Key, end: Key) -> bool:
    """Is there a way from one to the other that is not the direct one?"""
    seen, now = {start}, ways[start] - {end}
    while now:
        if end in now:
            return True
        seen |= now
        now = set().union(*(ways[each] for each in now)) - seen
    return False
