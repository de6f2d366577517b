"""What the rules about scores say could not be checked, and what would settle it; and the command that shows the scores."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from riskcheck.records import CaseRecord
from riskcheck.rules.examples import ANSWERED, SCORED, case, itemised, predictor, recorded
from riskcheck.rules.scores import not_worked_out, worked_out_again
from riskcheck.view import view
from tests.commands import run

FIXTURE = str(Path(__file__).parents[2] / "fixtures" / "sound" / "scores-that-do-not-follow")


PAST = SCORED["past_offences"]


def seen(made: dict[str, Any]) -> Any:
    return view(msgspec.convert(made, CaseRecord), "2025-06-30")


def scored(*names: str, **items: Any) -> dict[str, Any]:
    given = {name: value for name, value in (SCORED | items).items() if value is not None}
    recorded = (
        predictor("2025-06-01", name, 1.72, "medium", 1 if name == "RSR" else 2, static_or_dynamic="dynamic") for name in names
    )
    return case(*recorded, scored_items=given, answers=ANSWERED)


@pytest.mark.parametrize(
    ("made", "why", "settled_by"),
    [
        (
            case(predictor("2025-06-01", "RSR", 3.5, "medium")),
            "RSR: the items that it is worked out from were not supplied",
            [("/assessments/items/0/scored_items", "the items and answers that scores are worked out from")],
        ),
        (
            case(predictor("2025-05-01", "RSR", 3.5, "medium")),
            "RSR: the items that it is worked out from were not supplied",
            [
                ("/predictors/items/0/assessment", "the assessment in which it was calculated"),
                ("/assessments/items/0/scored_items", "the items and answers that scores are worked out from"),
            ],
        ),
        (
            scored("SVRP", "CSRP", offence_category=None),
            "CSRP, SVRP: the category of the current offence is not known, and every category was tried",
            [("/assessments/items/0/scored_items/offence_category", "category of the current offence")],
        ),
        (
            scored("SVRP", temper="dont_know", past_offences=None),
            "SVRP: not known: temper control (11.4); offences now or in the past (R1.2)",
            [
                ("/assessments/items/0/scored_items/temper", "temper control (11.4)"),
                ("/assessments/items/0/scored_items/past_offences", "offences now or in the past (R1.2)"),
            ],
        ),
        (
            scored("ARP", "SVRP", temper="dont_know"),
            "ARP: not known: regular activities encourage offending (7.2); SVRP: not known: temper control (11.4)",
            [
                ("/assessments/items/0/scored_items/activities", "regular activities encourage offending (7.2)"),
                ("/assessments/items/0/scored_items/temper", "temper control (11.4)"),
            ],
        ),
        (
            itemised(recorded("SVRP", 1.72), answers={"weapon_carried_or_used": "dont_know"}),
            "SVRP: not known: carrying or using a weapon (2.2)",
            [("/assessments/items/0/answers/weapon_carried_or_used", "carrying or using a weapon (2.2)")],
        ),
        (
            itemised(recorded("SVRP", 60), past_offences=PAST | {"arson": "dont_know"}),
            "SVRP: not known: offences now or in the past (R1.2): arson",
            [("/assessments/items/0/scored_items/past_offences/arson", "offences now or in the past (R1.2): arson")],
        ),
        (
            itemised(recorded("SVRP", 1.72, assessment="as-9")),
            "SVRP: the items that it is worked out from were not supplied",
            [("/predictors/items/0/assessment", "the assessment in which it was calculated")],
        ),
        (
            case(predictor("2025-06-01", "SARA", 3, "high"), predictor("2025-06-01", "RSR", 3.5, "medium")),
            "RSR: the items that it is worked out from were not supplied",
            [("/assessments/items/0/scored_items", "the items and answers that scores are worked out from")],
        ),
    ],
)
def test_what_could_not_be_worked_out_is_said_with_what_settles_it(
    made: dict[str, Any], why: str, settled_by: list[tuple[str, str]]
) -> None:
    lack = not_worked_out(seen(made))
    assert lack is not None
    assert lack.why == why
    assert [(correction.pointer, correction.says) for correction in lack.settled_by] == settled_by


@pytest.mark.parametrize("made", [scored("SVRP"), case(predictor("2025-06-01", "SARA", 3, "high")), case()])
def test_nothing_is_said_where_nothing_is_lacking(made: dict[str, Any]) -> None:
    assert not_worked_out(seen(made)) is None


def test_a_score_without_a_number_is_not_worked_out() -> None:
    made = scored("SVRP")
    del made["predictors"]["items"][0]["score"]
    assert worked_out_again(seen(made)) == ()
    assert not_worked_out(seen(made)) is None


def test_every_recorded_score_is_shown_with_its_terms() -> None:
    done = run("predict", FIXTURE, "--output-format", "json")
    assert done.exit_code == 0
    (shown,) = json.loads(done.stdout)["cases"]
    outcomes = [(row["predictor"], row["outcome"]) for row in shown["scores"]]
    assert outcomes == [("SVRP", "not_checked"), ("ARP", "reproduced"), ("SVRP", "reproduced"), ("VRP", "differs")]
    for row in shown["scores"][1:]:
        made = row["recomputed"]
        assert sum(term["adds"] for term in made["terms"]) == pytest.approx(made["total"])
    text = run("predict", FIXTURE).stdout
    assert "4 scores: 2 reproduced, 1 not reproduced, 1 not checked." in text
    assert "6 violent sanctions (1.40) of 4 in all (1.32)" in text


def test_one_case_of_many_can_be_chosen_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    assert run("predict", FIXTURE, "sound-scores-that-do-not-follow").exit_code == 0
    refused = run("predict", FIXTURE, "c-9")
    assert refused.exit_code == 2
    assert "no record that could be read has the case reference c-9" in refused.stderr
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert run("predict", str(tmp_path)).exit_code == 2


def test_a_record_without_scores_says_so(tmp_path: Path) -> None:
    (tmp_path / "bare.json").write_text(json.dumps(case()), encoding="utf-8")
    assert "No score is on record." in run("predict", str(tmp_path / "bare.json")).stdout


def test_the_mapping_is_used_by_predict_and_by_check(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    category = {"actuarialCategory": "VIOLENCE_AGAINST_THE_PERSON_ABH_PLUS"}
    mapping.write_text(json.dumps({"00857": category}), encoding="utf-8")
    path = tmp_path / "case.json"
    path.write_text(json.dumps(scored("SVRP", offence_category=None, offence_code="00857")), encoding="utf-8")
    tried = "every category was tried"
    assert tried in run("check", str(path), "--output-format", "json").stdout
    assert tried not in run("check", str(path), "--output-format", "json", "--offence-mapping", str(mapping)).stdout
    shown = run("predict", str(path), "--output-format", "json", "--offence-mapping", str(mapping)).stdout
    (row,) = json.loads(shown)["cases"][0]["scores"]
    assert row["outcome"] == "reproduced"
    assert "why" in row
    assert row["why"] is None
