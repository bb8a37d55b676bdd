"""An attacker with all the time in the world: what every hidden number may still be, from all that the pages say."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from voice.protect.numbers import BOUNDS, one_way, shown

Name = Hashable
Cells = Mapping[tuple[Hashable, Hashable], int]
ENDLESS = 1e6
"""Far above any total here: a number with no upper end stops there."""
PULLS = 6


@dataclass
class Attacker:
    """Writes down what is said of each number, and which numbers make up which; then asks what each may be.

    A table with its totals is a network, so the lowest and highest of its real numbers are whole numbers too.
    """

    said: dict[Name, tuple[float, float]] = field(default_factory=dict)
    sums: list[tuple[Name, tuple[Name, ...]]] = field(default_factory=list)

    def reads(self, name: Name, label: str, more: int = 0) -> None:
        """A number on a page, or the word in its place ("": nothing is said). What is read twice narrows.

        `more`: the number on this page is known to be so many more than the one that was read before.
        """
        low, high = (end - more for end in _bounds(label))
        least, most = self.said.get(name, (0, ENDLESS))
        self.said[name] = max(low, least), min(high, most)

    def adds_up(self, total: Name, parts: Iterable[Name]) -> None:
        """These parts make up that total."""
        self.sums.append((total, tuple(parts)))

    def reads_table(self, name: Name, cells: Cells, said: Mapping[tuple[Hashable, Hashable], str]) -> None:
        """A table with every total that could stand beside it."""
        for key, label in said.items():
            self.reads((name, *key), label)
        for side in (0, 1):
            totals = sums(cells, side)
            for line, label in one_way(totals).items():
                self.reads((name, side, line, "total"), label)
                self.adds_up(
                    (name, side, line, "total"), [(name, *key) for key in cells if key[side] == line]
                )
            self.adds_up((name, "all"), [(name, side, line, "total") for line in totals])
        self.reads((name, "all"), shown(sum(cells.values())))

    def unsaid(self) -> list[Name]:
        """The numbers that no page gives."""
        return [name for name, (low, high) in self.said.items() if low != high]

    def solves(self, wanted: Iterable[Name] | None = None) -> list[Name]:
        """The unsaid numbers (or the wanted ones of them) that can be only one thing.

        Most are seen to be free by pulling all of them about at random; the others are asked for one by one.
        """
        unsaid = set(self.unsaid())
        stuck, dice = unsaid if wanted is None else unsaid & set(wanted), Random(len(self.said))
        first = self.furthest(dict.fromkeys(stuck, 1.0)) if stuck else {}
        for _ in range(PULLS):
            found = self.furthest({name: dice.uniform(-1, 1) for name in stuck}) if stuck else {}
            stuck = {name for name in stuck if abs(first[name] - found[name]) < 0.5}
        return [name for name, (low, high) in self.works_out(stuck).items() if low == high]

    def could_be(self) -> bool:
        """Is there any set of numbers that fits all that was read?"""
        place, table, limits = self._written_down
        if (limits[:, 0] > limits[:, 1]).any():
            return False
        answer = linprog(np.zeros(len(place)), A_eq=table, b_eq=np.zeros(len(self.sums)), bounds=limits)
        return bool(answer.status == 0)

    def works_out(self, names: Iterable[Name]) -> dict[Name, tuple[int, int]]:
        """The lowest and the highest that each may be."""
        return {
            name: (round(self.furthest({name: 1.0})[name]), round(self.furthest({name: -1.0})[name]))
            for name in names
        }

    def furthest(self, weights: Mapping[Name, float]) -> dict[Name, float]:
        """Numbers that fit all that was read, with the weighted sum as low as can be."""
        place, table, limits = self._written_down
        aim = np.zeros(len(place))
        for name, weight in weights.items():
            aim[place[name]] = weight
        answer = linprog(aim, A_eq=table, b_eq=np.zeros(len(self.sums)), bounds=limits, method="highs")
        assert answer.status == 0, answer.message
        return dict(zip(place, answer.x, strict=True))

    @cached_property
    def _written_down(self) -> tuple[dict[Name, int], csr_array, np.ndarray]:
        place = {name: at for at, name in enumerate(self.said)}
        entries = [
            (line, place[name], sign)
            for line, (total, parts) in enumerate(self.sums)
            for name, sign in ((total, -1.0), *((part, 1.0) for part in parts))
        ]
        lines, columns, signs = zip(*entries, strict=True)
        table = csr_array((signs, (lines, columns)), shape=(len(self.sums), len(place)))
        return place, table, np.clip(np.array(list(self.said.values())), 0, ENDLESS)


def _bounds(label: str) -> tuple[float, float]:
    if label in BOUNDS:
        return BOUNDS[label]
    number = int(label) if label.isdigit() else 0
    return number, number if label else ENDLESS


def sums(cells: Cells, side: int) -> dict[Hashable, int]:
    """The totals of a table's rows (0) or columns (1)."""
    totals: dict[Hashable, int] = {}
    for key, n in cells.items():
        totals[key[side]] = totals.get(key[side], 0) + n
    return totals


def random_table(dice: Random, rows: int, columns: int) -> dict[tuple[Hashable, Hashable], int]:
    """A table, dense or sparse, of large numbers or small ones; some cells can only be none."""
    usual, empty, small = dice.choice((2, 6, 15, 60)), dice.choice((0.0, 0.2, 0.6)), dice.choice((0.1, 0.5))
    return {
        (f"r{row}", f"c{column}"): 0
        if dice.random() < empty
        else dice.randint(0, 5)
        if dice.random() < small
        else dice.randint(0, 2 * usual)
        for row in range(rows)
        for column in range(columns)
    }
