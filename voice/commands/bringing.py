"""`voice import`, `bring`, `export`: words in from a file, and released words out to one."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

from voice.clock import today
from voice.commands.opened import Opened, opened
from voice.commands.say import Bar, give, say
from voice.errors import BadInput
from voice.faces.design.sheets_html import write_sheets
from voice.listen.batch import Options, dry_run, import_file, undo
from voice.listen.space import Round, Space
from voice.listen.spaces import make_space, open_round, open_space_by_slug, round_to_use
from voice.protect.look import look_closely
from voice.settings import read_settings
from voice.store.migrate import migrate
from voice.talk.checks import check
from voice.talk.drafts import printed_prompts
from voice.tell.export import export
from voice.work.loop import Worker, run_once

BRINGER = "the person who brought this file"


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
    if args.dry_run:
        report = dry_run(Path(args.file), options)
        give(report.as_json())
        return _could_read(report.read)
    async with opened() as o:
        async with o.store.writing() as conn:
            space = await open_space_by_slug(conn, args.space)
            round_ = await round_to_use(conn, space.space_id)
        report = await import_file(
            o.store, o.keys, space, round_, Path(args.file), options, look_closely, Bar("Reading")
        )
    give(report.as_json())
    for note in report.notes:
        say(note)
    return _could_read(report.read)


async def run_bring(args: Namespace) -> int:
    """From a spreadsheet to table cards, on this machine only: nothing is collected from a child."""
    settings = read_settings()
    await migrate(settings)
    async with opened(settings) as o:
        space, round_ = await _private_space(o, Path(args.file))
        options = Options(args.text, quote_ok="yes", read_by=BRINGER)
        report = await import_file(
            o.store, o.keys, space, round_, Path(args.file), options, look_closely, Bar("Reading")
        )
        say(f"{report.stored} comments read from “{report.text}”. {report.held} held, {report.blank} blank.")
        say("Finding themes…")
        worker = Worker(o.store, o.keys, settings)
        while await run_once(worker):
            pass
        written = await _sheets_of_what_is_ready(o, space, Path(args.out)) if args.out else []
    base = settings.base_url or "http://127.0.0.1:8000"
    give(
        {
            **report.as_json(),
            "space": space.slug,
            "read_at": f"{base}/design/{space.slug}/",
            "sheets": written,
        }
    )
    return _could_read(report.read)


async def run_export(args: Namespace) -> int:
    """Released words and themes, to a file. What may leave is decided by the same gate as everywhere."""
    async with opened() as o:
        async with o.store.reading() as conn:
            space = await open_space_by_slug(conn, args.space)
        give(await export(o.store, space, args.format, Path(args.out), by="command line"))
    return 0


async def _private_space(o: Opened, file: Path) -> tuple[Space, Round]:
    stem = "".join(ch if ch.isalnum() else "-" for ch in file.stem.lower()).strip("-")[:30] or "file"
    slug = f"brought-{stem}-{today():%y%m%d}".replace("--", "-")
    async with o.store.writing() as conn:
        try:
            space = await make_space(conn, slug, file.stem, private=True)
            return space, await open_round(conn, space, drilled=True, closes=None, answer_by=None)
        except BadInput:  # brought before today: the same rows will be duplicates
            space = await open_space_by_slug(conn, slug)
            return space, await round_to_use(conn, space.space_id)


async def _sheets_of_what_is_ready(o: Opened, space: Space, folder: Path) -> list[str]:
    """Three sheets for each prompt that passes the software's checks. Returns the files' names."""
    async with o.store.reading() as conn:
        prompts = await printed_prompts(conn, space.space_id)
    ready = [prompt for prompt in prompts if check(prompt).ok]
    return await asyncio.to_thread(write_sheets, ready, space.title, folder)


def _batch_number(text: str) -> int:
    if not text.isdigit():
        raise BadInput("--undo takes the batch number that the import printed.")
    return int(text)


def _could_read(rows: int) -> int:
    """1 only for an import that could read nothing."""
    if rows:
        return 0
    say("No rows could be read from this file.")
    return 1
