"""Names of people: after a title, after words that lead to one, from lists, and with a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

DATA = Path(__file__).parent.parent / "data"


def _listed(name: str) -> frozenset[str]:
    """A list of words as its file holds them."""
    return frozenset((DATA / f"{name}.txt").read_text(encoding="utf-8").lower().split())


EVERYDAY = _listed("everyday_words")
"""Everyday words that the birth register also holds, and words that follow a cue without being a name."""
_NOT_AFTER_TITLE = _listed("after_titles")

_CAP = r"(?:[A-Z]['’](?=[A-Z])|Mc(?=[A-Z])|Mac(?=[A-Z]))?[A-Z][a-zà-ÿ]+(?:['’-][A-Z]?[a-zà-ÿ]+)*"
_SURNAME = rf"(?:\s+(?:{_CAP}|[A-Z](?![\w'])\.?)|-[A-Z]\w+)"
_TITLE = re.compile(
    r"\b(?i:mr|mrs|miss|ms|mx|dr|doctor|sir|madam|coach|prof|professor|nurse|sister|father|rev|imam|pc|officer|auntie|aunty|uncle|nan|nana|grandad)\.?\s+"
    rf"(?P<name>(?:[A-Z]\.?\s+(?=[A-Z]))?[A-Za-zà-ÿ][a-zà-ÿ]*(?:['’-][A-Za-z][a-zà-ÿ]+)*)(?P<more>{_SURNAME}?)"
)
LEADS_TO_A_NAME = (
    r"called|named|name is|name's|names|name was|me and|me an|and me|i am|i'm|im|its|it's|this is|from|with|ask(?:ed)? for|"
    r"(?:my|our|his|her|their|the)\s+(?:best\s+)?(?:mate|friend|bestie|bff|sister|sis|brother|bro|cousin|cuz|bf|gf|boyfriend|girlfriend|ex|"
    r"partner|son|daughter|lad|girl|boy|little one|baby|teacher|tutor|ta|head|worker|key ?worker|social worker|youth worker|support worker|"
    r"counsellor|therapist|nurse|doctor|advis[eo]r|mentor|coach|step ?dad|step ?mum|dad|mum|nan|uncle|aunt(?:ie|y)?|carer|foster carer|"
    r"neighbour|boss|manager|landlord)|(?:mum|dad|nan|sister|brother)['’]?s\s+(?:new\s+)?(?:boyfriend|girlfriend|partner|mate|friend|bf|gf)"
)
_CUED = re.compile(
    rf"(?<!\w)(?i:{LEADS_TO_A_NAME}),?\s+(?i:is\s+|called\s+|named\s+)?(?P<name>[^\W\d_]{{2,}})(?P<more>{_SURNAME}?)"
)
_STRONG = re.compile(
    rf"\b(?i:(?:my|his|her|their|our)\s+(?:full\s+|real\s+|first\s+|actual\s+)?name(?:['’]?s|\s+is|\s+was)?\s+(?:is\s+)?)(?P<name>[^\W\d_]{{2,}})(?P<more>(?:\s+{_CAP})*)"
    rf"|\b(?i:called|named)\s+(?P<name2>{_CAP})(?P<more2>(?:\s+{_CAP})*)"
)
_LISTED = re.compile(r"(?<![\w'’@#.])[A-Za-zà-ÿ][a-zà-ÿ]+(?:['’]s)?(?![\w@])")
_AFTER = re.compile(rf"(?P<more>(?:[ -]{_CAP}(?:-{_CAP})?)|\s[A-Z](?![\w'’]))")
_KNOWN_BY_ROLE = re.compile(
    r"^(?:called|named|ask(?:ed)? for|(?:my|our|his|her)\s+(?:best\s+)?(?:mate|friend|bestie|bff|cousin|bf|gf|boyfriend|girlfriend|"
    r"sister|sis|brother|bro|uncle|aunt(?:ie|y)?|nan|step ?dad|step ?mum|carer|foster carer|neighbour|landlord|boss|manager|ex|partner|doctor|nurse|"
    r"son|daughter|little one|teacher|tutor|ta|head|worker|key ?worker|social worker|youth worker|support worker|advis[eo]r|counsellor|therapist|mentor|coach)"
    r"|(?:mum|dad|nan|sister|brother)['’]?s\s+(?:new\s+)?(?:boyfriend|girlfriend|partner|mate|friend|bf|gf)|me and|and me)\b",
    re.I,
)
_CONTACT = re.compile(
    rf"(?<!\w)(?i:shout ?out(?: to)?|contact|call|ring|phone|text|message|email|thanks|thank you|thanks to|cheers|tell|told|met|ask|me and|me n|"
    rf"love from|well done)\s+(?P<name>{_CAP})(?P<more>(?:\s+{_CAP})?)"
)
_INSIDE = re.compile(rf"(?<![\w@#./-]){_CAP}(?:[ -]{_CAP})*")
_WHERE = re.compile(r"\b(?:in|from|near|to|at|around|outside|round|via|past)\s+(?:the\s+)?$", re.I)
_CLOSE_BEFORE = re.compile(
    r"\b(?:called|named|me and|me n|(?:my|our|his|her)\s+(?:best\s+|little\s+|big\s+|baby\s+)?(?:mate|friend|bestie|bff|cousin|bf|gf|boyfriend|girlfriend|"
    r"sister|brother|sis|bro|daughter|son|teacher|tutor|worker|counsellor|mentor))\s+$",
    re.I,
)
_NAMES_A_PLACE = re.compile(
    r"\s+(?:[A-Z]\w+\s+)?(?i:rooms?|wards?|centre|center|unit|suite|house|class|building|hall|wing|park|hospital|infirmary|medical|surgery|"
    r"health|clinic|library|museum|church|site|hub|stadium|community|leisure)\b"
)
_INITIAL = re.compile(r"(?P<more>\s[b-hj-mo-qstv-z])(?![\w'’])")
_BIG = re.compile(r"\b(?:Big|Little|Lil|Wee|Old|Young|Mad|Tall)\s$")
_PLACES_AND_TIMES = word_set(
    "june april august may boston chester florence jersey kent bali geneva rio montana sierra delta derry paris"
    " london brooklyn autumn imam sheriff sheik sheikh gypsy pagan princess duke earl scout bunny diesel diva"
    " lady blue red don oak ruby-red star sky lord rainbow snow rose-garden ramadan"
    " shalom amen tiger rocket sailor princess empress genesis trinity meta marvel lego disney scot"
)
_NOT_SURNAMES = word_set(
    "kooth childline camhs zoom teams ramadan eid christmas easter diwali halloween tiktok instagram snapchat discord"
    " youtube roblox minecraft fortnite samaritans shout barnardos nspcc ofsted tesco asda aldi lidl greggs uber"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?\n]\s*)$")
_ROLE_BEFORE = re.compile(
    rf"(?:{LEADS_TO_A_NAME}|and|ask|tell|told|see|saw|thank|thanks|thankyou|with|to|by|for|love|miss|keep|hi|hello|dear|ps|cheers|because)\s+(?:to\s+)?$",
    re.I,
)


_DOES_AFTER = re.compile(
    r"\s+(?:knows|said|says|told|reckons|thinks|hates|loves|wants|keeps|helps|helped|came|goes|went|lives|does)\b"
)


@cache
def first_names() -> frozenset[str]:
    """First names and short forms, in small letters."""
    return _listed("first_names") | _listed("short_names")


@cache
def words_not_names() -> frozenset[str]:
    """Names that are usually words: May, Hope, Will, Grace."""
    return _listed("words_not_names")


@cache
def public_figures() -> re.Pattern[str]:
    """Footballers, singers, characters: naming them gives nobody away."""
    listed = (DATA / "public_figures.txt").read_text(encoding="utf-8").strip().split("\n")
    return re.compile(rf"(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.I)


@cache
def well_known() -> frozenset[str]:
    """Cities, peoples, shops, apps, services: capitals that tell of nobody."""
    return _listed("well_known")


@cache
def ordinary_words() -> frozenset[str]:
    """Words that people write in small letters: none of them is taken for a name without a capital or a title."""
    return _listed("ordinary_words")


def plain_words(said: str) -> list[str]:
    """The words of a name, in small letters, without “’s”."""
    return [re.sub(r"['’]s?$", "", word).lower() for word in re.split(r"[\s-]+", said)]


def unknown_place(word: str) -> bool:
    """Neither an ordinary word nor a place, people or shop that everybody has heard of."""
    return _unheard_of(word) and word not in well_known()


def known_word(word: str) -> bool:
    """An everyday word, not a name."""
    plain = word.lower()
    return plain in EVERYDAY or plain in _NOT_AFTER_TITLE or plain in words_not_names()


def names(text: str) -> Iterator[Detail]:
    """Every likely name of a person, with its surname where one follows."""
    yield from _after_titles(text)
    yield from _said_to_be_names(text)
    yield from _from_the_list(text)
    yield from _after_contact(text)


def unknown_capitals(text: str) -> Iterator[Detail]:
    """A capital inside a sentence on a word that nobody has heard of: a person, or a place that gives one away."""
    if text.isupper():
        return
    for m in _INSIDE.finditer(text):
        if not _SENTENCE_START.search(text[: m.start()]) and _unknown_capital(m[0]):
            kind = "place" if _WHERE.search(text[: m.start()]) else "name"
            yield Detail(m.start(), m.end(), kind)


def _unknown_capital(said: str) -> bool:
    return unknown_place(plain_words(said)[0])


def _after_titles(text: str) -> Iterator[Detail]:
    for m in _TITLE.finditer(text):
        name = m["name"]
        plain = name.split()[-1].lower()
        if plain in _NOT_AFTER_TITLE or (plain in EVERYDAY and not name[0].isupper()):
            continue
        title = m[0][: m.start("name") - m.start()].strip().lower().rstrip(".")
        if title in _FAMILY and not (name[0].isupper() or plain in first_names()):
            continue
        if (
            title in _ALSO_ROLES
            and not name[0].isupper()
            and (title in _ROLES or not _unheard_of(plain))
            and plain not in first_names()
        ):
            continue
        more = m["more"] or ""
        yield Detail(
            m.start(), m.end("name") + (len(more) if more[:1].isspace() or more[:1] == "-" else 0), "name"
        )


_ALSO_ROLES = word_set(
    """
    miss sister father nurse officer doctor coach sir dr prof pc ms
    """
)
_ROLES = frozenset(["nurse", "doctor", "sister", "father", "officer", "coach"])
_FAMILY = frozenset(["auntie", "aunty", "uncle", "nan", "nana", "grandad"])


def _said_to_be_names(text: str) -> Iterator[Detail]:
    for m in _STRONG.finditer(text):
        which = "" if m["name"] else "2"
        word = m[f"name{which}"]
        if word.lower() in EVERYDAY or word.lower() in _NOT_AFTER_TITLE:
            continue
        yield Detail(m.start(f"name{which}"), m.end(f"more{which}"), "name")
    for m in _CUED.finditer(text):
        word, cap = m["name"], m["name"][0].isupper()
        plain = word.lower()
        if plain in EVERYDAY or plain in _NOT_AFTER_TITLE:
            continue
        listed = plain in first_names() and (plain not in words_not_names() or cap)
        if not listed and _KNOWN_BY_ROLE.search(m[0]) and _looks_like_a_name(plain):
            yield Detail(m.start("name"), m.end("name"), "name")
            continue
        surnamed = cap and bool(m["more"]) and m["more"].strip()[:1].isupper()
        if listed or (surnamed and plain in first_names()):
            yield Detail(m.start("name"), m.end("more") if surnamed else m.end("name"), "name")


def _looks_like_a_name(plain: str) -> bool:
    """After “my mate” or “ask for”: nothing anyone knows, and no verb in text speak."""
    return (
        len(plain) > 2
        and _unheard_of(plain)
        and plain not in words_not_names()
        and not plain.endswith(("ing", "ed", "nt", "s", "ly"))
    )


def _from_the_list(text: str) -> Iterator[Detail]:
    for m in _LISTED.finditer(text):
        word = _bare(m[0])
        plain, cap = word.lower(), m[0][0].isupper()
        if plain not in first_names() or (plain in EVERYDAY and not (cap and plain in words_not_names())):
            continue
        if cap and (_NAMES_A_PLACE.match(text, m.end()) or _of_a_public_figure(text, m.start())):
            continue
        start, end = _nickname_from(text, m.start()), m.start() + len(word)
        more = (_AFTER if cap else _INITIAL).match(text, end)
        whole = more.end() if more and _plain_surname(more["more"]) else end
        if plain in words_not_names():
            if _rather_a_name(text, m.start(), plain, cap, more["more"] if more else ""):
                yield Detail(start, whole, "name")
        elif (
            (cap and plain not in _PLACES_AND_TIMES)
            or _stands_alone(plain)
            or _led_to(text, m.start(), m.end())
        ):
            yield Detail(start, whole, "name")


def _bare(word: str) -> str:
    """Without the “’s” or “s” of “Ryan’s dad” and “ryans dad”."""
    word = re.sub(r"['’]s$", "", word)
    plain = word.lower()
    owns = plain.endswith("s") and plain not in first_names() and plain not in ordinary_words()
    return word[:-1] if owns and _stands_alone(plain[:-1]) else word


def _stands_alone(plain: str) -> bool:
    """A listed name that no ordinary word looks like: a name even in small letters, with nothing to lead to it."""
    return len(plain) > 3 and plain in first_names() and plain not in words_not_names() and _unheard_of(plain)


def _unheard_of(plain: str) -> bool:
    """Nothing that people write in small letters."""
    return not (plain in ordinary_words() or plain in EVERYDAY or plain in _NOT_AFTER_TITLE)


def _led_to(text: str, start: int, end: int) -> bool:
    return bool(_ROLE_BEFORE.search(text[:start]) or _DOES_AFTER.match(text, end))


def _rather_a_name(text: str, start: int, plain: str, cap: bool, more: str) -> bool:
    """A word that may be a name (Grace, Poppy, Will): is it one here?"""
    surname = more.strip(" -").lower()
    surnamed = cap and len(surname) > 2 and _unheard_of(surname) and surname not in _NOT_SURNAMES
    if surnamed:
        return True
    if plain in _PLACES_AND_TIMES or plain in ordinary_words() or plain in EVERYDAY:
        return False
    if cap:
        return not _SENTENCE_START.search(text[:start])
    return bool(_CLOSE_BEFORE.search(text[:start]))


def _of_a_public_figure(text: str, start: int) -> bool:
    """Whether the word that starts here is part of one: neither “Percy” nor “Jackson” is somebody's own name there."""
    near = public_figures().finditer(text, max(0, start - 25), start + 40)
    return any(figure.start() <= start < figure.end() for figure in near)


def _after_contact(text: str) -> Iterator[Detail]:
    """“Contact Ife on …”, “shoutout Femi”: a capital nobody has heard of, where only a person makes sense."""
    for m in _CONTACT.finditer(text):
        plain = m["name"].lower()
        if _unheard_of(plain) and plain not in words_not_names() and plain not in _NOT_SURNAMES:
            yield Detail(m.start("name"), m.end(), "name")


def _nickname_from(text: str, start: int) -> int:
    """Where “Big Lee” or “Little Mo” begins."""
    big = _BIG.search(text[:start])
    return big.start() if big else start


def _plain_surname(more: str) -> bool:
    """A surname or an initial: not an everyday word, and not “I”."""
    return more.strip() == "A" or (more.strip(" -").lower() not in EVERYDAY and more.strip() != "I")
