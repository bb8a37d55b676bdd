"""Numbers that belong to one person: NHS, National Insurance, bank; and number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.digits import has_digits
from voice.protect.nouns import Detail

_TEN = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_CUED = re.compile(r"\bnhs\b(?:\W+\w+){0,3}\W+((?:\d[ -]?){9,10}\d?)(?!\d)", re.I)
_INSURANCE = re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.I)
_BANK = re.compile(
    r"\b\d{2}-\d{2}-\d{2}\b(?:\W+\d{8})?|\baccount(?:\s+(?:number|no\.?|is))*\W+(\d{6,12})\b", re.I
)
_ID = re.compile(
    r"\b(?:case|reference|ref|student|pupil|passport|unique learner|uln|upn|candidate)(?:\s+(?:number|no\.?|id|is))+\W+([A-Z]?\d[\dA-Z-]{4,14})\b",
    re.I,
)
_PLATE = re.compile(r"\b(?:[A-Z]{2}[0-9]{2} ?[A-Z]{3}|[A-Z][0-9]{1,3} [A-Z]{3}|[A-Z]{3} [0-9]{3,4})\b")
_CAR = re.compile(
    r"\b(?:reg(?:istration)?|plates?|licence|car|van|taxi|motor|driv(?:es|ing|er)|parked|bmw|audi|merc|corsa|golf|fiesta|focus)\b",
    re.I,
)
_PLATE_SMALL = re.compile(
    r"\b(?!(?:yr|ks|no|at|is|in|on|am|im|we|of|to|ps)\d)[a-z]{2}\d{2} ?[a-z]{3}\b", re.I
)


def numbers(text: str) -> Iterator[Detail]:
    """NHS numbers (by check digit, or where they are said to be one), National Insurance, bank and reference numbers."""
    if not has_digits(text):
        return
    for m in _TEN.finditer(text):
        if is_nhs("".join(m.groups())):
            yield Detail(*m.span(), "number")
    for pattern in (_CUED, _ID):
        yield from (
            Detail(m.start(1), m.start(1) + len(m[1].rstrip()), "number") for m in pattern.finditer(text)
        )
    yield from (Detail(*m.span(), "number") for m in _INSURANCE.finditer(text))
    yield from (Detail(*(m.span(1) if m[1] else m.span()), "number") for m in _BANK.finditer(text))


def vehicles(text: str) -> Iterator[Detail]:
    """Number plates."""
    if not has_digits(text):
        return
    yield from (Detail(*m.span(), "vehicle") for m in _PLATE.finditer(text))
    if _CAR.search(text):
        yield from (Detail(*m.span(), "vehicle") for m in _PLATE_SMALL.finditer(text))


def is_nhs(digits: str) -> bool:
    """Does the tenth digit check (modulus 11, NHS Data Dictionary)?"""
    total = sum(int(d) * (10 - i) for i, d in enumerate(digits[:9]))
    check = 11 - total % 11
    return check != 10 and check % 11 == int(digits[9])
