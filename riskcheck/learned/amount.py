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
    """The signed sum, with a mean of nought and a standard deviation of one over the cases it was measured on.

    ``mean`` and ``weight`` have one entry a feature; the weight is the sign over the feature's standard deviation, or 0 where
    it takes no part. ``usual`` and ``spread`` are the mean and standard deviation of the sum. Missing values count nothing.
    """

    mean: Floats
    weight: Floats
    usual: float
    spread: float

    @classmethod
    def measured(cls, table: Floats, sign: NDArray[np.int64]) -> "Amount":
        """Measure it on a table of cases (rows by features, NaN where missing); ``sign`` is 1, -1 or 0 for each feature."""
        there = ~np.isnan(table)
        cases = np.maximum(there.sum(axis=0), 1)
        mean = np.where(there, table, 0.0).sum(axis=0) / cases
        scale = np.sqrt((np.where(there, table - mean, 0.0) ** 2).sum(axis=0) / cases)
        varies = scale > 1e-9 * np.maximum(1.0, np.abs(mean))
        raw = cls(mean, np.divide(sign, scale, out=np.zeros_like(scale), where=varies), 0.0, 1.0)
        total = raw.of(table)
        return cls(mean, raw.weight, float(total.mean()), float(total.std()) or 1.0)

    def of(self, table: Floats) -> Floats:
        """The amount on each row."""
        total = np.zeros(len(table))
        for column, mean, weight in zip(table.T, self.mean, self.weight, strict=True):
            if weight:  # column by column, so that a row scores the same in any company
                total += np.nan_to_num(np.clip((column - mean) * weight, -FURTHEST, FURTHEST), nan=0.0)
        return (total - self.usual) / self.spread
