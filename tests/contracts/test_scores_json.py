"""The JSON of ``riskcheck predict`` is what its schema says, field by field."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator, FormatChecker

from riskcheck.cli import main
from riskcheck.predictors.inputs import State
from riskcheck.predictors.recompute import Outcome
from riskcheck.predictors.rows import CaseScores, ScoreRow, TermRow, WorkedOut
from riskcheck.records.schemas import schema
from riskcheck.report.scores import Scores
from riskcheck.synth.parameters import parameters
from riskcheck.synth.write import records

FIXTURES = Path(__file__).parents[2] / "fixtures"
VALIDATOR = Draft202012Validator(schema("scores"), format_checker=FormatChecker())
PARTS = {"term": TermRow, "worked_out": WorkedOut, "score": ScoreRow, "case": CaseScores}


@cache
def shown(path: str) -> str:
    done = CliRunner().invoke(main, ["predict", path, "--output-format", "json"], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def found() -> Any:
    return json.loads(shown(str(FIXTURES / "sound" / "scores-that-do-not-follow")))


def test_the_schema_is_one_with_words_for_people() -> None:
    Draft202012Validator.check_schema(schema("scores"))
    for name, part in schema("scores")["$defs"].items():
        assert part["title"], name
        assert part["description"], name
        for field, inner in part["properties"].items():
            assert "$ref" in inner or (inner["title"] and inner["description"]), f"{name}.{field}"


def test_what_the_command_prints_is_of_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "made.ndjson"
    path.write_bytes(b"\n".join(msgspec.json.encode(record) for record in records(40, 3, parameters())) + b"\n")
    for place in (str(FIXTURES / "published"), str(FIXTURES / "sound"), str(FIXTURES / "unsound"), str(path)):
        VALIDATOR.validate(json.loads(shown(place)))
    outcomes = {row["outcome"] for case in found()["cases"] for row in case["scores"]}
    assert outcomes == set(Outcome)
    assert sum(len(case["scores"]) for case in json.loads(shown(str(path)))["cases"]) > 20


def test_the_schema_has_every_field_and_no_other() -> None:
    for name, kind in PARTS.items():
        part = schema("scores")["$defs"][name]
        assert set(part["properties"]) == set(part["required"]) == set(kind.__struct_fields__)
        assert part["additionalProperties"] is False
    assert set(schema("scores")["properties"]) == set(Scores.__struct_fields__)
    assert set(schema("scores")["$defs"]["term"]["properties"]["state"]["enum"]) == set(State)
    assert set(schema("scores")["$defs"]["score"]["properties"]["outcome"]["enum"]) == set(Outcome)


@pytest.mark.parametrize(
    "change",
    [
        lambda made: made.update(surprise=1),
        lambda made: made.update(format="riskcheck.scores/2"),
        lambda made: made["cases"][0].pop("synthetic"),
        lambda made: made["cases"][0]["scores"][1].update(outcome="right"),
        lambda made: made["cases"][0]["scores"][1].update(date="yesterday"),
        lambda made: made["cases"][0]["scores"][1]["recomputed"].update(percent=101),
        lambda made: made["cases"][0]["scores"][1]["recomputed"]["terms"][0].update(state="no"),
        lambda made: made["cases"][0]["scores"][1]["recomputed"]["terms"][0].pop("adds"),
    ],
)
def test_what_is_not_so_is_refused(change: Any) -> None:
    made = found()
    assert VALIDATOR.is_valid(made)
    change(made)
    assert not VALIDATOR.is_valid(made)


def test_the_schema_is_printed_by_its_name() -> None:
    printed = CliRunner().invoke(main, ["schema", "scores"], catch_exceptions=False).stdout
    assert json.loads(printed) == schema("scores")
