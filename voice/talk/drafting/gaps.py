"""Who has not been heard, and what these comments can't tell. Never "hard to reach": each gap has a way to reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from voice.protect.numbers import TEAM_LIMIT
from voice.talk import plainly
from voice.talk.evidence import Heard, SpaceView

COMMENTS_NOT_PEOPLE = "Comments, not people."


def missing_voices(comments: Sequence[Heard], view: SpaceView) -> list[dict[str, str]]:
    """Who we have not heard: groups the space hoped for, then routes, and always at least those who did not answer."""
    gaps = [*_missing_bands(comments, view)[:1], *_missing_routes(comments, view)[:1]]
    return gaps or [
        {
            "group": "people who did not answer",
            "why_we_think_so": "we can't see them here",
            "way_to_reach": "ask two groups they go to",
        }
    ]


_WAYS = {
    "8-11": "ask a school council to try two cards",
    "12-17": "ask two youth clubs",
    "18-25": "ask at the college",
    "parent": "ask at the school gate",
}


def _missing_bands(comments: Sequence[Heard], view: SpaceView) -> list[dict[str, str]]:
    """Groups hoped for at 10 % or more that brought under half their share."""
    said = Counter(c.band for c in comments if c.band)
    total = sum(said.values())
    if not total:
        return []
    hoped = sum(view.expected.values()) or 1
    return [
        {
            "group": plainly.band(band),
            "why_we_think_so": "few or none spoke here",
            "way_to_reach": _WAYS.get(band, "ask a group they trust"),
        }
        for band, percent in sorted(view.expected.items(), key=lambda kv: said[kv[0]] / total - kv[1] / hoped)
        if percent / hoped >= 0.1 and said[band] / total < percent / hoped / 2
    ]


def silent_routes(comments: Sequence[Heard], view: SpaceView) -> list[str]:
    """Opened routes that are silent here though they speak elsewhere: chance would have brought five or more."""
    heard = {c.route for c in comments}
    total = sum(view.routes.values())
    return [
        route
        for route, n in view.routes.items()
        if route not in heard and total and n / total * len(comments) >= TEAM_LIMIT
    ]


def _missing_routes(comments: Sequence[Heard], view: SpaceView) -> list[dict[str, str]]:
    gaps = []
    routes = {c.route for c in comments}
    if routes == {"phone"}:
        gaps.append(("people with no phone", "all of it came by phone", "ask on paper at the front desk"))
    if routes == {"import"}:
        gaps.append(
            ("people who did not fill it in", "an earlier survey is all we have", "ask two groups they go to")
        )
    for route in silent_routes(comments, view):
        gaps.append(
            (
                f"people who answer by {plainly.route(route)}",
                "they speak on other themes, not here",
                "ask them next",
            )
        )
    return [{"group": g, "why_we_think_so": why, "way_to_reach": way} for g, why, way in gaps]


def limits_of(comments: Sequence[Heard]) -> list[str]:
    """What these comments can't tell: one route only, mostly noted by staff, too few, and always what is counted."""
    n = len(comments)
    noted = sum(c.recorded_by_role is not None or c.route == "staff" for c in comments)
    routes = {c.route for c in comments}
    found = [COMMENTS_NOT_PEOPLE]
    if n < TEAM_LIMIT:
        found.append("Too few to say: who could we ask?")
    if len(routes) == 1:
        found.append(f"All of one kind: {plainly.route(next(iter(routes)))}.")
    if noted * 2 > n:
        found.append("More than half were noted by staff.")
    return found
