"""The Social Discipline Window, as the tellers place themselves in it, and the "with" move that fits.

Axes are support and challenge; challenge here means being straight about limits
and expecting people to take part, never being tough on a child. Corner names
(NOT, TO, FOR, WITH) are never shown to a meeting: only the four plain sentences.
A window is named only where ten or more answered, the top answer leads by three,
and no more than 40 % said a mix, unsure or skip (practice notes 3a).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from voice.talk.evidence import Cell, Heard, cells, ratio

ANSWERED = 10
LEAD = 3
UNCLEAR = 0.40

SENTENCES = {
    "not": "Not much happened.",
    "to": "They decided and told me.",
    "for": "They sorted it, but I had no say.",
    "with": "We worked it out together.",
}
_UNCLEAR = {"mix": "A bit of a mix.", "unsure": "Not sure.", "skip": "Skipped."}


@dataclass(frozen=True)
class Corner:
    """One corner of the window: how much support and challenge there was, and the move towards WITH."""

    support_now: str
    challenge_now: str
    support: str
    ask: str


CORNERS = {
    "not": Corner(
        "low",
        "low",
        "One named person shows up and does one small thing this week.",
        "Two young people say what they would try first.",
    ),
    "to": Corner(
        "low",
        "high",
        "Stay straight about what can't move, and say sorry for one thing.",
        "Open one decision: young people choose between real options with us.",
    ),
    "for": Corner(
        "high",
        "low",
        "Keep the kindness people told us about, and say the real limits.",
        "Hand back one part: each person brings an idea for it.",
    ),
    "with": Corner(
        "high",
        "high",
        "Keep what made it work, and ask who held the power.",
        "Each person brings in someone who isn't in this group yet.",
    ),
    "": Corner(
        "?",
        "?",
        "Listen first, and say what can't move.",
        "Each person marks when it was more together.",
    ),
}


@dataclass(frozen=True)
class Leading:
    """What most of those who answered said. `code` is "" where no window may be named."""

    code: str
    n: int
    answered: int

    @property
    def corner(self) -> Corner:
        """The row of the window's table that fits."""
        return CORNERS[self.code]


def leading(comments: Sequence[Heard]) -> Leading:
    """The window that most chose, if it may be named; "I haven't had help yet" counts apart, in neither side."""
    said = Counter(c.window for c in comments if c.window in SENTENCES or c.window in _UNCLEAR)
    answered = said.total() - said["skip"]
    ranked = sorted(((said[code], code) for code in SENTENCES), reverse=True)
    (top, code), (second, _) = ranked[0], ranked[1]
    unclear = said["mix"] + said["unsure"] + said["skip"]
    if answered < ANSWERED or top - second < LEAD or unclear > UNCLEAR * said.total():
        return Leading("", 0, answered)
    return Leading(code, top, answered)


def mix(comments: Sequence[Heard]) -> dict[str, Cell]:
    """How many chose each sentence, as it may be shown; empty under ten answers."""
    names = SENTENCES | _UNCLEAR
    said = Counter(names[c.window] for c in comments if c.window in names)
    return cells(said) if said.total() - said["Skipped."] >= ANSWERED else {}


def window_now(found: Leading, team: str, shown: dict[str, Cell]) -> dict[str, str]:
    """The prompt's {people, team, gap}, in plain sentences.

    `team` is the team's own answer, or "" where not asked. `shown` is the mix as it may be shown: where the
    leading cell is hidden there, so that a small one can't be worked out, it is not given here either.
    """
    people = "No one answer leads."
    if found.code:
        hidden = not isinstance(shown.get(SENTENCES[found.code]), int)
        share = f"Most of {found.answered}" if hidden else ratio(found.n, found.answered)
        people = f"“{SENTENCES[found.code]}” {share}."
    team_says = f"“{SENTENCES[team]}”" if team in SENTENCES else "Not asked yet."
    return {"people": people, "team": team_says, "gap": _gap(found.code, team)}


def _gap(people: str, team: str) -> str:
    if not people:
        return "When was it more together?"
    if team not in SENTENCES:
        return "Ask the team."
    return "The same." if people == team else "Not the same: talk about it."
