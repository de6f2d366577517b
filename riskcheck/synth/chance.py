"""Chance: every draw of one case comes from one seed, so that a case is the same however many are made with it.

Only ``random()`` of Python's generator is used, because its sequence for a given seed is kept from version to version.
"""

from collections.abc import Mapping, Sequence
from math import cos, exp, floor, log, pi, sqrt
from random import Random
from typing import TypeVar

T = TypeVar("T")
_FAR = 20.0


class Chance:
    """The draws of one case for one purpose, in order."""

    __slots__ = ("_next",)

    def __init__(self, seed: int, case: int, purpose: str) -> None:
        self._next = Random(f"riskcheck {seed} {case} {purpose}").random  # noqa: S311 - nothing here is a secret

    def share(self) -> float:
        """A number from 0 up to 1."""
        return self._next()

    def happens(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self._next() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included; low where high is lower."""
        return low + floor(self._next() * max(1, high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of several, each as likely as the others."""
        return choices[floor(self._next() * len(choices))]

    def among(self, weights: Mapping[str, float]) -> str:
        """One of several by weight; the weights need not add up to one."""
        left = self._next() * sum(weights.values())
        for name, weight in weights.items():
            left -= weight
            if left < 0:
                return name
        return name

    def wait(self, rate: float) -> float:
        """How long until something that happens at this rate; in the unit of time that the rate is per."""
        return -log(1.0 - self._next()) / rate

    def normal(self) -> float:
        """A draw from the standard normal distribution (Box and Muller)."""
        return sqrt(-2.0 * log(1.0 - self._next())) * cos(2.0 * pi * self._next())

    def spread(self, size: float) -> float:
        """A factor around 1: log-normal, ``size`` the standard deviation of its logarithm."""
        return exp(max(-_FAR, min(_FAR, size * self.normal())))
