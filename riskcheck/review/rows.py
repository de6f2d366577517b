"""Reviewers' work as plain rows, one dataclass a table: what every report and export of it is made of. Knows nothing else."""

from dataclasses import dataclass

Day = str


@dataclass(frozen=True)
class DecisionRow:
    """One decision on one finding. ``stands`` is whether no later one has replaced it."""

    case: str
    rule: str
    key: str
    state: str
    reason: str
    note: str
    reviewer: str
    on: Day
    until: Day | None
    stands: bool


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
