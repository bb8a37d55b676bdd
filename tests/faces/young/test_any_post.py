"""Whatever arrives: no fault, nothing acknowledged is lost, nothing is doubled, and what is refused stays on the page."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from httpx2 import AsyncClient
from sqlalchemy import select

from tests.faces.young.posts import Kept, post_many
from tests.faces.young.said import voices
from tests.people import Shed
from voice.listen.receive import is_blank
from voice.store.tables import comment

pytestmark = pytest.mark.anyio


async def test_whatever_is_posted_is_kept_once_or_comes_back(client: AsyncClient, shed: Shed) -> None:
    kept = Kept()
    await post_many(client, Random(2), 250, kept)
    assert kept.faults == []
    await is_as_acknowledged(shed, kept)
    assert len(kept.words) > 50


async def is_as_acknowledged(shed: Shed, kept: Kept) -> None:
    """Every acknowledged form is there once, with its words, and nothing else is."""
    stored = await voices(shed)
    assert Counter(one.form_id for one in stored) == Counter(kept.words.keys())
    async with shed.store.reading() as conn:
        said = Counter((await conn.execute(select(comment.c.voice_id))).scalars())
    spoke = {one.voice_id for one in stored if not is_blank(kept.words[one.form_id])}
    assert said == Counter(spoke)
