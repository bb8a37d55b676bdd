"""`voice key …`: the one root secret on paper, typed back, and changed."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from markupsafe import Markup

from voice.clock import today
from voice.commands.say import give, say
from voice.errors import CannotRead
from voice.faces.shared.pages import STATIC, render
from voice.listen.keeping.rotation import rotate
from voice.settings import read_settings
from voice.store.keys.locks import alone
from voice.store.keys.sheet import LINES, PARTS, read_typed, secret_lines, sheet_text
from voice.store.secret import Keys, open_keys, put_back, secret_path


def run_sheet(args: Namespace) -> int:
    """The recovery sheet: plain text to standard output, or one page to print in a file."""
    settings = read_settings()
    keys = open_keys(settings)
    where, day = str(secret_path(settings).resolve()), f"{today():%-d %B %Y}"
    if not args.out:
        sys.stdout.write(sheet_text(keys, where, day))
        return 0
    _write_for_owner(Path(args.out), _page(keys, where, day))
    say(f"Written to {args.out}. Print it twice, seal both in envelopes, then delete this file.")
    return 0


def run_enter(args: Namespace) -> int:
    """Read the eight lines from standard input and put the secret where this installation looks for it."""
    settings = read_settings()
    if sys.stdin.isatty():
        say(f"Type the {LINES} lines of the recovery sheet, each as “1 3f9a 01c7 417”. End with Ctrl-D.")
    typed = read_typed(sys.stdin)
    with alone(settings):
        keys = put_back(settings, typed, replace=args.replace)
    say(
        f"The secret is in {secret_path(settings)}. Its mark is {keys.mark}: it must be the one on your sheet."
    )
    return 0


async def run_rotate(args: Namespace) -> int:
    """Change the secret. If it is cut off, running it again goes on where it stopped."""
    settings = read_settings()
    give(await rotate(settings))
    say(
        f"The secret is changed; its mark is now {open_keys(settings).mark}. Print a new sheet today: voice key sheet. "
        "Then make a backup. The old sheet opens older backups only: keep it until those are gone. "
        "Spare sign-in codes and links sent before have ended; receipts still work."
    )
    return 0


def _page(keys: Keys, where: str, day: str) -> str:
    style = Markup((STATIC / "print.css").read_text(encoding="utf-8"))  # nosec B704 # our own file
    return render(
        "admin/sheet.html",
        mark=keys.mark,
        lines=secret_lines(keys),
        parts=PARTS,
        where=where,
        day=day,
        style=style,
    )


def _write_for_owner(file: Path, page: str) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CannotRead(f"{file} is there already. Choose another name.") from None
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(page)
