"""Scores of the finder on lines that it was not made from, its alerts on ordinary feedback, its speed and memory.

`protect_held_out/unseen.jsonl`, `second.jsonl` and the even lines of its text files are only ever scored. Intervals are Wilson's, at 95 %. With `../shared`
beside the repository, the development set and real feedback from adults are scored too. The tables of families
left out train the model thirty times (some minutes): `--quick` leaves them out.
"""

from __future__ import annotations

import csv
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.intervals import wilson
from voice.protect.door import run
from voice.protect.look import Concern, Look, look, look_closely
from voice.protect.model import encoder, judge

HELD_OUT = Path(__file__).with_name("protect_held_out")
SHARED = Path(__file__).resolve().parents[2] / "shared"
ORDINARY = {
    "NHS, phase 1": ("nhs_fft_phase1/nhs_fft_phase1_AB.csv", "feedback"),
    "NHS, version 6": ("nhs_fft_v6/nhs_fft_v6_NEAS.csv", "FFT answer"),
    "course evaluations": ("en_course_evaluations/course_evaluations.csv", "text"),
    "students on lectures": ("en_sight_students/sight_comments.csv", "comment"),
    "Patient Joe answers": ("en_patient_joe/english_sample_survey.csv", "text"),
    "castle visitors": ("cadw_smartsurvey/cadw_tidy.csv", "comment_any"),
    "Polis, what towns want": ("polis/*/comments.csv", "comment-body"),
}
"""Real feedback from adults: not labelled, hardly any of it tells of danger, so nearly every hold is a false one."""
SAMPLE = 300
LONG = 20_000
LONG_RUNS = (
    "a-", "a.", "a ", "0", "1 2 ", "@a", "Aa ", "mr ", "'", '"', "\n", "A-", "a_", "www.", "St ", "Mr A ", "Aa the ",
    "1 Aa Road ", "07700 900123 ", "A.B. ", "go to Zz Primary ", "harry potter ", "my mate zq ", "they said ",
)  # fmt: skip
RISKS = ("none", "concern", "urgent")


def main() -> None:
    """Print one line a figure."""
    before = _memory()
    _unseen()
    _second()
    _held_out()
    _development_set()
    _alerts()
    _speed(before)
    if "--quick" not in sys.argv:
        from bench.left_out_families import (
            print_tables,  # brings the encoder along: only after memory was told
        )

        print_tables()


def _held_out() -> None:
    harm = [line.split(" | ", 1) for line in even("harm")]
    urgent = [words for what, words in harm if what.startswith("urgent")]
    rate("urgent held", [held(words) for words in urgent])
    rate("any harm held", [held(words) for _, words in harm])
    rate("urgent held, rules alone", [look(words).concern != Concern.NONE for words in urgent])
    for name in ("clean", "praise"):
        found = [look_closely(words).concern for words in even(name)]
        rate(f"{name} held", [concern != Concern.NONE for concern in found])
        rate(f"{name} called urgent", [concern == Concern.URGENT for concern in found])
    rate("clean feedback marked", [bool(look(words).details) for words in even("clean")])
    found_details, leaked = [], []
    for line in even("details"):
        text, gold = unmarked(line)
        covered = {i for d in look(text).details for i in range(d.start, d.end)}
        hits = [len(covered & set(range(a, b))) >= 0.8 * (b - a) for a, b in gold]
        found_details += hits
        leaked.append(not all(hits))
    rate("details found", found_details)
    rate("comments leaking a detail", leaked)


def _unseen() -> None:
    """551 comments by another author, who saw neither rules nor training sentences: the nearest we have to the truth."""
    lines = (HELD_OUT / "unseen.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [(row := json.loads(line), look_closely(row["text"])) for line in lines]
    is_held = {risk: [s.concern != Concern.NONE for r, s in rows if r["risk"] == risk] for risk in RISKS}
    rate("unseen: urgent held", is_held["urgent"])
    rate("unseen: any harm held", is_held["urgent"] + is_held["concern"])
    rate("unseen: harmless held", is_held["none"])
    rate(
        "unseen: harmless called urgent",
        [s.concern == Concern.URGENT for r, s in rows if r["risk"] == "none"],
    )
    _details("unseen", rows)


def _second() -> None:
    """Details only, by the author of the rules, before they were written anew: two halves, one of them looked into."""
    for name in ("second_open", "second"):
        lines = (HELD_OUT / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        _details(name, [(row := json.loads(line), look(row["text"])) for line in lines])


def _details(name: str, rows: list[tuple[dict[str, Any], Look]]) -> None:
    hits = [(r, [_covers(s, one) for one in r["pii"]]) for r, s in rows]
    rate(f"{name}: details found", [hit for _, found in hits for hit in found])
    rate(f"{name}: comments leaking a detail", [not all(found) for r, found in hits if r["pii"]])
    rate(f"{name}: clean comments marked", [bool(s.details) for r, s in rows if not r["pii"]])
    right = [bool(_gold(r) & set(range(d.start, d.end))) for r, s in rows for d in s.details]
    rate(f"{name}: of what is hidden, right", right)


def _gold(row: dict[str, Any]) -> set[int]:
    return {at for one in row["pii"] for at in range(one["start"], one["end"])}


def _covers(seen: Look, gold: dict[str, int]) -> bool:
    """Is most of it covered? As checks/eval_safety.py counts."""
    cells = set(range(gold["start"], gold["end"]))
    return len(cells & {i for d in seen.details for i in range(d.start, d.end)}) >= 0.8 * len(cells)


def even(name: str) -> list[str]:
    """The lines that are only scored."""
    lines = (HELD_OUT / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [
        line
        for number, line in enumerate(lines, 1)
        if number % 2 == 0 and line.strip() and not line.startswith("#")
    ]


def held(words: str) -> bool:
    """Does the close look hold it?"""
    return look_closely(words).concern != Concern.NONE


def unmarked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """The comment as written, and where its marked details stand."""
    text, gold, at = "", [], 0
    for m in re.finditer(r"\{[A-Z_]+:([^}]*)\}", line):
        text += line[at : m.start()]
        gold.append((len(text), len(text) + len(m[1])))
        text += m[1]
        at = m.end()
    return text + line[at:], gold


def rate(what: str, hits: list[bool]) -> None:
    """A share with its interval."""
    n, k = len(hits), sum(hits)
    low, high = wilson(k, n)
    sys.stdout.write(f"{what:34} {k:4} of {n:4}  {k / n:.3f}  [{low:.2f}, {high:.2f}]\n")


def _development_set() -> None:
    checks = SHARED / "checks"
    if not (checks / "eval_safety.py").exists():
        sys.stdout.write("../shared is not here: the development set was not scored.\n")
        return
    with (
        tempfile.NamedTemporaryFile("w+", suffix=".jsonl") as out,
        (checks / "safety_dev.jsonl").open() as dev,
    ):
        run(dev, out, sys.stderr)
        words = [sys.executable, str(checks / "eval_safety.py"), str(checks / "safety_dev.jsonl"), out.name]
        said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
        sys.stdout.write(said.splitlines()[-1] + "\n")


def _alerts() -> None:
    if not (SHARED / "data").exists():
        sys.stdout.write("../shared is not here: no alerts on ordinary feedback.\n")
        return
    sys.stdout.write("alerts per 100 comments of ordinary feedback (of these urgent; by rules alone)\n")
    for name, (pattern, column) in ORDINARY.items():
        texts = _sample(pattern, column)
        close, quick = [look_closely(text).concern for text in texts], [look(text).concern for text in texts]
        counts = (sum(c != Concern.NONE for c in close), close.count(Concern.URGENT))
        alerts = (100 * k / len(texts) for k in (*counts, sum(c != Concern.NONE for c in quick)))
        sys.stdout.write("  {:24} {:5.1f} ({:.1f}; {:.1f})".format(name, *alerts) + f"  of {len(texts)}\n")


def _sample(pattern: str, column: str) -> list[str]:
    texts = set()
    for path in sorted((SHARED / "data").glob(pattern)):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            texts |= {row[column].strip() for row in csv.DictReader(file) if (row.get(column) or "").strip()}
    return random.Random(1).sample(sorted(texts), min(SAMPLE, len(texts)))


def _speed(before: float) -> None:
    texts = [unmarked(line)[0] for line in even("details")] + even("clean") + even("praise")
    texts += [line.split(" | ", 1)[1] for line in even("harm")]
    _each("rules and masking, in the request", look, texts)
    words = " ".join(texts).split()
    thirty = [" ".join(words[at : at + 30]) for at in range(0, len(words) - 30, 30)]
    _each("the same, of thirty words", look, thirty)
    _each("model, in the worker", judge, texts)
    _long_runs()
    built = "with" if encoder() else "without"
    sys.stdout.write(
        f"memory: {before:.0f} MB before, {_memory():.0f} MB with the model ({built} the sentence encoder)\n"
    )


def _each(what: str, work: Callable[[str], object], texts: list[str]) -> None:
    work("warm")
    begun = time.process_time()
    for text in texts * 3:
        work(text)
    each = (time.process_time() - begun) / (3 * len(texts))
    sys.stdout.write(f"{what:34} {1 / each:.0f} comments a CPU second, {each * 1000:.2f} ms each\n")


def _long_runs() -> None:
    """20,000 characters of nonsense take as long as of sense: no pattern may try again from every letter."""
    took = {}
    for piece in LONG_RUNS:
        begun = time.process_time()
        look((piece * LONG)[:LONG])
        took[piece] = (time.process_time() - begun) * 1000
    slowest = max(took, key=lambda piece: took[piece])
    sys.stdout.write(f"{LONG:,} characters of one thing: at most {took[slowest]:.0f} ms, of {slowest!r}\n")


def _memory() -> float:
    """Megabytes that this process holds now (Linux; elsewhere nothing is said)."""
    status = Path("/proc/self/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")


if __name__ == "__main__":
    main()
