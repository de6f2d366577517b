"""Turning a score into a probability that means what it says, and showing whether it does."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit

Floats = NDArray[np.float64]

STEEPNESS = (0.05, 20.0)
"""The least and the greatest slope: above nought, so that calibration never turns the order of cases round."""

KNOTS = 10
"""Bands of cases of equal size through which the curve is drawn."""

FEWEST = 50
"""Cases a band needs; with fewer than three such bands the straight line stands."""


@dataclass(frozen=True)
class Calibration:
    """From a score to a decision by a straight line, and from the decision to a probability by a rising curve.

    The line (Platt, 1999) keeps contributions to the score exact: they only have to be multiplied by ``slope``. The curve runs
    through the bands' shares, straight between ``knots`` and parallel beyond them. Decision 0 is probability one half.
    """

    slope: float
    intercept: float
    knots: tuple[float, ...] = (0.0,)
    heights: tuple[float, ...] = (0.0,)

    @classmethod
    def fitted(cls, score: Floats, rated_high: NDArray[np.bool_]) -> "Calibration":
        """Line and curve through the scores of cases that the scores were not learned from."""
        slope, intercept = _line(score, rated_high)
        knots, heights = _curve(slope * score + intercept, rated_high)
        even = float(_through(np.zeros(1), heights, knots)[0])
        return cls(slope, intercept - even, tuple((knots - even).tolist()), tuple(heights.tolist()))

    def decision(self, score: Floats) -> Floats:
        """The decision function: in log-odds as the trees count them, above 0 where high is likelier than not."""
        return self.slope * score + self.intercept

    def log_odds(self, decision: Floats) -> Floats:
        """The calibrated log-odds of being rated high."""
        return _through(decision, np.array(self.knots), np.array(self.heights))


def _line(score: Floats, rated_high: NDArray[np.bool_]) -> tuple[float, float]:
    """The likeliest slope and intercept, for Platt's targets: just inside 0 and 1, so that nothing becomes certain."""
    high, below = int(rated_high.sum()), int((~rated_high).sum())
    target = np.where(rated_high, (high + 1) / (high + 2), 1 / (below + 2))

    def surprise(line: Floats) -> tuple[float, Floats]:
        odds = line[0] * score + line[1]
        wrong = expit(odds) - target
        return float(np.mean(np.logaddexp(0, odds) - target * odds)), np.array([np.mean(wrong * score), np.mean(wrong)])

    found = minimize(surprise, [1.0, 0.0], jac=True, bounds=[STEEPNESS, (None, None)], method="L-BFGS-B")
    return float(found.x[0]), float(found.x[1])


def _curve(decision: Floats, rated_high: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Where the bands lie and their log-odds, made to rise with at least the least slope."""
    count = min(KNOTS, len(decision) // FEWEST)
    if count < 3:
        return np.zeros(1), np.zeros(1)
    parts = np.array_split(np.argsort(decision, kind="stable"), count)
    knots = np.array([decision[part].mean() for part in parts])
    heights = np.array([logit((rated_high[part].sum() + 0.5) / (len(part) + 1)) for part in parts])
    least = STEEPNESS[0] * knots
    heights = np.maximum.accumulate(heights - least) + least
    apart = np.r_[True, np.diff(knots) > 1e-9]
    return knots[apart], heights[apart]


def _through(at: Floats, knots: Floats, heights: Floats) -> Floats:
    through: Floats = np.interp(at, knots, heights)
    through += np.minimum(at - knots[0], 0) + np.maximum(at - knots[-1], 0)
    return through


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
