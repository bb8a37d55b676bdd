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


class Count:
    """How far along we are, on a terminal only: one line that is written over."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.shown = sys.stderr.isatty()
        self._any = False

    def __call__(self, done: int) -> None:
        if self.shown:
            self._any = True
            sys.stderr.write(f"\r{self.what}… {done:,} rows")
            sys.stderr.flush()

    def __enter__(self) -> Count:
        return self

    def __exit__(self, *_: object) -> None:
        if self._any:
            sys.stderr.write("\n")
