"""Nothing hidden can be worked out from all the totals and tables of a round together, nor from two looks at it.

The whole bars (2,000 each) are `python bench/bench_numbers.py`; here are as many as a short run allows.
"""

from __future__ import annotations

from random import Random

import pytest

from tests.protect.differing import one_person_apart, public_pages, questions
from tests.protect.families import numbers_of, pages_of, random_round, read_pages, themes_of
from tests.protect.solver import Attacker, random_table
from voice.protect.numbers import WITHHELD, may_be_named, one_way, two_way


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_number_of_a_table_can_be_worked_out(seed: int) -> None:
    dice, attacker = Random(seed), Attacker()
    tables = {n: random_table(dice, dice.randint(1, 8), dice.randint(1, 8)) for n in range(10)}
    for name, cells in tables.items():
        attacker.reads_table(name, cells, two_way(cells))
    assert [(name, tables[name[0]]) for name in attacker.solves()] == []


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_number_of_a_round_can_be_worked_out_from_all_its_pages(seed: int) -> None:
    dice, attacker = Random(seed), Attacker()
    for name in range(5):
        comments = random_round(dice)
        read_pages(attacker, name, pages_of(comments, themes_of(comments)))
    assert attacker.solves(numbers_of(attacker)) == []


def test_the_solver_solves_what_is_badly_hidden() -> None:
    attacker = Attacker()
    cells = {("a", "x"): 3, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 40}
    said = {key: str(n) for key, n in cells.items()} | {("a", "x"): "a few (under 5)"}
    attacker.reads_table("bad", cells, said)
    assert attacker.solves() == [("bad", "a", "x")]


def test_two_looks_one_person_apart_do_not_tell_what_that_person_said() -> None:
    dice = Random(7)
    pairs = [one_person_apart(dice, random_round(dice)) for _ in range(500)]
    asked = [question for pair in pairs for question in questions(*pair)]
    assert len(asked) > 30
    assert [question for question in asked if question.is_told] == []


def test_no_public_page_changes_because_one_person_came_or_went() -> None:
    """Neither its number nor whether it has one: at least five have come or gone since it last looked different."""
    dice = Random(11)
    pages = [page for _ in range(1000) for page in public_pages(dice)]
    assert [page for page in pages if page.tells_on_one] == []
    assert all(
        None in page[:2] or page.before == page.after or abs(page.after - page.before) >= 5 for page in pages
    )
    came_or_went = [page for page in pages if (page.before is None) != (page.after is None)]
    assert len(came_or_went) > 500


def test_where_hiding_more_is_not_enough_nothing_is_said() -> None:
    assert set(one_way({"a": 4, "b": 4, "c": 0}).values()) == {WITHHELD}
    assert one_way({"a": 3, "b": 0}) == {"a": "a few (under 5)", "b": "none"}
    assert set(two_way({("a", "x"): 5, ("a", "y"): 1, ("b", "x"): 9}).values()) & {WITHHELD}


def test_of_a_small_group_nothing_is_said_not_even_where_none_of_it_is() -> None:
    """All three under-12s are in one theme: "none" beside every other theme would tell what each of them said."""
    said = two_way({("bus", "8-11"): 3, ("bus", "12-17"): 9, ("room", "12-17"): 14, ("wait", "12-17"): 8})
    assert {label for (_, group), label in said.items() if group == "8-11"} == {WITHHELD}
    dice = Random(5)
    for _ in range(300):
        cells = random_table(dice, dice.randint(2, 6), dice.randint(2, 6))
        said = two_way(cells)
        for group in {column for _, column in cells}:
            full = {row for row, _ in cells if sum(n for key, n in cells.items() if key[0] == row)}
            inside = {key: n for key, n in cells.items() if key[1] == group and key[0] in full}
            if 0 < sum(inside.values()) < 5:
                assert {said[key] for key in inside} == {WITHHELD}


def test_what_would_be_missed_least_is_hidden_first() -> None:
    assert one_way({"a": 3, "b": 6, "rest": 40}, least_missed="rest")["b"] == "6"


@pytest.mark.parametrize(
    ("groups", "named"),
    [
        ({"teen": 12, "young": 6, "adult": 5}, {"teen"}),
        ({"teen": 12, "young": 6}, set()),  # the six without a name would be known by it
        ({"teen": 12, "young": 3}, set()),
        ({"teen": 12}, {"teen"}),
        ({"teen": 30, "young": 12, "adult": 6}, {"teen"}),
        ({"teen": 12, None: 11}, {"teen"}),
        ({"teen": 9, None: 40}, set()),
    ],
)
def test_a_group_is_named_only_where_ten_share_the_name_and_ten_go_without(
    groups: dict[str | None, int], named: set[str]
) -> None:
    assert may_be_named(groups) == named
