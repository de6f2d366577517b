"""The case record as Python objects: one frozen struct for each object of ``schemas/case-record.schema.json``.

The schema is the contract and has the words for people; a test keeps these structs equal to it, field by field. Days
are ISO strings (``2022-06-17``), which order as text, so that nothing is parsed twice on the way to a rule. Where
the schema enumerates values, the field is a plain string: the schema has refused every other value already.

They stand in the order of the record's sections, the parts of an item before it.
"""

from typing import Generic, TypeVar

import msgspec

from riskcheck.days import Day
from riskcheck.terms import Coverage, Group, Level

T = TypeVar("T")


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An object of the case record. Written, it leaves out what it does not say: the schema has no null."""


# What every item carries


class Source(_Record, frozen=True, kw_only=True):
    """Where the item was read."""

    system: str
    record_id: str | None = None
    read_from: tuple[str, ...] = ()


class KnownBy(_Record, frozen=True, kw_only=True):
    """One agency that knew of the item, and from when."""

    agency: str
    on: Day | None = None


class Provenance(_Record, frozen=True, kw_only=True):
    """Where the facts of an illustrative record come from. Left out for real extracts."""

    basis: str
    cites: str | None = None
    assumed: tuple[str, ...] = ()
    earliest: Day | None = None
    latest: Day | None = None
    note: str | None = None


class RawCode(_Record, frozen=True, kw_only=True):
    """The code as the source system holds it, beside the normalised category."""

    code: str
    list: str | None = None
    description: str | None = None


class Item(_Record, frozen=True, kw_only=True):
    """What every item of evidence carries: what it is called, two dates, who knew, and where it was read."""

    id: str
    date: Day
    source: Source
    known_on: Day | None = None
    known_to: tuple[KnownBy, ...] | None = None
    same_incident_as: str | None = None
    same_incident_because: str | None = None
    provenance: Provenance | None = None
    raw: RawCode | None = None


class Weapon(_Record, frozen=True, kw_only=True):
    """A weapon in this event."""

    kind: str
    use: str
    description: str | None = None


# Assessments


class CommunityRatings(_Record, frozen=True, kw_only=True):
    """Ratings in the community."""

    public: str | None = None
    known_adult: str | None = None
    children: str | None = None
    staff: str | None = None


class CustodyRatings(_Record, frozen=True, kw_only=True):
    """Ratings in custody."""

    public: str | None = None
    known_adult: str | None = None
    children: str | None = None
    staff: str | None = None
    prisoners: str | None = None


class Ratings(_Record, frozen=True, kw_only=True):
    """The nine ratings. Leave out what was not rated."""

    community: CommunityRatings | None = None
    custody: CustodyRatings | None = None


class Summary(_Record, frozen=True, kw_only=True):
    """The RoSH summary texts."""

    who_is_at_risk: str | None = None
    nature_of_risk: str | None = None
    when_greatest: str | None = None
    increases_risk: str | None = None
    reduces_risk: str | None = None
    analysis: str | None = None


class Addressed(_Record, frozen=True, kw_only=True):
    """Addressed."""

    items: tuple[str, ...]
    how: str
    text: str | None = None


class OffenceAnalysis(_Record, frozen=True, kw_only=True):
    """Offence analysis (section 2)."""

    about: tuple[str, ...] = ()
    text: str | None = None


class Answers(_Record, frozen=True, kw_only=True):
    """Structured answers, five states each."""

    weapon_carried_or_used: str | None = None
    violence_or_threat: str | None = None
    excessive_violence: str | None = None
    arson: str | None = None
    domestic_abuse_partner: str | None = None
    domestic_abuse_family: str | None = None
    assaulted_or_threatened_staff: str | None = None
    escape_or_abscond: str | None = None
    control_issues: str | None = None
    breach_of_trust: str | None = None
    risk_to_other_prisoners: str | None = None


class DrugsMisused(_Record, frozen=True, kw_only=True):
    """Drugs misused, one answer a drug."""

    heroin: str | None = None
    methadone: str | None = None
    other_opiate: str | None = None
    crack: str | None = None
    powder_cocaine: str | None = None
    prescribed: str | None = None
    benzodiazepines: str | None = None
    cannabis: str | None = None
    steroids: str | None = None
    ketamine: str | None = None
    spice: str | None = None
    hallucinogens: str | None = None
    solvents: str | None = None
    other: str | None = None


class PastOffences(_Record, frozen=True, kw_only=True):
    """Offences now or in the past (R1.2), one answer a kind."""

    homicide: str | None = None
    wounding: str | None = None
    kidnapping: str | None = None
    firearms: str | None = None
    robbery: str | None = None
    aggravated_burglary: str | None = None
    weapon: str | None = None
    criminal_damage: str | None = None
    arson: str | None = None


class ScoredItems(_Record, frozen=True, kw_only=True):
    """What the actuarial predictors count. Read only to work a recorded score out again."""

    sex: str | None = None
    age_at_first_sanction: int | None = None
    age_at_conviction: int | None = None
    age_at_follow_up: int | None = None
    convicted_on: Day | None = None
    follow_up_from: Day | None = None
    months_offence_free: int | None = None
    offence_code: str | None = None
    offence_category: str | None = None
    ogrs3_offence_group: str | None = None
    total_sanctions: int | None = None
    violent_sanctions: int | None = None
    ever_sexual_offence: str | None = None
    contact_adult_sanctions: int | None = None
    contact_child_sanctions: int | None = None
    image_sanctions: int | None = None
    non_contact_sanctions: int | None = None
    age_at_last_sexual_offence: int | None = None
    stranger_victim: str | None = None
    recognises_impact: str | None = None
    no_fixed_abode: str | None = None
    accommodation: str | None = None
    unemployed: str | None = None
    relationship_with_partner: str | None = None
    relationship_status: str | None = None
    activities: str | None = None
    drugs: DrugsMisused | None = None
    current_drug_misuse: str | None = None
    drug_motivation: str | None = None
    drinking: str | None = None
    binge_drinking: str | None = None
    psychiatric_treatment: str | None = None
    impulsivity: str | None = None
    temper: str | None = None
    problem_solving: str | None = None
    awareness_of_consequences: str | None = None
    understands_others: str | None = None
    attitudes: str | None = None
    past_offences: PastOffences | None = None
    left_blank: tuple[str, ...] = ()


class Assessment(Item, frozen=True, kw_only=True):
    """One risk assessment, or a rating carried into another record. Its date is the day it was started."""

    type: str
    status: str
    completed_on: Day | None = None
    countersigned_on: Day | None = None
    countersigned: str | None = None
    tool: str | None = None
    area: str | None = None
    ratings: Ratings | None = None
    overall: str | None = None
    rating_reasons: str | None = None
    lowered_because: str | None = None
    summary: Summary | None = None
    raises_risk: tuple[str, ...] = ()
    lowers_risk: tuple[str, ...] = ()
    sources_used: tuple[str, ...] | None = None
    evidence_addressed: tuple[Addressed, ...] | None = None
    offence_analysis: OffenceAnalysis | None = None
    answers: Answers | None = None
    scored_items: ScoredItems | None = None


# Predictors


class Predictor(Item, frozen=True, kw_only=True):
    """One actuarial score."""

    name: str
    generation: int
    score: float | None = None
    horizon_years: int | None = None
    band: str | None = None
    static_or_dynamic: str | None = None
    algorithm_version: str | None = None
    unit: str | None = None
    assessment: str | None = None


# Convictions and reports


class Sentence(_Record, frozen=True, kw_only=True):
    """Sentence."""

    kind: str
    months: float | None = None
    indeterminate: str | None = None


class Conviction(Item, frozen=True, kw_only=True):
    """One offence and how it ended: convicted, cautioned, pending, or ended without conviction."""

    outcome: str
    decided_on: Day | None = None
    offence: str | None = None
    harms: tuple[str, ...]
    seriousness: str | None = None
    victim: str
    setting: str
    weapon: Weapon | None = None
    index: bool = False
    count: int | None = None
    sentence: Sentence | None = None
    relevance_considered: str | None = None
    text: str | None = None


class Report(Item, frozen=True, kw_only=True):
    """Something reported that is not a conviction: a call-out, an allegation, an arrest, intelligence, a disclosure."""

    kind: str
    harms: tuple[str, ...]
    setting: str
    victim: str
    weapon: Weapon | None = None
    outcome: str
    checked: str | None = None
    grade: str | None = None
    text: str | None = None


# Custody


class CustodyPeriod(Item, frozen=True, kw_only=True):
    """One time in custody."""

    ended_on: Day | None = None
    kind: str
    establishment: str | None = None


class Adjudication(Item, frozen=True, kw_only=True):
    """One charge under the prison rules."""

    charge: str
    outcome: str
    heard_on: Day | None = None
    part_played: str | None = None
    victim: str
    weapon: Weapon | None = None
    hate: str | None = None
    injury: str | None = None
    statement: str | None = None
    punishment: str | None = None


class Incident(Item, frozen=True, kw_only=True):
    """One incident report, and this person's part in it."""

    kind: str
    role: str
    status: str | None = None
    victim: str
    weapon: Weapon | None = None
    injury: str | None = None
    text: str | None = None


class Alert(Item, frozen=True, kw_only=True):
    """One alert on the prison record. An alert is a label about incidents, not an incident."""

    category: str
    ended_on: Day | None = None
    comment: str | None = None


# Registrations and orders


class Registration(Item, frozen=True, kw_only=True):
    """One nDelius registration. A label about incidents, not an incident.

    Absence after a sentence ended is not absence of risk."""

    category: str
    level: Level | None = None
    ended_on: Day | None = None
    next_review_on: Day | None = None
    review_months: int | None = None
    notes: str | None = None


class OrderBreach(_Record, frozen=True, kw_only=True):
    """One recorded or alleged breach of an order; it was read where the order was."""

    id: str
    date: Day
    known_on: Day | None = None
    known_to: tuple[KnownBy, ...] | None = None
    outcome: str
    text: str | None = None


class Order(Item, frozen=True, kw_only=True):
    """One order that protects somebody. Never the protected person's name."""

    kind: str
    ends_on: Day | None = None
    ended_on: Day | None = None
    made_after: str | None = None
    protects: str
    prohibits: str | None = None
    protected_person_out_of_reach: str | None = None
    breaches: tuple[OrderBreach, ...] = ()


# Supervision


class Condition(Item, frozen=True, kw_only=True):
    """One condition, and whether a tool was used to choose it."""

    kind: str
    ended_on: Day | None = None
    proposed_only: bool = False
    text: str | None = None


class Contact(Item, frozen=True, kw_only=True):
    """One appointment or contact."""

    kind: str | None = None
    outcome: str
    enforcement: str | None = None
    text: str | None = None


class RecallClock(_Record, frozen=True, kw_only=True):
    """The recall's own clock. Leave out times that are not recorded."""

    kind: str
    initiated_at: str | None = None
    decided_at: str | None = None
    signed_at: str | None = None
    submitted_at: str | None = None
    revoked_at: str | None = None
    returned_at: str | None = None


class Enforcement(Item, frozen=True, kw_only=True):
    """One step of enforcement: warning, breach, recall, warrant."""

    kind: str
    reasons: str | None = None
    outcome: str | None = None
    recall: RecallClock | None = None


class Allocation(Item, frozen=True, kw_only=True):
    """One allocation of the case."""

    to: str
    grade: str | None = None
    text: str | None = None


class Release(Item, frozen=True, kw_only=True):
    """One release from custody, planned or done."""

    kind: str
    planned: bool = False
    accommodation: str | None = None
    pre_release_assessment: str | None = None
    condition_tool_used: str | None = None
    conditions_absent: tuple[str, ...] = ()
    text: str | None = None


class MappaRecord(Item, frozen=True, kw_only=True):
    """One MAPPA record."""

    category: int
    level: int
    ended_on: Day | None = None
    notes: str | None = None


class Oversight(Item, frozen=True, kw_only=True):
    """One act of management or multi-agency oversight."""

    kind: str
    decision: str | None = None
    took_part: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    not_considered: tuple[str, ...] = ()


class InformationRequest(Item, frozen=True, kw_only=True):
    """One request for information, and whether it was answered."""

    to: str
    about: str
    answered: str
    answered_on: Day | None = None
    chased_on: Day | None = None
    text: str | None = None


# Circumstances, levels stated elsewhere, and labels


class CircumstanceRecord(Item, frozen=True, kw_only=True):
    """One circumstance of the person's life, as it stood."""

    kind: str
    state: str
    ended_on: Day | None = None
    text: str | None = None


class StatedLevel(Item, frozen=True, kw_only=True):
    """A level of risk of serious harm stated in another document: a referral, a report, a licence."""

    document: str
    level: Level
    group: Group | None = None
    text: str | None = None


class Label(Item, frozen=True, kw_only=True):
    """What a review found about the rating. For evaluation only; no rule and no feature ever sees it."""

    finding: str
    groups: tuple[Group, ...] = ()
    should_be: Level | None = None
    from_: Day | None = msgspec.field(name="from", default=None)
    text: str | None = None


# The record


class Section(_Record, Generic[T], frozen=True, kw_only=True):
    """One section: how much of it was supplied, and its items."""

    coverage: Coverage
    items: tuple[T, ...]


def items_of(section: Section[T] | None) -> tuple[T, ...]:
    """The items of a section; none where it was not supplied."""
    return section.items if section is not None else ()


class CustodySection(_Record, frozen=True, kw_only=True):
    """Time in custody and behaviour there."""

    coverage: Coverage
    periods: tuple[CustodyPeriod, ...] = ()
    adjudications: tuple[Adjudication, ...] = ()
    incidents: tuple[Incident, ...] = ()
    alerts: tuple[Alert, ...] = ()


class SentenceStatus(_Record, frozen=True, kw_only=True):
    """Where the person is in the sentence."""

    phase: str
    area: str | None = None
    team: str | None = None


class CaseRecord(_Record, frozen=True, kw_only=True):
    """One person's case file as at an extraction day.

    ``protected`` stays an opaque mapping: a view never holds it, so no rule and no feature can read it.
    """

    format: str
    case_id: str
    extracted_on: Day
    assessments: Section[Assessment]
    purpose: str | None = None
    note: str | None = None
    status: SentenceStatus | None = None
    protected: dict[str, str] | None = None
    predictors: Section[Predictor] | None = None
    convictions: Section[Conviction] | None = None
    custody: CustodySection | None = None
    registrations: Section[Registration] | None = None
    orders: Section[Order] | None = None
    reports: Section[Report] | None = None
    conditions: Section[Condition] | None = None
    contacts: Section[Contact] | None = None
    enforcement: Section[Enforcement] | None = None
    allocations: Section[Allocation] | None = None
    releases: Section[Release] | None = None
    mappa: Section[MappaRecord] | None = None
    oversight: Section[Oversight] | None = None
    information_requests: Section[InformationRequest] | None = None
    circumstances: Section[CircumstanceRecord] | None = None
    stated_levels: Section[StatedLevel] | None = None
    labels: Section[Label] | None = None
