"""A theme's own phrase, short enough to stand in a question of 22 words: always people's words, never ours."""

from __future__ import annotations

import re

from voice.talk.evidence import ThemeView
from voice.talk.readability import words

LONGEST = 6
"""Words: the longest question stem leaves room for six."""
_LITTLE = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "for",
        "with",
        "that",
        "this",
        "is",
        "but",
        "so",
        "if",
    ]
    + [
        "my",
        "your",
        "their",
        "our",
        "its",
        "it's",
        "was",
        "were",
        "be",
        "by",
        "from",
        "as",
        "than",
        "about",
        "i",
        "you",
    ]
)
_NOT_THEIRS = re.compile(r"group \d+|\W*", re.IGNORECASE)


def own_phrase(theme: ThemeView) -> str:
    """The title if it is short and in people's words, else its first clause, else one of the theme's phrases.

    Without quotation marks, masks, or a question mark (a question has one, and it is ours). "this" if there is nothing.
    """
    for said in (theme.title, *theme.words):
        clean = _clean(said)
        if not _NOT_THEIRS.fullmatch(clean):
            return _short(clean)
    return "this"


def _clean(said: str) -> str:
    said = re.sub(r"\[[^\]]*\]|[“”\"‘?!]", " ", said)
    return re.sub(r"\s+", " ", said).strip(" .,;:–—-")


def _short(said: str) -> str:
    parts = [part.strip() for part in re.split(r"[,/·|;&]+", said) if part.strip()]
    if len(parts) > 1 and all(len(words(part)) <= 2 for part in parts):
        return " and ".join(parts[:2])  # a machine's list of words: the first two
    if len(words(said)) <= LONGEST:
        return said
    clauses = [clause.strip() for clause in re.split(r"[.,;:–—]| - ", said)]
    for clause in clauses:
        if 2 <= len(words(clause)) <= LONGEST:
            return clause
    kept = said.split(" ")[:LONGEST]
    while len(kept) > 2 and kept[-1].lower().strip("’'") in _LITTLE:
        kept.pop()
    return " ".join(kept).rstrip(",;:") + "…"
