"""How far a share of a number of independent cases can be trusted."""

from math import sqrt
from statistics import NormalDist

PERCENT = 95.0
_PLACES = 4


def wilson(share: float, of: int, percent: float = PERCENT) -> tuple[float, float]:
    """The interval of a share of ``of`` independent cases by Wilson's score (1927), which holds for few cases too."""
    z = NormalDist().inv_cdf(0.5 + percent / 200)
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return round(max(0.0, middle - half), _PLACES), round(min(1.0, middle + half), _PLACES)
