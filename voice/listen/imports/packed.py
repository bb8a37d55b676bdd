"""Is it safe to unpack? A workbook is a zip, and a small zip can hold a mountain: looked at before it is opened."""

from __future__ import annotations

import copy
import gzip
import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from voice.errors import CannotRead, TooMuch
from voice.listen.imports.kinds import LOCKED

UNPACKED_LIMIT = 400 * 1024 * 1024
"""Most bytes a packed file may unpack to."""
RATIO_LIMIT = 200
"""Most one part over 10 MB may shrink by: real sheets reach 10 to 50 times."""
CELL_LIMIT = 40_000_000
"""Largest area of one sheet, rows × columns: a reader lays out the whole of it, empty or not."""

_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_ODS_FAR = re.compile(
    rb'value-type="[^>]*columns-repeated="\d{4,}"|columns-repeated="\d{4,}"[^>]*value-type="'
    rb'|rows-repeated="\d{5,}"[^>]*>(?:<table:table-cell[^>]*/>)*<table:table-cell[^>]*value-type='
)
_BOMB = "The file unpacks to far more than a survey holds, so it was not opened. Save the sheet as CSV, and bring that."
_FAR = "One cell lies so far out that the sheet has millions of empty cells. Delete the stray cells at its edge, or save it as CSV."
_DAMAGED = "The workbook is damaged: it did not arrive whole. Save or send it again."


def check_workbook(path: Path) -> bool:
    """True if formulas are inside. TooMuch for a zip bomb or a cell far out; CannotRead if damaged or locked.

    The directory of a zip can lie about sizes, so each part is also unpacked and counted, in pieces.
    """
    formulas = False
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            _check_directory(parts)
            total = 0
            for part in parts:
                total, found = _walk(packed, part, total)
                formulas = formulas or found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as problem:
        raise CannotRead(_DAMAGED) from problem
    return formulas


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise CannotRead(LOCKED)
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT or len(parts) > 10_000:
        raise TooMuch(_BOMB)
    for part in parts:
        if part.file_size > 10_000_000 and part.file_size > RATIO_LIMIT * max(1, part.compress_size):
            raise TooMuch(_BOMB)


def _walk(packed: zipfile.ZipFile, part: zipfile.ZipInfo, total: int) -> tuple[int, bool]:
    """Unpack one part in pieces, whatever its directory entry says; returns the new total and any formula."""
    honest = copy.copy(part)
    honest.file_size = 1 << 40  # read to the real end
    is_ods = part.filename == "content.xml"
    area = _Area()
    formulas, tail = False, b""
    with packed.open(honest) as file:
        while piece := file.read(1 << 20):
            total += len(piece)
            if total > UNPACKED_LIMIT:
                raise TooMuch(_BOMB)
            area.see(tail + piece)  # a sheet may lie under any name
            formulas = formulas or b"<f>" in piece or b"<f " in piece
            if is_ods and _ODS_FAR.search(tail + piece):
                raise TooMuch(_FAR)
            if part.filename == "META-INF/manifest.xml" and b"encryption-data" in tail + piece:
                raise CannotRead(LOCKED)
            tail = piece[-200:]
    return total, formulas


class _Area:
    """The furthest row and column seen in one sheet."""

    def __init__(self) -> None:
        self._row = self._column = 1

    def see(self, piece: bytes) -> None:
        for letters, number in set(_CELL.findall(piece)):
            self._row = max(self._row, int(number))
            self._column = max(self._column, _column_number(letters))
        if self._row * self._column > CELL_LIMIT:
            raise TooMuch(_FAR)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Bounded(io.RawIOBase):
    """A gzip stream that stops, with a sentence, once it has given more than the limit."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        try:
            piece = self._stream.read(len(view))
        except (EOFError, OSError, zlib.error) as problem:
            raise CannotRead(
                "The packed file is damaged: it did not arrive whole. Send it again."
            ) from problem
        self._given += len(piece)
        if self._given > UNPACKED_LIMIT:
            raise TooMuch(_BOMB)
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        super().close()


def open_bytes(path: Path, packed: bool) -> BinaryIO:
    """The file's bytes as a stream; a `.gz` is unpacked as it is read, up to the limit."""
    if not packed:
        return path.open("rb")
    return cast("BinaryIO", io.BufferedReader(_Bounded(gzip.GzipFile(path)), 1 << 16))
