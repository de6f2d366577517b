"""A caseload made once for all of these tests."""

from functools import cache
from typing import Any

from riskcheck.records.model import CaseRecord
from riskcheck.synth.cases import Made, cases
from riskcheck.synth.chance import Chance
from riskcheck.synth.parameters import Parameters, parameters
from riskcheck.synth.plan import Plan, cell, plan

SEED = 11
COUNT = 500
PLANS = 2500


@cache
def chosen() -> Parameters:
    return parameters()


@cache
def caseload() -> tuple[Made, ...]:
    return tuple(cases(COUNT, SEED, chosen()))


@cache
def plans() -> tuple[Plan, ...]:
    """Plans alone, for counting: what the records of so many cases would be about."""
    return tuple(_planned(Chance(SEED, number, "plan")) for number in range(PLANS))


def _planned(chance: Chance) -> Plan:
    return plan(chance, cell(chance, chosen()), chosen())


def inside_items(record: CaseRecord) -> list[Any]:
    """Items of what was done in custody."""
    custody = record.custody
    assert custody is not None
    reports = [one for one in record.reports.items if one.setting == "custody"] if record.reports else []
    convictions = [one for one in record.convictions.items if one.setting == "custody"] if record.convictions else []
    return [*custody.adjudications, *custody.incidents, *reports, *convictions]


def in_custody(record: CaseRecord, day: str) -> bool:
    """Whether the record has the person in custody on a day; the day of release is not a day in custody."""
    assert record.custody is not None
    return any(held.date <= day and (held.ended_on is None or day < held.ended_on) for held in record.custody.periods)


def last(record: CaseRecord) -> Any:
    """The last assessment."""
    return max(record.assessments.items, key=lambda one: one.completed_on or "")


def supplied(made: Made) -> bool:
    """Whether the custody section is whole, so that what is not in it did not happen."""
    return made.record.custody is not None and made.record.custody.coverage.value == "complete"
