"""One reading of a comment, shared by every finder: its words, where they stand, and whether it holds a figure."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import NamedTuple

from voice.protect.details.words.known import dictionary

LONG_NUMBER = 5
"""Figures that a number which belongs to one person has at least."""
_RUN = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"(?<![\w@#])[^\W\d_]++(?:['’][^\W\d_]++)*+(?![\w@])")
_DIGIT = re.compile(r"\d")
_OWNS = re.compile(r"['’]s?$")
SHORTENED = ("n't", "'ve", "'ll", "'re", "'d", "'m")
"""What “not”, “have”, “will”, “are”, “would” and “am” are shortened to: no word with one of these is a name."""
_STOP = re.compile(r"[.!?\n]")


class Word(NamedTuple):
    """A word of letters. `end` stands before its “’s”; `plain` is in small letters, without accents or “’s”."""

    start: int
    end: int
    plain: str
    capital: bool  # “Ryan”, not “RYAN” nor “CVs”: whoever shouts says nothing by it
    owns: bool  # “Ryan’s”


class _Narrow(dict[int, str]):
    """Figures of every script as 0 to 9, and full-width letters and signs as ours: always one for one."""

    def __missing__(self, code: int) -> str:
        """Worked out once for each character that is ever met."""
        sign = chr(code)
        figure = unicodedata.decimal(sign, None)
        ours = str(figure) if figure is not None else unicodedata.normalize("NFKC", sign)
        self[code] = ours if len(ours) == 1 else sign
        return self[code]


_NARROW = _Narrow()


class Said:
    """A comment as the finders read it: as long as it was given, so that what they find stands where they found it."""

    def __init__(self, text: str) -> None:
        self.text = text if text.isascii() else text.translate(_NARROW)
        self.small_words = frozenset(_RUN.findall(self.text.lower()))
        self.has_digits = _DIGIT.search(self.text) is not None
        self.has_long_numbers = self.has_digits and len(_DIGIT.findall(self.text)) >= LONG_NUMBER

    def has_any(self, words: frozenset[str]) -> bool:
        """Does one of these words, all in small letters, stand in it?"""
        return not self.small_words.isdisjoint(words)

    @cached_property
    def words(self) -> list[Word]:
        """Its words in order, but none that is part of a user name or an address."""
        words = []
        for m in _WORD.finditer(self.text):
            said = m[0]
            plain = said in self.small_words and said.isascii()  # as nearly all of them are
            words.append(Word(*m.span(), said, False, False) if plain else _word(m.start(), said))
        return words

    @cached_property
    def has_odd_words(self) -> bool:
        """Is there a word in no dictionary, or a capital inside a sentence? No place can be named without one."""
        return not self.small_words <= dictionary() or self.inner_capitals

    @cached_property
    def inner_capitals(self) -> bool:
        """Is there a capital inside a sentence?"""
        return any(word.capital and not self.begins_sentence(at) for at, word in enumerate(self.words))

    def after(self, at: int) -> Word | None:
        """The word after this one."""
        return self.words[at + 1] if at + 1 < len(self.words) else None

    def gap_before(self, at: int) -> str:
        """What stands between this word and the one before it."""
        return self.text[self.words[at - 1].end : self.words[at].start] if at else "."

    def begins_sentence(self, at: int) -> bool:
        """Is this word the first of a sentence, where a capital says nothing?"""
        return at == 0 or _STOP.search(self.gap_before(at)) is not None


def _word(start: int, said: str) -> Word:
    """The word as it is looked up."""
    bare = said if said.isalpha() else _OWNS.sub("", said)
    plain = plain_letters(bare.lower()).replace("’", "'")
    capital = bare[0].isupper() and not bare[1:2].isupper() and not plain.endswith(SHORTENED)
    return Word(start, start + len(bare), plain, capital, len(bare) < len(said))


def plain_letters(word: str) -> str:
    """Without accents: “siobhán” is on the list as “siobhan”."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word.replace("ł", "l").replace("ø", "o"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
