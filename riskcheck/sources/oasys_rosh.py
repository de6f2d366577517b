"""Risk of serious harm from assess-risks-and-needs: the summary, the full answer, and both through the integration API.

One payload holds one assessment: the latest complete one in a window of weeks. Where there is none the answer is an empty
object, with no day; that is never read as low.
"""

from typing import Any

from riskcheck.sources import levels
from riskcheck.sources.account import What
from riskcheck.sources.adapter import Adapter
from riskcheck.sources.part import Part
from riskcheck.sources.reading import Reading
from riskcheck.sources.shape import any_of, has

_TEXTS = {
    "whoIsAtRisk": "who_is_at_risk",
    "natureOfRisk": "nature_of_risk",
    "riskImminence": "when_greatest",
    "riskIncreaseFactors": "increases_risk",
    "riskMitigationFactors": "reduces_risk",
    "analysisOfRiskFactors": "analysis",
}
_ANSWERS = {
    "escapeOrAbscond": "escape_or_abscond",
    "controlIssuesDisruptiveBehaviour": "control_issues",
    "breachOfTrust": "breach_of_trust",
}
_SETTINGS = {"riskInCommunity": "community", "riskInCustody": "custody"}
_IN_CUSTODY_ONLY = "prisoners are rated in custody only: left out"
_TWICE = "is stated at more than one level: none of them is taken"
_NO_LEVEL = "is not a level: left out"
_NO_GROUP = "is not a group at risk: left out"
_NEITHER = "is neither a level nor a group at risk: left out"
_NONE_STATED = "states no level: not recorded, never low"
_NO_DAY = "has no day of assessment (assessedOn): no assessment is read from it, and nothing is concluded"
_NOT_AN_ANSWER = "is not an answer: left out"


def read(reading: Reading) -> None:
    """Read one RoSH answer as one assessment."""
    root = reading.root
    whole = (root.part("data") or root) if has(reading.value, "data") else root
    summary = (whole.part("summary") if "summary" in whole.value else whole) or whole
    others = whole.part("otherRisks")
    on = whole.moment("assessedOn") or (summary.moment("assessedOn") if summary is not whole else None)
    errors = reading.trace.errors
    rated = ratings(summary)
    unreadable = reading.trace.errors > errors
    stated = {
        "ratings": rated,
        "overall": rating(summary, "overallRiskLevel"),
        "summary": {ours: text for theirs, ours in _TEXTS.items() if (text := summary.text(theirs)) is not None} or None,
        "answers": _answers(others) if others is not None else None,
    }
    whole.leave("riskToSelf")
    if on is None:
        reading.line("", What.CHANGED, _NO_DAY)
        return
    keys = [("the same day and time of completion", "oasys", on.second)]
    otherwise = {"date": on.day, "type": "not_recorded", "status": "complete", "_unreadable": unreadable}
    reading.put("assessments", whole, {**stated, "completed_on": on.day}, keys, otherwise=otherwise)
    reading.covers("assessments", complete=False, why="the latest assessment in a window of weeks")


def ratings(summary: Part) -> dict[str, dict[str, str]] | None:
    """The ratings that a summary states, by setting and group: a map of levels to groups, or of groups to levels."""
    made = {}
    for theirs, setting in _SETTINGS.items():
        column = summary.part(theirs)
        if column is not None and (found := _column(column, setting)):
            made[setting] = found
    return made or None


def _column(column: Part, setting: str) -> dict[str, str]:
    stated: dict[str, list[tuple[str, str]]] = {}
    for name in column.value:
        stated_as = levels.level(name)
        if stated_as is not None:
            if stated_as == "not_recorded":
                column.says(name, What.CHANGED, _NONE_STATED)
            for group, pointer in _groups(column, name):
                stated.setdefault(group, []).append((stated_as, pointer))
        elif (rated := levels.group(name)) is not None:
            word = column.text(name)
            if word is not None:
                stated.setdefault(rated, []).append((_word(column, name, word) or "", column.at(name)))
        else:
            column.fields.add(name)
            column.says(name, What.ERROR, _NEITHER)
    return {group: one for group, found in stated.items() if (one := _one(column, setting, group, found))}


def _groups(column: Part, name: str) -> list[tuple[str, str]]:
    found = []
    for word, pointer in column.texts(name):
        group = levels.group(word)
        if group is None:
            column.trace.line(pointer, What.ERROR, _NO_GROUP)
        else:
            found.append((group, pointer))
    return found


def _one(column: Part, setting: str, group: str, found: list[tuple[str, str]]) -> str | None:
    """The level of a group where one is stated; ``not_recorded`` where several are."""
    if setting == "community" and group == "prisoners":
        column.trace.line(found[0][1], What.NOT_UNDERSTOOD, _IN_CUSTODY_ONLY)
        return None
    stated = {level for level, _ in found}
    if len(stated) > 1:
        for _, pointer in found:
            column.trace.line(pointer, What.ERROR, _TWICE)
        return "not_recorded"
    return found[0][0] or None


def _word(part: Part, name: str, word: str) -> str | None:
    level = levels.level(word)
    if level is None:
        part.says(name, What.ERROR, _NO_LEVEL)
    elif level == "not_recorded":
        part.says(name, What.CHANGED, _NONE_STATED)
    return level


def rating(part: Part, name: str) -> str | None:
    """The level that a field states; ``not_recorded``, with a line, for a word that states none."""
    word = part.text(name)
    return _word(part, name, word) if word is not None else None


def _answers(others: Part) -> dict[str, str] | None:
    made = {}
    others.leave("riskToOtherPrisoners", "assessedOn")
    for theirs, ours in _ANSWERS.items():
        word = others.text(theirs)
        if word is None:
            continue
        answer = levels.answer(word)
        if answer is None:
            others.says(theirs, What.ERROR, _NOT_AN_ANSWER)
        else:
            made[ours] = answer
    return made or None


def _is_summary(value: Any) -> bool:
    return any_of(value, *_SETTINGS) and any_of(value, *_TEXTS, "overallRiskLevel", "assessedOn")


def _is_full(value: Any) -> bool:
    return has(value, "summary") and any_of(value, "riskToSelf", "otherRisks") and not has(value, "crn")


_NOT_HELD = (
    "risk to self is another risk, and the record has no place for it",
    "riskToOtherPrisoners is filled from another question there (asOtherRisks in RoshFull), so it is left out",
    "when the assessment was begun, of which kind it is, who countersigned it and which sources it used are not stated",
)

SUMMARY = Adapter(
    name="oasys-rosh-summary",
    says="a RoSH summary (assess-risks-and-needs)",
    system="oasys",
    fits=_is_summary,
    read=read,
    sections=("assessments",),
    not_held=_NOT_HELD[2:],
    rank=20,
)
FULL = Adapter(
    name="oasys-rosh-full",
    says="RoSH in full (assess-risks-and-needs)",
    system="oasys",
    fits=_is_full,
    read=read,
    sections=("assessments",),
    not_held=_NOT_HELD,
    rank=21,
)
INTEGRATION = Adapter(
    name="integration-rosh",
    says="RoSH (integration API)",
    system="oasys",
    fits=lambda value: isinstance(value, dict) and (_is_full(value.get("data")) or _is_summary(value.get("data"))),
    read=read,
    sections=("assessments",),
    not_held=_NOT_HELD,
    rank=80,
)
