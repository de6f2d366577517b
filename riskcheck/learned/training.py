"""Training on ratings of which some are wrong in one direction.

The ratings that train the check are the ones it doubts. So every training goes twice over the cases: first to see which ratings
below the level stand out most from what the other cases say, then again without the share of them that stands out most, so
that they no longer teach that such evidence goes with a low rating. Each case is judged by members that were not grown on it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import StratifiedKFold

from riskcheck.learned.amount import Amount
from riskcheck.learned.calibration import Calibration
from riskcheck.learned.scorer import Scorer
from riskcheck.learned.trees import Forest

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Settings:
    """How to train; the parameters of ``PeerConsistency`` that bear on it, by the same names."""

    sign: NDArray[np.int64]
    members: int
    trees: int
    leaves: int
    learning_rate: float
    min_cases: int
    shrinkage: float
    doubted: float
    evidence_weight: float
    seed: int


@dataclass(frozen=True)
class Trained:
    """A scorer, and the priority of each case it was trained on, by members that were not grown on that case."""

    scorer: Scorer
    priority: Floats


def train(table: Floats, high: Bools, settings: Settings) -> Trained:
    """Train on a table (rows by features, NaN where missing) and whether each row is rated high."""
    parts = _parts(high, settings)
    keep = np.ones(len(high), dtype=bool)
    if settings.doubted > 0:
        keep = ~_doubted(_grown(table, high, keep, parts, settings)[1], high, settings.doubted)
    forest, left_out = _grown(table, high, keep, parts, settings)
    scorer = Scorer(forest, Calibration.fitted(left_out, high), Amount.measured(table, settings.sign), settings.evidence_weight)
    return Trained(scorer, scorer.priority(table, scorer.calibration.decision(left_out)))


def _parts(high: Bools, settings: Settings) -> NDArray[np.int64]:
    """The part of the cases that each case belongs to; each member is grown without one part."""
    part = np.zeros(len(high), dtype=np.int64)
    parts = min(settings.members, int(high.sum()), int((~high).sum()))
    if parts >= 2:
        folds = StratifiedKFold(parts, shuffle=True, random_state=settings.seed)
        for number, (_, held) in enumerate(folds.split(high[:, None], high)):
            part[held] = number
    return part


def _grown(table: Floats, high: Bools, keep: Bools, part: NDArray[np.int64], settings: Settings) -> tuple[Forest, Floats]:
    """Grow the members on the cases to keep; with them, each case's score by the member grown without its part.

    Where the cases are too few to be parted there is one member, and it judges the cases it was grown on.
    """
    parts = int(part.max()) + 1
    members, score = [], np.zeros(len(high))
    for number in range(parts):
        others = keep & (part != number) if parts > 1 else keep
        member = _member(table[others], high[others], settings, number)
        members.append(member)
        held = part == number
        score[held] = Forest.of([member]).score(table[held])
    return Forest.of(members), score


def _member(table: Floats, high: Bools, settings: Settings, number: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        learning_rate=settings.learning_rate,
        max_iter=settings.trees,
        max_leaf_nodes=settings.leaves,
        min_samples_leaf=settings.min_cases,
        l2_regularization=settings.shrinkage,
        monotonic_cst=settings.sign,
        early_stopping=False,
        random_state=(settings.seed + number) % 2**32,
    ).fit(table, high)


def _doubted(score: Floats, high: Bools, share: float) -> Bools:
    """The given share of the cases rated below, rounded down: those with the highest scores; of equal scores all or none."""
    below = np.sort(score[~high])
    count = int(share * len(below))
    return ~high & (score > below[-count - 1]) if count else np.zeros(len(high), dtype=bool)
