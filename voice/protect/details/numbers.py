"""Numbers that belong to one person: NHS, National Insurance, bank, case; and number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.words.known import dictionary
from voice.protect.details.words.said import Said
from voice.protect.nouns import Detail

_TEN = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_INSURANCE = re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.I)
_CUED = (
    re.compile(r"\bnhs\b(?:\W{1,3}\w{1,12}){0,3}\W{1,3}(?P<number>(?:\d[ -]?){9,10}\d?)(?!\d)", re.I),
    re.compile(
        r"\b(?:case|reference|ref|student|pupil|passport|unique learner|uln|upn|candidate|hospital|patient|"
        r"claim|crime)"
        r"(?:\s+(?:number|no\.?|num|id|ref|is))*\W{1,3}(?P<number>(?:[A-Z]{1,3}[-/]?)?\d[\dA-Z/-]{4,14})\b",
        re.I,
    ),
    re.compile(r"\b(?P<number>\d{2}-\d{2}-\d{2}\b(?:\W{1,3}\d{8})?)"),
    re.compile(r"\b(?:account|acc)(?:\s+(?:number|no\.?|is)){0,3}\W{1,3}(?P<number>\d{6,12})\b", re.I),
    re.compile(r"(?<!\d)(?P<number>(?:\d{4}[ -]){3}\d{4})(?!\d)"),
)
"""What says whose a number is; sort codes and bank cards are known by their shape."""

_PLATE = re.compile(r"\b(?:[A-Z]{2}[0-9]{2} ?[A-Z]{3}|[A-Z][0-9]{1,3} [A-Z]{3}|[A-Z]{3} [0-9]{3,4})\b")
_CAR = re.compile(
    r"\b(?:reg(?:istration)?|plates?|licence|car|van|taxi|motor|driv(?:es|ing|er)|parked|bmw|audi|merc|corsa|golf|fiesta|focus)\b",
    re.I,
)
_PLATE_SMALL = re.compile(r"\b(?P<area>[a-z]{2}) ?\d{2} ?(?P<letters>[a-z]{3})\b", re.I)


def numbers(said: Said) -> Iterator[Detail]:
    """NHS numbers (by check digit, or where they are said to be one), National Insurance, bank and case numbers."""
    if not said.has_long_numbers:
        return
    for m in _TEN.finditer(said.text):
        if is_nhs("".join(m.groups())):
            yield Detail(*m.span(), "number")
    for pattern in _CUED:
        for m in pattern.finditer(said.text):
            yield Detail(m.start("number"), m.start("number") + len(m["number"].rstrip(" -")), "number")
    yield from (Detail(*m.span(), "number") for m in _INSURANCE.finditer(said.text))


def vehicles(said: Said) -> Iterator[Detail]:
    """Number plates: in capitals anywhere, in small letters where a car is spoken of."""
    if not said.has_digits:
        return
    yield from (Detail(*m.span(), "vehicle") for m in _PLATE.finditer(said.text))
    if _CAR.search(said.text):
        for m in _PLATE_SMALL.finditer(said.text):
            if dictionary().isdisjoint([m["area"].lower(), m["letters"].lower()]):
                yield Detail(*m.span(), "vehicle")


def is_nhs(digits: str) -> bool:
    """Does the tenth digit check (modulus 11, NHS Data Dictionary)?"""
    total = sum(int(d) * (10 - i) for i, d in enumerate(digits[:9]))
    check = 11 - total % 11
    return check != 10 and check % 11 == int(digits[9])
