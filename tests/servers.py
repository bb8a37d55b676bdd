"""A real server on this machine for a test: `voice …` in a process group of its own, ended with it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from voice.settings import Settings

PATIENCE = 60.0


@dataclass
class Server:
    """A running server: its address and its process."""

    base: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """As the power would: kill -9 for the whole group."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def environment_of(settings: Settings, **more: str) -> dict[str, str]:
    """The environment that gives a process these settings."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("VOICE_")}
    env["VOICE_DATABASE"] = settings.database
    if settings.secret_file:
        env["VOICE_SECRET_FILE"] = settings.secret_file
    return env | more


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    words: list[str],
    env: dict[str, str],
    cwd: Path,
    port: int,
    log: IO[str] | None = None,
    program: Sequence[str] = ("-m", "voice"),
) -> Server:
    """Start `voice WORDS` and wait until /readyz answers. All that it says goes into `log`, if there is one."""
    process = subprocess.Popen(
        [sys.executable, *program, *words],
        env=env,
        cwd=cwd,
        start_new_session=True,
        stdout=log or subprocess.PIPE,
        stderr=log,
        text=True,
    )
    server = Server(f"http://127.0.0.1:{port}", process)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"voice {' '.join(words)} ended with {process.returncode}")
        with suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(server.base + "/readyz", timeout=2).read()
            return server
        time.sleep(0.1)
    server.kill()
    raise RuntimeError(f"voice {' '.join(words)} did not become ready")


@contextmanager
def serving(
    settings: Settings, cwd: Path, *more: str, log: IO[str] | None = None, **env: str
) -> Iterator[Server]:
    """`voice serve` on a free port, ended afterwards."""
    port = free_port()
    server = start(["serve", "--port", str(port), *more], environment_of(settings, **env), cwd, port, log)
    try:
        yield server
    finally:
        server.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(5)
        server.kill()
