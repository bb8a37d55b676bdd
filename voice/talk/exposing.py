"""What could tell who somebody is: dates, health, and every detail that masking looks for. For words that get printed."""

from __future__ import annotations

import re

from voice.protect.look import NOWHERE
from voice.protect.masking import find_details

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|"
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:autis(?:m|tic)|adhd|asperger\w*|epilep\w+|asthma\w*|diabet\w+|bipolar|schizo\w+|psychosis|anorexi\w+|"
    r"bulimi\w+|eating disorder|ocd|ptsd|self[- ]?harm\w*|overdos\w+|suicid\w+|cancer|leuk\w+|tumou?r|hiv|"
    r"pregnan\w+|miscarr\w+|sertraline|fluoxetine|prozac|ritalin|methylphenidate|melatonin|cerebral palsy|"
    r"down'?s syndrome|tourette\w*|diagnos\w+|dementia|alzheimer\w*|stroke|dialysis|chemo\w*)\b",
    re.IGNORECASE,
)


def dated(text: str) -> bool:
    """A day, month and day, or full date: exact dates point to people."""
    return bool(_DATE.search(text))


def tells_health(text: str) -> bool:
    """A diagnosis, medicine or condition: in someone's own words it is theirs."""
    return bool(_HEALTH.search(text))


def details_in(text: str) -> list[str]:
    """The kinds of detail in some words, as masking finds them, each once."""
    return sorted({str(detail.kind) for detail in find_details(text, NOWHERE, guess=False)})
