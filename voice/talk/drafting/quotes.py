"""Choosing the few words that go on the card: whole sentences, from different comments, with their writers' yes.

What to change, what to keep because it works, and the other side. Cue words
(`cues.toml`) sort comments into sides, so this is a starter for a person to judge:
where a person has marked comments, their marks stand. Staff's own words and
workers' notes are never a young person's quote.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from voice.protect.look import Concern, look
from voice.talk.evidence import Heard, ThemeView, own_words
from voice.talk.exposing import dated, tells_health
from voice.talk.readability import sentences, words
from voice.talk.wording import phrases_of

LONGEST = 25
"""Words in the longest quote (practice notes 3a)."""
COMFORTABLE = 12
"""Words a quote is best kept under, so that four fit on a table card of 80."""
SHORTEST = 3
CUES = Path(__file__).with_name("cues.toml")
_EVERYDAY = frozenset(
    "this that they them their there then than when what with have just like dont don't would could should been were your from about more only very even".split()  # noqa: SIM905
)
_LEANS_BACK = re.compile(r"(that|it|its|it's|they|he|she|and|but|then|so|this|those|which|next|one)\b", re.I)
"""A sentence that starts so needs the one before it."""
_IDEA = re.compile(
    r"\b(could|should|what if|how about|wish|would be (good|nice|better)|i'?d like|let us)\b", re.I
)


@dataclass(frozen=True)
class Sides:
    """A theme's comments by side. `minority` is the other side; `settled` says that people, not cue words, put it there."""

    change: tuple[Heard, ...]
    keep: tuple[Heard, ...]
    minority: tuple[Heard, ...]
    settled: bool


def cues(text: str) -> tuple[int, int]:
    """How many cue words say "keep this", and how many "change this".

    Praise that a "no" can't undo ("nobody rushed me") counts twice, and its "no" not at all.
    """
    text = text.lower().replace("’", "'")
    signs = _cues()
    rest = signs["praise"].sub(" ", text)
    keep = len(signs["praise"].findall(text)) * 2 + len(signs["keep"].findall(rest))
    return keep, len(signs["change"].findall(rest))


def sides(theme: ThemeView, comments: Sequence[Heard], stay: Sequence[Heard] = ()) -> Sides:
    """Sort a theme's comments into sides.

    The other side is, in this order: what a person marked; those whose own answers say so (`stay`: they would
    choose the place that most would leave); else the smaller side by cue words, which is only a guess and
    never counted.
    """
    leaning = [(c, *cues(c.text)) for c in comments]
    keep = tuple(c for c, good, hard in leaning if good > hard)
    change = tuple(c for c, good, hard in leaning if hard > good)
    marked = tuple(c for c in comments if c.comment_id in theme.keep) or keep
    minority = tuple(c for c in comments if c.comment_id in theme.other_side) or tuple(stay)
    if minority:
        return Sides(_less(change, minority), _less(marked, minority), minority, settled=True)
    fewer = {c.comment_id for c in min(keep, change, key=len)}
    sure = [c for c, good, hard in leaning if c.comment_id in fewer and 0 in (good, hard)]
    guess = tuple(c for c in sure if not _says_the_title(theme, c))
    return Sides(_less(change, guess), marked, guess, settled=False)


def _says_the_title(theme: ThemeView, comment: Heard) -> bool:
    """Half or more of the title's longer words: this is the theme speaking, not its other side."""
    title = _long_words(theme.title)
    return bool(title) and len(title & _long_words(comment.text)) * 2 >= len(title)


def _less(some: tuple[Heard, ...], others: tuple[Heard, ...]) -> tuple[Heard, ...]:
    gone = {c.comment_id for c in others}
    return tuple(c for c in some if c.comment_id not in gone)


def choose(theme: ThemeView, comments: Sequence[Heard], by: Sides) -> dict[str, list[dict[str, Any]]]:
    """{change: [2], keep: [1], minority: [1]} at most, each from a different comment; fewer where nothing may be quoted."""
    taken: set[int | str] = set()
    minority = _best(theme, by.minority, 1, taken)
    majority = _less(tuple(comments), by.minority)
    keep = _best(theme, by.keep, 1, taken)
    change = _best(theme, by.change, 2, taken)
    for pool in (majority, tuple(comments)):
        change += _best(theme, pool, 2 - len(change), taken)
    return {"change": change, "keep": keep, "minority": minority}


def ideas(comments: Sequence[Heard], taken: Iterable[int]) -> list[dict[str, Any]]:
    """Up to two of their own ideas, as quotes, from comments not quoted already: shown before ours."""
    used = set(taken)
    found = (
        quote(c, part)
        for c in comments
        if c.comment_id not in used and may_quote(c)
        for part in parts_of(c)[:1]
        if _IDEA.search(part) and stands_alone(part)
    )
    return list(islice(found, 2))


def may_quote(comment: Heard) -> bool:
    """The writer said yes, a person released it for quoting, it is word for word, and not staff's own."""
    return comment.quotable and own_words(comment) and comment.band != "staff"


def parts_of(comment: Heard) -> list[str]:
    """A comment's quotable lengths, never cut mid-sentence: all of it if short, else its sentences, and neighbours in twos."""
    parts = sentences(comment.text)
    if len(words(" ".join(parts))) <= COMFORTABLE:
        return [" ".join(parts)]
    return [*parts, *(f"{a} {b}" for a, b in pairwise(parts))]


def stands_alone(text: str) -> bool:
    """Fit to print: 3 to 25 words, no mask, no long number, no date, health or other detail, no hint of harm."""
    if not SHORTEST <= len(words(text)) <= LONGEST or "[" in text or re.search(r"\d{4,}", text):
        return False
    if dated(text) or tells_health(text):
        return False
    seen = look(text)
    return not seen.details and seen.concern == Concern.NONE


def quote(comment: Heard, text: str) -> dict[str, Any]:
    """A quote as the prompt keeps it. No age, place or group with it: those are added only from ten comments up."""
    return {
        "text": text,
        "comment_id": comment.comment_id,
        "quote_ok": comment.quotable,
        "verbatim": comment.verbatim,
    }


def _best(theme: ThemeView, pool: Sequence[Heard], most: int, taken: set[int | str]) -> list[dict[str, Any]]:
    """The best few from different comments, adding their ids and words to `taken`."""
    common = _common(pool)
    ranked = sorted(
        (
            (_worth(theme, common, part, c), c.comment_id, part, c)
            for c in pool
            if may_quote(c)
            for part in parts_of(c)
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    chosen: list[dict[str, Any]] = []
    for _, comment_id, part, comment in ranked:
        if len(chosen) == most:
            break
        if comment_id not in taken and part.lower() not in taken and stands_alone(part):
            chosen.append(quote(comment, part))
            taken |= {comment_id, part.lower()}
    return chosen


def _common(pool: Sequence[Heard]) -> Counter[str]:
    """In how many comments each longer word stands."""
    return Counter(word for c in pool for word in _long_words(c.text))


def _long_words(text: str) -> set[str]:
    return {w.lower() for w in words(text) if len(w) > 3 and w.lower() not in _EVERYDAY}


def _worth(theme: ThemeView, common: Counter[str], text: str, comment: Heard) -> float:
    """How well some words carry the theme: its own words, words that others use too, a whole comment, short enough."""
    said, own = _long_words(text), _long_words(" ".join((theme.title, *theme.words)))
    shared = 1.5 * len(said & own) / max(1, min(3, len(own)))
    central = sum(common[word] > 1 for word in said) / max(3, len(said))
    whole = 0.6 if len(text) >= 0.9 * len(comment.text.strip()) else 0.0
    leans_back = 0.5 if not whole and _LEANS_BACK.match(text) else 0.0
    asks = 0.3 if "?" in text else 0.0
    return shared + central + whole - leans_back - asks - 0.1 * max(0, len(words(text)) - COMFORTABLE)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {
        name: phrases_of(signs) for name, signs in tomllib.loads(CUES.read_text(encoding="utf-8")).items()
    }
