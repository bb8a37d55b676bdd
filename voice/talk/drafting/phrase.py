"""A theme's own phrase, short enough to stand in a question of 22 words: always people's words, never ours."""

from __future__ import annotations

import re

from voice.talk.evidence import ThemeView
from voice.talk.readability import words

LONGEST = 8
"""Words: the shorter wording of every question leaves room for eight."""
SHORT = 6
"""Words: the fuller wording leaves room for six."""
_LITTLE = frozenset(
    "a an the to of and or in on at for with that this is but so if my your their our its was were be by from as than about i you it im thats i'm that's they he she we then when not me out".split()  # noqa: SIM905
)
_NOT_THEIRS = re.compile(r"group \d+|\W*", re.IGNORECASE)


def own_phrase(theme: ThemeView, longest: int = LONGEST) -> str:
    """The title if it is short and in people's words, else its first clause, else one of the theme's phrases.

    Without quotation marks, masks, or a question mark (a question has one, and it is ours). "this" if there is nothing.
    """
    for said in (theme.title, *theme.words):
        clean = _clean(said)
        if not _NOT_THEIRS.fullmatch(clean):
            return _short(clean, longest)
    return "this"


def _clean(said: str) -> str:
    said = re.sub(r"\[[^\]]*\]|[“”\"‘?!]", " ", said)
    return re.sub(r"\s+", " ", said).strip(" .,;:–—-")


def _short(said: str, longest: int) -> str:
    parts = [part.strip() for part in re.split(r"[,/·|;&]+", said) if part.strip()]
    if len(parts) > 1 and all(len(words(part)) <= 2 for part in parts):
        return " and ".join(parts[:2])  # a machine's list of words: the first two
    if len(words(said)) <= longest:
        return said
    clauses = [clause.strip() for clause in re.split(r"[.,;:](?:\s|$)|[–—]| - ", said)]
    for clause in clauses:
        if 2 <= len(words(clause)) <= longest:
            return clause
    kept = said.split(" ")[:longest]
    while len(kept) > 2 and kept[-1].lower().strip("’'") in _LITTLE:
        kept.pop()
    return " ".join(kept).rstrip(",;:") + "…"
