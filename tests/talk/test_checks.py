"""The fourteen checks: clean prompts pass clean, and each planted fault fails its own check with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.talk.examples import CLEAN, in_days, quote, stairs
from voice.protect.look import Detail
from voice.talk import exposing
from voice.talk.checks import CHECKS, check, scored
from voice.talk.checks.meeting import day_of, people_in
from voice.talk.prompts import Prompt
from voice.talk.rubric import RUBRIC

Prompted = dict[str, Any]


def failed(prompt: Prompted) -> dict[int, str]:
    return {f.check: f.why for f in check(prompt).failed}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_prompt_passes_every_software_check(name: str) -> None:
    report = check(CLEAN[name]())
    assert report.failed == ()
    assert report.gates_ok and report.ok
    assert report.passed == tuple(CHECKS)
    assert report.for_reader == (2, 7, 8, 9, 11, 12, 13)


def ask(question: str) -> Callable[[Prompted], None]:
    return lambda p: p.update(opening_question=question)


def put(*path: str, to: Any) -> Callable[[Prompted], None]:
    def plant(prompt: Prompted) -> None:
        for key in path[:-1]:
            prompt = prompt[key]
        prompt[path[-1]] = to

    return plant


def drop(*path: str) -> Callable[[Prompted], None]:
    def plant(prompt: Prompted) -> None:
        for key in path[:-1]:
            prompt = prompt[key]
        del prompt[path[-1]]

    return plant


def support(text: str) -> Callable[[Prompted], None]:
    return put("with_move", "support", to=text)


def unsure(text: str) -> Callable[[Prompted], None]:
    return put("dont_know", to=[text])


FAULTS: dict[str, tuple[int, Callable[[Prompted], None]]] = {
    "two questions": (1, ask("What helps you here? And who would you tell?")),
    "a yes or no": (1, ask("Would you come to another room after school?")),
    "a don't": (1, ask("Don’t you think it is too far?")),
    "a yes or no after a lead-in": (1, ask("Looking at this week, do you want to come back?")),
    "why, at a person": (1, ask("Why did you stop coming?")),
    "why, in the middle": (1, ask("What happened, and why don’t you come any more?")),
    "no question mark": (1, ask("Tell us what you think.")),
    "too long to ask": (1, ask("What " + "would you like to change about this " * 4 + "place?")),
    "no question": (1, drop("opening_question")),
    "it wants a yes": (2, ask("How much better would it be if we met outside?")),
    "it names a fix": (2, ask("How would a peer mentoring scheme help you?")),
    "a TO phrase": (3, support("We deliver a course to young people.")),
    "a FAUX phrase": (3, put("with_move", "ask", to="Young people co-design the room with us.")),
    "no ask": (3, put("with_move", "ask", to="")),
    "with-move of the wrong kind": (3, put("with_move", to=7)),
    "jargon": (4, support("Write down the pathway first.")),
    "initials": (4, support("Ask the MDT first.")),
    "a long sentence": (
        4,
        unsure("We can't tell " + "if it is the room or the people or the hour " * 3 + "."),
    ),
    "a long sentence for staff": (
        4,
        put("success_gap", to="We count " + "one visit and then one more visit " * 5 + "."),
    ),
    "hard words": (
        4,
        support("Organisational reconfiguration necessitates interdepartmental communication. " * 4),
    ),
    "a quote without a yes": (5, lambda p: p["heard"][0].update(quote_ok=False)),
    "a quote that does not say": (5, lambda p: p["heard"][0].pop("quote_ok")),
    "one comment twice": (5, lambda p: p["heard"][1].update(comment_id=11)),
    "one comment twice, in the evidence": (
        5,
        lambda p: p["evidence"]["quotes"]["keep"][0].update(comment_id=14),
    ),
    "the same words twice": (5, lambda p: p["heard"].append(p["heard"][0])),
    "all from one comment": (5, lambda p: [q.update(comment_id=1) for q in (*p["heard"], *p["other_side"])]),
    "a worker's summary": (5, lambda p: p["heard"][0].update(verbatim="summary")),
    "a label for a title": (5, put("title", to="Access barriers")),
    "a staff title": (5, put("title", to="We improve their outcomes")),
    "a machine's title": (5, put("title", to="Group 3")),
    "no title": (5, drop("title")),
    "no n": (6, drop("evidence", "n")),
    "no weeks": (6, drop("evidence", "weeks")),
    "no routes": (6, lambda p: p["evidence"]["by"].pop("route")),
    "not how many by staff": (
        6,
        lambda p: (p["evidence"].pop("n_summary"), p["evidence"]["by"]["route"].pop("staff")),
    ),
    "people, not comments": (6, put("evidence", "limits", to=["We asked 34 people."])),
    "a percentage on few": (
        6,
        lambda p: p["evidence"].update(n=22, limits=["Comments, not people. 72% said so."]),
    ),
    "young people think": (6, unsure("Young people think the room is bad.")),
    "as if all agreed": (6, ask("What should we do, as young people think it is bad?")),
    "only the majority": (7, put("other_side", to=[])),
    "the other side uncounted": (7, lambda p: p["other_side"][0].pop("n")),
    "the other side unquoted": (7, lambda p: p["other_side"][0].update(text="")),
    "nobody missing": (8, put("evidence", "missing", to=[])),
    "missing, and no way": (8, lambda p: p["evidence"]["missing"][0].update(way_to_reach="")),
    "missing, only named": (8, put("evidence", "missing", to=["dads"])),
    "hard to reach": (8, lambda p: p["evidence"]["missing"][0].update(group="hard-to-reach boys")),
    "we will": (10, support("We will open the room at nine.")),
    "we'll": (10, support("We’ll mend the lamps next week.")),
    "going to": (10, unsure("The council is going to pay for taxis.")),
    "a pledge": (10, support("We promise a new room.")),
    "a promise in the tell-back": (10, put("tell_back", "what", to="what we heard, and we will open late")),
    "a promise in a field we don't know": (10, put("footer", to="There will be a bus from March.")),
    "a date in a quote": (11, lambda p: p["heard"][0].update(text="It was on 12 March 2025 on the stairs.")),
    "health in a quote": (
        11,
        lambda p: p["heard"][0].update(text="I have epilepsy and the stairs scare me."),
    ),
    "a small cell": (11, lambda p: p["evidence"]["by"]["band"].update({"8-11": 3})),
    "a small cell as text": (11, lambda p: p["evidence"]["by"]["band"].update({"8-11": "3"})),
    "a small other side": (11, lambda p: p["other_side"][0].update(n=2)),
    "a small other side in words": (11, put("other_side", to=["(3): I like the stairs."])),
    "a small share": (11, put("window_now", "gap", to="3 of 17 said so.")),
    "the total gives one away": (
        11,
        lambda p: p["evidence"]["by"].update(route={"phone": 31, "staff": "a few (under 5)"}),
    ),
    "two hidden, both ones": (
        11,
        lambda p: p["evidence"]["by"].update(route={"phone": 32, "staff": "1 to 4", "paper": "1 to 4"}),
    ),
    "hidden beside a five": (
        11,
        lambda p: p["evidence"]["by"].update(route={"phone": 28, "staff": "1 to 4", "paper": "hidden"}),
    ),
    "the window gives one away": (
        11,
        put("evidence", "window_mix", to={"They decided and told me.": 26, "Not sure.": "a few (under 5)"}),
    ),
    "numbers under five": (11, put("evidence", "n", to="a few (under 5)")),
    "a window on few answers": (11, put("window_now", "people", to="“They decided and told me.” 7 of 9.")),
    "a contrast on few": (
        11,
        put("evidence", "contrasts", to=[{"kind": "role", "say": ["parents: 6 of 8"]}]),
    ),
    "a label of a small group": (11, lambda p: p["heard"][0].update(band="parent")),
    "age, place and group": (
        11,
        lambda p: p["heard"][0].update(band="12-17", place="at school", group="carers"),
    ),
    "too many words": (13, lambda p: p["dont_know"].extend(["Is it the room or the walk?"] * 25)),
    "too many people": (13, lambda p: p["room"].update(roles=["6 staff", "parent"])),
    "one role": (13, lambda p: p["room"].update(roles=["youth worker"])),
    "nobody from outside": (13, lambda p: p["room"].update(unusual=[])),
    "nowhere to meet": (13, lambda p: p["room"].update(meet_where="")),
    "no room": (13, drop("room")),
    "too long a run sheet": (
        13,
        put("run_sheet", to=[{"minutes": 40, "what": "talk"}, {"minutes": 20, "what": "more"}]),
    ),
    "it needs money": (13, support("It needs funding to start.")),
    "no tell-back date": (14, drop("tell_back", "date")),
    "told back too late": (14, put("tell_back", "date", to=in_days(29))),
    "told back in weeks": (14, put("tell_back", "date", to="in six weeks")),
    "told back soon": (14, put("tell_back", "date", to="soon")),
    "told back last week": (14, put("tell_back", "date", to=in_days(-7))),
    "nobody tells back": (14, put("tell_back", "who", to="")),
    "a worry nobody acts on": (14, put("worries_now", to=[{"worry": "rent", "n": 8}])),
    "worries blank": (14, drop("worries_now")),
    "success blank": (14, put("success", to=[])),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_fails_its_check_with_a_sentence(fault: str) -> None:
    number, plant = FAULTS[fault]
    prompt = deepcopy(stairs())
    plant(prompt)
    why = failed(prompt).get(number, "")
    assert why.endswith((".", "?")) or "Try:" in why
    assert check(prompt).gates_ok == (not {10, 11} & set(failed(prompt)))


@pytest.mark.parametrize("detail", ["name", "school", "street"])
def test_a_detail_anywhere_closes_the_gate(detail: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def finds(text: str, *_: object, **__: object) -> tuple[Detail, ...]:
        at = text.find("Zorblat")
        return (Detail(at, at + 7, detail),) if at >= 0 else ()

    monkeypatch.setattr(exposing, "find_details", finds)
    for plant in (
        lambda p: p["heard"][0].update(text="Zorblat told me on the stairs."),
        lambda p: p.update(title="Everybody on the stairs at Zorblat"),
        support("Say sorry to Zorblat."),
        lambda p: p["room"]["roles"].append("Zorblat"),
        put("footer", to="Ask Zorblat."),
    ):
        prompt = deepcopy(stairs())
        plant(prompt)
        assert detail in failed(prompt)[11]
    prompt = stairs()
    prompt["room"]["meet_where"] = "Zorblat hall"  # a place that people chose is meant to be named
    assert 11 not in failed(prompt)


@pytest.mark.parametrize(
    "words", ["Ring me on 07700 900123 by the stairs.", "My mate Jayden Smith told me on the stairs."]
)
def test_what_the_finder_finds_in_a_quote_closes_the_gate(words: str) -> None:
    prompt = stairs()
    prompt["heard"][0]["text"] = words
    assert not check(prompt).gates_ok


@pytest.mark.parametrize(
    "words",
    [
        "We will tell you what we tried.",
        "We'll let you know by Friday.",
        "We won't have an answer on buses.",
        "We don't know who will come late.",
        "Who will come late?",
    ],
)
def test_telling_back_and_not_knowing_are_no_promise(words: str) -> None:
    prompt = stairs()
    prompt["dont_know"] = [words]
    assert 10 not in failed(prompt)


@pytest.mark.parametrize("words", ["Two young people say what helps.", "How would young people want it?"])
def test_a_number_of_young_people_or_a_question_claims_nothing(words: str) -> None:
    prompt = stairs()
    prompt["dont_know"] = [words]
    assert 6 not in failed(prompt)


def test_a_people_not_heard_are_named_without_closing_the_gate() -> None:
    prompt = stairs()
    prompt["evidence"]["missing"][0]["group"] = "Roma and Traveller families"
    assert failed(prompt) == {}


def test_an_excused_phrase_is_kept_with_its_reason() -> None:
    prompt = stairs()
    prompt["with_move"]["support"] = "The law lets us protect them from harm."
    assert 3 in failed(prompt)
    prompt["excused"] = [{"phrase": "protect them from", "why": "the law says it so"}]
    assert 3 not in failed(prompt)
    prompt["excused"] = [{"phrase": "protect them from", "why": ""}]
    assert 3 in failed(prompt)


def test_a_place_people_named_is_no_fix() -> None:
    prompt = stairs()
    prompt["opening_question"] = "What would make the counselling room feel yours?"
    assert 2 in failed(prompt)
    prompt["heard"].append(quote("The counselling room has a glass wall.", 16))
    assert 2 not in failed(prompt)


def test_initials_are_fine_once_spelled_out() -> None:
    prompt = stairs()
    prompt["dont_know"] = ["What does the CQC (who check services) think?"]
    assert 4 not in failed(prompt)


def test_bare_string_quotes_pass_and_leave_the_yes_to_a_reader() -> None:
    prompt = stairs()
    prompt["heard"] = [q["text"] for q in prompt["heard"]]
    prompt["other_side"] = ["(6): My form room is the only spot."]
    prompt["evidence"]["quotes"] = {}
    prompt["evidence"]["ideas"] = []
    report = check(prompt)
    assert report.failed == ()
    assert 5 in report.for_reader


def test_the_other_side_may_have_no_words_to_share() -> None:
    prompt = stairs()
    prompt["other_side"] = [{"n": 6, "text": "", "note": "No one who said it let us share their words."}]
    assert 7 not in failed(prompt)


def test_under_five_there_are_only_quotes_and_the_question() -> None:
    prompt = stairs()
    prompt["evidence"] |= {
        "n": "a few (under 5)",
        "by": {},
        "window_mix": {},
        "worries_count": {},
        "n_summary": "",
    }
    prompt["evidence"]["contrasts"] = []
    prompt["other_side"][0].pop("n")
    prompt["worries_now"][0].pop("n")
    prompt["window_now"] = {"people": "No one answer leads."}
    assert failed(prompt) == {}


def test_a_label_is_fine_where_the_group_has_ten() -> None:
    prompt = stairs()
    prompt["heard"][0]["band"] = "12-17"
    prompt["other_side"][0]["band"] = "staff"
    assert 11 not in failed(prompt)


def test_marks_go_into_the_rubric_and_a_readers_stay() -> None:
    prompt = Prompt.from_json(stairs() | {"rubric": [{"check": 9, "reader": "passed"}]})
    rubric = scored(prompt).rubric
    assert [mark["check"] for mark in rubric] == list(range(1, 15))
    assert {mark["software"] for mark in rubric if mark["by"] != "R"} == {"passed"}
    assert [mark["software"] for mark in rubric if mark["by"] == "R"] == [None, None]
    assert rubric[8]["reader"] == "passed"
    worse = Prompt.from_json(stairs() | {"title": ""})
    assert scored(worse).rubric[4]["software"] == "failed"


def test_the_rubric_names_fourteen_and_software_makes_all_but_two() -> None:
    assert [c.number for c in RUBRIC] == list(range(1, 15))
    assert {c.number for c in RUBRIC if c.software} == set(CHECKS)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 50) | st.text(max_size=12) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["n", "text", "by", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*stairs(), *stairs()["evidence"], "run_sheet", "footer"]), JUNK, max_size=30
    )
)
def test_any_json_is_checked_and_never_raises(prompt: Prompted) -> None:
    report = check(prompt)
    assert len(report.passed) + len(report.failed) == len(CHECKS)


def test_an_empty_object_fails_every_check_that_needs_something() -> None:
    assert set(failed({})) == {1, 2, 3, 5, 6, 7, 8, 13, 14}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-12-21", "2026-12-21"),
        ("2026-12-21T10:00:00", "2026-12-21"),
        ("21 December 2026", "2026-12-21"),
        ("21st Dec", "2026-12-21"),
        ("3 January", "2027-01-03"),
        ("21/12/2026", "2026-12-21"),
        ("in 3 weeks", "2026-12-14"),
        ("in ten days", "2026-12-03"),
        ("21", "2026-12-14"),
        ("30 February 2026", None),
        ("12 Foo 2026", None),
        ("in a few days", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_as_people_write_it(said: str, day: str | None) -> None:
    found = day_of(said, day_of("2026-11-23", None))  # type: ignore[arg-type]
    assert (found.isoformat() if found else None) == day


def test_people_in_the_room_are_counted_once() -> None:
    room = {
        "young_people": "3 young people",
        "roles": ["3 young people", "two staff", "a parent"],
        "unusual": ["baker"],
    }
    assert people_in(room) == 7
    assert people_in({"roles": ["4 young people", "cook"]}) == 5
    assert people_in({}) == 0
