"""The one way a count is shown: nothing hidden can be worked out from what is shown."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from voice.protect.numbers import FEW, HIDDEN, TEAM_LIMIT, one_way, public, shown, two_way

lines = st.lists(st.integers(0, 40), min_size=1, max_size=7)


def test_a_count_for_the_team() -> None:
    assert [shown(n) for n in (0, 1, 4, 5, 117)] == ["none", FEW, FEW, "5", "117"]


def test_nothing_under_ten_is_public_and_numbers_move_in_steps() -> None:
    assert [public(n) for n in (0, 9, 10)] == [None, None, 10]
    assert public(14, last_shown=12) == 12
    assert public(17, last_shown=12) == 17
    assert public(9, last_shown=12) is None


def possible(cells: list[str], total: int) -> list[set[int]]:
    """For each cell, every value an onlooker who knows the total must still allow."""
    choices = [
        [0] if c == "none" else range(1, 5) if c == FEW else range(5, total + 1) if c == HIDDEN else [int(c)]
        for c in cells
    ]
    open_cells = [i for i, c in enumerate(cells) if c in (FEW, HIDDEN)]
    left = total - sum(int(c) for c in cells if c not in (FEW, HIDDEN, "none"))
    allowed: list[set[int]] = [set() for _ in cells]
    for guess in product(*(choices[i] for i in open_cells[:-1])):
        last = left - sum(guess)
        if open_cells and last in choices[open_cells[-1]]:
            for i, value in zip(open_cells, (*guess, last), strict=True):
                allowed[i].add(value)
    return allowed


@settings(max_examples=400, deadline=None)
@given(st.lists(st.integers(0, 25), min_size=1, max_size=5))
def test_no_hidden_cell_of_a_line_can_be_worked_out(numbers: list[int]) -> None:
    cells = list(one_way(dict(enumerate(numbers))).values())
    spare = [n for n, c in zip(numbers, cells, strict=True) if c not in (FEW, HIDDEN, "none")]
    for cell, allowed in zip(cells, possible(cells, sum(numbers)), strict=True):
        if cell in (FEW, HIDDEN) and spare:
            assert len(allowed) > 1, (numbers, cells)


@settings(max_examples=200, deadline=None)
@given(lines)
def test_what_is_shown_is_true(numbers: list[int]) -> None:
    for number, cell in zip(numbers, one_way(dict(enumerate(numbers))).values(), strict=True):
        if cell not in (FEW, HIDDEN):
            assert cell == ("none" if number == 0 else str(number))
        assert (cell == FEW) == (0 < number < TEAM_LIMIT)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=4))
def test_no_line_of_a_table_gives_its_one_hidden_cell_away(rows: list[list[int]]) -> None:
    cells = {(r, c): n for r, row in enumerate(rows) for c, n in enumerate(row)}
    said = two_way(cells)
    for line in [
        *({k for k in cells if k[0] == r} for r in range(len(rows))),
        *({k for k in cells if k[1] == c} for c in range(3)),
    ]:
        hidden = [k for k in line if said[k] in (FEW, HIDDEN)]
        others = [k for k in line if cells[k] >= TEAM_LIMIT]
        assert len(hidden) != 1 or not [k for k in others if k not in hidden], said
