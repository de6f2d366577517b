"""Other OASys answers about assessments: the timeline, the risk management plan, the offence analysis and the needs."""

from typing import Any

from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.oasys_extract import dates, put
from riskcheck.sources.offences import from_code, put_conviction
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import any_of, entries, first_has, has
from riskcheck.sources.words import every_match

_PLAN = (
    "keyInformationCurrentSituation",
    "keyConsiderationsCurrentSituation",
    "furtherConsiderationsCurrentSituation",
    "supervision",
    "monitoringAndControl",
    "interventionsAndTreatment",
    "victimSafetyPlanning",
    "contingencyPlans",
)
_OFFENCE = ("offenceInvolved", "specificWeapon", "offenceDetails", "patternOfOffending")
_INVOLVED = "is not one of the things that an offence can involve here: kept as words only"


def read_timeline(reading: Reading) -> None:
    """Read when each assessment was begun and completed, and its state."""
    held = reading.root.parts("timeline") if has(reading.value, "timeline") else list(reading.each())
    _timeline(reading, held)
    reading.covers("assessments", complete=False, why="the timeline: days and states, without ratings")


def _timeline(reading: Reading, held: list[Part]) -> None:
    for part in held:
        done = part.moment("completedDate" if "completedDate" in part.value else "completed")
        reference = part.code("assessmentPk") or part.code("assessmentId")
        put(reading, part, dates(part), done, reference)


def read_plan(reading: Reading) -> None:
    """Read the assessments that a risk management plan belongs to, and their timeline; the record has no place for the plan."""
    root = reading.root
    root.leave("inputs", "source", "limitedAccessOffender")
    for part in root.parts("assessments"):
        part.leave(*_PLAN)
        reference = part.code("assessmentPk") or part.code("assessmentId")
        put(reading, part, dates(part), part.moment("dateCompleted"), reference)
    _timeline(reading, root.parts("timeline"))
    reading.covers("assessments", complete=False, why="days of the assessments that have a risk management plan")


def read_offences(reading: Reading) -> None:
    """Read the offence analysis of each assessment, what the offence involved, and the offences it lists."""
    root = reading.root
    root.leave("limitedAccessOffender")
    for part in root.parts("assessments"):
        done = part.moment("dateCompleted")
        _offences(reading, part)
        fields = {**dates(part), "answers": _involved(part), "offence_analysis": _analysis(part)}
        part.leave("victimDetails", "disinhibitors", "victimOtherInfo")
        put(reading, part, fields, done, part.code("assessmentId") or part.code("assessmentPk"))
    reading.covers("assessments", complete=False, why="the offence analysis of assessments")


def _involved(part: Part) -> dict[str, str] | None:
    made: dict[str, str] = {}
    for word, pointer in part.texts("offenceInvolved"):
        found = every_match("import_oasys", "offence_involved", word)
        if not found:
            part.trace.line(pointer, What.NOT_UNDERSTOOD, _INVOLVED)
        made.update(dict.fromkeys(found, "yes"))
    return made or None


def _analysis(part: Part) -> dict[str, str] | None:
    weapon, pattern = part.text("specificWeapon"), part.text("patternOfOffending")
    relation = part.text("victimPerpetratorRelationship")
    said = [
        part.text("offence"),
        pattern,
        f"Weapon: {weapon}" if weapon else None,
        f"Relationship to the victim: {relation}" if relation else None,
        _listed(
            "Involved",
            [word for word, _ in part.texts("offenceInvolved") if not every_match("import_oasys", "offence_involved", word)],
        ),
        _listed("Motivations", [word for word, _ in part.texts("evidencedMotivations")]),
    ]
    text = "\n".join(one for one in said if one)
    return {"text": text} if text else None


def _listed(title: str, words: list[str]) -> str | None:
    return f"{title}: {', '.join(words)}" if words else None


def _offences(reading: Reading, part: Part) -> None:
    for offence in part.parts("offenceDetails"):
        kind, day = offence.text("type"), offence.day("offenceDate")
        main, sub = offence.code("offenceCode"), offence.code("offenceSubCode")
        said = [offence.text("offence"), offence.text("subOffence")]
        if day is None or main is None:
            offence.tell(What.NOT_HELD, "is an offence without a day or without a code: left out")
            continue
        code = f"{main.zfill(3)}{(sub or '00').zfill(2)}"
        words = next((one for one in reversed(said) if one), None)
        coded, otherwise = from_code(offence, "offenceCode", code, words), {"index": kind == "CURRENT"}
        put_conviction(reading, offence, coded, code, words, day, None, otherwise=otherwise)
        reading.covers("convictions", complete=False, why="the offences that an OASys assessment lists")


def read_needs(reading: Reading) -> None:
    """Needs: recognised, and nothing of them enters the record."""
    root = reading.root
    root.leave("needs", "identifiedNeeds", "notIdentifiedNeeds", "unansweredNeeds", "assessmentVersion")
    root.moment("assessedOn")


def _held(value: Any) -> list[Any]:
    held = value.get("assessments") if isinstance(value, dict) else None
    return held if isinstance(held, list) else []


def _is_plan(value: Any) -> bool:
    return any(any_of(one, *_PLAN) for one in _held(value))


def _is_offences(value: Any) -> bool:
    return any(any_of(one, *_OFFENCE) for one in _held(value)) and not _is_plan(value)


def _is_timeline(value: Any) -> bool:
    listed = value.get("timeline") if isinstance(value, dict) else entries(value)
    dated = any_of(next(iter(listed or ()), None) if isinstance(listed, list) else None, "completedDate", "initiationDate")
    of_assessments = first_has(listed, "assessmentPk") or first_has(listed, "assessmentId")
    return dated and of_assessments and not _held(value)


OFFENCES = Adapter(
    name="oasys-offences",
    says="an offence analysis (assess-risks-and-needs)",
    system="oasys",
    fits=_is_offences,
    read=read_offences,
    sections=("assessments", "convictions"),
    persons=(("crn", "crn"),),
    not_held=("victims' age, sex and ethnicity, and what removed inhibitions, have no place in the record",),
    rank=12,
)
PLAN = Adapter(
    name="oasys-plan",
    says="a risk management plan (assess-risks-and-needs)",
    system="oasys",
    fits=_is_plan,
    read=read_plan,
    sections=("assessments",),
    persons=(("crn", "crn"),),
    not_held=("the words of the plan: the record has no section for it",),
    rank=13,
)
TIMELINE = Adapter(
    name="oasys-timeline",
    says="a timeline of assessments (assess-risks-and-needs)",
    system="oasys",
    fits=_is_timeline,
    read=read_timeline,
    sections=("assessments",),
    persons=(("crn", "crn"),),
    rank=14,
)
NEEDS = Adapter(
    name="oasys-needs",
    says="needs (assess-risks-and-needs)",
    system="oasys",
    fits=lambda value: (
        any_of(value, "identifiedNeeds", "notIdentifiedNeeds", "unansweredNeeds")
        or first_has(value.get("needs") if isinstance(value, dict) else None, "section")
    ),
    read=read_needs,
    not_held=("a need is a score beside a threshold: it does not say that a circumstance is present, so none is recorded",),
    rank=15,
)
