"""Every row is taken, blank or refused, and a row sent before has the key it had before."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.errors import Problem
from voice.listen.imports import Blank, LeftOut, Refused, Taken, make_plan, open_sheet, read_rows
from voice.listen.nouns import Answer

HEAD = ["id", "comment"]
WORDS = "A quiet room please"


def read(path, **more):
    sheet = open_sheet(path)
    return list(read_rows(sheet, make_plan(sheet, **({"text": "comment"} | more))))


def texts(rows):
    return [row.text for row in rows if isinstance(row, Taken)]


def keys(rows):
    return [row.key for row in rows if isinstance(row, Taken)]


def test_every_row_is_one_of_three_things_and_they_add_up(csv_of):
    rows = read(
        csv_of(
            [
                HEAD,
                ["1", WORDS],
                ["2", "  "],
                ["3", "\u200b\ufeff\u00ad"],
                ["4", "x" * 20_001],
                ["5", "a\0b"],
                ["6", "too", "many"],
                ["7", "x" * 20_000],
            ]
        )
    )
    assert [type(row) for row in rows] == [Taken, Blank, Blank, Refused, Refused, Refused, Taken]
    assert [row.row for row in rows] == [2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id,comment\n1,\xc3\xa9\xc3\xa9\n2,bad \xff byte\n", "damaged on the way"),
        (b"id,comment\n1,ok\n2,knock\x07knock\n", "control characters"),
        (b"id,comment\n1,ok\n2,nul\x00nul\n", "control characters"),
        (b'id,comment\n1,ok\n2,"open\n', "quotation mark"),
        (b"id,comment\n1,ok\n2\n", "1 cell where the heading has 2"),
        (b"id,comment\n1,ok\n2," + b"long " * 5000 + b"\n", "24,999 characters"),
    ],
)  # fmt: skip
def test_a_refused_row_says_why_in_a_sentence_and_quotes_nothing(put, content, says):
    rows = read(put("a.csv", content))
    assert isinstance(rows[0], Taken)
    assert isinstance(rows[1], Refused)
    assert says in rows[1].reason
    assert rows[1].reason.endswith(".")
    assert "knock" not in rows[1].reason


@pytest.mark.parametrize(
    "words", ["=1+1 is all I ask", "+44 sounds far", "- quiet\n- warm", "@home please", "=cmd|' /C calc'!A0"]
)
def test_words_that_look_like_a_formula_are_kept_as_words(csv_of, words):
    assert texts(read(csv_of([HEAD, ["1", words]]))) == [words]


def test_line_ends_and_stray_windows_letters_are_put_right(csv_of):
    assert texts(read(csv_of([HEAD, ["1", "one\r\ntwo\rthree"], ["2", "I don\x92t mind"]]))) == [
        "one\ntwo\nthree",
        "I don’t mind",
    ]


def test_emoji_and_marks_alone_are_words_enough(csv_of):
    assert texts(read(csv_of([HEAD, ["1", "👍"], ["2", ":)"], ["3", "n/a"], ["4", "-"]]))) == [
        "👍",
        ":)",
        "n/a",
        "-",
    ]


def test_a_dash_that_stands_for_no_answer_all_down_the_column_is_blank(csv_of):
    sheet = open_sheet(csv_of([HEAD, *([str(n), "-"] for n in range(5)), ["9", WORDS]]))
    plan = make_plan(sheet, text="comment")
    assert texts(read_rows(sheet, plan)) == [WORDS]
    assert any("“-”" in note for note in plan.notes)


def test_the_same_words_twice_are_two_voices_and_the_same_file_twice_is_none_new(csv_of):
    rows = [HEAD, ["1", WORDS], ["1", WORDS], ["2", WORDS]]
    first, again = keys(read(csv_of(rows))), keys(read(csv_of(rows, "again.csv")))
    assert len(set(first)) == 3
    assert first == again
    assert all(len(key) == 64 for key in first)


def test_the_key_does_not_mind_another_order_delimiter_encoding_or_kind_of_file(csv_of, xlsx_of):
    one = keys(read(csv_of([HEAD, ["1", "Café, please"]])))
    other = keys(
        read(csv_of([["comment", "id", "empty"], ["Café, please", "1", ""]], "b.csv", "cp1252", ";"))
    )
    book = keys(read(xlsx_of({"A": [HEAD, [1, "Café, please"]]})))
    assert one == other == book


def test_the_key_does_mind_which_column_holds_the_words(csv_of):
    path = csv_of([["comment", "other"], ["first words here", "second words here"]])
    assert keys(read(path)) != keys(read(path, text="other"))


def test_what_changes_between_two_exports_of_one_answer_does_not_change_its_key(csv_of):
    head = ["comment", "_uuid", "_submission_time", "_validation_status", "_index"]
    before = keys(read(csv_of([head, [WORDS, "u1", "2025-01-02", "", "1"]])))
    after = keys(read(csv_of([head, [WORDS, "u1", "2025-01-02", "Approved", "2"]], "b.csv")))
    assert before == after


def test_personal_columns_take_no_part_in_the_key(csv_of):
    one = keys(read(csv_of([["Name", *HEAD], ["A", "1", WORDS]])))
    two = keys(read(csv_of([["Name", *HEAD], ["B", "1", WORDS]], "b.csv")))
    assert one == two


def test_a_mapped_number_tells_an_answer_sent_before_even_when_other_columns_changed(csv_of):
    head = ["id", "status", "comment"]
    one = keys(read(csv_of([head, ["1", "new", WORDS]]), maps={"id": "id"}))
    two = keys(read(csv_of([head, ["1", "seen", WORDS], ["2", "new", WORDS]], "b.csv"), maps={"id": "id"}))
    assert one == two[:1]
    assert len(set(two)) == 2


def test_facts_and_answers_are_taken_and_the_rest_counted_without_being_shown(csv_of):
    path = csv_of(
        [
            ["age", "date", "where", "share", "comment"],
            ["14", "06/07/2021", "At home; School", "Yes", WORDS],
            ["Senior", "soon", "Mars", "no", WORDS],
        ]
    )
    sheet, left_out = open_sheet(path), LeftOut()
    plan = make_plan(sheet, "comment", {"place_wanted": "where"}, quote_ok="share")
    first, second = read_rows(sheet, plan, left_out)
    assert first.facts == {"band": "12-17", "week": "2021-W27"}
    assert first.answers == (Answer("place_wanted", "home", 0), Answer("place_wanted", "school", 1))
    assert (first.quote_ok, second.quote_ok) == (True, False)
    assert (second.facts, second.answers) == ({}, ())
    sentences = left_out.sentences(plan)
    assert len(sentences) == 3
    assert not any("Senior" in each or "Mars" in each for each in sentences)


def test_a_personal_column_chosen_as_the_words_is_read(csv_of):
    path = csv_of([["id", "Name"], ["1", "Call it the Hut"]])
    assert texts(read(path, text="Name")) == ["Call it the Hut"]


def test_two_different_rows_with_one_number_are_both_kept_and_told_of(csv_of):
    sheet, left_out = (
        open_sheet(csv_of([HEAD, ["1", WORDS], ["1", "Softer lights"], ["2", WORDS], ["2", WORDS]])),
        LeftOut(),
    )
    plan = make_plan(sheet, "comment")
    assert len(set(keys(read_rows(sheet, plan, left_out)))) == 4
    assert left_out.sentences(plan) == ["1 row with the number of an earlier row: kept, as the rows differ."]


BYTES = st.lists(
    st.sampled_from(
        [
            b"word ",
            b",",
            b'"',
            b"\n",
            b"\r\n",
            b";",
            b"\t",
            b"\xc3\xa9",
            b"\xe9",
            b"\0",
            b"=",
            b"\xff",
            b"\x1e",
        ]
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(BYTES)
def test_any_bytes_give_numbered_rows_or_a_sentence(pieces):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(b"id,comment\n" + b"".join(pieces))
        try:
            rows = read(path)
        except Problem as problem:
            assert str(problem).endswith(".")
        else:
            numbers = [row.row for row in rows]
            assert numbers == sorted(set(numbers))
