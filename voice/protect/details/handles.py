"""User names: with an @, said to be somebody's on an app, or made up as only user names are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.words.known import ordinary_words
from voice.protect.details.words.said import Said
from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

_APPS = (
    r"snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|discord|roblox|twitter|twitch|xbox|psn|playstation|steam|"
    r"fortnite|minecraft|"
    r"kik|telegram|whats ?app|facebook|fb|yubo|be ?real|youtube|threads|bluesky|gamer ?tag|user ?name|handle|"
    r"epic|ps[45]|switch|"
    r"reddit|pinterest|wattpad|signal|valorant|rec ?room|vr ?chat|tumblr|spotify|tag|sc"
)
_APP_WORDS = word_set(
    "snap snapchat insta instagram ig tik tiktok discord roblox twitter twitch xbox psn playstation steam"
    " fortnite minecraft"
    " kik telegram whats whatsapp facebook fb yubo be bereal youtube threads bluesky gamer gamertag user"
    " username handle epic"
    " ps switch reddit pinterest wattpad signal valorant rec recroom vr vrchat tumblr spotify tag sc"
    " snaps instas snapchats discords tags usernames"
)
"""The apps word by word: without one of them no pattern for them is tried."""
_WITH_A_SIGN = re.compile(r"(?<![\w.])@(?=[\d.]{0,9}[A-Za-z_])[A-Za-z0-9_][\w.]{1,30}+(?<!\.)")
_AFTER_APP = re.compile(
    rf"\b(?:{_APPS})(?:['’]?s)?(?:\s+(?:name|user ?name|tag|id|account|acc|handle|as|is|me|at|on|its|it's|"
    rf"=)){{0,4}}\s{{0,3}}[:=-]?\s{{0,3}}"
    r"(?P<name>@?[A-Za-z0-9][\w.#-]{2,30})",
    re.I,
)
_BEFORE_APP = re.compile(
    rf"(?<![\w@.])(?:(?P<odd>(?=[A-Za-z][\w.]{{0,29}}[._\d])[A-Za-z][\w.]{{1,30}}+(?<!\.))"
    r"|(?:i['’]?m|its|it's|follow|add|search|find|called)\s+(?:me\s+|as\s+){0,2}"
    rf"(?P<said>[A-Za-z][\w.]{{3,30}}))\s+(?:on|is my)\s+(?:my\s+)?(?:{_APPS})\b",
    re.I,
)
_ODD = re.compile(r"[\d_#.]|[a-z][A-Z]|^xX|Xx$")
_UNDERSCORED = re.compile(r"(?<![\w@./])[A-Za-z](?=[\w.]{0,30}_)[\w.]{1,40}+(?<![_.])(?!\w)")
_FIGURED = re.compile(
    r"(?<![\w@./#])(?!(?:year|covid|level|group|grade|stage|block|class|phase|channel|route|number|under|"
    r"over|maths|cohort|"
    r"section|question|version)\d)[a-z]{5,30}+\d{2,4}(?!\w)",
    re.I,
)
"""“skaterboi2009”: a word and figures run together is a name somebody made for themselves."""
_NUMBERED = re.compile(r"(?<![\w@./#])[A-Za-z][\w.]{1,30}#\d{4}(?!\w)")
_SAYS_SO = re.compile(r"(?:\bis|\bas|:|=|\bits|\bit's|\bname|\btag|\bid)\s*$", re.I)
_PLAIN = word_set(
    """
    the a an my our your his her their good bad great fun rubbish boring better best worse ok okay not so
    too very just where what when how full banned blocked down broken easy hard quick safe toxic on off and
    but or for with really always never all because more less only also fine free nice weird addictive
    everything nothing like
    """
)


def handles(said: Said) -> Iterator[Detail]:
    """@name, and a name said to be somebody's on an app: “my snap is …”, “follow noodle.kat on tiktok”."""
    if "@" in said.text:
        yield from (Detail(*m.span(), "handle") for m in _WITH_A_SIGN.finditer(said.text))
    if said.has_any(_APP_WORDS):
        yield from _after_apps(said.text)
        yield from _before_apps(said.text)


def _after_apps(text: str) -> Iterator[Detail]:
    for m in _AFTER_APP.finditer(text):
        name = m["name"].rstrip(".,!?-")
        said_so = _SAYS_SO.search(text[m.start() : m.start("name")])
        if _ODD.search(name) or (said_so and name.lower() not in _PLAIN and not name.isdigit()):
            yield Detail(m.start("name"), m.start("name") + len(name), "handle")


def _before_apps(text: str) -> Iterator[Detail]:
    for m in _BEFORE_APP.finditer(text):
        name = m["said"]
        if name is None or _ODD.search(name) or name.lower() not in ordinary_words():
            yield Detail(*m.span("odd" if name is None else "said"), "handle")


def made_up_names(said: Said) -> Iterator[Detail]:
    """A word with an underscore in it, or with figures run on to it: nobody writes so but for a user name."""
    if "_" in said.text:
        for m in _UNDERSCORED.finditer(said.text):
            if not all(part in ordinary_words() for part in m[0].lower().split("_") if part):
                yield Detail(*m.span(), "handle")
    if said.has_digits:
        yield from (Detail(*m.span(), "handle") for m in _FIGURED.finditer(said.text))
        yield from (Detail(*m.span(), "handle") for m in _NUMBERED.finditer(said.text))
