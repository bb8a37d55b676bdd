"""The clock that holds run by: the space's opening hours, and what the form says outside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULT_MINUTES = 240
"""Four working hours before an unacknowledged hold goes to the deputy too; a space may set less."""


@dataclass(frozen=True)
class Hours:
    """When somebody reads. `open` maps a day to 'HH:MM-HH:MM'; `closed` lists bank holidays as ISO dates."""

    open: dict[str, str] = field(default_factory=lambda: dict.fromkeys(DAYS[:5], "09:00-17:00"))
    closed: tuple[str, ...] = ()
    zone: str = "Europe/London"
    minutes: int = DEFAULT_MINUTES


def is_open(hours: Hours, moment: datetime) -> bool:
    """Is somebody there to read at this moment?"""
    local = moment.astimezone(ZoneInfo(hours.zone))
    span = _span(hours, local.date())
    return span is not None and span[0] <= local.time() < span[1]


def local_time(hours: Hours, moment: datetime) -> datetime:
    """A moment as the clock on the space's wall shows it."""
    return moment.astimezone(ZoneInfo(hours.zone))


def deadline(hours: Hours, moment: datetime) -> datetime:
    """The moment by which a hold must be acknowledged: so many working minutes from now."""
    local = moment.astimezone(ZoneInfo(hours.zone))
    left = timedelta(minutes=hours.minutes)
    for _ in range(370):
        span = _span(hours, local.date())
        if span and local.time() < span[1]:
            begin = max(local, _at(local, span[0]))
            if begin + left <= _at(local, span[1]):
                return (begin + left).astimezone(moment.tzinfo)
            left -= _at(local, span[1]) - begin
        local = _at(local + timedelta(days=1), time(0))
    return moment + left  # a space that never opens: the clock simply runs


def working_minutes(hours: Hours, begun: datetime, ended: datetime) -> int:
    """Minutes between two moments while somebody was there."""
    here, end = (moment.astimezone(ZoneInfo(hours.zone)) for moment in (begun, ended))
    total = timedelta()
    while here < end:
        midnight = _at(here + timedelta(days=1), time(0))
        if span := _span(hours, here.date()):
            since, until = max(here, _at(here, span[0])), min(end, _at(here, span[1]))
            total += max(until - since, timedelta())
        here = midnight
    return int(total.total_seconds() // 60)


def next_opening(hours: Hours, moment: datetime) -> datetime | None:
    """When somebody next reads, or None if no hours are set."""
    local = moment.astimezone(ZoneInfo(hours.zone))
    for ahead in range(370):
        day = local.date() + timedelta(days=ahead)
        span = _span(hours, day)
        if span and (ahead or local.time() < span[0]):
            return datetime.combine(day, span[0], local.tzinfo)
    return None


def _span(hours: Hours, day: date) -> tuple[time, time] | None:
    said = hours.open.get(DAYS[day.weekday()])
    if not said or day.isoformat() in hours.closed:
        return None
    try:
        begin, end = (time.fromisoformat(part) for part in said.split("-"))
    except ValueError:
        return None  # hours that make no sense are no hours: nothing that came in may be refused for them
    return (begin, end) if begin < end else None


def _at(local: datetime, clock: time) -> datetime:
    return datetime.combine(local.date(), clock, local.tzinfo)
