"""Pages rendered once and handed to everyone who gets the same one, with each visit's own marks put in after.

A thousand phones opening one page at once should cost one rendering. What is kept
here is the same for everybody: never a word, a receipt or a form's number.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from markupsafe import escape

MOST = 500
"""Most pages kept: far more than one service's versions, languages and orders."""

ORDERS = 4
"""In how many orders options without an order are shown, so that no place is always first."""

_pages: dict[Hashable, str] = {}


def ready_made(key: Hashable, render: Callable[[], str], marks: Mapping[str, str]) -> str:
    """The page of a key, rendered if it isn't there yet, with every mark (a `mark_of` name) replaced by its text, escaped."""
    page = _pages.get(key)
    if page is None:
        if len(_pages) >= MOST:
            _pages.clear()
        page = _pages[key] = render()
    for name, value in marks.items():
        page = page.replace(mark_of(name), str(escape(value)))
    return page


def mark_of(name: str) -> str:
    """What stands in a ready page where one visit's own text goes."""
    return f"put-{name}-here"


def order_of(form_id: str) -> str:
    """Which of the orders a form gets: drawn from its random number, the same again on a second look."""
    return str(sum(form_id.encode()) % ORDERS)
