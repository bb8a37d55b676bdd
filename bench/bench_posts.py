"""Ten thousand made-up posts to the young page: `python bench/bench_posts.py [--many 10000] [--seed 1]`.

Any Unicode, any size, missing and repeated fields, replays, edited replays, broken bodies. Exit 1 on any answer of
500 or more, anything acknowledged that is not there once, or refused words that are not on the page.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import select

from tests.faces.young.posts import Kept, post_many
from tests.people import open_the_shed
from voice.app import build_app
from voice.settings import Settings
from voice.store.migrate import migrate
from voice.store.secret import open_keys
from voice.store.tables import voice


async def run(many: int, seed: int) -> int:
    """Send them, and compare what was acknowledged with what is stored."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=f"sqlite+aiosqlite:///{folder}/voice.db", rate_limit=False)
        await migrate(settings)
        app, kept = build_app(settings), Kept()
        async with app.router.lifespan_context(app):
            await open_the_shed(app.state.store, open_keys(settings))
            transport = ASGITransport(app=app, raise_app_exceptions=False)
            async with AsyncClient(transport=transport, base_url="https://testserver") as client:
                await post_many(client, Random(seed), many, kept)
            async with app.state.store.reading() as conn:
                stored = Counter((await conn.execute(select(voice.c.form_id))).scalars())
    lost, doubled = kept.words.keys() - stored.keys(), [f for f, n in stored.items() if n > 1]
    unasked = stored.keys() - kept.words.keys()
    sys.stdout.write(
        f"posts: {many}, acknowledged forms: {len(kept.words)}, lost: {len(lost)}, doubled: {len(doubled)}, "
        f"stored but not acknowledged: {len(unasked)}, faults: {len(kept.faults)}\n"
    )
    sys.stdout.writelines(f"  {fault}\n" for fault in kept.faults[:20])
    return int(bool(lost or doubled or unasked or kept.faults))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    o = parser.parse_args()
    sys.exit(asyncio.run(run(o.many, o.seed)))
