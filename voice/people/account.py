"""A person's own account: a new password, another phone, spare codes. Each asks for what proves that it is them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.errors import BadInput, NotYours
from voice.people import audit, records
from voice.people.nouns import Face, Person
from voice.people.passwords import hash_password, is_password, replace_password
from voice.people.second_factor import (
    Factor,
    new_spare_codes,
    set_factor,
    use_spare_code,
    use_time_code,
)
from voice.people.sign_in import Session, new_session, sessions_of
from voice.store.engine import Store
from voice.store.secret import Keys


@dataclass(frozen=True)
class Account:
    """What the account page shows."""

    spare_codes: int
    sessions: tuple[Session, ...]


async def account_of(conn: AsyncConnection, person: Person, token: str) -> Account:
    """How many spare codes are left, and where this person is signed in; `token` is the session that asks."""
    row = await _row(conn, person)
    return Account(len(row.recovery or ()), tuple(await sessions_of(conn, person.person_id, token)))


async def change_password(store: Store, face: Face, person: Person, old: str, new: str) -> str:
    """A new password for somebody who knows the old one. Every session ends; returns a new one's token for here."""
    _not_demo(person)
    async with store.reading() as conn:
        row = await _row(conn, person)
    if not await is_password(row.password, old):
        raise BadInput("That is not the password you have now.", "old")
    hashed = await hash_password(new)
    async with store.writing() as conn:
        await replace_password(conn, row, hashed, "changed the password")
        return await new_session(conn, person.person_id, face)


async def may_change_phone(store: Store, keys: Keys, person: Person, password: str, code: str) -> None:
    """Prove it with the password and a code, from the phone or a spare one. BadInput says which is wrong."""
    _not_demo(person)
    async with store.reading() as conn:
        row = await _row(conn, person)
    if not await is_password(row.password, password):
        raise BadInput("That is not the password you have now.", "phone-password")
    async with store.writing() as conn:
        if await use_time_code(conn, keys, row, code):
            return
        if not await use_spare_code(conn, keys, person.person_id, code):
            raise BadInput(_WRONG_CODE, "phone-code")
        await audit.note_in(
            conn, await records.hats_of(conn, person.person_id), person.name, "used a spare code"
        )


async def change_phone(
    store: Store, keys: Keys, face: Face, person: Person, factor: Factor
) -> tuple[str, list[str]]:
    """From now on codes come from this phone. Every session ends; returns a new one's token and new spare codes."""
    _not_demo(person)
    async with store.writing() as conn:
        codes = await set_factor(conn, keys, person.person_id, factor)
        await records.end_sessions(conn, person.person_id)
        hats = await records.hats_of(conn, person.person_id)
        await audit.note_in(conn, hats, person.name, "connected another phone")
        return await new_session(conn, person.person_id, face), codes


async def change_spare_codes(conn: AsyncConnection, keys: Keys, person: Person, code: str) -> list[str]:
    """New spare codes for a fresh code from the phone; the old ones end."""
    _not_demo(person)
    if not await use_time_code(conn, keys, await _row(conn, person), code):
        raise BadInput(_WRONG_CODE, "code")
    hats = await records.hats_of(conn, person.person_id)
    await audit.note_in(conn, hats, person.name, "made new spare codes")
    return await new_spare_codes(conn, keys, person.person_id)


_WRONG_CODE = "That code did not match, or was used. Wait for the next one in your app and type it."


def _not_demo(person: Person) -> None:
    if person.demo:
        raise BadInput("The demo's people keep the password that was printed, and have no phone.")


async def _row(conn: AsyncConnection, person: Person) -> Any:
    row = await records.person_by_id(conn, person.person_id)
    if row is None:
        raise NotYours("There is no such person.")
    return row
