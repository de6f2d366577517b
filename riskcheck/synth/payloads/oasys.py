"""Assessments and predictors as an OASys extract, and as assess-risks-and-needs answers."""

from typing import Any

from riskcheck.records.model import Assessment, CaseRecord
from riskcheck.synth.payloads.emitted import Emitted, codes
from riskcheck.terms import Coverage

_TYPES = {"full": "LAYER3", "standard": "LAYER1"}
_TEXTS = {
    "who_is_at_risk": "whoIsAtRisk",
    "nature_of_risk": "natureOfRisk",
    "when_greatest": "riskImminence",
    "increases_risk": "riskIncreaseFactors",
    "reduces_risk": "riskMitigationFactors",
    "analysis": "analysisOfRiskFactors",
}
_OTHER = {
    "escape_or_abscond": "escapeOrAbscond",
    "control_issues": "controlIssuesDisruptiveBehaviour",
    "breach_of_trust": "breachOfTrust",
}
_ANSWERS = {"yes": "YES", "no": "NO", "dont_know": "DK", "not_applicable": "NA"}
_INVOLVED = {"weapon_carried_or_used": "Carrying or using a weapon", "violence_or_threat": "Violence or threat of violence"}


def write(record: CaseRecord, made: Emitted) -> None:
    """Write what OASys holds: every assessment with its ratings, the words of the latest, the offence analyses, the scores."""
    held = [one for one in record.assessments.items if one.type in _TYPES]
    made.lose("carried-forward", *(one for one in record.assessments.items if one.type not in _TYPES))
    if not held:
        return
    latest = max(held, key=lambda one: one.completed_on or "")
    made.files["oasys-extract.json"] = {"probNumber": made.crn, "assessments": [_extract(one, made) for one in held]}
    made.files["oasys-timeline.json"] = {"crn": made.crn, "timeline": [_timeline(one, made) for one in held]}
    made.files["oasys-offences.json"] = {
        "crn": made.crn,
        "limitedAccessOffender": False,
        "assessments": [_offences(one, made) for one in held],
    }
    made.files["oasys-plan.json"] = {
        "crn": made.crn,
        "assessments": [{**_dates(latest, made), "supervision": "See the record."}],
    }
    made.files["oasys-rosh.json"] = _rosh(latest)
    for number, one in enumerate(held):
        made.at("oasys-extract.json", f"/assessments/{number}", one.id)
        analysis = one.offence_analysis.text if one.offence_analysis is not None else None
        made.says(
            one.id,
            summary=one.summary if one is latest else None,
            answers=_answers(one, words=one is latest),
            offence_analysis={"text": analysis} if analysis else None,
        )
    _scores(record, made)


def moment(day: str | None) -> str | None:
    """A local moment of a day, as OASys writes it."""
    return f"{day}T09:30:00" if day is not None else None


def _dates(one: Assessment, made: Emitted) -> dict[str, Any]:
    return {
        "assessmentPk": made.number(one.id),
        "assessmentType": _TYPES[one.type],
        "assessmentStatus": "COMPLETE",
        "superStatus": "COMPLETE",
        "initiationDate": f"{one.date}T09:00:00",
        "dateCompleted": moment(one.completed_on),
    }


def _extract(one: Assessment, made: Emitted) -> dict[str, Any]:
    return {**_dates(one, made), **{f"risk{name}": level for name, level in _ratings(one)}}


def _ratings(one: Assessment) -> list[tuple[str, str | None]]:
    found = []
    for setting, word in (("community", "Community"), ("custody", "Custody")):
        column = getattr(one.ratings, setting, None)
        for group, (name, _) in codes("groups").items():
            if group != "prisoners" or setting == "custody":
                level = getattr(column, group, None)
                found.append((f"{name}{word}", codes("levels")[level][0] if level in codes("levels") else None))
    return found


def _timeline(one: Assessment, made: Emitted) -> dict[str, Any]:
    return {
        "assessmentPk": made.number(one.id),
        "initiationDate": f"{one.date}T09:00:00",
        "status": "COMPLETE",
        "completedDate": moment(one.completed_on),
    }


def _rosh(one: Assessment) -> dict[str, Any]:
    """The full answer, as of the latest assessment: levels with the groups at each, and the answers to other risks."""
    columns: dict[str, dict[str, list[str]]] = {}
    for setting, word in (("community", "riskInCommunity"), ("custody", "riskInCustody")):
        column = getattr(one.ratings, setting, None)
        held: dict[str, list[str]] = {}
        for group, (_, name) in codes("groups").items():
            level = getattr(column, group, None)
            if level in codes("levels"):
                held.setdefault(codes("levels")[level][1], []).append(name)
        columns[word] = held
    summary = {theirs: getattr(one.summary, ours, None) for ours, theirs in _TEXTS.items()}
    answers = {theirs: _ANSWERS.get(getattr(one.answers, ours, None) or "") for ours, theirs in _OTHER.items()}
    overall = codes("levels")[one.overall][1] if one.overall in codes("levels") else None
    return {
        "riskToSelf": {},
        "otherRisks": answers,
        "summary": {**summary, **columns, "overallRiskLevel": overall},
        "assessedOn": moment(one.completed_on),
    }


def _offences(one: Assessment, made: Emitted) -> dict[str, Any]:
    involved = [words for name, words in _INVOLVED.items() if getattr(one.answers, name, None) == "yes"]
    analysis = one.offence_analysis.text if one.offence_analysis is not None else None
    dates = _dates(one, made)
    dates["assessmentId"] = dates.pop("assessmentPk")
    return {
        **dates,
        "offence": analysis,
        "offenceInvolved": involved,
        "offenceDetails": [],
        "laterCompleteAssessmentExists": False,
    }


def _answers(one: Assessment, *, words: bool) -> dict[str, str] | None:
    """The answers that the payloads state: what an offence involved, and of the latest assessment the other risks."""
    stated = {name: "yes" for name in _INVOLVED if getattr(one.answers, name, None) == "yes"}
    for name in _OTHER if words else ():
        answer = getattr(one.answers, name, None)
        if answer in _ANSWERS:
            stated[name] = answer
    return stated or None


def _scores(record: CaseRecord, made: Emitted) -> None:
    section = record.predictors
    if section is None or section.coverage is Coverage.NOT_SUPPLIED:
        return
    days = sorted({one.date for one in section.items})
    written = []
    for number, day in enumerate(days):
        output: dict[str, Any] = {}
        for one in section.items:
            if one.date == day:
                name, score, band = codes("predictors")[one.name]
                output[name] = {score: one.score, band: (one.band or "").upper()}
                if one.name == "RSR":
                    output[name] |= {"staticOrDynamic": (one.static_or_dynamic or "").upper(), "source": "OASYS"}
                made.at("predictors.json", f"/{number}/output/{name}", one.id)
                made.says(
                    one.id,
                    static_or_dynamic=one.static_or_dynamic if one.name == "RSR" else None,
                    horizon_years=None if one.name == "RSR" else one.horizon_years,
                )
        written.append(
            {
                "completedDate": moment(day),
                "status": "COMPLETE",
                "assessmentType": "LAYER3",
                "outputVersion": "1",
                "output": output,
            }
        )
    made.files["predictors.json"] = written
