"""What a trained peer check says of a row: a score in log-odds, and contributions that add up to it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcheck.learned.amount import Amount
from riskcheck.learned.calibration import Calibration
from riskcheck.learned.trees import Forest

Floats = NDArray[np.float64]

TOLERANCE = 1e-6
"""How far contributions may be from the score, in log-odds, before they are withheld."""


@dataclass(frozen=True)
class Contributions:
    """Shapley values in log-odds.

    ``values`` are rows by features. ``start`` is the expected score they start from: ``start + values.sum(axis=1)`` is the
    decision function. Where it is not, within 1e-6, ``adds_up`` is False and the row's values are NaN: better none than wrong.
    """

    values: Floats
    start: float
    adds_up: NDArray[np.bool_]
    names: tuple[str, ...]
    scale: str = "log-odds"


@dataclass(frozen=True)
class Scorer:
    """Trees grown on ratings, with a little of the amount of evidence, on a calibrated scale."""

    forest: Forest
    amount: Amount
    evidence_weight: float
    calibration: Calibration

    def score(self, table: Floats) -> Floats:
        """The score before calibration."""
        return self.forest.score(table) + self.evidence_weight * self._amounts(table)

    def decision(self, table: Floats) -> Floats:
        """Log-odds of being rated high, one a row."""
        return self.calibration.log_odds(self.score(table))

    def contributions(self, table: Floats, names: tuple[str, ...]) -> Contributions:
        """Contributions to :meth:`decision`, each row checked against it."""
        of_trees, expected = self.forest.contributions(table)
        values = self.calibration.slope * (of_trees + self.evidence_weight * self.amount.shares(table))
        start = float(self.calibration.log_odds(np.float64(expected)))
        adds_up = np.abs(start + values.sum(axis=1) - self.decision(table)) <= TOLERANCE
        values[~adds_up] = np.nan
        return Contributions(values, start, adds_up, names)

    def _amounts(self, table: Floats) -> Floats:
        shares = self.amount.shares(table)
        total = np.zeros(len(table))
        for column in shares.T:  # in this order whatever the number of rows, so that a row scores the same in any company
            total += column
        return total
