"""Exports: what may leave the team, as CSV, XLSX, JSON or for analysis tools (REFI-QDA).

One row a released comment. Its words are there only if its writer said yes and
two people have seen them; the others are counted and themed with the words left
out. Cells that a spreadsheet would run as a formula are made harmless.
"""

from __future__ import annotations

import asyncio
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from voice.clock import today
from voice.errors import BadInput
from voice.listen.space import Space
from voice.people import audit
from voice.protect.numbers import may_be_named
from voice.store.engine import Store
from voice.tell import records, refi_qda

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet run a cell, after white space too (OWASP, CSV injection)."""
_BLANK_START = ("\t", "\r", "\n")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML has no place for: one in a comment would spoil the whole workbook or project."""
JOIN = " | "


@dataclass(frozen=True)
class ExportRow:
    """One released comment as it leaves. `words` is empty unless it may be quoted outside the team."""

    row: int
    round: int
    week: str
    band: str  # empty where that group has under ten comments here
    route: str
    verbatim: str
    language: str
    question: str
    themes: str
    settled_by: str  # person, machine, or nobody yet
    words: str
    words_left_out: str  # why, if they are


@dataclass(frozen=True)
class ExportTheme:
    """One theme of the codeframe."""

    theme_id: int
    title: str
    question: str
    status: str


async def export(store: Store, space: Space, format: str, file: Path, *, by: str) -> dict[str, Any]:
    """Write the file. Returns {file, format, rows, with_words, themes}. BadInput when the folder is not there."""
    async with store.reading() as conn:
        found = await records.released_for_export(conn, space.space_id)
        named = _named_bands(found)
        rows = [_row(n, one, named[one.round_number, one.themes]) for n, one in enumerate(found, 1)]
        themes = [
            ExportTheme(t.theme_id, printable(t.title), printable(t.question or ""), t.status)
            for t in await records.themes_for_export(conn, space.space_id)
        ]
    await asyncio.to_thread(_write, replace(space, title=printable(space.title)), format, file, rows, themes)
    async with store.writing() as conn:
        await audit.note(conn, by, "exported", f"{format}, {len(rows)} rows", space.space_id)
    with_words = sum(1 for row in rows if row.words)
    return {
        "file": str(file),
        "format": format,
        "rows": len(rows),
        "with_words": with_words,
        "themes": len(themes),
    }


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet will run: an apostrophe stands before what looks like a formula."""
    if not isinstance(cell, str):
        return cell
    runs = cell.lstrip().startswith(FORMULA) or cell.startswith(_BLANK_START)
    return f"'{cell}" if runs else cell


def printable(words: str) -> str:
    """Words without control characters and half letters."""
    return _UNPRINTABLE.sub("", words)


def _write(
    space: Space, format: str, file: Path, rows: Sequence[ExportRow], themes: Sequence[ExportTheme]
) -> None:
    if not file.parent.exists():
        raise BadInput(f"There is no folder {file.parent}. Make it first, or choose another.")
    writers = {
        "csv": _csv,
        "xlsx": _xlsx,
        "json": _json,
        "qdc": refi_qda.write_codebook,
        "qdpx": refi_qda.write_project,
    }
    writers[format](space, file, rows, themes)


def _csv(space: Space, file: Path, rows: Iterable[ExportRow], themes: Sequence[ExportTheme]) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL)  # so that no ; or tab within begins a cell elsewhere
        writer.writerow(ExportRow.__dataclass_fields__)
        writer.writerows([harmless(cell) for cell in asdict(row).values()] for row in rows)


def _xlsx(space: Space, file: Path, rows: Iterable[ExportRow], themes: Sequence[ExportTheme]) -> None:
    book = Workbook(write_only=True)
    for title, kind, items in (("comments", ExportRow, rows), ("themes", ExportTheme, themes)):
        sheet = book.create_sheet(title)
        sheet.append(list(kind.__dataclass_fields__))
        for item in items:
            values = asdict(item)
            if "theme_id" in values:
                values["theme_id"] = str(values["theme_id"])
            sheet.append([harmless(value) for value in values.values()])
    book.save(file)


def _json(space: Space, file: Path, rows: Iterable[ExportRow], themes: Sequence[ExportTheme]) -> None:
    data = {
        "space": space.slug,
        "title": space.title,
        "exported": today().isoformat(),
        "about": "One row a released comment. Words only where the writer said yes and two people have seen them.",
        "themes": [{**asdict(theme), "theme_id": str(theme.theme_id)} for theme in themes],
        "comments": [asdict(row) for row in rows],
    }
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def _named_bands(found: Sequence[Any]) -> dict[Any, frozenset[str | None]]:
    """The bands that may stand beside a comment, by its round and themes (safety rule for quotes: ten or more)."""
    groups: dict[Any, Counter[str | None]] = defaultdict(Counter)
    for one in found:
        groups[one.round_number, one.themes][one.band] += 1
    return {where: may_be_named(bands) for where, bands in groups.items()}


def _row(number: int, found: Any, named: Collection[str | None]) -> ExportRow:
    return ExportRow(
        row=number,
        round=found.round_number,
        week=found.week,
        band=found.band if found.band in named else "",
        route=found.route,
        verbatim=found.verbatim,
        language=found.language,
        question=found.question,
        themes=JOIN.join(printable(title) for title, _ in found.themes),
        settled_by=_settled(found.themes),
        words=printable(found.masked) if found.may_leave else "",
        words_left_out="" if found.may_leave else _why_left_out(found),
    )


def _settled(themes: Sequence[tuple[str, bool]]) -> str:
    if not themes:
        return "nobody yet"
    return "person" if any(by_person for _, by_person in themes) else "machine"


def _why_left_out(found: Any) -> str:
    if not found.quotable:
        return "not for quoting"
    return "waits for a second reader"
