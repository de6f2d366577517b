"""What a replay finds, ready to be shown: the reports of a replay are made from these objects and from nothing else.

They encode to the JSON of ``schemas/replay.schema.json`` as they stand. Days are ISO strings; a span's ``until`` is its
last day, or ``None`` where it holds to the last day of the record. *Hard to support* means flagged, always against the
rating in force on that day and on what was on record by then.
"""

import msgspec

from riskcheck.days import Day
from riskcheck.result import EvidenceRow
from riskcheck.terms import Group, Kind, KnownTo, Level, Setting, Status, Strength

Time = str
"""A local day and time, ``2022-06-22T12:00``, as the recall's own record has it."""


class InForce(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment with ratings, and until when its ratings were those in force."""

    id: str
    type: str
    completed_on: Day
    until: Day | None
    pointer: str


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A run of days in which one rating came out the same, under one assessment."""

    from_: Day = msgspec.field(name="from")
    until: Day | None
    status: Status
    strength: Strength | None
    recorded: Level | None
    assessment: str | None


class First(msgspec.Struct, frozen=True, kw_only=True):
    """The first day on which a rating was hard to support, in one reading.

    ``when_written``: it was so on the very day on which the assessment then in force was completed. ``rules`` are those
    whose evidence made it so. ``later`` counts the pieces of evidence that came on record after that assessment.
    """

    on: Day
    assessment: str
    assessed_on: Day
    recorded: Level
    strength: Strength
    when_written: bool
    rules: tuple[str, ...]
    evidence: int
    later: int
    came: tuple[EvidenceRow, ...]


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """One rating in one reading of who knew. ``stayed``: hard to support on every day looked at since the first."""

    known_to: KnownTo
    first: First | None
    strong_from: Day | None
    stayed: bool
    spans: tuple[Span, ...]


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """From the first day known to any agency to the first day known to probation.

    ``days`` is ``None`` where probation's own knowledge never made the rating hard to support. ``items`` are the evidence
    that counted in between and that probation did not have when it counted; ``not_stated`` those of which the record does
    not say who knew; ``requests`` the information requests that stood open in between.
    """

    from_: Day = msgspec.field(name="from")
    until: Day | None
    days: int | None
    items: tuple[str, ...]
    not_stated: tuple[str, ...]
    requests: tuple[str, ...]


class RatingReplay(msgspec.Struct, frozen=True, kw_only=True):
    """One of the nine ratings through time, in both readings."""

    group: Group
    setting: Setting
    anyone: Lane
    probation: Lane
    gap: Gap | None

    def lane(self, reading: KnownTo) -> Lane:
        """The rating through time in one reading."""
        return self.anyone if reading is KnownTo.ANYONE else self.probation


class NotHeld(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence that another agency had before probation did.

    ``waited`` is in days, ``None`` where probation had not got it by the end of the record. ``counted``: a rating was hard
    to support on it, among other things, before probation had it.
    """

    evidence: EvidenceRow
    waited: int | None
    counted: bool


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request for information that was not answered, or not on the day it was made."""

    item: str
    pointer: str
    on: Day
    to: str
    about: str
    answered: str
    answered_on: Day | None
    chased_on: Day | None


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """What made a day a chance to look again."""

    kind: str
    says: str
    item: str
    pointer: str


class OnRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What was on record on one day in one reading: the ratings that were hard to support, the rules, and what was new."""

    known_to: KnownTo
    flagged: tuple[tuple[Group, Setting], ...]
    strength: Strength | None
    rules: tuple[str, ...]
    evidence: int
    new: tuple[EvidenceRow, ...]


class Chance(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which somebody had a reason to look at the rating again. ``since`` is the chance before it."""

    on: Day
    happened: tuple[Happened, ...]
    assessment: str | None
    since: Day | None
    anyone: OnRecord
    probation: OnRecord


class RecallTime(msgspec.Struct, frozen=True, kw_only=True):
    """One time of a recall; ``at`` is ``None`` where it is not recorded."""

    name: str
    at: Time | None


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """The limit that held for a recall: so many hours from the first of ``starts`` recorded to all of ``ends``."""

    title: str
    hours: int
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    cites: str


class Recall(msgspec.Struct, frozen=True, kw_only=True):
    """A recall's times against the limit of its day.

    ``met`` is ``in_time``, ``late``, ``not_recorded`` or ``no_limit``. ``late_minutes`` is counted from the last of the
    limit's ends that is recorded: where another is missing the delay is at least that.
    """

    item: str
    pointer: str
    on: Day
    kind: str
    times: tuple[RecallTime, ...]
    assumed: bool
    limit: Limit | None
    due: Time | None
    done: Time | None
    met: str
    late_minutes: int | None
    missing: tuple[str, ...]


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict or a gap that was found on some day: it raises a question and no level."""

    rule: str
    title: str
    kind: Kind
    anyone_from: Day | None
    probation_from: Day | None
    evidence: tuple[EvidenceRow, ...]


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """A case's ratings on every day on which something changed, in both readings of who knew."""

    case_id: str
    source: str
    rated_from: Day | None
    last_day: Day | None
    extracted_on: Day
    days: int
    assessments: tuple[InForce, ...]
    ratings: tuple[RatingReplay, ...]
    not_held: tuple[NotHeld, ...]
    requests: tuple[Asked, ...]
    chances: tuple[Chance, ...]
    recalls: tuple[Recall, ...]
    noted: tuple[Noted, ...]
    synthetic: bool = False
    assumed: tuple[str, ...] = ()
    assumed_items: tuple[str, ...] = ()
    note: str | None = None

    @property
    def flagged(self) -> tuple[RatingReplay, ...]:
        """The ratings that were hard to support on some day."""
        return tuple(rating for rating in self.ratings if rating.anyone.first or rating.probation.first)
