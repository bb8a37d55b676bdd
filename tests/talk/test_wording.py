"""Doing-to words are found, plain words are left alone, and what people said is never corrected."""

from __future__ import annotations

import re
import tomllib

import pytest

from voice.talk.wording import LEXICON, MODES, hits, summary, without_quotes

ROWS = tomllib.loads(LEXICON.read_text(encoding="utf-8"))["row"]
PHRASES = [(row["mode"], phrase, row["instead"]) for row in ROWS for phrase in row["phrases"]]

DOING = {
    "TO": """We will deliver a six-week programme to young people.
The roll-out begins in schools.
Non-engagement will be recorded.
This group is hard-to-reach.
We referred the family to the parenting team.
He was discharged after six sessions.
The family was stepped down to the school nurse.
Social workers talk over cases.
She didn’t attend on Monday.
They've been disengaged since May.""",
    "FOR": """We provide a safe space.
We ensure it is safe.
We are giving young people the confidence to speak.
It’s been decided that the group stops.
Our universal offer starts in June.
Sessions are tailored to each child.
We will fix this family.
A person centred plan.""",
    "NOT": """Your comment has been noted.
It is under review.
They only have to ask.
It has always been this way.
He did not meet the criteria.
We are sorry you felt that way.""",
    "FAUX": """The project gives young people a voice.
The service was coproduced.
We need buy in from families.
You said we did.
End-users filled in a form.""",
    "JARGON": """CAMHS waiting times are long.
It is a tier 3 service.
A multi agency meeting was held.
Transition happens at 18.""",
}

PLAIN = """Three young people chose the room and the day.
We steps down from the bus at five.
The step up to the front door is too high for a buggy.
In most cases people came with a friend.
That is not always the case.
The light by the window was fixed on Tuesday.
We meet on a fixed day so that people can plan.
She has always been kind to us.
The switch is hard to reach from a wheelchair.
We tell them what we heard and what we tried.
We give them time to think.
She wants to get them to school on time.
What would make them feel at ease?
Posters were placed in the window.
We know what time people come.
The rescue dog came to the group.
We roll out the mats before the group starts.
The room is also referred to as the cupboard.
Dance partners changed every song.
They can always say no.
Families speak for themselves.
She delivers the leaflets to the shops.
Please send help if the lift stops.
We share what each of us knows."""


@pytest.mark.parametrize(("mode", "phrase", "instead"), PHRASES)
def test_every_row_of_the_lexicon_finds_itself(mode: str, phrase: str, instead: str) -> None:
    said = phrase.replace("*", "").replace("_", "that one thing").replace("(date)", "4 June")
    found = hits(f"Here: {said}.")
    if mode == "WITH":
        assert found == []
    else:
        assert (mode, instead) in {(hit.mode, hit.instead) for hit in found}


def test_the_signs_of_the_lexicon_are_used_as_meant() -> None:
    for row in ROWS:
        assert row["mode"] in (*MODES, "WITH")
        for sign in (*row["phrases"], *row.get("also", []), *row.get("unless", [])):
            assert sign == sign.strip() and not sign.endswith(("~", "_")), sign
            assert not re.search(r"[\[\]\\.+?^$]", sign), sign


@pytest.mark.parametrize("mode", DOING)
def test_doing_to_sentences_are_found_in_their_mode(mode: str) -> None:
    lines = DOING[mode].split("\n")
    found = {hit.line for hit in hits(DOING[mode]) if hit.mode == mode}
    assert [line for number, line in enumerate(lines, 1) if number not in found] == []


def test_plain_sentences_are_left_alone() -> None:
    assert [(PLAIN.split("\n")[h.line - 1], h.phrase) for h in hits(PLAIN)] == []


def test_a_hit_says_where_it_stands_in_code_points() -> None:
    text = "Fine.\n🫖 We didn’t signpost.\r\nThey must\u00a0attend."
    first, second = hits(text)
    assert (first.line, first.phrase, text.split("\n")[1][first.start : first.end]) == (
        2,
        "signpost",
        "signpost",
    )
    assert (second.line, second.start, second.end, second.phrase) == (3, 5, 16, "must\u00a0attend")


def test_of_two_that_overlap_the_longer_is_kept() -> None:
    assert [hit.phrase for hit in hits("We give young people a voice.")] == ["give young people a voice"]


def test_capitals_match_only_capitals() -> None:
    assert [hit.phrase for hit in hits("Send the list to SEND, and a slt to SLT.")] == ["SEND", "SLT"]


def test_what_people_said_is_passed_over_and_the_rest_keeps_its_place() -> None:
    line = 'Heard: “you must attend or else”, and "they make them sit". We signpost.'
    assert len(without_quotes(line)) == len(line)
    assert [hit.phrase for hit in hits(line)] == ["signpost"]


@pytest.mark.parametrize(
    "line", ['We "empower" them.', '"We deliver support to them."', '{"text": "We deliver support to them."}']
)
def test_scare_quotes_whole_lines_and_data_are_the_writers_own(line: str) -> None:
    assert hits(line)


def test_the_box_counts_by_mode_and_what_is_done_with_people() -> None:
    box = summary("We ensure it. We provide it. We signpost.\nTell us if we heard it wrong.")
    assert box.counts == {"TO": 1, "FOR": 2}
    assert box.with_phrases == 1
    assert box.sentence.startswith("Say it another way? TO 1, FOR 2.")
    assert not box.clean
    assert summary("You choose.").sentence == "Nothing to say another way."
