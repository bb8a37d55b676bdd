"""XLSX, XLS and ODS. Values as last saved: a formula is never run, and nothing in the file is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from voice.errors import BadInput, CannotRead
from voice.listen.imports.delimited import Record
from voice.listen.imports.kinds import LOCKED
from voice.listen.imports.packed import check_workbook

_WORDY = re.compile(r"(?:\w+\W+){3}\w")
_SHEET_SAMPLE = 1_000


@dataclass(frozen=True)
class Workbook:
    """One sheet of a workbook, and what else was in it."""

    sheet: CalamineSheet
    name: str
    names: tuple[str, ...]
    formulas: bool = False

    def records(self) -> Iterator[Record]:
        """Every row from the top, numbered as the spreadsheet numbers them; nothing after the last filled one."""
        waiting: list[Record] = []
        for number, row in enumerate(self.sheet.iter_rows(), 1):
            record = Record(number, tuple(map(as_text, row)))
            waiting.append(record)
            if any(record.cells):
                yield from waiting
                waiting.clear()

    def merged_below(self, row: int) -> int:
        """How many merged areas lie below this row (1 is the top one)."""
        return sum(1 for _, (last, _column) in self.sheet.merged_cell_ranges or () if last >= row)


def open_workbook(path: Path, kind: str, wanted: str | None) -> Workbook:
    """The sheet called `wanted`, or the one with most rows of words.

    BadInput names the sheets there are if `wanted` is none of them; CannotRead and TooMuch as in `packed`.
    """
    formulas = kind != "xls" and check_workbook(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        names = tuple(each.name for each in sheets)
        _refuse_form_definition(names)
        name = _named(wanted, names) if wanted else ""
        shown = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]
        chosen = name or max(
            shown or names, key=lambda each: _wordiness(book.get_sheet_by_name(each)), default=""
        )
        if not chosen:
            raise CannotRead("The workbook has no sheet with rows in it.")
        return Workbook(book.get_sheet_by_name(chosen), chosen, names, formulas)
    except PasswordError as problem:
        raise CannotRead(LOCKED) from problem
    except CalamineError as problem:
        raise CannotRead(
            "The workbook can't be read: it may be damaged. Open it and save it again as .xlsx, or as CSV."
        ) from problem


def _named(wanted: str, names: tuple[str, ...]) -> str:
    for name in names:
        if name.strip().casefold() == wanted.strip().casefold():
            return name
    there = ", ".join(f"“{name}”" for name in names)
    raise BadInput(f"There is no sheet “{wanted}”. The workbook has: {there}.", field="sheet")


def _refuse_form_definition(names: tuple[str, ...]) -> None:
    if {"survey", "choices"} <= {name.strip().casefold() for name in names}:
        raise CannotRead(FORM_DEFINITION)


FORM_DEFINITION = "This holds a form's questions (an XLSForm), not its answers. Bring the answers: in Kobo or ODK, Data, Downloads."


def _wordiness(sheet: CalamineSheet) -> int:
    """Filled cells in rows that hold a phrase: a table of answers beats a page of guidance."""
    score = 0
    for row in islice(sheet.iter_rows(), _SHEET_SAMPLE):
        filled = [cell for cell in row if cell != ""]
        if any(isinstance(cell, str) and _WORDY.search(cell[:300]) for cell in filled):
            score += min(10, len(filled))
    return score * max(1, (sheet.total_height or 0) // _SHEET_SAMPLE)


def as_text(value: Any) -> str:
    """A cell as plain words: 62.0 is “62”, a date at midnight is a date, yes and no stay TRUE and FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)
