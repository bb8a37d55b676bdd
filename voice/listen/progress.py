"""Finding a voice again, for the one who gave it: to add a tap or two, to see how far it came, to take it back.

A voice is found by its form id (inside a signed token, for a day) or by the five
words of its receipt. Neither opens words: nothing here returns any.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from voice.listen import records
from voice.listen.nouns import Answer
from voice.listen.receipt import as_typed, receipt_hash
from voice.protect.reading import take_out_details, withdraw
from voice.store.copies.forgotten import Gone, forget
from voice.store.engine import Store
from voice.store.jobs import enqueue
from voice.store.secret import Keys

log = logging.getLogger("voice")


@dataclass(frozen=True)
class Whose:
    """Which voice a receipt stands for."""

    space_id: int
    voice_id: int
    slug: str = field(default="", compare=False)  # of the space's page


NOBODY = Whose(0, 0)
"""Stands for a receipt that fits no voice, so that a wrong one takes the same steps as a right one."""


async def find_by_receipt(conn: AsyncConnection, keys: Keys, typed: str) -> Whose:
    """The voice of five words as somebody typed them, else NOBODY. One keyed hash and one lookup either way."""
    row = await records.voice_by_receipt(conn, receipt_hash(keys, as_typed(typed)))
    return Whose(row.space_id, row.voice_id, row.slug) if row else NOBODY


async def say_more(store: Store, space_id: int, form_id: str, answers: tuple[Answer, ...]) -> bool:
    """Add optional answers to a voice; sent again they take the place of the first. False where there is no such voice."""
    async with store.writing() as conn:
        voice = await records.voice_by_form(conn, space_id, form_id)
        if voice is None or voice.withdrawn:
            return False
        rows = [
            {
                "space_id": space_id,
                "voice_id": voice.voice_id,
                "question": answer.question,
                "code": answer.code,
                "rank": answer.rank,
            }
            for answer in answers
        ]
        await records.put_answers(conn, space_id, voice.voice_id, rows)
    return True


async def take_out(store: Store, keys: Keys, space_id: int, form_id: str) -> int:
    """The writer asked for the likely details to go. How many went: none where a lead holds the words, or they are gone."""
    async with store.writing() as conn:
        voice = await records.voice_by_form(conn, space_id, form_id)
        taken = await take_out_details(conn, keys, space_id, voice.voice_id) if voice else 0
    if voice and taken:
        await _stays_gone(store, Gone.DETAILS, voice.voice_id)
    return taken


async def take_back(store: Store, keys: Keys, whose: Whose) -> None:
    """The writer takes their voice back. Prompts that quoted it are looked at again. Doing it twice changes nothing."""
    async with store.writing() as conn:
        gone = await withdraw(conn, keys, whose.space_id, whose.voice_id)
        if gone:
            await enqueue(conn, "review", whose.space_id, comments=gone)
    await _stays_gone(store, Gone.VOICE, whose.voice_id)


async def _stays_gone(store: Store, kind: Gone, voice_id: int) -> None:
    """So that no backup brings it back. It is gone already: a full disk must not tell its writer otherwise."""
    try:
        await asyncio.to_thread(forget, store.settings, kind, [voice_id])
    except OSError as fault:
        log.error("the list of the forgotten can't be written: %s", type(fault).__name__)
