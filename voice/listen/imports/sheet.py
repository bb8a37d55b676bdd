"""Any spreadsheet file, opened: its columns, what was dropped unread, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from voice.errors import BadInput, CannotRead
from voice.listen.imports.delimited import Delimited, open_delimited
from voice.listen.imports.headers import join_headings, title_rows
from voice.listen.imports.kinds import kind_of
from voice.listen.imports.personal import plain_name, why_personal
from voice.listen.imports.presets import PRESETS, Heads, Preset, preset_for
from voice.listen.imports.workbook import FORM_DEFINITION, Workbook, open_workbook

_SAY = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}


class Row(NamedTuple):
    """One row as the spreadsheet numbers it (1 is the top one); `cells` follow `Sheet.columns`; `trouble` if broken."""

    number: int
    cells: tuple[str, ...]
    trouble: str = ""


@dataclass(frozen=True)
class Column:
    """One column of the file: where it stands, the names it goes by, and why it is dropped, if it is."""

    index: int
    name: str
    others: tuple[str, ...] = ()
    dropped: str = ""


@dataclass(frozen=True)
class Dropped:
    """A column left unread, and what it would have told about someone."""

    name: str
    why: str


@dataclass(frozen=True)
class Sheet:
    """An opened file. Rows can be read again and again; a text file streams, so memory stays flat."""

    path: Path
    kind: str
    source: Delimited | Workbook
    preset: Preset
    all_columns: tuple[Column, ...]
    header_row: int  # the row number of the first heading
    header_rows: int
    above: int  # records before the first heading
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that are read."""
        return tuple(column.name for column in self.all_columns if not column.dropped)

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """Columns never read, with the reason."""
        return tuple(Dropped(column.name, column.dropped) for column in self.all_columns if column.dropped)

    @property
    def encoding(self) -> str:
        """“UTF-8”, “UTF-16” or “Windows-1252”; empty for a workbook."""
        return _SAY[self.source.encoding] if isinstance(self.source, Delimited) else ""

    @property
    def sheet_name(self) -> str:
        """The sheet that is read; empty for a text file."""
        return self.source.name if isinstance(self.source, Workbook) else ""

    def keeping(self, name: str) -> Sheet:
        """The same sheet, with the column of that name read even if it looks personal."""
        kept = tuple(
            replace(column, dropped="") if column.name == name else column for column in self.all_columns
        )
        return replace(self, all_columns=kept)

    def preview(self, n: int = 20) -> list[Row]:
        """The first `n` rows, to show a person before anything is taken."""
        return list(islice(self.rows(), n))

    def rows(self) -> Iterator[Row]:
        """Every row under the heading, in order. A broken one carries `trouble` and no cells."""
        width = len(self.all_columns)
        pick = _picker([column.index for column in self.all_columns if not column.dropped])
        for record in islice(self.source.records(), self.above + self.header_rows, None):
            cells = record.cells
            if record.trouble:
                yield Row(record.number, (), record.trouble)
            elif len(cells) == width or (
                len(cells) > width and not any(cell.strip() for cell in cells[width:])
            ):
                yield Row(record.number, pick(cells))
            else:
                yield Row(record.number, (), _wrong_count(len(cells), width))


def _picker(wanted: list[int]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    if len(wanted) == 1:
        only = wanted[0]
        return lambda cells: (cells[only],)
    return itemgetter(*wanted) if wanted else lambda cells: ()


def _wrong_count(there: int, width: int) -> str:
    say = f"The row has {there} cell{'s' * (there != 1)} where the heading has {width}."
    return (
        f"{say} Words with a comma or a new line need quotation marks round them."
        if there > width
        else f"{say} It may be cut short."
    )


def open_sheet(path: Path, sheet_name: str | None = None, preset: str | None = None) -> Sheet:
    """Open any spreadsheet: CSV, TSV, packed CSV (.gz), XLSX, XLS, ODS.

    `sheet_name` chooses a sheet (else the one with most words); `preset` a tool (else told by the heading).
    CannotRead, TooMuch or BadInput, each a sentence with what to do, if it can't be opened.
    """
    kind = kind_of(path)
    source: Delimited | Workbook
    if kind in ("csv", "gz"):
        source = open_delimited(path, packed=kind == "gz")
    else:
        source = open_workbook(path, kind, sheet_name)
    records = list(islice(source.records(), 15))
    heads = [record.cells or ("",) for record in records]
    if not any(any(cell.strip() for cell in row) for row in heads):
        raise CannotRead("The file holds no rows.")
    _refuse_form_definition(heads)
    above = 0 if preset_for(heads).name != "plain" else title_rows(heads)
    for record in records[: above + 1]:
        if record.trouble:
            raise CannotRead(f"The heading, in row {record.number}, is broken. {record.trouble}")
    chosen = _named_preset(preset) if preset else preset_for(heads[above:])
    return _build(path, kind, source, chosen, records[above].number, above, heads[above:])


def _build(
    path: Path,
    kind: str,
    source: Delimited | Workbook,
    preset: Preset,
    header_row: int,
    above: int,
    heads: list[tuple[str, ...]],
) -> Sheet:
    header_rows = preset.header_rows(heads) if preset.knows(heads) else 1
    if len(heads) <= header_rows:
        raise CannotRead("The file has a heading and no rows under it.")
    columns = _columns(_without_empty_edge(heads[:header_rows], heads[header_rows:]), preset)
    sheet = Sheet(path, kind, source, preset, columns, header_row, header_rows, above)
    return replace(sheet, notes=tuple(_notes(sheet)))


def _without_empty_edge(headings: list[tuple[str, ...]], below: Heads) -> list[tuple[str, ...]]:
    """Headings without columns at the right edge that have neither name nor, in the first rows, anything in them."""
    width = max(len(row) for row in headings)
    rows = [*headings, *below]
    while width > 1 and not any(len(row) >= width and row[width - 1].strip() for row in rows):
        width -= 1
    return [row[:width] for row in headings]


def _columns(headings: list[tuple[str, ...]], preset: Preset) -> tuple[Column, ...]:
    columns = []
    for index, (name, others) in enumerate(join_headings(headings, preset.name)):
        why = preset.drop.get(plain_name(name)) or next(
            (why for each in (name, *others) if (why := why_personal(each))), ""
        )
        columns.append(Column(index, name, others, why))
    return tuple(columns)


def _named_preset(name: str) -> Preset:
    for preset in PRESETS:
        if name.casefold().replace("-", "_").replace(" ", "_") == preset.name:
            return preset
    raise BadInput(
        f"There is no preset “{name}”. There are: {', '.join(preset.name for preset in PRESETS)}.",
        field="preset",
    )


def _refuse_form_definition(heads: Heads) -> None:
    """A questionnaire's own sheet (type, name, label), not what people answered."""
    for row in heads[:3]:
        if {"type", "name", "label"} <= {plain_name(cell.split("::")[0]) for cell in row}:
            raise CannotRead(FORM_DEFINITION)


def _notes(sheet: Sheet) -> Iterator[str]:
    source = sheet.source
    if isinstance(source, Workbook):
        if len(source.names) > 1:
            others = ", ".join(f"“{name}”" for name in source.names if name != source.name)
            yield f"Read the sheet “{source.name}”; not read: {others}."
        if merged := source.merged_below(sheet.header_row + sheet.header_rows - 1):
            yield f"{merged} merged area{'s' * (merged != 1)}: the words belong to its top row, the rows under it are read as empty."
        if source.formulas:
            yield "Some cells are formulas: the value last saved is read, and none is run."
    elif source.encoding == "cp1252":
        yield "The text is in Windows-1252, and was read so."
    if sheet.above:
        yield f"The heading was found in row {sheet.header_row}; what stands above it was not read."
