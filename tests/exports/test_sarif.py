"""SARIF: the shape that the standard asks for, a result for each finding, and nothing suppressed."""

import json
from typing import Any

import msgspec
import pytest

from riskcheck.result import CaseResult, DecisionShown
from tests.exports.made import ERROR, EVERYTHING
from tests.reports.made import CARDS, HOSTILE, five_flags, hostile, report

LEVELS = {"none", "note", "warning", "error"}
KINDS = {"notApplicable", "pass", "fail", "review", "open", "informational"}


def log(*outcomes: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(report("sarif", *outcomes))
    return found


def fits(found: dict[str, Any]) -> None:
    """What SARIF 2.1.0 (OASIS, 2020) requires of the objects that are used here, section by section."""
    assert found["version"] == "2.1.0"
    for run in found["runs"]:
        driver = run["tool"]["driver"]
        assert driver["name"]
        ids = [rule["id"] for rule in driver["rules"]]
        assert len(ids) == len(set(ids)), "3.19.23: the rules are different"
        for rule in driver["rules"]:
            assert rule["shortDescription"]["text"], "3.12.3: a message has a text"
            assert rule["defaultConfiguration"]["level"] in LEVELS
        for result in run["results"]:
            assert result["ruleId"] in ids
            assert result["message"]["text"]
            assert result["kind"] in KINDS
            assert result["kind"] == "fail" or result["level"] == "none", "3.27.10: a level other than none is of a failure"
            assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
            for location in result["locations"]:
                assert_uri(location["physicalLocation"]["artifactLocation"]["uri"])
        for invocation in run["invocations"]:
            assert isinstance(invocation["executionSuccessful"], bool)
            for notification in invocation["toolExecutionNotifications"]:
                assert notification["level"] in LEVELS
                assert notification["message"]["text"]


def assert_uri(uri: str) -> None:
    assert uri
    assert all(letter.isascii() and letter not in ' <>"{}|\\^`' for letter in uri)


def test_everything_fits_the_standard_and_no_finding_is_missing() -> None:
    found = log(*EVERYTHING)
    fits(found)
    cases = [one for one in EVERYTHING if isinstance(one, CaseResult)]
    keys = [finding.key for one in cases for finding in one.findings]
    (run,) = found["runs"]
    assert [result["partialFingerprints"]["riskcheckFindingKey/v1"] for result in run["results"]] == keys
    assert run["properties"]["records"] == len(EVERYTHING)
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].lower() == ERROR.message.lower()
    assert not run["invocations"][0]["executionSuccessful"]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(CARDS)


def test_a_run_without_findings_fits() -> None:
    fits(log())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_fits(text: str) -> None:
    from riskcheck.terms import Kind
    from tests.reports.made import card

    cards = {text: card(text, Kind.EVIDENCE, (), text)}
    assert json.loads(report("sarif", hostile(text), cards=cards))["version"] == "2.1.0"


def test_a_decision_suppresses_nothing() -> None:
    one = five_flags()
    shown = DecisionShown(state="disagreed", reviewer="R1", on="2025-06-03", reason="Seen.", until=None, expired=False)
    decided = msgspec.structs.replace(one.findings[0], decision=shown)
    found = log(msgspec.structs.replace(one, findings=(decided, *one.findings[1:])))
    results = found["runs"][0]["results"]
    assert len(results) == len(one.findings)
    assert results[0]["properties"]["decision"] == "disagreed"
    assert not any("suppressions" in result for result in results)
