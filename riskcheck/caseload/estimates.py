"""What a sample says of the whole caseload: shares weighted back by stratum, with intervals.

The estimate is the usual one for strata, with its correction for a finite caseload (Cochran 1977, Sampling Techniques, chapter
5). The interval is Wilson's at the number of cases that would be as exact without strata, which holds its level for small
shares, where a symmetric one does not (Franco, Little, Louis and Slud 2019, Journal of Survey Statistics and Methodology
7(3)).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import sqrt
from statistics import NormalDist

from riskcheck.caseload.sampling import Sample, Stratum

_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Estimate:
    """A share of the caseload, or of a part of it, with its 95 per cent interval, and how many drawn cases it rests on.

    The share and its ends are ``None`` where no drawn case is in the part.
    """

    cases: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class _Part:
    """What was drawn from one stratum: its weight, how many cases are in the part, and how many have the property."""

    population: int
    drawn: int
    inside: int
    having: int


def side(sample: Sample, *, flagged: bool) -> Sample:
    """The strata of flagged cases, or those of unflagged ones, as a sample of their own."""
    strata = tuple(one for one in sample.strata if one.flagged is flagged)
    return replace(sample, strata=strata, population=sum(one.cases for one in strata))


def share(sample: Sample, having: Callable[[str], bool], inside: Callable[[str], bool] = lambda _: True) -> Estimate:
    """The share of cases that have a property among those of the caseload that are inside a part of it.

    The part may be in any stratum, also in one of which no drawn case is in it. For a part that is strata, use ``side``.
    """
    parts = [_part(stratum, having, inside) for stratum in sample.strata]
    base = sum(part.population / part.drawn * part.inside for part in parts)
    cases = sum(part.inside for part in parts)
    if not base:
        return Estimate(0, None, None, None)
    found = sum(part.population / part.drawn * part.having for part in parts) / base
    variance = sum(_variance(part, found) for part in parts) / base**2
    off_the_edge = min(max(found, 0.5 / cases), 1 - 0.5 / cases)
    at_random = min(_kish(parts), off_the_edge * (1 - off_the_edge) / variance) if variance else _kish(parts)
    low, high = _wilson(found, at_random)
    return Estimate(cases, round(found, 4), round(low, 4), round(high, 4))


def _part(stratum: Stratum, having: Callable[[str], bool], inside: Callable[[str], bool]) -> _Part:
    members = [case for case in stratum.drawn if inside(case)]
    return _Part(stratum.cases, len(stratum.drawn), len(members), sum(map(having, members)))


def _variance(part: _Part, found: float) -> float:
    """The variance of a stratum's total of (having - share of inside), from the cases drawn from it.

    One case more of each kind is counted in: a stratum that happened to show one kind only, or none, is not for that reason
    certain, and a heavy one (unflagged cases in which nothing was missed) would make the whole interval too short.
    """
    having, lacking, outside = part.having + 1, part.inside - part.having + 1, part.drawn - part.inside
    counted = having + lacking + outside
    mean = ((1 - found) * having - found * lacking) / counted
    squares = having * (1 - found - mean) ** 2 + lacking * (found + mean) ** 2 + outside * mean**2
    return part.population**2 * (1 - part.drawn / part.population) * squares / counted / part.drawn


def _kish(parts: Iterable[_Part]) -> float:
    """The number of cases that weights of this kind are worth (Kish 1965), where the spread does not say."""
    weights = [(part.population / part.drawn, part.inside) for part in parts]
    return sum(weight * cases for weight, cases in weights) ** 2 / sum(weight**2 * cases for weight, cases in weights)


def _wilson(found: float, of: float) -> tuple[float, float]:
    middle = (found + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z * sqrt(found * (1 - found) / of + _Z**2 / (4 * of**2)) / (1 + _Z**2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)
