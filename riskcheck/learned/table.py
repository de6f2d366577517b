"""The table that the learned check is trained on: a row for each record that says what its level should teach.

The features are those of the view on the assessment's own day, as known to any agency. What they are taught is the highest
level among the ratings that the assessment gives; or, taught by reviewers, the highest level among those that they found right,
of the cases that were rated low or medium.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from riskcheck.days import Day
from riskcheck.learned.features import NAMES, row
from riskcheck.records.model import CaseRecord
from riskcheck.terms import Group, Level, Setting
from riskcheck.view import View, latest_assessment, view

Floats = NDArray[np.float64]
Levels = Mapping[tuple[Group, Setting], Level]
Corrected = Callable[[CaseRecord, Levels, Day], Levels | None]
"""From a record, the levels that its assessment gives and its day to the levels that reviewers found right, if any said."""
TaughtBy = Literal["ratings", "reviewers"]

BELOW = (Level.LOW, Level.MEDIUM)


@dataclass(frozen=True)
class Table:
    """Cases by features (NaN where the record lacks the section), the level that each teaches, and where they come from.

    ``first`` and ``last`` are the earliest and the latest day of an assessment (``None`` where there are no cases).
    ``synthetic`` is how many of the cases are; ``unrated`` counts records without an assessment that gives ratings. Taught by
    reviewers, ``unreviewed`` counts those of which no review says what is right, and ``rated_high`` those reviewed but rated
    high or above. ``areas`` says how many cases each area has; a case without one is in none.
    """

    values: Floats
    ratings: tuple[Level, ...]
    first: Day | None
    last: Day | None
    synthetic: int
    unrated: int
    unreviewed: int = 0
    rated_high: int = 0
    areas: Mapping[str, int] = field(default_factory=dict)
    taught_by: TaughtBy = "ratings"

    @property
    def rated(self) -> Mapping[Level, int]:
        """How many cases teach each level."""
        return Counter(self.ratings)


def table(
    records: Iterable[CaseRecord],
    *,
    corrected: Corrected | None = None,
    area: str | None = None,
    beside: Callable[[CaseRecord, Day], None] = lambda record, day: None,
) -> Table:
    """The table of some records, which are read one at a time.

    With ``corrected`` it is taught by reviewers. ``area`` is that of assessments that name none. ``beside`` is told of each
    record that gets a row, and its day, in the order of the rows.
    """
    rows: list[list[float]] = []
    taught: list[Level] = []
    days: list[Day] = []
    areas: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    synthetic = 0
    for record in records:
        found = _rated(record)
        if found is None:
            left_out["unrated"] += 1
            continue
        seen, rated = found
        level = rated if corrected is None else _corrected(corrected, record, seen)
        if level is None:
            left_out["unreviewed"] += 1
            continue
        if corrected is not None and rated not in BELOW:
            left_out["rated_high"] += 1
            continue
        rows.append(row(seen))
        taught.append(level)
        days.append(seen.as_of)
        areas.update(filter(None, [area_of(seen) or area]))
        synthetic += record.purpose == "synthetic"
        beside(record, seen.as_of)
    return Table(
        values=np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES)),
        ratings=tuple(taught),
        first=min(days, default=None),
        last=max(days, default=None),
        synthetic=synthetic,
        unrated=left_out["unrated"],
        unreviewed=left_out["unreviewed"],
        rated_high=left_out["rated_high"],
        areas=dict(sorted(areas.items())),
        taught_by="ratings" if corrected is None else "reviewers",
    )


def area_of(seen: View) -> str | None:
    """The area that the assessment names."""
    return (seen.assessment.item.area or None) if seen.assessment else None


def highest(levels: Levels) -> Level | None:
    """The highest of the levels that an assessment gives; ``None`` where it gives none."""
    return max(levels.values(), key=list(Level).index, default=None)


def _rated(record: CaseRecord) -> tuple[View, Level] | None:
    """The view on the day of the last assessment, and the highest level that it gives; ``None`` where it gives none."""
    found = latest_assessment(record)
    if found is None or found[1].completed_on is None:
        return None
    seen = view(record, found[1].completed_on)
    rated = highest(seen.levels)
    return None if rated is None else (seen, rated)


def _corrected(corrected: Corrected, record: CaseRecord, seen: View) -> Level | None:
    return highest(corrected(record, seen.levels, seen.as_of) or {})
