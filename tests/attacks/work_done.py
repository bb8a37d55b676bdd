"""How much work an answer took: statements to the database, keyed hashes, passwords tried. Counted, never clocked.

Two questions that cost the same work take the same time, on any machine, on any day.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, event

from voice.store.writer import GroupWriter


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """What is done inside, by kind; statements by their text."""
    work: Counter[str] = Counter()

    def statement(conn: Any, cursor: Any, said: str, *_: Any) -> None:
        work[" ".join(said.split())[:300]] += 1

    with monkeypatch.context() as patched:
        for place, name, kind in (
            (hmac, "new", "keyed hash"),
            (PasswordHasher, "verify", "password tried"),
            (GroupWriter, "put", "voice put"),
        ):
            patched.setattr(place, name, counting(getattr(place, name), work, kind))
        event.listen(Engine, "before_cursor_execute", statement)
        try:
            yield work
        finally:
            event.remove(Engine, "before_cursor_execute", statement)


def counting(real: Any, work: Counter[str], kind: str) -> Any:
    """The same, counted."""

    def called(*args: Any, **more: Any) -> Any:
        work[kind] += 1
        return real(*args, **more)

    return called


def statements(work: Counter[str], but: str = "") -> Counter[str]:
    """The statements alone, without those that begin with a word."""
    kinds = {"keyed hash", "password tried", "voice put"}
    return Counter({k: n for k, n in work.items() if k not in kinds and not (but and k.startswith(but))})
