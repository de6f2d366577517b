"""One case and its answer: what is made of it is what check makes of it, and protected characteristics stay apart."""

import msgspec
import pytest

from riskcheck.caseload.protected import NOT_RECORDED, protected
from riskcheck.check import check
from riskcheck.evaluate.assure import by_strand_alone
from riskcheck.evaluate.outcomes import NO_ANSWER, NO_ASSESSMENT, Flagged, Looked, Unanswered, look
from riskcheck.records.model import CaseRecord, Section
from riskcheck.synth.answers import answer
from riskcheck.terms import RATINGS, Level, Strand, Strength
from tests.evaluate.made import caseload, looked, records

SOME = range(0, 300, 5)


@pytest.mark.parametrize("number", SOME)
def test_the_rules_say_what_check_says(number: int) -> None:
    result, found = check(records()[number]), caseload().cases[number]
    flags = {(flag.group, flag.setting): flag for flag in result.flags}
    assert found.rules.strengths == tuple(flags[rated].strength if rated in flags else None for rated in RATINGS)
    assert found.rules.points == tuple(flags[rated].total if rated in flags else 0 for rated in RATINGS)
    assert found.rules.cannot_say is any(rating.status == "cannot_say" for rating in result.ratings)
    assert found.found == tuple(finding.rule for finding in result.findings)


@pytest.mark.parametrize("number", SOME)
def test_a_strand_alone_is_what_the_comparison_of_fixtures_calls_alone(number: int) -> None:
    alone = by_strand_alone(records()[number])
    assert {strand: found.flagged for strand, found in caseload().cases[number].alone.items()} == {
        strand: bool(alone[strand]) for strand in Strand
    }


def test_some_of_these_cases_are_flagged_and_some_strands_flag_alone() -> None:
    cases = [caseload().cases[number] for number in SOME]
    assert {case.rules.strength for case in cases} == {None, Strength.POSSIBLE, Strength.STRONG}
    assert any(case.alone[strand].flagged for case in cases for strand in Strand)
    assert all(case.alone[strand].points > 0 for case in cases for strand in Strand if case.alone[strand].flagged)


def test_the_answer_is_the_generator_s() -> None:
    for record, case in zip(records(), caseload().cases, strict=True):
        given = answer(record)
        assert given is not None
        assert tuple(rated for rated, low in zip(RATINGS, case.known.underrated, strict=True) if low) == given.underrated
        assert (case.known.truly, case.known.overall) == given.overall


def test_a_record_without_an_answer_says_so() -> None:
    record = msgspec.structs.replace(records()[0], labels=None)
    assert look(record) == Unanswered(case_id=record.case_id, why=NO_ANSWER)


def test_an_answer_that_was_changed_is_none() -> None:
    record = records()[0]
    assert record.labels is not None
    spoilt = [msgspec.structs.replace(one, text="{") if one.text else one for one in record.labels.items]
    changed = msgspec.structs.replace(record, labels=msgspec.structs.replace(record.labels, items=tuple(spoilt)))
    assert look(changed) == Unanswered(case_id=record.case_id, why=NO_ANSWER)


def test_an_answer_without_an_assessment_is_no_outcome() -> None:
    record = records()[0]
    none = Section(coverage=record.assessments.coverage, items=())
    assert look(msgspec.structs.replace(record, assessments=none)) == Unanswered(case_id=record.case_id, why=NO_ASSESSMENT)


@pytest.mark.parametrize(
    ("strengths", "strongest"),
    [
        ((None, None), None),
        ((Strength.POSSIBLE, None), Strength.POSSIBLE),
        ((Strength.POSSIBLE, Strength.STRONG), Strength.STRONG),
    ],
)
def test_strong_goes_before_possible(strengths: tuple[Strength | None, ...], strongest: Strength | None) -> None:
    found = Flagged(strengths=strengths, points=(1,) * len(strengths), harm=0.0, cannot_say=False)
    assert found.strength is strongest


def test_recent_harm_is_that_of_the_flags() -> None:
    flagged = 0
    for record, case in zip(records(), caseload().cases, strict=True):
        for flag in check(record).flags:
            flagged += 1
            assert flag.recent_harm == int(case.rules.harm)
    assert flagged > 20


def test_only_low_and_medium_ratings_are_underrated() -> None:
    assert any(looked("a", truth=Level.HIGH, given=Level.MEDIUM).known.underrated)
    assert not any(looked("a", truth=Level.VERY_HIGH, given=Level.HIGH).known.underrated)
    assert not any(looked("a", truth=Level.MEDIUM, given=Level.LOW).known.underrated)


@pytest.mark.parametrize(
    ("born", "as_of", "band"),
    [
        ("2000-06-02", "2025-06-01", "18 to 24"),
        ("2000-06-01", "2025-06-01", "25 to 34"),
        ("2008-01-01", "2025-06-01", "under 18"),
        ("1975-06-01", "2025-06-01", "50 and over"),
        (None, "2025-06-01", NOT_RECORDED),
    ],
)
def test_age_is_that_of_the_day(born: str | None, as_of: str, band: str) -> None:
    given = {"date_of_birth": born} if born else {}
    assert protected(msgspec.structs.replace(records()[0], protected=given), as_of, (18, 25, 35, 50)).age == band


def test_a_group_is_one_however_it_is_written() -> None:
    def sex(text: str) -> str:
        return protected(msgspec.structs.replace(records()[0], protected={"sex": text}), "2025-06-01", (18, 25, 35, 50)).sex

    assert sex("female") == sex(" FEMALE ") == "Female"
    assert sex("") == NOT_RECORDED


def test_protected_characteristics_change_nothing_else() -> None:
    for record in records()[:20]:
        other: CaseRecord = msgspec.structs.replace(record, protected={"sex": "other", "date_of_birth": "1950-01-01"})
        one, two = look(record), look(other)
        assert isinstance(one, Looked)
        assert isinstance(two, Looked)
        assert msgspec.structs.replace(one, protected=two.protected) == two
