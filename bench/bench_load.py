"""Voices a second at 1, 16 and 64 connections: protection on and off, turn about in one run, on both databases.

    python bench/bench_load.py          BENCH_SECONDS=4 a step, BENCH_ROUNDS=2 turns

Every accepted form id is looked for afterwards in `voice verify --form-ids`. The last lines are visits:
the page fetched and the form sent, as a phone does it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.served import SLUG, Target, need_shared, targets

WORDS = "I would rather talk at the drop in than at school, it is quiet there and they know me {key}"
PAGE = f"/en/{SLUG}"
SECONDS = os.environ.get("BENCH_SECONDS", "4")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "2"))
CONNS = (1, 16, 64)
PROTECTION: dict[str, dict[str, str]] = {"on": {}, "off": {"VOICE_PROTECT": "off", "VOICE_BENCH": "on"}}


def main() -> int:
    """Print one line a step, then the ratios. 1 if an accepted voice was not stored."""
    load = need_shared("checks", "load", "load_post.py")
    sound = True
    with targets() as found:
        for target in found:
            rates: dict[tuple[str, int], list[float]] = {}
            for _ in range(ROUNDS):
                for protect, env in PROTECTION.items():
                    for step in _run(load, target, env):
                        rates.setdefault((protect, step["conns"]), []).append(step["posts_per_s"])
                        sound &= _show(target, f"protect={protect}", step)
            for conns in CONNS:
                _ratio(target, conns, rates)
            for step in _run(load, target, {}, "--form", PAGE):
                sound &= _show(target, "visits", step)
    return 0 if sound else 1


def _run(load: Path, target: Target, env: dict[str, str], *more: str) -> list[dict[str, Any]]:
    """One server, one step for each number of connections."""
    words = ["--base", target.base, "--path", PAGE, "-F", "form_id={key}", "-F", f"open={WORDS}", *more]
    words += ["--accept", "200", "--conns", ",".join(map(str, CONNS)), "--secs", SECONDS]
    with _served(target, env):
        done = subprocess.run(
            [sys.executable, str(load), *words, "--keys-cmd", target.form_ids()],
            capture_output=True,
            text=True,
            check=False,
        )
    steps = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if not steps:
        raise SystemExit(f"The load did not run:\n{done.stdout}{done.stderr}")
    return steps


@contextmanager
def _served(target: Target, env: dict[str, str]) -> Iterator[None]:
    """The web alone, so that the worker's share does not blur the figures."""
    command = "exec " + target.command(**env) + " --no-worker"
    server = subprocess.Popen(command, shell=True, start_new_session=True)
    try:
        _wait(target.base)
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _wait(base: str) -> None:
    for _ in range(300):
        with suppress(OSError):
            urllib.request.urlopen(base + "/readyz", timeout=2).read()
            return
        time.sleep(0.1)
    raise SystemExit("The server did not become ready.")


def _show(target: Target, what: str, step: dict[str, Any]) -> bool:
    """One line; False if something accepted was lost or doubled."""
    checked = step["verify"]
    _say(
        f"{target.engine:9} {what:12} conns={step['conns']:3} {step['posts_per_s']:8.0f}/s  p50 {step['p50']} ms  "
        f"p99 {step['p99']} ms  errors {step['errors']}  lost {checked['lost']} doubled {checked['doubled']}"
    )
    return checked["lost"] == checked["doubled"] == 0


def _ratio(target: Target, conns: int, rates: dict[tuple[str, int], list[float]]) -> None:
    on, off = (sum(rates[p, conns]) / len(rates[p, conns]) for p in PROTECTION)
    _say(f"{target.engine:9} conns={conns:3} on/off = {on / off:.2f}" if off else "nothing was accepted")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
