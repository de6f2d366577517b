"""OASys payloads: ratings exact, drift said, nothing read as low that was not stated."""

from typing import Any

import pytest

from riskcheck.sources.account import What
from tests.sources.made import DAY, needs_samples, plain, read, record_of, rosh, said, sample

ORDS = "hmpps-probation-integration-services"


def extract(**fields: Any) -> dict[str, Any]:
    dates = {"dateCompleted": "2026-05-19T08:26:31", "initiationDate": "2026-05-01T09:00:00", "assessmentStatus": "COMPLETE"}
    return {"probNumber": "X000001", "assessments": [{"assessmentPk": 7, "assessmentType": "LAYER3", **dates, **fields}]}


@needs_samples
@pytest.mark.parametrize(
    ("name", "community", "custody", "overall"),
    [
        (
            "A000003-medium-rosh",
            {"public": "medium", "known_adult": "medium", "children": "low", "staff": "low"},
            {"public": "low", "known_adult": "low", "children": "low", "staff": "low", "prisoners": "low"},
            "medium",
        ),
        (
            "A000010-multiple-risks",
            {"public": "very_high", "known_adult": "low", "children": "high"},
            {"public": "high", "known_adult": "low", "children": "low", "staff": "not_recorded", "prisoners": "medium"},
            "very_high",
        ),
        ("A000020-one-medium", {"children": "medium"}, None, "medium"),
    ],
)
def test_the_three_oasys_samples_ratings_come_out_exactly(
    name: str, community: dict[str, str], custody: dict[str, str] | None, overall: str
) -> None:
    record = record_of({"a.json": sample(f"{ORDS}/oasys-{name}.trimmed.json")})
    (one,) = record.assessments.items
    stated = plain(one)
    assert stated["ratings"].get("community") == community
    assert stated["ratings"].get("custody") == custody
    assert one.overall == overall
    assert one.type == "full"


@pytest.mark.parametrize("sample_shape", [False, True])
def test_a_misspelt_field_is_read_as_what_it_stands_for_and_said(sample_shape: bool) -> None:
    payload = extract(riskAdultCommunity="Medium", riskKnownAdultCustody="Low")
    if sample_shape:
        payload["assessments"][0].pop("assessmentPk")
    record, account = read({"a.json": payload})
    assert record is not None
    assert plain(record.assessments.items[0].ratings) == {
        "community": {"known_adult": "medium"},
        "custody": {"known_adult": "low"},
    }
    pointer, message = said(account, What.CHANGED)[0]
    assert pointer == "/assessments/0/riskAdultCommunity"
    assert message == "is read as riskKnownAdultCommunity, which it is a misspelling of"


def test_a_field_and_its_misspelling_that_disagree_are_both_dropped() -> None:
    record, account = read({"a.json": extract(riskAdultCommunity="Medium", riskKnownAdultCommunity="High")})
    assert record is not None
    assert plain(record.assessments.items[0].ratings) == {"community": {"known_adult": "not_recorded"}}
    assert "neither is taken" in said(account, What.ERROR)[0][1]


def test_the_level_none_is_not_recorded_and_a_level_that_is_no_word_is_an_error() -> None:
    record, account = read({"a.json": extract(riskStaffCustody="None", riskPublicCustody="Grave", riskStaffCommunity=None)})
    assert record is not None
    (one,) = record.assessments.items
    assert plain(one.ratings) == {"custody": {"staff": "not_recorded"}}
    assert said(account, What.CHANGED)[0] == ("/assessments/0/riskStaffCustody", "states no level: not recorded, never low")
    assert said(account, What.ERROR) == [("/assessments/0/riskPublicCustody", "is not a level: left out")]


def test_the_overall_level_is_the_worst_of_both_settings_and_of_what_is_stated() -> None:
    custody = {"VERY_HIGH": ["Staff"], "LOW": ["Public"]}
    record, account = read({"a.json": rosh(riskInCustody=custody, overallRiskLevel="HIGH")})
    assert record is not None
    assert record.assessments.items[0].overall == "very_high"
    assert "the worse of the two is taken" in said(account, What.CHANGED)[0][1]
    assert record_of({"a.json": rosh(overallRiskLevel="HIGH")}).assessments.items[0].overall == "high"
    assert record_of({"a.json": rosh(overallRiskLevel=None)}).assessments.items[0].overall == "medium"


def test_an_overall_level_is_not_worked_out_from_what_is_left_of_unreadable_ratings() -> None:
    community = {"EXTREME": ["Public"], "LOW": ["Staff"]}
    unread = record_of({"a.json": rosh(riskInCommunity=community, riskInCustody={}, overallRiskLevel=None)})
    assert unread.assessments.items[0].overall == "not_recorded"
    stated = record_of({"a.json": rosh(riskInCommunity=community, riskInCustody={}, overallRiskLevel="HIGH")})
    assert stated.assessments.items[0].overall == "high"


@pytest.mark.parametrize(
    ("word", "group"),
    [("Known Adult", "known_adult"), ("Know adult", "known_adult"), ("Known adult", "known_adult"), (" STAFF ", "staff")],
)
def test_a_group_is_known_however_it_is_spelt(word: str, group: str) -> None:
    record = record_of({"a.json": rosh(riskInCommunity={"HIGH": [word]}, riskInCustody={})})
    assert plain(record.assessments.items[0].ratings) == {"community": {group: "high"}}


def test_a_group_that_is_not_known_and_prisoners_in_the_community_are_said_and_left_out() -> None:
    record, account = read({"a.json": rosh(riskInCommunity={"HIGH": ["Neighbours", "Public"], "LOW": ["Prisoners"]})})
    assert record is not None
    ratings = plain(record.assessments.items[0].ratings)
    assert ratings["community"] == {"public": "high"}
    assert said(account, What.ERROR) == [("/riskInCommunity/HIGH/0", "is not a group at risk: left out")]
    assert ("/riskInCommunity/LOW/0", "prisoners are rated in custody only: left out") in said(account, What.NOT_UNDERSTOOD)


def test_a_group_at_two_levels_is_at_neither() -> None:
    record, account = read({"a.json": rosh(riskInCustody={"HIGH": ["Staff"], "LOW": ["Staff", "Public"]})})
    assert record is not None
    assert plain(record.assessments.items[0].ratings)["custody"] == {"staff": "not_recorded", "public": "low"}
    assert [pointer for pointer, _ in said(account, What.ERROR)] == ["/riskInCustody/HIGH/0", "/riskInCustody/LOW/0"]


def test_the_integration_shape_is_read_with_its_padded_levels() -> None:
    summary = {"riskInCommunity": {"knownAdult": "HIGH ", "public": "LOW"}, "riskInCustody": {"staff": "VERY_HIGH"}}
    other = {"escapeOrAbscond": "YES", "controlIssuesDisruptiveBehaviour": "Don't know", "riskToOtherPrisoners": "YES"}
    payload = {"data": {"assessedOn": "2026-05-19T08:26:31", "summary": summary, "otherRisks": other, "riskToSelf": {}}}
    (one,) = record_of({"a.json": payload}).assessments.items
    assert plain(one.ratings) == {"community": {"known_adult": "high", "public": "low"}, "custody": {"staff": "very_high"}}
    assert plain(one.answers) == {"escape_or_abscond": "yes", "control_issues": "dont_know"}


@pytest.mark.parametrize("payload", [{}, {"summary": {}, "riskToSelf": {}, "otherRisks": {}, "assessedOn": None}])
def test_an_empty_object_is_no_assessment_and_never_low(payload: dict[str, Any]) -> None:
    record, account = read({"a.json": payload, "b.json": [{"alertCode": {"code": "XVL"}, "activeFrom": "2025-01-01"}]})
    assert record is not None
    assert record.assessments.items == ()
    assert record.assessments.coverage == "not_supplied"
    assert any("nothing is concluded" in message for _, message in said(account, What.CHANGED))


def test_ratings_without_a_day_are_no_assessment() -> None:
    record, _ = read({"a.json": rosh(assessedOn=None), "b.json": {"registrations": [registration()]}})
    assert record is not None
    assert record.assessments.items == ()


def registration() -> dict[str, Any]:
    return {"registrationId": 1, "type": {"code": "RLRH"}, "startDate": "2025-01-01"}


def test_payloads_of_one_assessment_make_one_item_that_names_each_place() -> None:
    offences = {
        "crn": "X000001",
        "assessments": [
            {
                "assessmentId": 7,
                "assessmentType": "LAYER3",
                "dateCompleted": "2026-05-19T08:26:31",
                "initiationDate": "2026-05-01T09:00:00",
                "offence": "He struck her.",
                "offenceInvolved": ["Carrying or using a weapon", "Something else"],
                "specificWeapon": "A bottle",
                "offenceDetails": [
                    {"type": "CURRENT", "offenceDate": "2025-11-02", "offenceCode": "008", "offenceSubCode": "06"}
                ],
            }
        ],
    }
    record, account = read({"r.json": rosh(), "o.json": offences, "e.json": extract(riskPublicCommunity="Medium")})
    assert record is not None
    (one,) = record.assessments.items
    assert one.date == "2026-05-01"
    assert one.type == "full"
    assert one.source.read_from == ("e.json#/assessments/0", "o.json#/assessments/0", "r.json#")
    assert one.source.record_id == "7"
    assert plain(one.answers) == {"weapon_carried_or_used": "yes"}
    assert one.offence_analysis is not None
    assert one.offence_analysis.text == "He struck her.\nWeapon: A bottle\nInvolved: Something else"
    assert record.convictions is not None
    assert record.convictions.items[0].raw is not None
    assert record.convictions.items[0].raw.code == "00806"
    assert record.convictions.items[0].harms == ("violence",)
    assert len(said(account, What.LINKED)) == 2


def test_two_payloads_that_state_other_levels_for_one_assessment_leave_the_rating_unrecorded() -> None:
    record, account = read({"r.json": rosh(), "e.json": extract(riskPublicCommunity="High")})
    assert record is not None
    ratings = record.assessments.items[0].ratings
    assert ratings is not None
    assert ratings.community is not None
    assert ratings.community.public == "not_recorded"
    assert any("neither is taken" in message for _, message in said(account, What.ERROR))


def test_an_assessment_that_was_begun_after_its_completion_keeps_its_completion() -> None:
    late = extract(riskPublicCommunity="High")
    late["assessments"][0]["initiationDate"] = "2026-06-01T09:00:00"
    record, account = read({"e.json": late})
    assert record is not None
    assert (record.assessments.items[0].date, record.assessments.items[0].completed_on) == ("2026-05-19", "2026-05-19")
    assert "was begun after it was completed" in said(account, What.ERROR)[0][1]


def test_a_timeline_has_assessments_without_ratings_in_each_state() -> None:
    timeline = [
        {
            "assessmentPk": 1,
            "initiationDate": "2026-01-01T09:00:00",
            "status": "LOCKED_INCOMPLETE",
            "completedDate": "2026-02-01T09:00:00",
        },
        {"assessmentPk": 2, "initiationDate": "2026-03-01T09:00:00", "status": "OPEN", "completedDate": None},
        {"assessmentPk": 3, "initiationDate": None, "status": "OPEN", "completedDate": None},
    ]
    record, account = read({"t.json": {"crn": "X000001", "timeline": timeline}})
    assert record is not None
    assert [one.status for one in record.assessments.items] == ["locked_incomplete", "in_progress"]
    assert [one.ratings for one in record.assessments.items] == [None, None]
    assert said(account, What.ERROR)[0][0] == "/timeline/2"


def scores(version: str, output: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"completedDate": "2026-01-21T15:01:20", "status": "COMPLETE", "outputVersion": version, "output": output}]


def test_scores_of_both_generations_keep_their_bands_and_never_swap_them() -> None:
    first = {
        "riskOfSeriousRecidivismScore": {"percentageScore": 3.5, "scoreLevel": "MEDIUM", "staticOrDynamic": "STATIC"},
        "groupReconvictionScore": {"oneYear": 6, "twoYears": 12, "scoreLevel": "LOW"},
        "violencePredictorScore": {"oneYear": None, "twoYears": None, "ovpRisk": None},
        "sexualPredictorScore": {"ospDirectContactScoreLevel": "NOT_APPLICABLE", "ospDirectContactPercentageScore": 0},
    }
    second = {
        "combinedSeriousReoffendingPredictor": {
            "score": 3.5,
            "band": "HIGH",
            "staticOrDynamic": "DYNAMIC",
            "algorithmVersion": "6",
        }
    }
    record = record_of({"p.json": [*scores("1", first), *scores("2", second)]})
    assert record.predictors is not None
    found = {(one.name, one.generation, one.horizon_years): (one.score, one.band) for one in record.predictors.items}
    assert found == {
        ("RSR", 1, None): (3.5, "medium"),
        ("OGRS3", 1, 1): (6, None),
        ("OGRS3", 1, 2): (12, "low"),
        ("OSP_DC", 1, None): (0, "not_applicable"),
        ("CSRP", 2, None): (3.5, "high"),
    }
    assert record.predictors.coverage == "complete"


def test_scores_without_a_generation_or_a_day_are_left_out() -> None:
    output = {"combinedSeriousReoffendingPredictor": {"score": 3.5, "band": "GRAVE"}}
    record, account = read({"p.json": [*scores("3", output), {**scores("2", output)[0], "completedDate": None}]})
    assert record is not None
    assert record.predictors is not None
    assert record.predictors.items == ()
    assert record.predictors.coverage == "partial"
    assert [pointer for pointer, _ in said(account, What.ERROR)] == ["/0/outputVersion", "/1"]


def test_bands_that_the_integration_api_passes_on_have_no_score() -> None:
    data = [
        {
            "completedDate": "2026-01-16T16:22:54",
            "assessmentVersion": 2,
            "riskOfSeriousRecidivism": {"scoreLevel": None},
            "combinedSeriousReoffendingPredictor": {"band": "LOW"},
        }
    ]
    record = record_of({"p.json": {"data": data, "pagination": {"isLastPage": True, "page": 1}}})
    assert record.predictors is not None
    assert [(one.name, one.generation, one.score, one.band) for one in record.predictors.items] == [("CSRP", 2, None, "low")]
    assert record.predictors.coverage == "partial"


def test_the_day_of_a_time_with_a_zone_is_that_of_england_and_wales() -> None:
    (one,) = record_of({"a.json": rosh(assessedOn="2026-05-18T23:30:00Z")}).assessments.items
    assert one.completed_on == "2026-05-19"
    _, account = read({"a.json": rosh()})
    assert any("times without a zone, read as local time in England and Wales: 1" in m for _, m in said(account, What.READ))
    assert one.completed_on < DAY
