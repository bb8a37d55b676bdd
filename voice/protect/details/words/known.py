"""Which words are names, which are everyday words, and which are both. The lists are in data/."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"


def _listed(name: str) -> frozenset[str]:
    """A list of words as its file holds them."""
    return frozenset((DATA / f"{name}.txt").read_text(encoding="utf-8").lower().split())


EVERYDAY = _listed("everyday_words")
"""Everyday words that the birth register also holds, and words that follow a cue without being a name."""
NOT_AFTER_TITLE = _listed("after_titles")
"""What follows “miss” or “nurse” in a comment and is no name: “miss said”."""


@cache
def first_names() -> frozenset[str]:
    """First names and short forms, in small letters."""
    return _listed("first_names") | _listed("short_names")


@cache
def words_not_names() -> frozenset[str]:
    """Names that are usually words: May, Hope, Will, Grace."""
    return _listed("words_not_names")


@cache
def names_and_words() -> frozenset[str]:
    """First names that are usually words."""
    return first_names() & words_not_names()


@cache
def well_known() -> frozenset[str]:
    """Cities, peoples, shops, apps, services: capitals that tell of nobody."""
    return _listed("well_known")


@cache
def ordinary_words() -> frozenset[str]:
    """Words that people write in small letters: none of them is taken for a name without a capital or a title."""
    return _listed("ordinary_words") | EVERYDAY | NOT_AFTER_TITLE


@cache
def dictionary() -> frozenset[str]:
    """Every English word of a small dictionary: in small letters a word of it is just a word."""
    return ordinary_words() | _listed("dictionary")


def own_words(said: str) -> list[str]:
    """The words of a name as they were written, without “’s”."""
    return [re.sub(r"['’]s?$", "", word) for word in re.split(r"[\s-]+", said)]


def unheard_of(plain: str, *, capital: bool) -> bool:
    """No word that people write in small letters; of those in small letters, in no dictionary either."""
    return plain not in (ordinary_words() if capital else dictionary())


def unknown_place(written: str) -> bool:
    """Neither an ordinary word nor a place, people or shop that everybody has heard of."""
    plain = written.lower()
    return unheard_of(plain, capital=written[:1].isupper()) and plain not in well_known()


def looks_like_a_name(plain: str) -> bool:
    """After “my mate” or “called”: in no dictionary, and no verb in text speak."""
    return (
        len(plain) > 2
        and unheard_of(plain, capital=False)
        and plain not in words_not_names()
        and plain not in well_known()
        and not plain.endswith(("ing", "ed", "nt", "s", "ly"))
    )


def stands_alone(plain: str) -> bool:
    """A listed name that no ordinary word looks like: a name even in small letters, with nothing to lead to it."""
    return (
        len(plain) > 3
        and plain in first_names()
        and plain not in words_not_names()
        and plain not in ordinary_words()
    )
