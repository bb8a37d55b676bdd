"""kill -9 in mid-load at 64 connections, five rounds on each database: nothing acknowledged is lost, nothing doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.served import SLUG, need_shared, targets

ROUNDS = os.environ.get("BENCH_ROUNDS", "5")


def main() -> int:
    """Run the crash test against each database. 1 if anything was lost."""
    crash = need_shared("checks", "load", "crash_test.py")
    bad = 0
    with targets() as found:
        for target in found:
            sys.stdout.write(f"== {target.engine}\n")
            sys.stdout.flush()
            bad |= subprocess.run(
                [
                    sys.executable,
                    str(crash),
                    "--start",
                    "exec " + target.command(),
                    "--ready",
                    target.base + "/readyz",
                    "--rounds",
                    ROUNDS,
                    "--base",
                    target.base,
                    "--path",
                    f"/en/{SLUG}",
                    "--accept",
                    "200",
                    "--conns",
                    "64",
                    "-F",
                    "form_id={key}",
                    "-F",
                    "open=I would like to talk at the drop in {key}",
                    "--keys-cmd",
                    target.form_ids(),
                ],
                check=False,
            ).returncode
    return bad


if __name__ == "__main__":
    raise SystemExit(main())
