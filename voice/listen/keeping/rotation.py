"""Changing the root secret: everything sealed is sealed again, and nothing is lost if the power goes in the middle.

What opens words, holds, notes and sign-in codes changes for good. Receipts on paper stay good, so the keys
behind them are kept (`store/keys/kept.py`). Links and pages signed before, and spare sign-in codes, end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import Damaged
from voice.people import audit
from voice.protect.seal import Sealed, sealed_again
from voice.settings import Settings
from voice.store.engine import Store
from voice.store.keys import sealed
from voice.store.keys.kept import KEPT, USE, kept_under
from voice.store.keys.locks import alone
from voice.store.secret import (
    Keys,
    begin_change,
    change_begun,
    finish_change,
    open_bytes,
    open_keys,
    seal_bytes,
)

USES = {
    sealed.WORDS: (Sealed.UNREAD, Sealed.HELD),
    sealed.WHY: (Sealed.WHY,),
    sealed.REACH: (Sealed.REACH,),
    sealed.NOTE: (Sealed.NOTE,),
    sealed.REFERENCE: (Sealed.REFERENCE,),
    sealed.VECTOR: (Sealed.VECTOR,),
}
"""What each column of protect/ may have been sealed for."""
PHONE_USE = "person-totp"
SAMPLE = 20
"""Rows of each kind that are tried: one damaged row is no reason not to start."""


async def rotate(settings: Settings) -> dict[str, int]:
    """Change the secret, or finish a change that was cut off. How much was sealed again, and how much opens with no key.

    NotReady while anyone works on this machine. Damaged when the secret here is not the one of this database.
    """
    with alone(settings):
        if not change_begun(settings):
            await check_it_fits(settings)
        old, new = begin_change(settings)
        store = await Store.open(settings)
        try:
            done = await _seal_everything_again(store, old, new)
            async with store.writing() as conn:
                await audit.note(conn, "command line", "changed the secret", f"from {old.mark} to {new.mark}")
            await store.compact()
        finally:
            await store.close()
        finish_change(settings)
    return done


async def check_it_fits(settings: Settings) -> None:
    """Damaged when the secret that is here opens nothing of what is stored: words sealed with it would be lost later."""
    store = await Store.open(settings)
    try:
        async with store.reading() as conn:
            fits = await opens_what_is_stored(conn, open_keys(settings))
    finally:
        await store.close()
    if fits is False:
        raise Damaged(
            "What is stored does not open with the secret that is here, so nothing was done. "
            "Type the right sheet first: voice key enter --replace"
        )


async def opens_what_is_stored(conn: AsyncConnection, keys: Keys) -> bool | None:
    """Does anything of a few sealed samples open with these keys? None when nothing is sealed."""
    samples = [
        (column, row) for column in sealed.EVERY for row in await sealed.some(conn, column, most=SAMPLE)
    ]
    return any(_opens(_again(column, keys, keys), row) for column, row in samples) if samples else None


def _opens(again: sealed.Again, row: tuple[int, int, bytes]) -> bool:
    try:
        again(*row)
    except Damaged:
        return False
    return True


async def _seal_everything_again(store: Store, old: Keys, new: Keys) -> dict[str, int]:
    async with store.writing() as conn:
        await _keep(conn, old, new)
        await sealed.end_spare_codes(conn)
    done, lost = 0, 0

    def or_leave(again: sealed.Again, space_id: int, row_id: int, before: bytes) -> bytes:
        nonlocal lost
        try:
            return again(space_id, row_id, before)
        except Damaged:
            lost += 1
            return before

    for column in sealed.EVERY:
        done += await sealed.go_over(store, column, partial(or_leave, _again(column, old, new)))
    return {"sealed_again": done, "damaged_before": lost}


async def _keep(conn: AsyncConnection, old: Keys, new: Keys) -> None:
    """The keys that outlive the change, under the new secret. After a cut they are there already."""
    try:
        kept = await kept_under(conn, new)
    except Damaged:
        kept = await kept_under(conn, old)
    kept = kept or {use: old.for_use(use) for use in KEPT}
    wrapped = {use: seal_bytes(new.for_use(USE), key, use.encode()) for use, key in kept.items()}
    await sealed.put_kept(conn, wrapped)


def _again(column: sealed.SealedColumn, old: Keys, new: Keys) -> Callable[[int, int, bytes], bytes]:
    if column is sealed.PHONE:
        return partial(_phone_again, old, new)
    uses = USES[column]
    return lambda space_id, row_id, before: sealed_again(old, new, uses, space_id, row_id, before)


def _phone_again(old: Keys, new: Keys, _space: int, person_id: int, before: bytes) -> bytes:
    """A person's sign-in secret, as `people` seals it."""
    bound_to = str(person_id).encode()
    try:
        open_bytes(new.for_use(PHONE_USE), before, bound_to)
        return before
    except Damaged:
        plain = open_bytes(old.for_use(PHONE_USE), before, bound_to)
        return seal_bytes(new.for_use(PHONE_USE), plain, bound_to)
