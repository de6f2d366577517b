"""The checks that the published service makes of a request, one by one.

They are those of ``ministryofjustice/hmpps-arns-risk-actuarial-api`` at commit 016919c, and for the predictors before 2026
those that its test resources of June 2026 show.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import msgspec

from riskcheck.predictors.offences import OffenceMapping
from tests.predictors.service.request import FOLLOW_UP, Request, completed_years, day

SEXUAL = (
    "totalIndecentImageSanctions",
    "totalContactAdultSexualSanctions",
    "totalContactChildSexualSanctions",
    "totalNonContactSexualOffences",
)
TOTAL, VIOLENT = "totalNumberOfSanctionsForAllOffences", "totalNumberOfViolentSanctions"
_BY_USER = FOLLOW_UP[2]


class Problem(msgspec.Struct, frozen=True):
    """One validation error: its type as the service names it, and the fields that it is about."""

    type: str
    fields: tuple[str, ...] = ()


# Each check takes the request, the mapping and the day of assessment, and gives an error or ``None``.
_Check = Callable[[Request, OffenceMapping, date], Problem | None]


def _range_of_sanctions(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    total = request.get(TOTAL)
    return Problem("TOTAL_NUMBER_OF_SANCTIONS_OUT_OF_RANGE", (TOTAL,)) if total is not None and not 1 <= total <= 999 else None


def _violent_within(kind: str) -> _Check:
    def check(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
        total, violent = request.get(TOTAL), request.get(VIOLENT)
        wrong = total is not None and violent is not None and not 0 <= violent <= total
        return Problem(kind, (VIOLENT, TOTAL)) if wrong else None

    return check


def _code(request: Request, mapping: OffenceMapping, _assessed: date) -> Problem | None:
    code = request.get("currentOffenceCode")
    if code is None:
        return None
    if not re.fullmatch(r"\d{5}", code, re.ASCII):
        return Problem("OFFENCE_CODE_INCORRECT_FORMAT", ("currentOffenceCode",))
    known = mapping.category(code) or mapping.group(code) or mapping.needs_details(code)
    return None if known else Problem("OFFENCE_CODE_MAPPING_NOT_FOUND", ("currentOffenceCode",))


def _exact_offence(request: Request, mapping: OffenceMapping, _assessed: date) -> Problem | None:
    vague = mapping.needs_details(request.get("currentOffenceCode") or "")
    return Problem("NEED_DETAILS_OF_EXACT_OFFENCE", ("currentOffenceCode",)) if vague else None


def _first_sanction(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    age = request.get("ageAtFirstSanction")
    wrong = age is not None and not 0 <= age < 110
    return Problem("AGE_AT_FIRST_SANCTION_OUT_OF_RANGE", ("ageAtFirstSanction",)) if wrong else None


def _convicted_before_birth(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    born, convicted = day(request, "dateOfBirth"), day(request, "dateOfCurrentConviction")
    wrong = born is not None and convicted is not None and convicted <= born
    return Problem("DATE_OF_CURRENT_CONVICTION_BEFORE_DATE_OF_BIRTH", ("dateOfCurrentConviction",)) if wrong else None


def _first_after_current(*fields: str) -> _Check:
    def check(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
        born, convicted = day(request, "dateOfBirth"), day(request, "dateOfCurrentConviction")
        first = request.get("ageAtFirstSanction")
        if born is None or convicted is None or first is None or convicted <= born:
            return None
        later = completed_years(born, convicted) < first
        return Problem("AGE_AT_FIRST_SANCTION_AFTER_AGE_AT_CURRENT_CONVICTION", fields) if later else None

    return check


def _conviction_after_assessment(request: Request, _mapping: OffenceMapping, assessed: date) -> Problem | None:
    convicted, on = day(request, "dateOfCurrentConviction"), day(request, "assessmentDate") or assessed
    wrong = convicted is not None and convicted > three_months_after(on)
    fields = ("dateOfCurrentConviction", "assessmentDate")
    return Problem("DATE_OF_CURRENT_CONVICTION_WITHIN_THREE_MONTHS_OF_ASSESSMENT_DATE", fields) if wrong else None


def three_months_after(on: date) -> date:
    """The same day three months on, or the last day of that month."""
    month = on.month + 3
    first = date(on.year + (month > 12), (month - 1) % 12 + 1, 1)
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return min(first + timedelta(days=on.day - 1), following - timedelta(days=1))


def _start_required(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    given = request.get(FOLLOW_UP[0]) or request.get("dateOfCurrentConviction")
    return None if given else Problem("DATE_OF_START_OF_FOLLOWUP_REQUIRED", (FOLLOW_UP[0],))


def _start_before_birth(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    born, start = day(request, "dateOfBirth"), day(request, FOLLOW_UP[0])
    wrong = born is not None and start is not None and start <= born
    return Problem("DATE_OF_START_OF_FOLLOWUP_BEFORE_DATE_OF_BIRTH", (FOLLOW_UP[0],)) if wrong else None


def _start_out_of_range(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    born, start = day(request, "dateOfBirth"), day(request, FOLLOW_UP[0])
    wrong = born is not None and start is not None and completed_years(born, start) >= 110
    return Problem("DATE_OF_START_OF_FOLLOWUP_OUT_OF_RANGE", (FOLLOW_UP[0],)) if wrong else None


def _asked_of_men(check: _Check) -> _Check:
    """The same check, but not of women nor of those who have committed no sexual offence."""

    def checked(request: Request, mapping: OffenceMapping, assessed: date) -> Problem | None:
        if request.get("gender") == "FEMALE" or request.get("hasEverCommittedSexualOffence") is False:
            return None
        return check(request, mapping, assessed)

    return checked


def _counts_given(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    missing = tuple(field for field in SEXUAL if request.get(field) is None)
    return Problem("MISSING_MANDATORY_INPUT", missing) if missing else None


def _counts_fit(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    if all(request.get(field) == 0 for field in SEXUAL):
        return Problem("SEXUAL_REOFFENDING_PREDICTOR_NO_SANCTIONS", SEXUAL)
    total = request.get(TOTAL)
    above = total is not None and sum(request.get(field) or 0 for field in SEXUAL) > total
    return Problem("TOTAL_NUMBER_OF_SEXUAL_SANCTIONS_OUT_OF_RANGE", SEXUAL) if above else None


def _last_sexual_offence(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    if request.get("gender") != "MALE" or request.get("hasEverCommittedSexualOffence") is not True:
        return None
    field = "dateOfMostRecentSexualOffence"
    born, last = day(request, "dateOfBirth"), day(request, field)
    if last is None:
        return Problem("MISSING_MANDATORY_INPUT", (field,))
    if born is not None and last <= born:
        return Problem("DATE_OF_MOST_RECENT_SEXUAL_OFFENCE_BEFORE_DATE_OF_BIRTH", (field,))
    late = born is not None and completed_years(born, last) >= 110
    return Problem("DATE_OF_MOST_RECENT_SEXUAL_OFFENCE_OUT_OF_RANGE", (field,)) if late else None


def _counts_without_history(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    if request.get("gender") == "FEMALE" or request.get("hasEverCommittedSexualOffence") is True:
        return None
    counted = tuple(field for field in SEXUAL if request.get(field))
    fields = ("hasEverCommittedSexualOffence", *counted)
    return Problem("SEXUAL_REOFFENDING_PREDICTOR_INCONSISTENT_INPUT", fields) if counted else None


def _follow_up_before_conviction(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    start, convicted = day(request, _BY_USER), day(request, "dateOfCurrentConviction")
    wrong = start is not None and convicted is not None and start < convicted
    return Problem("FOLLOW_UP_DATE_BEFORE_CONVICTION_DATE", (_BY_USER, "dateOfCurrentConviction")) if wrong else None


def _convicted_as_a_child_under_ten(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    born, convicted = day(request, "dateOfBirth"), day(request, "dateOfCurrentConviction")
    wrong = born is not None and convicted is not None and completed_years(born, convicted) < 10
    return Problem("UNEXPECTED_ERROR") if wrong else None


_OF_CONVICTION = (
    _convicted_before_birth,
    _first_after_current("dateOfCurrentConviction", "ageAtFirstSanction"),
    _conviction_after_assessment,
)
_OF_START = (_start_required, _start_before_birth, _start_out_of_range)
_OF_COUNTS = (_asked_of_men(_counts_given), _asked_of_men(_counts_fit), _counts_without_history)

CHECKS: dict[str, Iterable[_Check]] = {
    "ARP": (*_OF_CONVICTION, _first_sanction, _code, _range_of_sanctions, *_OF_START),
    "VRP": (
        *(_first_sanction, _range_of_sanctions, _violent_within("VIOLENT_SANCTION_OUT_OF_RANGE"), _code),
        *(*_OF_CONVICTION, *_OF_START),
    ),
    "SVRP": (
        *(_range_of_sanctions, _violent_within("VIOLENT_SANCTION_OUT_OF_RANGE"), _code, _first_sanction),
        *_OF_CONVICTION,
    ),
    "DC_SRP": (*_OF_COUNTS, _asked_of_men(_range_of_sanctions), _last_sexual_offence, _asked_of_men(_start_out_of_range)),
    "II_SRP": _OF_COUNTS,
    "OGRS3": (_code, _exact_offence, _convicted_as_a_child_under_ten),
    "SNSV": (
        _code,
        _violent_within("VIOLENT_SANCTION_GREATER_THAN_TOTAL_SANCTIONS"),
        _follow_up_before_conviction,
        _first_after_current("ageAtFirstSanction", "dateOfBirth", "dateOfCurrentConviction"),
        _convicted_as_a_child_under_ten,
    ),
}
