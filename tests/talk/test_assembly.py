"""A draft holds everything software can fill in; after a person has edited the question it can pass every check."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.talk.examples import heard, many, space, theme
from tests.talk.test_patterns import FITS
from voice.talk.assembly import ROOM_TO_EDIT, assemble
from voice.talk.checks import check
from voice.talk.evidence import LOOKED, Heard
from voice.talk.prompts import STATES, Prompt
from voice.talk.sheets import CARD_WORDS, SIDE_WORDS, sheets, total_words

SAYINGS = [
    "The bus is slow and I get cold.",
    "I never know when the bus comes.",
    "The slow bus makes me late each day.",
    "There could be a sign at the stop.",
    "The driver on the slow bus was kind to me.",
]


def varied(comments: list[Heard]) -> list[Heard]:
    return [replace(c, text=f"{SAYINGS[i % 5][:-1]} {i}.") for i, c in enumerate(comments)]


@pytest.mark.parametrize("name", FITS)
def test_a_draft_of_every_pattern_passes_all_checks_once_the_question_is_edited(name: str) -> None:
    of, comments, view = FITS[name]
    draft = assemble(
        theme("the bus is slow", touchpoint=of.touchpoint, other_side=of.other_side), varied(comments), view
    )
    assert draft.pattern == name and not draft.edited
    assert check(draft).gates_ok
    edited = replace(draft, opening_question="What would you want a slow bus to be like for you?")
    assert edited.edited
    assert check(edited).failed == ()


@pytest.mark.parametrize("name", FITS)
def test_a_draft_leaves_a_person_room_to_edit_and_its_sheets_fit(name: str) -> None:
    of, comments, view = FITS[name]
    draft = assemble(theme("the bus is slow", other_side=of.other_side), varied(comments), view)
    made = sheets(draft)
    assert total_words(draft) <= ROOM_TO_EDIT + 5
    assert made.card.words <= CARD_WORDS and made.side.words <= SIDE_WORDS


def test_under_five_comments_there_is_no_number_on_the_page() -> None:
    draft = assemble(theme(), varied(many(4, worries=("money",), window="to", success=("say",))), space())
    made = sheets(draft)
    assert draft.pattern == "P0" and check(draft).gates_ok
    told = " ".join(
        line.text for line in made.side.lines if line.label in ("Counts", "Worry now", "Other side")
    )
    assert "A few (under 5) comments" in told
    assert not any(
        ch.isdigit() for ch in told.replace("under 5", "").replace("weeks", "").replace("week 40", "")
    )


def test_it_is_told_back_in_28_days_by_whom_the_space_says() -> None:
    draft = assemble(
        theme(), many(12), space(told_by="the cook", told_where="on the wall"), on=date(2026, 11, 2)
    )
    assert draft.tell_back == {
        "what": "what we heard and what we tried",
        "where": "on the wall",
        "who": "the cook",
        "date": "2026-11-30",
    }
    assert draft.made_on == "2026-11-02"


def test_where_nobody_says_the_opposite_the_draft_says_so_and_asks_to_look() -> None:
    draft = assemble(theme(), many(12, "I hate the cold stop, {} times."), space())
    assert draft.other_side == [{"n": "none", "text": "", "note": LOOKED}]
    assert "other_side" in {item["field"] for item in draft.to_settle}


def test_a_guessed_other_side_is_never_counted() -> None:
    comments = [*many(12, "I hate the cold stop, {} times."), heard("The driver was kind to us.")]
    draft = assemble(theme("cold stop"), comments, space())
    assert draft.other_side[0]["n"] == "at least one"
    assert draft.other_side[0]["text"] == "The driver was kind to us."


def test_an_other_side_that_may_not_be_quoted_is_counted_without_words() -> None:
    comments = varied(many(20))
    silent = [replace(c, quotable=False) for c in comments[:6]]
    draft = assemble(
        theme(other_side=frozenset(c.comment_id for c in silent)), [*silent, *comments[6:]], space()
    )
    assert (draft.other_side[0]["n"], draft.other_side[0]["text"]) == (6, "")
    assert check(draft).failed == ()
    assert "other_side" not in {item["field"] for item in draft.to_settle}


def test_they_meet_where_young_people_would() -> None:
    view = space(
        meet_where=("The Weir Centre, kitchen",), places={"club": "Wednesday club at The Weir Centre"}
    )
    young = many(12, place_wanted=("club", "online"))
    assert assemble(theme(), young, view).room["meet_where"] == "The Weir Centre, kitchen"
    assert assemble(theme(), many(12, place_wanted=("home",)), view).room["meet_where"] == "at home"
    assert assemble(theme(), many(12), view).room["meet_where"] == "The Weir Centre, kitchen"
    assert assemble(theme(), many(12), space()).room["meet_where"] == "a place that people choose"
    assert (
        assemble(theme(), many(12, place_wanted=("home",), band="parent"), space()).room["roles"][-1]
        == "parent or carer"
    )


def test_worries_and_success_come_from_what_people_chose() -> None:
    draft = assemble(theme(), many(12, worries=("travel", "skip"), success=("say", "safe")), space())
    assert draft.worries_now[0]["worry"] == "getting about" and draft.worries_now[0]["n"] == 12
    assert set(draft.success) == {"I had a say", "I feel safe"}
    bare = assemble(theme(), many(12, worries=("none",)), space())
    assert bare.worries_now == [{"worry": "none raised"}] and bare.success == ["not asked yet"]


def test_long_words_leave_the_draft_leaner_but_never_under_two_quotes() -> None:
    long = "The slow bus and I are stuck with each other from the hill to the far end of the town"
    title = "the bus is slow and it is cold and it is late and it smells and nobody says when it comes at all"
    comments = [
        *many(
            15,
            long + ", {} times.",
            window="to",
            worries=("home",),
            success=("more", "smaller"),
            place_now="school",
            place_wanted=("online",),
        ),
        *many(
            15,
            "I like the slow bus because nobody can talk to me on it in the morning, {} times.",
            band="parent",
        ),
    ]
    view = space(
        team_window="with",
        expected={"8-11": 40, "12-17": 20, "18-25": 20},
        places={"school": "in the long low room behind the hall"},
    )
    draft = assemble(theme(title), comments, view)
    said = [*draft.heard, *(o for o in draft.other_side if o["text"])]
    assert len({q["comment_id"] for q in said}) == len(said) >= 2
    assert total_words(draft) <= 260


def test_a_prompt_goes_to_json_and_back_unchanged() -> None:
    draft = assemble(theme(), varied(many(20, worries=("money",), window="for")), space())
    again = json.loads(json.dumps(draft.as_json()))
    assert Prompt.from_json(again) == draft
    assert list(again)[:6] == ["id", "theme", "title", "state", "pattern", "opening_question"]
    assert again["state"] in STATES


def test_the_printed_prompt_has_every_field_of_the_practice_notes() -> None:
    printed = assemble(theme(), many(12), space()).as_json()
    evidence = "n weeks by quotes contrasts window_mix pulse_mix worries_count ideas missing limits n_summary"
    prompt = (
        "heard other_side dont_know opening_question window_now with_move room worries_now success success_gap "
        "tell_back check_in who_can_change_it rubric version signed_by"
    )
    assert set(evidence.split()) <= set(printed["evidence"])
    assert set(prompt.split()) <= set(printed)
    assert set(printed["evidence"]["quotes"]) == {"change", "keep", "minority"}
    assert len(printed["rubric"]) == 14
    assert set(printed["evidence"]["missing"][0]) == {"group", "why_we_think_so", "way_to_reach"}


def test_every_quoted_comment_is_listed_so_that_withdrawal_finds_it() -> None:
    comments = varied(many(20))
    draft = assemble(theme(), comments, space())
    texts = {q["text"] for q in (*draft.heard, *draft.evidence.ideas, *draft.other_side) if q.get("text")}
    quoted = {c.comment_id: c.text for c in comments if c.comment_id in draft.quoted}
    assert all(any(text in whole for whole in quoted.values()) for text in texts)


def test_nothing_to_quote_is_a_draft_all_the_same() -> None:
    draft = assemble(theme(), many(12, quotable=False), space())
    assert draft.heard == [] and check(draft).gates_ok
    assert {f.check for f in check(draft).failed} == {5}
