"""The two gates. Every list, count, chart, search, export, prompt and page goes through one of them.

countable   unread and released comments: machine themes and numbers, always with
            "N of them read by a person"
readable    released comments only: any words, anywhere a designer looks

Held, set-aside, not-used and withdrawn comments are in neither. Words whose writer did not
say yes to sharing are read and themed, but never quoted and never exported.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ColumnElement, and_

from voice.store.tables import comment


class State(StrEnum):
    """Where a comment is on its way."""

    UNREAD = "unread"
    RELEASED = "released"
    NO_QUOTE = "no_quote"  # released, not for quoting
    HELD = "held"
    ASIDE = "aside"  # part of a flood: neither read nor counted until somebody knows what it is
    NOT_USED = "not_used"
    WITHDRAWN = "withdrawn"


COUNTABLE = (State.UNREAD, State.RELEASED, State.NO_QUOTE)
READABLE = (State.RELEASED, State.NO_QUOTE)


def countable() -> ColumnElement[bool]:
    """May be counted and grouped by a machine."""
    return comment.c.state.in_(COUNTABLE)


def readable() -> ColumnElement[bool]:
    """A person has released it: its masked words may be shown to the team."""
    return comment.c.state.in_(READABLE)


def quotable() -> ColumnElement[bool]:
    """Released for quoting, and its writer said yes."""
    return and_(comment.c.state == State.RELEASED, comment.c.quote_ok)


def may_leave() -> ColumnElement[bool]:
    """Quotable, and a second reader has seen it: cards, public pages and exports of words."""
    return and_(quotable(), comment.c.second_read)
