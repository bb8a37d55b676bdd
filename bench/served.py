"""A served demo round on either database, for the load and crash benches. Loopback only."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import Postgres
from tests.servers import environment_of, free_port
from voice.clock import in_days, today
from voice.listen import records
from voice.listen.space import RoundState
from voice.listen.spaces import make_space
from voice.settings import Settings
from voice.store.engine import Store
from voice.store.migrate import migrate

SHARED = Path(__file__).resolve().parents[2] / "shared"
SLUG = "bench"


@dataclass(frozen=True)
class Target:
    """What to start and where it will answer."""

    engine: str
    settings: Settings
    port: int

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def command(self, **more: str) -> str:
        """A shell command that serves it."""
        env = {
            k: v
            for k, v in environment_of(self.settings, VOICE_RATE_LIMIT="off", **more).items()
            if k.startswith("VOICE_")
        }
        words = " ".join(f"{name}='{value}'" for name, value in env.items())
        return f"env {words} {sys.executable} -m voice serve --port {self.port}"

    def form_ids(self) -> str:
        """A shell command that prints the stored form ids."""
        env = {k: v for k, v in environment_of(self.settings).items() if k.startswith("VOICE_")}
        words = " ".join(f"{name}='{value}'" for name, value in env.items())
        return f"env {words} {sys.executable} -m voice verify --form-ids"


@contextmanager
def targets() -> Iterator[list[Target]]:
    """One target on SQLite and one on PostgreSQL, each migrated, with an open round."""
    folder = Path(tempfile.mkdtemp(prefix="voice-bench-"))
    server = Postgres(fast=False)
    try:
        server.create("bench")
        secret = folder / "root"
        secret.write_text(secrets.token_hex(32))
        made = [
            Target("sqlite", Settings(database=f"sqlite+aiosqlite:///{folder}/voice.db"), free_port()),
            Target("postgres", Settings(database=server.url("bench"), secret_file=str(secret)), free_port()),
        ]
        for target in made:
            asyncio.run(_open_round(target.settings))
        yield made
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _open_round(settings: Settings) -> None:
    await migrate(settings)
    store = await Store.open(settings)
    async with store.writing() as conn:
        space = await make_space(conn, SLUG, "Bench")
        await records.add_round(conn, space.space_id, RoundState.OPEN, today(), in_days(30), in_days(40))
    await store.close()


def need_shared(*parts: str) -> Path:
    """A file of ../shared, or the end with a sentence where there is none."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        sys.stdout.write(f"{path} is not here, so this bench has nothing to run.\n")
        raise SystemExit(0)
    return path
