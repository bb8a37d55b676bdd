"""Any file opens to the same rows, numbered as the spreadsheet numbers them."""

from __future__ import annotations

import gzip
import zipfile

import pytest

from voice.errors import BadInput, CannotRead
from voice.listen.imports import open_sheet
from voice.listen.imports.delimited import TOO_LONG, UNCLOSED, find_delimiter

ROWS = [
    ["id", "where", "what would help"],
    ["1", "café", "A quiet room – “please”"],
    ["2", "home", "Someone who stays"],
]


def cells(path, **more):
    return [row.cells for row in open_sheet(path, **more).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_people_save_in_gives_the_same_words(csv_of, encoding):
    assert cells(csv_of(ROWS, encoding=encoding)) == [tuple(row) for row in ROWS[1:]]


def test_big_ended_utf16_with_a_mark_is_read(put):
    path = put("a.csv", b"\xfe\xff" + "id,text\r\n1,hello é there\r\n".encode("utf-16-be"))
    assert cells(path) == [("1", "hello é there")]


def test_words_beyond_the_first_megabyte_decide_the_encoding_too(put):
    path = put("a.csv", b"id,text\n" + b"1,plain words here\n" * 70_000 + "2,caf\xe9\n".encode("cp1252"))
    assert open_sheet(path).encoding == "Windows-1252"


@pytest.mark.parametrize(
    ("encoding", "words", "says"),
    [
        ("mac_roman", "it’s fine and we don’t mind, they’re kind and it’s quiet, I’d stay", "old Macs"),
        (
            "cp1251",
            "Мне нужна тихая комната и человек, который слушает меня каждый день",
            "Cyrillic",
        ),
        (
            "cp1250",
            "Chciałbym spokojny pokój i kogoś, kto się nie śpieszy, żeby dało się mówić",
            "looks like",
        ),
        ("cp1256", "أريد غرفة هادئة وشخصا يسمعني كل أسبوع بعد المدرسة", "Arabic"),
        ("utf-32", "hello there", "UTF-32"),
    ],
)
def test_another_encoding_is_refused_by_name(put, encoding, words, says):
    with pytest.raises(CannotRead, match=says):
        open_sheet(put("a.csv", f"id,text\r\n1,{words}\r\n2,{words}\r\n".encode(encoding)))


def test_one_damaged_byte_spoils_its_own_row_not_the_file(put):
    path = put("a.csv", "id,text\n1,café é\n2,ünlucky @\n3,fine é\n".encode().replace(b"@", b"\xff"))
    sheet = open_sheet(path)
    assert sheet.encoding == "UTF-8"
    assert [row.cells[1].isprintable() for row in sheet.rows()] == [True, False, True]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(csv_of, delimiter):
    assert cells(csv_of(ROWS, delimiter=delimiter)) == [tuple(row) for row in ROWS[1:]]


def test_a_single_column_is_not_split_at_its_commas(put):
    path = put(
        "a.csv",
        'comment\nA quiet room, please\nI don\'t know\n"Yes, and ""soon"""\nSofter lights, and tea, and time\n',
    )
    assert [row[0] for row in cells(path)] == [
        "A quiet room, please",
        "I don't know",
        'Yes, and "soon"',
        "Softer lights, and tea, and time",
    ]


def test_semicolons_win_where_words_hold_commas():
    assert find_delimiter("id;words\n1;yes, no, maybe\n2;a, b\n3;fine\n") == ";"


def test_the_line_that_tells_excel_the_delimiter_is_not_a_row(put):
    sheet = open_sheet(put("a.csv", "sep=;\r\nid;text\r\n1;hello there\r\n"))
    assert [(row.number, row.cells) for row in sheet.rows()] == [(2, ("1", "hello there"))]


def test_row_numbers_are_the_spreadsheets_own(put):
    path = put("a.csv", 'id,text\r\n1,"two\r\nlines\r\nor three"\r\n\r\n3,after an empty line\r\n4,last')
    assert [(row.number, row.cells[0]) for row in open_sheet(path).rows()] == [(2, "1"), (4, "3"), (5, "4")]


def test_a_workbook_numbers_its_rows_too_and_stops_at_the_last_filled_one(xlsx_of):
    path = xlsx_of(
        {"A": [["id", "text"], [1, "hello there"], [None, None], [3, "and again"], ["", ""], ["", ""]]}
    )
    assert [(row.number, row.cells) for row in open_sheet(path).rows()] == [
        (2, ("1", "hello there")),
        (3, ("", "")),
        (4, ("3", "and again")),
    ]


def test_a_quotation_mark_left_open_costs_one_row_only(put):
    path = put("a.csv", 'id,text\n1,fine\n2,"never closed\n3,"quoted, and fine"\n4,fine too\n')
    found = [(row.number, row.trouble or row.cells[0]) for row in open_sheet(path).rows()]
    assert found == [(2, "1"), (3, UNCLOSED), (4, "3"), (5, "4")]


def test_a_quotation_mark_left_open_at_the_end_is_found(put):
    path = put("a.csv", 'id,text\n1,fine\n2,"never closed\n3,no marks at all\n')
    assert [(row.number, row.trouble) for row in open_sheet(path).rows()] == [(2, ""), (3, UNCLOSED), (4, "")]


def test_a_quotation_mark_left_open_before_a_megabyte_of_rows_costs_one_row(put):
    path = put("a.csv", 'id,text\n1,fine\n2,"never closed\n' + "3,some plain words\n" * 60_000)
    troubles = [row.number for row in open_sheet(path).rows() if row.trouble]
    assert troubles == [3]


def test_a_quotation_mark_inside_a_word_is_just_a_mark(put):
    assert cells(put("a.csv", 'id,text\n1,the 5" pipe\n2,she said "no" twice\n')) == [
        ("1", 'the 5" pipe'),
        ("2", 'she said "no" twice'),
    ]


def test_a_line_of_a_million_letters_is_refused_and_the_next_one_read(put):
    path = put("a.csv", "id,text\n" + "1," + "x" * 2_500_000 + "\n2,fine\n")
    assert [row.trouble for row in open_sheet(path).rows()] == [TOO_LONG, ""]


def test_a_row_with_too_many_or_too_few_cells_says_so(put):
    path = put("a.csv", "id,text,age\n1,yes, but not there,12\n2,cut\n3,fine,14\n4,fine,14,,\n")
    troubles = [row.trouble for row in open_sheet(path).rows()]
    assert "4 cells where the heading has 3" in troubles[0]
    assert "2 cells where the heading has 3" in troubles[1]
    assert troubles[2:] == ["", ""]


def test_a_packed_csv_is_read(put):
    assert cells(put("a.csv.gz", gzip.compress(b"id,text\n1,hello there\n"))) == [("1", "hello there")]


def test_numbers_dates_and_ticks_of_a_workbook_are_plain_words(xlsx_of):
    from datetime import date, datetime

    rows = [["a", "b", "c", "d", "e"], [62.0, 1.5, datetime(2025, 7, 6, 14, 30), date(2025, 7, 6), True]]
    assert cells(xlsx_of({"A": rows})) == [("62", "1.5", "2025-07-06 14:30:00", "2025-07-06", "TRUE")]


def test_the_sheet_with_most_words_is_read_and_said(xlsx_of):
    answers = [["id", "text", "age"], *([n, f"I would like number {n} please", 12] for n in range(9))]
    path = xlsx_of(
        {
            "Guide": [["Read this before you start"], ["Fill in every column"]],
            "Answers": answers,
            "Lists": [["a"], ["b"]],
        }
    )
    sheet = open_sheet(path)
    assert sheet.sheet_name == "Answers"
    assert any("“Answers”" in note and "“Guide”" in note for note in sheet.notes)


def test_a_sheet_can_be_chosen_and_a_wrong_one_names_those_there_are(xlsx_of):
    path = xlsx_of({"One": [["text"], ["first sheet words"]], "Two": [["text"], ["second sheet words"]]})
    assert cells(path, sheet_name="two") == [("second sheet words",)]
    with pytest.raises(BadInput, match="“One”, “Two”"):
        open_sheet(path, "Three")


def test_merged_cells_and_formulas_are_told_of(xlsx_of):
    path = xlsx_of(
        {"A": [["site", "text"], ["Town", "hello there all"], [None, "=1+1"], ["Park", "and more words"]]},
        merge="A2:A3",
    )
    sheet = open_sheet(path)
    assert any("1 merged area:" in note for note in sheet.notes)
    assert any("formulas" in note for note in sheet.notes)
    assert list(sheet.rows())[1].cells == ("", "")


def test_a_title_above_the_heading_is_skipped(csv_of):
    sheet = open_sheet(csv_of([["Summer survey", ""], ["", ""], ["id", "text"], ["1", "hello there"]]))
    assert sheet.columns == ("id", "text")
    assert [(row.number, row.cells) for row in sheet.rows()] == [(4, ("1", "hello there"))]
    assert any("row 3" in note for note in sheet.notes)


def test_headings_are_unique_and_never_empty(csv_of):
    sheet = open_sheet(csv_of([["", "Why?", "Why?", ""], ["1", "a", "b", "c"]]))
    assert sheet.columns == ("column 1", "Why?", "Why? (2)", "Why? (3)")


def test_a_sheet_can_be_read_twice_and_previewed(csv_of):
    sheet = open_sheet(csv_of(ROWS))
    assert len(sheet.preview(1)) == 1
    assert list(sheet.rows()) == list(sheet.rows())


def test_an_open_document_spreadsheet_is_read_past_its_million_empty_rows(tmp_path):
    def row(*words):
        return "".join(
            f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
            for word in words
        )

    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    rows = f"<table:table-row>{row('id', 'text')}</table:table-row><table:table-row>{row('1', 'hello é there')}</table:table-row>"
    rows += '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    body = f'<office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "content.xml",
            f"<?xml version='1.0'?><office:document-content {spaces}>{body}</office:document-content>",
        )
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        made.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"></m:manifest>')
    assert [(row.number, row.cells) for row in open_sheet(tmp_path / "a.ods").rows()] == [
        (2, ("1", "hello é there"))
    ]
