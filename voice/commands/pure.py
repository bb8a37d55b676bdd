"""Commands that need neither database nor secret: `protect`, `themes`, `wording`, `check-prompt`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from voice.protect.door import run as protect_lines
from voice.talk import doors as talk_doors
from voice.theme import doors as theme_doors


def run_protect(args: Namespace) -> int:
    """JSON lines in, what was found out."""
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    protect_lines(sys.stdin, sys.stdout, sys.stderr)
    return 0


def run_suggest(args: Namespace) -> int:
    """Themes for a file of comments."""
    theme_doors.suggest_file(Path(args.file), args.text, Path(args.out), themes=args.themes, seed=args.seed)
    return 0


def run_assign(args: Namespace) -> int:
    """Place a file's comments by a few examples."""
    theme_doors.assign_file(
        Path(args.file), args.text, Path(args.examples), args.label, Path(args.out), multi=args.multi
    )
    return 0


def run_wording(args: Namespace) -> int:
    """Doing-to words in a text, one JSON line a hit. 1 when there are any."""
    return talk_doors.wording(args.file, sys.stdout)


def run_check_prompt(args: Namespace) -> int:
    """One prompt's software checks. 1 when a gate or a check failed."""
    return talk_doors.check_prompt(args.file, sys.stdout)
