"""Voices a second at 1, 16 and 64 connections: protection on and off, turn about in one run, on both databases."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.served import SLUG, Target, need_shared, targets

WORDS = "I would rather talk at the drop in than at school, it is quiet there and they know me {key}"
SECONDS = os.environ.get("BENCH_SECONDS", "4")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "2"))


def main() -> None:
    """Print one line a step, then the ratios."""
    load = need_shared("checks", "load", "load_post.py")
    with targets() as found:
        for target in found:
            rates: dict[tuple[str, int], list[float]] = {}
            for _ in range(ROUNDS):
                for protect in ("on", "off"):
                    for step in _run(load, target, protect):
                        rates.setdefault((protect, step["conns"]), []).append(step["posts_per_s"])
                        _say(
                            f"{target.engine:9} protect={protect:3} conns={step['conns']:3} {step['posts_per_s']:8.0f}/s  p50 {step['p50']} ms  p99 {step['p99']} ms  errors {step['errors']}"
                        )
            for conns in (1, 16, 64):
                on, off = (sum(rates[p, conns]) / len(rates[p, conns]) for p in ("on", "off"))
                _say(f"{target.engine:9} conns={conns:3} on/off = {on / off:.2f}")


def _run(load: Path, target: Target, protect: str) -> list[dict]:
    more = {} if protect == "on" else {"VOICE_PROTECT": "off", "VOICE_BENCH": "on"}
    server = subprocess.Popen(target.command(**more) + " --no-worker", shell=True, start_new_session=True)
    try:
        _wait(target.base)
        done = subprocess.run(
            [
                sys.executable,
                str(load),
                "--base",
                target.base,
                "--path",
                f"/en/{SLUG}",
                "-F",
                "form_id={key}",
                "-F",
                f"open={WORDS}",
                "--accept",
                "200",
                "--conns",
                "1,16,64",
                "--secs",
                SECONDS,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait()
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _wait(base: str) -> None:
    for _ in range(300):
        with suppress(OSError):
            urllib.request.urlopen(base + "/readyz", timeout=2).read()
            return
        time.sleep(0.1)
    raise SystemExit("The server did not become ready.")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
