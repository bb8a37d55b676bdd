"""Checks 1 to 4: is the question open, free of an answer, with people, and plain?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice.talk.checks.page import Page, prose
from voice.talk.readability import (
    LONGEST,
    READ_ALOUD_GRADE,
    STAFF_GRADE,
    STAFF_LONGEST,
    grade,
    longest_sentence,
    unexplained_initials,
    words,
)
from voice.talk.wording import DOING

_ASKS = r"(?:what|how|where|when|who|which|whose|whom)\b"
_OPENS = re.compile(
    rf"(?:{_ASKS}|(?:think of|looking at|from)\b.*?[,:;.–—-]\s*(?:and\s+)?{_ASKS})", re.I | re.S
)
_CLOSED = re.compile(
    r"(?:do|does|did|is|are|was|were|can|could|would|will|should|shall|have|has|had|may|might|must|am|"
    r"don'?t|doesn'?t|didn'?t|isn'?t|aren'?t|wasn'?t|weren'?t|can'?t|couldn'?t|wouldn'?t|won'?t|shouldn'?t|haven'?t|hasn'?t)\b",
    re.I,
)
_WHY = re.compile(
    r"\bwhy\s+(?:\w+\s+)?(?:do|does|did|don'?t|doesn'?t|didn'?t|are|aren'?t|were|weren'?t|have|haven'?t|can'?t|won'?t|would|wouldn'?t|is|was|not|"
    r"you|they|he|she|people|young|children|parents|families)\b",
    re.I,
)
_LEADS = re.compile(
    r"\b(?:better if|isn'?t it|aren'?t they|don'?t you|wouldn'?t you|wouldn'?t it|shouldn'?t we|agree|surely|obviously|clearly|"
    r"of course|how great|how good|how much better|how useful|how helpful|would benefit|the best thing|right\?)",
    re.I,
)
_FIXES = re.compile(
    r"\b(?:apps?|web ?sites?|portal|chat ?bots?|hub|programmes?|workshops?|training|leaflets?|posters?|toolkits?|helplines?|hotline|"
    r"mentors?|mentoring|campaigns?|courses?|classes|lessons|counsell(?:ing|or|ors)|therapy|therapist|coach(?:es|ing)?|questionnaire|survey|"
    r"newsletter|podcast|videos?|text service|drop-in sessions?|new (?:centre|service|room|team|policy|form|worker))\b",
    re.I,
)


def open_question(page: Page) -> Iterator[str]:
    """1. One question; begins with what, how, where, when, who or which, or a lead-in to one; 22 words or fewer."""
    asked = page.prompt.opening_question.strip().replace("’", "'")
    if not asked:
        yield "There is no opening question."
        return
    if (marks := asked.count("?")) != 1:
        yield "It has no question mark." if not marks else f"It asks {marks} questions. Keep one."
    bare = asked.lstrip("“\"'‘ ")
    if _CLOSED.match(bare):
        yield "It can be answered yes or no. Start with what, how, where, when, who or which."
    elif not _OPENS.match(bare):
        yield "Start with what, how, where, when, who or which, or lead in with “Think of…”, “Looking at…” or “From…”."
    if _WHY.search(asked) or bare.lower().startswith("why"):
        yield "“Why” aimed at a person sounds like blame. Ask what happened, or what would help."
    if (long := len(words(asked))) > LONGEST:
        yield f"It has {long} words. Keep it to {LONGEST}."


def not_leading(page: Page) -> Iterator[str]:
    """2, software's half. No phrase that wants a yes, and no product or fix, unless people named it themselves."""
    asked = page.prompt.opening_question
    if not asked.strip():
        yield "There is no opening question."
        return
    if lead := _LEADS.search(asked.replace("’", "'")):
        yield f"“{lead[0]}” tells people what to say."
    theirs = " ".join([*page.said, *page.prompt.evidence.by.get("place", {})]).lower()
    for fix in _FIXES.finditer(re.sub(r"[“\"][^”\"]*[”\"]", " ", asked)):
        if fix[0].lower() not in theirs:
            yield f"It names an answer, “{fix[0]}”, that people did not bring up."
            return


def with_people(page: Page) -> Iterator[str]:
    """3. No TO, FOR, NOT or FAUX phrase in our words, unless excused in writing; one support and one ask are there."""
    excused = {e.get("phrase", "").lower() for e in page.prompt.excused if e.get("why") or e.get("reason")}
    for hit in page.hits:
        if hit.mode in DOING and hit.phrase.lower() not in excused:
            yield f"“{hit.phrase}” does it {_DOES[hit.mode]}. Try: {hit.instead}."
    for part in ("support", "ask"):
        if not page.prompt.with_move.get(part):
            yield f"The with-move has no {part}."


_DOES = {
    "TO": "to people",
    "FOR": "for people",
    "NOT": "past people",
    "FAUX": "in words that only sound like with",
}


def plain(page: Page) -> Iterator[str]:
    """4. Read aloud: reading age 11, sentences of 22 words; for staff: 14 and 25; no jargon, no unexplained initials."""
    for name, parts, most, longest in (
        ("What is read aloud", page.aloud, READ_ALOUD_GRADE, LONGEST),
        ("What staff read", [*page.for_staff, *page.unknown], STAFF_GRADE, STAFF_LONGEST),
    ):
        text = prose(parts)
        if (hard := grade(text)) > most:
            yield f"{name} has reading age {hard + 5:.0f}; keep it to {most + 5:.0f}."
        for part in parts:
            size, sentence = longest_sentence(part)
            if size > longest:
                yield f"A sentence of {size} words: “{' '.join(sentence.split()[:6])} …”. Keep it to {longest}."
    for hit in page.hits:
        if hit.mode == "JARGON":
            yield f"“{hit.phrase}” is jargon. Try: {hit.instead}."
    if unknown := unexplained_initials("\n".join(page.ours)):
        yield f"Spell out {', '.join(unknown)}."
