"""Days as ISO strings (``2022-06-17``): they order as text, and are only taken apart to move back or to be read out."""

from datetime import date, timedelta

Day = str
"""A calendar day, ``YYYY-MM-DD``."""

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
"""The months by name, January first."""


def years_before(day: Day, years: int) -> Day:
    """The day so many years earlier, as a string that orders correctly (29 February included)."""
    return f"{int(day[:4]) - years:04d}{day[4:]}"


def months_before(day: Day, months: int) -> Day:
    """The day so many months earlier, as a string that orders correctly."""
    count = int(day[:4]) * 12 + int(day[5:7]) - 1 - months
    return f"{count // 12:04d}-{count % 12 + 1:02d}{day[7:]}"


def days_before(day: Day, days: int) -> Day:
    """The day so many days earlier."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def days_between(earlier: Day, later: Day) -> int:
    """How many days lie between two days that exist."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def in_words(day: Day) -> str:
    """``2022-06-17`` as ``17 June 2022``."""
    return f"{int(day[8:])} {MONTHS[int(day[5:7]) - 1]} {day[:4]}"
