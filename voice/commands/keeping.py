"""`voice verify`, `backup`, `restore`, `sweep`, `doctor`: looking after what is kept."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from voice.commands.opened import opened
from voice.commands.say import give, give_line, say
from voice.listen.keeping import all_form_ids, counts, sweep
from voice.people import audit
from voice.settings import read_settings
from voice.store import backup, health


async def run_verify(args: Namespace) -> int:
    """Do the books balance? 1 with damage. `audit_head` is for copying elsewhere, once a day."""
    async with opened() as o, o.store.reading() as conn:
        if args.form_ids:
            for form_id in await all_form_ids(conn):
                give_line(form_id)
            return 0
        found = await counts(conn)
        whole = await audit.is_whole(conn, args.audit_head)
        head = await audit.head(conn)
        integrity = await health.integrity(conn)
    give({**found, "audit_ok": whole, "integrity": integrity, "audit_head": head})
    return 0 if whole and integrity == "ok" and not found.pop("orphans", 0) else 1


async def run_backup(args: Namespace) -> int:
    """A copy of the database in one file, while it is in use. The secret is not in it."""
    settings = read_settings()
    await backup.backup(settings, Path(args.file))
    say(f"Saved to {args.file}. It opens only with this installation's secret: keep your recovery sheet.")
    return 0


async def run_restore(args: Namespace) -> int:
    """Put a backup in the place of the database."""
    settings = read_settings()
    await backup.restore(settings, Path(args.file))
    say("Restored. Run voice verify, then start again.")
    return 0


async def run_sweep(args: Namespace) -> int:
    """Drop what should no longer be kept."""
    async with opened() as o:
        give(await sweep(o.store, dry_run=args.dry_run))
    return 0


async def run_doctor(args: Namespace) -> int:
    """What is well and what is not, each as a sentence."""
    async with opened() as o:
        for line in await health.examine(o.store, o.settings):
            say(line)
    return 0
