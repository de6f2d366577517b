"""How far raters agree: per cent agreement, weighted kappa, Gwet's AC1 and AC2 with intervals, and the table itself.

Never kappa alone: where nearly every case is of one kind, kappa is near nought though nearly all cases agree, and AC1 is not
(Gwet 2008, British Journal of Mathematical and Statistical Psychology 61). AC1 and AC2 are worked out by hand, because the
package that has them holds numpy back by years; they are tested against its published examples.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Coefficient:
    """A coefficient of agreement with its standard error and 95 per cent interval; ``None`` where it cannot be made."""

    value: float | None
    error: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Agreement:
    """How far two raters agree on the cases that both rated.

    ``same``: the share of cases rated the same, with Wilson's interval. ``table``: how many cases each pair of ratings was
    given, the first rater's down the side, in the order of ``categories``. ``weights``: how partial agreement counts in
    ``kappa`` and ``ac`` (AC1 where it does not count, AC2 where it does).
    """

    cases: int
    categories: tuple[str, ...]
    weights: str
    same: Coefficient
    kappa: Coefficient
    ac: Coefficient
    table: tuple[tuple[int, ...], ...]


_NONE = Coefficient(None, None, None, None)


def agreement(pairs: Sequence[tuple[str, str]], categories: Sequence[str], weights: str = "none") -> Agreement:
    """Agreement on pairs of ratings, each one of ``categories`` in their order."""
    counted = Counter(pairs)
    table = tuple(tuple(counted[one, other] for other in categories) for one in categories)
    return Agreement(
        cases=len(pairs),
        categories=tuple(categories),
        weights=weights,
        same=_same(table),
        kappa=kappa(table, weights),
        ac=gwet([list(pair) for pair in pairs], categories, weights),
        table=table,
    )


def _same(table: Sequence[Sequence[int]]) -> Coefficient:
    from statsmodels.stats.proportion import proportion_confint

    cases = sum(map(sum, table))
    if not cases:
        return _NONE
    same = sum(row[at] for at, row in enumerate(table))
    share = same / cases
    low, high = proportion_confint(same, cases, method="wilson")
    return _coefficient(share, sqrt(share * (1 - share) / cases), low, high)


def kappa(table: Sequence[Sequence[int]], weights: str = "none") -> Coefficient:
    """Cohen's kappa with its large-sample standard error (Fleiss, Cohen and Everitt 1969), by statsmodels."""
    from statsmodels.stats.inter_rater import cohens_kappa

    counts = np.asarray(table, dtype=np.float64)
    if not counts.sum() or not _varies(counts):
        return _NONE
    with np.errstate(divide="ignore", invalid="ignore"):  # a test statistic that is not used may not exist
        found = cohens_kappa(counts, wt=None if weights == "none" else weights)
    return _coefficient(found.kappa, found.std_kappa, max(-1.0, found.kappa_low), min(1.0, found.kappa_upp))


def _varies(counts: Floats) -> bool:
    """Whether both used more than one category; kappa is nought by construction where one of them did not."""
    return all((counts.sum(axis=side) > 0).sum() > 1 for side in (0, 1))


def gwet(ratings: Sequence[Sequence[Hashable | None]], categories: Sequence[Hashable], weights: str = "none") -> Coefficient:
    """Gwet's AC1 (``weights`` is ``none``) or AC2, of any number of raters.

    ``ratings``: a row for each case, an entry for each rater, ``None`` where that rater gave none. The interval is over cases,
    with Student's t (Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition, chapter 5).
    """
    place = {category: at for at, category in enumerate(categories)}
    counts = np.zeros((len(ratings), len(categories)))
    for row, given in enumerate(ratings):
        for one in given:
            if one is not None:
                counts[row, place[one]] += 1
    counts = counts[counts.sum(axis=1) > 0]
    raters = counts.sum(axis=1)
    cases, paired = len(counts), int((raters >= 2).sum())
    if cases < 2 or not paired:
        return _NONE
    alike = weight_matrix(len(categories), weights)
    agreeing = (counts * (counts @ alike - 1)).sum(axis=1)
    pairs = raters * (raters - 1)
    own = np.divide(agreeing, pairs, out=np.zeros(cases), where=pairs > 0)
    used = (counts / raters[:, None]).mean(axis=0)
    scale = alike.sum() / (len(categories) * (len(categories) - 1))
    observed, chance = own.sum() / paired, scale * (used * (1 - used)).sum()
    value = (observed - chance) / (1 - chance)
    by_case = cases / paired * (own - chance * (raters >= 2)) / (1 - chance)
    chance_by_case = scale * (counts / raters[:, None] * (1 - used)).sum(axis=1)
    by_case -= 2 * (1 - value) * (chance_by_case - chance) / (1 - chance)
    error = sqrt(((by_case - value) ** 2).sum() / (cases * (cases - 1)))
    reach = stats.t.ppf(0.975, cases - 1) * error
    return _coefficient(value, error, max(-1.0, value - reach), min(1.0, value + reach))


def weight_matrix(categories: int, weights: str) -> Floats:
    """How much each pair of categories counts as agreement, from 1 (the same) to 0 (the furthest apart)."""
    apart = np.abs(np.subtract.outer(np.arange(categories), np.arange(categories))) / (categories - 1)
    if weights == "none":
        return np.eye(categories)
    found: Floats = 1 - (apart if weights == "linear" else apart**2)
    return found


def _coefficient(value: float, error: float, low: float, high: float) -> Coefficient:
    return Coefficient(*(round(float(one), 4) + 0.0 for one in (value, error, low, high)))
