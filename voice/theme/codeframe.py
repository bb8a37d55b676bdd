"""The nouns of theming: a theme is one thing people say, a codeframe the ordered, versioned set of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NO_THEME = 0
"""The theme of a comment that a person looked at and put in none. No real theme has this id."""
NOT_SURE = 0.3
"""Under this score a machine's placing is shown as "not sure": on the demo's comments under half of those were right."""
LOOKS_NEW = 0.8
"""From this novelty a comment is shown under "new?": the strangest fifth, worth a person's look and no more."""
PROGRESS = "themes"
"""The kind of the progress row that theming writes."""
TITLE_LENGTH = 200
QUESTION_LENGTH = 400


class Status(StrEnum):
    """Where a theme is on its way. Retired ones stay in the history and can be brought back by undo."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    RETIRED = "retired"


LIVE = (Status.SUGGESTED, Status.ACCEPTED)


@dataclass(frozen=True)
class Theme:
    """One thing people say. `words` are phrases from released comments; `by_person`: a person made or named it."""

    theme_id: int
    position: int
    title: str
    words: tuple[str, ...] = ()
    question: str = ""
    touchpoint: str = ""
    status: Status = Status.SUGGESTED
    merged_into: int | None = None
    by_person: bool = False

    @property
    def is_live(self) -> bool:
        """Is it on the board?"""
        return self.status in LIVE


@dataclass(frozen=True)
class Codeframe:
    """The themes of a round, in order. Each change moves `version` on by one."""

    space_id: int
    round_id: int
    version: int = 0
    suggested_week: str | None = None
    notice: str = ""
    themes: tuple[Theme, ...] = ()

    @property
    def live(self) -> tuple[Theme, ...]:
        """The themes on the board."""
        return tuple(theme for theme in self.themes if theme.is_live)

    def theme(self, theme_id: int) -> Theme | None:
        """One of its themes, retired ones too."""
        return next((theme for theme in self.themes if theme.theme_id == theme_id), None)


@dataclass(frozen=True)
class Placing:
    """A comment in a theme. `decided_by` is the person who settled it; None is a machine's suggestion.

    `score` is how sure the machine is (0–1), `novelty` how unlike every theme the comment is (0–1).
    """

    comment_id: int
    theme_id: int
    decided_by: int | None = None
    score: float | None = None
    novelty: float | None = None


@dataclass(frozen=True)
class Step:
    """One thing that was done to the board, as its history tells it."""

    number: int
    person_id: int | None
    what: str
    said: str
    undone: bool


@dataclass(frozen=True)
class Progress:
    """What long work has done so far, for the screen."""

    done: int
    total: int
    said: str
