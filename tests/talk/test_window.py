"""A window is named only on ten answers and a lead of three, and only in plain sentences."""

from __future__ import annotations

from tests.talk.examples import many
from voice.talk.window import CORNERS, SENTENCES, leading, mix, window_now


def test_a_window_is_named_on_ten_answers_and_a_lead_of_three() -> None:
    assert leading([*many(8, window="to"), *many(5, window="for")]).code == "to"
    assert leading([*many(7, window="to"), *many(5, window="for")]).code == ""
    assert leading(many(9, window="to")).code == ""
    assert leading([*many(9, window="to"), *many(1, window="not_yet"), *many(5, window=None)]).code == ""


def test_no_window_is_named_where_many_were_unsure() -> None:
    assert leading([*many(10, window="to"), *many(7, window="mix")]).code == ""
    assert leading([*many(12, window="to"), *many(7, window="skip")]).answered == 12


def test_a_mix_shows_from_ten_answers() -> None:
    assert mix(many(9, window="to")) == {}
    assert mix([*many(8, window="to"), *many(6, window="with")]) == {SENTENCES["to"]: 8, SENTENCES["with"]: 6}


def test_only_the_plain_sentences_are_shown_and_the_gap_is_named() -> None:
    comments = [*many(8, window="to"), *many(5, window="for"), *many(5, window="with")]
    found = window_now(leading(comments), "with", mix(comments))
    assert found == {
        "people": "“They decided and told me.” 8 of 18.",
        "team": "“We worked it out together.”",
        "gap": "Not the same: talk about it.",
    }
    assert window_now(leading(comments), "to", mix(comments))["gap"] == "The same."
    assert window_now(leading(comments), "", mix(comments))["team"] == "Not asked yet."
    assert window_now(leading([]), "", {})["people"] == "No one answer leads."


def test_a_leading_count_is_not_given_where_it_gives_another_away() -> None:
    comments = [*many(14, window="to"), *many(3, window="with")]
    assert (
        window_now(leading(comments), "", mix(comments))["people"]
        == "“They decided and told me.” Most of 17."
    )


def test_every_corner_has_one_support_and_one_ask() -> None:
    assert set(CORNERS) == {*SENTENCES, ""}
    assert all(corner.support.endswith(".") and corner.ask.endswith(".") for corner in CORNERS.values())
