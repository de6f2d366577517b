"""The examples in the guides: records fit the schema and can be read, expectations can be read."""

import json
import tomllib
from datetime import date
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from riskcheck.cli import check
from riskcheck.earlylook.reading import early_look
from riskcheck.evaluate.assure import Expectation
from riskcheck.records import read
from riskcheck.review.decisions import STATES, Decision
from riskcheck.synth.parameters import from_table, parameters
from riskcheck.tables.mapping import Mapping, faults
from riskcheck.terms import RATINGS
from tests.docs.blocks import DOCUMENTS, ROOT, Block, blocks

SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas" / "case-record.schema.json").read_text(encoding="utf-8"))


def in_language(language: str) -> list[Any]:
    found = [(path.name, block) for path in DOCUMENTS for block in blocks(path.read_text(encoding="utf-8"))]
    return [pytest.param(block, id=f"{name}:{block.start}") for name, block in found if block.language == language]


@pytest.mark.parametrize("block", in_language("json"))
def test_json_fits_the_schema(block: Block) -> None:
    value = json.loads(block.text)
    if "format" in value:
        Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)
        return
    for name, part in value.items():
        homes = [home for home, rules in SCHEMA["$defs"].items() if name in rules.get("properties", {})]
        assert homes, f"no item has a field {name}"
        only = {"$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{homes[0]}/properties/{name}"}
        Draft202012Validator(only).validate(part)


def test_the_worked_example_is_a_record_that_can_be_read(tmp_path: Any) -> None:
    (record,) = [parameter.values[0] for parameter in in_language("json") if '"format"' in parameter.values[0].text]
    path = tmp_path / "worked-example.json"
    path.write_text(record.text, encoding="utf-8")
    (outcome,) = read([str(path)])
    assert outcome.error is None
    assert outcome.record is not None
    assert outcome.record.case_id == "worked-example"


def read_by_its_reader(table: dict[str, Any]) -> str:
    """What kind of file a TOML example is; each is read as riskcheck reads it, and fails as it would."""
    if "flagged" in table:
        expectation = msgspec.convert(table, Expectation)
        assert {*expectation.flagged, *expectation.cannot_say} <= {"/".join(rated) for rated in RATINGS}
        assert set(expectation.flagged.values()) <= {"strong", "possible", "any"}
        return "expectation"
    if "decision" in table:
        assert {decision.state for decision in msgspec.convert(table["decision"], list[Decision])} <= set(STATES)
        return "decisions"
    if "table" in table:
        assert not list(faults(msgspec.convert(table, Mapping)))
        return "tables"
    if "claims" in table:
        days = {name: value.isoformat() if isinstance(value, date) else value for name, value in table.items()}
        claims = [
            {name: value.isoformat() if isinstance(value, date) else value for name, value in claim.items()}
            for claim in table["claims"]
        ]
        assert early_look(days | {"claims": claims}, "an example").claims
        return "early look"
    if "caseload" in table:
        assert from_table(table, "an example") != parameters()
        return "parameters"
    assert set(table) <= {option.opts[-1].removeprefix("--") for option in check.params}
    return "settings"


@pytest.mark.parametrize("block", in_language("toml"))
def test_a_toml_example_can_be_read(block: Block) -> None:
    assert read_by_its_reader(tomllib.loads(block.text))


def test_there_are_examples() -> None:
    assert len(in_language("json")) == 2
    kinds = [read_by_its_reader(tomllib.loads(block.text)) for parameter in in_language("toml") for block in parameter.values]
    assert sorted(kinds) == ["decisions", "early look", "expectation", "parameters", "settings", "tables"]
