"""Hints save time and nothing else: with them and without them the rules find the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.demo.files import comment_rows
from voice.protect.concerns import RULES
from voice.protect.concerns.hints import Likely, alternatives, hints_of, threes
from voice.protect.concerns.plain import plain
from voice.protect.training.examples import examples

WAYS = [way for rule in RULES for way in rule.ways]
LIKELY = Likely((number, way.hints) for number, way in enumerate(WAYS))
EVERY_HINT = frozenset[str]().union(*(part for way in WAYS for part in way.hints))
LITTLE = ("i", "my", "me", "he", "she", "and", "at", "the", "to", "not", "never", "with", "in", "on")
PIECES = st.sampled_from([*sorted(EVERY_HINT), *LITTLE])


def same_with_and_without(said: str) -> None:
    likely = set(LIKELY.among(said, threes(said)))
    for number, way in enumerate(WAYS):
        assert number in likely or not way.pattern.search(said), way.pattern.pattern


def test_on_every_sentence_the_product_comes_with() -> None:
    for text in [*(one.text for one in examples()), *(row["open"] for row in comment_rows())]:
        same_with_and_without(plain(text))


@given(st.lists(PIECES, min_size=1, max_size=30))
def test_on_words_thrown_together(words: list[str]) -> None:
    same_with_and_without(f" {' '.join(words)} ")


@pytest.mark.parametrize(
    ("pattern", "hints"),
    [
        ("kill(?:s|ed)? my ?self", [{"kill"}, {"self"}]),
        ("(?:hits?|beats?) me", [{"hit", "beat"}, {" me"}]),
        (r"(?:\S+ )?bruis\w+", [{"bruis"}]),
        ("(?:me|you) (?:really )?hurt", [{"hurt"}]),
        ("(?:secret)?", []),
        ("(?:ab|secret)", []),
        ("(?=secret)", []),
    ],
)
def test_what_a_match_must_hold(pattern: str, hints: list[set[str]]) -> None:
    assert sorted(sorted(part) for part in hints_of(pattern)) == sorted(sorted(part) for part in hints)


def test_a_pattern_is_cut_at_its_outermost_bars_only() -> None:
    assert alternatives(r"a(?:b|c)|[|)]\||d") == ["a(?:b|c)", r"[|)]\|", "d"]


def test_most_ways_can_be_passed_over() -> None:
    said = plain("I like the room by the stairs")
    assert len(LIKELY.among(said, threes(said))) < 0.05 * len(WAYS)
