"""Checks 13 and 14: can a mixed group use it in 45 minutes, and is it told back?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from voice.clock import today
from voice.talk.checks.page import Page
from voice.talk.prompts import NONE_RAISED, TELL_BACK_DAYS
from voice.talk.sheets import RUN_45, TOTAL_WORDS, total_words

MOST_PEOPLE = 9
MINUTES = 45
_YOUNG = re.compile(r"\b(?:young (?:people|person|adults?)|child(?:ren)?|teenagers?|pupils?)\b", re.I)
_WORDS = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
    )
}
_MONTHS = {datetime(2000, month, 1).strftime("%B")[:3].lower(): month for month in range(1, 13)}
_MONEY = re.compile(
    r"£\s?\d|\bneeds? (?:a |new |more )?(?:budget|funding|money|grant)\b|\bonce (?:the )?(?:budget|funding) ",
    re.I,
)


def fits_the_meeting(page: Page) -> Iterator[str]:
    """13, software's half. 260 words; 45 minutes; nine people, two roles, a voice from outside, a place; no spend."""
    size = total_words(page.prompt) + sum(len(text.split()) for text in page.unknown)
    if size > TOTAL_WORDS:
        yield f"It has {size} words. Keep it to {TOTAL_WORDS}."
    minutes = _minutes(page.raw.get("run_sheet"))
    if minutes > MINUTES:
        yield f"The run sheet takes {minutes} minutes. Keep it to {MINUTES}."
    room = page.prompt.room
    roles, unusual = room.get("roles", []), room.get("unusual", [])
    if len({role.lower() for role in roles}) < 2:
        yield "The room needs two roles or more."
    if not unusual:
        yield "The room has no voice from outside (unusual)."
    if "meet_where" in room and not str(room["meet_where"] or "").strip():
        yield "It does not say where to meet: a place that people chose."
    if (there := people_in(room)) > MOST_PEOPLE:
        yield f"{there} people are too many for one table. Keep it to {MOST_PEOPLE}."
    if any(map(_MONEY.search, page.ours)):
        yield "It needs money to start. What can be tried without?"


def people_in(room: dict[str, object]) -> int:
    """How many people the room names: young people, one or the stated number for each role, and voices from outside."""
    young = _how_many(room.get("young_people"))
    roles = room.get("roles")
    unusual = room.get("unusual")
    named = [str(role) for role in roles] if isinstance(roles, list) else []
    others = [role for role in named if not (young and _YOUNG.search(role))]
    outside = len(unusual) if isinstance(unusual, list) else 0
    return young + sum(max(1, _how_many(role)) for role in others) + outside


def _how_many(value: object) -> int:
    """A leading number of some words, in figures or written out; 0 if there is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    first = re.match(r"\W*(\w+)", value.lower()) if isinstance(value, str) else None
    if not first:
        return 0
    return int(first[1]) if first[1].isdigit() else _WORDS.get(first[1], 0)


def _minutes(run_sheet: object) -> int:
    """The minutes of a run sheet given with the prompt; ours if it brings none."""
    if not isinstance(run_sheet, list):
        return RUN_45.minutes
    steps = [step.get("minutes") for step in run_sheet if isinstance(step, dict)]
    return sum(m for m in steps if isinstance(m, int))


def told_back(page: Page) -> Iterator[str]:
    """14. A worry with a person and a day, or none; success, or not asked; what, where, who and when to tell back."""
    prompt = page.prompt
    if not prompt.worries_now:
        yield f"Worries to act on now are blank. Fill them in, or say “{NONE_RAISED}”."
    for worry in prompt.worries_now:
        said = str(worry.get("worry") or "")
        if re.search(r"\bnone\b|\bnothing\b", said, re.I) and len(said.split()) <= 4:
            continue
        if not (said and worry.get("who_acts") and worry.get("by")):
            yield "A worry has no one to act on it, or no day."
            break
    if not any(part.strip() for part in prompt.success):
        yield "Success in their words is blank. Fill it in, or say “not asked yet”."
    blank = [part for part in ("what", "where", "who", "date") if not prompt.tell_back.get(part, "").strip()]
    if blank:
        yield f"The tell-back does not say {', '.join(blank)}."
    if prompt.tell_back.get("date", "").strip():
        yield from _in_time(prompt.tell_back["date"], prompt.made_on)


def _in_time(said: str, made_on: str) -> Iterator[str]:
    made = day_of(made_on, today()) or today()
    told = day_of(said, made)
    if told is None:
        yield "The tell-back date is not a date. Write it as 2026-12-21, or “in 21 days”."
    elif told > made + timedelta(days=TELL_BACK_DAYS):
        yield f"The tell-back is {(told - made).days} days away. Keep it to {TELL_BACK_DAYS}."
    elif told < made:
        yield "The tell-back date is past."


def day_of(said: str, start: date) -> date | None:
    """A day from "2026-12-21", "21 December 2026", "21/12/2026" or "in 3 weeks" (from `start`); None for anything else."""
    text = said.strip().lower()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    if found := re.search(r"(\w+)\s+(day|week)s?\b", text):
        number = _how_many(found[1])
        return start + timedelta(days=number * (7 if found[2] == "week" else 1)) if number else None
    if text.isdigit():
        return start + timedelta(days=int(text))
    if found := re.search(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*(?:\s+(\d{4}))?", text):
        return _named_day(int(found[1]), _MONTHS.get(found[2]), found[3], start)
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        return _named_day(int(found[1]), int(found[2]), found[3], start)
    return None


def _named_day(day: int, month: int | None, year: str | None, start: date) -> date | None:
    """That day of the year given, else the next one from `start` on."""
    try:
        if month is None:
            return None
        if year:
            return date(int(year), month, day)
        this = date(start.year, month, day)
        return this if this >= start else this.replace(year=start.year + 1)
    except ValueError:
        return None
