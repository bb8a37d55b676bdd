"""Answers that say there is nothing to say: different letters, one meaning, so they belong together."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[\W_]+")


def _plain(text: str) -> str:
    return _APART.sub(" ", text.casefold().replace("'", "").replace("’", "")).strip()


_NOTHING = frozenset(
    _plain(line)
    for line in """
        n/a, na, none, none really, nil, no, nope, nah, no comment, no comments, no answer, not applicable, x, test
        nothing, nothing really, nothing at all, nothing else, nothing more, no nothing, nothing much
        nothing to add, nothing to say, nothing to improve, nothing I can think of, nothing comes to mind
        not really, no not really, can't think of anything, cannot think of anything, I can't think of anything
        idk, dunno, don't know, I don't know, I do not know, not sure, I'm not sure, unsure, prefer not to say
    """.replace("\n", ",").split(",")
) - {""}


def says_nothing(text: str) -> bool:
    """Is this “n/a”, “Nothing.”, “don't know”, or marks without a word (“…”, “-”)? Emoji say something."""
    plain = _plain(text)
    return plain in _NOTHING or not (plain or any(unicodedata.category(mark) == "So" for mark in text))
