"""Three sheets: a card of 80 words, a side of 180 with run sheets that add up, a slip with lines to fill in."""

from __future__ import annotations

from tests.talk.examples import names, nobody_disagrees, quote, stairs, typing
from voice.talk.prompts import Prompt
from voice.talk.sheets import CARD_WORDS, RUN_20, RUN_45, SIDE_WORDS, sheets


def prompt(**changes: object) -> Prompt:
    return Prompt.from_json(stairs() | changes)


def test_run_sheets_add_up_exactly() -> None:
    for run in (RUN_20, RUN_45):
        assert sum(step.minutes for step in run.steps) == run.minutes
    assert sheets(prompt()).side.run_sheets == (RUN_20, RUN_45)


def test_the_card_has_the_other_side_and_fits() -> None:
    for made in (sheets(Prompt.from_json(p())) for p in (stairs, typing, names, nobody_disagrees)):
        assert made.card.words <= CARD_WORDS
        assert 2 <= len(made.card.quotes) <= 4
        assert made.card.quotes[-1].label == "Others say"


def test_long_quotes_leave_the_card_but_never_under_two() -> None:
    long = "I wait at the top of the hill for one more slow bus and it is cold and dark and it goes right past me"
    heard = [{"kind": "change", **quote(f"{long} {i}", i)} for i in range(3)]
    other = [quote(f"{long} and I like it", 9, n=6)]
    card = sheets(prompt(heard=heard, other_side=other)).card
    assert [line.label for line in card.quotes] == ["", "Others say"]
    only = sheets(prompt(heard=[], other_side=[*other, *other, *other])).card
    assert len(only.quotes) == 3


def test_the_side_says_counts_in_words_and_names_each_route() -> None:
    lines = {line.label: line.text for line in sheets(prompt()).side.lines}
    assert lines["Counts"] == (
        "34 comments, weeks 36 to 45. Phone 20, tablet 5, staff notes 9. 12 to 17s 27, parents and carers 7. Comments, not people."
    )
    hidden = {line.label: line.text for line in sheets(Prompt.from_json(typing())).side.lines}
    assert "Hidden: phone, a few (under 5): tablet." in hidden["Counts"]
    few = stairs()
    few["evidence"]["by"]["band"] = {"12-17": 27, "parent": "a few (under 5)"}
    assert "12 to 17s 27, others few or hidden." in sheets(Prompt.from_json(few)).side.lines[0].text


def test_lines_the_side_has_no_room_for_are_left_out_whole() -> None:
    made = sheets(prompt(dont_know=["Is it the stairs or the walk or the bell?"] * 12))
    assert made.side.words <= SIDE_WORDS
    assert made.side.left_out
    assert not set(made.side.left_out) & set(made.side.lines)
    assert made.words > 200


def test_the_slip_has_lines_for_what_was_settled() -> None:
    slip = sheets(prompt(tell_back={"date": "2026-12-21"})).slip
    assert [line.label for line in slip.lines] == [
        "Who was there, by role",
        "What we decided",
        "Who decided",
        "What we try first",
        "We stop if",
        "We tell back",
    ]
    assert slip.lines[-1].text == "by 21 December"


def test_odd_fields_print_as_they_are() -> None:
    made = sheets(
        prompt(room={"young_people": "three or four"}, tell_back={"date": "soon"}, worries_now=["rent"])
    )
    text = " ".join(line.text for line in made.side.lines)
    assert "three or four" in text and "rent." in text
    assert "By soon" in made.card.tell_back.text
