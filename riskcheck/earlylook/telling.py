"""What an item of a record is, in one line, whichever kind of item it is."""

from functools import singledispatch

from riskcheck.days import in_words
from riskcheck.records.model import (
    Allocation,
    Assessment,
    CircumstanceRecord,
    Condition,
    Contact,
    Conviction,
    Enforcement,
    InformationRequest,
    Item,
    Order,
    Oversight,
    Release,
)

_TYPES = {
    "full": "Full assessment",
    "standard": "Standard assessment",
    "rsr_only": "Assessment made only to calculate a score",
    "screening": "Screening",
    "court_report": "Assessment for a court report",
    "carried_forward": "Rating carried forward without a new assessment",
}
MEETINGS = {
    "case_discussion": "case discussion",
    "countersignature": "countersignature",
    "audit": "audit",
    "iom_meeting": "IOM meeting",
    "mappa_meeting": "MAPPA meeting",
    "marac_meeting": "MARAC meeting",
    "other": "act of oversight",
}
ROLES = {
    "community_practitioner": "the community practitioner",
    "court_officer": "the court officer",
    "prison_offender_manager": "the prison offender manager",
    "senior_probation_officer": "the senior probation officer",
    "head_of_unit": "the head of the unit",
    "prison_staff": "prison staff",
    "police": "the police",
    "other": "another role",
}
CONDITIONS = {
    "no_contact": "no contact",
    "exclusion_zone": "an exclusion zone",
    "curfew": "a curfew",
    "gps_tag": "a GPS tag",
    "alcohol_tag": "an alcohol tag",
    "approved_premises": "approved premises",
    "residence": "residence",
    "programme": "a programme",
    "drug_testing": "drug testing",
    "polygraph": "a polygraph",
    "support": "support",
    "other": "another condition",
}
STEPS = {
    "recall": "recall",
    "warning": "a warning",
    "breach": "breach proceedings",
    "review_of_risk": "a review of risk",
    "referral": "a referral",
}


def joined(words: list[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


@singledispatch
def tell(item: Item) -> str:
    """What an item is."""
    return type(item).__name__


@tell.register
def _(item: Assessment) -> str:
    return _TYPES[item.type]


@tell.register
def _(item: Conviction) -> str:
    return f"{item.offence or ', '.join(item.harms).replace('_', ' ').capitalize()} ({item.outcome.replace('_', ' ')})"


@tell.register
def _(item: Contact) -> str:
    return f"{item.kind or 'Appointment'}: {item.outcome.replace('_', ' ')}"


@tell.register
def _(item: Enforcement) -> str:
    clock = item.recall
    started = (clock.initiated_at or clock.decided_at) if clock is not None else None
    return item.kind.replace("_", " ").capitalize() + (f", initiated {in_words(started[:10])}" if started else "")


@tell.register
def _(item: Condition) -> str:
    return f"Condition: {CONDITIONS[item.kind]}{' (proposed only)' if item.proposed_only else ''}"


@tell.register
def _(item: Release) -> str:
    return "Release planned" if item.planned else "Released"


@tell.register
def _(item: Allocation) -> str:
    return f"Allocated: {item.to}"


@tell.register
def _(item: Order) -> str:
    return f"{item.kind.replace('_', ' ').capitalize()} order made"


@tell.register
def _(item: InformationRequest) -> str:
    about = item.about.replace("_", " ")
    answer = {"yes": "answered", "no": "not answered"}.get(item.answered, f"answered: {item.answered.replace('_', ' ')}")
    return f"{item.to.replace('_', ' ').capitalize()} asked about {about}; {answer}"


@tell.register
def _(item: CircumstanceRecord) -> str:
    return f"{item.kind.replace('_', ' ').capitalize()}: {item.state.replace('_', ' ')}"


@tell.register
def _(item: Oversight) -> str:
    parts = [MEETINGS[item.kind].capitalize() if item.kind[:4] not in ("iom_", "mapp", "mara") else MEETINGS[item.kind]]
    if item.took_part:
        parts.append(f"took part: {joined([ROLES[role] for role in item.took_part])}")
    if item.informed:
        parts.append(f"only informed: {joined([ROLES[role] for role in item.informed])}")
    if item.considered:
        parts.append(f"considered: {joined([STEPS[step] for step in item.considered])}")
    if item.not_considered:
        parts.append(f"not considered: {joined([STEPS[step] for step in item.not_considered])}")
    return "; ".join(parts)
