"""Is a case rated lower than its peers, by the caseload's own ratings?

Use it as any scikit-learn classifier; the columns are any numbers, and missing values are NaN:

    check = PeerConsistency(monotonic={"weapons found": 1, "years since violence": -1}).fit(table, ratings)
    check.out_of_fold_stands_out_      which of the fitted cases are rated below their peers
    check.contributions(table)         why, exactly
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import BaseCrossValidator, KFold
from sklearn.utils import Tags, check_random_state
from sklearn.utils.validation import check_is_fitted, validate_data
from threadpoolctl import threadpool_limits

from riskcheck.learned.alike import Caseload, Peers
from riskcheck.learned.calibration import Band, bands, calibration_error
from riskcheck.learned.fingerprint import table_fingerprint
from riskcheck.learned.ratings import Ratings
from riskcheck.learned.scorer import Contributions, Scorer
from riskcheck.learned.training import Settings, Trained, train
from riskcheck.learned.trees import MOST_LEAVES

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Monotonic = Mapping[str | int, int] | Sequence[int]


class PeerConsistency(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """How likely comparable cases are rated high, learned from the caseload's own ratings, some of which are too low.

    A case rated below that stands out is one whose comparable cases are mostly rated high. That is a question for a reviewer.
    It finds what differs from local practice; where practice is wrong everywhere, only the amount of evidence speaks.

    Parameters
    ----------
    monotonic:
        Which features can only raise the score (1) or only lower it (-1): by feature name, by column number, or as one number
        a column. Features that are not named are free (0).
    from_level:
        The lowest rating that counts as high; by default the word ``high``, or the greater of two values. Ratings are the words
        low, medium, high, very_high, or numbers, or any two values.
    budget:
        The share of the cases rated below that a reviewer can open; the cut-off is set so that about so many stand out.
    folds:
        In how many parts the fitted cases are scored, each part by a model that saw nothing of it; or a scikit-learn splitter.
        The default split does not look at ratings, so that a case's own rating never informs its own score in any way.
    members, trees, leaves, learning_rate, min_cases, shrinkage:
        The boosted trees: how many models are averaged (each leaves a part of the cases out), trees in each, leaves a tree (at
        most 10), learning rate, least cases in a leaf, and L2 shrinkage of leaves.
    doubted:
        The share of the cases rated below, those that stand out most at a first look, whose ratings do not teach the second.
    evidence_weight:
        Log-odds that one standard deviation of the plain amount of evidence (features with a direction, each in its own units)
        adds to a case's priority for review, and to nothing else: of cases alike by local practice, which is opened first.
    peers:
        How many comparable cases half of the caseload should have; sets how alike cases must be to be compared.
    random_state:
        Seed; the same table, ratings and seed give the same model.

    Attributes
    ----------
    classes_: the two sides, lower first.
    levels_: the ratings seen, lowest first.
    n_features_in_, feature_names_in_: the columns; the names where the table had any.
    out_of_fold_decision_, out_of_fold_probability_, out_of_fold_priority_: what :meth:`decision_function`,
        :meth:`predict_proba` (second column) and :meth:`priority` say of each fitted case, by a model that saw nothing of it.
    out_of_fold_stands_out_: whether each fitted case is rated below and reaches the cut-off, chosen without its fold.
    cutoff_: the priority from which a case rated below stands out.
    reliability_: bands of cases by probability, with the share that was rated high: the source of natural frequencies.
    data_fingerprint_: SHA-256 of the table, its names and the ratings.
    calibration_error_: expected calibration error out of fold, as a share (10 bands of equal size).

    References
    ----------
    Trees and their monotone constraints are scikit-learn's; leaving the most doubtful labels out of a second fit follows
    Northcutt and others 2021 (doi:10.1613/jair.1.12125), here in one direction only.
    """

    def __init__(
        self,
        *,
        monotonic: Monotonic | None = None,
        from_level: object = None,
        budget: float = 0.07,
        folds: int | BaseCrossValidator = 5,
        members: int = 3,
        trees: int = 200,
        leaves: int = 8,
        learning_rate: float = 0.05,
        min_cases: int = 40,
        shrinkage: float = 1.0,
        doubted: float = 0.1,
        evidence_weight: float = 0.2,
        peers: int = 100,
        random_state: int | np.random.RandomState | None = 0,
    ) -> None:
        self.monotonic = monotonic
        self.from_level = from_level
        self.budget = budget
        self.folds = folds
        self.members = members
        self.trees = trees
        self.leaves = leaves
        self.learning_rate = learning_rate
        self.min_cases = min_cases
        self.shrinkage = shrinkage
        self.doubted = doubted
        self.evidence_weight = evidence_weight
        self.peers = peers
        self.random_state = random_state

    def __sklearn_tags__(self) -> Tags:
        """Two sides, numbers, missing values allowed."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.classifier_tags.multi_class = False
        return tags

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:  # noqa: N803 - scikit-learn's name
        """Learn from a table of cases (rows by features, NaN where missing) and their ratings.

        Raises ``ValueError`` where the table is not numbers, the ratings cannot be ordered or are all on one side, a
        constraint names no feature, or a parameter is out of range.
        """
        table, given = validate_data(self, X, y, dtype=np.float64, ensure_all_finite="allow-nan", ensure_min_samples=4)
        ratings = Ratings.read(given, self.from_level)
        settings = self._settings()
        with threadpool_limits(limits=1, user_api="openmp"):
            self._score_out_of_fold(table, ratings, settings)
            whole = train(table, ratings.high, settings)
        self._set(whole.scorer, _cutoff(whole.priority, ratings.high, self.budget), ratings)
        self.data_fingerprint_ = table_fingerprint(table, ratings.codes, self._names(), ratings.levels)
        counts = whole.scorer.contributions(table, self._names()).values
        self._caseload: Caseload | None = Caseload.measured(
            table, counts, ratings.codes, ratings.levels, self.peers, settings.seed
        )
        return self

    def decision_function(self, X: ArrayLike) -> Floats:  # noqa: N803
        """Log-odds of being rated high as the trees count them, one a row; above 0 where that is likelier than not.

        Contributions add up to this. For the fitted cases use ``out_of_fold_decision_``.
        """
        return self.scorer().decision(self._table(X))

    def predict_proba(self, X: ArrayLike) -> Floats:  # noqa: N803
        """Calibrated probability of each side, rows by two; columns as in ``classes_``."""
        decision = self.decision_function(X)
        high = expit(self._scorer.calibration.log_odds(decision))
        return np.column_stack([1 - high, high])

    def predict(self, X: ArrayLike) -> NDArray[Any]:  # noqa: N803
        """The side that comparable cases are likelier on."""
        high = self.decision_function(X) > 0
        sides: NDArray[Any] = self.classes_[high.astype(int)]
        return sides

    def priority(self, X: ArrayLike) -> Floats:  # noqa: N803
        """The order of review, highest first: calibrated log-odds, and ``evidence_weight`` for each deviation of evidence.

        Local practice may be wrong everywhere; then the amount of evidence still speaks.
        """
        scorer, table = self.scorer(), self._table(X)
        return scorer.priority(table, scorer.decision(table))

    def stands_out(self, X: ArrayLike, y: ArrayLike) -> Bools:  # noqa: N803
        """Whether each case is rated below and its priority reaches the cut-off.

        Raises ``ValueError`` for a rating that was not learned from.
        """
        priority = self.priority(X)
        place = {level: number for number, level in enumerate(self.levels_)}
        given = np.asarray(y).tolist()
        unknown = sorted({str(rating) for rating in given if rating not in place})
        if unknown or len(given) != len(priority):
            raise ValueError(
                f"There are {len(priority)} cases and {len(given)} ratings; not among the ratings learned from: {unknown}."
            )
        below = np.array([place[rating] < self._first_high for rating in given], dtype=bool)
        return below & (priority >= self.cutoff_)

    def contributions(self, X: ArrayLike) -> Contributions:  # noqa: N803
        """Exact Shapley values of each feature for :meth:`decision_function`, withheld where they do not add up to it."""
        return self.scorer().contributions(self._table(X), self._names())

    def neighbours(self, X: ArrayLike, k: int = 5, *, rows: Sequence[int | None] | None = None) -> list[Peers]:  # noqa: N803
        """The peers of each case: how many are comparable, how they were rated, and the ``k`` nearest with what differs.

        ``rows`` gives for each case its own row in the fitted table, or None, so that it is not its own peer. Raises
        ``ValueError`` where the model was saved without its caseload.
        """
        table = self._table(X)
        if self._caseload is None:
            raise ValueError("This model was saved without its caseload, so it has no peers to show.")
        counts, own = self.contributions(X).values, rows if rows is not None else [None] * len(table)
        return [
            self._caseload.around(values, count, self._names(), k, but)
            for values, count, but in zip(table, counts, own, strict=True)
        ]

    def _score_out_of_fold(self, table: Floats, ratings: Ratings, settings: Settings) -> None:
        high = ratings.high
        folds = self.folds
        if isinstance(folds, int | np.integer):
            folds = KFold(min(int(folds), len(high)), shuffle=True, random_state=settings.seed)
        decision, log_odds, priority = np.full((3, len(high)), np.nan)
        out = np.zeros(len(high), dtype=bool)
        for others, fold in folds.split(table, high):
            trained = self._trained_on(table[others], high[others], settings)
            decision[fold] = trained.scorer.decision(table[fold])
            log_odds[fold] = trained.scorer.calibration.log_odds(decision[fold])
            priority[fold] = trained.scorer.priority(table[fold], decision[fold])
            out[fold] = ~high[fold] & (priority[fold] >= _cutoff(trained.priority, high[others], self.budget))
        if np.isnan(decision).any():
            raise ValueError("The folds leave some cases out of every part; each case has to be scored.")
        self.out_of_fold_decision_, self.out_of_fold_priority_ = decision, priority
        self.out_of_fold_probability_ = expit(log_odds)
        self.out_of_fold_stands_out_ = out
        self.reliability_: tuple[Band, ...] = bands(self.out_of_fold_probability_, high)
        self.calibration_error_ = calibration_error(self.out_of_fold_probability_, high)

    @staticmethod
    def _trained_on(table: Floats, high: Bools, settings: Settings) -> Trained:
        if high.all() or not high.any():
            raise ValueError("Without one of the folds all of the ratings are on one side (1 class); more cases are needed.")
        return train(table, high, settings)

    def _set(self, scorer: Scorer, cutoff: float, ratings: Ratings) -> None:
        self._scorer = scorer
        self.cutoff_ = cutoff
        self.classes_, self.levels_, self._first_high = ratings.classes, ratings.levels, ratings.first_high

    def _settings(self) -> Settings:
        shares = {"budget": self.budget, "doubted": self.doubted}
        wrong = [name for name, share in shares.items() if not 0 <= share < 1]
        least = {"members": self.members, "trees": self.trees, "min_cases": self.min_cases, "peers": self.peers}
        wrong += [name for name, number in least.items() if number < 1]
        wrong += [] if 2 <= self.leaves <= MOST_LEAVES else ["leaves"]
        wrong += [] if self.evidence_weight >= 0 else ["evidence_weight"]
        if wrong:
            raise ValueError(f"Out of range: {', '.join(f'{name}={getattr(self, name)!r}' for name in wrong)}.")
        return Settings(
            sign=self._signs(),
            members=self.members,
            trees=self.trees,
            leaves=self.leaves,
            learning_rate=self.learning_rate,
            min_cases=self.min_cases,
            shrinkage=self.shrinkage,
            doubted=self.doubted,
            evidence_weight=self.evidence_weight,
            seed=int(check_random_state(self.random_state).randint(2**31)),
        )

    def _signs(self) -> NDArray[np.int64]:
        given = self.monotonic
        sign = np.zeros(self.n_features_in_, dtype=np.int64)
        if isinstance(given, Mapping):
            place = {name: at for at, name in enumerate(self._names())} | {at: at for at in range(len(sign))}
            unknown = [key for key in given if key not in place]
            if unknown:
                raise ValueError(f"monotonic names what is not a feature: {', '.join(map(str, unknown))}.")
            for key, value in given.items():
                sign[place[key]] = value
        elif given is not None:
            if len(given) != len(sign):
                raise ValueError(f"monotonic has {len(given)} entries for {len(sign)} features.")
            sign[:] = given
        if not np.isin(sign, (-1, 0, 1)).all():
            raise ValueError("monotonic may only say 1 (raises), -1 (lowers) or 0 (free).")
        return sign

    def _names(self) -> tuple[str, ...]:
        named = getattr(self, "feature_names_in_", None)
        return tuple(map(str, named)) if named is not None else tuple(f"column {at}" for at in range(self.n_features_in_))

    def _table(self, X: ArrayLike) -> Floats:  # noqa: N803
        check_is_fitted(self)
        table: Floats = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False)
        return table

    def scorer(self) -> Scorer:
        """What scores a row without checking what it is given: for a caller that makes the rows itself, one after another."""
        check_is_fitted(self)
        return self._scorer

    def caseload(self) -> Caseload | None:
        """The fitted cases; ``None`` where the model was saved without them."""
        check_is_fitted(self)
        return self._caseload


def _cutoff(priority: Floats, high: Bools, budget: float) -> float:
    """The priority that the ``budget`` share of the cases rated below reaches."""
    return float(np.quantile(priority[~high], 1 - budget))
