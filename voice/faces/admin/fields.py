"""Between an admin's form and a space's About: one line a thing, so that a person can type it without a manual."""

from __future__ import annotations

import re
from dataclasses import replace

from starlette.datastructures import FormData

from voice.errors import BadInput
from voice.faces.shared.forms import text, texts
from voice.listen.space import About, Contact, HelpLine
from voice.protect.hours import DAYS, Hours

BANDS = ("", "8-11", "12-17", "18-25", "parent")
_SPAN = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
_CODE = re.compile(r"[a-z][a-z0-9_]{1,23}")


def to_about(form: FormData, before: About) -> About:
    """What the form says, over what was there before. BadInput names the field and what to write."""
    return replace(
        before,
        topic={band: said for band in BANDS if (said := _line(form, f"topic_{band or 'plain'}"))},
        asks=_line(form, "asks"),
        can_change=_line(form, "can_change"),
        cannot_change=_line(form, "cannot_change"),
        places=_places(text(form, "places")),
        languages=("en", *(tag for tag in texts(form, "languages") if tag != "en")),
        help=_help(text(form, "help")),
        hours=_hours(form, before.hours),
        building=_line(form, "building"),
        lead=_contact(form, "lead"),
        deputy=_contact(form, "deputy"),
        outside=_contact(form, "outside"),
        names=_words(text(form, "names")),
        streets=_words(text(form, "streets")),
        outcomes=_lines(text(form, "outcomes")) or before.outcomes,
        not_used_reasons=_lines(text(form, "not_used_reasons")) or before.not_used_reasons,
        meet_where=_lines(text(form, "meet_where")),
    )


def pair_rows(places: dict[str, str]) -> str:
    """Places as typed: one 'code = name' a line."""
    return "\n".join(f"{code} = {name}" for code, name in places.items())


def help_line_rows(lines: tuple[HelpLine, ...]) -> str:
    """Help lines as typed: 'name | number | what to say' a line."""
    return "\n".join(f"{line.name} | {line.number} | {line.say}" for line in lines)


def hours_row(hours: Hours) -> dict[str, str]:
    """Opening hours by day, as typed."""
    return {day: hours.open.get(day, "") for day in DAYS}


def _places(typed: str) -> dict[str, str]:
    places: dict[str, str] = {}
    for line in _lines(typed):
        code, equals, name = (part.strip() for part in line.partition("="))
        if not equals or not _CODE.fullmatch(code) or not name:
            raise BadInput(
                f"Write each place as “code = name”, such as “dropin = The Kettle”. This line is not: {line}",
                "places",
            )
        places[code] = name[:80]
    return places


def _help(typed: str) -> tuple[HelpLine, ...]:
    lines = []
    for line in _lines(typed):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) < 2 or not parts[0] or not parts[1]:
            raise BadInput(
                f"Write each help line as “name | number | what they do”. This line is not: {line}", "help"
            )
        lines.append(HelpLine(parts[0][:80], parts[1][:40], parts[2][:120] if len(parts) > 2 else ""))
    return tuple(lines)


def _hours(form: FormData, before: Hours) -> Hours:
    opening = {}
    for day in DAYS:
        typed = text(form, f"hours_{day}").replace(" ", "").replace("–", "-")
        if typed and (not _SPAN.fullmatch(typed) or typed[:5] >= typed[6:]):
            raise BadInput(
                "Write opening hours as 10:00-18:00, or leave the day empty when you are shut.",
                f"hours_{day}",
            )
        if typed:
            opening[day] = typed
    closed = tuple(line for line in _lines(text(form, "closed")) if re.fullmatch(r"\d{4}-\d\d-\d\d", line))
    return replace(before, open=opening, closed=closed)


def _contact(form: FormData, who: str) -> Contact | None:
    name = _line(form, f"{who}_name")
    return Contact(name, _line(form, f"{who}_role"), _line(form, f"{who}_how")) if name else None


def _line(form: FormData, name: str) -> str:
    return " ".join(text(form, name).split())[:400]


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line.strip()[:200] for line in typed.splitlines() if line.strip())


def _words(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip()[:80] for word in re.split(r"[,\n]", typed) if word.strip()))
