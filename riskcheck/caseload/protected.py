"""Protected characteristics, read here and nowhere else, so that figures can be told apart by sex, ethnicity and age.

No check sees them: no rule, no feature, no method (the import contracts keep it so).
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

import msgspec

from riskcheck.days import Day
from riskcheck.records.model import CaseRecord

NOT_RECORDED = "not recorded"


class Protected(msgspec.Struct, frozen=True, kw_only=True):
    """Sex and ethnicity as recorded, and the age band on the day of the assessment."""

    sex: str
    ethnicity: str
    age: str


CHARACTERISTICS: tuple[str, ...] = Protected.__struct_fields__


def sex_of(record: CaseRecord) -> str:
    """Sex as recorded."""
    return _said((record.protected or {}).get("sex"))


def protected(record: CaseRecord, as_of: Day, age_bands: Sequence[int]) -> Protected:
    """The characteristics by which figures are told apart; ``age_bands``: the lowest year of each."""
    given = record.protected or {}
    return Protected(
        sex=sex_of(record),
        ethnicity=_said(given.get("ethnicity")),
        age=_band(given.get("date_of_birth"), as_of, age_bands),
    )


def _said(text: str | None) -> str:
    """What is recorded, whatever its capitals and spaces, so that one group is not two."""
    words = " ".join((text or "").split())
    return words[:1].upper() + words[1:].lower() if words else NOT_RECORDED


def _band(born: Day | None, as_of: Day, lowest: Sequence[int]) -> str:
    if born is None:
        return NOT_RECORDED
    birth, day = date.fromisoformat(born), date.fromisoformat(as_of)
    age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    place = bisect_right(lowest, age)
    if place == 0:
        return f"under {lowest[0]}"
    return f"{lowest[place - 1]} and over" if place == len(lowest) else f"{lowest[place - 1]} to {lowest[place] - 1}"
