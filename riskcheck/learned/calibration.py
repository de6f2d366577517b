"""Turning a score into a probability that means what it says, and showing whether it does."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Floats = NDArray[np.float64]

STEEPNESS = (0.05, 20.0)
"""The least and the greatest slope: above nought, so that calibration never turns the order of cases round."""


@dataclass(frozen=True)
class Calibration:
    """Log-odds from a score: ``slope * score + intercept`` (Platt, 1999). Keeps the order of cases."""

    slope: float
    intercept: float

    @classmethod
    def fitted(cls, score: Floats, rated_high: NDArray[np.bool_]) -> "Calibration":
        """The likeliest line through scores of cases that the scores were not learned from.

        The targets are Platt's, just inside 0 and 1, so that cases that scores divide perfectly do not give certainty.
        """
        high, below = int(rated_high.sum()), int((~rated_high).sum())
        target = np.where(rated_high, (high + 1) / (high + 2), 1 / (below + 2))

        def surprise(line: Floats) -> tuple[float, Floats]:
            odds = line[0] * score + line[1]
            wrong = expit(odds) - target
            return float(np.mean(np.logaddexp(0, odds) - target * odds)), np.array([np.mean(wrong * score), np.mean(wrong)])

        found = minimize(surprise, [1.0, 0.0], jac=True, bounds=[STEEPNESS, (None, None)], method="L-BFGS-B")
        return cls(float(found.x[0]), float(found.x[1]))

    def log_odds(self, score: Floats) -> Floats:
        """The log-odds of being rated high."""
        return self.slope * score + self.intercept


@dataclass(frozen=True)
class Band:
    """Cases of like probability: how many, what they were given on average, and the share that was rated high."""

    cases: int
    given: float
    rated_high: float


def bands(probability: Floats, rated_high: NDArray[np.bool_], count: int = 10) -> tuple[Band, ...]:
    """The cases in ``count`` bands of equal size by probability, least likely first: the rows of a reliability plot."""
    order = np.argsort(probability, kind="stable")
    return tuple(
        Band(len(part), float(probability[part].mean()), float(rated_high[part].mean()))
        for part in np.array_split(order, count)
        if len(part)
    )


def calibration_error(probability: Floats, rated_high: NDArray[np.bool_], count: int = 10) -> float:
    """Expected calibration error: how far given and seen lie apart in :func:`bands`, averaged over the cases."""
    found = bands(probability, rated_high, count)
    return sum(band.cases * abs(band.given - band.rated_high) for band in found) / sum(band.cases for band in found)
