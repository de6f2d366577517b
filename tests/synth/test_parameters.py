"""Parameters are data: each has a title and a source, or says that it was chosen, and the data sheet shows them all."""

import ast
from pathlib import Path

import pytest

import riskcheck.synth
from riskcheck.synth.assessor import TOO_HIGH, TOO_LOW
from riskcheck.synth.families import FAMILIES
from riskcheck.synth.parameters import parameters, shipped
from riskcheck.synth.phrases import phrases
from riskcheck.synth.sheet import WIDTH, sheet
from riskcheck.terms import RATINGS

PACKAGE = Path(riskcheck.synth.__file__).parent
NAMES = [f"{topic}.{name}" for topic, table in shipped().items() for name in table]
OF_POLICY = {"agencies", "registers", "alert_codes", "predictor_bands"}
"""Topics of policy that are facts of the systems and say nothing of what weighs how much."""


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_says_what_it_is_and_where_it_is_from(name: str) -> None:
    topic, _, key = name.partition(".")
    entry = shipped()[topic][key]
    assert set(entry) - {"title", "value"} in ({"cites"}, {"assumed"})
    assert len(entry["title"]) > 10
    assert len(entry.get("cites", entry.get("assumed"))) >= 7
    assert "[K]" not in str(entry)


def test_the_published_ones_are_cited() -> None:
    cited = {name for name in NAMES if "cites" in shipped()[name.partition(".")[0]][name.partition(".")[2]]}
    assert {"caseload.underrated_mediums", "life.abusive"} <= cited


def test_every_rating_has_what_bears_on_it() -> None:
    assert set(parameters().truth.carry_over) == {f"{group.value}/{setting.value}" for group, setting in RATINGS}


def test_the_data_sheet_has_everything() -> None:
    made = sheet(parameters())
    for name in (*NAMES, *TOO_LOW, *TOO_HIGH, *FAMILIES):
        assert name in made
    assert "fitted to no real person" in " ".join(made.split())
    assert "no evidence of accuracy on real cases" in " ".join(made.split())
    assert max(map(len, made.splitlines())) <= WIDTH
    assert "Given in" not in made


def test_the_generator_reads_no_policy_that_weighs() -> None:
    read = set()
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("policy."):
                assert ast.unparse(node.func) == "policy.topic"
                assert isinstance(node.args[0], ast.Constant)
                read.add(node.args[0].value)
    assert read == OF_POLICY


@pytest.mark.parametrize("name", ["contacts.excused", "weapons.improvised", "assessment.analysis.thin"])
def test_phrases_are_varied(name: str) -> None:
    assert len(set(phrases(name))) >= 3
