"""Dates of birth: a whole date, where something near says whose birthday it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.digits import has_digits
from voice.protect.nouns import Detail

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+(?:of\s+)?(?:19|20)?\d\d)?|{_MONTH}\s+(?:the\s+)?{_DAY}(?:,?\s+(?:19|20)\d\d)?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d)"
)
_CUE = r"(?:born(?:\s+(?:on|in))?|b'?day|birth\s?day|birthdate|d\.?o\.?b\.?|date\s+of\s+birth|turn(?:ed|ing|s)?\s+\d{1,2}(?:\s+on)?)"
_BIRTHDAY = re.compile(
    rf"\b{_CUE}\b(?:\W+(?:is|was|are|on|the|it's|its|in|of))*\W*?(?P<date>\b{_DATE})", re.I
)
_BEFORE = re.compile(
    rf"(?P<date>\b{_DATE})\W+(?:is|was|=)\W+(?:my|his|her|their|our)\W+(?:b'?day|birthday|dob|date of birth)",
    re.I,
)
_LONE = re.compile(rf"^\W*(?P<date>{_DATE})\W*$", re.I)


def birthdays(text: str) -> Iterator[Detail]:
    """“dob 12/09/2009”, “my birthday is 3rd of June 2016”, “born 21 March 2014”."""
    if not has_digits(text):
        return
    for pattern in (_BIRTHDAY, _BEFORE, _LONE):
        yield from (Detail(*m.span("date"), "birthday") for m in pattern.finditer(text))
