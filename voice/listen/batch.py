"""Imports: a file's rows go through the one way in, a chunk at a time, with a report and an undo.

Each row stands for itself: a broken one is refused by number and reason while
the others go in. Sending the same file again stores nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from voice.errors import BadInput, NotYours
from voice.listen import records
from voice.listen.imports import (
    Blank,
    LeftOut,
    Plan,
    Refused,
    Sheet,
    Taken,
    make_plan,
    open_sheet,
    parse_maps,
    read_rows,
)
from voice.listen.nouns import Band, Route, Said, Submission
from voice.listen.receive import IMPORTED, Looker, check, receive_many
from voice.listen.space import Round, Space
from voice.people import audit
from voice.protect.look import Concern
from voice.store.engine import Store
from voice.store.ids import new_id
from voice.store.jobs import enqueue
from voice.store.secret import Keys

CHUNK = 500
"""Rows in one commit: a longer one would keep young people's voices waiting (measured: 1.4 ms p99 at 500)."""

Progress = Callable[[int], None]
"""Told how many rows were read so far."""


@dataclass(frozen=True)
class Options:
    """How to read a file: what `voice import` and the page both ask for."""

    text: str = "auto"
    preset: str | None = None
    sheet: str | None = None
    maps: tuple[str, ...] = ()
    quote_ok: str = "no"  # a column, yes or no
    read_by: str = ""  # this person has read them all: logged; held ones stay held
    reader: int | None = None  # their person id, if they have one here


@dataclass
class Report:
    """What became of every row: read = stored + duplicate + blank + refused; held is within stored."""

    batch: int | None = None
    read: int = 0
    stored: int = 0
    duplicate: int = 0
    blank: int = 0
    held: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    text: str = ""
    preset: str = ""
    dropped: list[str] = field(default_factory=list)
    urgent_rows: list[int] = field(default_factory=list)  # said once to whoever brought the file, never kept
    concern_rows: list[int] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As printed and kept. `batch` is text, so that no reader of JSON rounds it; which rows are held is left out."""
        kept = {name: value for name, value in self.__dict__.items() if not name.endswith("_rows")}
        return kept | {"batch": str(self.batch) if self.batch else None}


NO_READER = 0
"""Stands as the reader of words that somebody named read who has no account here."""


def plan_for(path: Path, options: Options) -> tuple[Sheet, Plan]:
    """Open a file and settle its columns. CannotRead or BadInput says what to do."""
    sheet = open_sheet(path, options.sheet, options.preset)
    return sheet, make_plan(sheet, options.text, parse_maps(options.maps), options.quote_ok)


async def import_file(
    store: Store,
    keys: Keys,
    space: Space,
    round_: Round,
    path: Path,
    options: Options,
    looker: Looker,
    progress: Progress | None = None,
) -> Report:
    """Take a file in. Every row is in the report; themes are suggested afterwards by the worker."""
    sheet, plan = plan_for(path, options)
    report, left_out = _begin(sheet, plan), LeftOut()
    report.batch = new_id()
    async with store.writing() as conn:
        await records.add_batch(conn, space.space_id, report.batch, path.name, options.read_by or None)
        if options.read_by:
            await audit.note(conn, options.read_by, "read an import", f"batch {report.batch}", space.space_id)
    rows = _submissions(sheet, plan, report, left_out)
    while chunk := list(islice(rows, CHUNK)):
        await _store(store, keys, space, round_, chunk, options, looker, report)
        if progress:
            progress(report.read)
    report.notes += left_out.sentences(plan)
    async with store.writing() as conn:
        await records.save_batch_report(conn, space.space_id, report.batch, report.as_json())
        if report.stored:
            await enqueue(conn, "suggest", space.space_id, round_.round_id)
    return report


def dry_run(path: Path, options: Options) -> Report:
    """What an import would do, storing nothing. Duplicates are only those within the file's own keys, so none."""
    sheet, plan = plan_for(path, options)
    report, left_out = _begin(sheet, plan), LeftOut()
    report.stored = sum(1 for _ in _submissions(sheet, plan, report, left_out))
    report.notes += left_out.sentences(plan)
    return report


async def undo(store: Store, batch_id: int, who: str) -> dict[str, int | str]:
    """Take an import out again. Held comments stay with the leads."""
    async with store.writing() as conn:
        found = await records.batch_by_id(conn, batch_id)
        if found is None:
            raise NotYours(f"There is no import {batch_id}.")
        if found.undone:
            raise BadInput("This import was taken out before.")
        leaving = await records.comments_of_batch(conn, found.space_id, batch_id)
        gone = await records.undo_batch(conn, found.space_id, batch_id)
        await enqueue(conn, "review", found.space_id, comments=leaving)
        kept = await records.voices_of_batch(conn, found.space_id, batch_id)
        await audit.note(conn, who, "undid an import", f"batch {batch_id}", found.space_id)
    return {"batch": str(batch_id), "removed": gone, "kept_with_the_leads": kept}


def _begin(sheet: Sheet, plan: Plan) -> Report:
    return Report(
        text=plan.text,
        preset=sheet.preset.name,
        dropped=[f"{column.name}: {column.why}" for column in sheet.dropped if column.name != plan.text],
        notes=[*sheet.notes, *plan.notes],
    )


def _submissions(
    sheet: Sheet, plan: Plan, report: Report, left_out: LeftOut
) -> Iterator[tuple[int, Submission]]:
    """The rows that can be taken, each with its number; the others are counted in the report."""
    for row in read_rows(sheet, plan, left_out):
        report.read += 1
        if isinstance(row, Blank):
            report.blank += 1
        elif isinstance(row, Refused):
            report.refused.append({"row": row.row, "reason": row.reason})
        else:
            try:
                yield row.row, check(_submission(row, report.batch), IMPORTED)
            except BadInput as problem:
                report.refused.append({"row": row.row, "reason": str(problem)})


_BANDS = {str(band): band for band in Band}


def _submission(row: Taken, batch: int | None) -> Submission:
    return Submission(
        form_id=f"import-{row.key[:48]}",
        route=Route.IMPORT,
        said=(Said("open", row.text),),
        answers=row.answers,
        band=_BANDS.get(row.facts.get("band", "")),
        language=row.facts.get("language", "en"),
        quote_ok=row.quote_ok,
        week=row.facts.get("week", ""),
        receipt=False,
        batch_id=batch,
    )


async def _store(
    store: Store,
    keys: Keys,
    space: Space,
    round_: Round,
    chunk: list[tuple[int, Submission]],
    options: Options,
    looker: Looker,
    report: Report,
) -> None:
    reader = (options.reader or NO_READER) if options.read_by else None
    submissions = [submission for _, submission in chunk]
    taken = await receive_many(store, keys, space, round_, submissions, looker, reader)
    for (row, _), (new, concern) in zip(chunk, taken, strict=True):
        report.stored += new
        report.duplicate += not new
        if concern != Concern.NONE:
            report.held += new
            (report.urgent_rows if concern == Concern.URGENT else report.concern_rows).append(row)
