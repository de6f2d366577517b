"""The answers: as often wrong as asked, in every way and family; read back whole; and out of every check's sight."""

from collections import Counter

import msgspec
import pytest

from riskcheck.check import check
from riskcheck.records.model import CaseRecord
from riskcheck.synth.answers import answer
from riskcheck.synth.assessor import TOO_HIGH, TOO_LOW
from riskcheck.synth.families import FAMILIES, NEAR, NEAR_MISS, ORDINARY
from riskcheck.synth.truth import ORDER, levels, nearness, overall
from riskcheck.terms import Level
from tests.synth.caseload import PLANS, caseload, chosen, plans


def share(found: int, of: int) -> float:
    return found / of


def test_seven_of_a_hundred_mediums_are_too_low() -> None:
    mediums = [one for one in plans() if overall(one.recorded) is Level.MEDIUM]
    underrated = [one for one in mediums if overall(one.truth) is Level.HIGH]
    assert share(len(underrated), len(mediums)) == pytest.approx(chosen().caseload.underrated_mediums, abs=0.018)
    overrated = [one for one in mediums if overall(one.truth) is Level.LOW]
    assert share(len(overrated), len(mediums)) == pytest.approx(chosen().caseload.overrated_mediums, abs=0.018)


def test_levels_on_record_are_as_often_as_asked() -> None:
    counted = Counter(overall(one.recorded).value for one in plans())
    for level, asked in chosen().caseload.recorded.items():
        assert share(counted[level], PLANS) == pytest.approx(asked, abs=0.03), level


def test_every_error_and_every_family_happens() -> None:
    assert {one.error for one in plans()} == {None, *TOO_LOW, *TOO_HIGH}
    assert {one.family for one in plans()} == {ORDINARY, NEAR_MISS, *FAMILIES}
    assert set(chosen().caseload.errors) == set(TOO_LOW)
    assert set(chosen().caseload.families) == set(FAMILIES)


def test_an_error_changes_the_overall_level_in_its_direction() -> None:
    for one in plans():
        true, given = ORDER.index(overall(one.truth)), ORDER.index(overall(one.recorded))
        assert given - true == (0 if one.error is None else -1 if one.error in TOO_LOW else 1)


def test_families_and_near_misses_are_rightly_rated_mediums() -> None:
    for one in plans():
        if one.family != ORDINARY:
            assert (overall(one.truth), one.error) == (Level.MEDIUM, None)
            assert one.recorded == one.truth
        if one.family == NEAR_MISS:
            assert NEAR[0] <= nearness(one.traits, one.path.at(one.days.completed), chosen().truth) < NEAR[1]


def test_the_truth_is_what_follows_from_the_life_on_the_day() -> None:
    for one in plans()[:300]:
        assert one.truth == levels(one.traits, one.path.at(one.days.completed), chosen().truth)


def test_more_of_anything_never_makes_the_truth_lower() -> None:
    for one in plans()[:300]:
        state = one.path.at(one.days.completed)
        for name in ("street", "partner", "staff", "prisoners", "child", "carries_outside", "grave"):
            more = msgspec.structs.replace(one.traits, **{name: 1.5 * getattr(one.traits, name)})
            higher = levels(more, state, chosen().truth)
            assert all(ORDER.index(higher[rated]) >= ORDER.index(level) for rated, level in one.truth.items()), name


def test_answers_are_read_back_whole() -> None:
    for made in caseload():
        found = answer(made.record)
        assert found is not None
        assert found.truth == made.plan.truth
        assert found.recorded == made.plan.recorded
        assert (found.about.family, found.about.error, found.about.area) == (made.plan.family, made.plan.error, made.plan.area)
        assert found.about.workload == made.plan.workload
        assert found.overall == (overall(made.plan.truth), overall(made.plan.recorded))
        too_low = overall(made.plan.truth) is Level.HIGH and overall(made.plan.recorded) is Level.MEDIUM
        assert bool(found.underrated) is too_low or not too_low


def test_a_record_that_was_not_made_has_no_answer() -> None:
    made = caseload()[0].record
    without = msgspec.structs.replace(made, labels=None)
    assert answer(without) is None


def test_no_check_sees_the_answer() -> None:
    for made in caseload()[:60]:
        without: CaseRecord = msgspec.structs.replace(made.record, labels=None)
        assert check(made.record, source="x") == check(without, source="x")


def test_what_is_on_record_does_not_tell_the_answer_outside_the_labels() -> None:
    words = (*TOO_LOW, *TOO_HIGH, *FAMILIES, NEAR_MISS)
    for made in caseload():
        text = msgspec.json.encode(msgspec.structs.replace(made.record, labels=None)).decode()
        assert [word for word in words if word in text] == []


def test_an_answer_is_not_told_by_how_much_an_assessment_says() -> None:
    """Thorough and thin assessments are as common among rightly as among wrongly rated mediums."""
    wrong = [made for made in caseload() if made.plan.error in TOO_LOW]
    right = [made for made in caseload() if made.plan.error is None]
    for group in (wrong, right):
        lengths = [len(one.evidence_addressed or ()) for made in group for one in made.record.assessments.items]
        assert {0, 1, 2} <= set(lengths)
