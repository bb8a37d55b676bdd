"""Which languages there are, how to pick one, and their catalogues (gettext, made with Babel)."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale

SHIPPED = ("en", "cy", "pl", "ar")
"""Languages with, or soon to have, a catalogue. One without serves English, never 404."""

SAFETY_CHECKED = ("en",)
"""Languages whose safety words a speaker has checked: elsewhere they also stand in English."""


def pick(tag: str) -> str | None:
    """The language of an address's first part, or None if it isn't one of ours."""
    return tag if tag in SHIPPED else None


@cache
def catalogue(language: str) -> NullTranslations:
    """The words of a language; English where there are none yet."""
    file = Path(__file__).parent / language / "LC_MESSAGES" / "voice.mo"
    if not file.exists():
        return NullTranslations()
    with file.open("rb") as opened:
        return GNUTranslations(opened)


@cache
def direction(language: str) -> str:
    """'ltr' or 'rtl'."""
    return Locale.parse(language).text_direction


@cache
def own_name(language: str) -> str:
    """A language's name in itself, such as 'Cymraeg'."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]
