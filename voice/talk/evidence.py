"""What one theme's released comments say, and what they can't say: counts, quotes, contrasts, gaps and limits.

Pure: the caller brings released comments (`Heard`) and what it knows of the space
(`SpaceView`), and gets `Evidence` back, with every count already as it may be
shown. Field names follow the practice notes' data model (3a). Under five comments
there are no numbers at all, only quotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from voice.clock import monday_of
from voice.protect.numbers import FEW, TEAM_LIMIT, one_way, shown
from voice.talk import plainly

THIN = 10
"""Under this many comments a theme is thin (pattern P0)."""
PULSE_FROM = 10
"""The relationship pulse shows only from this many answers (practice notes 3e)."""
LABEL_FROM = 10
"""A quote may say which group it comes from only where the group has this many comments."""
LOOKED = "No one told us the opposite; we looked."
NOT_SAID = "not said"
PULSE = {"support": ("listened", "okay", "same"), "challenge": ("say", "straight")}
"""The five items of the pulse by axis of the Social Discipline Window."""

Cell = int | str
"""A count as it may be shown: a number from 5 up, or words."""


@dataclass(frozen=True)
class Heard:
    """One released comment with its facts. `text` is masked; `week` is an ISO week such as '2026-W45'."""

    comment_id: int
    text: str
    quotable: bool
    band: str | None = None
    route: str = "phone"
    recorded_by_role: str | None = None
    verbatim: str = "own_words"
    week: str = ""
    place_now: str | None = None
    place_wanted: tuple[str, ...] = ()
    place_not: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    who_with: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    pace: str | None = None
    feel: tuple[str, ...] = ()
    window: str | None = None
    pulse: Mapping[str, int | None] | None = None
    worries: tuple[str, ...] = ()
    success: tuple[str, ...] = ()


@dataclass(frozen=True)
class ThemeView:
    """A theme as the board has it. `other_side` and `keep` are comments a person has marked so; empty: nobody has yet."""

    theme_id: int
    title: str
    words: tuple[str, ...] = ()
    question: str = ""
    touchpoint: str = ""
    other_side: frozenset[int] = frozenset()
    keep: frozenset[int] = frozenset()


@dataclass(frozen=True)
class SpaceView:
    """What a prompt needs to know of the space. Only what its own people have set; nothing is invented where it is empty.

    `routes` counts the round's released comments by each route the space opened (0 for a silent one);
    `expected` is the rough mix hoped for, by band, in percent; `team_window` is what the team says it was like.
    """

    title: str = ""
    topic: str = ""
    routes: Mapping[str, int] = field(default_factory=dict)
    expected: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    meet_where: tuple[str, ...] = ()
    team_window: str = ""
    told_by: str = "the youth worker"
    told_where: str = "on the public page"


@dataclass(frozen=True)
class Evidence:
    """The practice notes' Evidence: every count is as it may be shown to the team, every quote may be quoted."""

    n: Cell
    weeks: dict[str, str]
    by: dict[str, dict[str, Cell]]
    quotes: dict[str, list[dict[str, Any]]]
    contrasts: list[dict[str, Any]]
    window_mix: dict[str, Cell]
    pulse_mix: dict[str, Any]
    worries_count: dict[str, Cell]
    ideas: list[dict[str, Any]]
    missing: list[dict[str, str]]
    limits: list[str]
    n_summary: Cell

    def as_json(self) -> dict[str, Any]:
        """As a prompt prints it."""
        return asdict(self)


def cell(number: int) -> Cell:
    """One count for the team: a number from 5 up, else "none" or "a few (under 5)"."""
    return number if number >= TEAM_LIMIT else shown(number)


def cells(counts: Mapping[str, int]) -> dict[str, Cell]:
    """Counts whose total is known, largest first; a second one is hidden where the first could be worked out.

    Where even that gives one away (two cells of four, and a total of eight), none is shown.
    """
    there = {key: n for key, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])) if n}
    return {key: int(label) if label.isdigit() else label for key, label in one_way(there).items()}


def loose_cells(counts: Mapping[str, int]) -> dict[str, Cell]:
    """Counts of which one comment may give several (worries): nothing adds up to a total, so nothing more is hidden."""
    return {key: cell(n) for key, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])) if n}


def ratio(part: int, whole: int, hide: bool = False) -> str:
    """ "17 of 29"; in words where the part or what is left of it is 1 to 4. Never a percentage: groups here are small."""
    if hide or 0 < part < TEAM_LIMIT:
        return f"{FEW if part < TEAM_LIMIT else 'some'} of {whole}"
    if 0 < whole - part < TEAM_LIMIT:
        return f"nearly all of {whole}"
    return f"{'none' if part == 0 else 'all' if part == whole else part} of {whole}"


def own_words(comment: Heard) -> bool:
    """Word for word what the person said; a worker's note or near words are never quoted as theirs."""
    return comment.verbatim == "own_words"


def worries_of(comments: Sequence[Heard]) -> Counter[str]:
    """How many comments name each practical worry."""
    return Counter(w for c in comments for w in set(c.worries) if w in plainly.WORRIES)


def success_of(comments: Sequence[Heard]) -> Counter[str]:
    """How many comments chose each sign that it is working."""
    return Counter(s for c in comments for s in set(c.success) if s in plainly.SUCCESS)


def weeks_of(comments: Sequence[Heard]) -> dict[str, str]:
    """The first and last ISO week, {"from": …, "to": …}; empty strings where none is known."""
    weeks = sorted(c.week for c in comments if c.week)
    return {"from": weeks[0], "to": weeks[-1]} if weeks else {"from": "", "to": ""}


def span(weeks: Mapping[str, str]) -> str:
    """Weeks in words: "weeks 36 to 45", with months where they cross a year; "" where unknown."""
    first, last = weeks.get("from", ""), weeks.get("to", "")
    if not first or not last:
        return ""
    if first == last:
        return f"week {int(last[6:])}"
    if first[:4] == last[:4]:
        return f"weeks {int(first[6:])} to {int(last[6:])}"
    return f"{monday_of(first):%B %Y} to {monday_of(last):%B %Y}"


def breakdowns(comments: Sequence[Heard], view: SpaceView) -> dict[str, dict[str, Cell]]:
    """One-way counts by band, route, place and role. Each adds up to n, so that hidden cells stay hidden."""
    return {
        "band": cells(Counter(c.band or NOT_SAID for c in comments)),
        "route": cells(Counter(c.route for c in comments)),
        "place": cells(Counter(place_name(c.place_now, view) if c.place_now else NOT_SAID for c in comments)),
        "role": cells(Counter(c.recorded_by_role or "themselves" for c in comments)),
    }


def place_name(code: str, view: SpaceView) -> str:
    """A place in the space's own words, else the plain ones."""
    return view.places.get(code) or plainly.place(code)


_WHERE = frozenset(["at", "in", "near", "on", "outside", "online", "by"])


def at_place(code: str, view: SpaceView) -> str:
    """A place as it stands in a sentence: "at The Shed". A long or everyday local name gives way to the plain words."""
    local = view.places.get(code, "").split()
    if 0 < len(local) <= 4 and "," not in " ".join(local):
        if local[0].lower() in _WHERE:
            return " ".join([local[0].lower(), *local[1:]])
        if local[0] == "The" or any(word[0].isupper() for word in local[1:]):
            return f"at {' '.join(local)}"
    return plainly.place(code)


def pulse_mix(comments: Sequence[Heard]) -> dict[str, Any]:
    """Support and challenge, each 0–2 and "high" from 1.3, with n; empty under 10 answers. Not a validated measure."""
    pulses = [c.pulse for c in comments if c.pulse and any(isinstance(v, int) for v in c.pulse.values())]
    if len(pulses) < PULSE_FROM:
        return {}
    mix: dict[str, Any] = {"n": len(pulses)}
    for axis, items in PULSE.items():
        given = [v for p in pulses for item in items if isinstance(v := p.get(item), int)]
        if given:
            mean = sum(given) / len(given)
            mix[axis] = {"mean": round(mean, 1), "high": mean >= 1.3}
    return mix


def gather(
    comments: Sequence[Heard],
    view: SpaceView,
    quotes: dict[str, list[dict[str, Any]]],
    contrasts: list[dict[str, Any]],
    window_mix: dict[str, Cell],
    ideas: list[dict[str, Any]],
    missing: list[dict[str, str]],
    limits: list[str],
) -> Evidence:
    """Put a theme's evidence together. Under five comments: the quotes, the gaps and the limits, and no numbers."""
    thin = len(comments) < TEAM_LIMIT
    worries = loose_cells({plainly.WORRIES[code]: n for code, n in worries_of(comments).items()})
    return Evidence(
        n=cell(len(comments)),
        weeks=weeks_of(comments),
        by={} if thin else breakdowns(comments, view),
        quotes=quotes,
        contrasts=[] if thin else contrasts,
        window_mix={} if thin else window_mix,
        pulse_mix=pulse_mix(comments),
        worries_count={} if thin else worries,
        ideas=ideas,
        missing=missing,
        limits=limits,
        n_summary=FEW if thin else cell(sum(not own_words(c) for c in comments)),
    )
