"""How themes and comments are shown to a designer: counts in words, marks, labels. No database, no HTTP."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from voice.listen.nouns import Band, Route, Verbatim
from voice.listen.space import Space
from voice.protect import numbers
from voice.theme.codeframe import NO_THEME, NOT_SURE, Codeframe, Status, Theme
from voice.theme.released import Counts, Released

OR_MORE = f"{numbers.TEAM_LIMIT} or more"
"""How a count reads that is hidden only so that a small one beside it can't be worked out."""

BANDS: dict[str, str] = {
    Band.UNDER_12: "under 12",
    Band.TEEN: "12 to 17",
    Band.YOUNG_ADULT: "18 to 25",
    Band.PARENT: "parents and carers",
    Band.STAFF: "staff",
}
ROUTES: dict[str, str] = {
    Route.PHONE: "phone",
    Route.KIOSK: "tablet at a drop-in",
    Route.STAFF: "told to a worker",
    Route.PAPER: "paper",
    Route.IMPORT: "brought in from a file",
}
FACTS: tuple[tuple[str, str], ...] = (
    ("band", "Who"),
    ("route", "How it reached us"),
    ("place_wanted", "Where they would like to talk"),
)
"""The fixed family of tables shown beside a theme: fact, heading."""


@dataclass(frozen=True)
class Shown:
    """A count as it may be shown, and how much of it a person has read."""

    number: str
    read: str
    few: bool


NOTHING = Shown("none", "nothing to read", few=True)


@dataclass(frozen=True)
class Card:
    """One theme on the board."""

    theme: Theme
    count: Shown
    quotes: tuple[Released, ...]
    placed: bool  # a person has placed something in it

    @property
    def accepted(self) -> bool:
        """Has a person kept it?"""
        return self.theme.status == Status.ACCEPTED


def shown_counts(frame: Codeframe, counts: Mapping[int, Counts]) -> dict[int, Shown]:
    """Every theme's count and theme 0's, hidden where one could be worked out from the total."""
    keys = [theme.theme_id for theme in frame.live] + [NO_THEME]
    known = {key: counts.get(key, Counts()) for key in keys}
    said = numbers.one_way({key: one.comments for key, one in known.items()}, least_missed=NO_THEME)
    read = numbers.one_way({key: one.read for key, one in known.items()}, least_missed=NO_THEME)
    return {key: _shown(said[key], _read(said[key], read[key], known[key], known.values())) for key in keys}


def whole(counts: Counts) -> Shown:
    """A round's own count."""
    return _shown(numbers.shown(counts.comments), read_of(counts, numbers.shown(counts.read)))


def read_of(counts: Counts, read: str) -> str:
    """How much of a count has been read by a person, in words; `read` is how many, as it may be shown."""
    if counts.comments == 0:
        return "nothing to read"
    if counts.read >= counts.comments:
        return "all read by a person"
    if counts.read == 0:
        return "none read by a person yet"
    return "some read by a person" if read in numbers.BOUNDS else f"{read} of them read by a person"


def one_row(table: Mapping[tuple[int, str], int], theme_id: int) -> dict[str, str]:
    """Value → count of one theme from a whole round's table, hidden wherever the table would give a cell away."""
    said = numbers.two_way(table, least_missed=NO_THEME)
    return {value: label for (theme, value), label in said.items() if theme == theme_id}


def named(row: Mapping[str, str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """(name, count) in the order of the names."""
    known = sorted(row, key=lambda value: (list(names).index(value) if value in names else len(names), value))
    return [(names.get(value) or plain(value), _number(row[value])) for value in known]


def names_of(fact: str, space: Space) -> Mapping[str, str]:
    """What the values of a fact are called in this space."""
    return {"band": BANDS, "route": ROUTES}.get(fact) or space.about.places


def label(comment: Released, bands: Collection[str | None]) -> str:
    """'12 to 17', only where that group may be named here; else nothing."""
    if comment.band is None or comment.band not in bands:
        return ""
    return BANDS.get(comment.band, plain(comment.band))


def marks(comment: Released) -> list[str]:
    """What to know about a comment before using it."""
    said = []
    if not comment.quotable:
        said.append("not for quoting")
    if comment.verbatim == Verbatim.SUMMARY:
        said.append("a worker's note, not their own words")
    elif comment.verbatim == Verbatim.CLOSE:
        said.append("close to their words, written down by a worker")
    return said


def is_unsure(comment: Released) -> bool:
    """Did the machine put it here without being sure?"""
    return not comment.by_person and comment.score is not None and comment.score < NOT_SURE


def plain(code: str) -> str:
    """A code as words, for values a space has no name for."""
    return code.replace("_", " ")


def _shown(said: str, read: str) -> Shown:
    return Shown(_number(said), read, few=said == numbers.FEW)


def _read(said: str, read: str, counts: Counts, everything: Collection[Counts]) -> str:
    """How much of a theme was read. A hidden count says so only where it goes for all themes: what is left would tell."""
    if said not in numbers.BOUNDS:
        return read_of(counts, read)
    if all(one.read >= one.comments for one in everything):
        return "all read by a person"
    return "how many are read is not shown"


def _number(said: str) -> str:
    return OR_MORE if said == numbers.HIDDEN else said
