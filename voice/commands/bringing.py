"""`voice import`, `export`: words in from a file, and released words out to one."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from voice.commands.opened import opened
from voice.commands.say import Count, give, say
from voice.errors import BadInput, CannotRead, TooMuch
from voice.listen.batch import Options, Report, dry_run, import_file, undo
from voice.listen.spaces import open_space_by_slug, round_to_use
from voice.protect.look import look_closely
from voice.tell.export import export


async def run_import(args: Namespace) -> int:
    """Take a file in, or an import out again."""
    if args.undo:
        async with opened() as o:
            give(await undo(o.store, _batch_number(args.undo), "command line"))
        return 0
    if not (args.file and args.space and args.text):
        raise BadInput("Say which file, --space SLUG and --text COLUMN (or auto).")
    options = Options(
        args.text, args.preset, args.sheet, tuple(args.map), args.quote_ok, read_by=args.read_by or ""
    )
    path = file_there(args.file)
    try:
        report = dry_run(path, options) if args.dry_run else await _import(path, args.space, options)
    except (CannotRead, TooMuch) as problem:
        return could_not_read(problem)
    give(report.as_json())
    say_what_became_of(report)
    return could_read(report)


async def _import(path: Path, slug: str, options: Options) -> Report:
    async with opened() as o:
        async with o.store.writing() as conn:
            space = await open_space_by_slug(conn, slug)
            round_ = await round_to_use(conn, space.space_id)
        with Count("Reading") as count:
            return await import_file(o.store, o.keys, space, round_, path, options, look_closely, count)


async def run_export(args: Namespace) -> int:
    """Released words and themes, to a file. What may leave is decided by the same gate as everywhere."""
    async with opened() as o:
        async with o.store.reading() as conn:
            space = await open_space_by_slug(conn, args.space)
        give(await export(o.store, space, args.format, Path(args.out), by="command line"))
    return 0


def file_there(name: str) -> Path:
    """The file's path. A name that leads nowhere is bad usage, not a file that can't be read."""
    path = Path(name)
    if not path.is_file():
        raise BadInput(f"There is no file called {path.name} there.")
    return path


def say_what_became_of(report: Report) -> None:
    """The report in sentences; rows refused are named one by one, up to ten."""
    parts = [f"{report.stored:,} taken as comments from “{report.text}”"]
    parts += [
        f"{count:,} {what}"
        for count, what in (
            (report.duplicate, "here before"),
            (report.blank, "blank"),
            (len(report.refused), "refused"),
        )
        if count
    ]
    say(f"{report.read:,} rows read: {', '.join(parts)}.")
    for each in report.refused[:REFUSED_SHOWN]:
        say(f"Row {each['row']}: {each['reason']}")
    if (more := len(report.refused) - REFUSED_SHOWN) > 0:
        say(f"… and {more:,} more refused; each is in the report.")
    if report.dropped:
        say(f"Not read, as they say who someone is: {'; '.join(report.dropped)}.")
    for note in report.notes:
        say(note)


REFUSED_SHOWN = 10


def could_read(report: Report) -> int:
    """1 only for an import that could read nothing."""
    if report.read > len(report.refused):
        return 0
    say("No row could be read from this file.")
    return 1


def could_not_read(problem: CannotRead | TooMuch) -> int:
    """A report of nothing, with the reason, so that whatever reads stdout finds the same fields as ever."""
    give(Report(notes=[str(problem)]).as_json())
    say(str(problem))
    return 1


def _batch_number(text: str) -> int:
    if not text.isdigit():
        raise BadInput("--undo takes the batch number that the import printed.")
    return int(text)
