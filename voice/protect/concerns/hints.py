"""Letters without which a pattern can't match, read off the pattern itself.

Most comments hold none of a rule's letters, and looking for a few letters is a
hundred times cheaper than running the rule. This never changes what is found:
whatever a pattern matches holds at least one of its hints, by construction, and
`tests/protect/test_hints.py` holds it against the rules run in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from re import _constants as kinds  # type: ignore[attr-defined]  # the standard library's own reading of a pattern
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LEAST = 3
"""Letters that a hint must have."""
_ENOUGH = 4
"""Letters from which a hint is rare enough; of longer ones the smaller set is better."""


def hints_of(pattern: str) -> frozenset[str]:
    """Pieces of text of which every match of `pattern` holds at least one. Empty: nothing can be said.

    For patterns without flags, over text that is already in small letters.
    """
    needed = _needed(parser.parse(pattern)) or frozenset()
    return needed if all(len(hint) >= LEAST for hint in needed) else frozenset()


class Hints:
    """The hints of many patterns, looked for in one pass: by their first three letters, then letter by letter."""

    def __init__(self, wanted: Iterable[frozenset[str]]) -> None:
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for hint in frozenset[str]().union(*wanted):
            self._by_start[hint[:LEAST]].append(hint)
        self._starts = frozenset(self._by_start)

    def inside(self, text: str) -> frozenset[str]:
        """Which hints stand in this text."""
        starts = self._starts.intersection({text[at : at + LEAST] for at in range(len(text) - LEAST + 1)})
        return frozenset(hint for start in starts for hint in self._by_start[start] if hint in text)


def _needed(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best set of hints of a sequence: of those of its parts, the one with the longest and fewest."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, what in items:
        if kind is kinds.LITERAL:
            run += chr(what)
            continue
        found += [frozenset([run])] if run else []
        run = ""
        if part := _of_part(kind, what):
            found.append(part)
    found += [frozenset([run])] if run else []
    return max(found, key=_worth, default=None)


def _of_part(kind: Any, what: Any) -> frozenset[str] | None:
    if kind is kinds.SUBPATTERN:
        return _needed(what[3])
    if kind is kinds.BRANCH:
        ways = [_needed(way) for way in what[1]]
        return frozenset().union(*(way or () for way in ways)) if all(ways) else None
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and what[0] >= 1:
        return _needed(what[2])
    return None


def _worth(hints: frozenset[str]) -> tuple[int, int]:
    return min(_ENOUGH, *(len(hint.strip()) for hint in hints)), -len(hints)
