"""Lists of words as a person would write them: on lines, between blanks."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a few lines, each once."""
    return frozenset(words.split())
