"""Phrases count as words: when the comments that said them are gone, they go from the board and its history too.

A title that a person accepted or wrote is theirs and stays. One that only a machine
has proposed goes with the words it was made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from voice.store.engine import Store
from voice.theme import forgetting_records, records
from voice.theme.codeframe import Status
from voice.theme.labels import terms


@dataclass(frozen=True)
class _Phrases:
    """What a theme's row should say instead."""

    title: str
    words: list[str]


async def forget_phrases(store: Store) -> list[tuple[int, int]]:
    """Take phrases that nobody quotable says any more out of every board. Returns the boards that changed."""
    async with store.reading() as conn:
        boards = await forgetting_records.rounds_with_themes(conn)
    return [board for board in boards if await _forget_in(store, *board)]


async def _forget_in(store: Store, space_id: int, round_id: int) -> bool:
    async with store.reading() as conn:
        quotable = await records.quotable_words(conn, space_id, round_id)
        themes = await forgetting_records.every_theme(conn, space_id, round_id)
        steps = await forgetting_records.every_step(conn, space_id, round_id)
    said = frozenset(term for text in quotable.values() for term in terms(text))
    renamed: dict[str, str] = {}
    changed = False
    for theme in themes:
        left = _left(theme._mapping, said)
        if (left.title, left.words) != (theme.title, list(theme.words)):
            renamed[theme.title] = left.title
            changed = True
            async with store.writing() as conn:
                await forgetting_records.rewrite_theme(conn, space_id, theme.theme_id, left.title, left.words)
    for step in steps:
        undo, sentence = _undo_left(step.undo, said), step.said
        for old, new in renamed.items():
            sentence = sentence.replace(old, new)
        if (undo, sentence) != (step.undo, step.said):
            async with store.writing() as conn:
                await forgetting_records.rewrite_step(conn, space_id, step.step_id, sentence, undo)
    return changed


def _left(theme: Mapping[str, Any], said: frozenset[str]) -> _Phrases:
    words = [phrase for phrase in theme["words"] if phrase in said]
    proposed = theme["status"] != Status.ACCEPTED and theme["made_by"] is None
    made_of_gone = any(" " not in term and term not in said for term in terms(theme["title"]))
    lost = proposed and made_of_gone and words != list(theme["words"])
    return _Phrases(f"Group {theme['position']}" if lost else theme["title"], words)


def _undo_left(undo: dict[str, Any], said: frozenset[str]) -> dict[str, Any]:
    rows = [{**row, **_left(row, said).__dict__} for row in undo.get("themes", ())]
    return {**undo, "themes": rows} if rows else undo
