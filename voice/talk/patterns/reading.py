"""What a pattern looks at: one theme, read once, with its exact numbers. Never shown; evidence shows what may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voice.talk import window
from voice.talk.drafting import contrasts, quotes
from voice.talk.drafting.contrasts import Contrast
from voice.talk.drafting.gaps import silent_routes
from voice.talk.drafting.phrase import own_phrase
from voice.talk.drafting.quotes import Sides
from voice.talk.evidence import Heard, SpaceView, ThemeView, worries_of
from voice.talk.window import Leading


@dataclass(frozen=True)
class Reading:
    """A theme's comments, read for what stands out in them."""

    theme: ThemeView
    comments: tuple[Heard, ...]
    view: SpaceView
    phrase: str
    place: Contrast | None
    role: Contrast | None
    bright: Contrast | None
    sides: Sides
    window: Leading
    worries: tuple[tuple[str, int], ...]
    silent: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many comments there are."""
        return len(self.comments)


def read(theme: ThemeView, comments: Sequence[Heard], view: SpaceView) -> Reading:
    """Read a theme's comments once."""
    place = contrasts.by_place(comments, view)
    return Reading(
        theme=theme,
        comments=tuple(comments),
        view=view,
        phrase=own_phrase(theme),
        place=place,
        role=contrasts.by_role(comments),
        bright=contrasts.bright_spot(comments, view),
        sides=quotes.sides(theme, comments, place.members if place else ()),
        window=window.leading(comments),
        worries=tuple(worries_of(comments).most_common()),
        silent=tuple(silent_routes(comments, view)),
    )
