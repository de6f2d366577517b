"""What the published service answers to a request: the score, or its validation errors, field by field."""

from collections.abc import Iterator
from datetime import date

import msgspec

from riskcheck import policy
from riskcheck.predictors.inputs import Inputs
from riskcheck.predictors.offences import OffenceMapping
from riskcheck.predictors.score import score
from riskcheck.predictors.scored import Score
from tests.predictors.service.checks import CHECKS, SEXUAL, TOTAL, VIOLENT, Problem
from tests.predictors.service.request import FIELDS, FOLLOW_UP, Request, day, inputs, lowered_band

_FIELD_OF = {item: field for field, item in FIELDS.items()}
_STATIC = ("dateOfBirth", "dateOfCurrentConviction", "ageAtFirstSanction", "gender", "currentOffenceCode", TOTAL)
_CALCULATED, _BY_USER = FOLLOW_UP[1], FOLLOW_UP[2]

_REQUIRED: dict[str, tuple[str, ...]] = {
    "ARP": _STATIC,
    "VRP": (*_STATIC, VIOLENT),
    "SVRP": (*_STATIC, VIOLENT),
    "DC_SRP": ("gender", "supervisionStatus", "hasEverCommittedSexualOffence", "dateOfBirth", FOLLOW_UP[0], TOTAL),
    "II_SRP": ("gender", "hasEverCommittedSexualOffence"),
    "CSRP": ("gender", "hasEverCommittedSexualOffence"),
    "OGRS3": (*_STATIC, _CALCULATED),
    "SNSV": (*_STATIC, "supervisionStatus", _BY_USER, VIOLENT),
    "OVP": (
        "gender",
        "dateOfBirth",
        TOTAL,
        VIOLENT,
        "doesRecogniseImpactOfOffendingOnOthers",
        "isCurrentlyOfNoFixedAbodeOrTransientAccommodation",
        "isUnemployed",
        "currentAlcoholUseProblems",
        "excessiveAlcoholUse",
        "hasCurrentPsychiatricTreatment",
        "temperControl",
        "proCriminalAttitudes",
    ),
    "OSP_DC": ("gender", "hasEverCommittedSexualOffence", "dateOfBirth", _BY_USER, TOTAL, "supervisionStatus"),
    "OSP_II": ("gender", "hasEverCommittedSexualOffence"),
    "RSR": (),
}

PARTS = {"CSRP": ("DC_SRP", "II_SRP", "SVRP"), "RSR": ("OSP_DC", "OSP_II", "SNSV")}


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
    found = [error for check in CHECKS.get(name, ()) if (error := check(request, mapping, assessed))]
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


def _before_2026_sexual(name: str, request: Request, missing: tuple[str, ...]) -> Iterator[Problem]:
    """OSP asked for less than DC-SRP and IIC-SRP do, one thing after the other."""
    if name == "OSP_II" and request.get("gender") is None:
        missing = ("gender",)
    if missing:
        yield Problem("MISSING_MANDATORY_INPUT", missing)
    elif request["gender"] == "FEMALE":
        return
    elif request["hasEverCommittedSexualOffence"]:
        counts = [request.get(field) for field in SEXUAL]
        if None in counts or not any(counts):
            yield Problem("SEXUAL_OFFENDING_MISSING_COUNTS", SEXUAL)
    elif any(request.get(field) for field in SEXUAL):
        yield Problem("SEXUAL_OFFENDING_INCONSISTENT_INPUT", SEXUAL)
