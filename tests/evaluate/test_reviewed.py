"""Reviewers' labels as answers: only those about the last assessment, only what they say, and never what they do not."""

from typing import Any

import msgspec
import pytest

from riskcheck.evaluate.caseload import Caseload
from riskcheck.evaluate.evaluation import evaluate
from riskcheck.evaluate.outcomes import NO_ANSWER, NOT_RECORDED, Looked, Unanswered, look
from riskcheck.records import CaseRecord
from riskcheck.rules.examples import adjudication, assessed, case, conviction
from riskcheck.terms import RATINGS, Group, Level, Setting
from tests.evaluate.made import QUICK

DAY = "2025-06-01"
PUBLIC, PRISONERS = (Group.PUBLIC, Setting.COMMUNITY), (Group.PRISONERS, Setting.CUSTODY)


def label(finding: str = "underestimated", date: str = "2025-09-01", **fields: Any) -> dict[str, Any]:
    name = f"lb-{date}-{finding}"
    return {"id": name, "date": date, "source": {"system": "other"}, "finding": finding, **fields}


def record(*labels: dict[str, Any], name: str = "C-1") -> CaseRecord:
    made = case(assessed(DAY, id="as-1"), adjudication("2024-05-01", "assault"), conviction("2023-05-01", "robbery"))
    made |= {"case_id": name, "labels": {"coverage": "complete", "items": list(labels)}}
    return msgspec.convert(made, CaseRecord)


def found(*labels: dict[str, Any]) -> Looked:
    looked = look(record(*labels))
    assert isinstance(looked, Looked)
    return looked


def truth(*labels: dict[str, Any]) -> dict[tuple[Group, Setting], Level]:
    return dict(zip(RATINGS, found(*labels).known.truth, strict=True))


def test_a_group_s_label_is_about_both_settings_and_leaves_the_others() -> None:
    levels = truth(label(groups=["public"], should_be="high"))
    assert {rated for rated, level in levels.items() if level is Level.HIGH} == {PUBLIC, (Group.PUBLIC, Setting.CUSTODY)}
    assert levels[PRISONERS] is Level.MEDIUM


def test_a_label_without_groups_is_about_the_highest_ratings() -> None:
    assert set(truth(label(should_be="high")).values()) == {Level.HIGH}


def test_right_is_an_answer_and_leaves_everything() -> None:
    known = found(label("right")).known
    assert known.truth == known.recorded
    assert (known.family, known.error, known.kin) == (NOT_RECORDED, None, "C-1")
    assert found(label(should_be="high")).known.error == NOT_RECORDED


def test_too_low_never_lowers_and_too_high_never_raises() -> None:
    assert set(truth(label(should_be="low")).values()) == {Level.MEDIUM}
    assert set(truth(label("overestimated", should_be="high")).values()) == {Level.MEDIUM}
    assert set(truth(label("overestimated", should_be="low")).values()) == {Level.LOW}


def test_the_last_review_counts_whatever_the_order() -> None:
    labels = [label(should_be="high"), label("right", "2025-10-01")]
    for given in (labels, labels[::-1]):
        assert set(truth(*given).values()) == {Level.MEDIUM}


@pytest.mark.parametrize(
    "no_answer",
    [
        label("not_criticised"),
        label("cannot_tell"),
        label(),
        label(date="2025-05-31", should_be="high"),
        label(should_be="high", **{"from": "2025-06-02"}),
        label(should_be="high", raw={"code": "public/community", "list": "riskcheck synth"}),
    ],
)
def test_what_says_nothing_of_this_assessment_is_no_answer(no_answer: dict[str, Any]) -> None:
    assert look(record(no_answer)) == Unanswered(case_id="C-1", why=NO_ANSWER)


def test_a_label_of_the_assessment_s_own_day_counts() -> None:
    assert found(label(date=DAY, should_be="high", **{"from": DAY})).known.underrated == (True,) * len(RATINGS)


def test_reviewed_cases_are_measured_like_any_other() -> None:
    labels = [label(should_be="high"), label("right"), label("right")]
    cases = tuple(one for at, given in enumerate(labels) if isinstance(one := look(record(given, name=f"C-{at}")), Looked))
    measured = evaluate(Caseload(cases, (), ()), **QUICK)
    assert (measured.counts.mediums, measured.counts.underrated, measured.counts.synthetic) == (3, 1, 3)
    assert [part.name for part in measured.errors_made] == [NOT_RECORDED]
