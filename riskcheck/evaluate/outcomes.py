"""One case whose answer is known: what each check that needs no teaching makes of it, beside the answer.

The answer is the generator's, or else what reviewers found. Everything is looked at as ``riskcheck check`` looks: on the day
of the last assessment, as known to any agency, by the stable rules.
"""

import msgspec

from riskcheck.caseload.protected import Protected, protected
from riskcheck.check import run, status
from riskcheck.days import Day
from riskcheck.evaluate.alone import flagged_alone, points_alone, scales_of
from riskcheck.evaluate.parameters import value
from riskcheck.evaluate.reviewed import corrected
from riskcheck.harm import recent_harm
from riskcheck.learned.features import row
from riskcheck.records.model import CaseRecord
from riskcheck.rules import STABLE
from riskcheck.synth.answers import Answer, answer, at_least_high
from riskcheck.terms import RATINGS, Level, Status, Strand, Strength
from riskcheck.view import View, latest_assessment, view
from riskcheck.weigh import Raised, Scales

_ORDER = tuple(Level)
NO_ANSWER = "carries no answer"
NOT_RECORDED = "not_recorded"
"""The family of a case whose answer is a reviewer's, and its error where one was found: nobody wrote how it came about."""
NO_ASSESSMENT = "has no completed assessment with ratings"


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of a case. ``truth`` and ``recorded`` are levels in the order of ``RATINGS``.

    ``kin`` is shared by cases that are not independent of each other, such as a case and its counterpart.
    """

    truth: tuple[Level, ...]
    recorded: tuple[Level, ...]
    family: str
    error: str | None
    kin: str

    @property
    def underrated(self) -> tuple[bool, ...]:
        """Which ratings are low or medium on record and should be high or very high."""
        pairs = zip(self.truth, self.recorded, strict=True)
        return tuple(at_least_high(true) and not at_least_high(given) for true, given in pairs)

    @property
    def overall(self) -> Level:
        """The highest level on record."""
        return max(self.recorded, key=_ORDER.index)

    @property
    def truly(self) -> Level:
        """The highest true level."""
        return max(self.truth, key=_ORDER.index)


class Flagged(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules make of a case: the strength of the flag on each rating, in the order of ``RATINGS``, and its points.

    ``harm`` is the recent harm on record, whether or not anything is flagged.
    """

    strengths: tuple[Strength | None, ...]
    points: tuple[int, ...]
    harm: float
    cannot_say: bool

    @property
    def strength(self) -> Strength | None:
        """The strength of the strongest flag."""
        return next((one for one in (Strength.STRONG, Strength.POSSIBLE) if one in self.strengths), None)


class Alone(msgspec.Struct, frozen=True, kw_only=True):
    """What one strand makes of a case by itself."""

    flagged: bool
    points: int


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """A case with its answer and what was made of it. ``found`` are the codes of the rules that found something."""

    case_id: str
    synthetic: bool
    known: Known
    rules: Flagged
    alone: dict[Strand, Alone]
    found: tuple[str, ...]
    features: tuple[float, ...]
    protected: Protected


class Unanswered(msgspec.Struct, frozen=True, kw_only=True):
    """A record that could be read and says nothing of how its checks did, and why."""

    case_id: str
    why: str


def look(record: CaseRecord) -> Looked | Unanswered:
    """What is made of one record, where its answer is known."""
    given = answer(record)
    last = latest_assessment(record)
    if last is None or last[1].completed_on is None:
        return Unanswered(case_id=record.case_id, why=NO_ANSWER if given is None else NO_ASSESSMENT)
    seen = view(record, last[1].completed_on)
    known = _known(given) if given is not None else _reviewed(record, seen, last[1].completed_on)
    if known is None:
        return Unanswered(case_id=record.case_id, why=NO_ANSWER)
    raised = run(seen, STABLE)
    return Looked(
        case_id=record.case_id,
        synthetic=record.purpose == "synthetic",
        known=known,
        rules=_flagged(seen, raised),
        alone={strand: _alone(scales_of(strand, seen, raised)) for strand in Strand},
        found=tuple(one.rule.code for one in raised),
        features=tuple(row(seen)),
        protected=protected(record, seen.as_of, value("age_bands")),
    )


def _known(given: Answer) -> Known:
    return Known(
        truth=tuple(given.truth[rated] for rated in RATINGS),
        recorded=tuple(given.recorded[rated] for rated in RATINGS),
        family=given.about.family,
        error=given.about.error,
        kin=given.about.pair or given.case_id,
    )


def _reviewed(record: CaseRecord, seen: View, completed: Day) -> Known | None:
    """The answer that reviewers gave. Groups that are not rated count as low on both sides, as in an answer that was made."""
    truth = corrected(record, seen.levels, completed)
    if truth is None:
        return None
    return Known(
        truth=tuple(truth.get(rated, Level.LOW) for rated in RATINGS),
        recorded=tuple(seen.levels.get(rated, Level.LOW) for rated in RATINGS),
        family=NOT_RECORDED,
        error=NOT_RECORDED if truth != seen.levels else None,
        kin=record.case_id,
    )


def _flagged(seen: View, raised: list[Raised]) -> Flagged:
    scales = Scales(seen, raised)
    weighed = [scales.weigh(rated) if scales.flags(rated) else None for rated in RATINGS]
    statuses = [status(seen, rated, seen.level(*rated), one) for rated, one in zip(RATINGS, weighed, strict=True)]
    return Flagged(
        strengths=tuple(one.strength if one else None for one in weighed),
        points=tuple(one.total if one else 0 for one in weighed),
        harm=recent_harm(seen),
        cannot_say=Status.CANNOT_SAY in statuses,
    )


def _alone(scales: Scales) -> Alone:
    return Alone(flagged=bool(flagged_alone(scales)), points=points_alone(scales))
