"""Hints save time and nothing else: with them and without them the rules find the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.demo.files import comment_rows
from voice.protect.concerns import RULES
from voice.protect.concerns.hints import Hints, hints_of
from voice.protect.concerns.plain import plain
from voice.protect.training.examples import examples

WAYS = [way for rule in RULES for way in rule.ways]
EVERY_HINT = frozenset[str]().union(*(way.hints for way in WAYS))
HINTS = Hints(way.hints for way in WAYS)
LITTLE = ("i", "my", "me", "he", "she", "and", "at", "the", "to", "not", "never", "with", "in", "on")
PIECES = st.sampled_from([*sorted(EVERY_HINT), *LITTLE])


def same_with_and_without(said: str) -> None:
    there = HINTS.inside(said)
    for way in WAYS:
        found, whole = way.search(said, there), way.pattern.search(said)
        assert (found and found.span()) == (whole and whole.span()), way.pattern.pattern


def test_on_every_sentence_the_product_comes_with() -> None:
    for text in [*(one.text for one in examples()), *(row["open"] for row in comment_rows())]:
        same_with_and_without(plain(text)[0])


@given(st.lists(PIECES, min_size=1, max_size=30))
def test_on_words_thrown_together(words: list[str]) -> None:
    same_with_and_without(f" {' '.join(words)} ")


@pytest.mark.parametrize(
    ("pattern", "hints"),
    [
        ("kill(?:s|ed)? my ?self", {"kill"}),
        ("(?:hits?|beats?) me", {"hit", "beat"}),
        (r"(?:\S+ )?bruis\w+", {"bruis"}),
        ("(?:me|you) (?:really )?hurt", {" hurt"}),
        ("(?:secret)?", set()),
        ("(?:ab|secret)", set()),
        ("(?=secret)", set()),
    ],
)
def test_what_a_match_must_hold(pattern: str, hints: set[str]) -> None:
    found = hints_of(pattern)
    assert {hint.strip() for hint in found} == {hint.strip() for hint in hints}


def test_most_ways_can_be_passed_over() -> None:
    there = HINTS.inside(plain("I like the room by the stairs")[0])
    live = [way for way in WAYS if not way.hints or way.hints & there]
    assert len(live) < 0.2 * len(WAYS)
