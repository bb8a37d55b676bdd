"""A file that can't be read gets a sentence that says what it is and what to do."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from voice.errors import BadInput, CannotRead, TooMuch
from voice.listen.imports import kinds, open_sheet, packed


def zip_of(parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return held.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.csv", b"%PDF-1.7 under another name", "PDF"),
        ("a.sav", b"$FL2@(#) IBM SPSS", "SPSS"),
        ("a.rtf", b"{\\rtf1 hello}", "RTF"),
        ("a.docx", zip_of({"word/document.xml": "<w/>"}), "Word document"),
        ("a.pptx", zip_of({"ppt/presentation.xml": "<p/>"}), "slide show"),
        ("a.odt", zip_of({"mimetype": "application/vnd.oasis.opendocument.text"}), "text document"),
        ("a.xlsb", zip_of({"xl/workbook.bin": b"1"}), "xlsb"),
        ("a.qdpx", zip_of({"project.qde": "<Project/>"}), "coding project"),
        ("a.qdc", "<?xml version='1.0'?><CodeBook/>", "codebook"),
        ("a.lss", "<?xml version='1.0'?><document><LimeSurveyDocType>Survey", "LimeSurvey"),
        ("a.numbers", zip_of({"Index/Document.iwa": b"1"}), "Numbers"),
        ("a.zip", zip_of({"answers.csv": "id,text"}), "Unpack"),
        ("a.xlsm", zip_of({"xl/workbook.xml": "<w/>", "xl/vbaProject.bin": b"1"}), "macros"),
        ("a.xlsx", zip_of({"xl/workbook.xml": "<w/>", "xl/vbaProject.bin": b"1"}), "macros"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "Office document"),
        ("a.xls", b"<html><table><tr><td>x</td></tr></table></html>", "web page"),
        (
            "a.xml",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "old XML",
        ),
        ("a.json", b'{"text": "hello"}', "JSON"),
        ("a.csv", b'[{"text": "hello"}]', "JSON"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.csv", bytes(range(1, 32)) * 50, "does not look like"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"\xef\xbb\xbf", "no rows"),
        ("a.csv", b" \r\n\r\n", "empty"),
        ("a.csv", b"id,text\r\n", "no rows under it"),
        ("a.txt", b"Dear all,\nthis is a letter and not a table.\nGoodbye\n", "plain text"),
        ("a.csv.gz", gzip.compress(b"%PDF-1.7", mtime=0)[:15], "damaged"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(put, name, content, says):
    with pytest.raises(CannotRead, match=says) as refused:
        open_sheet(put(name, content))
    assert str(refused.value).endswith(".")


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(CannotRead, match=r"no file called nowhere\.csv"):
        open_sheet(tmp_path / "nowhere.csv")


def test_a_file_over_fifty_megabytes_is_refused_unread(put):
    path = put("a.csv", b"text\n")
    with path.open("r+b") as file:
        file.truncate(kinds.FILE_LIMIT + 1)
    with pytest.raises(TooMuch, match="50 MB"):
        open_sheet(path)


def test_a_workbook_cut_short_is_called_damaged(xlsx_of):
    path = xlsx_of({"A": [["text"], ["hello there everyone"]]})
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(CannotRead, match="damaged"):
        open_sheet(path)


def test_a_workbook_broken_inside_is_told_how_to_mend_it(put):
    with pytest.raises(CannotRead, match="save it again"):
        open_sheet(put("a.xlsx", zip_of({"xl/workbook.xml": "<broken", "[Content_Types].xml": "<x/>"})))


def test_a_workbook_with_no_rows_is_told(xlsx_of):
    with pytest.raises(CannotRead, match="no rows"):
        open_sheet(xlsx_of({"A": []}))


def test_a_heading_that_is_itself_broken_is_told(put):
    with pytest.raises(CannotRead, match="heading, in row 1, is broken"):
        open_sheet(put("a.csv", 'id,"text\n1,hello there\n'))


def test_a_zip_bomb_is_refused_before_it_is_opened(put):
    bomb = zip_of({"xl/workbook.xml": "<w/>", "xl/worksheets/sheet1.xml": b"0" * 30_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(TooMuch, match="unpacks to far more"):
        open_sheet(put("a.xlsx", bomb))


def test_a_zip_that_lies_about_its_size_is_still_counted(put, monkeypatch):
    honest = zip_of({"xl/workbook.xml": "<w/>", "xl/worksheets/sheet1.xml": b"0" * 3_000_000})
    lying = honest.replace((3_000_000).to_bytes(4, "little"), (300).to_bytes(4, "little"))
    assert lying != honest
    monkeypatch.setattr(packed, "UNPACKED_LIMIT", 2_000_000)
    with pytest.raises(TooMuch, match="unpacks to far more"):
        open_sheet(put("a.xlsx", lying))


def test_a_packed_csv_stops_at_the_limit(put, monkeypatch):
    monkeypatch.setattr(packed, "UNPACKED_LIMIT", 100_000)
    with pytest.raises(TooMuch, match="unpacks to far more"):
        open_sheet(put("a.csv.gz", gzip.compress(b"id,text\n" + b"1,hello there\n" * 20_000, mtime=0)))


def test_one_cell_far_out_does_not_make_us_lay_out_the_whole_sheet(xlsx_of):
    far = zip_of(
        {
            "xl/workbook.xml": "<w/>",
            "xl/worksheets/sheet1.xml": '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>',
        }
    )
    path = xlsx_of({"A": [["text"]]})
    path.write_bytes(far)
    with pytest.raises(TooMuch, match="far out"):
        open_sheet(path)


def test_an_open_document_that_repeats_a_filled_row_for_ever_is_refused(put):
    row = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string"/></table:table-row>'
    made = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": row}
    with pytest.raises(TooMuch, match="far out"):
        open_sheet(put("a.ods", zip_of(made)))


def test_an_open_document_with_a_password_is_told(put):
    made = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<m:encryption-data/>",
    }
    with pytest.raises(CannotRead, match="password"):
        open_sheet(put("a.ods", zip_of(made)))


def test_an_unknown_preset_names_those_there_are(csv_of):
    with pytest.raises(BadInput, match="qualtrics"):
        open_sheet(csv_of([["text"], ["hello"]]), preset="surveycat")
