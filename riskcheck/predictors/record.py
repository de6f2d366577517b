"""The items of a calculation as the case record holds them: those of one assessment, as at the day of one score."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from riskcheck.days import Day
from riskcheck.predictors.days import completed_months
from riskcheck.predictors.inputs import Answer, Inputs, State, known
from riskcheck.predictors.offences import OffenceMapping
from riskcheck.records.model import Assessment, CaseRecord, Predictor, ScoredItems

_STATES = {
    "dont_know": State.DONT_KNOW,
    "not_recorded": State.BLANK,
    "not_applicable": State.NOT_APPLICABLE,
}
_NOT_AN_ITEM = ("left_blank", "drugs", "past_offences", "convicted_on", "follow_up_from", "offence_code", "months_offence_free")

PARTNER_ONLY = ("SNSV", "RSR")
"""The predictors before 2026: in them abuse of a partner counts, and abuse of other family does not."""

PLACES = {
    "weapon": ("answers/weapon_carried_or_used",),
    "domestic_abuse": ("answers/domestic_abuse_partner", "answers/domestic_abuse_family"),
    "months_offence_free": ("scored_items/follow_up_from",),
    "living_together": ("scored_items/relationship_status",),
    "relationship_when_living_together": ("scored_items/relationship_status",),
}
"""Where in an assessment an item stands that has no place of its own among the scored items."""


def inputs_of(assessment: Assessment, name: str, on: Day) -> Inputs:
    """The items that one predictor is worked out from, as an assessment has them, on the day of the calculation."""
    items = assessment.scored_items or ScoredItems()
    answers = {field: _answer(items, field) for field in items.__struct_fields__ if field not in _NOT_AN_ITEM}
    for group in ("drugs", "past_offences"):
        kinds = getattr(items, group)
        answers |= {f"{group}.{kind}": _read(getattr(kinds, kind)) for kind in (kinds.__struct_fields__ if kinds else ())}
    if items.age_at_follow_up is None and items.follow_up_from is None:
        answers["age_at_follow_up"] = answers["age_at_conviction"]
    answers["months_offence_free"] = _months(items, on)
    answers |= dict(_of_answers(assessment, name))
    return Inputs(answers)


def _read(value: str | int | None) -> Answer:
    if value is None:
        return Answer()
    state = _STATES.get(str(value))
    return Answer(state) if state is not None else known(value)


def _answer(items: ScoredItems, field: str) -> Answer:
    return Answer(State.BLANK) if field in items.left_blank else _read(getattr(items, field))


def _months(items: ScoredItems, on: Day) -> Answer:
    start = items.follow_up_from or items.convicted_on
    if start is not None:
        return known(min(max(completed_months(date.fromisoformat(start), date.fromisoformat(on)), 0), 36))
    return _answer(items, "months_offence_free")


def _of_answers(assessment: Assessment, name: str) -> Iterator[tuple[str, Answer]]:
    """The two items that stand among the assessment's answers; before 2026, abuse of a partner alone counted."""
    if assessment.answers is None:
        return
    yield "weapon", _read(assessment.answers.weapon_carried_or_used)
    partner = _read(assessment.answers.domestic_abuse_partner)
    family = partner if name in PARTNER_ONLY else _read(assessment.answers.domestic_abuse_family)
    both = (partner, family)
    yes = next((answer for answer in both if answer.value == "yes"), None)
    yield "domestic_abuse", yes or next((answer for answer in both if answer.state is not State.KNOWN), partner)


def assessment_of(recorded: Predictor, assessments: Iterable[tuple[str, Day | None]]) -> str | None:
    """The id of the assessment in which a score was calculated, of these ids with their days of completion, last one last.

    It is the one that the score names, or else the last that was completed on its day.
    """
    found = [
        each
        for each, completed_on in assessments
        if recorded.assessment == each or (recorded.assessment is None and completed_on == recorded.date)
    ]
    return found[-1] if found else None


def with_categories(record: CaseRecord, mapping: OffenceMapping) -> CaseRecord:
    """The same record, in which the category of each scored offence is named where the mapping knows its code."""
    items = tuple(_with_category(item, mapping) for item in record.assessments.items)
    return msgspec.structs.replace(record, assessments=msgspec.structs.replace(record.assessments, items=items))


def _with_category(assessment: Assessment, mapping: OffenceMapping) -> Assessment:
    items = assessment.scored_items
    if items is None or items.offence_code is None:
        return assessment
    named = msgspec.structs.replace(
        items,
        offence_category=items.offence_category or mapping.category(items.offence_code),
        ogrs3_offence_group=items.ogrs3_offence_group or mapping.group(items.offence_code),
    )
    return msgspec.structs.replace(assessment, scored_items=named)
