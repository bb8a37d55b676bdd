"""Scores of the finder on lines that its rules were not written from, and its speed.

The even lines of `protect_held_out/` are only ever scored. Intervals are Wilson's, at 95 %. With `../shared`
beside the repository, the development set is scored too.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from math import sqrt
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from voice.protect.door import run
from voice.protect.look import Concern, look, look_closely

HELD_OUT = Path(__file__).with_name("protect_held_out")
SHARED = Path(__file__).resolve().parents[2] / "shared" / "checks"


def main() -> None:
    """Print one line a figure."""
    harm = [line.split(" | ", 1) for line in even("harm")]
    urgent = [words for what, words in harm if what.startswith("urgent")]
    _rate("urgent held", [_held(w) for w in urgent])
    _rate("any harm held", [_held(words) for _, words in harm])
    _rate("clean feedback held", [_held(words) for words in even("clean")])
    _rate("drop-in praise held", [_held(words) for words in even("praise")])
    _rate("clean feedback marked", [bool(look(words).details) for words in even("clean")])
    found, leaked = [], []
    for line in even("details"):
        text, gold = _unmarked(line)
        covered = {i for d in look(text).details for i in range(d.start, d.end)}
        hits = [len(covered & set(range(a, b))) >= 0.8 * (b - a) for a, b in gold]
        found += hits
        leaked.append(not all(hits))
    _rate("details found", found)
    _rate("comments leaking a detail", leaked)
    _rate("urgent held, rules alone", [look(w).concern != Concern.NONE for w in urgent])
    _speed([_unmarked(line)[0] for line in even("details")] + even("clean"))
    _development_set()


def even(name: str) -> list[str]:
    """The lines that are only scored."""
    lines = (HELD_OUT / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [
        line
        for number, line in enumerate(lines, 1)
        if number % 2 == 0 and line.strip() and not line.startswith("#")
    ]


def _held(words: str) -> bool:
    return look_closely(words).concern != Concern.NONE


def _unmarked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """The comment as written, and where its marked details stand."""
    text, gold, at = "", [], 0
    for m in re.finditer(r"\{[A-Z_]+:([^}]*)\}", line):
        text += line[at : m.start()]
        gold.append((len(text), len(text) + len(m[1])))
        text += m[1]
        at = m.end()
    return text + line[at:], gold


def _rate(what: str, hits: list[bool]) -> None:
    n, k = len(hits), sum(hits)
    z, p = 1.96, k / n
    middle, half = (
        (p + z * z / (2 * n)) / (1 + z * z / n),
        z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n),
    )
    sys.stdout.write(f"{what:28} {k:3} of {n:3}  {p:.2f}  [{middle - half:.2f}, {middle + half:.2f}]\n")


def _speed(texts: list[str]) -> None:
    look("warm")
    begun = time.process_time()
    for text in texts * 5:
        look(text)
    each = (time.process_time() - begun) / (5 * len(texts))
    sys.stdout.write(f"{'speed':28} {1 / each:.0f} comments a CPU second, {each * 1000:.2f} ms each\n")


def _development_set() -> None:
    if not (SHARED / "eval_safety.py").exists():
        sys.stdout.write("../shared is not here: the development set was not scored.\n")
        return
    with (
        tempfile.NamedTemporaryFile("w+", suffix=".jsonl") as out,
        (SHARED / "safety_dev.jsonl").open() as dev,
    ):
        run(dev, out, sys.stderr)
        words = [sys.executable, str(SHARED / "eval_safety.py"), str(SHARED / "safety_dev.jsonl"), out.name]
        sys.stdout.write(
            subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines()[-1] + "\n"
        )


if __name__ == "__main__":
    main()
