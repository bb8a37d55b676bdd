"""The first pattern that fits is used, and each asks an open question of 22 words with the theme's own phrase."""

from __future__ import annotations

import pytest

from tests.talk.examples import heard, many, space, stairs, theme
from voice.talk.checks import check
from voice.talk.drafting.phrase import own_phrase
from voice.talk.patterns import PATTERNS, named, pick, question
from voice.talk.patterns.reading import read

AWAY = many(14, place_now="school", place_wanted=("online",))
PARENTS = many(12, band="parent", who_with=("with_parent",))
YOUNG = many(12, who_with=("without",))
GOOD = [*many(12, place_now="club", window="with"), *many(12, place_now="school", window="to")]
SPLIT = many(20)

FITS = {
    "P0": (theme(), many(9), space()),
    "P1": (theme(), AWAY, space()),
    "P2": (theme(), [*PARENTS, *YOUNG], space()),
    "P3": (theme(), GOOD, space()),
    "P4": (theme(touchpoint="waiting"), many(12), space()),
    "P5": (theme(other_side=frozenset(c.comment_id for c in SPLIT[:6])), SPLIT, space()),
    "P6": (theme(), many(12, worries=("money",)), space()),
    "P7": (theme(), many(12, window="to"), space(team_window="with")),
    "P8": (theme(), many(12), space()),
}


@pytest.mark.parametrize("name", FITS)
def test_each_pattern_fits_what_it_is_for(name: str) -> None:
    assert pick(read(*FITS[name])).id == name


@pytest.mark.parametrize("name", FITS)
@pytest.mark.parametrize(
    "title",
    [
        "Slow",
        "my thumbs are braver than my mouth",
        "18 and then what?",
        "they ask a question and then they answer it for me",
        "waiting, queue, letter",
        "Say “hello” [name] first!",
    ],
)
def test_its_question_is_open_short_and_the_themes_own(name: str, title: str) -> None:
    of, comments, view = FITS[name]
    reading = read(theme(title, touchpoint=of.touchpoint, other_side=of.other_side), comments, view)
    pattern = named(name)
    assert pattern is not None
    asked = question(pattern, reading)
    assert own_phrase(reading.theme).rstrip("…")[:4] in asked
    failed = {f.check: f.why for f in check(stairs() | {"opening_question": asked}).failed}
    assert failed == {}


def test_themes_that_fit_the_same_pattern_are_asked_differently() -> None:
    asked = {
        question(PATTERNS[8], read(theme(title), many(12), space()))
        for title in ("slow bus", "cold room", "late letter")
    }
    assert len(asked) == 3


def test_a_place_contrast_names_both_places_where_there_is_room() -> None:
    asked = question(PATTERNS[1], read(theme("seen"), AWAY, space()))
    assert (
        asked
        == "Think of “seen”: what would need to be true about a place, at school or online, before you would talk there?"
    )


def test_a_silent_route_is_asked_about_first() -> None:
    assert pick(read(theme(), many(30), space(routes={"phone": 80, "paper": 20}))).id == "P0"


def test_a_split_needs_people_to_have_found_the_other_side() -> None:
    liked = [*many(14, "I hate to wait alone, {} times."), *many(6, "She was kind to me {} times.")]
    reading = read(theme(), liked, space())
    assert len(reading.sides.minority) == 6 and not reading.sides.settled
    assert pick(reading).id == "P8"


def test_a_wait_is_heard_in_the_phrase_where_nobody_set_a_touchpoint() -> None:
    assert pick(read(theme("waiting for a call back"), many(12), space())).id == "P4"
    assert pick(read(theme("waiting for a call", touchpoint="the door"), many(12), space())).id == "P8"
    assert "now and then" in question(PATTERNS[4], read(theme(), many(12), space()))


def test_a_worry_of_few_is_not_daily_life() -> None:
    comments = [*many(4, worries=("money",)), *many(8)]
    assert pick(read(theme(), comments, space())).id == "P8"


def test_a_bright_group_is_asked_about_without_a_place() -> None:
    comments = [*many(12, band="8-11", window="with"), *many(12, window="not")]
    asked = question(PATTERNS[3], read(theme("lego"), comments, space()))
    assert asked == "Think of “lego”, and of a time that felt right: what was happening?"
    assert question(PATTERNS[3], read(theme("lego"), many(12), space())) == asked
    assert "before you would talk there" in question(PATTERNS[1], read(theme("lego"), many(12), space()))


@pytest.mark.parametrize(
    ("title", "phrases", "own"),
    [
        ("the bus", (), "the bus"),
        ("Group 3", ("slow bus",), "slow bus"),
        ("", (), "this"),
        ("staff, friendly, helpful", (), "staff and friendly"),
        ("last bus is 5.20 so that is me out of it", (), "last bus is 5.20…"),
        ("I wait and wait, and then there is one more letter to wait for", (), "I wait and wait"),
        ("we go a b", (), "we go a b"),
    ],
)
def test_a_themes_phrase_is_short_and_theirs(title: str, phrases: tuple[str, ...], own: str) -> None:
    assert own_phrase(theme(title, words=phrases)) == own


def test_patterns_are_told_apart_by_their_ids() -> None:
    assert [p.id for p in PATTERNS] == [f"P{n}" for n in range(9)]
    assert named("P9") is None
    assert heard().quotable
