"""The clock that holds run by."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from voice.protect.hours import Hours, deadline, is_open, next_opening

WEEKDAYS = Hours(
    open=dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-17:00"),
    closed=("2026-12-25", "2026-12-28"),
)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2026-11-02 10:00", "2026-11-02 14:00"),  # Monday morning: four hours on
        ("2026-11-02 15:00", "2026-11-03 11:00"),  # Monday afternoon: two hours today, two tomorrow
        ("2026-11-06 16:00", "2026-11-09 12:00"),  # Friday, over the weekend
        ("2026-11-07 03:00", "2026-11-09 13:00"),  # Saturday night: from Monday's opening
        ("2026-12-24 16:00", "2026-12-29 12:00"),  # over Christmas, a weekend and the day given for it
    ],
)
def test_four_working_hours(sent: str, due: str) -> None:
    moment = datetime.fromisoformat(sent).replace(tzinfo=UTC)
    assert deadline(WEEKDAYS, moment) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_summer_time_is_local_time() -> None:
    noon_in_london = datetime(2026, 7, 1, 16, 30, tzinfo=UTC)
    assert not is_open(WEEKDAYS, noon_in_london)
    assert is_open(WEEKDAYS, datetime(2026, 7, 1, 8, 30, tzinfo=UTC))


def test_a_space_that_never_opens_still_has_a_deadline() -> None:
    moment = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
    assert deadline(Hours(open={}), moment) > moment
    assert next_opening(Hours(open={}), moment) is None


def test_the_form_can_say_when_somebody_next_reads() -> None:
    friday_night = datetime(2026, 11, 6, 20, 0, tzinfo=UTC)
    opening = next_opening(WEEKDAYS, friday_night)
    assert opening is not None and (opening.weekday(), opening.hour) == (0, 9)
