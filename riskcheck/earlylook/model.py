"""An early look as Python objects: one frozen struct for each object of ``schemas/early-look.schema.json``.

A claim says one thing that a record can bear out or not. People are roles, never names. Days are ISO strings.
"""

from enum import StrEnum
from typing import ClassVar, Literal

import msgspec

from riskcheck.days import Day
from riskcheck.terms import Group, Setting, Strand

FORMAT = "riskcheck.early-look/1"


class Role(StrEnum):
    """Who did something, or whom a claim blames. The same words as in a case record."""

    COMMUNITY_PRACTITIONER = "community_practitioner"
    COURT_OFFICER = "court_officer"
    PRISON_OFFENDER_MANAGER = "prison_offender_manager"
    SENIOR_PROBATION_OFFICER = "senior_probation_officer"
    HEAD_OF_UNIT = "head_of_unit"
    PRISON_STAFF = "prison_staff"
    POLICE = "police"
    OTHER = "other"


class Judged(StrEnum):
    """The early look's own judgement, in the words of the inspections."""

    SUFFICIENT = "sufficient"
    INSUFFICIENT = "insufficient"
    NOT_JUDGED = "not_judged"


class Happening(StrEnum):
    """What a claim of an event is about."""

    APPOINTMENT_MISSED = "appointment_missed"
    APPOINTMENT_ATTENDED = "appointment_attended"
    RECALL = "recall"
    WARNING = "warning"
    FINAL_WARNING = "final_warning"
    BREACH = "breach"
    WARRANT = "warrant"
    ARREST = "arrest"
    CHARGE = "charge"
    RELEASE = "release"
    ALLOCATION = "allocation"
    PROTECTIVE_ORDER = "protective_order"
    HARM_IN_CUSTODY = "harm_in_custody"
    WEAPON = "weapon"
    VIOLENCE = "violence"
    INFORMATION_REQUESTED = "information_requested"
    INFORMATION_RECEIVED = "information_received"
    CASE_DISCUSSION = "case_discussion"
    COUNTERSIGNATURE = "countersignature"
    AUDIT = "audit"
    IOM_MEETING = "iom_meeting"
    MAPPA_MEETING = "mappa_meeting"
    MARAC_MEETING = "marac_meeting"
    ALCOHOL = "alcohol"
    DRUGS = "drugs"
    ACCOMMODATION_LOSS = "accommodation_loss"
    RELATIONSHIP_BREAKDOWN = "relationship_breakdown"
    NEW_RELATIONSHIP = "new_relationship"


Meeting = Literal["case_discussion", "countersignature", "audit", "iom_meeting", "mappa_meeting", "marac_meeting"]
Step = Literal["recall", "warning", "breach", "review_of_risk", "referral"]
AssessmentType = Literal["full", "standard", "rsr_only", "screening", "court_report", "carried_forward", "pre_release"]
ConditionKind = Literal[
    "no_contact",
    "exclusion_zone",
    "curfew",
    "gps_tag",
    "alcohol_tag",
    "approved_premises",
    "residence",
    "programme",
    "drug_testing",
    "polygraph",
    "support",
    "other",
]
Need = Literal[
    "emotional_wellbeing",
    "family_and_significant_others",
    "social_inclusion",
    "accommodation",
    "dependency_and_recovery",
]


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An object of the early look. Written, it leaves out what it does not say."""


class Provenance(_Part, frozen=True, kw_only=True):
    """Where a claim of an illustrative early look comes from. Left out for real ones."""

    cites: str
    assumed: tuple[str, ...] = ()
    note: str | None = None


class Action(_Part, frozen=True, kw_only=True):
    """What the early look proposes because of a claim."""

    kind: Literal["hr_process", "training", "practice", "process_change"]
    says: str | None = None


class Claim(_Part, frozen=True, kw_only=True, tag_field="kind"):
    """What every claim carries: its own words, whose doing it says it was, the judgement, and what should follow.

    ``item`` names an item of the case record. ``as_of`` is the day in question, where it is not the usual one of its kind.
    """

    of: ClassVar[str] = ""

    id: str
    says: str
    item: str | None = None
    as_of: Day | None = None
    on: Day | None = None
    from_: Day | None = msgspec.field(name="from", default=None)
    until: Day | None = None
    attributed_to: Role | None = None
    judged: Judged = Judged.NOT_JUDGED
    action: Action | None = None
    provenance: Provenance | None = None

    @property
    def last(self) -> Day | None:
        """The last day that the claim is about; ``None`` where it names none."""
        return self.on or self.until


class AssessmentClaim(Claim, frozen=True, kw_only=True, tag="assessment"):
    """A claim about an assessment: that it was made, kept up, took account of something, or was rated rightly."""

    of = "assessment"

    asserts: Literal["made", "not_made", "updated", "not_updated", "addresses", "omits", "rated_rightly", "rated_too_low"]
    type: AssessmentType | None = None
    topic: Strand | None = None
    group: Group | None = None
    setting: Setting | None = None


class EventClaim(Claim, frozen=True, kw_only=True, tag="event"):
    """A claim that something happened, or did not."""

    of = "event"

    asserts: Literal["happened", "did_not_happen"]
    what: Happening


class DecisionClaim(Claim, frozen=True, kw_only=True, tag="decision"):
    """A claim that a step was taken or considered, or was not."""

    of = "decision"

    asserts: Literal["taken", "not_taken", "considered", "not_considered"]
    step: Step


class PartClaim(Claim, frozen=True, kw_only=True, tag="part"):
    """A claim about what part a role had in a discussion or a meeting."""

    of = "part"

    asserts: Literal["took_part", "only_informed"]
    role: Role
    meeting: Meeting


class ConditionClaim(Claim, frozen=True, kw_only=True, tag="condition"):
    """A claim about licence conditions: that they were there, were left out, or served no need of the person's."""

    of = "condition"

    asserts: Literal["included", "omitted", "serves_no_need"]
    conditions: tuple[ConditionKind, ...]
    needs: tuple[Need, ...] = ()


class LimitClaim(Claim, frozen=True, kw_only=True, tag="time_limit"):
    """A claim that a time limit was kept or passed."""

    of = "time_limit"

    asserts: Literal["met", "missed"]
    limit: Literal["recall", "allocation", "request_chased", "review_after_event"]


AnyClaim = AssessmentClaim | EventClaim | DecisionClaim | PartClaim | ConditionClaim | LimitClaim
KINDS: tuple[type[Claim], ...] = (AssessmentClaim, EventClaim, DecisionClaim, PartClaim, ConditionClaim, LimitClaim)
"""The kinds of claim, in the order in which the schema and the form have them."""


class EarlyLook(_Part, frozen=True, kw_only=True):
    """An early look: which case, when it was written, the day of the further offence, and its claims.

    ``further_offence_on`` is there so that nothing of that day or later counts for anything.
    """

    format: str
    case_id: str
    written_on: Day
    further_offence_on: Day
    claims: tuple[AnyClaim, ...]
    purpose: Literal["casework", "illustration", "synthetic"] = "casework"
    note: str | None = None
