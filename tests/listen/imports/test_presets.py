"""Each survey tool's export is known by its heading; what says who someone is, is dropped unread and listed."""

from __future__ import annotations

import pytest

from voice.errors import CannotRead
from voice.listen.imports import Taken, make_plan, open_sheet, read_rows
from voice.listen.imports.personal import why_personal

SAID = "I would like to meet near school and not in it"
QUESTION = "What would help?"

EXPORTS = {
    "microsoft_forms": [
        ["ID", "Start time", "Completion time", "Email", "Name", QUESTION],
        ["1", "3/14/25 9:01", "3/14/25 9:05", "anonymous", "", SAID],
    ],
    "google_forms": [["Timestamp", "How old are you?", QUESTION], ["3/14/2025 9:05:11", "14", SAID]],
    "surveymonkey": [
        ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1", "Where?", "", QUESTION],
        ["", "", "", "", "", "", "", "", "", "At home", "At school", "Open-Ended Response"],
        ["11", "22", "03/14/2025 09:01:00 AM", "03/14/2025 09:05:00 AM", "10.0.0.1", "a@example.org", "A", "B", "x", "At home", "", SAID],
    ],
    "qualtrics": [
        ["StartDate", "EndDate", "IPAddress", "RecordedDate", "ResponseId", "RecipientLastName", "RecipientEmail", "LocationLatitude", "UserLanguage", "Q1", "Q2"],
        ["Anfang", "Ende", "IP-Adresse", "Erfasst", "Antwort-ID", "Nachname", "E-Mail", "Breitengrad", "Sprache", "Pick one", QUESTION],
        [f'{{"ImportId":"{n}"}}' for n in range(11)],
        ["2025-03-14 09:01:00", "2025-03-14 09:05:00", "10.0.0.1", "2025-03-14 09:05:00", "R_1", "B", "a@example.org", "51.4", "EN", "2", SAID],
    ],
    "smartsurvey": [
        ["Translation", "Q1. How was it?", "", "Q2. " + QUESTION],
        ["", "Q1.1. The room", "", ""],
        ["", "Q1.1.1. Good", "Q1.1.2. Bad", ""],
        ["Cymraeg (Welsh)", "Yes", "No", SAID],
        ["English (Saesneg) ", "No", "Yes", "-"],
    ],
    "kobo": [[QUESTION, "Where", "_id", "_uuid", "_submission_time", "_validation_status", "_index"], [SAID, "home", "5", "u-1", "2025-03-14T09:05:00", "", "1"]],
    "odk": [
        ["SubmissionDate", "meta-instanceID", "page-what_would_help", "KEY", "SubmitterID", "SubmitterName", "Status", "ReviewState", "DeviceID", "Edits"],
        ["2025-03-14T09:05:00.000Z", "uuid:1", SAID, "uuid:1", "7", "A", "", "", "d-1", "0"],
    ],
    "limesurvey": [
        ["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "ipaddr", "refurl", "Q01[comment]"],
        ["1", "2025-03-14 09:05:00", "3", "cy", "99", "tok", "10.0.0.1", "http://example.org", SAID],
    ],
    "citizen_space": [["Response ID", "Date Submitted", "What is your name? - Name", QUESTION + " - Comments"], ["ANON-1", "2025-03-14 09:05:00", "A B", SAID]],
    "nhs_fft": [["comment_id", "date", "comment_type", "comment_txt", "fft"], ["1", "14/03/2025", "comment_1", SAID, "5"], ["2", "14/03/2025", "comment_2", "NA", "5"]],
    "polis": [["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"], ["1741943100000", "Fri Mar 14 09:05:00 UTC 2025", "1", "2", "3", "4", "1", SAID]],
    "plain": [["number", "date", "comment"], ["1", "14 March 2025", SAID]],
}  # fmt: skip


@pytest.mark.parametrize("tool", EXPORTS)
def test_each_tool_is_known_and_its_words_and_week_are_found(csv_of, tool):
    sheet = open_sheet(csv_of(EXPORTS[tool]))
    rows = list(read_rows(sheet, make_plan(sheet)))
    taken = [row for row in rows if isinstance(row, Taken)]
    assert sheet.preset.name == tool
    assert [row.text for row in taken] == [SAID]
    if tool != "smartsurvey":  # its export holds no date of its own
        assert taken[0].facts["week"] == "2025-W11"


@pytest.mark.parametrize("tool", EXPORTS)
def test_the_same_export_as_a_workbook_gives_the_same_words(xlsx_of, csv_of, tool):
    sheet = open_sheet(xlsx_of({"Sheet1": EXPORTS[tool]}))
    assert sheet.preset.name == tool
    assert sheet.columns == open_sheet(csv_of(EXPORTS[tool])).columns


@pytest.mark.parametrize(
    ("tool", "dropped"),
    [
        ("microsoft_forms", {"Email", "Name"}),
        (
            "surveymonkey",
            {
                "Respondent ID",
                "Collector ID",
                "IP Address",
                "Email Address",
                "First Name",
                "Last Name",
                "Custom Data 1",
            },
        ),
        ("qualtrics", {"IPAddress", "RecipientLastName", "RecipientEmail", "LocationLatitude"}),
        ("odk", {"SubmitterID", "SubmitterName", "DeviceID"}),
        ("limesurvey", {"token", "ipaddr", "refurl"}),
        ("citizen_space", {"What is your name? - Name"}),
    ],
)
def test_columns_that_say_who_someone_is_are_dropped_unread_and_listed(csv_of, tool, dropped):
    sheet = open_sheet(csv_of(EXPORTS[tool]))
    assert {column.name for column in sheet.dropped} == dropped
    assert all(column.why for column in sheet.dropped)
    read = " ".join(cell for row in sheet.rows() for cell in row.cells)
    assert "a@example.org" not in read
    assert "10.0.0.1" not in read


def test_rows_of_headings_are_joined_and_gaps_filled_from_the_left(csv_of):
    smart, monkey = (
        open_sheet(csv_of(EXPORTS["smartsurvey"])),
        open_sheet(csv_of(EXPORTS["surveymonkey"], "b.csv")),
    )
    assert smart.header_rows == 3
    assert smart.columns == (
        "Translation",
        "Q1. How was it?: The room: Good",
        "Q1. How was it?: The room: Bad",
        "Q2. " + QUESTION,
    )
    assert {"Where?: At home", "Where?: At school", QUESTION} <= set(monkey.columns)
    assert next(iter(smart.rows())).number == 4


@pytest.mark.parametrize("name", ["Q2", "q2", QUESTION, f"Q2. {QUESTION}"])
def test_a_qualtrics_question_answers_to_its_code_and_its_words(csv_of, name):
    sheet = open_sheet(csv_of(EXPORTS["qualtrics"]))
    assert make_plan(sheet, text=name).text == f"Q2. {QUESTION}"


def test_a_preset_can_be_named(csv_of):
    sheet = open_sheet(csv_of([["a", "b"], ["-", "words for everyone here"]]), preset="SmartSurvey")
    assert sheet.preset.name == "smartsurvey"


def test_a_forms_own_questions_are_not_taken_for_answers(csv_of, xlsx_of):
    form = [["type", "name", "label::English"], ["text", "q1", "What would you like to tell us?"]]
    with pytest.raises(CannotRead, match="not its answers"):
        open_sheet(csv_of(form))
    with pytest.raises(CannotRead, match="not its answers"):
        open_sheet(xlsx_of({"survey": form, "choices": [["list name", "name"], ["a", "b"]]}))


@pytest.mark.parametrize(
    "heading",
    [
        "Name", "First name", "Last Name", "Your name", "What is your full name?", "Child's name", "Email", "E-mail address", "Phone", "Mobile number",
        "IP Address", "ipaddr", "Latitude", "_location_longitude", "Username", "deviceid", "NHS number", "Postcode", "What is your post code?",
        "Home address", "Address", "Date of birth", "DOB", "respondent's date of birth", "Contact details", "5. Your email", "Q3. Name",
    ],
)  # fmt: skip
def test_headings_that_ask_who_someone_is(heading):
    assert why_personal(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Would you like help by phone or online?", "How should we address this problem in your area?", "video_name", "Organisation name", "Service",
        "What would you name the new room, if it were up to you?", "Where would you like to talk?", "Age", "comment", "Do you see your GPs often?",
    ],
)  # fmt: skip
def test_questions_about_help_are_not_mistaken_for_personal_ones(heading):
    assert not why_personal(heading)
