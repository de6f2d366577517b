"""Days and times as the systems write them, as days and times in England and Wales."""

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

from riskcheck import policy
from riskcheck.days import Day

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
_BRITISH = re.compile(r"(?P<d>\d\d)/(?P<m>\d\d)/(?P<y>\d{4})(?: (?P<time>\d\d:\d\d(?::\d\d)?))?", re.ASCII)
_SPAN = 200


class Moment(msgspec.Struct, frozen=True):
    """A day, the time of day ``HH:MM:SS`` where one is given, and whether a zone was."""

    day: Day
    time: str | None = None
    zoned: bool = False

    @property
    def second(self) -> str:
        """The moment to the second, or the day alone: two payloads that mean the same moment give the same."""
        return self.day if self.time is None else f"{self.day}T{self.time}"

    @property
    def at(self) -> datetime | None:
        """The moment as local time, where a time of day is given."""
        return None if self.time is None else datetime.fromisoformat(f"{self.day}T{self.time}")


@cache
def _zone() -> ZoneInfo:
    return ZoneInfo(policy.topic("import_links")["zone"]["value"])


def moment(text: str) -> Moment:
    """The moment that a text states: ISO 8601, or ``dd/MM/yyyy`` as the licence system writes it.

    A time without a zone is local. Raises ``ValueError`` for what is no moment, or of a year that cannot be meant.
    """
    if found := _ISO.fullmatch(text.strip()):
        day, time, zone = found["day"], found["time"], found["zone"]
    elif found := _BRITISH.fullmatch(text.strip()):
        day, time, zone = f"{found['y']}-{found['m']}-{found['d']}", found["time"], None
    else:
        raise ValueError("not a moment")
    local = datetime.fromisoformat(f"{day}T{time or '00:00'}{zone or ''}")
    earliest: int = policy.topic("import_links")["earliest_year"]["value"]
    if not placeholder(day) and not earliest <= local.year < earliest + _SPAN:
        raise ValueError("no year that can be meant")
    if zone is not None:
        local = local.astimezone(_zone())
    return Moment(local.date().isoformat(), None if time is None else local.strftime("%H:%M:%S"), zone is not None)


def placeholder(day: Day) -> bool:
    """Whether a day stands for one that nobody knows."""
    return day in policy.words("import_links", "placeholders")
