"""The fields held about what people said: the list in the data protection page, and its fingerprint.

When the tables change, the fingerprint changes and a test fails until somebody has read that page
again (UK GDPR 35(11): review when the risk changes).
"""

from __future__ import annotations

import hashlib

from voice.store import tables

ABOUT_PEOPLE = (tables.voice, tables.answer, tables.comment, tables.words, tables.hold, tables.hold_step)
"""Tables with a row for something that somebody said, or that was done about it."""

REVIEWED = "8c60df80e057"
"""The fingerprint when the data protection page was last read against the tables."""


def held_fields() -> dict[str, list[str]]:
    """Column names by table."""
    return {table.name: [column.name for column in table.columns] for table in ABOUT_PEOPLE}


def fingerprint() -> str:
    """Twelve hex digits that change with any field."""
    said = repr([(name, sorted(columns)) for name, columns in sorted(held_fields().items())])
    return hashlib.sha256(said.encode()).hexdigest()[:12]
