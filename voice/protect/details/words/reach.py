"""How far a name reaches: from its title, over the surname, to an initial."""

from __future__ import annotations

from voice.protect.details.words.cues import title_before
from voice.protect.details.words.known import EVERYDAY, NOT_AFTER_TITLE, first_names, unheard_of, well_known
from voice.protect.details.words.said import Said, Word
from voice.protect.wordlist import word_set

_NICKNAME = word_set("big little lil wee old young mad tall")
_NOT_SURNAMES = word_set("zoom teams shout frank mind relate beat")
"""What stands in capitals beside a word such as “Grace” and makes no surname."""
_INITIALS = frozenset("bcdefghjklmopqrstvwxyz")
"""Small letters after a name that shorten a surname: not “a” or “i”, nor “n” or “u” in text speak."""


def name_start(said: Said, at: int) -> int:
    """Where the name of this word begins: with its title, or with the “Big” of “Big Lee”."""
    before = said.words[at - 1] if at else None
    if before and (title_before(said, at) or (before.plain in _NICKNAME and said.gap_before(at) == " ")):
        return before.start
    return said.words[at].start


def name_end(said: Said, at: int) -> int:
    """Where it ends: with up to three more names in capitals, or an initial."""
    last = at
    while last < at + 3 and last + 1 < len(said.words) and _belongs(said, last + 1, said.words[at]):
        last += 1
    return said.words[last].end


def surname_follows(said: Said, at: int) -> bool:
    """A second capital that nobody has heard of: “Grace Oyelowo”, not “Grace Kooth”; or a second half: “Daisy-May”."""
    after = said.after(at)
    if not after or not after.capital:
        return False
    gap = said.gap_before(at + 1)
    known = (
        not unheard_of(after.plain, capital=True)
        or after.plain in well_known()
        or after.plain in _NOT_SURNAMES
    )
    return gap == "-" or (gap == " " and len(after.plain) > 2 and not known)


def has_initial(said: Said, at: int) -> bool:
    """“kai r”, where no ordinary word looks like the name."""
    after = said.after(at)
    if not after or after.plain not in _INITIALS or said.gap_before(at + 1) != " ":
        return False
    return unheard_of(said.words[at].plain, capital=False)


def _belongs(said: Said, at: int, first: Word) -> bool:
    """Is this word part of the name before it, which begins with `first`?"""
    word, before, gap = said.words[at], said.words[at - 1], said.gap_before(at)
    if gap == "-":
        return first.capital or word.plain in first_names()
    after_initial = len(before.plain) == 1 and gap in (".", ". ")
    if not after_initial and (gap not in (" ", "' ", "’ ") or before.owns):
        return False
    if len(word.plain) == 1:
        return _is_an_initial(said, word, first)
    if len(first.plain) == 1:
        return word.capital and word.plain not in NOT_AFTER_TITLE
    return first.capital and word.capital and word.plain not in EVERYDAY


def _is_an_initial(said: Said, word: Word, first: Word) -> bool:
    """“Ryan T”, “kai r”; but not the “I” of “Ryan I saw”."""
    if said.text[word.start].isupper():
        return word.plain != "i"
    return not first.capital and len(first.plain) > 1 and word.plain in _INITIALS
