"""How hard is this to read? Flesch-Kincaid grade, sentence length and unexplained initials, for English.

Short sentences flatter the formula, so it is a floor, not proof: a reader still
judges. Reading age is the grade plus five (Flesch-Kincaid grades are US school years).
"""

from __future__ import annotations

import re

READ_ALOUD_GRADE = 6.0
"""Reading age 11, for what is read out at the table (practice notes, check 4)."""
STAFF_GRADE = 9.0
"""Reading age 14, for what only staff read (practice notes, check 4)."""
LONGEST = 22
"""Words in the longest sentence read aloud (practice notes, check 4)."""
STAFF_LONGEST = 25
"""Words in the longest sentence that only staff read (GOV.UK style)."""

_ENDS = re.compile(r"(?<=[.!?…])[\"”’')]*\s+|\n+")
_WORD = re.compile(r"[^\W_](?:[\w'’&-]*\w)?")
_VOWELS = re.compile(r"[aeiouy]+")
_INITIALS = re.compile(r"\b[A-Z]{2,6}s?\b")
_KNOWN = frozenset(
    [
        "OK",
        "TV",
        "UK",
        "QR",
        "IT",
        "ID",
        "SIM",
        "PE",
        "GP",
        "DVD",
        "CD",
        "PC",
        "AM",
        "PM",
        "FAQ",
        "TO",
        "FOR",
        "NOT",
        "WITH",
        "I",
        "A",
        "US",
    ]
)


def words(text: str) -> list[str]:
    """The words of a text. "Two-tap" is one word; numbers count, marks don't."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text: they end with . ! ? … or a new line."""
    return [part.strip() for part in _ENDS.split(text) if part and words(part)]


def syllables(word: str) -> int:
    """About how many beats an English word has: vowel groups, less a silent ending. Never under 1."""
    word = word.lower().replace("’", "'").split("'")[0]
    beats = len(_VOWELS.findall(word))
    if re.search(r"[^aeiouyl]e$|[^aeioudty]ed$|[^aeiouscxzgh]es$", word):
        beats -= 1
    return max(1, beats)


def grade(text: str) -> float:
    """Flesch-Kincaid grade of a text; 0 for an empty one, and never below 0."""
    said = words(text)
    if not said:
        return 0.0
    per_sentence = len(said) / max(1, len(sentences(text)))
    per_word = sum(map(syllables, said)) / len(said)
    return max(0.0, 0.39 * per_sentence + 11.8 * per_word - 15.59)


def longest_sentence(text: str) -> tuple[int, str]:
    """The number of words of the longest sentence, and that sentence; (0, "") for an empty text."""
    return max(((len(words(s)), s) for s in sentences(text)), default=(0, ""))


def unexplained_initials(text: str) -> list[str]:
    """Initials such as "ABC" with no brackets beside them that spell them out, in order, each once."""
    found = dict.fromkeys(_INITIALS.findall(text))
    return [
        short
        for short in found
        if short.rstrip("s") not in _KNOWN
        and short not in _KNOWN
        and not re.search(rf"\({re.escape(short)}\)|{re.escape(short)} \(", text)
    ]
