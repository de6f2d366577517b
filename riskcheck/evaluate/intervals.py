"""How far figures can be trusted: cases are drawn again with replacement, and every figure is made anew each time.

Cases that are not independent of each other are drawn together. Every figure is made of the same draws, so that figures can be
compared. What was taught is not taught anew: an interval is about these methods on other cases of the kind.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from math import isnan, nan
from typing import TypeVar

import numpy as np

from riskcheck.evaluate.parameters import value
from riskcheck.evaluate.result import Figure
from riskcheck.evaluate.table import Floats, Whole
from riskcheck.shares import wilson

Measure = Callable[[Floats], tuple[Floats, Floats]]
"""From weights (draws by cases) to numerators and denominators (draws by figures)."""

Name = TypeVar("Name", bound=Hashable)

_AT_ONCE = 50
_PLACES = 4


@dataclass(frozen=True)
class Draws:
    """Figures of one measure: on the cases as they are (``top`` over ``under``), and in each draw (draws by figures)."""

    top: Floats
    under: Floats
    drawn: Floats

    def share(self, column: int) -> Figure:
        """A share of cases. Where it is none or all of them draws cannot differ, and Wilson's interval (1927) stands."""
        of = round(float(self.under[column]))
        figure = self.number(column)
        if figure.value in (0.0, 1.0) and of:
            low, high = wilson(figure.value, of, value("interval"))
            return Figure(value=figure.value, low=low, high=high, of=of)
        return Figure(value=figure.value, low=figure.low, high=figure.high, of=of)

    def number(self, column: int, of: int = 0) -> Figure:
        """A figure that is not a share; ``of`` is the number of cases it is made of."""
        return _figure(self._value(column), self.drawn[:, column], of)

    def times(self, column: int, other: "Draws", others: int, of: int) -> Figure:
        """How many times as much as another figure."""
        here, there = self._value(column), other._value(others)
        return _figure(here / there if there else nan, _divided(self.drawn[:, column], other.drawn[:, others]), of)

    def _value(self, column: int) -> float:
        return float(self.top[column] / self.under[column]) if self.under[column] else nan


def drawn(measures: Mapping[Name, Measure], kin: Whole, resamples: int, seed: int) -> dict[Name, Draws]:
    """Each measure on the cases as they are and on every draw; ``kin`` numbers the groups of cases that are drawn together."""
    whole = {name: measure(np.ones((1, len(kin)))) for name, measure in measures.items()}
    parts: dict[Name, list[Floats]] = {name: [] for name in measures}
    for weights in _weights(kin, resamples, seed):
        for name, measure in measures.items():
            parts[name].append(_divided(*measure(weights)))
    return {
        name: Draws(top[0], under[0], np.concatenate([np.zeros((0, len(top[0]))), *parts[name]]))
        for name, (top, under) in whole.items()
    }


def _weights(kin: Whole, resamples: int, seed: int) -> Iterator[Floats]:
    """How often each case is in each draw, some draws at a time."""
    chance = np.random.default_rng(seed)
    groups = int(kin.max()) + 1
    for start in range(0, resamples, _AT_ONCE):
        draws = min(_AT_ONCE, resamples - start)
        picked = chance.integers(0, groups, size=(draws, groups)) + groups * np.arange(draws)[:, None]
        counts = np.bincount(picked.ravel(), minlength=draws * groups).reshape(draws, groups)
        yield counts[:, kin].astype(np.float64)


def _divided(top: Floats, under: Floats) -> Floats:
    """One over the other; NaN where there is nothing to divide by."""
    found: Floats = np.divide(top, under, out=np.full(np.broadcast(top, under).shape, np.nan), where=under > 0)
    return found


def _figure(number: float, drawn: Floats, of: int) -> Figure:
    if isnan(number):
        return Figure(value=None, low=None, high=None, of=of)
    outside = (100 - value("interval")) / 2
    made = drawn[np.isfinite(drawn)]
    low, high = np.percentile(made, (outside, 100 - outside)) if len(made) else (None, None)
    return Figure(value=_round(number), low=_round(low), high=_round(high), of=of)


def _round(number: float | None) -> float | None:
    return None if number is None else round(float(number), _PLACES) + 0.0
