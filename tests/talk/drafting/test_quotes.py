"""Quotes: whole sentences, their own words, with a yes, each from another comment; sides are a starter, never a count."""

from __future__ import annotations

import pytest

from tests.talk.examples import heard, many, theme
from voice.protect.look import Concern, Detail, Look
from voice.talk import exposing
from voice.talk.drafting import quotes
from voice.talk.drafting.quotes import choose, cues, ideas, parts_of, sides, stands_alone
from voice.talk.exposing import dated, details_in, tells_health


def chosen(comments, by=None, of=None):  # type: ignore[no-untyped-def]
    of = of or theme()
    return choose(of, comments, by or sides(of, comments))


def test_nobody_is_quoted_without_a_yes_or_in_a_workers_words() -> None:
    comments = [
        heard("The bus is slow and late for me.", quotable=False),
        heard("He says the bus is slow and late.", verbatim="summary", recorded_by_role="volunteer"),
        heard("The bus is slow for all our staff.", band="staff"),
    ]
    assert chosen(comments) == {"change": [], "keep": [], "minority": []}


def test_each_quote_is_from_another_comment_and_stands_in_it_word_for_word() -> None:
    comments = [
        heard("The bus is slow. Nobody waits for me. I hate the cold stop."),
        heard("The bus is too slow for me."),
        heard("The driver was kind to me."),
        heard("I never get a seat on it."),
    ]
    found = chosen(comments)
    all_of_them = [q for side in found.values() for q in side]
    by_id = {c.comment_id: c.text for c in comments}
    assert len({q["comment_id"] for q in all_of_them}) == len(all_of_them) >= 3
    assert all(q["text"] in by_id[q["comment_id"]] for q in all_of_them)
    assert all(q["quote_ok"] and q["verbatim"] == "own_words" for q in all_of_them)


def test_the_same_words_are_not_quoted_twice() -> None:
    assert len(chosen(many(6, "The bus is too slow for me."))["change"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Too short",
        "My worker [name] never rang me back.",
        "They rang me on 12 March about it.",
        "I have epilepsy and they forgot.",
        "My number is 07700900123 so ring.",
        "word " * 26,
    ],
)
def test_what_could_point_to_a_person_or_does_not_stand_alone_is_no_quote(text: str) -> None:
    assert not stands_alone(text)


def test_a_detail_or_a_hint_of_harm_is_no_quote(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Look(Concern.NONE, (), (), (), (), "", True)
    harm = Look(Concern.CONCERN, ("x",), (), (), (), "", True)
    named = Look(Concern.NONE, (), (), (Detail(0, 2, "name"),), (), "", True)
    for found, fit in ((plain, True), (harm, False), (named, False)):
        monkeypatch.setattr(quotes, "look", lambda _, found=found: found)
        assert stands_alone("Jo was on the slow bus.") is fit
    monkeypatch.setattr(exposing, "find_details", lambda *_, **__: named.details)
    assert details_in("Jo was there") == ["name"]


def test_long_comments_are_quoted_by_whole_sentences_and_neighbours() -> None:
    long = heard(
        "The bus is slow and cold on most days. Nobody says when it comes. So I walk home in the rain."
    )
    assert parts_of(long) == [
        "The bus is slow and cold on most days.",
        "Nobody says when it comes.",
        "So I walk home in the rain.",
        "The bus is slow and cold on most days. Nobody says when it comes.",
        "Nobody says when it comes. So I walk home in the rain.",
    ]
    assert parts_of(heard("Short. And sweet.")) == ["Short. And sweet."]


def test_praise_with_a_no_in_it_is_still_praise() -> None:
    good, hard = cues("Nobody rushed me, and she was kind.")
    assert good > hard
    good, hard = cues("They never listen and the room is cold.")
    assert hard > good


def test_a_persons_marks_stand_before_any_guess() -> None:
    slow = many(5, "The bus is too slow for me.")
    comments = [*slow, heard("The bus suits me."), heard("The driver knows my name.")]
    odd, kept = comments[5].comment_id, comments[6].comment_id
    by = sides(theme(other_side=frozenset({odd}), keep=frozenset({kept})), comments)
    assert (
        by.settled
        and [c.comment_id for c in by.minority] == [odd]
        and [c.comment_id for c in by.keep] == [kept]
    )


def test_those_who_would_stay_are_the_other_side_by_their_own_answers() -> None:
    stay = heard("School is fine for me.")
    by = sides(theme(), [*many(4, "School is too loud."), stay], stay=[stay])
    assert by.settled and by.minority == (stay,)


def test_a_guess_is_sure_of_its_side_and_never_the_theme_itself() -> None:
    theme_itself = heard("I like it when the bus is slow and kind.")
    sure, mixed = heard("The driver was kind to us."), heard("Kind driver, but never on time.")
    by = sides(theme("bus is slow"), [*many(5, "I hate to wait alone, {} times."), theme_itself, sure, mixed])
    assert not by.settled
    assert by.minority == (sure,)


def test_their_ideas_are_kept_apart_from_what_is_quoted() -> None:
    comments = [
        heard("There could be a bell by the door."),
        heard("You should ask the driver first."),
        heard("It is cold."),
    ]
    assert [q["text"] for q in ideas(comments, [comments[0].comment_id])] == [
        "You should ask the driver first."
    ]


def test_dates_and_health_are_told_apart_from_plain_words() -> None:
    assert dated("on 3rd of May") and dated("2026-05-03") and dated("3/5/26") and dated("June 12")
    assert not dated("in May, at 3 or 4") and not dated("I may go")
    assert tells_health("my ADHD meds") and not tells_health("my head hurts")
