"""A request to the published actuarial service as the items of a calculation.

The names of the fields are those of ``dto/RiskScoreRequest.kt`` of ``ministryofjustice/hmpps-arns-risk-actuarial-api`` at
commit 016919c. Predictors before 2026 are read from requests of their own time too.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from riskcheck.predictors.days import completed_months
from riskcheck.predictors.inputs import PAST_OFFENCES, Answer, Inputs, State, known
from riskcheck.predictors.offences import OffenceMapping

Request = Mapping[str, Any]

FIELDS = {
    "gender": "sex",
    "totalNumberOfSanctionsForAllOffences": "total_sanctions",
    "totalNumberOfViolentSanctions": "violent_sanctions",
    "ageAtFirstSanction": "age_at_first_sanction",
    "hasEverCommittedSexualOffence": "ever_sexual_offence",
    "totalContactAdultSexualSanctions": "contact_adult_sanctions",
    "totalContactChildSexualSanctions": "contact_child_sanctions",
    "totalIndecentImageSanctions": "image_sanctions",
    "totalNonContactSexualOffences": "non_contact_sanctions",
    "isCurrentOffenceAgainstVictimStranger": "stranger_victim",
    "supervisionStatus": "supervision",
    "didOffenceInvolveCarryingOrUsingWeapon": "weapon",
    "doesRecogniseImpactOfOffendingOnOthers": "recognises_impact",
    "isCurrentlyOfNoFixedAbodeOrTransientAccommodation": "no_fixed_abode",
    "suitabilityOfAccommodation": "accommodation",
    "isUnemployed": "unemployed",
    "currentRelationshipWithPartner": "relationship_with_partner",
    "evidenceOfDomesticAbuse": "domestic_abuse",
    "currentRelationshipStatus": "relationship_status",
    "regularOffendingActivities": "activities",
    "motivationToTackleDrugMisuse": "drug_motivation",
    "currentAlcoholUseProblems": "drinking",
    "excessiveAlcoholUse": "binge_drinking",
    "hasCurrentPsychiatricTreatment": "psychiatric_treatment",
    "impulsivityProblems": "impulsivity",
    "temperControl": "temper",
    "proCriminalAttitudes": "attitudes",
    "hasHeroinUsage": "drugs.heroin",
    "hasMethadoneUsage": "drugs.methadone",
    "hasOtherOpiateUsage": "drugs.other_opiate",
    "hasCrackCocaineUsage": "drugs.crack",
    "hasPowderCocaineUsage": "drugs.powder_cocaine",
    "hasMisusedPrescriptionDrugUsage": "drugs.prescribed",
    "hasBenzodiazepinesUsage": "drugs.benzodiazepines",
    "hasCannabisUsage": "drugs.cannabis",
    "hasSteroidsUsage": "drugs.steroids",
    "hasOtherDrugsUsage": "drugs.other",
    "hasKetamineUsage": "drugs.ketamine",
    "hasSpiceUsage": "drugs.spice",
    "hasHallucinogensUsage": "drugs.hallucinogens",
    "hasSolventsUsage": "drugs.solvents",
}
"""The field of a request for each item that is one field."""

_WORDS = {
    "NO_PROBLEMS": "no_problems",
    "SOME_PROBLEMS": "some_problems",
    "SIGNIFICANT_PROBLEMS": "significant_problems",
    "FULL_MOTIVATION": "full",
    "PARTIAL_MOTIVATION": "partial",
    "NO_MOTIVATION": "none",
    "IN_RELATIONSHIP_LIVING_TOGETHER": "living_together",
    "IN_RELATIONSHIP_NOT_LIVING_TOGETHER": "not_living_together",
    "NOT_IN_RELATIONSHIP": "not_in_relationship",
}
_KINDS = {"WOUNDING_GBH": "wounding"}

FOLLOW_UP = ("dateAtStartOfFollowup", "dateAtStartOfFollowupCalculated", "dateAtStartOfFollowupUserInput")
"""What the start of follow-up has been called, the present name first."""


def day(request: Request, *fields: str) -> date | None:
    """The first of these dates that the request has."""
    return next((date.fromisoformat(request[field]) for field in fields if request.get(field)), None)


def completed_years(start: date, end: date) -> int:
    """Whole years from ``start`` to ``end``; a birthday of 29 February is kept on 1 March in common years."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def inputs(request: Request, mapping: OffenceMapping | None, assessed: date) -> Inputs:
    """The items of a request, as at an assessment on this day unless the request has its own."""
    answers = {item: _answer(request.get(field)) for field, item in FIELDS.items()}
    convictions = request.get("previousConvictions")
    if convictions is not None:
        had = {_KINDS.get(kind, kind.lower()) for kind in convictions}
        answers |= {f"past_offences.{kind}": known("yes" if kind in had else "no") for kind in PAST_OFFENCES}
    answers |= _dates(request, day(request, "assessmentDate") or assessed)
    code = request.get("currentOffenceCode")
    if code and mapping is not None:
        found = {"offence_category": mapping.category(code), "ogrs3_offence_group": mapping.group(code)}
        answers |= {item: known(value) for item, value in found.items() if value is not None}
    return Inputs(answers)


def _answer(value: Any) -> Answer:
    if value is None:
        return Answer(State.BLANK)
    if isinstance(value, bool):
        return known("yes" if value else "no")
    return known(_WORDS.get(value, value.lower()) if isinstance(value, str) else value)


def _dates(request: Request, assessed: date) -> dict[str, Answer]:
    born = day(request, "dateOfBirth")
    convicted = day(request, "dateOfCurrentConviction")
    start = day(request, *FOLLOW_UP) or convicted
    last = day(request, "dateOfMostRecentSexualOffence")
    answers = {}
    for item, when in (("age_at_conviction", convicted), ("age_at_follow_up", start), ("age_at_last_sexual_offence", last)):
        if born is not None and when is not None and when >= born:
            answers[item] = known(completed_years(born, when))
    if start is not None:
        answers["months_offence_free"] = known(min(max(completed_months(start, assessed), 0), 36))
    return answers


def lowered_band(request: Request, band: str | None, assessed: date, years: int) -> bool:
    """Whether the band of DC-SRP is lowered a step: in the community, five years on from each of three days."""
    start = day(request, *FOLLOW_UP)
    days: Iterable[date | None] = (day(request, "mostRecentOffenceDate"), day(request, "dateOfMostRecentSexualOffence"))
    return (
        band in ("medium", "high", "very_high")
        and request.get("supervisionStatus") != "CUSTODY"
        and start is not None
        and all(when is None or completed_years(when, assessed) >= years for when in (start, *days))
    )
