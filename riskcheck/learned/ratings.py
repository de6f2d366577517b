"""Ordered ratings, and the level from which a case counts as rated high."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import column_or_1d

from riskcheck.terms import Level

LEVELS = tuple(level.value for level in Level)


@dataclass(frozen=True)
class Ratings:
    """The ratings of a caseload: the level of each case as a place in ``levels``, lowest first, and where high begins."""

    codes: NDArray[np.int64]
    levels: tuple[object, ...]
    first_high: int

    @property
    def high(self) -> NDArray[np.bool_]:
        """Whether each case is rated at the level or above."""
        return self.codes >= self.first_high

    @property
    def classes(self) -> NDArray[np.generic]:
        """Names of the two sides: the two levels where there are two, else ``below high`` and ``high or above``."""
        if len(self.levels) == 2:
            return np.array(self.levels)
        level = self.levels[self.first_high]
        return np.array([f"below {level}", f"{level} or above"])

    @classmethod
    def read(cls, ratings: ArrayLike, from_level: object = None) -> "Ratings":
        """Read ratings given as the words low, medium, high, very_high, as numbers, or as any two values.

        ``from_level`` is the lowest level that counts as high; by default the word ``high``, or the greater of two values.
        Raises ``ValueError`` where the ratings cannot be ordered, or are all on one side.
        """
        given = column_or_1d(ratings, warn=True)
        check_classification_targets(given)
        found = np.unique(given).tolist()
        words = all(value in LEVELS for value in found) and not any(isinstance(value, int | float) for value in found)
        levels = tuple(level for level in LEVELS if level in found) if words else tuple(found)
        if from_level is None and words:
            first = sum(LEVELS.index(level) < LEVELS.index("high") for level in levels)
        elif from_level is None:
            if len(levels) > 2:
                kind = type_of_target(given, input_name="y", raise_unknown=True)
                raise ValueError(
                    f"Only binary classification is supported. The type of the target is {kind}. Say with from_level "
                    "which rating is the lowest that counts as high."
                )
            first = 1
        elif from_level in levels and (words or not isinstance(found[0], str)):
            first = levels.index(from_level)
        else:
            raise ValueError(f"from_level is {from_level!r}, which is not one of the ratings, or they have no order: {levels}.")
        codes = np.array([levels.index(value) for value in given.tolist()], dtype=np.int64)
        high = int((codes >= first).sum())
        if not 0 < high < len(codes):
            raise ValueError(f"All of the ratings are on one side (1 class): {high} of {len(codes)} are rated high.")
        return cls(codes, levels, first)
