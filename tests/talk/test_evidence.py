"""Evidence: no number that could point to a person, and every gap said out loud."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.talk.examples import heard, many, space
from voice.protect.numbers import FEW, HIDDEN, TEAM_LIMIT, WITHHELD, gives_away
from voice.talk.drafting.gaps import limits_of, missing_voices, silent_routes
from voice.talk.evidence import at_place, cell, cells, gather, pulse_mix, ratio, span, weeks_of


def test_under_five_there_are_quotes_and_no_numbers() -> None:
    few = many(4, worries=("money",), route="kiosk")
    evidence = gather(few, space(), {"change": []}, [{"kind": "x"}], {"a": 9}, [], [], [])
    assert evidence.n == FEW and evidence.n_summary == FEW
    assert (evidence.by, evidence.contrasts, evidence.window_mix, evidence.worries_count) == ({}, [], {}, {})


def test_a_breakdown_adds_up_and_hides_what_could_be_worked_out() -> None:
    comments = [
        *many(20, route="phone", band="12-17"),
        *many(6, route="kiosk", band=None),
        *many(3, route="paper"),
    ]
    by = gather(comments, space(), {}, [], {}, [], [], []).by
    assert by["route"] == {"phone": 20, "kiosk": HIDDEN, "paper": FEW}
    assert by["band"] == {"12-17": 23, "not said": 6}
    assert by["role"] == {"themselves": 29}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), max_size=6))
def test_no_hidden_count_can_be_worked_out_from_the_total(counts: dict[str, int]) -> None:
    assume(sum(counts.values()) >= TEAM_LIMIT)  # under five there are no tables
    shown = cells(counts)
    left = sum(counts.values()) - sum(n for n in shown.values() if isinstance(n, int))
    under = sum(label == FEW for label in shown.values())
    other = sum(label == HIDDEN for label in shown.values())
    assert not (under and gives_away(left, under, other))
    assert all(n >= 5 for n in shown.values() if isinstance(n, int))


def test_what_would_still_be_given_away_is_hidden_whole() -> None:
    assert cells({"a": 4, "b": 4}) == {"a": WITHHELD, "b": WITHHELD}
    assert cells({}) == {}


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (17, 29, "17 of 29"),
        (3, 29, f"{FEW} of 29"),
        (27, 29, "nearly all of 29"),
        (0, 12, "none of 12"),
        (12, 12, "all of 12"),
    ],
)
def test_a_share_is_a_count_of_a_count(part: int, whole: int, said: str) -> None:
    assert ratio(part, whole) == said


def test_one_count_is_a_number_from_five_up() -> None:
    assert [cell(n) for n in (0, 1, 4, 5)] == ["none", FEW, FEW, 5]


def test_weeks_are_said_in_words() -> None:
    assert (
        span(weeks_of([heard(week="2026-W45"), heard(week="2026-W36"), heard(week="")])) == "weeks 36 to 45"
    )
    assert span({"from": "2026-W40", "to": "2026-W40"}) == "week 40"
    assert span({"from": "2025-W50", "to": "2026-W03"}) == "December 2025 to January 2026"
    assert span(weeks_of([heard(week="")])) == ""


def test_the_pulse_shows_from_ten_answers() -> None:
    pulse = {"listened": 2, "okay": 2, "same": 1, "say": 0, "straight": None}
    assert pulse_mix(many(9, pulse=pulse)) == {}
    mix = pulse_mix(many(10, pulse=pulse))
    assert mix["n"] == 10
    assert mix["support"] == {"mean": 1.7, "high": True}
    assert mix["challenge"] == {"mean": 0.0, "high": False}
    assert "challenge" not in pulse_mix(many(10, pulse={"listened": 1}))


def test_a_group_hoped_for_and_hardly_heard_is_missing_with_a_way_to_reach() -> None:
    comments = [*many(18, band="12-17"), *many(2, band="parent")]
    gaps = missing_voices(
        comments, space(expected={"8-11": 20, "12-17": 45, "18-25": 20, "parent": 15, "staff": 1})
    )
    assert gaps[0]["group"] in ("under 12s", "18 to 25s")
    assert all(gap["why_we_think_so"] and gap["way_to_reach"] for gap in gaps)


def test_where_nothing_was_hoped_for_nothing_is_invented() -> None:
    gaps = missing_voices([*many(5), *many(5, route="paper", band=None)], space())
    assert [gap["group"] for gap in gaps] == ["people who did not answer"]
    assert (
        missing_voices(many(3, band=None), space(expected={"8-11": 50}))[0]["group"] == "people with no phone"
    )
    assert missing_voices(many(9, route="import"), space())[0]["group"] == "people who did not fill it in"


def test_a_route_is_silent_where_chance_would_have_brought_five() -> None:
    routes = {"phone": 80, "paper": 20, "kiosk": 0}
    assert silent_routes(many(30), space(routes=routes)) == ["paper"]
    assert silent_routes(many(20), space(routes=routes)) == []
    assert silent_routes(many(20), space()) == []
    gaps = missing_voices(many(30, route="kiosk"), space(routes=routes))
    assert gaps[0]["group"] == "people who answer by phone"


def test_limits_say_what_is_counted_and_who_wrote_it_down() -> None:
    noted = many(3, route="staff", recorded_by_role="volunteer")
    assert limits_of(noted) == [
        "Comments, not people.",
        "Too few to say: who could we ask?",
        "All of one kind: staff notes.",
        "More than half were noted by staff.",
    ]
    assert limits_of([*many(6), *many(6, route="staff")]) == ["Comments, not people."]


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ("The Shed", "at The Shed"),
        ("At school", "at school"),
        ("Online", "online"),
        ("Weir Centre", "at Weir Centre"),
        ("Youth club", "at the youth club"),
        ("The Nook, or anywhere in school", "at the youth club"),
        ("", "at the youth club"),
    ],
)
def test_a_place_stands_in_a_sentence(local: str, said: str) -> None:
    assert at_place("club", space(places={"club": local})) == said
