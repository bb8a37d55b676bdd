"""What people type, turned into our codes. Anything not recognised gives "", never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from voice.clock import today, week_of
from voice.listen.imports.personal import plain_name

_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6}
_MONTHS |= {"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_DAY_NAME = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[ -]+([a-z]{3})[a-z]*\.?,?[ -]+(\d{4}|\d{2})(?!\d)", re.I
)
_NAME_DAY = re.compile(
    r"([a-z]{3})[a-z]* (\d{1,2})(?:st|nd|rd|th)?,?(?: [\d:]+ (?:[a-z]{2,5} )?| )(\d{4})(?!\d)", re.I
)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.I)
_OLDEST = date(2000, 1, 1)


def week_from(text: str, month_first: bool = False) -> str:
    """The ISO week of a date as typed, such as “2026-W45”; day before month unless that can't be.

    "" for no date, one before 2000 or one still to come (a day's grace for other time zones).
    """
    text = text.strip()
    if found := _WEEK.fullmatch(text):
        try:
            day = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            return ""
    else:
        day = _day(text, month_first) or date.min
    return week_of(day) if _OLDEST <= day <= today() + timedelta(days=1) else ""


def looks_like_date(text: str) -> bool:
    """Does the cell hold a date, in any way of writing one?"""
    return _day(text.strip(), False) is not None


def _day(text: str, month_first: bool) -> date | None:
    if re.fullmatch(r"\d{10}|\d{13}", text):  # seconds or milliseconds since 1970 (Polis)
        return datetime.fromtimestamp(int(text[:10]), UTC).date()
    if found := _ISO.match(text):
        return _date(found[1], int(found[2]), int(found[3]))
    if found := _NUMBERS.match(text):
        first, second = int(found[1]), int(found[2])
        day, month = (second, first) if month_first else (first, second)
        return _date(found[3], month, day) or _date(found[3], day, month)
    if (found := _DAY_NAME.search(text)) and found[2].lower() in _MONTHS:
        return _date(found[3], _MONTHS[found[2].lower()], int(found[1]))
    if (found := _NAME_DAY.search(text)) and found[1].lower() in _MONTHS:
        return _date(found[3], _MONTHS[found[1].lower()], int(found[2]))
    return None


def _date(year: str, month: int, day: int) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    except ValueError:
        return None


def is_month_first(samples: Iterable[str], habit: bool) -> bool:
    """Does this column write the month first? Its own dates decide (13/1, 1/13); else the tool's habit."""
    day_first = month_first = 0
    for text in samples:
        if found := _NUMBERS.match(text.strip()):
            day_first += int(found[1]) > 12
            month_first += int(found[2]) > 12
    return month_first > day_first if month_first or day_first else habit


_BANDS = ((0, 11, "8-11"), (12, 17, "12-17"), (18, 25, "18-25"), (26, 150, "adult"))
_BAND_WORDS = {
    "parent": "parent",
    "carer": "parent",
    "guardian": "parent",
    "staff": "staff",
    "worker": "staff",
    "professional": "staff",
    "practitioner": "staff",
    "adult": "adult",
    "adults": "adult",
    "teenager": "12-17",
    "teen": "12-17",
}
_YOUNGEST = re.compile(r"(under|below|less than|up to|younger than|<)")
_OLDER = re.compile(r"(\+|over|above|or older|and older|or over|and over|plus)")


def band_from(text: str) -> str:
    """“14”, “12-15”, “Year 9”, “50+” → 8-11, 12-17, 18-25, adult; “parent or carer” → parent; “worker” → staff.

    A range across two bands is left out ("16-24" may be a child), except among adults, where its middle counts.
    """
    low_high = _ages(text.casefold())
    if low_high is None:
        words = plain_name(text).split()
        return next((_BAND_WORDS[word] for word in words if word in _BAND_WORDS), "")
    low, high = low_high
    for least, most, band in _BANDS:
        if least <= low and high <= most:
            return band
    middle = (low + high) / 2
    return ("18-25" if middle < 26 else "adult") if 18 <= low < high <= 150 else ""


def _ages(text: str) -> tuple[int, int] | None:
    if re.search(r"\d{4}", text):
        return None  # a year or a date is not an age
    if found := re.search(r"\b(?:school )?(?:year|yr|y) ?(\d{1,2})\b", text):
        return int(found[1]) + 4, int(found[1]) + 5  # English and Welsh school years
    if re.search(r"\d\.[1-9]", text) or not (
        numbers := [int(each) for each in re.findall(r"\d{1,3}", text.replace(".0", ""))]
    ):
        return None
    if len(numbers) > 1 and re.search(r"\d\s*(-|–|—|to|and|/)\s*\d", text):
        return min(numbers[:2]), max(numbers[:2])
    if _YOUNGEST.search(text):
        return 0, numbers[0] - (0 if "up to" in text else 1)
    if _OLDER.search(text):
        return numbers[0], 120
    return numbers[0], numbers[0]


_LANGUAGES = {
    "english": "en",
    "eng": "en", "welsh": "cy", "cymraeg": "cy",
    "cym": "cy", "polish": "pl", "polski": "pl",
    "pol": "pl", "arabic": "ar",
    "ara": "ar",
    "arb": "ar", "urdu": "ur", "punjabi": "pa",
    "panjabi": "pa", "bengali": "bn", "gujarati": "gu", "romanian": "ro", "portuguese": "pt", "spanish": "es", "french": "fr",
    "german": "de", "italian": "it", "lithuanian": "lt", "somali": "so", "turkish": "tr", "ukrainian": "uk", "russian": "ru",
    "farsi": "fa", "persian": "fa", "pashto": "ps", "kurdish": "ku", "chinese": "zh", "cantonese": "zh", "mandarin": "zh",
    "tamil": "ta", "hindi": "hi", "tigrinya": "ti", "irish": "ga", "gaelic": "gd",
    "urd": "ur", "pan": "pa", "ben": "bn", "guj": "gu", "ron": "ro", "rum": "ro", "por": "pt", "spa": "es", "español": "es",
    "fra": "fr", "fre": "fr", "français": "fr", "deu": "de", "ger": "de", "deutsch": "de", "ita": "it", "lit": "lt", "som": "so",
    "tur": "tr", "ukr": "uk", "rus": "ru", "fas": "fa", "pes": "fa", "pus": "ps", "kur": "ku", "zho": "zh", "chi": "zh", "tam": "ta",
    "hin": "hi", "tir": "ti", "gle": "ga", "gla": "gd",
}  # fmt: skip


def language_from(text: str) -> str:
    """“Cymraeg (Welsh)”, “EN”, “en-GB” → cy, en, en; "" if unknown."""
    words = plain_name(text).split()
    for word in words:
        if word in _LANGUAGES:
            return _LANGUAGES[word]
    code = words[0] if words else ""
    return code if code in set(_LANGUAGES.values()) else ""


_PLACES = {
    "near school": "near_school", "school": "school", "youth club": "club", "club": "club", "drop in": "dropin", "dropin": "dropin",
    "at home": "home", "home": "home", "my house": "home", "doctor": "clinic", "doctors": "clinic", "gp": "clinic", "clinic": "clinic",
    "surgery": "clinic", "health centre": "clinic", "library": "library", "cafe": "library", "café": "library", "outside": "outside",
    "park": "outside", "outdoors": "outside", "online": "online", "phone": "online", "video": "online", "faith": "community",
    "church": "community", "mosque": "community", "community": "community", "college": "college", "university": "college",
    "work": "college", "somewhere else": "other", "other": "other",
}  # fmt: skip
_CHANNELS = {
    "face to face": "face", "face": "face", "in person": "face", "typing": "typing", "text": "typing", "chat": "typing", "email": "typing",
    "e mail": "typing", "whatsapp": "typing", "phone": "phone", "call": "phone", "telephone": "phone", "video": "video", "zoom": "video",
    "teams": "video", "drawing": "making", "games": "making", "making": "making", "letter": "letter", "card": "letter", "post": "letter",
    "walk": "walk", "walking": "walk",
}  # fmt: skip
_WHO = {
    "one adult who stays the same": "same", "same person": "same", "same": "same", "someone i don t know": "new", "someone new": "new",
    "new": "new", "near my age": "peer", "my age": "peer", "peer": "peer", "friend": "peer", "group": "group",
    "without my parent": "without", "without": "without", "on my own": "without", "alone": "without", "with parent": "with_parent",
    "parent": "with_parent", "carer": "with_parent", "speaks my language": "language", "language": "language",
    "gets my background": "background", "background": "background", "choose on the day": "choose", "choose": "choose",
}  # fmt: skip
QUESTIONS = {
    "place_now": _PLACES,
    "place_wanted": _PLACES,
    "place_not": _PLACES,
    "channel": _CHANNELS,
    "who_with": _WHO,
}
"""Closed questions a column may be mapped to, with the words that give each code (practice notes 3e)."""

_UNSURE = {"not sure", "unsure", "don t know", "dont know"}


def codes_from(question: str, text: str) -> tuple[str, ...]:
    """The codes picked in one cell, in order, none twice: “School; At home” → school, home. Unknown ones are left out."""
    codes = [code for part in _parts(text, QUESTIONS[question]) if (code := _code(part, QUESTIONS[question]))]
    return tuple(dict.fromkeys(codes))


def _parts(text: str, known: dict[str, str]) -> list[str]:
    """Options in one cell: parted by ; | or a new line, by commas, or (Kobo) by spaces between codes."""
    parts = re.split(r"[;|\n]", text)
    if len(parts) == 1:
        parts = re.split(r",(?!\d)", text)
    words = text.split()
    if len(parts) == 1 and len(words) > 1 and all(word in set(known.values()) for word in words):
        return words
    return parts


def _code(option: str, known: dict[str, str]) -> str:
    if option.strip() in known.values():
        return option.strip()
    name = plain_name(option)
    if name in _UNSURE:
        return "unsure" if known is _PLACES else ""
    if re.match(r"(not|no|never|none)\b", name) or len(name.split()) > 12:
        return ""  # “not at school” is not school, and a sentence is not an option
    around = f" {name} "
    for phrase in sorted(known, key=len, reverse=True):
        if f" {phrase} " in around:
            return known[phrase]
    return ""


_YES = {
    "yes",
    "y",
    "true",
    "1",
    "agree",
    "i agree",
    "agreed",
    "ok",
    "okay",
    "ydw",
    "ie",
    "cytuno",
    "rwy n cytuno",
    "tak",
    "نعم",
}
_BUT = re.compile(r"\b(but|not|unless|except|only|if|don|no)\b")


def says_yes(text: str) -> bool:
    """A plain yes to sharing words. “Yes, but…” is not one: in doubt, no."""
    name = plain_name(text)
    return name in _YES or (name.startswith(("yes ", "i agree ")) and not _BUT.search(name))
