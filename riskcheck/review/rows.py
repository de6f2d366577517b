"""Reviewers' work as plain rows, one dataclass a table: what every report and export of it is made of. Knows nothing else."""

from dataclasses import dataclass
from typing import Literal

from riskcheck.days import Day

Standing = Literal["stands", "lapsed", "replaced"]


@dataclass(frozen=True)
class DecisionRow:
    """One decision on one finding. ``standing``: it stands, has lapsed (past its last day) or was replaced by a later."""

    case: str
    rule: str
    key: str
    state: str
    reason: str
    note: str
    reviewer: str
    on: Day
    until: Day | None
    standing: Standing


@dataclass(frozen=True)
class RulePrecision:
    """One rule: how its findings were decided, and the share that was right with Wilson's 95 per cent interval.

    The share and its ends are ``None`` where no decision says whether the rule was right.
    """

    rule: str
    decided: int
    right: int
    wrong: int
    undecided: int
    share: float | None
    low: float | None
    high: float | None
    states: dict[str, int]


@dataclass(frozen=True)
class BreakRow:
    """A place at which a trail is not what was written."""

    entry: int
    why: str


@dataclass(frozen=True)
class AuditRow:
    """What an audit showed: how many entries, the head to keep elsewhere, and where the trail is not as it was written.

    ``compared_with`` is the head that it was held against; ``damage`` is what the database says of its own file.
    """

    entries: int
    head: str
    compared_with: str | None
    whole: bool
    breaks: tuple[BreakRow, ...]
    damage: str | None


@dataclass(frozen=True)
class AnswerRow:
    """One answer to one rating or question of one case: by a reviewer, or settled by the panel (``by`` is ``panel``)."""

    case: str
    by: str
    about: str
    given: str | None
    why: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class CaseRow:
    """One drawn case when it is settled.

    ``weight``: how many cases of the caseload it stands for. ``recorded`` and ``settled``: the highest level on record, and the
    highest that the panel settled on. ``too_low``: whether some rating is low or medium on record and was settled as high or
    above. ``how``: ``agreed``, ``alone`` or ``adjudicated``.
    """

    case: str
    stratum: str
    weight: float
    flagged: bool
    recorded: str | None
    settled: str | None
    too_low: bool
    how: str


@dataclass(frozen=True)
class AgreementRow:
    """How far two agree on one thing, with 95 per cent intervals. ``between``: two reviewers, or one and ``riskcheck``.

    ``weights``: how partial agreement counts in kappa and in AC; ``ac`` is AC1 where it does not, AC2 where it does. A figure
    is ``None`` where it cannot be made.
    """

    between: str
    about: str
    cases: int
    same: float | None
    same_low: float | None
    same_high: float | None
    weights: str
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None
    ac: float | None
    ac_low: float | None
    ac_high: float | None


@dataclass(frozen=True)
class ConfusionRow:
    """How many cases were given one thing by the first of two and another by the second."""

    between: str
    about: str
    first: str
    second: str
    cases: int


@dataclass(frozen=True)
class EstimateRow:
    """What the sample says of the caseload: a share with its 95 per cent interval, and the drawn cases that it rests on."""

    says: str
    cases: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class RoundReport:
    """All that a round of scoring shows, for the panel. ``synthetic``: whether any of its cases were made up."""

    round: str
    version: str
    rules: str
    seed: int
    population: int
    drawn: int
    submitted: int
    blind: bool
    synthetic: bool
    head: str
    cases: tuple[CaseRow, ...]
    answers: tuple[AnswerRow, ...]
    agreement: tuple[AgreementRow, ...]
    confusion: tuple[ConfusionRow, ...]
    estimates: tuple[EstimateRow, ...]
