"""What the published service answers to a request: the score, or its validation errors, field by field.

The checks are those of ``ministryofjustice/hmpps-arns-risk-actuarial-api`` at commit 016919c, and for the predictors before
2026 those that its test resources of June 2026 show. They say which inputs no calculator accepts.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

import msgspec

from riskcheck import policy
from riskcheck.predictors.days import completed_years
from riskcheck.predictors.inputs import Inputs
from riskcheck.predictors.offences import OffenceMapping
from riskcheck.predictors.request import FIELDS, FOLLOW_UP, Request, day, inputs, lowered_band
from riskcheck.predictors.score import score
from riskcheck.predictors.scored import Score

_FIELD_OF = {item: field for field, item in FIELDS.items()}
_SEXUAL = (
    "totalIndecentImageSanctions",
    "totalContactAdultSexualSanctions",
    "totalContactChildSexualSanctions",
    "totalNonContactSexualOffences",
)
_TOTAL, _VIOLENT = "totalNumberOfSanctionsForAllOffences", "totalNumberOfViolentSanctions"
_STATIC = ("dateOfBirth", "dateOfCurrentConviction", "ageAtFirstSanction", "gender", "currentOffenceCode", _TOTAL)
_CALCULATED, _BY_USER = FOLLOW_UP[1], FOLLOW_UP[2]

_REQUIRED: dict[str, tuple[str, ...]] = {
    "ARP": _STATIC,
    "VRP": (*_STATIC, _VIOLENT),
    "SVRP": (*_STATIC, _VIOLENT),
    "DC_SRP": ("gender", "supervisionStatus", "hasEverCommittedSexualOffence", "dateOfBirth", FOLLOW_UP[0], _TOTAL),
    "II_SRP": ("gender", "hasEverCommittedSexualOffence"),
    "CSRP": ("gender", "hasEverCommittedSexualOffence"),
    "OGRS3": (*_STATIC, _CALCULATED),
    "SNSV": (*_STATIC, "supervisionStatus", _BY_USER, _VIOLENT),
    "OVP": (
        "gender",
        "dateOfBirth",
        _TOTAL,
        _VIOLENT,
        "doesRecogniseImpactOfOffendingOnOthers",
        "isCurrentlyOfNoFixedAbodeOrTransientAccommodation",
        "isUnemployed",
        "currentAlcoholUseProblems",
        "excessiveAlcoholUse",
        "hasCurrentPsychiatricTreatment",
        "temperControl",
        "proCriminalAttitudes",
    ),
    "OSP_DC": ("gender", "hasEverCommittedSexualOffence", "dateOfBirth", _BY_USER, _TOTAL, "supervisionStatus"),
    "OSP_II": ("gender", "hasEverCommittedSexualOffence"),
    "RSR": (),
}

PARTS = {"CSRP": ("DC_SRP", "II_SRP", "SVRP"), "RSR": ("OSP_DC", "OSP_II", "SNSV")}


class Problem(msgspec.Struct, frozen=True):
    """One validation error: its type as the service names it, and the fields that it is about."""

    type: str
    fields: tuple[str, ...] = ()


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What the service answers. ``lowered``: whether the band of DC-SRP was lowered a step; ``None`` where it is not asked."""

    errors: tuple[Problem, ...]
    kind: str | None = None
    percent: float | None = None
    one_year: float | None = None
    points: int | None = None
    band: str | None = None
    lowered: bool | None = None


def answer(name: str, request: Request, mapping: OffenceMapping, assessed: date) -> Answered:
    """The answer to a request; ``assessed`` is the day of assessment where the request has none.

    Raises ``KeyError`` for a name that is not a predictor.
    """
    errors = tuple(_errors(name, request, mapping, assessed))
    if any(error.type != "MISSING_DYNAMIC_INPUT" for error in errors if not _dynamic_only(error)):
        return Answered(errors=errors)
    if errors and request.get("snsvStaticOrDynamic") == "DYNAMIC":
        return Answered(errors=errors)
    wanted = {"STATIC": False}.get(str(request.get("snsvStaticOrDynamic")), False if errors else None)
    found = score(name, _fitting(name, request, mapping, assessed), dynamic=wanted, variant=name in ("SNSV", "RSR"))
    if not isinstance(found, Score):
        return Answered(errors=errors)
    lowered = _lowered(name, request, found, assessed)
    return Answered(
        errors=errors,
        kind=found.kind,
        percent=found.percent,
        one_year=found.one_year,
        points=found.points,
        band=_band(name, request, found, lowered),
        lowered=lowered,
    )


def _dynamic_only(error: Problem) -> bool:
    return error.type == "MOTIVATION_TO_TACKLE_DRUG_MISUSE_INCONSISTENT"


def _fitting(name: str, request: Request, mapping: OffenceMapping, assessed: date) -> Inputs:
    """The items of a request; SNSV counts domestic abuse against a partner only."""
    made = inputs(request, mapping, assessed)
    if name in ("SNSV", "RSR") and request.get("evidenceOfDomesticAbuse") and "domesticAbuseAgainstPartner" in request:
        made = made.answering(domestic_abuse="yes" if request["domesticAbuseAgainstPartner"] else "no")
    return made


def _lowered(name: str, request: Request, found: Score, assessed: date) -> bool | None:
    if name not in ("DC_SRP", "OSP_DC") or found.band == "not_applicable":
        return None
    years = policy.topic("predictor_points")["direct_contact"]["value"]["lowered_after_years"]
    return lowered_band(request, found.band, day(request, "assessmentDate") or assessed, years)


def _band(name: str, request: Request, found: Score, lowered: bool | None) -> str | None:
    if lowered:
        return {"very_high": "high", "high": "medium", "medium": "low"}[str(found.band)]
    if name == "II_SRP" and request.get("gender") == "FEMALE" and request.get("hasEverCommittedSexualOffence"):
        return "low"
    return found.band


def _errors(name: str, request: Request, mapping: OffenceMapping, assessed: date) -> Iterator[Problem]:
    missing = tuple(field for field in _REQUIRED[name] if request.get(field) is None)
    if name in PARTS:
        failed = [part for part in PARTS[name] if _fails(part, request, mapping, assessed)]
        if failed:
            yield Problem("COMPONENT_VALIDATION_ERROR", tuple(failed))
    if name in ("OSP_DC", "OSP_II"):
        yield from _before_2026_sexual(name, request, missing)
        return
    if missing:
        yield Problem("MISSING_MANDATORY_INPUT", missing)
    found = [error for check in _CHECKS.get(name, ()) if (error := check(request, mapping, assessed))]
    yield from found
    if name == "SNSV" and (missing or found or request.get("snsvStaticOrDynamic") == "STATIC"):
        return
    yield from _dynamic(name, request)


def _fails(name: str, request: Request, mapping: OffenceMapping, assessed: date) -> bool:
    return any(error.type != "MISSING_DYNAMIC_INPUT" for error in _errors(name, request, mapping, assessed))


def _dynamic(name: str, request: Request) -> Iterator[Problem]:
    items = policy.topic("predictor_items")["dynamic"]["value"].get(name, ())
    fields = ["previousConvictions" if item == "past_offences" else _FIELD_OF[item] for item in items]
    lacking = tuple(field for field in fields if request.get(field) is None)
    if lacking:
        yield Problem("MISSING_DYNAMIC_INPUT", lacking)
    if name in ("ARP", "VRP") and request.get("motivationToTackleDrugMisuse") is None:
        counted = {"ARP": "hasMethadoneUsage", "VRP": "hasHeroinUsage"}[name]
        used = tuple(
            field for field, item in FIELDS.items() if item.startswith("drugs.") and field != counted and request.get(field)
        )
        if used:
            yield Problem("MOTIVATION_TO_TACKLE_DRUG_MISUSE_INCONSISTENT", used)


# Each check takes the request, the mapping and the day of assessment, and gives an error or ``None``.
_Check = Callable[[Request, OffenceMapping, date], Problem | None]


def _range_of_sanctions(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    total = request.get(_TOTAL)
    return Problem("TOTAL_NUMBER_OF_SANCTIONS_OUT_OF_RANGE", (_TOTAL,)) if total is not None and not 1 <= total <= 999 else None


def _violent_within(kind: str) -> _Check:
    def check(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
        total, violent = request.get(_TOTAL), request.get(_VIOLENT)
        wrong = total is not None and violent is not None and not 0 <= violent <= total
        return Problem(kind, (_VIOLENT, _TOTAL)) if wrong else None

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
    wrong = convicted is not None and convicted > _three_months_after(on)
    fields = ("dateOfCurrentConviction", "assessmentDate")
    return Problem("DATE_OF_CURRENT_CONVICTION_WITHIN_THREE_MONTHS_OF_ASSESSMENT_DATE", fields) if wrong else None


def _three_months_after(on: date) -> date:
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
    missing = tuple(field for field in _SEXUAL if request.get(field) is None)
    return Problem("MISSING_MANDATORY_INPUT", missing) if missing else None


def _counts_fit(request: Request, _mapping: OffenceMapping, _assessed: date) -> Problem | None:
    if all(request.get(field) == 0 for field in _SEXUAL):
        return Problem("SEXUAL_REOFFENDING_PREDICTOR_NO_SANCTIONS", _SEXUAL)
    total = request.get(_TOTAL)
    above = total is not None and sum(request.get(field) or 0 for field in _SEXUAL) > total
    return Problem("TOTAL_NUMBER_OF_SEXUAL_SANCTIONS_OUT_OF_RANGE", _SEXUAL) if above else None


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
    counted = tuple(field for field in _SEXUAL if request.get(field))
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

_CHECKS: dict[str, Iterable[_Check]] = {
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


def _before_2026_sexual(name: str, request: Request, missing: tuple[str, ...]) -> Iterator[Problem]:
    """OSP asked for less than DC-SRP and IIC-SRP do, one thing after the other."""
    if name == "OSP_II" and request.get("gender") is None:
        missing = ("gender",)
    if missing:
        yield Problem("MISSING_MANDATORY_INPUT", missing)
    elif request["gender"] == "FEMALE":
        return
    elif request["hasEverCommittedSexualOffence"]:
        counts = [request.get(field) for field in _SEXUAL]
        if None in counts or not any(counts):
            yield Problem("SEXUAL_OFFENDING_MISSING_COUNTS", _SEXUAL)
    elif any(request.get(field) for field in _SEXUAL):
        yield Problem("SEXUAL_OFFENDING_INCONSISTENT_INPUT", _SEXUAL)
