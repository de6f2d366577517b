"""What a check finds, ready to be shown: every report is made from these objects and from nothing else.

They encode to the JSON of ``schemas/report.schema.json`` as they stand. Pointers are JSON pointers into the case
record; days are ISO strings; weights and totals are points.
"""

import msgspec

from riskcheck.days import Day
from riskcheck.lacks import Correction
from riskcheck.terms import Coverage, Group, Kind, KnownTo, Level, Setting, Status, Strand, Strength, Way
from riskcheck.voice import Learned


class KnownBy(msgspec.Struct, frozen=True, kw_only=True):
    """An agency that knew, and from which day."""

    agency: str
    on: Day


class EvidenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One dated, sourced fact behind a finding.

    ``known_on`` is the day it was on record with any agency; ``probation_knew_on`` is ``None`` where probation did not
    know by the day of the check. ``known_by_stated`` is whether the record itself says who knew: without that the holder of
    the source is taken, and "probation did not know" must not be said. ``after_assessment`` marks what became known later.
    ``span`` is the place in ``quote`` of the words that it was read from (first character, and one after the last, from 0);
    ``None`` where a field of the record says it.
    """

    item: str
    pointer: str
    on: Day
    known_on: Day
    probation_knew_on: Day | None
    known_by: tuple[KnownBy, ...]
    known_by_stated: bool
    source: str
    says: str
    quote: str | None = None
    span: tuple[int, int] | None = None
    after_assessment: bool = False
    addressed: bool = False


class DecisionShown(msgspec.Struct, frozen=True, kw_only=True):
    """A reviewer's decision on a finding. It hides nothing; ``expired`` is whether its last day has passed.

    ``reopened``: it was taken on evidence that has changed since, so the finding is open again.
    """

    state: str
    reviewer: str
    on: Day
    reason: str
    until: Day | None
    expired: bool
    reopened: bool = False


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule found in one case. ``key`` survives the next run for as long as the evidence is the same."""

    key: str
    rule: str
    name: str
    kind: Kind
    strands: tuple[Strand, ...]
    groups: tuple[Group, ...]
    inspection_question: str
    way: Way | None
    evidence: tuple[EvidenceRow, ...]
    decision: DecisionShown | None = None


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a flag. The weights of the rows add up to the flag's total.

    ``weight`` is what the row adds; ``full_weight`` is the rule's own weight. ``because`` says why they differ.
    ``direct`` is whether some of the evidence is about this very group and setting.
    """

    rule: str
    name: str
    strands: tuple[Strand, ...]
    weight: int
    full_weight: int
    says: str
    because: str | None
    direct: bool
    evidence: tuple[EvidenceRow, ...]


class WayShown(msgspec.Struct, frozen=True, kw_only=True):
    """One of the three ways in which the rating is hard to support, and the finding that shows it."""

    way: Way
    rule: str
    says: str


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """What points the other way, or is missing; ``pointer`` is ``None`` where the record has no place for it."""

    says: str
    rule: str | None = None
    pointer: str | None = None
    on: Day | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A set of evidence without which the rating would not be flagged, found by leaving it out and looking.

    ``pieces``: of how many pieces of evidence the set is. The records of one incident are one piece.
    """

    says: str
    without: tuple[str, ...]
    pieces: int


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """One rating that the evidence on record suggests is too low.

    ``no_fewer_than``: no set of fewer pieces of evidence clears the flag. Sets of that many in ``would_change`` are all the
    smallest there are; a larger one is whole strands, where the search for smaller sets came to the end of its bound.
    """

    group: Group
    setting: Setting
    recorded: Level
    indicated: Level
    strength: Strength
    total: int
    incidents: int
    recent_harm: int
    says: str
    ways: tuple[Way, ...]
    ways_shown: tuple[WayShown, ...]
    reasons: tuple[Reason, ...]
    against: tuple[Remark, ...]
    missing: tuple[Remark, ...]
    would_change: tuple[Change, ...]
    no_fewer_than: int


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """One of the nine ratings and what the evidence says about it."""

    group: Group
    setting: Setting
    recorded: Level | None
    status: Status
    indicated: Level | None
    strength: Strength | None
    why: str


class NotChecked(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that lacked its input, and which input that was.

    ``settled_by``: the fewest corrections to the record with which the rule can be checked; none where no correction would do.
    """

    rule: str
    why: str
    settled_by: tuple[Correction, ...]


class AssessmentChecked(msgspec.Struct, frozen=True, kw_only=True):
    """The assessment whose ratings were checked."""

    id: str
    type: str
    completed_on: Day
    pointer: str
    provenance: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One mark on the case's timeline. ``lane`` is a strand, or ``None`` for assessments and other landmarks."""

    on: Day
    known_on: Day
    lane: Strand | None
    says: str
    item: str
    pointer: str
    counts: bool
    after_assessment: bool = False


class SectionCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """How much of one section was supplied."""

    section: str
    coverage: Coverage


class AssumedItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of an illustrative record whose published source does not state some fields of it; no fields: all of it."""

    item: str
    fields: tuple[str, ...]

    @property
    def happened(self) -> bool:
        """Whether the day on which it happened is among them."""
        return not self.fields or "date" in self.fields

    @property
    def known(self) -> bool:
        """Whether a day on which it became known is among them."""
        return not self.fields or not {"known_on", "known_to"}.isdisjoint(self.fields)


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was found in one case on one day."""

    case_id: str
    source: str
    assessment: AssessmentChecked | None
    as_of: Day | None
    ratings: tuple[Rating, ...]
    flags: tuple[Flag, ...]
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    coverage: tuple[SectionCoverage, ...]
    timeline: tuple[Event, ...]
    synthetic: bool = False
    assumed: tuple[str, ...] = ()
    assumed_items: tuple[AssumedItem, ...] = ()
    note: str | None = None
    learned: Learned | None = None

    @property
    def flagged(self) -> bool:
        """Whether any rating is flagged."""
        return bool(self.flags)

    @property
    def cannot_say(self) -> bool:
        """Whether nothing is flagged and some rating could not be judged."""
        return not self.flags and any(rating.status is Status.CANNOT_SAY for rating in self.ratings)

    @property
    def unlike_peers(self) -> bool:
        """Whether nothing is flagged and the learned check says that the case stands out from its peers."""
        return not self.flags and self.learned is not None and self.learned.stands_out


class Tool(msgspec.Struct, frozen=True, kw_only=True):
    """Which riskcheck, with which rules in force, and which model: the SHA-256 of its file (``None``: no learned check ran)."""

    version: str
    rules: str
    model: str | None = None


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How the check was asked for. ``as_of`` is ``assessment`` or a day.

    ``input_sha256`` is that of the file that was read; of several, that of the list of theirs, one in a line, in the order in
    which they were read; ``None`` where it is not known. ``marking`` is the protective marking that exports are to carry.
    """

    as_of: str
    known_to: KnownTo
    input_sha256: str | None = None
    marking: str | None = None


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of a run: ``records == checked + errors``."""

    records: int
    checked: int
    flagged: int
    cannot_say: int
    errors: int
