"""What a user could write in ten lines: a points score, logistic regression, nearest peers.

The last two are taught the ratings on record, never the answers: how likely is a case with this evidence to be rated high?
Each case is scored by what was taught without it and without its kin.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from riskcheck.evaluate.parameters import value
from riskcheck.evaluate.table import Floats, Table

_FEW, _MANY = 1, 3
_LATE, _LATELY = 5, 2


class CannotTeach(Exception):  # noqa: N818 - it says what happened
    """A method cannot learn from these cases; its text says why."""


def points(table: Table) -> Floats:
    """One point for each feature with any of it and one more from three; where less is worse, from under five and under two."""
    adverse = np.array(table.signs) > 0
    more = np.nan_to_num(table.features[:, adverse], nan=0.0)
    less = np.nan_to_num(table.features[:, ~adverse], nan=np.inf)
    found = (more >= _FEW).sum(axis=1) + (more >= _MANY).sum(axis=1)
    return np.asarray(found + (less < _LATE).sum(axis=1) + (less < _LATELY).sum(axis=1), dtype=np.float64)


def logistic(table: Table) -> Floats:
    """Chance of being rated high by logistic regression, medians in place of what is missing. Raises ``CannotTeach``."""
    return out_of_fold(table, lambda cases: _prepared(LogisticRegression(C=value("regularisation"), max_iter=1000)))


def nearest(table: Table) -> Floats:
    """The share of the nearest peers, by standardised features, that are rated high. Raises ``CannotTeach``."""
    return out_of_fold(table, lambda cases: _prepared(KNeighborsClassifier(min(value("neighbours"), cases))))


def out_of_fold(table: Table, make: Callable[[int], Any]) -> Floats:
    """The chance of being rated high for each case, by an estimator taught without its fold.

    ``make`` is given the number of cases that are to be taught. Raises ``CannotTeach`` where without some fold all ratings
    are on one side.
    """
    chance = np.full(len(table), np.nan)
    with threadpool_limits(limits=1):
        for fold in np.unique(table.folds):
            held, taught = table.folds == fold, table.folds != fold
            if table.rated_high[taught].all() or not table.rated_high[taught].any():
                raise CannotTeach("too few cases: without a part of them the others are all rated high, or none is")
            estimator = make(int(taught.sum())).fit(table.features[taught], table.rated_high[taught])
            chance[held] = estimator.predict_proba(table.features[held])[:, 1]
    return chance


def _prepared(estimator: Any) -> Pipeline:
    return make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True), StandardScaler(), estimator
    )
