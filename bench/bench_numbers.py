"""Can a hidden number be worked out? The whole bars: `python bench/bench_numbers.py [--many 2000]`.

An attacker with linear programming reads random tables with all their totals, then all pages of random rounds at once,
then pairs of looks at a round one person apart, then fortnightly public pages. Exit 1 if anything is solved.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.protect.differing import one_person_apart, public_pages, questions
from tests.protect.families import numbers_of, pages_of, random_round, read_pages, themes_of
from tests.protect.solver import Attacker, random_table
from voice.protect.numbers import BOUNDS, two_way

AT_ONCE = 10
"""Tables that one attacker reads together: fewer, larger programs are faster."""
WIDTHS_OF = 40
"""Tables whose every hidden number is bounded exactly."""


def main() -> int:
    """Print one line a bar. Returns 1 if any fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=2000)
    many = parser.parse_args().many
    failed = [tables(many), rounds(many), differing(many), public(many)]
    widths()
    speed()
    return int(any(failed))


def tables(many: int) -> int:
    """Hidden numbers solved in random tables shown with all their totals."""
    dice, hidden, solved = Random(1), Counter[str](), 0
    for _ in range(many // AT_ONCE):
        attacker = Attacker()
        for name in range(AT_ONCE):
            cells = random_table(dice, dice.randint(1, 8), dice.randint(1, 8))
            said = two_way(cells)
            hidden.update(label if label in BOUNDS else "shown" for label in said.values())
            attacker.reads_table(name, cells, said)
        solved += len(attacker.solves())
    _say(f"tables: {many}, solved: {solved}, cells: {dict(hidden)}")
    return solved


def rounds(many: int) -> int:
    """Hidden numbers solved from the board, the themes' pages and what is said of reading, all together."""
    dice, solved, hidden = Random(2), 0, 0
    for _ in range(many // 5):
        attacker = Attacker()
        for name in range(5):
            comments = random_round(dice)
            read_pages(attacker, name, pages_of(comments, themes_of(comments)))
        wanted = numbers_of(attacker)
        hidden += len(wanted)
        solved += len(attacker.solves(wanted))
    _say(f"rounds with all their pages: {many}, hidden numbers: {hidden}, solved: {solved}")
    return solved


def differing(many: int) -> int:
    """Answers told by two looks one person apart: as many pairs as it takes to put so many questions."""
    dice, pairs, asked, told = Random(3), 0, 0, 0
    while asked < many:
        pairs += 1
        for question in questions(*one_person_apart(dice, random_round(dice))):
            asked += 1
            told += question.is_told
    _say(f"pairs of looks one person apart: {pairs}, questions put: {asked}, answers told: {told}")
    return told


def public(many: int) -> int:
    """Neighbouring public pages that look different though fewer than five people came or went."""
    dice = Random(4)
    pages = [page for _ in range(many) for page in public_pages(dice)]
    told = sum(page.tells_on_one for page in pages)
    limit = sum((page.before is None) != (page.after is None) for page in pages)
    _say(
        f"pairs of public pages: {len(pages)}, numbers that came or went: {limit}, tell of one person: {told}"
    )
    return told


def widths() -> None:
    """How far apart the lowest and highest of each hidden number are, by the word in its place."""
    dice, found = Random(5), {label: [] for label in BOUNDS}
    for name in range(WIDTHS_OF):
        attacker = Attacker()
        cells = random_table(dice, dice.randint(2, 8), dice.randint(2, 8))
        said = two_way(cells)
        attacker.reads_table(name, cells, said)
        asked = {(name, *key): label for key, label in said.items() if label in BOUNDS}
        for key, (low, high) in attacker.works_out(asked).items():
            found[asked[key]].append(high - low)
    for label, wide in found.items():
        share = sum(each > 5 for each in wide) / max(1, len(wide))
        _say(
            f"“{label}”: {len(wide)} numbers, narrowest {min(wide)}, median {statistics.median(wide)}, over 5: {share:.0%}"
        )


def speed() -> None:
    """Milliseconds for one table of 30 themes by 12 values."""
    dice, took = Random(6), []
    for _ in range(50):
        cells = random_table(dice, 30, 12)
        start = time.perf_counter()
        two_way(cells)
        took.append((time.perf_counter() - start) * 1000)
    _say(f"30 × 12: median {statistics.median(took):.1f} ms, slowest {max(took):.1f} ms")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
