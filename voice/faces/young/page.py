"""What the young pages share: which language, which space, and showing a page with help always on it."""

from __future__ import annotations

from datetime import date, datetime
from gettext import GNUTranslations
from typing import Any

from babel.dates import format_date, format_datetime
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from voice.clock import now
from voice.errors import NotYours
from voice.faces.shared.pages import render
from voice.languages import SAFETY_CHECKED, SHIPPED, catalogue, own_name, pick
from voice.listen.nouns import Band
from voice.listen.questions import QuestionSet, question_set
from voice.listen.space import NATIONAL_HELP, HelpLine, Space
from voice.listen.spaces import Asking
from voice.protect.hours import is_open, next_opening

VERSIONS = (Band.UNDER_12, Band.TEEN, Band.YOUNG_ADULT, Band.PARENT)


def page(request: Request, template: str, status: int = 200, /, **context: Any) -> Response:
    """A young page. It knows its language, the help lines of its space and where its links lead."""
    return HTMLResponse(text_of(request, template, **context), status)


def text_of(request: Request, template: str, /, **context: Any) -> str:
    """A young page as text."""
    around = surroundings(request, context.pop("asking", None))
    return render(f"young/{template}", shown_in(around["tag"]), **around, **context)


def surroundings(request: Request, asking: Asking | None) -> dict[str, Any]:
    """What every young template may use."""
    tag = language(request)
    space = asking.space if asking else None
    return {
        "tag": tag,
        "space": space,
        "home": f"/{tag}/{space.slug}" if space else "/",
        "help_lines": help_in(tag, space.help_lines if space else NATIONAL_HELP),
        "languages": [(t, own_name(t)) for t in SHIPPED if space and t in space.about.languages and t != tag],
    }


def language(request: Request) -> str:
    """The language of the address; what is shown is English where there is no catalogue yet. NotYours if not ours."""
    tag = pick(request.path_params.get("lang", "en"))
    if tag is None:
        raise NotYours("There is no such page.")
    request.state.language = shown_in(tag)
    return tag


def shown_in(tag: str) -> str:
    """The language whose words a page really has: a page must not call itself Welsh and speak English."""
    return tag if isinstance(catalogue(tag), GNUTranslations) else "en"


async def asked(request: Request) -> Asking:
    """The space in the address with its round. NotYours for unknown and private ones, and for unknown languages."""
    language(request)
    found: Asking = await request.app.state.spaces.get(request.path_params["space"])
    return found


def band_of(value: str) -> Band | None:
    """The version somebody chose, or None for none, or for one we don't have."""
    return next((band for band in VERSIONS if band == value), None)


def questions_for(space: Space, band: Band | None, tag: str) -> QuestionSet:
    """The questions of a version as this space asks them."""
    return question_set(band, shown_in(tag)).with_places(space.about.places)


def box_offered(space: Space, tag: str) -> bool:
    """Is there a box for words? Only where somebody reads the language and its safety words were checked."""
    shown = shown_in(tag)
    return space.takes_words_in(shown) and shown in SAFETY_CHECKED


def reading_again(space: Space) -> datetime | None:
    """None while somebody reads; else when they next do (now, if no hours were ever set)."""
    moment = now()
    return None if is_open(space.about.hours, moment) else next_opening(space.about.hours, moment) or moment


def spoken_day(day: date | None, tag: str) -> str:
    """A date as people say it, such as '7 January'."""
    return format_date(day, "d MMMM", locale=shown_in(tag)) if day else ""


def weekday(moment: datetime | None, tag: str) -> str:
    """The day somebody next reads, such as 'Tuesday', or 'Thursday 7 January' when that is a week off or more.

    Empty where no hours were ever set.
    """
    if moment is None or moment <= now():
        return ""
    days_off = (moment.date() - now().astimezone(moment.tzinfo).date()).days
    how = "EEEE" if days_off < 7 else "EEEE d MMMM"
    return format_datetime(moment, how, tzinfo=moment.tzinfo, locale=shown_in(tag))


def help_in(tag: str, lines: tuple[HelpLine, ...]) -> tuple[HelpLine, ...]:
    """The national lines first, for they answer day and night; then local ones, those who speak this language before the rest."""
    national = {line.number for line in NATIONAL_HELP}
    return tuple(sorted(lines, key=lambda line: (line.number not in national, tag not in line.languages)))
