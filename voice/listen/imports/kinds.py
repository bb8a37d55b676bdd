"""What kind of file is this? Told by its bytes, never by its name alone; a sentence for each we can't read."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from voice.errors import CannotRead, TooMuch

Kind = Literal["csv", "gz", "xlsx", "xls", "ods"]

FILE_LIMIT = 50 * 1024 * 1024
"""Largest file taken, in bytes (features notes 22)."""

_EXPORT = "Export the answers from the survey tool as CSV or XLSX, and bring that."
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"This is a PDF: it shows a table but does not hold one. {_EXPORT}"),
    (b"{\\rtf", f"This is a text document (RTF), not a table. {_EXPORT}"),
    (b"#!", f"This is a program, not a table. {_EXPORT}"),
    (b"$FL", "This is an SPSS file. In SPSS, choose File, Save as, CSV, and bring that."),
    (b"<stata_dta", "This is a Stata file. In Stata, use “export delimited”, and bring the CSV."),
    (b"PAR1", "This is a Parquet file. Save it as CSV, and bring that."),
    (b"SQLite format 3", "This is a database. Save the table with the comments as CSV, and bring that."),
    (b"\x89PNG", "This is a picture. Type the words into a spreadsheet, one comment a row, and bring that."),
    (
        b"\xff\xd8\xff",
        "This is a picture. Type the words into a spreadsheet, one comment a row, and bring that.",
    ),
    (b"ID3", "This is a recording. Type the words into a spreadsheet, one comment a row, and bring that."),
    (b"RIFF", "This is a recording. Type the words into a spreadsheet, one comment a row, and bring that."),
    (b"7z\xbc\xaf", "This is a packed folder (7z). Unpack it, and bring the spreadsheet inside."),
    (b"Rar!", "This is a packed folder (RAR). Unpack it, and bring the spreadsheet inside."),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (
        b"<limesurveydoctype",
        "This LimeSurvey file holds the questions, not the answers. In LimeSurvey choose Responses, Export, CSV.",
    ),
    (b"<project", "This is a coding project (REFI-QDA). Bring the spreadsheet its comments came from."),
    (
        b"<codebook",
        "This is a codebook (REFI-QDA): it names themes and holds no comments. Bring the spreadsheet of comments.",
    ),
    (b"office:spreadsheet", "This is an old XML spreadsheet. Open it in Excel and save it as .xlsx."),
    (
        b"<table",
        "This is a web page saved under a spreadsheet's name. Open it in Excel and save it as .xlsx.",
    ),
)
_IN_ZIP: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "This is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx."),
    ("word/document.xml", f"This is a Word document, not a table. {_EXPORT}"),
    ("ppt/presentation.xml", f"This is a slide show, not a table. {_EXPORT}"),
    (".qde", "This is a coding project (REFI-QDA). Bring the spreadsheet its comments came from."),
    ("Index/Document.iwa", "This is a Numbers file. In Numbers choose File, Export to, CSV or Excel, and bring that."),
)  # fmt: skip
_BY_NAME = {
    ".sav": "This is an SPSS file. In SPSS, choose File, Save as, CSV, and bring that.",
    ".json": f"This is JSON, not a table. {_EXPORT}",
    ".md": f"This is a text document, not a table. {_EXPORT}",
}


def kind_of(path: Path) -> Kind:
    """What to read `path` as. CannotRead or TooMuch, with what to do instead, where it can't be read."""
    if not path.is_file():
        raise CannotRead(f"There is no file called {path.name} there.")
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise TooMuch(
            f"The file is {size / 1_048_576:.0f} MB; the most we take is 50 MB. Split it, and bring the parts."
        )
    with path.open("rb") as file:
        head = file.read(65536)
    if not head.strip(b"\x00 \t\r\n"):
        raise CannotRead("The file is empty.")
    return _by_bytes(path, head)


def _by_bytes(path: Path, head: bytes) -> Kind:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office_kind(path)
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    for magic, sentence in _MAGIC:
        if head.startswith(magic):
            raise CannotRead(sentence)
    refuse_unless_table_text(head, path.suffix.lower())
    return "csv"


def refuse_unless_table_text(head: bytes, suffix: str = "") -> None:
    """CannotRead where these first bytes are markup, JSON or no text at all."""
    if suffix in _BY_NAME:
        raise CannotRead(_BY_NAME[suffix])
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:65536]
    if start[:1] == b"<":
        low = start.lower()
        raise CannotRead(
            next(
                (say for mark, say in _MARKUP if mark in low),
                f"This is a web or XML page, not a table. {_EXPORT}",
            )
        )
    if re.match(rb'\{\s*["}]|\[\s*[{\[]', start):
        raise CannotRead(_BY_NAME[".json"])
    rubbish = len(re.findall(rb"[\x01-\x08\x0e-\x1f\x7f]", head))
    if rubbish > len(head) / 20:
        raise CannotRead(f"This does not look like a spreadsheet or a text table. {_EXPORT}")


def _zip_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            kind = packed.read("mimetype")[:80].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as problem:
        raise CannotRead(
            "The workbook is damaged: it did not arrive whole. Save or send it again."
        ) from problem
    if any(name.endswith("vbaProject.bin") for name in names):
        raise CannotRead(
            "This workbook holds macros (small programs), which we never open. Save it as .xlsx, and bring that."
        )
    for name, sentence in _IN_ZIP:
        if any(each.endswith(name) for each in names):
            raise CannotRead(sentence)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if kind.startswith("application/vnd.oasis.opendocument"):
        raise CannotRead(f"This is a text document, not a table. {_EXPORT}")
    raise CannotRead("This is a packed folder (zip). Unpack it, and bring the spreadsheet inside.")


def _old_office_kind(path: Path) -> Kind:
    """Old Office files share one container; the names of its parts, in UTF-16, say what is inside."""
    whole = path.read_bytes()
    holds = {
        name
        for name in ("EncryptedPackage", "WordDocument", "PowerPoint", "Workbook", "Book")
        if name.encode("utf-16-le") in whole
    }
    if "EncryptedPackage" in holds:
        raise CannotRead(LOCKED)
    if holds & {"Workbook", "Book"}:
        return "xls"
    raise CannotRead(f"This is an old Office document, not a workbook. {_EXPORT}")


LOCKED = "The workbook has a password. Open it, take the password off (File, Info, Protect), save it, and bring that."
