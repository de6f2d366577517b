"""Local norms: how strict or lenient each area or team rates like evidence.

*Like evidence* is a score of each case's evidence, learned out of fold from how the whole caseload is rated, blind to where.
How often a case is rated high or above is then a logistic line in that score, with an effect for each area. The effects are
drawn towards nought as far as the areas differ from each other by chance alone: a random intercept, fitted by penalised
likelihood (Breslow and Clayton 1993, Journal of the American Statistical Association 88) and averaged over how far areas may
differ. So a small area is not called strict for three cases. It is about ratings and not about people: what the right level
is, it cannot say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit, softmax
from scipy.stats import t

from riskcheck.caseload.frame import NOT_RECORDED, area_of
from riskcheck.errors import CannotCompare
from riskcheck.learned.features import FEATURES, row
from riskcheck.learned.table import highest
from riskcheck.records.model import CaseRecord
from riskcheck.terms import Level
from riskcheck.view import latest_assessment, view

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BY = ("area", "team")
FEWEST = 100
"""Rated cases that a comparison needs, of which ten on either side of the line."""

_FOLDS = 5
_FURTHEST = 5.0
_SPREADS = np.geomspace(0.05, 3.0, 20)
"""Standard deviations of the effects in log-odds that are thought possible; large ones less so (a half-normal of 1)."""
_STEPS = 50
_CLOSE = 1e-8
_RIDGE = 1e-9


@dataclass(frozen=True)
class Rated:
    """The cases that are compared: their evidence (NaN where not supplied), where they are, and whether rated high."""

    evidence: Floats
    places: tuple[str, ...]
    high: Bools
    unrated: int
    synthetic: int


@dataclass(frozen=True)
class NormRow:
    """How one area or team rates like evidence, with 95 per cent intervals.

    ``rated_high``: cases rated high or above there. ``as_all``: how many would be, if like cases were rated as on average
    everywhere. ``effect``: the area's own part in log-odds, drawn towards nought; below nought is lenient. ``of_100``: of 100
    cases as the whole caseload has them, how many this area would rate high or above; ``average`` is the same of an average
    area. ``unlike``: whether the interval leaves out nought.
    """

    place: str
    cases: int
    rated_high: int
    as_all: float
    effect: float
    low: float
    high: float
    of_100: float
    of_100_low: float
    of_100_high: float
    average: float
    unlike: bool


def rated(records: Iterable[CaseRecord], by: str = "area") -> Rated:
    """The cases of some records that can be compared, by area or by team."""
    evidence, places, high = [], [], []
    unrated = synthetic = 0
    for record in records:
        last = latest_assessment(record)
        seen = view(record, last[1].completed_on) if last is not None and last[1].completed_on is not None else None
        level = highest(seen.levels) if seen is not None else None
        if seen is None or level is None:
            unrated += 1
            continue
        evidence.append(row(seen))
        places.append(area_of(record, seen) if by == "area" else _team(record, area_of(record, seen)))
        high.append(level in (Level.HIGH, Level.VERY_HIGH))
        synthetic += record.purpose == "synthetic"
    table = np.array(evidence, dtype=np.float64).reshape(len(evidence), len(FEATURES))
    return Rated(table, tuple(places), np.array(high, dtype=bool), unrated, synthetic)


def _team(record: CaseRecord, area: str) -> str:
    return f"{area}, {(record.status.team if record.status else None) or NOT_RECORDED}"


def norms(found: Rated, seed: int = 1) -> tuple[NormRow, ...]:
    """How each place rates like evidence, the most lenient first. Raises ``CannotCompare``."""
    if len(found.high) < FEWEST or not 10 <= found.high.sum() <= len(found.high) - 10:
        raise CannotCompare(f"there are fewer than {FEWEST} rated cases, or fewer than ten rated high, or fewer than ten below")
    names = sorted(set(found.places))
    if len(names) < 2:
        raise CannotCompare("the cases are all of one place")
    where = np.array([names.index(place) for place in found.places])
    score = evidence_score(found.evidence, found.high, seed)
    fitted = fit(score, where, found.high, len(names))
    rows = [_row(name, at, fitted, where, found.high) for at, name in enumerate(names)]
    return tuple(sorted(rows, key=lambda one: (one.effect, one.place)))


def evidence_score(evidence: Floats, high: Bools, seed: int) -> Floats:
    """The log-odds at which evidence of this kind is rated high, for each case by a model that was not shown it.

    More adverse evidence never lowers it. Where a case is, no feature says.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    model = HistGradientBoostingClassifier(
        max_iter=60,
        max_leaf_nodes=6,
        min_samples_leaf=15,
        learning_rate=0.1,
        l2_regularization=5.0,
        monotonic_cst=[feature.sign for feature in FEATURES] if evidence.shape[1] == len(FEATURES) else None,
        early_stopping=False,
        random_state=seed,
    )
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=seed)
    chance: Floats = cross_val_predict(model, evidence, high, cv=folds, method="predict_proba")[:, 1]
    found: Floats = np.clip(logit(np.clip(chance, 1e-9, 1 - 1e-9)), -_FURTHEST, _FURTHEST)
    return found


@dataclass(frozen=True)
class Fitted:
    """A fitted line with an effect for each place, and its error; ``base`` is each case's log-odds in an average place."""

    base: Floats
    effects: Floats
    errors: Floats

    @property
    def reach(self) -> float:
        """How many errors a 95 per cent interval goes either way."""
        return float(t.ppf(0.975, len(self.effects) - 1))


def fit(score: Floats, where: NDArray[np.int64], high: Bools, places: int) -> Fitted:
    """Fit whether a case is rated high by its score and its place, the effects of places drawn towards nought.

    An effect is against the average of these places, since nothing here says how strict they are all together. How far places
    differ is not known either, so the fit is made for each of many spreads and averaged by how likely each is.
    """
    line = np.column_stack([np.ones(len(score)), score])
    design = np.hstack([line, np.eye(places)[where]])
    outcome = high.astype(np.float64)
    beta = np.zeros(design.shape[1])
    centred = np.eye(places) - 1 / places
    fits = []
    for spread in _SPREADS:
        beta, covariance, likely = _at(spread, design, outcome, beta)
        own = np.diag(centred @ covariance[2:, 2:] @ centred)
        fits.append((np.r_[beta[0] + beta[2:].mean(), beta[1], centred @ beta[2:]], own, likely + _thought_likely(spread)))
    betas, variances = np.array([one[0] for one in fits]), np.array([one[1] for one in fits])
    weights = softmax(np.array([one[2] for one in fits]))
    middle = weights @ betas
    spread_out = weights @ (variances + (betas[:, 2:] - middle[2:]) ** 2)
    return Fitted(line @ middle[:2], middle[2:], np.sqrt(spread_out))


def _thought_likely(spread: float) -> float:
    """A half-normal of 1, on the scale of the logarithm that spreads are spaced by."""
    return float(np.log(spread)) - spread * spread / 2


def _at(spread: float, design: Floats, outcome: Floats, start: Floats) -> tuple[Floats, Floats, float]:
    """The fit where effects have this standard deviation, its covariance, and how likely the ratings are (Laplace)."""
    penalty = np.r_[0.0, 0.0, np.full(design.shape[1] - 2, 1 / spread**2)]
    beta = start
    for _ in range(_STEPS):
        chance = expit(design @ beta)
        information = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(penalty + _RIDGE)
        step = np.linalg.solve(information, design.T @ (outcome - chance) - penalty * beta)
        beta = beta + step
        if np.abs(step).max() < _CLOSE:
            break
    odds = design @ beta
    likelihood = float((outcome * odds - np.logaddexp(0, odds)).sum() - (penalty * beta**2).sum() / 2)
    likelihood -= (design.shape[1] - 2) * float(np.log(spread)) + float(np.linalg.slogdet(information)[1]) / 2
    return beta, np.linalg.inv(information), likelihood


def _row(name: str, at: int, fitted: Fitted, where: NDArray[np.int64], high: Bools) -> NormRow:
    here = where == at
    effect, error = float(fitted.effects[at]), float(fitted.errors[at])
    low, upper = effect - fitted.reach * error, effect + fitted.reach * error
    of_100 = [100 * float(expit(fitted.base + own).mean()) for own in (effect, low, upper, 0.0)]
    return NormRow(
        place=name,
        cases=int(here.sum()),
        rated_high=int(high[here].sum()),
        as_all=round(float(expit(fitted.base[here]).sum()), 1),
        effect=round(effect, 3),
        low=round(low, 3),
        high=round(upper, 3),
        of_100=round(of_100[0], 1),
        of_100_low=round(of_100[1], 1),
        of_100_high=round(of_100[2], 1),
        average=round(of_100[3], 1),
        unlike=not low <= 0 <= upper,
    )


def in_order(rows: Sequence[NormRow]) -> list[str]:
    """The places, the most lenient first."""
    return [one.place for one in sorted(rows, key=lambda one: one.effect)]


__all__ = ["BY", "FEWEST", "Fitted", "NormRow", "Rated", "evidence_score", "fit", "in_order", "norms", "rated"]
