"""What a comparison finds, ready to be shown: its reports are made from these objects and from nothing else.

They encode to the JSON of ``schemas/comparison.schema.json`` as they stand.
"""

from enum import StrEnum

import msgspec

from riskcheck.days import Day
from riskcheck.earlylook.model import Action, Judged, Provenance, Role
from riskcheck.result import AssumedItem, EvidenceRow


class Verdict(StrEnum):
    """What the record says of a claim, as it stood on the day in question."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_EVIDENCED = "not_evidenced"
    NOT_ASSESSABLE = "not_assessable"


class Cause(StrEnum):
    """Where a claim that blames a role leads, as far as the record and the policy on processes say.

    ``process``: the process asked nothing of the kind of that role. ``information``: what should have been dealt with had
    not reached probation. ``role``: the process asked it of that role. ``nothing_to_attribute``: the claim does not stand.
    """

    PROCESS = "process"
    INFORMATION = "information"
    ROLE = "role"
    CANNOT_SAY = "cannot_say"
    NOTHING_TO_ATTRIBUTE = "nothing_to_attribute"


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """What bears on a claim and is no item: that a section supplied in full has nothing of the kind, or what a check found."""

    says: str
    pointer: str


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """The evidence on one side of a claim."""

    evidence: tuple[EvidenceRow, ...] = ()
    stated: tuple[Stated, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.evidence or self.stated)


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Whose doing the claim says it was, and what the record and the process say of that. ``cites`` is the process's source."""

    role: Role
    cause: Cause
    verdict: Verdict
    why: str
    cites: str | None = None


class Afterwards(msgspec.Struct, frozen=True, kw_only=True):
    """What came on record after the day in question and before the further offence. It counts for nothing.

    ``verdict`` is what it would have been with it; shown so that hindsight can be told from what was known.
    """

    verdict: Verdict
    evidence: tuple[EvidenceRow, ...]


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One claim beside the record.

    ``reads_as`` is the claim as it was compared, in riskcheck's words. ``probation`` is the verdict on what probation alone
    had. ``elsewhere``: the same thing on other days than the claim names. ``action_rests``: what the action proposed rests on.
    """

    id: str
    kind: str
    says: str
    reads_as: str
    as_of: Day
    as_of_because: str
    verdict: Verdict
    why: str
    probation: Verdict
    supports: Side
    contradicts: Side
    elsewhere: tuple[EvidenceRow, ...]
    afterwards: Afterwards | None
    judged: Judged
    attribution: Attribution | None
    action: Action | None
    action_rests: str | None
    provenance: Provenance | None


class NotMentioned(msgspec.Struct, frozen=True, kw_only=True):
    """Something on record before the further offence that no claim is about. ``rank`` 1 is the most serious.

    ``what`` is ``level``, ``evidence``, ``gap`` or ``conflict``; ``probation_had``: of how many of the items the record says
    that probation had them.
    """

    rank: int
    what: str
    title: str
    says: str
    rules: tuple[str, ...]
    evidence: tuple[EvidenceRow, ...]
    probation_had: int


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """An early look beside a case record.

    ``last_day`` is the day before the further offence; nothing of a later day counts. ``left_out``: how many items of the
    record are dated on or after the offence. ``came_to_light``: what happened before it and became known on its day or later.
    """

    case_id: str
    source: str
    early_look: str
    written_on: Day
    further_offence_on: Day
    last_day: Day
    left_out: int
    claims: tuple[Compared, ...]
    not_mentioned: tuple[NotMentioned, ...]
    came_to_light: tuple[EvidenceRow, ...]
    counts: dict[Verdict, int]
    synthetic: bool = False
    assumed: tuple[str, ...] = ()
    assumed_items: tuple[AssumedItem, ...] = ()
    notes: tuple[str, ...] = ()
