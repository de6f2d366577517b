"""What an evaluation comes to, ready to be shown: every report is made of these objects and of nothing else.

They encode to the JSON of ``schemas/evaluation.schema.json`` as they stand. Shares are between 0 and 1.
"""

import msgspec

from riskcheck.errors import RecordError
from riskcheck.result import Tool
from riskcheck.terms import Group, Kind

FORMAT = "riskcheck.evaluation/1"


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure and its interval, and of how many cases it is made.

    ``value`` is ``None`` where there is nothing to count. ``of`` is ``None`` where the figure would rest on so few people that
    it is left out.
    """

    value: float | None
    low: float | None
    high: float | None
    of: int | None


class Flags(msgspec.Struct, frozen=True, kw_only=True):
    """What a method's flags of one strength come to: how many mediums it flags, and how many of which kind."""

    cases: int
    precision: Figure
    recall: Figure
    rightly_rated: Figure


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A point of a method's curve: with this share of the mediums opened, the share of the underrated that is found."""

    share: float
    found: float | None
    precision: float | None


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """Cases of like probability: what they were given on average, the share rated high, and the share that should be."""

    cases: int
    given: float
    rated_high: Figure
    should_be_high: float


class Reliability(msgspec.Struct, frozen=True, kw_only=True):
    """Whether probabilities mean what they say. ``error``: expected calibration error against the ratings on record."""

    cases: int
    error: float
    bands: tuple[Band, ...]


class MethodFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What one method comes to among the mediums.

    ``found``: underrated cases among those opened, a number. ``times``: how many times as many the main method finds.
    """

    name: str
    title: str
    kind: str
    says: str
    found: Figure
    recall: Figure
    precision: Figure
    average_precision: Figure
    times: Figure
    flags: dict[str, Flags]
    curve: tuple[Opened, ...]
    reliability: Reliability | None


class NotScored(msgspec.Struct, frozen=True, kw_only=True):
    """A method that could not score these cases, and why."""

    name: str
    title: str
    says: str
    why: str


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The mediums of one kind. ``flags``: the share that the rules flag, by strength; ``opened``: that each method opens."""

    name: str
    cases: int
    flags: dict[str, Figure]
    opened: dict[str, Figure]


class GroupFigures(msgspec.Struct, frozen=True, kw_only=True):
    """A harm group. Ratings: those on record as low or medium, of every case; cases: mediums underrated for this group.

    ``precision`` and ``recall`` are of the rules' flags on ratings, by strength; ``found`` is the share of the cases that each
    method opens.
    """

    group: Group
    ratings: int
    underrated: int
    precision: dict[str, Figure]
    recall: dict[str, Figure]
    cases: int
    found: dict[str, Figure]


class RuleFigures(msgspec.Struct, frozen=True, kw_only=True):
    """A rule: in how many mediums it finds something, and the share of those that are underrated."""

    rule: str
    title: str
    kind: Kind
    cases: int
    precision: Figure
    recall: Figure


class PeopleFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The mediums who share a protected characteristic. ``cases`` is ``None`` where they are too few to show.

    ``strong``: the share of the rightly rated who draw a strong flag of the rules. By method: ``opened``, of all of them;
    ``opened_rightly``, of the rightly rated; ``found``, of the underrated.
    """

    characteristic: str
    group: str
    cases: int | None
    strong: Figure
    opened: dict[str, Figure]
    opened_rightly: dict[str, Figure]
    found: dict[str, Figure]


class Missed(msgspec.Struct, frozen=True, kw_only=True):
    """An underrated medium that the main method does not open. ``strength``: of the rules' strongest flag, if there is one."""

    case_id: str
    error: str | None
    ratings: tuple[str, ...]
    strength: str | None
    cannot_say: bool
    found_by: tuple[str, ...]


class NotAnswered(msgspec.Struct, frozen=True, kw_only=True):
    """A record that is in no figure, and why."""

    case_id: str
    why: str


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """``records`` is ``answered`` plus ``unanswered`` plus ``errors``; ``mediums`` is the three under it together."""

    records: int
    answered: int
    unanswered: int
    errors: int
    synthetic: int
    by_level: dict[str, int]
    mediums: int
    underrated: int
    rightly_rated: int
    overrated: int


class How(msgspec.Struct, frozen=True, kw_only=True):
    """How the figures were made. ``opened``: how many mediums the budget is. ``main``: the method others are set against."""

    budget: float
    opened: int
    interval: int
    resamples: int
    seed: int
    folds: int
    suppress_under: int
    main: str


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was measured on one caseload."""

    format: str
    tool: Tool
    how: How
    counts: Counts
    methods: tuple[MethodFigures, ...]
    not_scored: tuple[NotScored, ...]
    errors_made: tuple[Part, ...]
    families: tuple[Part, ...]
    groups: tuple[GroupFigures, ...]
    rules: tuple[RuleFigures, ...]
    people: tuple[PeopleFigures, ...]
    missed: tuple[Missed, ...]
    unanswered: tuple[NotAnswered, ...]
    errors: tuple[RecordError, ...]

    @property
    def synthetic(self) -> bool:
        """Whether any of the cases is synthetic, so that everything shown has to say so."""
        return self.counts.synthetic > 0
