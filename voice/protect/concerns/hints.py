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
from typing import Any, Generic, TypeVar

T = TypeVar("T")
LEAST = 3
"""Letters that a hint must have."""
_ENOUGH = 4
"""Letters from which a hint is rare enough; of longer ones the smaller set is better."""
_PARTS = 2
"""Parts of a pattern that are asked for: with a third hardly one more could be passed over."""


def hints_of(pattern: str) -> tuple[frozenset[str], ...]:
    """For each of its parts that tells most, pieces of text of which every match of `pattern` holds at least one.

    Empty: nothing can be said. For patterns without flags, over text that is already in small letters.
    """
    return tuple(sorted(_parts(parser.parse(pattern)), key=_worth, reverse=True)[:_PARTS])


def alternatives(pattern: str) -> list[str]:
    """A pattern cut at its outermost “|”: each alternative has hints of its own, and most can be passed over."""
    cuts, depth, at = [-1], 0, 0
    while at < len(pattern):
        if pattern[at] == "[":
            at = pattern.index("]", at + 2)
        depth += (pattern[at] == "(") - (pattern[at] == ")")
        if pattern[at] == "|" and not depth:
            cuts.append(at)
        at += 2 if pattern[at] == "\\" else 1
    return [pattern[a + 1 : b] for a, b in zip(cuts, [*cuts[1:], len(pattern)], strict=True)]


def threes(text: str) -> frozenset[str]:
    """Every three letters that stand together in it."""
    return frozenset({text[at : at + LEAST] for at in range(len(text) - LEAST + 1)})


class Likely(Generic[T]):
    """Many patterns of which few can match a text. Hints are found by their first three letters, then letter by letter."""

    def __init__(self, each: Iterable[tuple[T, tuple[frozenset[str], ...]]]) -> None:
        self._each = list(each)
        self._always = {number for number, (_, hints) in enumerate(self._each) if not hints}
        self._by_hint: dict[str, list[int]] = defaultdict(list)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for number, (_, hints) in enumerate(self._each):
            for hint in hints[0] if hints else ():
                self._by_hint[hint].append(number)
        for hint in frozenset[str]().union(*(part for _, hints in self._each for part in hints)):
            self._by_start[hint[:LEAST]].append(hint)
        self._starts = frozenset(self._by_start)

    def among(self, text: str, its_threes: frozenset[str]) -> list[T]:
        """Those that can match, in their order. The text may have lost letters since its threes were cut."""
        starts = self._starts & its_threes
        there = [hint for start in starts for hint in self._by_start[start] if hint in text]
        numbers = self._always.union(*[self._by_hint[hint] for hint in there if hint in self._by_hint])
        return [
            one
            for one, hints in map(self._each.__getitem__, sorted(numbers))
            if not any(part.isdisjoint(there) for part in hints[1:])
        ]


def _parts(items: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """The hints of each part of a sequence that has some."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, what in items:
        if kind is kinds.LITERAL:
            run += chr(what)
            continue
        found += [frozenset([run]), *_of_part(kind, what)]
        run = ""
    found.append(frozenset([run]))
    return [part for part in found if all(len(hint) >= LEAST for hint in part)]


def _of_part(kind: Any, what: Any) -> list[frozenset[str]]:
    if kind is kinds.SUBPATTERN:
        return _parts(what[3])
    if kind is kinds.BRANCH:
        ways = [max(_parts(way), key=_worth, default=None) for way in what[1]]
        return [frozenset().union(*(way or () for way in ways))] if all(ways) else []
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and what[0] >= 1:
        return _parts(what[2])
    return []


def _worth(hints: frozenset[str]) -> tuple[int, int]:
    return min(_ENOUGH, *(len(hint.strip()) for hint in hints)), -len(hints)
