"""How fast is a file read into clean rows? No database: this is the pure part of a dry run.

    python bench/bench_import.py [ROWS]        default 200,000 made-up rows, as CSV; a tenth of them as XLSX

Prints rows a second for each, and the peak memory of reading the CSV. Bar: 20,000 rows/s for CSV.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from pathlib import Path

from openpyxl import Workbook

from voice.listen.imports import make_plan, open_sheet, read_rows

SENTENCE = "we would like to meet somewhere near school with people who stay the same and listen and a quiet room too"
HEADING = [
    "Response ID",
    "Date submitted",
    "Age",
    "Where?",
    "E-mail",
    "May we share your words?",
    "What would you like to tell us?",
]


def made_up(rows: int, seed: int = 1) -> list[list[str]]:
    """Rows as a survey tool writes them, with commas and new lines inside the words."""
    rng = random.Random(seed)
    made = []
    for number in range(rows):
        words = " ".join(rng.choices(SENTENCE.split(), k=rng.randint(4, 40)))
        if number % 10 == 0:
            words = words.replace(" and ", ",\n", 1)
        day = f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/2025 14:{number % 60:02d}"
        made.append(
            [str(number), day, str(rng.randint(8, 30)), "At home; School", "a@example.org", "Yes", words]
        )
    return made


def timed(path: Path) -> str:
    """Open, plan and read every row of `path`."""
    start = time.perf_counter()
    sheet = open_sheet(path)
    plan = make_plan(sheet, quote_ok="May we share your words?", maps={"place_wanted": "Where?"})
    kinds = Counter(type(row).__name__ for row in read_rows(sheet, plan))
    took = time.perf_counter() - start
    rows = sum(kinds.values())
    return f"{path.suffix}: {rows:,} rows in {took:.2f} s = {rows / took:,.0f} rows/s  {dict(kinds)}"


def main() -> int:
    """Write the files, time them, and measure memory on the CSV."""
    rows = made_up(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
    with tempfile.TemporaryDirectory() as folder:
        text, book = Path(folder) / "made_up.csv", Path(folder) / "made_up.xlsx"
        with text.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADING, *rows])
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet("Answers")
        for row in [HEADING, *rows[: len(rows) // 10]]:
            sheet.append(row)
        workbook.save(book)
        sys.stdout.write(f"{timed(text)}\n{timed(book)}\n")
        tracemalloc.start()
        for _ in open_sheet(text).rows():
            pass
        sys.stdout.write(
            f"peak memory while streaming the CSV: {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
