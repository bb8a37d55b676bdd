"""Random rounds as their designers see them: the fixed family of tables, and everything that its pages say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from tests.protect.solver import Attacker
from voice.faces.design import cards
from voice.protect.numbers import HIDDEN
from voice.theme.codeframe import NO_THEME, Codeframe, Theme
from voice.theme.released import Counts

FACTS = {"band": ("8-11", "12-17", "18-25", "parent"), "route": ("phone", "staff", "paper")}


class Comment(NamedTuple):
    """One comment as the counts know it."""

    theme: int
    band: str
    route: str
    read: bool


def random_round(dice: Random) -> list[Comment]:
    """Up to 130 comments in up to six themes, small ones and large, some in none."""
    themes = [NO_THEME, *range(1, dice.randint(2, 7))]
    sizes = {theme: dice.choice((0, dice.randint(0, 6), dice.randint(4, 40))) for theme in themes}
    liked = {fact: [dice.random() ** 3 for _ in values] for fact, values in FACTS.items()}
    share = dice.choice((0.0, 0.3, 0.9, 1.0))
    return [random_comment(dice, theme, liked, share) for theme in themes for _ in range(sizes[theme])]


def random_comment(dice: Random, theme: int, liked: dict[str, list[float]], share: float) -> Comment:
    """A comment in a theme, from somebody."""
    band, route = (dice.choices(FACTS[fact], liked[fact])[0] for fact in FACTS)
    return Comment(theme, band, route, dice.random() < share)


class Pages(NamedTuple):
    """What the board and the themes' pages say: counts, how many are read, the tables of each theme that has any."""

    everything: cards.Shown
    themes: dict[int, cards.Shown]
    rows: dict[tuple[str, int], dict[str, str]]


def pages_of(comments: Sequence[Comment], themes: Sequence[int]) -> Pages:
    """Everything that a designer can open in this round."""
    counts = {t: Counts(*_sizes([c for c in comments if c.theme == t])) for t in themes}
    frame = Codeframe(1, 1, themes=tuple(Theme(t, t, f"Theme {t}") for t in themes if t != NO_THEME))
    said = cards.shown_counts(frame, counts)
    tables = {fact: Counter((c.theme, getattr(c, fact)) for c in comments) for fact in FACTS}
    rows = {
        (fact, theme): cards.one_row(table, theme)
        for fact, table in tables.items()
        for theme in themes
        if theme != NO_THEME and said[theme].number.isdigit()
    }
    return Pages(cards.whole(Counts(*_sizes(comments))), said, rows)


def numbers_of(attacker: Attacker) -> list[object]:
    """The counts of comments, without how many of them are read."""
    return [name for name in attacker.unsaid() if name[-1] not in ("read", "unread")]


def read_pages(attacker: Attacker, name: object, pages: Pages) -> None:
    """The attacker opens all of them, and knows that everyone has a band and a route."""
    everyone = {**pages.themes, "all": pages.everything}
    for theme, shown in everyone.items():
        attacker.reads((name, theme), HIDDEN if shown.number == cards.OR_MORE else shown.number)
        _reads_read(attacker, (name, theme), shown.read)
    for part in ((), ("read",), ("unread",)):
        attacker.adds_up((name, "all", *part), [(name, theme, *part) for theme in pages.themes])
    for (fact, theme), row in pages.rows.items():
        for value, label in row.items():
            attacker.reads((name, theme, fact, value), label)
        attacker.adds_up((name, theme), [(name, theme, fact, value) for value in row])


def _reads_read(attacker: Attacker, count: tuple[object, ...], said: str) -> None:
    number = said.split()[0]
    attacker.reads(
        (*count, "read"), number if number.isdigit() else "none" if number in ("none", "nothing") else ""
    )
    attacker.reads((*count, "unread"), "none" if number in ("all", "nothing") else "")
    attacker.adds_up(count, [(*count, "read"), (*count, "unread")])


def _sizes(comments: Sequence[Comment]) -> tuple[int, int]:
    return len(comments), sum(c.read for c in comments)


def themes_of(comments: Sequence[Comment]) -> list[int]:
    """The board's themes, and theme 0."""
    return sorted({NO_THEME, *(c.theme for c in comments)})
