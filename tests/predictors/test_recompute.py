"""A recorded score beside the recomputed one: reproduced, differs, or not checked, and never a guess."""

from typing import Any

import msgspec
import pytest

from riskcheck.predictors import Inputs, Score, State, score
from riskcheck.predictors.inconsistent import contradictions
from riskcheck.predictors.inputs import PAST_OFFENCES
from riskcheck.predictors.offences import OffenceMapping
from riskcheck.predictors.recompute import Outcome, Recomputed, recompute
from riskcheck.predictors.record import assessment_of, inputs_of, with_categories
from riskcheck.records.model import Assessment, CaseRecord, Predictor, Section
from riskcheck.rules.examples import ANSWERED, SCORED
from riskcheck.terms import Coverage

_R1_2 = "offences now or in the past (R1.2): "


def assessment(answers: dict[str, str] | None = None, **items: Any) -> Assessment:
    made = {name: value for name, value in (SCORED | items).items() if value is not None}
    fields = {"id": "as-1", "date": "2025-06-01", "source": {"system": "oasys"}, "type": "full", "status": "complete"}
    return msgspec.convert(fields | {"scored_items": made, "answers": ANSWERED | (answers or {})}, Assessment)


def recorded(name: str, number: float | None, **fields: Any) -> Predictor:
    made = {"id": "pr-1", "date": "2025-06-01", "source": {"system": "oasys"}, "name": name, "generation": 2} | fields
    return msgspec.convert(made | ({"score": number} if number is not None else {}), Predictor)


def again(name: str, number: float | None, made: Assessment | None = None, **fields: Any) -> Recomputed:
    return recompute(recorded(name, number, **fields), inputs_of(made or assessment(), name, "2025-06-01"))


@pytest.mark.parametrize(
    ("name", "number", "fields"),
    [
        ("SVRP", 1.72, {"static_or_dynamic": "dynamic"}),
        ("SVRP", 1.7, {"static_or_dynamic": "dynamic"}),
        ("SVRP", 2.0, {"static_or_dynamic": "dynamic"}),
        ("SVRP", 1.62, {"static_or_dynamic": "static"}),
        ("SVRP", 1.62, {}),
        ("SVRP", 1.72, {}),
        ("CSRP", 1.72, {"static_or_dynamic": "dynamic"}),
        ("RSR", 1.52, {"generation": 1}),
    ],
)
def test_a_score_that_follows_is_reproduced(name: str, number: float, fields: dict[str, Any]) -> None:
    assert again(name, number, **fields).outcome is Outcome.REPRODUCED


@pytest.mark.parametrize("number", [50.9, 53.1])
def test_whole_per_cent_may_differ_by_one_and_no_more(number: float) -> None:
    made = assessment(ogrs3_offence_group="violence")
    assert again("OGRS3", 52, made, horizon_years=2).outcome is Outcome.REPRODUCED
    assert again("OGRS3", round(number), made, horizon_years=2).outcome is Outcome.REPRODUCED
    assert again("OGRS3", 50 if number < 52 else 54, made, horizon_years=2).outcome is Outcome.DIFFERS
    assert again("OGRS3", 35, made, horizon_years=1).outcome is Outcome.REPRODUCED
    assert again("OGRS3", 35, made).outcome is Outcome.REPRODUCED
    assert again("OGRS3", 35, made, horizon_years=2).outcome is Outcome.DIFFERS


def test_a_score_that_does_not_follow_says_which_single_answer_would_give_it() -> None:
    found = again("SVRP", 2.51, static_or_dynamic="dynamic")
    assert found.outcome is Outcome.DIFFERS
    assert found.score is not None
    assert found.score.percent == 1.72
    weapon = next(change for change in found.changes if change.item == "weapon")
    assert weapon.says == "carrying or using a weapon (2.2): yes, not no"
    for change in found.changes:
        with_change = inputs_of(assessment(), "SVRP", "2025-06-01").answering(
            **{change.item.replace(".", "__"): change.would_be}
        )
        made = score("SVRP", with_change, dynamic=True)
        assert isinstance(made, Score)
        assert made.percent == 2.51


def test_without_a_category_every_category_is_tried() -> None:
    made = assessment(offence_category=None)
    found = again("SVRP", 1.72, made, static_or_dynamic="dynamic")
    assert (found.outcome, found.guessed) == (Outcome.REPRODUCED, True)
    assert found.category is None, "several categories give it"
    only = again("SVRP", 1.39, made, static_or_dynamic="dynamic")
    assert (only.outcome, only.category) == (Outcome.REPRODUCED, "drunkenness")
    impossible = again("SVRP", 60.0, made, static_or_dynamic="dynamic")
    assert (impossible.outcome, impossible.guessed, impossible.changes) == (Outcome.DIFFERS, True, ())


def test_a_mapping_names_the_category_where_the_record_names_none() -> None:
    mapping = OffenceMapping({"00857": "criminal_damage"}, {"00857": "public_order"})

    def looked_up(**items: Any) -> Inputs:
        section = Section(coverage=Coverage.COMPLETE, items=(assessment(**items),))
        record = CaseRecord(format="", case_id="c", extracted_on="2025-06-01", assessments=section)
        (named,) = with_categories(record, mapping).assessments.items
        return inputs_of(named, "SVRP", "2025-06-01")

    coded = looked_up(offence_category=None, offence_code="008/57")
    assert coded.value("offence_category") == "criminal_damage"
    assert coded.value("ogrs3_offence_group") == "public_order"
    assert looked_up(offence_code="00857").value("offence_category") == SCORED["offence_category"]
    assert looked_up(offence_category=None, offence_code="99999")["offence_category"].state is State.NOT_SUPPLIED
    assert looked_up(offence_category=None)["offence_category"].state is State.NOT_SUPPLIED


def test_a_score_is_of_the_assessment_that_it_names_or_of_the_last_one_of_its_day() -> None:
    assessments = (("as-1", "2025-06-01"), ("as-2", "2025-06-01"), ("as-3", "2025-07-01"), ("as-4", None))
    assert assessment_of(recorded("SVRP", 1.72), assessments) == "as-2"
    assert assessment_of(recorded("SVRP", 1.72, assessment="as-1"), assessments) == "as-1"
    assert assessment_of(recorded("SVRP", 1.72, date="2025-06-02"), assessments) is None
    assert assessment_of(recorded("SVRP", 1.72, assessment="as-9"), assessments) is None


@pytest.mark.parametrize(
    ("name", "number", "made", "fields", "why"),
    [
        ("SARA", 3, None, {}, "riskcheck has no formula of it"),
        ("SVRP", None, None, {}, "no score is recorded"),
        ("SVRP", 1.72, assessment(age_at_first_sanction=None), {}, "not known: age at the first sanction"),
        (
            "SVRP",
            2.51,
            assessment({"weapon_carried_or_used": "dont_know"}),
            {"static_or_dynamic": "dynamic"},
            "not known: carrying or using a weapon (2.2)",
        ),
        (
            "SVRP",
            2.51,
            assessment(temper="not_recorded"),
            {},
            "the record does not say whether the score is static or dynamic, and not every dynamic answer is known",
        ),
        (
            "SVRP",
            2.51,
            assessment(past_offences={"weapon": "no"}),
            {"static_or_dynamic": "dynamic"},
            "not known: "
            + "; ".join(
                f"offences now or in the past (R1.2): {kind.replace('_', ' ')}" for kind in PAST_OFFENCES if kind != "weapon"
            ),
        ),
        ("SVRP", 1.72, assessment(sex="other"), {}, "the calculator has weights for men and women only"),
    ],
)
def test_what_cannot_be_said_is_not_said(
    name: str, number: float | None, made: Assessment | None, fields: dict[str, Any], why: str
) -> None:
    found = again(name, number, made, **fields)
    assert (found.outcome, found.why) == (Outcome.NOT_CHECKED, why)


def test_points_and_per_cent_are_told_apart() -> None:
    sexual = {"ever_sexual_offence": "yes", "contact_adult_sanctions": 1, "contact_child_sanctions": 0, "image_sanctions": 0}
    made = assessment(**sexual, non_contact_sanctions=0, age_at_last_sexual_offence=30, stranger_victim="no")
    found = score("DC_SRP", inputs_of(made, "DC_SRP", "2025-06-01"))
    assert isinstance(found, Score)
    assert found.points is not None
    for number, fields, outcome in (
        (found.points, {}, Outcome.REPRODUCED),
        (found.percent, {}, Outcome.REPRODUCED),
        (found.percent, {"unit": "percent"}, Outcome.REPRODUCED),
        (found.points, {"unit": "points"}, Outcome.REPRODUCED),
        (found.points, {"unit": "percent"}, Outcome.DIFFERS),
    ):
        assert again("DC_SRP", number, made, **fields).outcome is outcome


def test_the_states_of_items_are_kept() -> None:
    made = assessment(
        {"weapon_carried_or_used": "not_applicable"}, temper="dont_know", age_at_follow_up=None, left_blank=["age_at_follow_up"]
    )
    inputs = inputs_of(made, "SVRP", "2025-06-01")
    assert inputs["temper"].state is State.DONT_KNOW
    assert inputs["weapon"].state is State.NOT_APPLICABLE
    assert inputs["age_at_follow_up"].state is State.BLANK
    assert inputs["activities"].state is State.NOT_SUPPLIED
    assert inputs["sex"].state is State.KNOWN
    assert inputs.value("temper") is None
    assert inputs_of(msgspec.structs.replace(made, scored_items=None, answers=None), "SVRP", "2025-06-01").given() == ()


def test_the_months_are_those_from_the_start_of_follow_up_to_the_day_of_the_score() -> None:
    def months(**items: Any) -> Any:
        return inputs_of(assessment(**items), "SVRP", "2025-06-01").value("months_offence_free")

    assert months() == 4
    assert months(follow_up_from=None) == 13
    assert months(follow_up_from="2026-01-01") == 0
    assert months(follow_up_from="1999-01-01") == 36
    assert months(follow_up_from=None, convicted_on=None, months_offence_free=7) == 7
    assert months(follow_up_from=None, convicted_on=None) is None


def test_without_a_day_of_follow_up_the_age_is_that_at_the_conviction() -> None:
    made = assessment(age_at_follow_up=None, follow_up_from=None)
    assert inputs_of(made, "SVRP", "2025-06-01").value("age_at_follow_up") == 30
    later = assessment(age_at_follow_up=None)
    assert inputs_of(later, "SVRP", "2025-06-01")["age_at_follow_up"].state is State.NOT_SUPPLIED


@pytest.mark.parametrize(
    ("partner", "family", "now", "before"),
    [
        ("yes", "no", "yes", "yes"),
        ("no", "yes", "yes", "no"),
        ("no", "no", "no", "no"),
        ("no", "dont_know", None, "no"),
        ("dont_know", "yes", "yes", None),
    ],
)
def test_before_2026_abuse_of_a_partner_alone_counted(partner: str, family: str, now: str | None, before: str | None) -> None:
    made = assessment({"domestic_abuse_partner": partner, "domestic_abuse_family": family})
    assert inputs_of(made, "ARP", "2025-06-01").value("domestic_abuse") == now
    assert inputs_of(made, "RSR", "2025-06-01").value("domestic_abuse") == before


@pytest.mark.parametrize(
    ("items", "why"),
    [
        ({}, []),
        ({"total_sanctions": 0, "violent_sanctions": 0}, ["no sanction at all (1.32), and the current one counts"]),
        ({"violent_sanctions": 12}, ["12 violent sanctions (1.40) of 9 in all (1.32)"]),
        ({"age_at_first_sanction": 31}, ["first sanction at 31, and the current conviction at 30"]),
        (
            {"total_sanctions": 1, "violent_sanctions": 1},
            ["one sanction in all (1.32), at 30, and the first sanction at 17"],
        ),
        ({"image_sanctions": 1}, ["no sexual offence ever (1.30), and 1 sexual sanctions"]),
        (
            {"ever_sexual_offence": "yes", "image_sanctions": 10},
            ["10 sexual sanctions of 9 sanctions in all (1.32)"],
        ),
        (
            {
                "ever_sexual_offence": "yes",
                **dict.fromkeys(
                    ("image_sanctions", "contact_adult_sanctions", "contact_child_sanctions", "non_contact_sanctions"), 0
                ),
            },
            ["a sexual offence (1.30), and every count of sexual sanctions is nought"],
        ),
        (
            {"drugs": {"heroin": "yes", "powder_cocaine": "yes"}, "left_blank": ["drug_motivation"]},
            ["drugs misused (heroin, powder cocaine), and motivation to tackle it (8.8) left blank"],
        ),
        ({"drugs": {"heroin": "yes"}}, []),
    ],
)
def test_contradictions_are_named(items: dict[str, Any], why: list[str]) -> None:
    assert list(contradictions(inputs_of(assessment(**items), "CSRP", "2025-06-01"))) == why


def test_nothing_known_contradicts_nothing() -> None:
    assert list(contradictions(Inputs({}))) == []
