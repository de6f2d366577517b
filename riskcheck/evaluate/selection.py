"""Which cases a method picks, and how many of each kind are among them, for any weights of the cases.

A method picks what it flags, or what it puts first until the budget is spent. Cases with equal scores cannot be told apart, so
where the budget ends among them each counts as picked to the same part: what to expect if one drew lots.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np

from riskcheck.evaluate.intervals import Measure
from riskcheck.evaluate.table import Bools, Floats, Whole

UNDERRATED = "underrated"
PRECISION, FOUND, AVERAGE_PRECISION = -3, -2, -1
"""The last columns of what ``opened`` and ``flagged`` measure; before them is one column for each kind of case."""


@dataclass(frozen=True)
class Kinds:
    """Kinds of cases by name, and which cases are of each: cases by kinds, 0 or 1. One kind is ``underrated``."""

    place: Mapping[Hashable, int]
    members: Floats

    @classmethod
    def of(cls, named: Mapping[Hashable, Bools]) -> "Kinds":
        """Kinds from a mask of the cases for each."""
        return cls({name: at for at, name in enumerate(named)}, np.column_stack(list(named.values())).astype(np.float64))

    @property
    def underrated(self) -> Floats:
        """Which cases are underrated, 0 or 1."""
        found: Floats = self.members[:, self.place[UNDERRATED]]
        return found


class Ranking:
    """Cases in the order in which a method opens them, those with equal scores together."""

    def __init__(self, order: Floats) -> None:
        self.cases: Whole = np.argsort(-order, kind="stable")
        self._order = order[self.cases]
        self._starts = np.flatnonzero(np.r_[True, np.diff(self._order) != 0])
        self._sizes = np.diff(np.r_[self._starts, len(order)])

    def tied(self, values: Floats) -> Floats:
        """Sums over cases with equal scores (draws by cases in order, to draws by different scores)."""
        found: Floats = np.add.reduceat(values, self._starts, axis=1)
        return found

    def picked(self, weights: Floats, budget: float) -> Floats:
        """To what part each case is picked (draws by cases in order, both ways)."""
        tied = self.tied(weights)
        spent = to_open(tied.sum(axis=1), budget)[:, None] - (np.cumsum(tied, axis=1) - tied)
        part = np.clip(np.divide(spent, tied, out=np.zeros_like(tied), where=tied > 0), 0, 1)
        found: Floats = np.repeat(part, self._sizes, axis=1)
        return found


def to_open(cases: Floats, budget: float) -> Floats:
    """How many cases a budget is: its share of them, rounded to a whole number, one at the least."""
    whole: Floats = np.maximum(1.0, np.floor(budget * cases + 0.5))
    return whole


def opened(order: Floats, budget: float, kinds: Kinds) -> Measure:
    """Measures the share of each kind that is opened; then precision, the number found, and average precision."""
    ranking = Ranking(order)
    members, right = kinds.members[ranking.cases], kinds.underrated[ranking.cases]

    def measure(weights: Floats) -> tuple[Floats, Floats]:
        inward = weights[:, ranking.cases]
        picked = inward * ranking.picked(inward, budget)
        found, one = picked @ right, np.ones(len(weights))
        average, some = _average_precision(ranking.tied(inward), ranking.tied(inward * right))
        top = np.column_stack([picked @ members, found, found, average])
        return top, np.column_stack([inward @ members, picked.sum(axis=1), one, some])

    return measure


def flagged(flags: Bools, kinds: Kinds) -> Measure:
    """Measures the share of each kind that is flagged; then precision, the number found, and nothing in the last column."""

    def measure(weights: Floats) -> tuple[Floats, Floats]:
        picked = weights * flags
        found, one = picked @ kinds.underrated, np.ones(len(weights))
        top = np.column_stack([picked @ kinds.members, found, found, 0 * one])
        return top, np.column_stack([weights @ kinds.members, picked.sum(axis=1), one, 0 * one])

    return measure


def shares(top: Floats, under: Floats) -> Measure:
    """Measures shares of sums over the cases (both: cases by figures)."""

    def measure(weights: Floats) -> tuple[Floats, Floats]:
        return weights @ top, weights @ under

    return measure


def curve(order: Floats, underrated: Floats, at: Floats) -> Floats:
    """How many underrated cases are found with so many opened, as ``at`` says."""
    ranking = Ranking(order)
    cases = np.cumsum(ranking.tied(np.ones((1, len(order)))))
    found = np.cumsum(ranking.tied(underrated[ranking.cases][None, :]))
    along: Floats = np.interp(at, np.r_[0, cases], np.r_[0, found])
    return along


def picked(order: Floats, budget: float) -> Floats:
    """To what part each case is opened, in the order of the cases."""
    ranking = Ranking(order)
    parts = np.zeros(len(order))
    parts[ranking.cases] = ranking.picked(np.ones((1, len(order))), budget)[0]
    return parts


def _average_precision(cases: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Precision at every score, averaged over the underrated cases that have it; and whether there are any."""
    above, right_above = np.cumsum(cases, axis=1), np.cumsum(right, axis=1)
    precision = np.divide(right_above, above, out=np.zeros_like(above), where=above > 0)
    total = right_above[:, -1]
    average = np.divide((precision * right).sum(axis=1), total, out=np.zeros_like(total), where=total > 0)
    return average, (total > 0).astype(np.float64)
