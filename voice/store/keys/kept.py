"""Keys that outlive a change of the root secret, sealed under the newest one.

A receipt is on paper in a young person's pocket, and was derived from the secret of
its day. So the keys behind receipts, and behind "have you sent this before?", stay
those of the first secret. Nothing that opens words is among them.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from voice.store.engine import Store
from voice.store.secret import Keys, open_bytes, open_keys
from voice.store.tables import kept_key

KEPT = ("receipt-words", "receipt-lookup", "body")
USE = "kept-keys"


async def keys_of(store: Store) -> Keys:
    """The keys of this installation, with those kept from earlier secrets. Errors as `open_keys`; Damaged if they don't open."""
    keys = open_keys(store.settings)
    async with store.reading() as conn:
        return keys.with_kept(await kept_under(conn, keys))


async def kept_under(conn: AsyncConnection, keys: Keys) -> dict[str, bytes]:
    """The kept keys, opened with these. Empty before the first change."""
    rows = (await conn.execute(select(kept_key.c.use, kept_key.c.sealed))).all()
    return {row.use: open_bytes(keys.for_use(USE), row.sealed, row.use.encode()) for row in rows}
