"""Was this written in a language that the finder was measured on? Only English was."""

from __future__ import annotations

import re

from voice.protect.wordlist import word_set

MEASURED = frozenset({"en"})
_LETTERS = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
_WORD = re.compile(r"[^\W\d_]+")
_OTHERS = word_set(
    # the commonest small words of Welsh, Polish, Spanish, French, Romanian and Somali that are not English words
    """
    yn y yr mae ydy roedd gyda ddim dw wedi bod fy eisiau rwy jest ond hefyd oherwydd nie się że mnie jak
    ale tylko chcę moja mój bardzo żeby przez dla czy było będzie que los las una muy pero porque para est
    les une pas avec pour sont nous vous și nu este pentru waa iyo uu ay
    """
)
SHARE = 0.25
"""A quarter of the words: above it a comment is in another language, whatever its form said."""


def measured(text: str, language: str) -> bool:
    """True for English. A form's language is believed, unless the words plainly say otherwise."""
    if language.split("-")[0] not in MEASURED:
        return False
    if not text.isascii():
        letters = _LETTERS.findall(text)
        if letters and sum(1 for ch in letters if _LATIN.match(ch)) < len(letters) * 0.6:
            return False
    words = _WORD.findall(text.lower())
    foreign = 0 if _OTHERS.isdisjoint(words) else sum(word in _OTHERS for word in words)
    return len(words) < 4 or foreign < SHARE * len(words)
