"""Clean prompts as JSON, and comments to make more from. Every word here is made up."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from voice.clock import today
from voice.talk.evidence import Heard, SpaceView, ThemeView

_ids = count(1)


def quote(text: str, comment_id: int, **more: Any) -> dict[str, Any]:
    """A quote that may be quoted."""
    return {"text": text, "comment_id": comment_id, "quote_ok": True, "verbatim": "own_words", **more}


def in_days(days: int) -> str:
    """An ISO date so many days from today."""
    return (today() + timedelta(days=days)).isoformat()


def stairs() -> dict[str, Any]:
    """A place that feels watched: 34 comments, a clear window, every field full (structure of a place contrast)."""
    change = [
        quote("Everybody on the stairs turns round.", 11),
        quote("I told one helper and the whole bus knew.", 12),
    ]
    keep = [quote("The man in the music room just lets me sit.", 13)]
    other = [quote("My form room is the only spot I would ever talk.", 14, n=6)]
    return {
        "id": 7,
        "theme": 3,
        "title": "Everybody on the stairs turns round",
        "state": "draft",
        "pattern": "P1",
        "opening_question": "What would need to be true about a place before any of us would talk there?",
        "evidence": {
            "n": 34,
            "weeks": {"from": "2026-W36", "to": "2026-W45"},
            "by": {
                "band": {"12-17": 27, "parent": 7},
                "route": {"phone": 20, "kiosk": 5, "staff": 9},
                "place": {"at school": 24, "not said": 10},
                "role": {"themselves": 25, "youth worker": 9},
            },
            "quotes": {"change": change, "keep": keep, "minority": other},
            "contrasts": [{"kind": "place", "about": "at school", "say": ["would be elsewhere: 18 of 24"]}],
            "window_mix": {"They decided and told me.": 17, "We worked it out together.": 7, "Not sure.": 5},
            "pulse_mix": {},
            "worries_count": {"home or housing": 5},
            "ideas": [quote("There could be a side door.", 15)],
            "missing": [
                {
                    "group": "pupils out of school",
                    "why_we_think_so": "the poster hangs inside",
                    "way_to_reach": "ask the home tutor to carry a card",
                }
            ],
            "limits": ["Comments, not people.", "Some of it is not word for word."],
            "n_summary": 9,
        },
        "heard": [*({"kind": "change", **q} for q in change), *({"kind": "keep", **q} for q in keep)],
        "other_side": other,
        "dont_know": ["Is it the room, the people, or who gets told?", "We have nothing from under 12s."],
        "window_now": {
            "people": "“They decided and told me.” 17 of 29.",
            "team": "“We worked it out together.”",
            "gap": "Not the same: talk about it.",
        },
        "with_move": {
            "support": "Say sorry about that room, and meet where they choose.",
            "ask": "Two young people walk round with us and mark where talking feels okay.",
        },
        "room": {
            "roles": ["youth worker", "form tutor", "school office", "parent"],
            "unusual": ["the librarian"],
            "young_people": 3,
            "advocate": "on call",
            "meet_where": "the youth club",
        },
        "worries_now": [
            {"worry": "no quiet place at home", "n": 5, "who_acts": "the family worker asks", "by": "Friday"}
        ],
        "success": ["I can talk and it stays there."],
        "success_gap": "The contract counts visits.",
        "tell_back": {
            "what": "what we heard and tried",
            "where": "on the club wall and the public page",
            "who": "the youth worker",
            "date": in_days(21),
        },
        "check_in": "Where in this building do you feel most at ease?",
        "who_can_change_it": "us for the room, the head for who gets told",
        "rubric": [],
        "version": 1,
        "signed_by": "",
    }


def typing() -> dict[str, Any]:
    """Nearly all by phone, the other routes hidden; no window named; nobody raised a worry."""
    prompt = stairs()
    change = [quote("My fingers say more than my mouth.", 21), quote("Video feels like a goldfish bowl.", 22)]
    keep = [quote("The late chat kept me going.", 23)]
    other = [quote("Coming here is my only time out of the house.", 24, n=9)]
    prompt |= {
        "title": "my fingers say more",
        "pattern": "P5",
        "opening_question": "What can you say in one way of talking that you can't say in another?",
        "heard": [*({"kind": "change", **q} for q in change), *({"kind": "keep", **q} for q in keep)],
        "other_side": other,
        "window_now": {"people": "No one answer leads.", "team": "Not asked yet.", "gap": "Ask the team."},
        "worries_now": [{"worry": "none raised"}],
        "success": ["not asked yet"],
    }
    prompt["evidence"] |= {
        "n": 39,
        "by": {
            "band": {"12-17": 16, "18-25": 23},
            "route": {"phone": "hidden", "kiosk": "a few (under 5)"},
            "place": {},
            "role": {"themselves": 39},
        },
        "quotes": {"change": change, "keep": keep, "minority": other},
        "n_summary": "none",
        "contrasts": [],
        "window_mix": {},
        "worries_count": {},
        "ideas": [],
    }
    return prompt


def names() -> dict[str, Any]:
    """Mostly noted by staff, a small other side, a big room. The question has a lead-in."""
    prompt = stairs()
    change = [
        quote("My cousin has to say it all for me.", 31),
        quote("They get our name wrong every time.", 32),
    ]
    other = [quote("I'd rather talk to someone not from here.", 34, n="a few (under 5)")]
    prompt |= {
        "title": "They get our name wrong",
        "pattern": "P8",
        "opening_question": "Looking at the first minute here, what would tell you that this place is for you too?",
        "heard": [{"kind": "change", **q} for q in change],
        "other_side": other,
        "with_move": {
            "support": "Learn and write down how each name is said.",
            "ask": "Young people choose who interprets, and the words on the welcome board.",
        },
        "tell_back": prompt["tell_back"] | {"date": "in 28 days"},
    }
    prompt["evidence"] |= {
        "n": 22,
        "by": {
            "band": {"12-17": 12, "parent": 10},
            "route": {"staff": 13, "phone": 9},
            "place": {},
            "role": {},
        },
        "quotes": {"change": change, "keep": [], "minority": other},
        "limits": ["Comments, not people.", "More than half were noted by staff."],
        "n_summary": 13,
        "contrasts": [],
        "window_mix": {},
    }
    prompt["window_now"] = prompt["window_now"] | {"people": "“They sorted it, but I had no say.” 9 of 15."}
    return prompt


def nobody_disagrees() -> dict[str, Any]:
    """Nobody told us the opposite; evidence stands beside the other fields, not under "evidence"."""
    prompt = stairs()
    prompt["other_side"] = ["No one told us the opposite; we looked."]
    evidence = prompt.pop("evidence")
    evidence["quotes"] = evidence["quotes"] | {"minority": []}
    return prompt | evidence


CLEAN = {"stairs": stairs, "typing": typing, "names": names, "nobody disagrees": nobody_disagrees}


def heard(text: str = "The bus is slow and nobody waits.", **facts: Any) -> Heard:
    """One released comment that may be quoted, with whatever facts a test needs."""
    return Heard(
        **{"comment_id": next(_ids), "text": text, "quotable": True, "band": "12-17", "week": "2026-W40"}
        | facts
    )


def many(n: int, text: str = "The bus is slow and nobody waits, number {}.", **facts: Any) -> list[Heard]:
    """So many released comments with the same facts."""
    return [heard(text.format(i), **facts) for i in range(n)]


def theme(title: str = "the bus is slow", **more: Any) -> ThemeView:
    """A theme."""
    return ThemeView(theme_id=9, title=title, **more)


def space(**more: Any) -> SpaceView:
    """A space that has set nothing."""
    return SpaceView(title="The Kettle", topic="help", **more)
