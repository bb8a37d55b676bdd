"""`voice bring`: from a spreadsheet to table cards, on this machine only. Nothing is collected from a child."""

from __future__ import annotations

import asyncio
import hashlib
import re
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from voice.commands.bringing import could_not_read, could_read, file_there, say_what_became_of
from voice.commands.opened import Opened, opened
from voice.commands.say import Count, give, say
from voice.errors import BadInput, CannotRead, TooMuch
from voice.faces.design.sheets_html import write_contents, write_sheets
from voice.listen.batch import Options, Report, import_file, plan_for
from voice.listen.space import Round, Space
from voice.listen.spaces import make_space, open_round, open_space_by_slug, round_to_use
from voice.protect.look import look_closely
from voice.settings import Settings, read_settings
from voice.store.migrate import migrate
from voice.talk.checks import check
from voice.talk.drafts import printed_prompts
from voice.work.loop import Worker, run_once

BRINGER = "the person who brought this file"
ROWS_SHOWN = 40


async def run_bring(args: Namespace) -> int:
    """Import into a private space, find themes, draft a prompt for each, and write the sheets."""
    path, out = file_there(args.file), Path(args.out) if args.out else None
    options = Options(args.text, quote_ok="yes", read_by=BRINGER)
    try:
        _, plan = plan_for(path, options)
    except (CannotRead, TooMuch) as problem:
        return could_not_read(problem)
    if out and out.exists() and not out.is_dir():
        raise BadInput(f"{out} is a file. --out takes a folder.")
    settings = read_settings()
    await migrate(settings)
    async with opened(settings) as o:
        space, round_ = await _private_space(o, path, plan.text)
        with Count("Reading") as count:
            report = await import_file(o.store, o.keys, space, round_, path, options, look_closely, count)
        say_what_became_of(report)
        _say_held(report)
        say("Finding themes and drafting a prompt for each: about half a minute for 3,000 comments.")
        worker = Worker(o.store, o.keys, settings)
        while await run_once(worker):
            pass
        sheets, contents = await _sheets_of_what_is_ready(o, space, out) if out else ([], None)
    read_at = f"{settings.base_url or 'http://127.0.0.1:8000'}/design/{space.slug}/"
    give(
        {
            **report.as_json(),
            "space": space.slug,
            "read_at": read_at,
            "sheets": sheets,
            "open": contents.as_uri() if contents else None,
        }
    )
    _say_where(args.file, settings, space, read_at, contents, out)
    return could_read(report)


async def _private_space(o: Opened, file: Path, column: str) -> tuple[Space, Round]:
    """One space for one column of one file: the same file brought again comes back to it, another never mixes in."""
    name = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")[:30].strip("-") or "file"
    slug = f"brought-{name}-{await asyncio.to_thread(_mark, file, column)}"
    async with o.store.writing() as conn:
        try:
            space = await make_space(conn, slug, file.stem[:80], private=True)
            return space, await open_round(conn, space, drilled=True, closes=None, answer_by=None)
        except BadInput:  # brought before: the same rows will be duplicates
            space = await open_space_by_slug(conn, slug)
            return space, await round_to_use(conn, space.space_id)


def _mark(file: Path, column: str) -> str:
    return hashlib.sha256(file.read_bytes() + column.encode("utf-8", "surrogatepass")).hexdigest()[:8]


async def _sheets_of_what_is_ready(o: Opened, space: Space, folder: Path) -> tuple[list[str], Path | None]:
    """Three sheets for each prompt that passes the software's checks: their files' names, and the page that leads to them."""
    async with o.store.reading() as conn:
        prompts = await printed_prompts(conn, space.space_id)
    ready = [prompt for prompt in prompts if check(prompt).ok]
    return await asyncio.to_thread(_write, ready, space.title, folder)


def _write(ready: list[dict[str, Any]], title: str, folder: Path) -> tuple[list[str], Path | None]:
    written = write_sheets(ready, title, folder)
    return written, write_contents(ready, written, title, folder).resolve() if ready else None


def _say_held(report: Report) -> None:
    """Where to look first. Row numbers only: whoever brought the file has its words, and the alarm must reach a person."""
    held = len(report.urgent_rows) + len(report.concern_rows)
    if not held:
        return
    say(
        f"{held:,} may tell of harm, and are left out of themes and cards. The machine sorts, and can be wrong: "
        "read them in your file before anything else, and do what your safeguarding rules say."
    )
    if report.urgent_rows:
        say(f"First {_rows(report.urgent_rows)}.")
    if report.concern_rows:
        say(f"{'Then ' * bool(report.urgent_rows)}{_rows(report.concern_rows)}.")


def _rows(numbers: Sequence[int]) -> str:
    more = len(numbers) - ROWS_SHOWN
    shown = ", ".join(map(str, numbers[:ROWS_SHOWN]))
    return f"row{'s' * (len(numbers) > 1)} {shown}" + (f" and {more:,} more" if more > 0 else "")


def _say_where(
    file: str, settings: Settings, space: Space, read_at: str, contents: Path | None, out: Path | None
) -> None:
    if contents:
        say(f"\nTo print: open this in a browser, choose a card, and print that.\n  {contents.as_uri()}")
    elif out:
        say("\nNo card is ready: no group of comments is large and clear enough for a theme.")
    else:
        say(f'\nTo print table cards: voice bring "{file}" --out cards')
    say(
        "To read the themes on screen and write the questions yourself:\n"
        f"  voice invite YOU@EXAMPLE.ORG --hat designer --space {space.slug}\n"
        "  voice serve\n"
        f"  then open the link that invite printed, and {read_at}"
    )
    if settings.is_sqlite:
        say(f"All of it is kept in {settings.sqlite_file.resolve()} and goes nowhere else.")
