"""What a method may see of a caseload, as arrays: evidence, ratings on record, and what the rules made of it.

The answers are not here, nor any protected characteristic: a method that could see them would prove nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcheck.evaluate.outcomes import Looked
from riskcheck.evaluate.parameters import value
from riskcheck.learned.features import FEATURES
from riskcheck.synth.answers import at_least_high
from riskcheck.terms import Strand, Strength

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Table:
    """A row for every case whose answer is known, in the order of the input.

    ``features``: rows by ``riskcheck.learned.features.FEATURES``, NaN where missing; ``signs`` are theirs. ``rated``: the
    overall level on record; ``rated_high``: whether that is high or very high. ``folds``: the part that each case is scored in
    by methods that are taught; kin are in one part. ``possible`` and ``strong`` are the rules' strongest flag.
    ``harm``: the recent harm on record, flagged or not. ``alone``: for each strand whether it flags by itself, and its points.
    """

    features: Floats
    signs: tuple[int, ...]
    rated: tuple[str, ...]
    rated_high: Bools
    folds: Whole
    harm: Floats
    possible: Bools
    strong: Bools
    alone: Mapping[Strand, tuple[Bools, Floats]]

    def __len__(self) -> int:
        return len(self.rated)


def table(cases: Sequence[Looked], kin: Whole, seed: int) -> Table:
    """The table of some cases. ``kin``: a number for each case, shared by those that are not independent."""
    strength = [case.rules.strength for case in cases]
    return Table(
        features=np.array([case.features for case in cases], dtype=np.float64).reshape(len(cases), len(FEATURES)),
        signs=tuple(feature.sign for feature in FEATURES),
        rated=tuple(case.known.overall.value for case in cases),
        rated_high=np.array([at_least_high(case.known.overall) for case in cases], dtype=bool),
        folds=_folds(kin, seed),
        harm=np.array([case.rules.harm for case in cases], dtype=np.float64),
        possible=np.array([one is Strength.POSSIBLE for one in strength], dtype=bool),
        strong=np.array([one is Strength.STRONG for one in strength], dtype=bool),
        alone={
            strand: (
                np.array([case.alone[strand].flagged for case in cases], dtype=bool),
                np.array([case.alone[strand].points for case in cases], dtype=np.float64),
            )
            for strand in Strand
        },
    )


def kin_numbers(cases: Sequence[Looked]) -> Whole:
    """A number from 0 for each case; a case and its counterpart share one."""
    number: dict[str, int] = {}
    return np.array([number.setdefault(case.known.kin, len(number)) for case in cases], dtype=np.int64)


def _folds(kin: Whole, seed: int) -> Whole:
    count = int(kin.max(initial=-1)) + 1
    place = np.random.default_rng(seed).permutation(count)
    folds: Whole = place[kin] % value("folds")
    return folds
