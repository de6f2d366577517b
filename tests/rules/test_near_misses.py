"""Pairs of cases that differ in one thing, and that one thing decides whether a rule speaks."""

from typing import Any

import msgspec
import pytest

from riskcheck import policy
from riskcheck.records import CaseRecord
from riskcheck.rules import RULES
from riskcheck.rules.examples import (
    adjudication,
    alert,
    allocated,
    assessed,
    case,
    conviction,
    enforced,
    mappa,
    order,
    predictor,
    raw,
    recalled,
    registration,
)
from riskcheck.terms import Group, Setting
from riskcheck.view import view
from tests.rules.near_misses import FIRES, QUIET
from tests.rules.near_misses.made import FREE, HIGH, MEDIUM, NOON, SENTENCED, unsaid

SILENT = "whether the relevance of matters that ended without conviction was considered is not recorded"


def speaks(code: str, made: dict[str, Any]) -> bool:
    return bool(tuple(RULES[code].find(view(msgspec.convert(made, CaseRecord), "2025-06-01"))))


@pytest.mark.parametrize(("code", "words", "made"), FIRES, ids=lambda value: value if isinstance(value, str) else "")
def test_it_speaks(code: str, words: str, made: dict[str, Any]) -> None:
    assert speaks(code, made), words


@pytest.mark.parametrize(("code", "words", "made"), QUIET, ids=lambda value: value if isinstance(value, str) else "")
def test_it_is_quiet(code: str, words: str, made: dict[str, Any]) -> None:
    assert not speaks(code, made), words


@pytest.mark.parametrize(
    ("code", "made", "says"),
    [
        *(
            ("CY101", unsaid(outcome="acquitted", relevance_considered=state), SILENT)
            for state in (None, "not_recorded", "dont_know")
        ),
        ("CD101", case(alert("2024-05-01", "violent", **raw("ZZZ9"))), "not in the code lists: alert code ZZZ9"),
        ("CD101", case(adjudication("2024-05-01", "assault", **raw("9"))), "not in the code lists: adjudication code 9"),
        ("CD102", case(conviction("2024-05-01", "theft", **raw("999/99"))), "not in the code lists: offence code 99999"),
        ("ST102", case(assessed(type="rsr_only")), "no full or standard assessment is on record"),
        ("EN101", case(recalled("2025-05-01", initiated_at=NOON)), "recall: not on record when it was signed or submitted"),
        ("EN101", case(recalled("2025-05-01", signed_at=NOON)), "recall: not on record when it was initiated or decided"),
        (
            "EN101",
            case(recalled("2025-05-01", revoked_at=NOON)),
            "recall: not on record when it was initiated or decided, nor when it was signed or submitted",
        ),
        (
            "EN101",
            case(recalled("2013-07-01", initiated_at="2013-07-01T12:00")),
            "recall: not on record when it was signed or submitted",
        ),
        (
            "EN101",
            case(
                recalled("2013-07-01", initiated_at="2013-07-01T12:00", signed_at="2013-07-05T12:00"),
                recalled("2025-05-01", initiated_at=NOON),
            ),
            "recall: not on record when it was signed or submitted; no limit is known for one that began on 1 July 2013",
        ),
        (
            "EN102",
            case(recalled("2025-05-01", revoked_at=NOON)),
            "recall: the time of revocation or of return to custody is not on record",
        ),
        (
            "EN102",
            case(recalled("2025-05-01", revoked_at=NOON, returned_at=NOON), recalled("2025-05-02", revoked_at=NOON)),
            "recall: the time of revocation or of return to custody is not on record",
        ),
        ("IN103", case(), "the record does not say which sources the assessment used"),
    ],
)
def test_what_could_not_be_checked_is_said(code: str, made: dict[str, Any], says: str) -> None:
    unchecked = RULES[code].unchecked
    assert unchecked is not None
    lack = unchecked(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert lack is not None
    assert lack.why == says


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("CY101", case(conviction("2024-05-01", "violence", outcome="acquitted"))),
        ("CY101", unsaid(outcome="convicted")),
        ("CY101", unsaid(outcome="acquitted", relevance_considered="yes")),
        ("ST102", case()),
        ("EN101", case(enforced("2025-05-01", "warning"))),
        ("EN102", case(recalled("2025-05-01", revoked_at="2025-05-01T12:00", returned_at="2025-05-02T12:00"))),
        ("IN103", case(sources_used=["interview"])),
        ("CD101", case(registration("2024-05-01", "weapons", **raw("WEAP")))),
        ("CD101", case(registration("2024-05-01", "iom", **raw("WEAP")))),
        ("CD103", case(predictor("2025-05-01", "SARA", 3, "high"))),
        ("CD103", case(predictor("2025-05-01", "OGP", 3, "not_recorded"))),
    ],
)
def test_what_could_be_checked_says_nothing(code: str, made: dict[str, Any]) -> None:
    unchecked = RULES[code].unchecked
    assert unchecked is not None
    assert unchecked(view(msgspec.convert(made, CaseRecord), "2025-06-01")) is None


RELEVANCE = ("relevance_considered", "whether its relevance was considered")
ADDRESSED = ("/assessments/items/0/evidence_addressed", "the evidence that the assessment addresses")
TIME = "the day and time"


def acquitted(*days: str, assessment: bool = True) -> dict[str, Any]:
    """Acquittals of which nothing says whether they were considered, with or without an assessment."""
    made = case(*(conviction(day, "violence", outcome="acquitted") for day in days))
    del made["assessments"]["items"][0]["evidence_addressed"]
    if not assessment:
        made["assessments"]["items"] = []
    return made


@pytest.mark.parametrize(
    ("code", "made", "settled_by"),
    [
        ("CY101", acquitted("2024-05-01"), [(f"/convictions/items/0/{RELEVANCE[0]}", RELEVANCE[1])]),
        ("CY101", acquitted("2024-05-01", "2024-06-01"), [ADDRESSED]),
        (
            "CY101",
            acquitted("2024-05-01", "2024-06-01", assessment=False),
            [(f"/convictions/items/{place}/{RELEVANCE[0]}", RELEVANCE[1]) for place in (0, 1)],
        ),
        (
            "CD101",
            case(alert("2024-05-01", "violent", **raw("ZZZ9")), adjudication("2024-05-01", "assault", **raw("9"))),
            [
                ("/custody/alerts/0/raw/code", "a code that is in the lists"),
                ("/custody/adjudications/0/raw/code", "a code that is in the lists"),
            ],
        ),
        ("ST102", case(assessed(type="rsr_only")), [("/assessments/items", "a full or standard assessment")]),
        ("EN101", case(recalled("2025-05-01", initiated_at=NOON)), [("/enforcement/items/0/recall/signed_at", TIME)]),
        ("EN101", case(recalled("2025-05-01", signed_at=NOON)), [("/enforcement/items/0/recall/initiated_at", TIME)]),
        (
            "EN101",
            case(recalled("2025-05-01", revoked_at=NOON)),
            [("/enforcement/items/0/recall/initiated_at", TIME), ("/enforcement/items/0/recall/signed_at", TIME)],
        ),
        ("EN102", case(recalled("2025-05-01", revoked_at=NOON)), [("/enforcement/items/0/recall/returned_at", TIME)]),
        ("EN102", case(recalled("2025-05-01", returned_at=NOON)), [("/enforcement/items/0/recall/revoked_at", TIME)]),
        ("IN103", case(), [("/assessments/items/0/sources_used", "the sources that it used")]),
    ],
)
def test_what_would_settle_it_is_said(code: str, made: dict[str, Any], settled_by: list[tuple[str, str]]) -> None:
    unchecked = RULES[code].unchecked
    assert unchecked is not None
    lack = unchecked(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert lack is not None
    assert [(correction.pointer, correction.says) for correction in lack.settled_by] == settled_by
    assert isinstance(lack.why, str)


GENERATION_1 = ("/predictors/items/0/generation", "the generation of the score: 1")
SCORE = ("/predictors/items/0/score", "the score")
TWO_YEARS = ("/predictors/items/0/horizon_years", "the two-year score, with its horizon of 2 years")


@pytest.mark.parametrize(
    ("name", "generation", "fields", "settled_by"),
    [
        ("OGRS3", 1, {"horizon_years": 1}, [TWO_YEARS]),
        ("OGRS3", 1, {}, [TWO_YEARS]),
        ("OGRS3", 1, {"horizon_years": 2, "score": None}, [SCORE]),
        ("OGRS3", 2, {"horizon_years": 2}, [GENERATION_1]),
        ("OGRS3", 2, {"horizon_years": 3, "score": None}, [GENERATION_1, SCORE, TWO_YEARS]),
        ("RSR", 2, {}, [GENERATION_1]),
        ("RSR", 1, {"score": None}, [SCORE]),
        ("ARP", 1, {}, [("/predictors/items/0/generation", "the generation of the score: 2")]),
        ("OSP_DC", 1, {"score": None}, []),
    ],
)
def test_what_a_band_lacks_is_said(
    name: str, generation: int, fields: dict[str, Any], settled_by: list[tuple[str, str]]
) -> None:
    placed, made = predictor("2025-05-01", name, 10, "medium", generation)
    made = {key: value for key, value in (made | fields).items() if value is not None}
    unchecked = RULES["CD103"].unchecked
    assert unchecked is not None
    lack = unchecked(view(msgspec.convert(case((placed, made)), CaseRecord), "2025-06-01"))
    assert lack is not None
    assert lack.why == f"the band of these scores could not be worked out: {name}"
    assert [(correction.pointer, correction.says) for correction in lack.settled_by] == settled_by


def test_two_lists_with_bands_for_a_score_are_both_named(monkeypatch: pytest.MonkeyPatch) -> None:
    bands = {"1": {"RSR": {"medium": 3}}, "2": {"RSR": {"medium": 3}}, "3": {}}
    value = policy.value
    monkeypatch.setattr(policy, "value", lambda name, on: bands if name == "predictor_bands.bands" else value(name, on))
    unchecked = RULES["CD103"].unchecked
    assert unchecked is not None
    made = case(predictor("2025-05-01", "RSR", 10, "medium", 3))
    lack = unchecked(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert lack is not None
    assert [correction.says for correction in lack.settled_by] == ["the generation of the score: 1 or 2"]


def test_what_is_addressed_in_words_shows_the_words_and_stays_about_the_evidence() -> None:
    made = case(
        order("2024-05-01", id="or-1"), rating_reasons="Settled. The restraining order of 2024 is kept, so he is medium."
    )
    del made["assessments"]["items"][0]["evidence_addressed"]
    seen = view(msgspec.convert(made, CaseRecord), "2025-06-01")
    (found,) = RULES["AG101"].find(seen)
    assert found.evidence == seen.labels[0]
    assert found.quote is not None
    assert found.words is not None
    assert found.quote[slice(*found.words)].strip() == "The restraining order of 2024 is kept, so he is medium."
    assert found.span == found.words


def test_a_fact_that_was_read_from_no_words_has_no_span() -> None:
    made = case(registration("2024-11-01", "weapons", next_review_on="2025-02-01"))
    (found,) = RULES["ST105"].find(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert found.span is None


def test_a_level_in_words_points_to_the_words() -> None:
    text = "Lives alone. He poses a very high risk of serious harm to partners."
    seen = view(msgspec.convert(case(summary={"analysis": text}), CaseRecord), "2025-06-01")
    (found,) = RULES["WO101"].find(seen)
    assert found.words is not None
    assert "high" in text[slice(*found.words)]


@pytest.mark.parametrize(
    ("fields", "months"),
    [
        ({"review_months": 6}, "every 6 months"),
        ({"review_months": 6, **raw("WEAP")}, "every 6 months"),
        (raw("WEAP"), "every 3 months"),
        (raw("ZZZ9"), None),
        ({}, None),
        ({"review_months": 0}, None),
    ],
)
def test_how_often_a_register_is_reviewed_is_said_where_it_is_known(fields: dict[str, Any], months: str | None) -> None:
    made = case(registration("2024-11-01", "weapons", next_review_on="2025-02-01", **fields))
    (found,) = RULES["ST105"].find(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert ("every" in found.says) == (months is not None)
    assert (months or "") in found.says


def test_a_difference_about_one_group_is_about_its_ratings_only() -> None:
    made = case(registration("2025-01-10", "risk_to_staff", level="high"))
    (found,) = RULES["CF103"].find(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert found.concerns == ((Group.STAFF, Setting.COMMUNITY), (Group.STAFF, Setting.CUSTODY))


def test_an_overall_level_that_is_too_low_is_about_the_ratings_above_it() -> None:
    made = case(overall="medium", ratings={"community": {"public": "medium"}, "custody": {"staff": "high"}})
    (found,) = RULES["CF105"].find(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert found.concerns == ((Group.STAFF, Setting.CUSTODY),)


@pytest.mark.parametrize(
    ("code", "made", "says"),
    [
        ("OV102", case(mappa("2025-01-01", 0, 1)), "category"),
        ("OV102", case(mappa("2025-01-01", 2, 0)), "level"),
        ("EN101", case(recalled("2025-05-01", initiated_at="2025-05-01T12:00", signed_at="2025-05-03T12:00")), "48 hours"),
        (
            "EN101",
            case(
                recalled("2025-04-01", initiated_at=NOON),
                recalled("2025-05-01", initiated_at="2025-05-01T12:00", signed_at="2025-05-03T12:00"),
            ),
            "48 hours",
        ),
        ("ST101", case(HIGH, MEDIUM), "high before, medium now, and 8 more"),
        ("RE103", case(SENTENCED, allocated("2025-04-20"), FREE), "78 days after sentence and 9 days before release"),
        ("CD103", case(predictor("2025-05-01", "CSRP", 3.5, "medium", generation=2)), "3.5 is high, recorded as medium"),
        ("ST107", case(assessed(type="rsr_only")), "Made only to calculate a score"),
    ],
)
def test_what_is_found_is_said_with_its_numbers(code: str, made: dict[str, Any], says: str) -> None:
    (found,) = RULES[code].find(view(msgspec.convert(made, CaseRecord), "2025-06-01"))
    assert says in found.says


UNASSESSED = case(assessed(status="in_progress"))


del UNASSESSED["assessments"]["items"][0]["completed_on"]


@pytest.mark.parametrize("code", list(RULES))
def test_a_record_without_a_completed_assessment_is_no_trouble(code: str) -> None:
    assert not speaks(code, UNASSESSED)
