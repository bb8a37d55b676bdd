"""Checks 5 to 8: whose words, which numbers, the other side, and who is missing?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from voice.talk.checks.page import Page, few
from voice.talk.evidence import LOOKED
from voice.talk.readability import words
from voice.talk.wording import hits

PERCENT_FROM = 30
"""A percentage says nothing on fewer comments than this (practice notes, check 6)."""
_PERCENT = re.compile(r"\d\s?%|\bper ?cent\b|\bpercent\b", re.I)
_THEY_THINK = re.compile(
    r"(?:\b(?P<some>\w+) )?\b(?:young people|young person|children|kids|teenagers|teens|parents|families|carers|boys|girls|everyone|everybody|pupils|students)"
    r"(?:\s+(?:all|mostly|really|just|often|usually|clearly|generally|here))*"
    r"\s+(?:thinks?|wants?|feels?|believes?|needs?|prefers?|agrees?|likes?|hates?|loves?|says?)\b",
    re.I,
)
_NOT_ALL = frozenset(
    "each some few two three four five six seven eight nine ten one several other do does did would which these those".split()  # noqa: SIM905
)
_SUPPOSED = re.compile(r"\b(?:thinks?|believes?|agrees?)$", re.I)
"""What a question may not take as given: "What to do, as young people think…?\"."""
_NO_ONE = re.compile(r"\bno ?(?:one|body) (?:told|said|wrote)\b|\bwe looked\b", re.I)
_SPOKEN = re.compile(
    r"\b(?:i|i'm|im|me|my|you|your|u|we|us|it|it's|its|they|them|she|he|what|who|when|how|not|no|never|just|is|are|was|don'?t|can'?t|let|please)\b",
    re.I,
)
"""Little words that people say and labels leave out."""
_COUNTED = re.compile(r"\d|\bfew\b|\bat least one\b|\bunder 5\b", re.I)
_COUNT_FIRST = re.compile(r"\W*(?:\d+\b|a few\b)", re.I)
"""A bare string that says its count before the words: "(6): …"."""
_THEIR_LITTLE = frozenset(
    "that this with have just they them what when then than from your were".split()  # noqa: SIM905
)


def their_words(page: Page) -> Iterator[str]:
    """5. Two quotes or more, word for word, from different comments, with their writers' yes; a title of theirs."""
    prompt = page.prompt
    quotes = [q for q in (*prompt.heard, *prompt.other_side) if q.get("text")]
    known = {_same(q["text"]): q for q in page.quotes if "quote_ok" in q}
    quotes = [known.get(_same(q["text"]), {}) | q for q in quotes]
    for q in page.quotes:
        if "comment_id" in q and q.get("quote_ok") is not True:
            yield f"{_start(q)} has no yes from its writer to share it (quote_ok)."
            break
    for q in page.quotes:
        if q.get("verbatim", "own_words") not in ("own_words", ""):
            yield f"{_start(q)} is not word for word; a worker's summary is no quote."
            break
    if _two_from_one(page):
        yield "Two of the quotes are from the same comment."
    sources = [q.get("comment_id", _same(q["text"])) for q in quotes]
    if len(set(map(str, sources))) < 2:
        yield "It needs two quotes or more, from different comments."
    yield from _title(page)


def _two_from_one(page: Page) -> bool:
    """One comment is quoted with different words, anywhere in the prompt, or stands on the card twice."""
    prompt = page.prompt
    said: dict[str, set[str]] = {}
    for q in page.quotes:
        if "comment_id" in q:
            said.setdefault(str(q["comment_id"]), set()).add(_same(q["text"]))
    card = [_same(q["text"]) for q in (*prompt.heard, *prompt.other_side) if q.get("text")]
    return any(len(texts) > 1 for texts in said.values()) or len(set(card)) < len(card)


def _title(page: Page) -> Iterator[str]:
    title = page.prompt.title
    if not title:
        yield "It has no title in people's words."
        return
    quoted = _long(" ".join(str(q["text"]) for q in page.quotes))
    if not (_long(title) & quoted or _SPOKEN.search(title)) or re.fullmatch(r"group \d+", title, re.I):
        yield "The title is a label: no word of it is in any quote. Put it in people's words."
    theirs = " ".join(str(q["text"]) for q in page.quotes).lower()
    staff = [h for h in hits(title) if h.mode not in ("NOT",) and h.phrase.lower() not in theirs]
    if staff:
        yield f"“{staff[0].phrase}” in the title is staff's phrase, not theirs."


def unsure_of_yes(page: Page) -> bool:
    """The quotes say nothing of their writers' yes, so a reader must know it."""
    return any("quote_ok" not in q for q in page.prompt.heard if q.get("text")) and not any(
        "comment_id" in q for q in page.quotes
    )


def numbers(page: Page) -> Iterator[str]:
    """6. How many comments, which weeks, which routes, how many noted by staff; "comments, not people"; no loose claim."""
    evidence, n = page.prompt.evidence, page.n
    if not page.too_few:
        if not n:
            yield "It does not say how many comments (n)."
        if not evidence.by.get("route"):
            yield "It does not say by which routes they came."
        if evidence.n_summary == "" and "staff" not in evidence.by.get("route", {}):
            yield "It does not say how many were noted by staff."
    if not all(evidence.weeks.get(end) for end in ("from", "to")):
        yield "It does not say from which week to which."
    every = [*page.ours, *page.said[:1], *map(str, evidence.by.values())]
    if not any("comments, not people" in text.lower() for text in page.ours):
        yield "It does not say “comments, not people”."
    if (n is None or n < PERCENT_FROM) and any(map(_PERCENT.search, every)):
        yield f"A percentage on fewer than {PERCENT_FROM} comments. Give the counts."
    for sentence in re.split(r"(?<=[.!?])\s+", " \n".join(page.ours)):
        claim = next((c for c in _THEY_THINK.finditer(sentence) if not _some(c["some"])), None)
        if claim and ("?" not in sentence or _SUPPOSED.search(claim[0])):
            yield f"“{claim[0]}” speaks for more people than wrote. Say how many comments say so."
            break


def _some(word: str | None) -> bool:
    """ "Two young people say": so many, or each, and not all there are."""
    return bool(word) and (str(word).isdigit() or str(word).lower() in _NOT_ALL)


def other_side(page: Page) -> Iterator[str]:
    """7, software's half. The other side with its count and a quote; or that no one told us, and we looked."""
    others = page.prompt.other_side
    if not others:
        yield f"Only one side is here. Add the other, or say: {LOOKED}"
        return
    for other in others:
        said, note = str(other.get("text") or ""), str(other.get("note") or "")
        if _NO_ONE.search(f"{said} {note} {other.get('none') or ''}"):
            continue
        if not said and "share" not in note:
            yield "The other side has no quote."
        if not page.too_few and not (_COUNTED.search(_count_of(other)) or _COUNT_FIRST.match(said)):
            yield "The other side has no count: say how many, or “a few (under 5)”."


def _count_of(other: Mapping[str, Any]) -> str:
    return " ".join(
        str(other[key]) for key in ("n", "count", "number", "how_many") if other.get(key) not in (None, "")
    )


def missing_voices(page: Page) -> Iterator[str]:
    """8, software's half. One group or more not heard, why we think so, a way to reach them; nobody is "hard to reach"."""
    gaps = page.prompt.evidence.missing
    if not gaps:
        yield "It does not say who has not been heard."
    for gap in gaps:
        for part, name in (
            ("group", "who it is"),
            ("why_we_think_so", "why we think so"),
            ("way_to_reach", "a way to reach them"),
        ):
            if not gap.get(part, "").strip():
                yield f"A missing voice without {name}."
                return
    if any(re.search(r"\bhard(?:er|est)?[ -]to[ -]reach\b", text, re.I) for text in page.ours):
        yield "Nobody is hard to reach: say whom we haven't reached yet, and how we could."


def _start(q: Mapping[str, Any]) -> str:
    return f"“{' '.join(str(q['text']).split()[:4])} …”"


def _same(text: object) -> str:
    return " ".join(words(str(text).lower().replace("’", "'")))


def _long(text: str) -> set[str]:
    """Words of four letters or more, by their first five: "waited" and "waiting" are one word. Short titles keep all."""
    all_words = [w.lower() for w in words(text)]
    long = {w[:5] for w in all_words if len(w) > 3 and w not in _THEIR_LITTLE}
    return long | ({w[:5] for w in all_words} if len(all_words) <= 3 or not long else set())


__all__ = ["few", "missing_voices", "numbers", "other_side", "their_words", "unsure_of_yes"]
