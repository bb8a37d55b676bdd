"""The only place that asks what time it is.

Comments are kept to the ISO week and holds to the minute, so every caller says
which of the two it wants. Tests set the clock with `set_clock`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

_now: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731


def now() -> datetime:
    """This minute, in UTC; seconds are dropped so that nothing finer is ever stored."""
    return _now().replace(second=0, microsecond=0)


def instant() -> float:
    """Seconds since 1970 from the same clock, for one-time codes and rate limits. Never stored with a voice."""
    return _now().timestamp()


def today() -> date:
    """Today's date in UTC."""
    return _now().date()


def this_week() -> str:
    """The current ISO week, such as '2026-W45': the finest time kept with a comment."""
    return week_of(today())


def week_of(day: date) -> str:
    """The ISO week of a day, such as '2026-W45'."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(week: str) -> date:
    """The Monday of an ISO week such as '2026-W45'. ValueError if it is not one."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def in_days(days: int) -> date:
    """The date so many days from today (negative: ago)."""
    return today() + timedelta(days=days)


def set_clock(clock: Callable[[], datetime] | None) -> None:
    """Tests only: replace the clock, or None to put the real one back."""
    global _now
    _now = clock or (lambda: datetime.now(UTC))
