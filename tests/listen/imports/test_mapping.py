"""The column of people's own words is found, or the question is put plainly."""

from __future__ import annotations

import pytest

from voice.errors import BadInput
from voice.listen.imports import make_plan, open_sheet, parse_maps

ROOM = [
    "A quiet room would help me",
    "Someone who stays the same each week",
    "Not in school where people look",
    "Somewhere I can walk to after tea",
    "A worker who tells me what is next",
]


def sheet_with(csv_of, **columns):
    names = [name.replace("_", " ") for name in columns]
    return open_sheet(csv_of([names, *zip(*columns.values(), strict=True)]))


def test_the_words_are_found_among_options_dates_and_numbers(csv_of):
    sheet = sheet_with(
        csv_of,
        number=list("12345"),
        date=["Wed Jun 18 11:53:44 UTC 2025"] * 5,
        rating=["Strongly agree with all of it"] * 5,
        site=["The big room in the town hall"] * 4 + ["The small one"],
        notes=ROOM,
    )
    assert make_plan(sheet).text == "notes"


def test_an_open_question_beats_a_title(csv_of):
    sheet = sheet_with(csv_of, title=[f"{words} and so on and so forth" for words in ROOM], tell_us_why=ROOM)
    assert make_plan(sheet).text == "tell us why"


def test_short_answers_to_an_open_question_still_count(csv_of):
    sheet = sheet_with(
        csv_of, id=list("12345"), comment=["home", "school", "Home please", "park", "anywhere"]
    )
    assert make_plan(sheet).text == "comment"


def test_a_file_without_words_is_told_so_with_its_columns(csv_of):
    sheet = sheet_with(csv_of, id=list("12345"), score=list("98765"), joined=["2025-01-02"] * 5)
    with pytest.raises(BadInput, match=r"No column looks like .*“id”, “score”, “joined”"):
        make_plan(sheet)


def test_an_unknown_column_names_the_closest(csv_of):
    sheet = sheet_with(csv_of, id=list("12345"), comments=ROOM, age=list("99999"))
    with pytest.raises(BadInput, match=r"no column “coments”.*closest are: “comments”"):
        make_plan(sheet, text="coments")
    with pytest.raises(BadInput, match="The columns are"):
        make_plan(sheet, text="zzzzqq")


def test_a_personal_column_is_read_only_when_it_is_named_as_the_words(csv_of):
    sheet = sheet_with(csv_of, id=list("12345"), name=ROOM, comment=ROOM)
    assert make_plan(sheet).text == "comment"
    assert make_plan(sheet, text="Name").text == "name"
    with pytest.raises(BadInput, match="dropped unread"):
        make_plan(sheet, maps={"band": "name"})


def test_maps_are_parsed_and_an_unknown_field_names_those_there_are():
    assert parse_maps(["age=How old?", "date=Done = when", "place-wanted=Where"]) == {
        "band": "How old?",
        "week": "Done = when",
        "place_wanted": "Where",
    }
    with pytest.raises(BadInput, match="band, week"):
        parse_maps(["shoe_size=Shoes"])
    with pytest.raises(BadInput, match="FIELD=COLUMN"):
        parse_maps(["band"])


def test_week_age_and_language_are_taken_by_heading_and_said(csv_of):
    sheet = sheet_with(
        csv_of, age=list("12345"), date=["01/02/2025"] * 5, language=["English"] * 5, comment=ROOM
    )
    plan = make_plan(sheet)
    assert plan.maps == {"band": "age", "week": "date", "language": "language"}
    assert len(plan.notes) == 3
    assert make_plan(sheet, guess=False).maps == {}
    assert make_plan(sheet, maps={"week": "age"}).maps["week"] == "age"


def test_quote_ok_is_yes_no_or_a_column(csv_of):
    sheet = sheet_with(csv_of, may_we_share=["yes"] * 5, comment=ROOM)
    assert make_plan(sheet).quote_ok == "no"
    assert make_plan(sheet, quote_ok="YES").quote_ok == "yes"
    assert make_plan(sheet, quote_ok="May we share").quote_ok == "may we share"
    assert make_plan(sheet, maps={"quote_ok": "may we share"}).quote_ok == "may we share"
    with pytest.raises(BadInput, match="no column"):
        make_plan(sheet, quote_ok="Sharing is what?")


def test_words_an_earlier_program_read_wrongly_are_told_of(csv_of):
    broken = [words.replace("room", "room\u2019s").encode().decode("cp1252") for words in ROOM]
    assert any("â€™" in note for note in make_plan(sheet_with(csv_of, comment=broken)).notes)
    assert not make_plan(sheet_with(csv_of, comment=["Café au lait, naïve and 20 £"] * 5)).notes
