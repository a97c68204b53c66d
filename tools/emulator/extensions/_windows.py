"""The windows of RDS and ElastiCache: a daily one for backups (``05:00-06:00``), a weekly one for maintenance (``sun:05:00-sun:06:00``)."""

from __future__ import annotations

import re

from ._support import ServiceError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
LONGEST_MAINTENANCE = DAY_MINUTES

TIME = r"([01]\d|2[0-3]):([0-5]\d)"
DAILY = re.compile(rf"{TIME}-{TIME}")
WEEKLY = re.compile(rf"({'|'.join(DAYS)}):{TIME}-({'|'.join(DAYS)}):{TIME}", re.IGNORECASE)


def invalid(message: str) -> ServiceError:
    return ServiceError("InvalidParameterValue", message)


def daily(window: str, name: str, least: int) -> tuple[int, int]:
    """First minute of the day and length of a daily window that is at least so many minutes long."""
    match = DAILY.fullmatch(window)
    if not match:
        raise invalid(f"Invalid {name} window format: {window}. Should be specified as a range hh24:mi-hh24:mi (24H Clock UTC). Example: 04:20-04:50")
    hour, minute, last_hour, last_minute = map(int, match.groups())
    start, end = hour * 60 + minute, last_hour * 60 + last_minute
    length = (end - start) % DAY_MINUTES
    if length < least:
        raise invalid(f"The {name} window must be at least {least} minutes.")
    return start, length


def weekly(window: str, least: int) -> tuple[int, int]:
    """First minute of the week and length of a maintenance window that is at least so many minutes and at most a day long."""
    match = WEEKLY.fullmatch(window)
    if not match:
        example = "Example: sun:23:45-mon:00:15"
        raise invalid(f"Invalid maintenance window format: {window}. Should be specified as a range ddd:hh24:mi-ddd:hh24:mi (24H Clock UTC). {example}")
    first, hour, minute, last, last_hour, last_minute = match.groups()
    start = DAYS.index(first.lower()) * DAY_MINUTES + int(hour) * 60 + int(minute)
    end = DAYS.index(last.lower()) * DAY_MINUTES + int(last_hour) * 60 + int(last_minute)
    length = (end - start) % WEEK_MINUTES
    if length < least:
        raise invalid(f"The maintenance window must be at least {least} minutes.")
    if length > LONGEST_MAINTENANCE:
        raise invalid("Maintenance window must be less than 24 hours.")
    return start, length


def overlap(day: tuple[int, int], week: tuple[int, int]) -> bool:
    """Whether a daily window meets the maintenance window on any day. Windows that only touch don't."""
    start, length = day
    ahead = [(start + index * DAY_MINUTES - week[0]) % WEEK_MINUTES for index in range(7)]
    return any(minutes < week[1] or -minutes % WEEK_MINUTES < length for minutes in ahead)


def check(backup: str | None, maintenance: str | None, *, name: str, least: int) -> None:
    """Refuses windows that are malformed, too short, or overlap; `name` is what the service calls the daily one."""
    day = daily(backup, name, least) if backup else None
    week = weekly(maintenance, least) if maintenance else None
    if day and week and overlap(day, week):
        raise invalid(f"The {name} window and maintenance window must not overlap.")
