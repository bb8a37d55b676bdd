"""What people type becomes our codes, or nothing: never a guess."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from voice.clock import set_clock
from voice.listen.imports.values import (
    band_from,
    codes_from,
    is_month_first,
    language_from,
    says_yes,
    week_from,
)


@pytest.fixture(autouse=True)
def _on_the_twentieth_of_november():
    set_clock(lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))
    yield
    set_clock(None)


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("06/07/2021 14:30", "2021-W27"),
        ("06/07/21", "2021-W27"),
        ("2021-07-06T12:00:00Z", "2021-W27"),
        ("6 July 2021", "2021-W27"),
        ("6th Jul 21", "2021-W27"),
        ("July 6, 2021", "2021-W27"),
        ("Tue Jul 06 11:53:44 WIB 2021", "2021-W27"),
        ("1625572800000", "2021-W27"),
        ("2021-W27", "2021-W27"),
        ("07/28/2021", "2021-W30"),  # day first is impossible here
        ("2020-12-31", "2020-W53"),
        ("21/11/2026", "2026-W47"),  # tomorrow: another time zone
        ("23/11/2026", ""),  # still to come
        ("01/01/1970", ""),
        ("31/02/2021", ""),
        ("99/99/2021", ""),
        ("2021-W60", ""),
        ("last Tuesday", ""),
        ("", ""),
    ],
)
def test_dates_are_kept_to_the_week(typed, week):
    assert week_from(typed) == week


def test_a_column_says_itself_whether_the_month_comes_first():
    assert is_month_first(["03/04/2025", "03/14/2025"], habit=False)
    assert not is_month_first(["03/04/2025", "14/03/2025"], habit=True)
    assert is_month_first(["03/04/2025"], habit=True)
    assert week_from("03/04/2025", month_first=True) == "2025-W10"
    assert week_from("03/04/2025") == "2025-W14"


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        ("9", "8-11"), ("11", "8-11"), ("12", "12-17"), ("17", "12-17"), ("18", "18-25"), ("25", "18-25"), ("26", "adult"), ("62.0", "adult"),
        ("14 years", "12-17"), ("62 oed", "adult"), ("12-15", "12-17"), ("8 to 11", "8-11"), ("50+", "adult"), ("Under 12", "8-11"),
        ("18-24", "18-25"), ("25-34", "adult"), ("65 or over", "adult"), ("Year 9", "12-17"), ("Y5", "8-11"), ("Parent or carer", "parent"),
        ("Youth worker", "staff"), ("Adult", "adult"),
        ("16-24", ""), ("11-16", ""), ("under 18", ""), ("Year 7", ""), ("2011", ""), ("Senior", ""), ("prefer not to say", ""), ("", ""), ("999", ""),
    ],
)  # fmt: skip
def test_ages_become_bands_and_a_range_that_may_hold_a_child_is_left_out(typed, band):
    assert band_from(typed) == band


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Cymraeg (Welsh)", "cy"),
        ("English (Saesneg) ", "en"),
        ("EN", "en"),
        ("pl-PL", "pl"),
        ("Arabic", "ar"),
        ("Klingon", ""),
        ("", ""),
    ],
)
def test_languages(typed, code):
    assert language_from(typed) == code


@pytest.mark.parametrize(
    ("question", "typed", "codes"),
    [
        ("place_wanted", "At home; A drop-in in town", ("home", "dropin")),
        ("place_wanted", "home, near school but not in it", ("home", "near_school")),
        ("place_wanted", "home dropin clinic", ("home", "dropin", "clinic")),
        ("place_now", "School", ("school",)),
        ("place_wanted", "Home|Home", ("home",)),
        ("place_wanted", "not at school", ()),
        ("place_wanted", "Not sure", ("unsure",)),
        ("place_wanted", "The moon", ()),
        ("channel", "Face to face, video", ("face", "video")),
        ("who_with", "One adult who stays the same", ("same",)),
    ],
)
def test_options_become_codes(question, typed, codes):
    assert codes_from(question, typed) == codes


@pytest.mark.parametrize(
    "typed", ["Yes", "y", "TRUE", "1", "I agree", "Yes, you can share them", "Tak", "Ydw"]
)
def test_a_plain_yes_is_a_yes(typed):
    assert says_yes(typed)


@pytest.mark.parametrize(
    "typed", ["No", "", "0", "FALSE", "Yes, but not my name", "yes if you ask first", "maybe", "not yes"]
)
def test_anything_else_is_a_no(typed):
    assert not says_yes(typed)
