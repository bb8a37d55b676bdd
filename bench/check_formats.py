"""Read every real export beside the project and print what the importer made of it.

    python bench/check_formats.py [--full]     (default: the first 2,000 rows of each; --full reads all)

One line a file: the preset, rows taken, blank and refused, and the text column, or the sentence it was refused with.
Prints headings and counts only, never a comment. Skips, saying so, where ../shared is absent.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import islice
from pathlib import Path

from voice.errors import Problem
from voice.listen.imports import LeftOut, make_plan, open_sheet, read_rows

SHARED = Path(__file__).resolve().parents[2] / "shared"
SKIP = {"SOURCE.md"}

# The column of people's own words in each file that has one; several where any is right.
RIGHT: dict[str, tuple[str, ...]] = {
    "cadw_tidy.csv": ("comment_staff", "comment_any"),
    "SmartSurvey_export_3row_header.xlsx": ("Q5.7.", "Q9."),
    "questions_dev.csv": ("questionText",),
    "course_evaluations.csv": ("text",),
    "english_sample_survey.csv": ("text",),
    "sight_comments.csv": ("comment",),
    "sight_human_labels.csv": ("comment",),
    "decide_madrid_dev.csv": ("text",),
    "nhs_fft_phase1_AB.csv": ("feedback",),
    "nhs_fft_v6_NEAS.csv": ("FFT answer",),
    "sgd_utterances.csv.gz": ("text",),
    "banking77.csv": ("text",),
    "sib200_7lang.csv": ("text",),
    "comments.csv": ("comment-body",),
    "test_data.csv": ("comment_txt",),
    "survey456.csv": ("freetext",),
    "survey789.xlsx": ("Qual_hobby_opinions", "Qual_pet_opinions"),
    "sample.csv": ("Q2.",),
    "responses_lgr_format.csv": ("Prop 1 Q8", "Prop 2 Q8"),
    "responses_scr_format.csv": ("What role would you",),
    "consult_data_template_v005.xlsx": ("Q1: Please explain", "Q2: Please explain", "Q3: Do you have"),
}


def line_for(path: Path, full: bool) -> tuple[str, bool]:
    """What to print for one file, and whether it is as it should be."""
    right = RIGHT.get(path.name)
    try:
        sheet = open_sheet(path)
        plan = make_plan(sheet)
        left_out = LeftOut()
        rows = read_rows(sheet, plan, left_out)
        kinds = Counter(type(row).__name__ for row in (rows if full else islice(rows, 2000)))
    except Problem as problem:
        return f"refused: {problem}", right is None
    ok = right is None or plan.text.startswith(right)
    counts = f"{kinds['Taken']} taken, {kinds['Blank']} blank, {kinds['Refused']} refused"
    more = f"; maps {dict(plan.maps)}" if plan.maps else ""
    more += f"; left out {dict(left_out.counts)}" if left_out.counts else ""
    more += f"; dropped {[column.name for column in sheet.dropped]}" if sheet.dropped else ""
    more += f"; {' '.join(sheet.notes + plan.notes)}" if sheet.notes + plan.notes else ""
    return f"{sheet.preset.name}: {counts}; text “{plan.text[:60]}”{more}", ok


def main() -> int:
    """Exit 1 if a file with comments was refused or its words looked for in another column."""
    if not SHARED.is_dir():
        sys.stdout.write(f"skipped: there is no {SHARED}\n")
        return 0
    wrong = 0
    for path in sorted([*(SHARED / "formats").rglob("*"), *(SHARED / "data").rglob("*")]):
        if path.is_file() and path.name not in SKIP:
            line, ok = line_for(path, "--full" in sys.argv)
            wrong += not ok
            sys.stdout.write(f"{'  ' if ok else '! '}{path.relative_to(SHARED)}: {line}\n")
    sys.stdout.write(f"{wrong} wrong\n")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
