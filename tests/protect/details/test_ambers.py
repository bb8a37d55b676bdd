"""“Look here”: what is only likely is shown to the reader and not hidden."""

from __future__ import annotations

import pytest

from voice.protect.look import LocalLists, look


def shown(text: str) -> list[str]:
    """The words that the reader is asked to look at."""
    return [text[amber.start : amber.end] for amber in look(text).ambers]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it is better than the one in Cardiff", ["Cardiff"]),
        ("Quillon was there and it was fine", ["Quillon"]),
        ("it was better with zorbun there", ["zorbun"]),
        ("im 11 and i live in brackenfold", ["11"]),
        ("we are from Brackenfold and he is a 9 year old", ["9 year old"]),
        ("im 11 and it was good on a Friday", []),
        ("it was good with them and Christmas was fun", []),
    ],
)
def test_what_is_only_likely_is_shown_to_the_reader(text: str, words: list[str]) -> None:
    assert shown(text) == words


def test_what_is_hidden_is_not_shown_twice() -> None:
    assert look("my mate Zbyszka came").ambers == ()


def test_a_spaces_own_names_and_places_are_hidden_in_any_case() -> None:
    local = LocalLists(names=("Marian",), places=("Weir Centre",))
    assert look("marian at the weir centre was nice", local=local).masked == "[name] at the [place] was nice"
