"""Ways to reach somebody: e-mail, phone, link. In any script and language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.words.said import Said
from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

_PROVIDER = r"(?:g ?mail|googlemail|hot ?mail|out ?look|yahoo|icloud|live|msn|aol|proton(?:mail)?|btinternet|sky|ymail|me)"
_SPOKEN_AT = r"\s{0,3}(?:\(at\)|\[at\]|\bat\b|@)\s{0,3}"
_DOT = r"\s{0,3}(?:\(dot\)|\[dot\]|\bdot\b)\s{0,3}"
_DOT_OR_POINT = r"\s{0,3}(?:\(dot\)|\[dot\]|\bdot\b|\.)\s{0,3}"
_ENDING = rf"(?:com|co|org|net|uk|ac|gov|sch)(?:{_DOT_OR_POINT}(?:uk|com|org))?\b"
_LOCAL = r"(?<![\w.+-])[\w.+-]{1,64}+(?:\s{1,3}(?:dot|underscore|dash|hyphen)\s{1,3}[\w.+-]{1,64}+){0,6}"
"""What stands before the @: at most 64 letters (RFC 5321, 4.5.3.1.1)."""
_WITH_A_SIGN = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+\s?@\s?[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,6}")
_SAID_ALOUD = re.compile(
    rf"{_LOCAL}{_SPOKEN_AT}{_PROVIDER}(?:{_DOT_OR_POINT}{_ENDING})?(?<!\bat live)(?<!\bat me)(?<!\bat sky)\b"
    rf"|{_LOCAL}\s{{0,3}}(?:\(at\)|\[at\]|\bat\b)\s{{0,3}}[\w-]{{1,63}}+(?:{_DOT}[\w-]{{1,63}}+){{0,4}}?{_DOT}{_ENDING}",
    re.I,
)
_SAYS_A_PROVIDER = word_set(
    "gmail googlemail hotmail outlook yahoo icloud msn aol proton protonmail btinternet ymail mail dot com"
    " co net org uk"
)

_LINK = re.compile(
    r"\b(?:https?://|www\.)\S{1,2000}+"
    r"|(?<![\w.-])(?:[\w-]{1,63}+\.){0,4}?[\w-]{3,63}\.(?:com|co\.uk|org|net|gg|me|ly|uk|tv|io|link)(?:/\S{0,2000}+)?\b",
    re.I,
)
_DOTTED = re.compile(r"\w\.\w|://")
_PHONE = re.compile(r"(?<![\w£$])(?:\+|00)?\(?\d(?:[\s().–-]{0,2}\d){8,14}(?!\w)")
_FIGURE = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|\d)"
_SPOKEN_PHONE = re.compile(rf"\b(?:oh|o|zero|nought|0)(?:[\s,-]{{1,3}}{_FIGURE}){{8,14}}\b", re.I)
_NOUGHTS = word_set("oh o zero nought")
_HELP_LINES = ("0800", "0808", "0300", "116", "0845", "111", "101")
"""Numbers of help lines are for telling, not for hiding."""


def emails(said: Said) -> Iterator[Detail]:
    """name@place.tld, and “name at place dot com”."""
    if "@" in said.text:
        yield from (Detail(*m.span(), "email") for m in _WITH_A_SIGN.finditer(said.text))
    if ("at" in said.small_words or "@" in said.text) and said.has_any(_SAYS_A_PROVIDER):
        yield from (Detail(*m.span(), "email") for m in _SAID_ALOUD.finditer(said.text))


def links(said: Said) -> Iterator[Detail]:
    """Addresses of pages: they may be somebody's own."""
    if _DOTTED.search(said.text):
        yield from (Detail(*m.span(), "link") for m in _LINK.finditer(said.text))


def phones(said: Said) -> Iterator[Detail]:
    """Nine to fifteen digits as people write or say them, but not help lines, dates or sums of money."""
    if said.has_digits or said.has_any(_NOUGHTS):
        yield from (Detail(*m.span(), "phone") for m in _SPOKEN_PHONE.finditer(said.text))
    if not said.has_long_numbers:
        return
    for m in _PHONE.finditer(said.text):
        digits = re.sub(r"\D", "", m[0])
        starts_like_one = digits.startswith(("0", "44", "353")) or m[0].startswith("+")
        if starts_like_one and not digits.startswith(_HELP_LINES):
            yield Detail(m.start(), m.start() + len(m[0].rstrip(" .-–()")), "phone")
