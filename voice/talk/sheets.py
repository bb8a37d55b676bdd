"""The three sheets of a prompt, as data for the templates: table card, facilitator's side, record slip.

The card is for everyone at the table (80 words), the facilitator's side holds
counts, limits and the move (180 words, its run sheets apart), the slip has blank
lines. Card and side together are the prompt's 260 words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from voice.talk import plainly
from voice.talk.drafting.gaps import COMMENTS_NOT_PEOPLE
from voice.talk.evidence import LOOKED, NOT_SAID, Cell, span
from voice.talk.prompts import Prompt
from voice.talk.readability import words

CARD_WORDS = 80
SIDE_WORDS = 180
TOTAL_WORDS = 260


@dataclass(frozen=True)
class Line:
    """A label and what stands after it. `quoted` are people's own words."""

    label: str
    text: str
    quoted: bool = False

    @property
    def words(self) -> int:
        """Label and text together."""
        return len(words(self.label)) + len(words(self.text))


@dataclass(frozen=True)
class TableCard:
    """What lies on the table: title, two to four quotes with the other side, the question, and when we tell back."""

    title: str
    quotes: tuple[Line, ...]
    question: Line
    tell_back: Line

    @property
    def words(self) -> int:
        """Every word on it."""
        return len(words(self.title)) + sum(
            line.words for line in (*self.quotes, self.question, self.tell_back)
        )


@dataclass(frozen=True)
class Step:
    """So many minutes for one thing."""

    minutes: int
    what: str


@dataclass(frozen=True)
class RunSheet:
    """A meeting, step by step; its minutes add up exactly."""

    minutes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class FacilitatorSide:
    """The back of the card: counts and limits, what we don't know, the move, the room. Most needed lines first."""

    lines: tuple[Line, ...]
    left_out: tuple[Line, ...]
    run_sheets: tuple[RunSheet, ...]

    @property
    def words(self) -> int:
        """Every word of its lines; the run sheets are the same on every side and stand apart."""
        return sum(line.words for line in self.lines)


@dataclass(frozen=True)
class RecordSlip:
    """What is written down after: a title, and lines to fill in."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheets:
    """The three together. `words` is the whole prompt's, before anything was left out to fit."""

    card: TableCard
    side: FacilitatorSide
    slip: RecordSlip
    words: int


RUN_45 = RunSheet(
    45,
    (
        Step(4, "Check-in"),
        Step(4, "Read the quotes aloud"),
        Step(6, "Young people or families alone; staff wait outside or stay silent"),
        Step(12, "The question: alone, in twos, in fours, all"),
        Step(6, "What we don't know, and who is missing"),
        Step(6, "One try, and who can change it"),
        Step(3, "Worries to take away now"),
        Step(4, "Tell-back, and how was this?"),
    ),
)
RUN_20 = RunSheet(
    20,
    (
        Step(2, "Check-in"),
        Step(2, "Read the quotes aloud"),
        Step(3, "Young people or families alone"),
        Step(6, "The question: alone, in twos, all"),
        Step(2, "Who is missing"),
        Step(3, "One try, and who can change it"),
        Step(2, "Worries now, tell-back"),
    ),
)


def sheets(prompt: Prompt) -> Sheets:
    """The three sheets of a prompt. Lines that a side has no room for are in `left_out`, whole, never cut."""
    card, every = _card(prompt), _side_lines(prompt)
    kept = _that_fit(every)
    side = FacilitatorSide(kept, tuple(line for line in every if line not in kept), (RUN_20, RUN_45))
    return Sheets(card, side, _slip(prompt), total_words(prompt))


def total_words(prompt: Prompt) -> int:
    """The words of the whole prompt, with every quote and every line, fitting or not. Labels are ours and not counted."""
    card = _card_of(prompt, _quotes(prompt))
    lines = [*card.quotes, card.question, card.tell_back, *_side_lines(prompt)]
    return len(words(prompt.title)) + sum(len(words(line.text)) for line in lines)


def _card(prompt: Prompt) -> TableCard:
    """With as many of the quotes as fit in 80 words, the other side always, and never under two."""
    said = _quotes(prompt)
    while len(said) > 2 and _card_of(prompt, said).words > CARD_WORDS:
        spare = [line for line in said[1:] if line.label != "Others say"]
        if not spare:
            break
        longest = max(spare, key=lambda line: line.words)
        said = [line for line in said if line is not longest]
    return _card_of(prompt, said)


def _card_of(prompt: Prompt, said: list[Line]) -> TableCard:
    back = prompt.tell_back
    told = f"By {day(back.get('date', ''))}, {back.get('where', '')}: {back.get('who', '')}."
    return TableCard(
        prompt.title,
        tuple(said),
        Line("Ask together", prompt.opening_question),
        Line("We tell you", told),
    )


def _quotes(prompt: Prompt) -> list[Line]:
    labels = {"keep": "Keep"}
    lines = [
        Line(labels.get(str(q.get("kind")), ""), str(q["text"]), quoted=True)
        for q in prompt.heard
        if q["text"]
    ]
    for other in prompt.other_side:
        quoted = bool(other.get("text"))
        lines.append(Line("Others say", str(other.get("text") or other.get("note") or LOOKED), quoted))
    return lines


def _side_lines(prompt: Prompt) -> list[Line]:
    """Every line of the facilitator's side, most needed first; blank ones are left away."""
    move, room, now, back = prompt.with_move, prompt.room, prompt.window_now, prompt.tell_back
    lines = [
        Line("Counts", counts(prompt)),
        Line("We don't know", " ".join(prompt.dont_know)),
        Line("Support", move.get("support", "")),
        Line("Ask", move.get("ask", "")),
        Line("Can change it", prompt.who_can_change_it.replace("_", " ")),
        Line("Room", _room(room)),
        Line("From outside", _list(room.get("unusual"))),
        Line("Meet", str(room.get("meet_where") or "")),
        Line("Not heard yet", " ".join(_missing(prompt))),
        Line("Worry now", " ".join(_worries(prompt))),
        Line("Success", ", ".join(prompt.success)),
        Line("Tell back", back.get("what", "")),
        Line("Check-in", prompt.check_in),
        Line("How it was", " ".join(now.get(name, "") for name in ("", "people")).strip()),
        Line("The team says", " ".join(now.get(name, "") for name in ("team", "gap")).strip()),
        Line("Other side", _other_counts(prompt)),
        Line(
            "Limits",
            " ".join(x for x in prompt.evidence.limits if x.strip(". ") != COMMENTS_NOT_PEOPLE.strip(".")),
        ),
        Line("Our measure", prompt.success_gap),
        Line("Advocate", str(room.get("advocate") or "")),
    ]
    return [line for line in lines if line.text.strip()]


def _that_fit(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Whole lines, in order, as long as they fit in 180 words."""
    kept: list[Line] = []
    for line in lines:
        if sum(x.words for x in kept) + line.words <= SIDE_WORDS:
            kept.append(line)
    return tuple(kept)


def counts(prompt: Prompt) -> str:
    """The counts in a few sentences: how many, when, by which route, from whom. Comments, not people."""
    evidence = prompt.evidence
    when = span(evidence.weeks)
    n = str(evidence.n)
    said = [f"{n[:1].upper()}{n[1:]} comments{', ' + when if when else ''}."]
    said.append(_cells_in_words(evidence.by.get("route", {}), plainly.route, name_all=True))
    said.append(_cells_in_words(evidence.by.get("band", {}), plainly.band, name_all=False))
    return " ".join([*(part for part in said if part), COMMENTS_NOT_PEOPLE])


def _cells_in_words(cells: Mapping[str, Cell], name: Callable[[str], str], name_all: bool) -> str:
    """ "Phone 20, tablet 8; a few (under 5): paper." Cells that are hidden are named too, or only said to be there."""
    told = [f"{name(code)} {n}" for code, n in cells.items() if isinstance(n, int) and code != NOT_SAID]
    rest = [code for code, n in cells.items() if not isinstance(n, int) and code != NOT_SAID]
    if name_all:
        for word in dict.fromkeys(str(cells[code]) for code in rest):
            told.append(f"{word}: {plainly.joined([name(code) for code in rest if cells[code] == word])}")
    elif told and rest:
        told.append("others few or hidden")
    joined = ", ".join(told)
    return f"{joined[:1].upper()}{joined[1:]}." if joined else ""


def _other_counts(prompt: Prompt) -> str:
    given = [str(other["n"]) for other in prompt.other_side if other.get("n") and other.get("text")]
    return ", ".join(given)


def _room(room: dict[str, Any]) -> str:
    young = room.get("young_people")
    first = [f"{young} young people"] if isinstance(young, int) and young else [str(young)] if young else []
    return ", ".join([*first, *room.get("roles", [])])


def _list(items: object) -> str:
    return ", ".join(str(item) for item in items) if isinstance(items, list) else str(items or "")


def _missing(prompt: Prompt) -> list[str]:
    return [
        f"{m.get('group', '')} ({m.get('why_we_think_so', '')}): {m.get('way_to_reach', '')}."
        for m in prompt.evidence.missing
    ]


def _worries(prompt: Prompt) -> list[str]:
    found = []
    for worry in prompt.worries_now:
        number = f", {worry['n']}" if worry.get("n") else ""
        who = f"; {worry['who_acts']} by {worry.get('by', '')}" if worry.get("who_acts") else ""
        found.append(f"{worry.get('worry', '')}{number}{who}.")
    return found


def day(iso: str) -> str:
    """A date in words, such as "21 December"; what is not a date is given back as it is."""
    try:
        found = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{found.day} {found:%B}"


def _slip(prompt: Prompt) -> RecordSlip:
    asks = (
        ("Who was there, by role", "No names"),
        ("What we decided", ""),
        ("Who decided", ""),
        ("What we try first", "The smallest new thing"),
        ("We stop if", ""),
        ("We tell back", f"by {day(prompt.tell_back.get('date', ''))}"),
    )
    return RecordSlip(prompt.title, tuple(Line(label, hint) for label, hint in asks))
