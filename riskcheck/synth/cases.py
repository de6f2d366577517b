"""One case after another: planned, lived, written down, and given its answer. Each depends on the seed and its number alone."""

from collections.abc import Iterator

import msgspec

from riskcheck.records.model import CaseRecord, SentenceStatus
from riskcheck.synth import assessments, conduct, gaps, registers, supervision
from riskcheck.synth.answers import About, labels
from riskcheck.synth.chance import Chance
from riskcheck.synth.life import LIVES, life
from riskcheck.synth.lived import Life
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.plan import Plan, cell, plan
from riskcheck.synth.schedule import iso
from riskcheck.synth.writing import Writing

FORMAT = "riskcheck.case-record/1"
NOTE = "Synthetic: made by riskcheck synth, fitted to no real person."
_TEAMS = 4


class Made(msgspec.Struct, frozen=True):
    """A case: its plan, its life, and the record of it."""

    plan: Plan
    life: Life
    record: CaseRecord


def cases(count: int, seed: int, parameters: Parameters) -> Iterator[Made]:
    """So many cases. The first of them are the same however many are made. Raises ``BadParameters`` as ``plan`` does."""
    for number in range(count):
        yield case(number, seed, parameters)


def case(number: int, seed: int, parameters: Parameters) -> Made:
    """The case of a number (from 0) under a seed. Raises ``BadParameters`` as ``plan`` does."""
    planned, lived = _lived(seed, number, parameters)
    writing = Writing(Chance(seed, number, "record"), planned, lived, parameters)
    conduct.write(writing)
    supervision.write(writing, Chance(seed, number, "on licence"))
    registers.write(writing)
    assessments.write(writing, parameters)
    about = About(family=planned.family, area=planned.area, workload=planned.workload, error=planned.error)
    day = iso(planned.days.completed)
    record = CaseRecord(
        format=FORMAT,
        case_id=f"synth-{seed}-{number + 1:06d}",
        extracted_on=iso(planned.days.extracted),
        purpose="synthetic",
        note=NOTE,
        status=SentenceStatus(phase=planned.days.phase, area=planned.area, team=f"Team {1 + number % _TEAMS}"),
        protected=_protected(Chance(seed, number, "protected"), planned, parameters),
        **gaps.sections(writing),  # type: ignore[arg-type]
        labels=labels(about, planned.truth, planned.recorded, day),
    )
    return Made(planned, lived, record)


def _lived(seed: int, number: int, parameters: Parameters) -> tuple[Plan, Life]:
    """A plan and a life that fits it; where no life of a plan reads as its truth has it, another plan of the same kind.

    So the shares of the kinds are those of the parameters, however hard a kind is to come by.
    """
    planning, living = Chance(seed, number, "plan"), Chance(seed, number, "life")
    kind = cell(planning, parameters)
    best: tuple[float, Plan, Life] | None = None
    for _ in range(max(1, parameters.truth.readable // LIVES)):
        planned = plan(planning, kind, parameters)
        amiss, lived = life(living, planned, parameters)
        if best is None or amiss < best[0]:
            best = (amiss, planned, lived)
        if not amiss:
            break
    assert best is not None
    return best[1:]


def _protected(chance: Chance, planned: Plan, parameters: Parameters) -> dict[str, str]:
    """Sex and ethnicity are drawn apart from everything else; the day of birth is the life's, which begins with it."""
    recording = parameters.recording
    return {
        "sex": chance.among(recording.sex),
        "ethnicity": chance.among(recording.ethnicity),
        "date_of_birth": iso(planned.days.born),
    }
