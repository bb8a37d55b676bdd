"""Names of people: after a title, after words that lead to one, from lists, and with a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from voice.protect.nouns import Detail

DATA = Path(__file__).parent.parent / "data"

_CAP = r"[A-Z][a-zà-ÿ]+(?:['’-][A-Z]?[a-zà-ÿ]+)*"
_SURNAME = rf"(?:\s+(?:{_CAP}|[A-Z](?![\w'])\.?)|-[A-Z]\w+)"
_TITLE = re.compile(
    r"\b(?i:mr|mrs|miss|ms|mx|dr|doctor|sir|madam|coach|prof|professor|nurse|sister|father|rev|imam|pc|officer|auntie|aunty|uncle|nan|nana|grandad)\.?\s+"
    rf"(?P<name>(?:[A-Z]\.?\s+)?[A-Za-zà-ÿ][a-zà-ÿ]*(?:['’-][A-Za-z][a-zà-ÿ]+)*)(?P<more>{_SURNAME}?)"
)
_NOT_AFTER_TITLE = frozenset(
    ["however", "palpitations", "ambulance", "hospital", "emergency", "regarding", "nhs", "line", "lines", "call", "calls", "said", "and", "or", "is", "was", "says", "who", "that", "she", "he", "they", "at", "in", "on", "for", "to", "the", "a", "an", "i", "you", "it", "has", "had", "will", "can", "my", "our", "your", "their", "her", "his", "do", "does", "did", "when", "because", "but", "with", "from", "of", "not", "never", "always", "just", "also", "so", "if", "then", "than", "as", "be", "been", "are", "were", "came", "come", "comes", "told", "tells", "asked", "gave", "gives", "got", "here", "there", "out", "off", "up", "down", "about", "who's", "appointment", "appointments", "surgery", "practice", "rang", "chat", "chats", "room", "rooms", "office", "led", "makes", "made", "lets", "let", "would", "could", "should", "might", "may", "must", "calls", "called", "every", "one", "two", "both", "about", "again", "all", "any", "bit", "day", "days", "each", "even", "gets", "girl", "good", "great", "her's", "him", "how", "into", "job", "like", "look", "looked", "me", "more", "most", "much", "new", "no", "now", "only", "our", "over", "people", "really", "school", "some", "still", "such", "them", "these", "this", "those", "too", "us", "very", "want", "wants", "we", "what", "which", "please", "thanks", "thank"]
)
LEADS_TO_A_NAME = (
    r"called|named|name is|name's|names|name was|me and|me an|and me|i am|i'm|im|its|it's|this is|from|with|ask(?:ed)? for|"
    r"(?:my|our|his|her|their|the)\s+(?:best\s+)?(?:mate|friend|bestie|bff|sister|sis|brother|bro|cousin|cuz|bf|gf|boyfriend|girlfriend|ex|"
    r"partner|son|daughter|lad|girl|boy|little one|baby|teacher|tutor|ta|head|worker|key ?worker|social worker|youth worker|support worker|"
    r"counsellor|therapist|nurse|doctor|advis[eo]r|mentor|coach|step ?dad|step ?mum|dad|mum|nan|uncle|aunt(?:ie|y)?|carer|foster carer|"
    r"neighbour|boss|manager|landlord)"
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
_SENTENCE_START = re.compile(r"(?:^|[.!?\n]\s*)$")
_ROLE_BEFORE = re.compile(
    rf"(?:{LEADS_TO_A_NAME}|and|ask|tell|told|see|saw|thank|thanks|thankyou|with|to|by|for|love|miss|keep|hi|hello|dear|ps|cheers|because)\s+(?:to\s+)?$",
    re.I,
)


@cache
def first_names() -> frozenset[str]:
    """First names and short forms, in small letters."""
    listed = (DATA / "first_names.txt").read_text(encoding="utf-8").lower().split()
    return frozenset(listed) | frozenset((DATA / "short_names.txt").read_text(encoding="utf-8").split())


@cache
def words_not_names() -> frozenset[str]:
    """Names that are usually words: May, Hope, Will, Grace."""
    return frozenset((DATA / "words_not_names.txt").read_text(encoding="utf-8").lower().split())


def known_word(word: str) -> bool:
    """An everyday word, not a name."""
    return word.lower() in _EVERYDAY or word.lower() in words_not_names()


def names(text: str) -> Iterator[Detail]:
    """Every likely name of a person, with its surname where one follows."""
    yield from _after_titles(text)
    yield from _said_to_be_names(text)
    yield from _from_the_list(text)


def _after_titles(text: str) -> Iterator[Detail]:
    for m in _TITLE.finditer(text):
        name = m["name"]
        plain = name.split()[-1].lower()
        if plain in _NOT_AFTER_TITLE or (plain in _EVERYDAY and not name[0].isupper()):
            continue
        title = m[0][: m.start("name") - m.start()].strip().lower().rstrip(".")
        if title in _FAMILY and not (name[0].isupper() or plain in first_names()):
            continue
        if (
            title in ("miss", "sister", "father", "nurse", "officer", "doctor", "coach", "sir")
            and not name[0].isupper()
            and plain not in first_names()
        ):
            continue
        if title in _NEEDS_CAPITAL and not name[0].isupper():
            continue
        more = m["more"] or ""
        yield Detail(
            m.start(), m.end("name") + (len(more) if more[:1].isspace() or more[:1] == "-" else 0), "name"
        )


_NEEDS_CAPITAL = frozenset(["dr", "prof", "nurse", "pc", "officer", "ms"])
_FAMILY = frozenset(["auntie", "aunty", "uncle", "nan", "nana", "grandad"])


def _said_to_be_names(text: str) -> Iterator[Detail]:
    for m in _STRONG.finditer(text):
        which = "" if m["name"] else "2"
        word = m[f"name{which}"]
        if word.lower() in _EVERYDAY or word.lower() in _NOT_AFTER_TITLE:
            continue
        yield Detail(m.start(f"name{which}"), m.end(f"more{which}"), "name")
    for m in _CUED.finditer(text):
        word, cap = m["name"], m["name"][0].isupper()
        plain = word.lower()
        if plain in _EVERYDAY or plain in _NOT_AFTER_TITLE:
            continue
        listed = plain in first_names() and plain not in words_not_names()
        surnamed = cap and bool(m["more"]) and m["more"].strip()[:1].isupper()
        if listed or (surnamed and plain in first_names()):
            yield Detail(m.start("name"), m.end("more") if surnamed else m.end("name"), "name")


def _from_the_list(text: str) -> Iterator[Detail]:
    for m in _LISTED.finditer(text):
        word = re.sub(r"['’]s$", "", m[0])
        plain, cap = word.lower(), m[0][0].isupper()
        if plain not in first_names() or plain in _EVERYDAY:
            continue
        more = _AFTER.match(text, m.start() + len(word)) if cap else None
        if plain in words_not_names():
            # a word that may be a name: only with a surname behind it, and not at the start of a sentence
            if (
                more
                and len(more["more"].strip()) > 2
                and not _SENTENCE_START.search(text[: m.start()])
                and _plain_surname(more["more"])
            ):
                yield Detail(m.start(), more.end(), "name")
            continue
        end = more.end() if more and _plain_surname(more["more"]) else m.start() + len(word)
        if cap or _ROLE_BEFORE.search(text[: m.start()]):
            yield Detail(m.start(), end, "name")


def _plain_surname(more: str) -> bool:
    return more.strip(" -").lower() not in _EVERYDAY and more.strip() != "I"


_EVERYDAY = frozenset(
    # everyday words that the birth register also holds, and words that follow a cue without being a name
    ["a", "about", "actually", "after", "again", "ages", "all", "alone", "already", "also", "always", "am", "amazing", "an", "and", "angry", "annoying", "another", "any", "anyone", "are", "around", "as", "ask", "asking", "at", "autistic", "awful", "back", "bad", "be", "because", "been", "before", "being", "best", "better", "big", "bit", "bored", "boring", "both", "brilliant", "bus", "but", "by", "came", "can", "cant", "care", "chat", "children", "class", "clear", "close", "club", "cold", "college", "come", "coming", "cool", "could", "crying", "day", "days", "deaf", "depressed", "did", "different", "disabled", "do", "doctor", "does", "doing", "done", "dont", "down", "drop", "each", "easy", "else", "even", "ever", "every", "everyone", "fair", "family", "far", "fed", "feel", "feeling", "few", "fine", "first", "food", "football", "for", "free", "friend", "friends", "friendly", "from", "fun", "funny", "gay", "get", "getting", "girl", "girls", "give", "glad", "go", "going", "good", "got", "great", "group", "had", "half", "happy", "hard", "has", "have", "having", "he", "hear", "help", "helped", "her", "here", "him", "his", "home", "honestly", "hot", "hour", "hours", "how", "hungry", "i", "if", "ill", "im", "important", "in", "into", "is", "it", "its", "just", "keen", "kept", "kind", "know", "last", "late", "later", "leave", "left", "less", "let", "like", "listening", "little", "live", "lonely", "long", "lost", "lot", "lots", "love", "loved", "lovely", "lucky", "mad", "made", "make", "many", "maths", "may", "me", "mean", "men", "mental", "message", "mine", "miss", "more", "most", "mum", "music", "my", "near", "need", "needed", "nervous", "never", "new", "next", "nice", "no", "nobody", "none", "not", "nothing", "now", "of", "off", "ok", "okay", "old", "on", "once", "one", "only", "open", "or", "other", "our", "out", "outside", "over", "own", "paid", "people", "person", "phone", "picked", "place", "play", "pleased", "please", "poor", "probably", "proud", "put", "quiet", "quite", "ready", "real", "really", "right", "room", "rude", "running", "sad", "safe", "same", "say", "says", "scared", "school", "see", "sen", "sent", "she", "shut", "shy", "sick", "since", "sit", "sleep", "small", "so", "some", "someone", "something", "sometimes", "soon", "sorry", "staff", "started", "staying", "still", "stop", "stressed", "struggling", "stuck", "such", "support", "sure", "take", "taking", "talk", "talking", "teacher", "tell", "than", "thank", "thanks", "that", "the", "their", "them", "then", "there", "these", "they", "thing", "things", "think", "this", "those", "thought", "three", "time", "tired", "to", "today", "told", "tomorrow", "too", "took", "town", "trans", "trying", "two", "under", "until", "up", "us", "use", "used", "useless", "usually", "very", "video", "waiting", "want", "wanted", "was", "way", "we", "week", "weeks", "weird", "welcome", "well", "went", "were", "what", "when", "where", "which", "while", "white", "who", "whole", "why", "will", "with", "without", "woman", "women", "work", "worker", "working", "world", "worried", "worse", "worst", "worth", "would", "wrong", "year", "years", "yes", "yesterday", "yet", "you", "young", "your", "youth", "black", "muslim", "english", "polish", "arabic", "welsh", "british", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "september", "october", "november", "december", "christmas", "easter", "mother", "father", "brother", "sister", "baby", "king", "queen", "prince", "princess", "star", "sky", "ocean", "river", "rain", "summer", "winter", "spring", "autumn", "art", "music", "paris", "london", "england", "wales", "chelsea", "brooklyn", "royal", "major", "justice", "legend", "true", "honour", "honor", "mercy", "peace", "faith", "destiny", "serenity", "harmony", "melody", "heaven", "angel", "sunny", "misty", "stormy", "ray", "dean", "dale", "glen", "cliff", "heath", "lane", "rich", "frank", "guy", "jack-up", "jay-walk", "max", "miles", "chase", "chance", "hunter", "mason", "cooper", "archer", "baker", "carter", "parker", "taylor-made", "tyler-made", "will-power", "said", "saying", "sat", "set", "sun", "sam's", "ali's", "son", "sons", "ko", "ok", "yo", "ya", "yeah", "yh", "hi", "hey", "bye", "lol", "omg", "tbh", "idk", "ngl", "rn", "af", "asap", "pls", "plz", "plss", "thx", "ta"]
)
