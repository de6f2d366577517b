"""Answers to synthetic cases, as a stand-in for a reviewer: to rehearse a round before there is a real case in it.

The stand-in knows the answer that a synthetic case carries and errs at random, by one level or one step of a scale. It says
nothing of how reviewers answer; records of real people are refused.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from riskcheck.errors import BadAnswers, UnreadableFile
from riskcheck.records.model import CaseRecord
from riskcheck.review.answers import Answers, Score
from riskcheck.review.questions import LEVELS, RATED, questions, scale
from riskcheck.synth.answers import Answer, answer
from riskcheck.terms import Level

ERRS = 0.12
"""How often the stand-in is a step off. Made up."""


class _Wanted(msgspec.Struct, frozen=True):
    """A case that a form, or a list of differences, asks about; a form says whose it is."""

    case: str
    reviewer: str = ""


def wanted(path: str) -> dict[str, str]:
    """The cases that a form or a list of differences is about, each with whose form it is.

    Raises ``UnreadableFile`` and ``BadAnswers``.
    """
    try:
        return {one.case: one.reviewer for one in msgspec.json.decode(Path(path).read_bytes(), type=list[_Wanted])}
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None
    except msgspec.MsgspecError:
        raise BadAnswers(path, "it is not a form") from None


def rehearsed(cases: Mapping[str, str], records: Iterable[CaseRecord], seed: int) -> list[Answers]:
    """Answers to some cases, on the forms of these reviewers.

    Raises ``BadAnswers`` where one is not among the records, or is not synthetic.
    """
    made = {}
    for record in records:
        if record.case_id in cases:
            known = answer(record) if record.purpose == "synthetic" else None
            if known is None:
                raise BadAnswers(record.case_id, "only synthetic cases that carry their answer can be rehearsed on")
            drawn = _answers(record, known, random.Random(f"{seed}/{record.case_id}"))  # noqa: S311
            made[record.case_id] = msgspec.structs.replace(drawn, reviewer=cases[record.case_id])
    missing = [case for case in cases if case not in made]
    if missing:
        raise BadAnswers(missing[0], "no such case is among the records")
    return [made[case] for case in cases]


def _answers(record: CaseRecord, known: Answer, chance: random.Random) -> Answers:
    levels = {f"{group}/{setting}": _near(LEVELS, level, chance) for (group, setting), level in known.truth.items()}
    last = max(record.assessments.items, key=lambda one: one.completed_on or "")
    right = known.overall[0] == known.overall[1]
    scores = {}
    for code in questions():
        grades = scale(code)
        score = _near(grades, grades[len(grades) // 2 if right else len(grades) // 2 - 1], chance)
        scores[code] = Score(score=score, why="Rehearsal.", evidence=(last.id,))
    return Answers(case=record.case_id, levels={rated: levels[rated] for rated in RATED}, questions=scores)


def _near(grades: Sequence[str], right: str | Level, chance: random.Random) -> str:
    """The right grade, or now and then one beside it."""
    place = grades.index(str(right))
    if chance.random() < ERRS:
        place += chance.choice((-1, 1))
    return grades[min(max(place, 0), len(grades) - 1)]
