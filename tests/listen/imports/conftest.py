"""Small files, written by each test for itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

Rows = Sequence[Sequence[object]]


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """put("a.csv", "text or bytes") → the file's path."""

    def put_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put_file


@pytest.fixture
def csv_of(put: Callable[..., Path]) -> Callable[..., Path]:
    """csv_of([["id", "text"], ...]) → a CSV as a survey tool writes it."""

    def write(rows: Rows, name: str = "a.csv", encoding: str = "utf-8", delimiter: str = ",") -> Path:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(rows)
        return put(name, text.getvalue().encode(encoding))

    return write


@pytest.fixture
def xlsx_of(tmp_path: Path) -> Callable[..., Path]:
    """xlsx_of({"Answers": [["id", "text"], ...]}) → a workbook with those sheets."""

    def write(sheets: dict[str, Rows], name: str = "a.xlsx", merge: str = "") -> Path:
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            if merge:
                sheet.merge_cells(merge)
        book.save(tmp_path / name)
        return tmp_path / name

    return write
