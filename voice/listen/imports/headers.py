"""Headings as people read them: several rows joined, gaps filled from the left, no two the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBERED = re.compile(r"^Q\d+(\.\d+)+\.?\s*")
_SAYS_NOTHING = {"", "*", "response", "open-ended response", "answer"}


def title_rows(heads: Sequence[tuple[str, ...]]) -> int:
    """How many rows stand above the heading: a lone title over a table of two columns or more."""
    filled = [sum(1 for cell in row if cell.strip()) for row in heads]
    widest = max(filled, default=0)
    if widest < 2 or filled[0] > 1:
        return 0
    return next(index for index, count in enumerate(filled) if count >= max(2, widest / 2))


def join_headings(rows: Sequence[tuple[str, ...]], tool: str) -> list[tuple[str, tuple[str, ...]]]:
    """For each column its one name and the other names it goes by. Names are unique and never empty."""
    width = max(len(row) for row in rows)
    padded = [tuple(_tidy(cell) for cell in row) + ("",) * (width - len(row)) for row in rows]
    if tool == "qualtrics":
        named = _qualtrics(padded)
    elif len(padded) == 1:
        named = [(name, ()) for name in _fill(padded[0])]
    else:
        named = _stacked(padded)
    return _unique(named)


def _tidy(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").split())


def _fill(row: Sequence[str]) -> list[str]:
    """An empty heading carries on the question on its left."""
    filled: list[str] = []
    for cell in row:
        filled.append(cell or (filled[-1] if filled else ""))
    return filled


def _qualtrics(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    """Row one is a code (Q2), row two the question; the tool's own columns keep their code, as row two is in any language."""
    named: list[tuple[str, tuple[str, ...]]] = []
    for column, code in enumerate(rows[0]):
        question = rows[1][column] if len(rows) > 1 else ""
        own = not re.search(r"\d", code) or not question or question == code
        named.append((code, ()) if own else (f"{code}. {question}", (code, question)))
    return named


def _stacked(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    """Question, part and option, one under the other. A part fills rightward only under the same question."""
    named: list[tuple[str, tuple[str, ...]]] = []
    last = [""] * len(rows)
    for column in range(len(rows[0])):
        cells = [row[column] for row in rows]
        first = next((level for level, cell in enumerate(cells) if cell), len(rows))
        now = [last[level] if level < first else cells[level] for level in range(len(rows))]
        last = now
        named.append((_path(now), (cells[0],) if cells[0] else ()))
    return named


def _path(levels: Sequence[str]) -> str:
    """The levels joined, each without its number below the first and never saying the same twice."""
    said = [levels[0]]
    for cell in levels[1:]:
        part = _NUMBERED.sub("", cell).strip()
        if (
            part.casefold() not in _SAYS_NOTHING
            and part.casefold() != _NUMBERED.sub("", said[-1]).strip().casefold()
        ):
            said.append(part)
    return ": ".join(part for part in said if part)


def _unique(named: Sequence[tuple[str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
    seen: set[str] = set()
    unique: list[tuple[str, tuple[str, ...]]] = []
    for number, (name, others) in enumerate(named, 1):
        base = name or f"column {number}"
        fresh, count = base, 2
        while fresh.casefold() in seen:
            fresh, count = f"{base} ({count})", count + 1
        seen.add(fresh.casefold())
        unique.append((fresh, others))
    return unique
