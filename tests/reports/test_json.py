"""JSON is what its schema says, whatever was found."""

import json
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from riskcheck.lacks import Correction
from riskcheck.records.schemas import schema
from riskcheck.result import (
    AssessmentChecked,
    CaseResult,
    Change,
    Event,
    EvidenceRow,
    Finding,
    Flag,
    KnownBy,
    NotChecked,
    Rating,
    Reason,
    Remark,
    SectionCoverage,
    WayShown,
)
from riskcheck.terms import Level
from riskcheck.voice import ComparedWith, Contribution, Difference, FeatureShown, Learned, PeerShown, PeersShown
from tests.reports.made import ERROR, EVERYTHING, HOSTILE, case, five_flags, hostile, learned, peers, report

DAYS = st.dates().map(lambda day: day.isoformat())


@cache
def validator(part: str = "") -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resource("urn:riskcheck:report:1", Resource.from_contents(schema("report")))
    return Draft202012Validator({"$ref": f"urn:riskcheck:report:1{part}"}, registry=registry)


def made_of(kind: type, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Structs of one kind; days are days, and everything else follows from the types."""
    days = {
        field.name: DAYS if field.type is str else st.none() | DAYS
        for field in msgspec.structs.fields(kind)
        if field.name in ("on", "known_on", "as_of", "completed_on", "probation_knew_on")
    }
    points: dict[str, st.SearchStrategy[Any]] = {
        field.name: numbers if field.type is float else st.none() | numbers
        for field in msgspec.structs.fields(kind)
        if field.type in (float, float | None)
        for numbers in [st.floats(allow_nan=False, allow_infinity=False)]
    }
    points |= {field.name: st.integers(0, 2**53) for field in msgspec.structs.fields(kind) if field.type is int}
    return st.builds(kind, **{**days, **points, **known})


def few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


ROWS = few(made_of(EvidenceRow, known_by=few(made_of(KnownBy))))
FLAGS = made_of(
    Flag,
    ways_shown=few(made_of(WayShown)),
    reasons=few(made_of(Reason, evidence=ROWS)),
    against=few(made_of(Remark)),
    missing=few(made_of(Remark)),
    would_change=few(made_of(Change)),
)
LEARNED = made_of(
    Learned,
    p_high=st.floats(0, 1),
    compared_with=made_of(ComparedWith, first=DAYS, last=DAYS, high=st.floats(0, 1)),
    contributions=few(made_of(Contribution, features=few(made_of(FeatureShown)))),
    peers=st.none()
    | made_of(
        PeersShown,
        rated=st.dictionaries(st.sampled_from(Level), st.integers(0, 2**53)),
        nearest=few(made_of(PeerShown, differs=few(made_of(Difference)))),
    ),
)
CASES: st.SearchStrategy[CaseResult] = made_of(
    CaseResult,
    learned=st.none() | LEARNED,
    assessment=st.none() | made_of(AssessmentChecked),
    ratings=few(made_of(Rating)),
    flags=few(FLAGS),
    findings=few(made_of(Finding, evidence=ROWS)),
    not_checked=few(made_of(NotChecked, settled_by=few(made_of(Correction)))),
    coverage=few(made_of(SectionCoverage)),
    timeline=few(made_of(Event)),
)


def test_schema_is_a_schema_with_words_for_people() -> None:
    Draft202012Validator.check_schema(schema("report"))
    for name, part in schema("report")["$defs"].items():
        assert part["title"], name
        assert part["description"], name
        for field, inner in part.get("properties", {}).items():
            assert "$ref" in inner or (inner["title"] and inner["description"]), f"{name}.{field}"


@settings(max_examples=200)
@given(st.lists(CASES, max_size=2), st.booleans())
def test_any_result_is_valid_json_of_the_schema(cases: list[CaseResult], full: bool) -> None:
    document = json.loads(report("json", *cases, ERROR, full=full))
    validator().validate(document)
    assert [one["case_id"] for one in document["cases"]] == [one.case_id for one in cases]
    for line in report("jsonl", *cases, ERROR, full=full).splitlines():
        validator("#/$defs/line").validate(json.loads(line))


@settings(max_examples=50)
@given(CASES)
def test_any_result_can_be_shown_in_every_format(one: CaseResult) -> None:
    for name in ("text", "concise", "csv", "html", "sarif"):
        assert report(name, one, ERROR)
        assert report(name, one, ERROR, full=True, hide_details=True, colour=True)


def test_json_says_what_the_design_says() -> None:
    document = json.loads(report("json", *EVERYTHING))
    assert document["format"] == "riskcheck.report/1"
    assert document["tool"] == {"version": "0.1.0", "rules": "2026.1", "model": None}
    assert document["run"] == {"as_of": "assessment", "known_to": "anyone", "input_sha256": None, "marking": None}
    assert document["summary"] == {"records": 7, "checked": 6, "flagged": 3, "cannot_say": 1, "errors": 1}
    assert document["errors"] == [msgspec.to_builtins(ERROR)]
    flagged = next(one for one in document["cases"] if one["case_id"] == "C-5")
    assert flagged["learned"] is None
    assert "timeline" not in flagged
    first = flagged["flags"][0]
    assert sum(row["weight"] for row in first["reasons"]) == first["total"]
    assert first["reasons"][0]["strand"] == "custody"
    assert flagged["findings"][0]["strand"] is None


def test_nothing_is_lost_on_the_way_to_json() -> None:
    one = five_flags(learned=learned(peers=peers()))
    document = json.loads(report("json", one, full=True))["cases"][0]
    for part in (*document["findings"], *(row for flag in document["flags"] for row in flag["reasons"])):
        del part["strand"]
    assert msgspec.convert(document, CaseResult) == one


def test_lines_come_in_the_order_of_the_records() -> None:
    lines = [json.loads(line) for line in report("jsonl", *EVERYTHING).splitlines()]
    assert [line["kind"] for line in lines] == ["run", "case", "error", "case", "case", "case", "case", "case", "summary"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    one = json.loads(report("json", hostile(text)))["cases"][0]
    assert one["case_id"] == text
    assert one["flags"][0]["reasons"][0]["evidence"][0]["quote"] == text


def test_details_can_be_hidden() -> None:
    one = case("C-9", five_flags().flags, note="FREE TEXT", assumed=("in-1: date (FREE TEXT)",))
    for name in ("json", "jsonl", "text", "concise", "csv", "html"):
        shown = report(name, one, hide_details=True, full=True)
        assert "kettle" not in shown
        assert "FREE TEXT" not in shown
    assert "kettle" in report("json", one)


def test_a_file_name_that_is_no_text_can_be_reported() -> None:
    for name in ("json", "jsonl", "text", "concise", "csv", "html"):
        text = report(name, case(source="caf\udce9.json"), msgspec.structs.replace(ERROR, source="\udce9"))
        assert text.encode().decode() == text
