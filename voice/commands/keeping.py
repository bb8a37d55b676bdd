"""`voice verify`, `backup`, `restore`, `sweep`: looking after what is kept."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from voice.commands.opened import opened
from voice.commands.say import give, give_line, say
from voice.errors import NotReady, Problem
from voice.listen.keeping import all_form_ids, counts, write_forgotten
from voice.listen.keeping.forgetting import forget_again
from voice.people import audit
from voice.settings import Settings, read_settings
from voice.store import health
from voice.store.copies import backup
from voice.store.copies.forgotten import forgotten_path, read_forgotten
from voice.store.engine import Store
from voice.store.keys.kept import keys_of
from voice.store.keys.locks import alone
from voice.store.migrate import migrate
from voice.store.secret import open_keys, secret_path
from voice.work import night


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
    """A sealed copy of the database in one file, while it is in use. The secret is not in it."""
    async with opened() as o:
        await write_forgotten(o.store)
        await health.write_down(o.store, health.BACKUP)
        await asyncio.to_thread(backup.backup, o.settings, o.keys, Path(args.file))
        say(
            f"Saved to {args.file}. It opens with the recovery sheet marked {o.keys.mark}, and with nothing else. "
            f"Copy {forgotten_path(o.settings)} along with it: it keeps gone what people take back. "
            f"Delete backups older than {backup.KEEP_DAYS} days: what people took back is still in them."
        )
    return 0


async def run_restore(args: Namespace) -> int:
    """Put a backup in the place of the database. What was taken back since is taken out again before anyone can look."""
    settings, file = read_settings(), Path(args.file)
    if not secret_path(settings).exists():
        raise NotReady("The secret is not here. Type it from the recovery sheet first: voice key enter")
    with alone(settings):
        await _remember(settings)
        known = forgotten_path(settings).exists()
        restored = await (_restore_file if settings.is_sqlite else _restore_server)(settings, file)
    give({"restored": str(file), "forgotten_again": restored})
    if not known:
        say(
            f"There was no list of the forgotten at {forgotten_path(settings)}: what people took back after this backup "
            "was made is in it again. If you have the list, put it there and restore once more."
        )
    say("Restored. Run voice verify and voice doctor, then start again.")
    return 0


async def run_sweep(args: Namespace) -> int:
    """Drop what should no longer be kept."""
    async with opened() as o:
        give(await night.sweep(o.store, dry_run=args.dry_run))
    return 0


async def _remember(settings: Settings) -> None:
    """The database that is about to go knows best what was taken back. If it can't be read, the list has to do."""
    if settings.is_sqlite and not settings.sqlite_file.exists():
        return
    with suppress(Problem, OSError):
        store = await Store.open(settings)
        try:
            await write_forgotten(store)
        finally:
            await store.close()


async def _restore_file(settings: Settings, file: Path) -> dict[str, int]:
    """Everything happens to a file beside the database, which takes its place only when it is ready."""
    fresh = await asyncio.to_thread(backup.unpack, settings, open_keys(settings), file)
    beside = replace(
        settings, database=f"sqlite+aiosqlite:///{fresh}", secret_file=str(secret_path(settings))
    )
    try:
        done = await _made_ready(beside)
        backup.put_in_place(settings, fresh)
    finally:
        backup.drop(fresh)
    return done


async def _restore_server(settings: Settings, file: Path) -> dict[str, int]:
    await asyncio.to_thread(backup.load, settings, open_keys(settings), file)
    return await _made_ready(settings)


async def _made_ready(settings: Settings) -> dict[str, int]:
    """Today's tables, and everything that was forgotten since, forgotten again; then swept."""
    await migrate(settings)
    store = await Store.open(settings)
    try:
        done, gone = await forget_again(store, await keys_of(store), read_forgotten(settings))
        async with store.writing() as conn:
            await audit.note(conn, "command line", "restored a backup")
        await night.forget_quotes(store, gone)
        await night.sweep(store)
        return done
    finally:
        await store.close()
