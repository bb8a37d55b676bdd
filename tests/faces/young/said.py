"""What a phone sends, and what was kept of it."""

from __future__ import annotations

from typing import Any

from httpx2 import AsyncClient, Response
from sqlalchemy import select

from tests.faces.young.reading import Page
from tests.people import Shed
from voice.store.tables import answer, voice

FORM = "amina-form-1"


async def send(
    client: AsyncClient, words: str = "I like the quiet room", *, at: str = "/en/shed", **more: Any
) -> Response:
    """Send the form, as a browser without script does."""
    return await client.post(at, data={"form_id": FORM, "v": "", "open": words} | more)


async def voices(shed: Shed) -> list[Any]:
    """Every voice kept."""
    async with shed.store.reading() as conn:
        return list((await conn.execute(select(voice))).all())


async def taps(shed: Shed) -> set[tuple[str, str]]:
    """Every tap kept."""
    async with shed.store.reading() as conn:
        return {(row.question, row.code) for row in (await conn.execute(select(answer))).all()}


def receipt_in(html: str) -> str:
    """The five words on a thank-you page."""
    seen = Page(html, without=()).seen
    return seen[seen.index("Your five words") + 1]


def token_in(html: str) -> str:
    """The page token of a thank-you page."""
    return Page(html, without=()).field("token")
