"""What the learned check says of a case, ready to be shown: a second voice beside the flags, which it never changes.

It encodes to the JSON of ``schemas/report.schema.json`` as it stands. Days are ISO strings; decisions and contributions are in
log-odds.
"""

from typing import Literal

import msgspec

from riskcheck.days import Day
from riskcheck.terms import Level, Strand


class FeatureShown(msgspec.Struct, frozen=True, kw_only=True):
    """One feature that the learned check looked at.

    ``value`` is ``None`` where the record lacks it, and ``reads`` is the value in words; ``log_odds`` is what it contributes.
    """

    name: str
    says: str
    value: float | None
    reads: str
    log_odds: float


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """What one strand contributes to the learned check's decision, in log-odds; ``strand`` is ``None`` for everything else.

    It is the sum over its ``features``.
    """

    strand: Strand | None
    log_odds: float
    features: tuple[FeatureShown, ...]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A feature in which a comparable case differs, in words: here, and there."""

    says: str
    here: str
    there: str


class PeerShown(msgspec.Struct, frozen=True, kw_only=True):
    """One of the nearest comparable cases: how it was rated, and how it differs, most first."""

    rated: Level
    differs: tuple[Difference, ...]


class PeersShown(msgspec.Struct, frozen=True, kw_only=True):
    """The comparable cases among those that the model was trained on: how many, how they were rated, and the nearest.

    A case that was itself trained on is one of them.
    """

    comparable: int
    rated: dict[Level, int]
    nearest: tuple[PeerShown, ...]


class ComparedWith(msgspec.Struct, frozen=True, kw_only=True):
    """The caseload that a model learned from, and whether the case is of one of its areas.

    ``areas``: their names, or how many they are where they are many; ``None`` where none is named. ``high``: the share of its
    cases that are rated high or above, or that reviewers said should be. ``first`` and ``last``: days of its assessments.
    ``area`` is that of the case, ``None`` where its assessment names none. ``same_area`` is ``None`` where either is not known.
    """

    cases: int
    areas: str | None
    high: float
    first: Day
    last: Day
    area: str | None
    same_area: bool | None


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """What the learned check says of a case: a second voice beside the flags, which it never changes.

    ``taught_by``: by the ratings of a caseload, or by what reviewers found. ``p_high``: of comparable cases, the share that is
    rated high or above; taught by reviewers, of those rated low or medium the share that they said should be. ``band`` is that
    share in words. ``rated``: the highest level among the ratings. ``stands_out``: rated below high, and among those to open
    first by the model's cut-off. ``review_order``: recent harm in points and the check's calibrated log-odds, added up: what
    is not strongly flagged is best opened from the highest down. ``agrees``: whether it stands out exactly where the rules
    flag; ``None`` where the case is not rated below high.
    ``decision`` is in log-odds; ``start`` and the contributions add up to it, or there are none, and ``withheld`` says why.
    ``trained_on_synthetic``: ``all``, ``some`` or ``none`` of the cases that it learned from were made up.
    """

    taught_by: Literal["ratings", "reviewers"]
    p_high: float
    band: str
    rated: Level | None
    stands_out: bool
    review_order: float
    agrees: bool | None
    decision: float
    start: float
    contributions: tuple[Contribution, ...]
    withheld: str | None
    trained_on_synthetic: Literal["all", "some", "none"]
    compared_with: ComparedWith
    peers: PeersShown | None = None
