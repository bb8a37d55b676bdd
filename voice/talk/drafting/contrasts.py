"""Where one part of a theme says something other than another part. Ten comments on each side, or nothing is said.

Points are percentage points between shares; they are worked with here and never
shown: a prompt says "17 of 27", with small parts in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from voice.talk import plainly
from voice.talk.evidence import Heard, SpaceView, at_place, ratio

EACH_SIDE = 10
"""Comments on each side of a contrast (practice notes, assembly rules)."""
DIFFERS = 0.30
"""Share that would be somewhere other than where they were (P1)."""
POINTS = 0.20
"""Gap between two groups (P2, P3)."""


@dataclass(frozen=True)
class Part:
    """One side of a contrast: so many of a group say it."""

    group: str
    yes: int
    of: int

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.yes / self.of if self.of else 0.0


@dataclass(frozen=True)
class Contrast:
    """Two parts of a theme side by side. `about` is what is compared, in words; `code` the answer's or place's code."""

    kind: str  # place, role or bright
    about: str
    code: str
    parts: tuple[Part, Part]
    members: tuple[Heard, ...] = ()

    @property
    def gap(self) -> float:
        """Points between the two, 0 to 1."""
        return abs(self.parts[0].share - self.parts[1].share)

    def as_json(self) -> dict[str, Any]:
        """As evidence prints it: small parts in words, no percentage."""
        said = [f"{part.group}: {ratio(part.yes, part.of)}" for part in self.parts]
        return {"kind": self.kind, "about": self.about, "say": said}


def by_place(comments: Sequence[Heard], view: SpaceView) -> Contrast | None:
    """The place most were, if ten or more who were there, and 30 % of them, would rather be somewhere else (P1).

    `members` are those who would choose it again: the other side, by their own answers.
    """
    both = [c for c in comments if c.place_now and c.place_wanted]
    were = Counter(c.place_now for c in both if c.place_now).most_common(1)
    if not were:
        return None
    code, there = were[0]
    leave = [c for c in both if c.place_now == code and code not in c.place_wanted]
    stay = tuple(c for c in both if c.place_now == code and code in c.place_wanted)
    if len(leave) < EACH_SIDE or len(leave) < DIFFERS * there:
        return None
    wanted, times = Counter(w for c in leave for w in set(c.place_wanted)).most_common(1)[0]
    name, other = at_place(code, view), at_place(wanted, view)
    parts = (
        Part(f"were {name} and would be elsewhere", len(leave), there),
        Part(f"of those, {other}", times, len(leave)),
    )
    return Contrast("place", f"where they were: {name}", f"{code}>{wanted}", parts, stay)


def by_role(comments: Sequence[Heard]) -> Contrast | None:
    """The answer on which parents, staff and young people differ most, if by 20 points and ten on each side (P2)."""
    return _widest("role", _split(comments, _role), lambda c: {*c.who_with, *c.channel, *c.place_wanted})


def bright_spot(comments: Sequence[Heard], view: SpaceView) -> Contrast | None:
    """The place or group where "we worked it out together" is 20 points more than in the rest (P3), ten on each side."""
    answered = [c for c in comments if c.window in ("not", "to", "for", "with", "mix")]
    spots = [
        (at_place(code, view), f"place:{code}", here, rest)
        for code, here, rest in _against_rest(answered, _place)
    ]
    spots += [
        (plainly.band(code), f"group:{code}", here, rest)
        for code, here, rest in _against_rest(answered, _band)
    ]
    found = [
        Contrast(
            "bright",
            f"worked it out together: {name}",
            code,
            (_with(name, here), _with("everyone else", rest)),
        )
        for name, code, here, rest in spots
        if min(len(here), len(rest)) >= EACH_SIDE
    ]
    best = max(found, key=lambda c: (c.parts[0].share - c.parts[1].share, c.code), default=None)
    return best if best and best.parts[0].share - best.parts[1].share >= POINTS else None


def _place(comment: Heard) -> str | None:
    return comment.place_now


def _band(comment: Heard) -> str | None:
    return comment.band


def _role(comment: Heard) -> str | None:
    return {"parent": "parents", "staff": "staff"}.get(comment.band, "young people") if comment.band else None


def _against_rest(
    comments: Sequence[Heard], key: Callable[[Heard], str | None]
) -> list[tuple[str, list[Heard], list[Heard]]]:
    """Each group, its comments, and those of all the others."""
    groups = _split(comments, key)
    return [
        (code, here, [c for other, members in groups.items() if other != code for c in members])
        for code, here in sorted(groups.items())
    ]


def _with(group: str, comments: Sequence[Heard]) -> Part:
    return Part(group, sum(c.window == "with" for c in comments), len(comments))


def _split(comments: Sequence[Heard], key: Callable[[Heard], str | None]) -> dict[str, list[Heard]]:
    groups: dict[str, list[Heard]] = {}
    for comment in comments:
        name = key(comment)
        if name:
            groups.setdefault(name, []).append(comment)
    return groups


def _widest(
    kind: str, groups: dict[str, list[Heard]], answers: Callable[[Heard], set[str]]
) -> Contrast | None:
    """The widest gap between two groups over every answer either gave; None under ten a side or 20 points."""
    told = {name: [answers(c) for c in members if answers(c)] for name, members in groups.items()}
    big = sorted(name for name, given in told.items() if len(given) >= EACH_SIDE)
    found = [
        Contrast(kind, plain_answer(code), code, (_part(a, told[a], code), _part(b, told[b], code)))
        for i, a in enumerate(big)
        for b in big[i + 1 :]
        for code in sorted(set().union(*told[a], *told[b]))
    ]
    widest = max(found, key=lambda c: c.gap, default=None)
    return widest if widest and widest.gap >= POINTS else None


def _part(group: str, given: list[set[str]], code: str) -> Part:
    return Part(group, sum(code in answers for answers in given), len(given))


_ANSWERS = {
    "same": "one adult who stays the same",
    "new": "someone new",
    "peer": "someone near their age",
    "group": "a group",
    "with_parent": "with a parent or carer there",
    "without": "without a parent or carer",
    "language": "someone who speaks their language",
    "background": "someone who gets their background",
    "choose": "choosing on the day",
    "face": "face to face",
    "typing": "typing",
    "video": "video",
    "making": "drawing or making things",
    "letter": "a letter or card",
    "walk": "a walk",
}


def plain_answer(code: str) -> str:
    """A chosen answer in words: who with, how, or where."""
    return _ANSWERS.get(code) or plainly.place(code)
