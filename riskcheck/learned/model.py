"""A model of the learned check: trained on case records, kept in a file, and refused where it does not fit."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

import riskcheck
from riskcheck.days import Day
from riskcheck.errors import CannotTrain, UnusableModel
from riskcheck.learned import store
from riskcheck.learned.features import FEATURES, NAMES
from riskcheck.learned.peers import PeerConsistency
from riskcheck.learned.proxies import Proxies
from riskcheck.learned.shipped import path_of
from riskcheck.learned.table import BELOW, Table, TaughtBy
from riskcheck.terms import Level

FEWEST = 150
"""Cases to train on: as many as the calibration needs for a curve."""

FEWEST_A_SIDE = 10
"""Cases rated below high, and rated high or above: fewer say nothing of either."""

DOUBTED = 0.0
"""The share of the ratings of case records that is left out at a second look: none, nor what a reviewer found.

On synthetic caseloads leaving some out found no more of the ratings that were too low by itself; in the order by both voices
it found a few less, which may be chance.
"""


class MadeFrom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From what synthetic cases a model can be made again: ``records`` of a generator under a seed.

    ``parameters`` is the SHA-256 of the generator's parameters, ``beginning`` that of the table of its first cases, by which a
    change of the generator, of the view or of a feature shows, and ``trial`` that of what a model trained on those alone says
    of them, by which a change of the training shows.
    """

    generator: str
    seed: int
    records: int
    parameters: str
    beginning: str
    trial: str


class About(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a model was trained on, as its file says it.

    ``taught_by``: by the ratings on record, or by reviewers, who said of cases rated low or medium which level was right.
    ``records`` were read: ``cases`` were trained on (``synthetic`` of them made up), ``unrated`` give no ratings, ``errors``
    could not be read; taught by reviewers, ``unreviewed`` were not reviewed, and ``rated_high`` are not asked about. ``rated``
    counts the levels that were taught. ``areas`` says how many cases each area has. ``first`` and ``last`` are days of
    assessments. ``features`` is the fingerprint of their definitions. ``proxies``: how well the features tell protected
    characteristics, where the records have them. ``made_from`` is there where the cases can be made again.
    """

    taught_by: TaughtBy
    records: int
    cases: int
    synthetic: int
    unrated: int
    unreviewed: int
    rated_high: int
    errors: int
    rated: dict[Level, int]
    areas: dict[str, int]
    first: Day
    last: Day
    seed: int
    features: str
    proxies: Proxies | None = None
    made_from: MadeFrom | None = None

    @property
    def how_synthetic(self) -> Literal["all", "some", "none"]:
        """``all``, ``some`` or ``none`` of the cases are synthetic."""
        return "none" if not self.synthetic else "all" if self.synthetic == self.cases else "some"

    @property
    def share_high(self) -> float:
        """The share of the cases that were taught as high or above."""
        return 1 - sum(self.rated.get(level, 0) for level in BELOW) / self.cases


@dataclass(frozen=True)
class Model:
    """A fitted peer check over the features of case records; ``fingerprint`` is the SHA-256 of its file.

    ``made_by`` is the version of riskcheck that trained it.
    """

    check: PeerConsistency
    about: About
    fingerprint: str
    made_by: str


Audit = Callable[[NDArray[np.float64], NDArray[np.float64]], Proxies | None]
"""From a table and a score of each row to how well they tell protected characteristics, which the model never sees."""


def train(
    table: Table,
    path: str,
    *,
    seed: int,
    errors: int,
    with_peers: bool,
    audit: Audit | None = None,
    made_from: MadeFrom | None = None,
) -> Model:
    """Fit a model and write it to a file; ``errors`` is how many records could not be read.

    The same table, seed and versions give the same bytes. The file holds a row for each case only ``with_peers``. ``audit`` is
    given the table and its scores out of fold, when the model is fitted. Raises ``CannotTrain`` and ``UnwritableFile``.
    """
    about = _about(table, seed, errors)
    signs: dict[str | int, int] = {feature.name: feature.sign for feature in FEATURES}
    check = PeerConsistency(monotonic=signs, from_level=Level.HIGH.value, doubted=DOUBTED, random_state=seed)
    _fit(check, table.values, [level.value for level in table.ratings], about)
    if about.taught_by == "reviewers":
        check.cutoff_ = float(np.quantile(check.out_of_fold_priority_, 1 - check.budget))  # all of them are rated below
    proxies = audit(table.values, check.out_of_fold_decision_) if audit else None
    about = msgspec.structs.replace(about, proxies=proxies, made_from=made_from)
    told = store.save(check, path, with_caseload=with_peers, about=msgspec.to_builtins(about))
    return Model(check, about, told, riskcheck.__version__)


def load(path: str) -> Model:
    """Read a model from its file, or the one that ships. Raises ``UnreadableFile`` and ``UnusableModel``."""
    path = path_of(path)
    fingerprint = store.file_fingerprint(path)
    check = store.load(path, features=NAMES, fingerprint=fingerprint)
    body = store.read_body(path, fingerprint=fingerprint)
    try:
        about = msgspec.convert(body["about"], About)
    except (msgspec.ValidationError, KeyError):
        raise UnusableModel(path, "it does not say which case records it was trained on") from None
    if about.features != features_fingerprint():
        raise UnusableModel(path, "its features have the same names and other meanings; train it again")
    return Model(check, about, fingerprint, body["versions"]["riskcheck"])


def features_fingerprint() -> str:
    """SHA-256 of how the features are defined: their names, signs, strands and the sections that they need."""
    defined = [[f.name, f.says, f.sign, f.strand, f.needs, f.unit] for f in FEATURES]
    return hashlib.sha256(msgspec.json.encode(defined)).hexdigest()


def _about(table: Table, seed: int, errors: int) -> About:
    cases = len(table.ratings)
    below = sum(table.rated.get(level, 0) for level in BELOW)
    reviewed = table.taught_by == "reviewers"
    if cases < FEWEST or table.first is None or table.last is None:
        few = "too few records rated low or medium have reviewers' labels" if reviewed else "too few records have ratings"
        raise CannotTrain(f"{few}: {cases}, and it takes {FEWEST}")
    if min(below, cases - below) < FEWEST_A_SIDE:
        sides = (
            (f"reviewers left {below} of the cases below high", "said that {} should be high or above")
            if reviewed
            else (f"{below} cases are rated below high", "{} high or above")
        )
        raise CannotTrain(f"{sides[0]} and {sides[1].format(cases - below)}; it takes {FEWEST_A_SIDE} of each")
    return About(
        taught_by=table.taught_by,
        records=cases + table.unrated + table.unreviewed + table.rated_high + errors,
        cases=cases,
        synthetic=table.synthetic,
        unrated=table.unrated,
        unreviewed=table.unreviewed,
        rated_high=table.rated_high,
        errors=errors,
        rated={level: table.rated.get(level, 0) for level in Level},
        areas=dict(table.areas),
        first=table.first,
        last=table.last,
        seed=seed,
        features=features_fingerprint(),
    )


def _fit(check: PeerConsistency, values: NDArray[np.float64], ratings: list[str], about: About) -> None:
    import pandas as pd

    try:
        check.fit(pd.DataFrame(values, columns=list(NAMES)), ratings)
    except ValueError as fault:
        raise CannotTrain(f"the {about.cases} cases do not allow it ({fault})") from fault
