"""CSV, TSV and their cousins, as a stream of records: memory stays flat whatever the file's length."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from voice.errors import CannotRead
from voice.listen.imports.encodings import encoding_of
from voice.listen.imports.kinds import refuse_unless_table_text
from voice.listen.imports.packed import open_bytes

LINE_LIMIT = 1_000_000
"""Longest line, and longest record, that is looked at; in characters."""
UNCLOSED = "A quotation mark opens and never closes. Close it in the spreadsheet and bring the row again."
TOO_LONG = "The row is over a million characters long."
_END, _LONG = "\x1e\x1eend of file", "\x1e\x1eline too long"
_DELIMITERS = ",;\t|"
_NONE = "\x1f"  # one column only: a character that no text holds

csv.field_size_limit(
    max(csv.field_size_limit(), LINE_LIMIT + 100_000)
)  # ours is LINE_LIMIT, checked as it reads


class Record(NamedTuple):
    """One record. `number` is the row a spreadsheet would show; `trouble` a sentence if it is broken."""

    number: int
    cells: tuple[str, ...]
    trouble: str = ""


@dataclass(frozen=True)
class Delimited:
    """A text table: where it is and how it is written."""

    path: Path
    packed: bool
    encoding: str
    delimiter: str
    skip: int = 0  # 1 where the first line is Excel's own “sep=;”, which it never shows

    def records(self) -> Iterator[Record]:
        """Every record from the top, headings included; empty lines are counted and left out."""
        with closing(_text(self.path, self.packed, self.encoding)) as stream:
            for _ in range(self.skip):
                stream.readline(LINE_LIMIT)
            yield from split_records(stream, self.delimiter)


def open_delimited(path: Path, packed: bool) -> Delimited:
    """Find the encoding and the delimiter. CannotRead if it is no text table."""

    if packed:
        with open_bytes(path, packed) as file:
            refuse_unless_table_text(file.read(65536))
            while file.read(1 << 20):  # to the end: one cut short is refused before any of its rows is taken
                pass
    encoding = encoding_of(lambda: open_bytes(path, packed))
    with closing(_text(path, packed, encoding)) as stream:
        sample = stream.read(1 << 18)
    first = sample.split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return Delimited(path, packed, encoding, first[4], skip=1)
    delimiter = find_delimiter(sample)
    if delimiter == _NONE and path.suffix.lower() in (".txt", ".text"):
        raise CannotRead(
            "This is plain text, not a table. Put one comment a row under a heading, and save it as .csv."
        )
    return Delimited(path, packed, encoding, delimiter)


def _text(path: Path, packed: bool, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(open_bytes(path, packed), encoding, errors="voice.damaged", newline="")


def find_delimiter(sample: str) -> str:
    """The delimiter that gives most records the same number of cells as the heading; none for a single column."""
    best, best_score = _NONE, (False, 0.0, 0)
    for delimiter in _DELIMITERS:
        score = _consistency(sample, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _consistency(sample: str, delimiter: str) -> tuple[bool, float, int]:
    """Does the heading fit, for what share of records is the number of cells the usual one, and what is it?"""
    records = split_records(io.StringIO(sample, newline=""), delimiter)
    sound = [record.cells for record in islice(records, 200) if not record.trouble]
    counts = Counter(map(len, sound))
    wide = [(times, width) for width, times in counts.items() if width > 1]
    if not wide:
        return False, 0.0, 0
    first = len(sound[0])
    if first > 1 and (counts[first] >= len(sound) / 2 or _is_bare_heading(sound[0])):
        return True, round(counts[first] / len(sound), 1), first
    times, width = max(wide)
    share = times / len(sound)
    return (False, round(share, 1), width) if share >= 0.8 and len(sound) >= 5 else (False, 0.0, 0)


def _is_bare_heading(cells: tuple[str, ...]) -> bool:
    """A heading even if most rows under it are broken: every cell filled, and none begins as prose after a comma does."""
    return all(cell and not cell.startswith(" ") for cell in cells)


class _Runaway(Exception):
    """A record grew past the limit: a quotation mark was never closed."""


class _Lines:
    """Lines for the csv reader, remembering those of the record in hand so that they can be read again."""

    def __init__(self, readline: Callable[[int], str]) -> None:
        self._readline = readline
        self._again: list[str] = []
        self._ended = False
        self.taken: list[str] = []
        self.size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._fresh()
        self.taken.append(line)
        self.size += len(line)
        if self.size > LINE_LIMIT and len(self.taken) > 1:
            raise _Runaway
        return line

    def _fresh(self) -> str:
        line = self._readline(LINE_LIMIT)
        if len(line) == LINE_LIMIT and not line.endswith(("\n", "\r")):
            while (more := self._readline(LINE_LIMIT)) and not more.endswith(("\n", "\r")):
                pass
            return _LONG + "\n"
        if line:
            return line
        if self._ended:
            raise StopIteration
        self._ended = True
        return _END + "\n"  # an open quotation mark swallows this line, and so gives itself away

    def begin(self) -> None:
        self.taken, self.size = [], 0

    def reread_all_but_first(self) -> None:
        self._again.extend(reversed(self.taken[1:]))


def split_records(stream: io.TextIOBase, delimiter: str) -> Iterator[Record]:
    """Records of a text stream. One broken by an open quotation mark costs its own line only, never its neighbours."""
    lines = _Lines(stream.readline)
    reader = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Runaway):
            cells = [_END]
        if cells == [_END] and lines.taken == [_END + "\n"]:
            return
        number += 1
        if _is_broken(cells, lines.taken, delimiter):
            yield Record(number, (), UNCLOSED)
            lines.reread_all_but_first()
            reader = csv.reader(lines, delimiter=delimiter)
        elif cells:
            trouble = TOO_LONG if _LONG in cells[0] else ""
            yield Record(number, tuple(cells), trouble)


def _is_broken(cells: list[str], taken: list[str], delimiter: str) -> bool:
    """Did this record run past its own end? Only one over several lines can have."""
    if not cells or (len(taken) == 1 and cells != [_END]):
        return False
    if _END in cells[-1]:
        return True
    try:
        list(csv.reader(taken, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False
