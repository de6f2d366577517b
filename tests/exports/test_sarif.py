"""SARIF: the shape that the standard asks for, a result for each finding, and nothing suppressed."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from riskcheck.cli import main
from riskcheck.result import CaseResult, DecisionShown
from tests.exports.made import ERROR, EVERYTHING
from tests.exports.sarif_schema import standard
from tests.reports.made import CARDS, HOSTILE, five_flags, hostile, report

ROOT = Path(__file__).parents[2]


def log(*outcomes: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(report("sarif", *outcomes))
    return found


def fits(found: dict[str, Any]) -> None:
    """It is valid by the schema of SARIF 2.1.0 (OASIS, 2020), and as the standard says where the schema cannot."""
    assert [error.message for error in standard().iter_errors(found)] == []
    for run in found["runs"]:
        ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert len(ids) == len(set(ids)), "3.19.23: the rules are different"
        for result in run["results"]:
            assert result["ruleId"] in ids
            assert result["kind"] == "fail" or result["level"] == "none", "3.27.10: a level other than none is of a failure"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), "2.0.0"),
        (("runs", 0, "tool", "driver", "name"), None),
        (("runs", 0, "results", 0, "kind"), "risk"),
        (("runs", 0, "results", 0, "level"), "fatal"),
        (("runs", 0, "results", 0, "message"), {"words": "no text"}),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "artifactLocation", "uri"), "a file?.json<"),
        (("runs", 0, "results", 0, "more"), True),
        (("runs", 0, "results", 0, "partialFingerprints"), {"key": 7}),
        (("runs", 0, "invocations", 0, "executionSuccessful"), "yes"),
    ],
)
def test_the_schema_says_no(path: tuple[str | int, ...], value: object) -> None:
    found = log(*EVERYTHING)
    held: Any = found
    for key in path[:-1]:
        held = held[key]
    held[path[-1]] = value
    assert not standard().is_valid(found)


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
    found = json.loads(report("sarif", hostile(text), cards=cards))
    assert [error.message for error in standard().iter_errors(found)] == []


def test_a_decision_suppresses_nothing() -> None:
    one = five_flags()
    shown = DecisionShown(state="disagreed", reviewer="R1", on="2025-06-03", reason="Seen.", until=None, expired=False)
    decided = msgspec.structs.replace(one.findings[0], decision=shown)
    found = log(msgspec.structs.replace(one, findings=(decided, *one.findings[1:])))
    results = found["runs"][0]["results"]
    assert len(results) == len(one.findings)
    assert results[0]["properties"]["decision"] == "disagreed"
    assert not any("suppressions" in result for result in results)


def test_what_the_command_writes_of_records_and_of_what_cannot_be_read_fits(tmp_path: Path) -> None:
    target, broken = tmp_path / "run.sarif", tmp_path / "not one? #1.json"
    broken.write_text('{"case_id": ', encoding="utf-8")
    asked = ["check", str(ROOT / "fixtures" / "published"), str(broken), "--output-format", "sarif", "-o", str(target)]
    assert CliRunner().invoke(main, asked, catch_exceptions=False).exit_code == 2
    found = json.loads(target.read_text(encoding="utf-8"))
    fits(found)
    (run,) = found["runs"]
    assert run["results"]
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 1
