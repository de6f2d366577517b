"""The official JSON Schema cases, for the keywords that our schemas use, and the JSON parsing files."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from riskcheck.records.parse import parse
from riskcheck.records.problem import Refused
from riskcheck.records.schemas import schema, schema_names
from tests.records.made import refusal

SUITES = Path(__file__).parents[3] / "shared" / "reference" / "json-suites"
SCHEMA_CASES = SUITES / "json-schema-draft2020-12"
PARSING = SUITES / "json-parsing"
MISSING = pytest.mark.skipif(not SUITES.is_dir(), reason="the suites are not beside this checkout (shared/reference)")

NOT_ASSERTIONS = {"$schema", "$id", "$defs", "title", "description", "examples", "default", "then", "else"}
FILES = {"$ref": "ref", "if": "if-then-else", "format": "optional/format/date"}

# Groups outside what our schemas can hold, with why.
LEFT_OUT = {
    "pattern with Unicode property escape requires unicode mode": "Python's re has no \\p, and a test keeps it out of ours",
}


def keywords() -> set[str]:
    """The keywords of our schemas, found by looking."""
    found: set[str] = set()
    for name in schema_names():
        found |= set(_keywords(schema(name)))
    return found - NOT_ASSERTIONS


def _keywords(rules: Any) -> Iterator[str]:
    if not isinstance(rules, dict):
        return
    for key, inner in rules.items():
        yield key
        if key in ("properties", "$defs", "patternProperties"):
            for below in inner.values():
                yield from _keywords(below)
        elif key in ("items", "if", "then", "else", "not", "additionalProperties", "propertyNames", "contains"):
            yield from _keywords(inner)
        elif key in ("anyOf", "allOf", "oneOf", "prefixItems"):
            for below in inner:
                yield from _keywords(below)


def schema_cases() -> Iterator[Any]:
    for keyword in sorted(keywords()) if SUITES.is_dir() else []:
        file = FILES.get(keyword, keyword)
        for group in json.loads((SCHEMA_CASES / f"{file}.json").read_text(encoding="utf-8")):
            if group["description"] not in LEFT_OUT:
                for case in group["tests"]:
                    yield pytest.param(
                        file, group["schema"], case, id=f"{keyword}: {group['description']}: {case['description']}"
                    )


@MISSING
def test_every_keyword_of_our_schemas_has_its_cases() -> None:
    assert {"$ref", "additionalProperties", "const", "enum", "format", "if", "pattern", "required"} <= keywords()
    assert not [name for name in keywords() if not (SCHEMA_CASES / f"{FILES.get(name, name)}.json").is_file()]


def test_no_pattern_of_the_case_record_means_different_things_to_different_engines() -> None:
    patterns = list(_patterns(schema("case-record")))
    assert patterns
    assert not [pattern for pattern in patterns if re.search(r"\\[pPdDwWbBAZz]|\$", pattern)]


def _patterns(part: Any) -> Iterator[str]:
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _patterns(inner)
    if isinstance(part, dict) and isinstance(part.get("pattern"), str):
        yield part["pattern"]


@MISSING
@pytest.mark.parametrize(("file", "rules", "case"), list(schema_cases()))
def test_both_validators_give_the_verdict_of_the_suite(file: str, rules: Any, case: Any) -> None:
    checked = {"format_checker": Draft202012Validator.FORMAT_CHECKER} if file.startswith("optional/format") else {}
    ours = {
        "explaining": Draft202012Validator(rules, **checked).is_valid(case["data"]),
        "gate": jsonschema_rs.Draft202012Validator(rules, validate_formats=bool(checked)).is_valid(case["data"]),
    }
    assert ours == {"explaining": case["valid"], "gate": case["valid"]}


def parsing_files(kind: str) -> list[Any]:
    found = sorted(PARSING.glob(f"{kind}_*.json")) if SUITES.is_dir() else []
    return [pytest.param(file, id=file.stem) for file in found]


@MISSING
@pytest.mark.parametrize("file", parsing_files("y"))
def test_sound_json_is_accepted(file: Path) -> None:
    names_twice = {"y_object_duplicated_key", "y_object_duplicated_key_and_value"}
    if file.stem in names_twice:  # sound to a parser, and refused here on purpose
        with pytest.raises(Refused, match="given twice"):
            parse(file.read_bytes())
    else:
        parse(file.read_bytes())


@MISSING
@pytest.mark.parametrize("file", parsing_files("n"))
def test_what_is_not_json_is_refused(file: Path) -> None:
    with pytest.raises(Refused):
        parse(file.read_bytes())


@MISSING
@pytest.mark.parametrize("file", parsing_files("i"))
def test_what_is_left_open_is_accepted_or_refused(file: Path) -> None:
    assert refusal(file.read_bytes()) != ""
