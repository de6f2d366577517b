"""The table that the learned check is trained on: a row for each record that has ratings.

The features are those of the view on the assessment's own day, as known to any agency; the rating is the highest level among
the ratings that the assessment gives.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcheck.days import Day
from riskcheck.learned.features import NAMES, row
from riskcheck.records.model import CaseRecord
from riskcheck.terms import Group, Level, Setting
from riskcheck.view import latest_assessment, view

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """Cases by features (NaN where the record lacks the section), the rating of each, and where they come from.

    ``first`` and ``last`` are the earliest and the latest day of an assessment (``None`` where there are no cases).
    ``synthetic`` is how many of the cases are; ``unrated`` counts records without an assessment that gives ratings.
    """

    values: Floats
    ratings: tuple[Level, ...]
    first: Day | None
    last: Day | None
    synthetic: int
    unrated: int

    @property
    def rated(self) -> Mapping[Level, int]:
        """How many cases have each rating."""
        return Counter(self.ratings)


def table(records: Iterable[CaseRecord]) -> Table:
    """The table of some records, which are read one at a time."""
    rows: list[list[float]] = []
    ratings: list[Level] = []
    days: list[Day] = []
    synthetic = unrated = 0
    for record in records:
        found = latest_assessment(record)
        if found is None or found[1].completed_on is None:
            unrated += 1
            continue
        seen = view(record, found[1].completed_on)
        rated = highest(seen.levels)
        if rated is None:
            unrated += 1
            continue
        rows.append(row(seen))
        ratings.append(rated)
        days.append(seen.as_of)
        synthetic += record.purpose == "synthetic"
    values = np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES))
    return Table(values, tuple(ratings), min(days, default=None), max(days, default=None), synthetic, unrated)


def highest(levels: Mapping[tuple[Group, Setting], Level]) -> Level | None:
    """The highest of the levels that an assessment gives; ``None`` where it gives none."""
    return max(levels.values(), key=list(Level).index, default=None)
