"""Comparable cases: how many there are, how they were rated, and what differs in the nearest.

Two cases are alike where the evidence on them counts the same: the distance between them is the sum over features of the
difference between their contributions, in log-odds. What does not bear on ratings does not make cases unlike.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

Floats = NDArray[np.float64]

SAMPLED = 100
"""Cases from which the usual distance to a case's peers is measured."""


@dataclass(frozen=True)
class Difference:
    """One feature in which a peer differs: both values (NaN is missing), and by how much that counts, in log-odds."""

    feature: str
    here: float
    there: float
    counts: float


@dataclass(frozen=True)
class Peer:
    """One comparable case, by its row in the table that was fitted, how it was rated, and how it differs, most first."""

    row: int
    rating: object
    distance: float
    differs: tuple[Difference, ...]


@dataclass(frozen=True)
class Peers:
    """The comparable cases of one case: how many are within ``distance``, how many of them have each rating, the nearest."""

    comparable: int
    distance: float
    rated: dict[object, int]
    nearest: tuple[Peer, ...]


@dataclass(frozen=True)
class Caseload:
    """The cases that were fitted: their table, what each value counts, their ratings, and how far is still comparable."""

    table: Floats
    counts: Floats
    ratings: NDArray[np.int64]
    levels: tuple[object, ...]
    distance: float

    @classmethod
    def measured(
        cls, table: Floats, counts: Floats, ratings: NDArray[np.int64], levels: tuple[object, ...], peers: int, seed: int
    ) -> "Caseload":
        """The caseload with the distance within which half of its cases have at least ``peers`` others."""
        some = np.random.default_rng(seed).permutation(len(table))[:SAMPLED]
        nth = min(peers, len(table) - 1)
        away = cdist(counts[some], counts, "cityblock")
        return cls(table, counts, ratings, levels, float(np.median(np.partition(away, nth, axis=1)[:, nth])))

    def around(self, values: Floats, counts: Floats, names: tuple[str, ...], nearest: int, but: int | None = None) -> Peers:
        """The peers of one case, given its values and what each counts; ``but`` is a row that is the case itself."""
        away = cdist(counts[None], self.counts, "cityblock")[0]
        if but is not None:
            away[but] = np.inf
        comparable = away <= self.distance
        number = np.bincount(self.ratings[comparable], minlength=len(self.levels))
        order = np.lexsort((np.arange(len(away)), away))[: min(nearest, len(away) - (but is not None))]
        return Peers(
            comparable=int(comparable.sum()),
            distance=self.distance,
            rated=dict(zip(self.levels, number.tolist(), strict=True)),
            nearest=tuple(
                Peer(int(row), self.levels[self.ratings[row]], float(away[row]), self._differs(row, values, counts, names))
                for row in order
            ),
        )

    def _differs(self, row: int, values: Floats, counts: Floats, names: tuple[str, ...]) -> tuple[Difference, ...]:
        there = self.table[row]
        unlike = np.flatnonzero(~((there == values) | (np.isnan(there) & np.isnan(values))))
        found = [
            Difference(names[at], float(values[at]), float(there[at]), float(counts[at] - self.counts[row, at]))
            for at in unlike
        ]
        return tuple(sorted(found, key=lambda difference: (-abs(difference.counts), difference.feature)))
