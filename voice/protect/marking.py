"""Showing a reader what will be hidden and where to look, without changing a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voice.errors import BadInput
from voice.protect.masking import SAY
from voice.protect.nouns import Amber, Detail


@dataclass(frozen=True)
class Piece:
    """A stretch of text: plain, one that will be hidden (`hide` says as what), or one to look at."""

    text: str
    hide: str = ""
    amber: bool = False


def pieces(text: str, details: tuple[Detail, ...], ambers: tuple[Amber, ...]) -> tuple[Piece, ...]:
    """The text cut where something begins or ends. Put together again the pieces are the text."""
    marks = sorted(
        [(d.start, d.end, SAY.get(d.kind, "detail"), False) for d in details]
        + [(a.start, a.end, "", True) for a in ambers]
    )
    cut: list[Piece] = []
    here = 0
    for start, end, hide, amber in marks:
        if start < here:
            continue
        if start > here:
            cut.append(Piece(text[here:start]))
        cut.append(Piece(text[start:end], hide, amber))
        here = end
    if here < len(text):
        cut.append(Piece(text[here:]))
    return tuple(cut)


def find_again(text: str, typed: str) -> tuple[Detail, ...]:
    """Every place where words that a reader typed to hide stand. BadInput when they stand nowhere."""
    found: list[Detail] = []
    for words in filter(None, (part.strip() for part in typed.split(","))):
        here = [Detail(*m.span(), "detail") for m in re.finditer(re.escape(words), text, re.I)]
        if not here:
            raise BadInput("The words to hide must stand in the comment just as you type them.", "hide")
        found += here
    return tuple(found)
