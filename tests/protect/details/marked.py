"""Sentences with their details in braces: “ask {mr k} about it”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.look import look

_MARK = re.compile(r"\{([^}]*)\}")


def unmarked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence as written, and where its details stand."""
    pieces, spans, length = _MARK.split(line), [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append((length, length + len(piece)))
        length += len(piece)
    return "".join(pieces), spans


def hides(line: str) -> None:
    """Every letter of every detail is hidden, and nothing that stands well away from them."""
    for way in ways_of_writing(line):
        text, spans = unmarked(way)
        hidden = {at for detail in look(text).details for at in range(detail.start, detail.end)}
        for start, end in spans:
            left = {at for at in range(start, end) if text[at].isalnum()} - hidden
            assert not left, f"“{text[start:end]}” shows in: {look(text).masked}"
        near = {at for start, end in spans for at in range(start - 12, end + 12)}
        assert hidden <= near, f"too much is hidden: {look(text).masked}"


def stays(text: str) -> None:
    """Nothing is hidden."""
    for way in ways_of_writing(text):
        assert look(way).masked == way


def ways_of_writing(line: str) -> Iterator[str]:
    """As it is, among other sentences, with emoji, and with the apostrophes of a telephone."""
    yield line
    yield f"it was good. {line}\nthanks"
    yield f"{line} 😭😭"
    yield line.replace("'", "’")
