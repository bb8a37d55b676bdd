"""Footballers, singers, characters: naming them gives nobody away."""

from __future__ import annotations

from functools import cache

from voice.protect.details.words.known import DATA
from voice.protect.details.words.said import Said


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    lines = (DATA / "public_figures.txt").read_text(encoding="utf-8").lower().strip().split("\n")
    return {
        first: tuple(f for f in lines if f.split()[0] == first) for first in {f.split()[0] for f in lines}
    }


@cache
def _first_words() -> frozenset[str]:
    return frozenset(_by_first_word())


def letters_of_figures(said: Said) -> set[int]:
    """Where they stand: neither “Percy” nor “Jackson” is somebody's own name in “Percy Jackson”."""
    theirs: set[int] = set()
    if said.has_any(_first_words()):
        for word in said.words:
            for figure in _by_first_word().get(word.plain, ()):
                end = word.start + len(figure)
                if said.text[word.start : end].lower() == figure and not said.text[end : end + 1].isalnum():
                    theirs.update(range(word.start, end))
    return theirs
