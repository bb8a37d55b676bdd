"""The nightly sweep: what has been kept long enough goes, from every table and at last from the file's bytes."""

from __future__ import annotations

from voice.listen.keeping import let_go, would_go
from voice.store import health
from voice.store.copies.backup import drop_leftovers
from voice.store.engine import Store
from voice.talk.drafts import draft_prompts, review_prompts
from voice.theme.forgetting import forget_phrases

AT_ONCE = 500
"""Comments looked up together."""


async def sweep(store: Store, *, dry_run: bool = False) -> dict[str, int]:
    """Drop what is due: words by round, old safeguarding records, burst ids, ended sessions and invites. How many of each.

    Quotes and phrases made of words that are gone go too. On SQLite it ends with VACUUM: without it an erased word
    stays in the file. With `dry_run` it only counts.
    """
    if dry_run:
        async with store.reading() as conn:
            return await would_go(conn)
    gone = await let_go(store)
    await forget_quotes(store, gone.comments)
    await store.compact()
    drop_leftovers(store.settings)
    await health.write_down(store, health.SWEEP)
    return gone.counts


async def forget_quotes(store: Store, comments: dict[int, list[int]]) -> None:
    """Prompts and boards without the words of these comments, by space, or of any that went before."""
    for space_id, ids in comments.items():
        for start in range(0, len(ids), AT_ONCE):
            await review_prompts(store, space_id, ids[start : start + AT_ONCE])
    for space_id, round_id in await forget_phrases(store):
        await draft_prompts(store, space_id, round_id)
