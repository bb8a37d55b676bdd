"""Names of people. Each word that could be one is asked for: what stands before it, on which list, what comes after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.protect.details.words.cues import (
    ALSO_WORDS,
    FAMILY_TITLES,
    ROLE_TITLES,
    TITLES,
    Cue,
    another_after,
    cue_before,
    does_after,
    owns_kin,
    title_before,
)
from voice.protect.details.words.figures import letters_of_figures
from voice.protect.details.words.known import (
    EVERYDAY,
    NOT_AFTER_TITLE,
    dictionary,
    first_names,
    looks_like_a_name,
    ordinary_words,
    stands_alone,
    unheard_of,
    well_known,
    words_not_names,
)
from voice.protect.details.words.reach import has_initial, name_end, name_start, surname_follows
from voice.protect.details.words.said import SHORTENED, Said, Word
from voice.protect.nouns import Detail
from voice.protect.wordlist import word_set

PLACES_AND_TIMES = word_set(
    "june april august may boston chester florence jersey kent bali geneva rio montana sierra delta derry"
    " paris"
    " london brooklyn autumn imam sheriff sheik sheikh gypsy pagan princess duke earl scout bunny diesel diva"
    " lady blue red don oak ruby-red star sky lord rainbow snow rose-garden ramadan"
    " shalom amen merry tiger rocket sailor princess empress genesis trinity meta marvel lego disney scot"
    " pride santa"
)
"""On the list of first names, and in a comment nearly always something else, capital or not."""
_NAMES_A_PLACE = re.compile(
    r"\s+(?:[A-Z]\w{1,30}\s+)?(?i:rooms?|wards?|centre|center|unit|suite|house|class|building|hall|wing|park|"
    r"hospital|"
    r"infirmary|medical|surgery|health|clinic|library|museum|church|site|hub|stadium|community|leisure)\b"
)
_BOTH_INITIALS = re.compile(r"(?<![\w.])[A-Z]\.[A-Z](?:\.[A-Z])?\b\.?(?![\w.])")
_ABBREVIATIONS = word_set("UK US EU PE RE IT TV AM PM GP ID PS NI DJ RIP BSL NHS USA UAE IQ PC OT SEN PA")
_BEFORE_THINGS = word_set("a an the some any no this that more")
"""Before these a word in small letters is a thing: “a jack of all trades”."""
_WHERE = word_set("in from near to at around outside round via past the")


def names(said: Said) -> Iterator[Detail]:
    """Every likely name of a person, with its surname where one follows."""
    figures = letters_of_figures(said)
    for at, word in enumerate(said.words):
        if _could_be_one(said, at) and _is_one(said, at) and word.start not in figures:
            yield Detail(name_start(said, at), name_end(said, at), "name")
    if "." in said.text:
        for m in _BOTH_INITIALS.finditer(said.text):
            if m[0].replace(".", "") not in _ABBREVIATIONS:
                yield Detail(*m.span(), "name")


def unknown_capitals(said: Said) -> Iterator[Detail]:
    """A capital inside a sentence on a word that nobody has heard of: a person, or a place that gives one away."""
    found = [at for at, word in enumerate(said.words) if word.capital and _is_unknown(said, at)]
    figures = letters_of_figures(said) if found else set()
    for at in found:
        if said.words[at].start not in figures:
            kind = "place" if said.words[at - 1].plain in _WHERE else "name"
            yield Detail(said.words[at].start, name_end(said, at), kind)


def _is_unknown(said: Said, at: int) -> bool:
    word = said.words[at]
    if len(word.plain) < 2 or said.begins_sentence(at) or _follows_a_capital(said, at):
        return False
    if word.plain in PLACES_AND_TIMES or word.plain in well_known():
        return False
    if word.plain in first_names() and _NAMES_A_PLACE.match(said.text, word.end):
        return False
    return word.plain not in dictionary() or _is_led_to(said, at)


def _is_led_to(said: Said, at: int) -> bool:
    """A rare word of the dictionary that stands for somebody or some place: “with Heron”, “at Meadow”."""
    before = said.words[at - 1].plain
    if said.words[at].plain in ordinary_words() or before == "the":
        return False
    return before in _WHERE or before == "with" or cue_before(said, at) >= Cue.CONTACT


def _follows_a_capital(said: Said, at: int) -> bool:
    """The second word of “Sheffield Wednesday”: the first one decided."""
    return said.gap_before(at) in (" ", "-") and said.words[at - 1].capital


def _could_be_one(said: Said, at: int) -> bool:
    """Most words can't be names: ordinary ones in small letters, unless a title leads to them or they do something."""
    word = said.words[at]
    if word.capital or word.plain not in ordinary_words():
        return "'" not in word.plain or not word.plain.endswith(SHORTENED)
    if at and said.words[at - 1].plain in TITLES:
        return True
    if word.plain not in first_names():
        return False
    return word.plain not in words_not_names() or does_after(said, at, surely=True)


def _is_one(said: Said, at: int) -> bool:
    word = said.words[at]
    title = title_before(said, at)
    if title and _follows_title(title, word):
        return True
    cue = cue_before(said, at)
    if word.plain in words_not_names():
        return _rather_a_name(said, at, cue)
    if word.plain in EVERYDAY:
        return False
    return _of_the_list(said, at, cue) if word.plain in first_names() else _of_no_list(said, at, cue)


def _follows_title(title: str, word: Word) -> bool:
    """“Mr Brown”, “mrs k”; no “miss said”, “Nurse Team”."""
    if word.plain in NOT_AFTER_TITLE or (word.plain in EVERYDAY and not word.capital):
        return False
    if word.plain in first_names():
        return True
    if word.capital:
        return title not in ROLE_TITLES or word.plain not in dictionary()
    if title in FAMILY_TITLES or title in ROLE_TITLES:
        return False
    return title not in ALSO_WORDS or unheard_of(word.plain, capital=False)


def _of_the_list(said: Said, at: int, cue: Cue) -> bool:
    """A first name: is it one here?"""
    word = said.words[at]
    if word.capital:
        return word.plain not in PLACES_AND_TIMES and not _is_a_place(said, at)
    if at and said.words[at - 1].plain in _BEFORE_THINGS:
        return False
    if word.plain in ordinary_words():
        return cue >= Cue.ROLE
    return stands_alone(word.plain) or cue > Cue.NONE or does_after(said, at) or has_initial(said, at)


def _of_no_list(said: Said, at: int, cue: Cue) -> bool:
    """A name that is on no list has to be said to be one, or to do what only people do."""
    word = said.words[at]
    if len(word.plain) < 2 or word.plain in well_known() or not unheard_of(word.plain, capital=word.capital):
        return False
    if word.plain.endswith("s") and stands_alone(word.plain[:-1]):
        return True  # “ryans dad”
    if not word.capital:
        return looks_like_a_name(word.plain) and (cue >= Cue.ROLE or owns_kin(said, at))
    does = owns_kin(said, at) or does_after(said, at, surely=True) or another_after(said, at)
    return cue >= Cue.CONTACT or (does and word.plain not in dictionary())


def _rather_a_name(said: Said, at: int, cue: Cue) -> bool:
    """A word that may be a name (Grace, Poppy, Will): is it one here?"""
    word = said.words[at]
    if word.capital and surname_follows(said, at):
        return True
    if word.plain in PLACES_AND_TIMES:
        return False
    someone_does = does_after(said, at, surely=True)
    if word.plain in ordinary_words():
        asked = word.capital and cue >= Cue.CONTACT and word.plain not in EVERYDAY
        return asked or (someone_does and cue == Cue.ROLE)
    if word.capital:
        return someone_does or not said.begins_sentence(at)
    return cue >= Cue.ROLE or has_initial(said, at)


def _is_a_place(said: Said, at: int) -> bool:
    """“in India”, “Victoria Park”."""
    word = said.words[at]
    if _NAMES_A_PLACE.match(said.text, word.end):
        return True
    return at > 0 and word.plain in well_known() and said.words[at - 1].plain in _WHERE
