"""Ways to reach somebody: e-mail, phone, user name, link. In any script and language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.digits import has_digits
from voice.protect.details.names import ordinary_words
from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

_PROVIDER = r"(?:g ?mail|googlemail|hot ?mail|out ?look|yahoo|icloud|live|msn|aol|proton(?:mail)?|btinternet|sky|ymail|me)"
_SPOKEN_AT = r"\s*(?:\(at\)|\[at\]|\bat\b|@)\s*"
_SPOKEN_DOT = r"\s*(?:\(dot\)|\[dot\]|\bdot\b|\.)\s*"
_ENDING = rf"(?:com|co|org|net|uk|ac|gov|sch)(?:{_SPOKEN_DOT}(?:uk|com|org))?\b"
_LOCAL = r"[\w.+-]+(?:\s+(?:dot|underscore|dash|hyphen)\s+[\w.+-]+)*"
_EMAIL = re.compile(
    r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"
    rf"|{_LOCAL}{_SPOKEN_AT}{_PROVIDER}(?:{_SPOKEN_DOT}{_ENDING})?(?<!\bat live)(?<!\bat me)(?<!\bat sky)"
    rf"|{_LOCAL}\s*(?:\(at\)|\[at\]|\bat\b)\s*[\w-]+(?:\s*(?:\(dot\)|\[dot\]|\bdot\b)\s*[\w-]+)*\s*(?:\(dot\)|\[dot\]|\bdot\b)\s*{_ENDING}",
    re.I,
)
_LINK = re.compile(
    r"\b(?:https?://|www\.)\S+|\b[\w-]{3,}\.(?:com|co\.uk|org|net|gg|me|ly|uk|tv|io|link)(?:/\S*)?\b", re.I
)
_PHONE = re.compile(r"(?<![\w£$])(?:\+|00)?\(?\d(?:[\s().–-]{0,2}\d){8,14}(?!\w)")
_DIGIT = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|\d)"
_SPOKEN_PHONE = re.compile(rf"\b(?:oh|o|zero|nought|0)(?:[\s,-]+{_DIGIT}){{8,14}}\b", re.I)
_HELP_LINES = ("0800", "0808", "0300", "116", "0845", "111", "101")
"""Numbers of help lines are for telling, not for hiding."""

_APPS = (
    r"snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|discord|roblox|twitter|twitch|xbox|psn|playstation|steam|fortnite|minecraft|"
    r"kik|telegram|whats ?app|facebook|fb|yubo|be ?real|youtube|threads|bluesky|gamer ?tag|user ?name|handle|epic|ps[45]|switch|"
    r"reddit|pinterest|wattpad|signal|valorant|rec ?room|vr ?chat|tumblr|spotify|tag|sc"
)
_HANDLE_AT = re.compile(r"(?<![\w.])@[A-Za-z0-9_][\w.]{1,30}\w")
_HANDLE_APP = re.compile(
    rf"\b(?:{_APPS})(?:['’]?s)?(?:\s+(?:name|user ?name|tag|id|account|acc|handle|as|is|me|at|on|its|it's|=))*\s*[:=-]?\s*"
    r"(?P<name>@?[A-Za-z0-9][\w.#-]{2,30})",
    re.I,
)
_HANDLE_BEFORE = re.compile(
    rf"(?<![\w@.])(?:(?P<odd>[A-Za-z][\w.]*[._\d][\w.]*\w)|(?:i['’]?m|its|it's|follow|add|search|find|called)\s+(?:me\s+|as\s+)*"
    rf"(?P<said>[A-Za-z][\w.]{{3,30}}))\s+(?:on|is my)\s+(?:my\s+)?(?:{_APPS})\b",
    re.I,
)
_ODD = re.compile(r"[\d_#.]|[a-z][A-Z]|^xX|Xx$")
_UNDERSCORED = re.compile(r"(?<![\w@./])[A-Za-z][\w.]*_[\w.]*\w(?!\w)")
_NUMBERED = re.compile(
    r"(?<![\w@./#])(?!(?:year|covid|level|group|grade|stage|block|class|phase|channel|route|number|under|over|maths|cohort|section|question|version)\d)[a-z]{5,}\d{2,4}(?![\w])",
    re.I,
)
"""“skaterboi2009”: a word and figures run together is a name somebody made for themselves."""
_AFTER_IS = re.compile(r"(?:\bis|\bas|:|=|\bits|\bit's|\bname|\btag|\bid)\s*$", re.I)


def emails(text: str) -> Iterator[Detail]:
    """name@place.tld, and “name at place dot com”."""
    if (
        "@" not in text
        and " at" not in text.lower()
        and "at]" not in text.lower()
        and "at)" not in text.lower()
    ):
        return
    yield from (Detail(*m.span(), "email") for m in _EMAIL.finditer(text))


def links(text: str) -> Iterator[Detail]:
    """Addresses of pages: they may be somebody's own."""
    yield from (Detail(*m.span(), "link") for m in _LINK.finditer(text))


def phones(text: str) -> Iterator[Detail]:
    """Nine to fifteen digits as people write or say them, but not help lines, dates or sums of money."""
    yield from (Detail(*m.span(), "phone") for m in _SPOKEN_PHONE.finditer(text))
    if not has_digits(text):
        return
    for m in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", m[0])
        starts_like_one = digits.startswith(("0", "44", "353")) or m[0].startswith("+")
        if starts_like_one and not digits.startswith(_HELP_LINES):
            yield Detail(m.start(), m.start() + len(m[0].rstrip(" .-–()")), "phone")


def handles(text: str) -> Iterator[Detail]:
    """@name, and a name said to be somebody's on an app: “my snap is …”, “insta mads_x0x”."""
    yield from (Detail(*m.span(), "handle") for m in _HANDLE_AT.finditer(text))
    for m in _HANDLE_APP.finditer(text):
        name = m["name"].rstrip(".,!?-")
        said_so = _AFTER_IS.search(text[m.start() : m.start("name")])
        if _ODD.search(name) or (said_so and name.lower() not in _PLAIN and not name.isdigit()):
            yield Detail(m.start("name"), m.start("name") + len(name), "handle")


def made_up_names(text: str) -> Iterator[Detail]:
    """A word with an underscore in it, or with figures run on to it: nobody writes so but for a user name."""
    for m in _UNDERSCORED.finditer(text):
        if not all(part in ordinary_words() for part in m[0].lower().split("_") if part):
            yield Detail(*m.span(), "handle")
    if has_digits(text):
        yield from (Detail(*m.span(), "handle") for m in _NUMBERED.finditer(text))


def handles_before_apps(text: str) -> Iterator[Detail]:
    """“follow noodle.kat on tiktok”, “im foxgirl on roblox”."""
    for m in _HANDLE_BEFORE.finditer(text):
        said = m["said"]
        if said is None or _ODD.search(said) or said.lower() not in ordinary_words():
            which = "odd" if said is None else "said"
            yield Detail(*m.span(which), "handle")


_PLAIN = word_set(
    """
    the a an my our your his her their good bad great fun rubbish boring better best worse ok okay not so
    too very just where what when how full banned blocked down broken easy hard quick safe toxic on off and
    but or for with really always never all because more less only also fine free nice weird addictive
    everything nothing like
    """
)
