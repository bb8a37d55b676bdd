"""Speaking on the command line: JSON for machines on stdout, sentences for people on stderr."""

from __future__ import annotations

import json
import sys
from typing import Any


def say(sentence: str) -> None:
    """A sentence for the person at the terminal."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def give(data: Any) -> None:
    """JSON for whatever reads stdout."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def give_line(line: str) -> None:
    """One plain line on stdout."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Bar:
    """A progress bar, on a terminal only."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        if self.shown and total:
            filled = 30 * done // total
            sys.stderr.write(f"\r{self.what} [{'#' * filled}{'.' * (30 - filled)}] {done:,}/{total:,}")
            sys.stderr.write("\n" if done >= total else "")
            sys.stderr.flush()
