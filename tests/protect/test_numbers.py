"""The one way a count is shown: nothing hidden can be worked out from what is shown."""

from __future__ import annotations

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from voice.protect.numbers import BOUNDS, FEW, TEAM_LIMIT, one_way, public, shown, stepped

lines = st.lists(st.integers(0, 40), min_size=1, max_size=7)


def test_a_count_for_the_team() -> None:
    assert [shown(n) for n in (0, 1, 4, 5, 117)] == ["none", FEW, FEW, "5", "117"]


def test_nothing_under_ten_is_public_and_numbers_move_in_steps() -> None:
    assert [public(n) for n in (0, 9, 10)] == [None, None, 10]
    assert [stepped(n, before=12) for n in (7, 8, 12, 16, 17)] == [7, 12, 12, 12, 17]
    assert [public(stepped(n, before=8)) for n in (10, 12, 13)] == [None, None, 13]


def possible(cells: list[str], total: int) -> list[set[int]]:
    """For each cell, every value an onlooker who knows the total must still allow."""
    choices = [
        range(int(BOUNDS[c][0]), int(min(BOUNDS[c][1], total)) + 1)
        if c in BOUNDS
        else [0 if c == "none" else int(c)]
        for c in cells
    ]
    allowed: list[set[int]] = [set() for _ in cells]
    for guess in product(*choices[:-1]):
        last = total - sum(guess)
        if last in choices[-1]:
            for values, value in zip(allowed, (*guess, last), strict=True):
                values.add(value)
    return allowed


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 25), min_size=2, max_size=4))
def test_no_hidden_cell_of_a_line_can_be_worked_out(numbers: list[int]) -> None:
    assume(sum(numbers) >= TEAM_LIMIT)  # a total under five is not said
    cells = list(one_way(dict(enumerate(numbers))).values())
    for cell, allowed in zip(cells, possible(cells, sum(numbers)), strict=True):
        assert cell not in BOUNDS or len(allowed) > 1, (numbers, cells)


@settings(max_examples=200, deadline=None)
@given(lines)
def test_what_is_shown_is_true(numbers: list[int]) -> None:
    for number, cell in zip(numbers, one_way(dict(enumerate(numbers))).values(), strict=True):
        if cell in BOUNDS:
            low, high = BOUNDS[cell]
            assert low <= number <= high
        else:
            assert cell == ("none" if number == 0 else str(number))
            assert number == 0 or number >= TEAM_LIMIT
