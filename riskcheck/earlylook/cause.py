"""Whose doing a claim says it was, against what the process asked of whom and what had reached probation."""

from typing import Any

from riskcheck import policy
from riskcheck.earlylook.bearing import Bearing
from riskcheck.earlylook.model import (
    AnyClaim,
    AssessmentClaim,
    ConditionClaim,
    DecisionClaim,
    LimitClaim,
    Role,
)
from riskcheck.earlylook.result import Attribution, Cause, Verdict
from riskcheck.earlylook.sight import Sight
from riskcheck.earlylook.telling import ROLES
from riskcheck.evidence import Known

_BY_LIMIT = {"recall": "sign_recall", "allocation": "allocate", "request_chased": "chase", "review_after_event": "review_risk"}
_IN_PROBATION = (
    Role.COMMUNITY_PRACTITIONER,
    Role.COURT_OFFICER,
    Role.PRISON_OFFENDER_MANAGER,
    Role.SENIOR_PROBATION_OFFICER,
    Role.HEAD_OF_UNIT,
)
_FOR_A_PERSON = "whether it could have been done with the time and the help there was is for a person to find out"


def attribution(claim: AnyClaim, bearing: Bearing, sight: Sight) -> Attribution | None:
    """What the record and the process say of the role that a claim blames; ``None`` where it blames none."""
    role = claim.attributed_to
    if role is None:
        return None
    if bearing.verdict is not Verdict.SUPPORTED:
        why = "The claim itself is not borne out, so that there is nothing to attribute."
        return Attribution(role=role, cause=Cause.NOTHING_TO_ATTRIBUTE, verdict=Verdict.NOT_EVIDENCED, why=why)
    if role in _IN_PROBATION and (unshared := _not_shared(claim, bearing, sight)):
        return Attribution(role=role, cause=Cause.INFORMATION, verdict=Verdict.CONTRADICTED, why=unshared)
    asked = _asked(claim, bearing, sight)
    if asked is None:
        why = f"What the process asked of {ROLES[role]} is not in the policy on processes."
        return Attribution(role=role, cause=Cause.CANNOT_SAY, verdict=Verdict.NOT_ASSESSABLE, why=why)
    if role in asked["asked_of"]:
        why = f"The process asked it of {ROLES[role]}: {asked['says']}. The record shows no more than that: {_FOR_A_PERSON}."
        return Attribution(role=role, cause=Cause.ROLE, verdict=Verdict.SUPPORTED, why=why, cites=asked["cites"])
    why = f"Caused by the process, not by {ROLES[role]}: {asked['says']}."
    return Attribution(role=role, cause=Cause.PROCESS, verdict=Verdict.CONTRADICTED, why=why, cites=asked["cites"])


def _not_shared(claim: AnyClaim, bearing: Bearing, sight: Sight) -> str | None:
    """That nothing of what should have been dealt with had reached probation, where the record says who knew."""
    if not isinstance(claim, AssessmentClaim) or claim.asserts not in ("omits", "rated_too_low"):
        return None
    known = [one.known for one in bearing.supports]
    if not known or not all(_had_not_got(one, sight.day) for one in known):
        return None
    return "None of what it rests on had reached probation by then, as far as the record says who knew."


def _had_not_got(known: Known, day: str) -> bool:
    return known.stated and (known.probation is None or known.probation > day)


def _asked(claim: AnyClaim, bearing: Bearing, sight: Sight) -> dict[str, Any] | None:
    """The policy's entry on the duty that a claim is about, as it held on the day."""
    duty = _duty(claim)
    types = {one.item.type for one in sight.seen.assessments if one.item.id in bearing.subjects}
    entries = policy.in_force("process.duties", sight.day)
    of_its_type = (entry for entry in entries if "types" not in entry or types & set(entry["types"]))
    return next((entry for entry in of_its_type if entry["duty"] == duty), None)


def _duty(claim: AnyClaim) -> str | None:
    if isinstance(claim, AssessmentClaim):
        return "update_analysis" if claim.asserts == "not_updated" else "review_risk"
    if isinstance(claim, LimitClaim):
        return _BY_LIMIT[claim.limit]
    if isinstance(claim, DecisionClaim):
        return "review_risk" if claim.step == "review_of_risk" else f"decide_{claim.step}"
    return "choose_conditions" if isinstance(claim, ConditionClaim) else None


def action_rests(claim: AnyClaim, verdict: Verdict, found: Attribution | None) -> str | None:
    """What the action that a claim proposes rests on, in a sentence; ``None`` where it proposes none."""
    if claim.action is None:
        return None
    if verdict is Verdict.CONTRADICTED:
        return "The record contradicts what it rests on."
    if verdict is not Verdict.SUPPORTED:
        return "The record does not bear out what it rests on."
    if found is not None and found.cause is Cause.PROCESS and claim.action.kind != "process_change":
        return "It rests on what a person did; the record and the process say that the process caused it."
    if found is not None and found.cause is Cause.INFORMATION and claim.action.kind != "process_change":
        return "It rests on what a person did; the record says that the information had not reached probation."
    return "The record bears out what it rests on."
