"""A model of the learned check: trained on case records, kept in a file, and refused where it does not fit."""

import hashlib
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
from riskcheck.learned.table import Table
from riskcheck.terms import Level

FEWEST = 150
"""Cases to train on: as many as the calibration needs for a curve."""

FEWEST_A_SIDE = 10
"""Cases rated below high, and rated high or above: fewer say nothing of either."""

BELOW = (Level.LOW, Level.MEDIUM)


class About(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a model was trained on, as its file says it.

    ``records`` were read: ``cases`` were trained on (``synthetic`` of them made up), ``unrated`` give no ratings, ``errors``
    could not be read. ``first`` and ``last`` are days of assessments. ``features`` is the fingerprint of their definitions.
    """

    records: int
    cases: int
    synthetic: int
    unrated: int
    errors: int
    rated: dict[Level, int]
    first: Day
    last: Day
    seed: int
    features: str

    @property
    def how_synthetic(self) -> Literal["all", "some", "none"]:
        """``all``, ``some`` or ``none`` of the cases are synthetic."""
        return "none" if not self.synthetic else "all" if self.synthetic == self.cases else "some"


@dataclass(frozen=True)
class Model:
    """A fitted peer check over the features of case records; ``fingerprint`` is the SHA-256 of its file.

    ``made_by`` is the version of riskcheck that trained it.
    """

    check: PeerConsistency
    about: About
    fingerprint: str
    made_by: str


def train(table: Table, path: str, *, seed: int, errors: int, with_peers: bool) -> Model:
    """Fit a model and write it to a file; ``errors`` is how many records could not be read.

    The same table, seed and versions give the same bytes. The file holds a row for each case only ``with_peers``. Raises
    ``CannotTrain`` and ``UnwritableFile``.
    """
    about = _about(table, seed, errors)
    signs: dict[str | int, int] = {feature.name: feature.sign for feature in FEATURES}
    check = PeerConsistency(monotonic=signs, from_level=Level.HIGH.value, random_state=seed)
    _fit(check, table.values, [level.value for level in table.ratings], about)
    told = store.save(check, path, with_caseload=with_peers, about=msgspec.to_builtins(about))
    return Model(check, about, told, riskcheck.__version__)


def load(path: str) -> Model:
    """Read a model from its file. Raises ``UnreadableFile`` and ``UnusableModel``."""
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
    if cases < FEWEST or table.first is None or table.last is None:
        raise CannotTrain(f"too few records have ratings: {cases}, and it takes {FEWEST}")
    if min(below, cases - below) < FEWEST_A_SIDE:
        raise CannotTrain(
            f"{below} cases are rated below high and {cases - below} high or above; it takes {FEWEST_A_SIDE} of each"
        )
    return About(
        records=cases + table.unrated + errors,
        cases=cases,
        synthetic=table.synthetic,
        unrated=table.unrated,
        errors=errors,
        rated={level: table.rated.get(level, 0) for level in Level},
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
