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


def review_order(harm: Floats, log_odds: Floats) -> Floats:
    """In which order to open cases that are not strongly flagged, highest first, by both voices.

    Recent harm in points, which knows no rating, plus the calibrated log-odds of being rated high by the learned check: a point
    is as much as a unit of log-odds. Both grow with adverse evidence, so their sum does. The plain amount of evidence has no
    part in it, because recent harm is that already.
    """
    return harm + log_odds


@dataclass(frozen=True)
class Contributions:
    """Shapley values in log-odds as the trees count them, before the curve that makes them probabilities.

    ``values`` are rows by features. ``start`` is the expected score they start from: ``start + values.sum(axis=1)`` is the
    decision function. Where it is not, within 1e-6, ``adds_up`` is False and the row's values are NaN: better none than wrong.
    """

    values: Floats
    start: float
    adds_up: NDArray[np.bool_]
    names: tuple[str, ...]
    scale: str = "log-odds before calibration"


@dataclass(frozen=True)
class Scorer:
    """Trees grown on ratings, their calibration, and beside them the plain amount of evidence, by which reviews are ordered."""

    forest: Forest
    calibration: Calibration
    amount: Amount
    evidence_weight: float

    def decision(self, table: Floats) -> Floats:
        """The decision function, one number a row, in log-odds as the trees count them."""
        return self.calibration.decision(self.forest.score(table))

    def priority(self, table: Floats, decision: Floats) -> Floats:
        """Which to open first, given the decisions: calibrated log-odds, and a little for the amount of evidence."""
        return self.calibration.log_odds(decision) + self.evidence_weight * self.amount.of(table)

    def contributions(self, table: Floats, names: tuple[str, ...]) -> Contributions:
        """Contributions to :meth:`decision`, each row checked against it."""
        values, expected = self.forest.contributions(table)
        values *= self.calibration.slope
        start = float(self.calibration.decision(np.array([expected]))[0])
        adds_up = np.abs(start + values.sum(axis=1) - self.decision(table)) <= TOLERANCE
        values[~adds_up] = np.nan
        return Contributions(values, start, adds_up, names)
