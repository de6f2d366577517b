"""How much adverse evidence there is on a case, whatever ratings it has been given elsewhere.

A check that only learns from ratings learns the local norm, and a local norm can be wrong everywhere. This sum knows no rating:
it counts what is told to raise risk, each kind in units of how much cases differ in it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FURTHEST = 3.0
"""Standard deviations from the mean beyond which more counts as no more, so that one long list cannot decide alone."""


@dataclass(frozen=True)
class Amount:
    """The signed sum, scaled to a standard deviation of one over the cases it was measured on. Missing values count nothing.

    Attributes hold one entry a feature: ``mean`` and ``scale`` of the feature (scale 0 where it takes no part), ``sign`` (1, 0, -1)
    and ``usual``, its mean share of the sum; ``spread`` is the standard deviation of the sum.
    """

    mean: Floats
    scale: Floats
    sign: Floats
    usual: Floats
    spread: float

    @classmethod
    def measured(cls, table: Floats, sign: NDArray[np.int64]) -> "Amount":
        """Measure it on a table of cases (rows by features, NaN where missing)."""
        there = ~np.isnan(table)
        cases = np.maximum(there.sum(axis=0), 1)
        mean = np.where(there, table, 0.0).sum(axis=0) / cases
        away = np.where(there, table - mean, 0.0)
        scale = np.sqrt((away**2).sum(axis=0) / cases)
        scale = np.where((sign != 0) & (scale > 1e-9 * np.maximum(1.0, np.abs(mean))), scale, 0.0)
        raw = cls(mean, scale, sign.astype(float), np.zeros(table.shape[1]), 1.0)
        shares = raw.shares(table)
        spread = float(shares.sum(axis=1).std())
        return cls(mean, scale, raw.sign, shares.mean(axis=0), spread if spread > 0 else 1.0)

    def shares(self, table: Floats) -> Floats:
        """What each feature adds to the sum, against what it usually adds (rows by features)."""
        away = np.divide(table - self.mean, self.scale, out=np.zeros_like(table), where=self.scale > 0)
        away = np.where(np.isnan(away), 0.0, np.clip(away, -FURTHEST, FURTHEST))
        return (self.sign * away - self.usual) / self.spread
