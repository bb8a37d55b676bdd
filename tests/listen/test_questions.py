"""The question bank: codes that hold still, words that are easy, answers that are never trusted."""

from __future__ import annotations

import pytest

from tests.faces.young.reading import grade
from voice.listen.nouns import Answer, Band
from voice.listen.questions import SHORT, Kind, QuestionSet, label, question_set, two_more

YOUNG = (Band.UNDER_12, Band.TEEN, Band.YOUNG_ADULT, Band.PARENT)
PLACES = "school near_school club dropin home clinic library outside online community college other unsure"


def given(**fields: list[str]):  # type: ignore[no-untyped-def]
    """What a form sent."""
    return lambda name: fields.get(name, [])


def everything_said(questions: QuestionSet) -> list[str]:
    """Every sentence of a set that somebody reads as a sentence."""
    asked = [q for q in questions.questions.values() if q.key in (*questions.core, *questions.more)]
    scales = [said for q in asked for said in q.items.values()]
    return [*questions.before, *[q.ask for q in asked], *[hint for q in asked for hint in q.hint], *scales]


@pytest.mark.parametrize("band", list(Band))
def test_every_version_has_what_its_way_through_asks(band: Band) -> None:
    questions = question_set(band)
    assert {*questions.core, *questions.more} <= set(questions.questions)
    assert questions["open"].kind == Kind.WORDS
    assert questions["place_wanted"].most == 3


@pytest.mark.parametrize("band", list(Band))
def test_codes_fit_where_they_are_kept(band: Band) -> None:
    for question in question_set(band).questions.values():
        keys = [f"{question.key}_{item}" for item in question.items] or [question.key]
        assert all(len(key) <= 24 for key in keys)
        assert all(len(code) <= 24 for code in question.options)


def test_places_are_the_banks() -> None:
    assert " ".join(question_set(Band.TEEN)["place_wanted"].options) == PLACES


@pytest.mark.parametrize("band", [Band.UNDER_12, Band.YOUNG_ADULT, Band.PARENT])
def test_a_version_changes_words_never_codes(band: Band) -> None:
    plain, version = question_set(Band.TEEN), question_set(band)
    for key in (
        "place_wanted",
        "place_not",
        "who_with",
        "channel",
        "when",
        "feel",
        "window",
        "success",
        "pulse",
    ):
        assert set(version[key].options) <= set(plain[key].options), key
        assert set(version[key].items) == set(plain[key].items), key


@pytest.mark.parametrize("band", YOUNG)
def test_it_reads_at_about_nine_years(band: Band) -> None:
    assert grade(everything_said(question_set(band))) <= 4.0


@pytest.mark.parametrize("band", YOUNG)
def test_help_not_had_yet_is_an_answer_of_its_own(band: Band) -> None:
    questions = question_set(band)
    assert "none_yet" in questions["window"].options
    assert list(questions["pulse"].options) == ["0", "1", "2", "none_yet"]


def test_a_language_without_questions_yet_asks_in_english() -> None:
    assert question_set(Band.TEEN, "xx").language == "en"


def test_answers_nobody_offered_are_passed_over() -> None:
    place = question_set()["place_wanted"]
    assert place.answers(given(place_wanted=["moon", "school", "school", "\x00"])) == (
        Answer("place_wanted", "school"),
    )


def test_three_places_are_kept_and_a_fourth_is_told_of() -> None:
    place = question_set()["place_wanted"]
    sent = given(place_wanted=["home", "club", "school", "online"])
    assert [a.code for a in place.answers(sent)] == ["home", "club", "school"]
    assert place.too_many(sent) == 4
    assert place.too_many(given(place_wanted=["home", "home", "home", "home"])) == 0


def test_one_of_several_takes_the_first() -> None:
    window = question_set()["window"]
    assert window.answers(given(window=["to", "with"])) == (Answer("window", "to"),)


def test_a_scale_is_one_answer_a_sentence() -> None:
    pulse = question_set()["pulse"]
    sent = given(pulse_listened=["2"], pulse_say=["none_yet"], pulse_okay=["9"])
    assert pulse.answers(sent) == (Answer("pulse_listened", "2"), Answer("pulse_say", "none_yet"))


def test_words_are_never_a_tap() -> None:
    assert question_set()["open"].answers(given(open=["hello"])) == ()


def test_options_are_shuffled_the_same_way_for_one_seed_and_ends_stay_ends() -> None:
    place = question_set()["place_wanted"]
    first = list(place.shuffled("1").options)
    assert first == list(place.shuffled("1").options)
    assert first[-2:] == ["other", "unsure"]
    assert len({tuple(place.shuffled(str(seed)).options) for seed in range(4)}) > 1
    assert list(question_set()["channel"].shuffled("1").options) == list(question_set()["channel"].options)


def test_a_space_offers_its_own_places_by_their_own_names() -> None:
    here = question_set(Band.TEEN).with_places({"dropin": "The Shed", "online": "Shed Chat"})
    assert here["place_wanted"].options == {
        "dropin": "The Shed", "online": "Shed Chat", "other": "Somewhere else", "unsure": "Not sure",
    }  # fmt: skip
    assert set(here["place_not"].options) == {"dropin", "online", "other", "unsure"}


def test_under_twelves_keep_their_short_words_for_places() -> None:
    here = question_set(Band.UNDER_12).with_places({"home": "At home or with family", "dropin": "The Shed"})
    assert here["place_wanted"].options["home"] == "Home"
    only = question_set(Band.UNDER_12).with_places({"dropin": "The Shed"})
    assert list(only["place_wanted"].options) == ["dropin", "other", "unsure"]


def test_optional_questions_turn_with_the_form_and_stay_short() -> None:
    questions = question_set()
    asked = [two_more(questions, f"form-{n}") for n in range(60)]
    assert {q.key for pair in asked for q in pair} == set(questions.more)
    assert all(len(pair) == 1 or sum(len(q.options) for q in pair) <= SHORT for pair in asked)
    assert [q.key for q in two_more(questions, "form-1")] == [q.key for q in asked[1]]


def test_a_code_has_a_name_on_screens() -> None:
    assert label("place_wanted", "dropin") == "A drop-in"
    assert label("pulse_say", "1") == "Kind of"
    assert label("place_wanted", "imported thing") == "imported thing"
    assert label("unheard_of", "x") == "x"
