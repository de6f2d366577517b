"""Could what a model looks at stand in for a protected characteristic that it never sees?

For each group of people, each feature, whether each section was supplied, all features together and the score: how often
somebody of the group has more of it than somebody who is not, ties counted as half (the area under the ROC curve). 0.5 is
chance; further from it, on either side, it tells the group apart. Nothing of this is given to a model.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit, logit
from scipy.stats import false_discovery_control, mannwhitneyu, norm, rankdata

from riskcheck.learned.features import FEATURES, NAMES

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SCORE, TOGETHER, SUPPLIED = "score", "all_features", "_supplied"
FALSE_FINDINGS = 0.05
"""Of what is called beyond chance, the share that may be chance (Benjamini and Hochberg 1995)."""

_Z = float(norm.ppf(0.975))
_FOLDS = 5
_PLACES = 3
_EDGE = 1e-9
"""From 0 and from 1, where the error is nought and every value would be its own end."""


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How well one thing tells a group apart, with its 95 per cent interval, of how many people in the group and not in it.

    ``name`` is a feature, ``SCORE``, ``TOGETHER``, or a section's name and ``SUPPLIED``. Figures and numbers are ``None`` where
    they would rest on too few.
    """

    name: str
    cases: int | None
    others: int | None
    tells: float | None
    low: float | None
    high: float | None
    beyond_chance: bool


class GroupTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of people who share a characteristic, and how well each thing tells it; too small a group has no figures."""

    characteristic: str
    group: str
    cases: int | None
    others: int | None
    told: tuple[Told, ...]


class Proxies(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole audit of some cases. ``not_recorded``: of how many each characteristic is not on record, ``None`` if few."""

    cases: int
    not_recorded: dict[str, int | None]
    suppressed_under: int
    groups: tuple[GroupTold, ...]

    @property
    def comparisons(self) -> int:
        """How many figures there are."""
        return sum(one.tells is not None for group in self.groups for one in group.told)


def proxies(
    values: Floats, score: Floats, people: Mapping[str, Sequence[str | None]], suppress_under: int = 10
) -> Proxies | None:
    """Measure a table of cases (rows by ``FEATURES``, NaN where missing) and their score.

    ``people`` has a column for each characteristic, ``None`` where it is not on record; the result is ``None`` where none is
    on record for anybody, or all are alike.
    """
    things = [*_columns(values), (SCORE, score)]
    found: list[tuple[GroupTold, tuple[float, ...]]] = []
    for characteristic, recorded in people.items():
        known = np.array([one is not None for one in recorded], dtype=bool)
        for group in _groups(recorded):
            member = np.array([one == group for one in recorded], dtype=bool)[known]
            told = _group(things, values, known, member, suppress_under)
            shown = bool(told)
            found.append(
                (
                    GroupTold(
                        characteristic=characteristic,
                        group=group,
                        cases=int(member.sum()) if shown else None,
                        others=int((~member).sum()) if shown else None,
                        told=tuple(one for one, _ in told),
                    ),
                    tuple(p for _, p in told),
                )
            )
    if not found:
        return None
    return Proxies(
        cases=len(values),
        not_recorded={name: _shown(sum(one is None for one in column), suppress_under) for name, column in people.items()},
        suppressed_under=suppress_under,
        groups=_beyond_chance(found),
    )


def _shown(number: int, suppress_under: int) -> int | None:
    return number if number == 0 or number >= suppress_under else None


def _columns(values: Floats) -> Iterator[tuple[str, Floats]]:
    """The features, and for each section that some need alone whether it was supplied."""
    yield from zip(NAMES, values.T, strict=True)
    own = {feature.needs[0]: column for feature, column in zip(FEATURES, values.T, strict=True) if len(feature.needs) == 1}
    for section, column in sorted(own.items()):
        yield f"{section}{SUPPLIED}", (~np.isnan(column)).astype(np.float64)


def _groups(recorded: Sequence[str | None]) -> list[str]:
    """The groups to tell from all others: of two, which mirror each other, the smaller."""
    names = sorted({one for one in recorded if one is not None}, key=lambda name: (not name.startswith("under "), name))
    if len(names) == 2:
        return [min(names, key=recorded.count)]
    return names if len(names) > 1 else []


def _group(
    things: Sequence[tuple[str, Floats]], values: Floats, known: Bools, member: Bools, suppress_under: int
) -> list[tuple[Told, float]]:
    """Everything measured on one group, each with the chance that it would be so by chance; nothing where it is too small."""
    if min(member.sum(), (~member).sum()) < suppress_under:
        return []
    told = [_told(name, column[known], member, suppress_under) for name, column in things]
    together, by_chance = _told(TOGETHER, _out_of_fold(values[known], member), member, suppress_under)
    worse = together.tells is not None and together.tells <= 0.5
    return [*told, (together, 1.0 if worse else by_chance)]


def _told(name: str, column: Floats, member: Bools, suppress_under: int) -> tuple[Told, float]:
    there = ~np.isnan(column)
    inside, outside = column[there & member], column[there & ~member]
    cases, others = len(inside), len(outside)
    if min(cases, others) < suppress_under:
        none = Told(name=name, cases=None, others=None, tells=None, low=None, high=None, beyond_chance=False)
        return none, 1.0
    by_chance = 1.0
    if np.ptp(np.concatenate([inside, outside])) > 0:
        by_chance = float(mannwhitneyu(inside, outside, method="asymptotic").pvalue)
    figures = dict(zip(("tells", "low", "high"), (round(one, _PLACES) for one in area(inside, outside)), strict=True))
    return Told(name=name, cases=cases, others=others, beyond_chance=False, **figures), by_chance


def area(inside: Floats, outside: Floats) -> tuple[float, float, float]:
    """The area under the ROC curve of two samples, with its 95 per cent interval.

    The variance is that of DeLong, DeLong and Clarke-Pearson 1988 (Biometrics 44:837), the interval symmetric in log-odds.
    Where the samples are wholly apart or all alike nothing varies, and Newcombe's stands (:func:`interval`).
    """
    cases, others = len(inside), len(outside)
    ranks = rankdata(np.concatenate([inside, outside]))
    over = (ranks[:cases] - rankdata(inside)) / others
    under = 1 - (ranks[cases:] - rankdata(outside)) / cases
    tells = float(over.mean())
    error = float(np.sqrt(over.var(ddof=1) / cases + under.var(ddof=1) / others))
    if not error:
        return tells, *interval(tells, cases, others)
    reach = _Z * error / (tells * (1 - tells))
    return tells, float(expit(logit(tells) - reach)), float(expit(logit(tells) + reach))


def interval(tells: float, cases: int, others: int) -> tuple[float, float]:
    """The 95 per cent interval of an area under the ROC curve, by inverting its standard error (Newcombe 2006, method 5).

    Newcombe, Statistics in Medicine 25:559; the error is that of Hanley and McNeil 1982, Radiology 143:29.
    """
    more = (cases + others) / 2 - 1

    def beyond(true: float) -> float:
        spread = true * (1 - true) * (1 + more * (1 - true) / (2 - true) + more * true / (1 + true)) / (cases * others)
        return float((tells - true) ** 2 - _Z**2 * spread)

    low = brentq(beyond, 0.0, min(tells, 1 - _EDGE)) if beyond(0.0) > 0 else 0.0
    high = brentq(beyond, max(tells, _EDGE), 1.0) if beyond(1.0) > 0 else 1.0
    return float(low), float(high)


def _out_of_fold(values: Floats, member: Bools) -> Floats:
    """How much each case looks like the group by all features together: logistic regression that was not shown the case."""
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(C=0.3, max_iter=1000),
    )
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    found: Floats = cross_val_predict(model, values, member, cv=folds, method="decision_function")
    return found


def _leaves_out_chance(one: Told) -> bool:
    return one.low is not None and one.high is not None and not one.low <= 0.5 <= one.high


def _beyond_chance(found: Sequence[tuple[GroupTold, tuple[float, ...]]]) -> tuple[GroupTold, ...]:
    """The groups, with what is beyond chance named as such, given how many comparisons there are in all."""
    by_chance = [p for group, ps in found for one, p in zip(group.told, ps, strict=True) if one.tells is not None]
    named = iter((false_discovery_control(by_chance) <= FALSE_FINDINGS).tolist() if by_chance else [])

    def marked(one: Told) -> Told:
        if one.tells is None:
            return one
        return msgspec.structs.replace(one, beyond_chance=next(named) and _leaves_out_chance(one))

    return tuple(msgspec.structs.replace(group, told=tuple(map(marked, group.told))) for group, _ in found)
