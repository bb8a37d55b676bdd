"""Contrasts need ten on each side; small parts are words."""

from __future__ import annotations

from tests.talk.examples import many, space
from voice.protect.numbers import FEW
from voice.talk.drafting.contrasts import bright_spot, by_place, by_role, plain_answer

AWAY = many(14, place_now="school", place_wanted=("online", "club"))
STAY = many(6, place_now="school", place_wanted=("school",))


def test_a_place_that_many_would_leave_is_a_contrast() -> None:
    found = by_place([*AWAY, *STAY], space(places={"school": "In The Nook"}))
    assert found is not None and found.code.startswith("school>")
    assert found.members == tuple(STAY)
    assert "were in The Nook and would be elsewhere: 14 of 20" in found.as_json()["say"]


def test_nine_who_would_leave_are_no_contrast_and_neither_is_a_small_share() -> None:
    assert by_place([*AWAY[:9], *STAY], space()) is None
    assert by_place([*AWAY[:10], *many(30, place_now="school", place_wanted=("school",))], space()) is None
    assert by_place(many(20), space()) is None


def test_small_parts_of_a_contrast_are_words() -> None:
    found = by_place([*AWAY, *STAY[:2]], space())
    assert found is not None and "nearly all of 16" in found.as_json()["say"][0]


def test_parents_and_young_people_twenty_points_apart_are_a_contrast() -> None:
    parents = many(12, band="parent", who_with=("with_parent",))
    young = [*many(9, who_with=("without",)), *many(3, who_with=("with_parent",))]
    found = by_role([*parents, *young])
    assert found is not None and found.gap >= 0.2
    assert found.as_json()["say"][0] == "parents: all of 12" or "young people" in found.as_json()["say"][0]
    assert by_role([*parents[:9], *young]) is None
    assert by_role([*parents, *many(12, who_with=("with_parent",))]) is None
    assert by_role(many(12, band=None, who_with=("same",))) is None


def test_one_place_where_it_goes_better_is_a_bright_spot() -> None:
    good = many(12, place_now="club", window="with")
    rest = [*many(10, place_now="school", window="to"), *many(2, place_now="home", window="with")]
    found = bright_spot([*good, *rest], space())
    assert found is not None and found.code == "place:club"
    assert f"everyone else: {FEW} of 12" in found.as_json()["say"]
    assert bright_spot([*good[:9], *rest], space()) is None
    assert bright_spot([*good, *many(12, place_now="school", window="with")], space()) is None
    young = bright_spot([*many(12, band="8-11", window="with"), *many(12, window="not")], space())
    assert young is not None and young.code == "group:8-11"


def test_answers_are_said_in_words() -> None:
    assert (
        plain_answer("same") == "one adult who stays the same" and plain_answer("club") == "at the youth club"
    )
