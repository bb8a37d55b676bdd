"""Tables of families left out: how much of each kind and style of fictional disclosure is held unseen.

Three ways of leaving out: a family (a kind told in one style), a style over all kinds, a whole kind. Each time the
limit is set anew so that the same share of hard harmless sentences is held.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from bench.intervals import wilson
from voice.meaning.encoder import load_encoder
from voice.protect.disclosure import find_concern
from voice.protect.look import Concern
from voice.protect.training.examples import FINE, Example, examples
from voice.protect.training.left_out import Readings, left_out
from voice.protect.training.make_weights import FALSE_HOLDS, hard

Grouping = Callable[[Example], str]
WAYS: dict[str, Grouping] = {
    "family": lambda row: row.family,
    "style": lambda row: row.family.split(": ", 1)[-1],
    "kind": lambda row: row.family.split(":", 1)[0],
}


def print_tables() -> None:
    """For each way of leaving out: the whole, then a line a group; and what the rules add."""
    rows = list(examples())
    readings = Readings.of([row.text for row in rows], load_encoder())
    rules = np.array([find_concern(row.text)[0] != Concern.NONE for row in rows])
    for way, group in WAYS.items():
        _table(rows, readings, rules, way, group)


def _table(
    rows: list[Example], readings: Readings, rules: NDArray[np.bool_], way: str, group: Grouping
) -> None:
    harm, share = np.array([row.kind != FINE for row in rows]), np.array([row.share for row in rows])
    urgent = np.array([row.urgent for row in rows])
    groups = [group(row) for row in rows]
    words, both = left_out(readings, harm, share, groups)
    sys.stdout.write(
        f"\nleaving a {way} out, {FALSE_HOLDS:.0%} of hard harmless sentences held by the model\n"
    )
    for name, scores in (("words alone", words), ("words and meaning", both)):
        held = scores >= np.quantile(scores[hard(rows)], 1 - FALSE_HOLDS)
        _line(f"all harm, {name}", held[harm])
        _line(f"urgent, {name}", held[urgent])
    together = held | rules
    for name, which in (("all harm", harm), ("urgent", urgent), ("hard harmless", hard(rows))):
        _line(f"{name}, with the rules", together[which])
    _line("ordinary feedback, with the rules", together[~harm & ~hard(rows)])
    of_group: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for row, name, hit in zip(rows, groups, together, strict=True):
        of_group[row.kind == FINE, name].append(bool(hit))
    for harmless, title in ((False, "harm held"), (True, "harmless held")):
        sys.stdout.write(f"  {title}, by {way}\n")
        for (fine, name), hits in sorted(of_group.items()):
            if fine == harmless:
                _line(f"  {name}", np.array(hits))


def _line(what: str, hits: NDArray[np.bool_]) -> None:
    low, high = wilson(int(hits.sum()), len(hits))
    sys.stdout.write(
        f"  {what:58} {hits.sum():4} of {len(hits):4}  {hits.mean():.2f}  [{low:.2f}, {high:.2f}]\n"
    )
