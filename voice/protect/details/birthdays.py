"""Dates of birth: a whole date, where something near says whose birthday it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.words.said import Said
from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+(?:of\s+)?(?:19|20)?\d\d)?"
    rf"|{_MONTH}\s+(?:the\s+)?{_DAY}(?:,?\s+(?:19|20)\d\d)?|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d\d)"
)
_CUE = (
    r"(?:born(?:\s+(?:on|in))?|b'?day|birth\s?day|birthdate|d\.?o\.?b\.?|date\s+of\s+birth|"
    r"turn(?:ed|ing|s)?\s+\d{1,2}(?:\s+on)?|(?:i['’]?m|he['’]?s|she['’]?s|be)\s+\d{1,2}\s+on)"
)
_CUE_WORDS = word_set(
    "born b bday birth birthday birthdate dob d turn turned turning turns im m hes shes s be"
)
_LONGEST_ALONE = 60
_AFTER = re.compile(
    rf"\b{_CUE}\b(?:[^\w\n]{{1,4}}(?:is|was|are|on|the|it's|its|in|of)){{0,4}}\W{{0,4}}(?P<date>\b{_DATE})",
    re.I,
)
_BEFORE = re.compile(
    rf"(?P<date>\b{_DATE})\W{{1,4}}(?:is|was|=)\W{{1,4}}(?:my|his|her|their|our)\W{{1,4}}"
    r"(?:b'?day|birthday|dob|date of birth)",
    re.I,
)
_LONE = re.compile(rf"\W{{0,9}}(?P<date>{_DATE})\W{{0,9}}", re.I)


def birthdays(said: Said) -> Iterator[Detail]:
    """“dob 12/09/2009”, “my birthday is 3rd of June 2016”, “born 21 March 2014”, and a comment that is only a date."""
    if not said.has_digits:
        return
    if said.has_any(_CUE_WORDS):
        for pattern in (_AFTER, _BEFORE):
            yield from (Detail(*m.span("date"), "birthday") for m in pattern.finditer(said.text))
    if len(said.text) < _LONGEST_ALONE and (lone := _LONE.fullmatch(said.text)):
        yield Detail(*lone.span("date"), "birthday")
