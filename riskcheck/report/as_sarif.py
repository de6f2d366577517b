"""SARIF 2.1.0 for machines that collect the results of linters: one result for each finding. People have better reports.

A reviewer's decision is a property of a result and never a suppression: no decision hides a finding.
"""

from collections.abc import Mapping
from typing import Any, TextIO
from urllib.parse import quote

from riskcheck.report.as_json import json_text
from riskcheck.report.wording import sentence, visible
from riskcheck.report.writing import Gathering, Options
from riskcheck.result import CaseResult, EvidenceRow, Finding, Run, Summary, Tool
from riskcheck.rulebook import RuleCard
from riskcheck.terms import Kind

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "riskcheckFindingKey/v1"


class SarifWriter(Gathering):
    """Writes each result as it comes, and the errors of the run at its end."""

    def __init__(self, out: TextIO, options: Options) -> None:
        super().__init__(out, options)
        self._between = "\n"

    def start(self, tool: Tool, run: Run, cards: Mapping[str, RuleCard]) -> None:
        """Open the log and its one run."""
        super().start(tool, run, cards)
        driver = {
            "name": "riskcheck",
            "semanticVersion": tool.version,
            "rules": [_rule(cards[code]) for code in sorted(cards)],
            "properties": {"rules": tool.rules, "model": tool.model},
        }
        opened = json_text({"$schema": SCHEMA, "version": "2.1.0"})[:-1]
        self.out.write(f'{opened},"runs":[{{"tool":{json_text({"driver": driver})},"results":[')

    def show(self, result: CaseResult) -> None:
        """Write a result for each finding of one case, on a line of its own."""
        counted = {reason.rule for flag in result.flags for reason in flag.reasons if reason.weight}
        for finding in result.findings:
            self.out.write(f"{self._between}{json_text(self._result(result, finding, counted))}")
            self._between = ",\n"

    def _result(self, result: CaseResult, finding: Finding, counted: set[str]) -> dict[str, Any]:
        card = self._cards.get(finding.rule)
        title = sentence(card.title if card else finding.name.replace("-", " "))
        return {
            "ruleId": finding.rule,
            "kind": "informational" if finding.kind is Kind.AGAINST else "review",
            "level": "none",
            "message": {"text": f"{title} {_records(finding)}"},
            "locations": [_location(result.source, row) for row in finding.evidence],
            "partialFingerprints": {_FINGERPRINT: finding.key},
            "properties": {
                "caseId": result.case_id,
                "asOf": result.as_of,
                "kind": finding.kind.value,
                "inAFlag": finding.rule in counted,
                "inspectionQuestion": finding.inspection_question,
                "decision": finding.decision.state if finding.decision else None,
                "synthetic": result.synthetic,
            },
        }

    def end(self, summary: Summary) -> None:
        """Write how the run went, and close the log."""
        invocation = {
            "executionSuccessful": not self._errors,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": {"text": sentence(error.message)},
                    "locations": [
                        {"physicalLocation": {"artifactLocation": {"uri": _uri(error.source)}} | _region(error.line)}
                    ],
                }
                for error in self._errors
            ],
        }
        about = {
            "asOf": self._run.as_of,
            "knownTo": self._run.known_to.value,
            "inputSha256": self._run.input_sha256,
            "marking": self._run.marking,
            "records": summary.records,
            "checked": summary.checked,
            "flagged": summary.flagged,
            "cannotSay": summary.cannot_say,
            "errors": summary.errors,
        }
        self.out.write(f'\n],"invocations":[{json_text(invocation)}],"properties":{json_text(about)}}}]}}\n')


def _rule(card: RuleCard) -> dict[str, Any]:
    return {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": sentence(card.title)},
        "fullDescription": {"text": sentence(card.why)},
        "help": {"text": " ".join(sentence(source) for source in card.sources)},
        "defaultConfiguration": {"level": "none"},
        "properties": {"kind": card.kind.value, "weight": card.weight, "inspectionQuestion": card.inspection_question},
    }


def _records(finding: Finding) -> str:
    return " ".join(f"{row.on}: {sentence(row.says)}" for row in finding.evidence)


def _location(source: str, row: EvidenceRow) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": {"uri": _uri(source)}},
        "logicalLocations": [{"fullyQualifiedName": visible(row.pointer), "kind": "element"}],
    }


def _uri(source: str) -> str:
    return quote(source.replace("\\", "/"), safe="/")


def _region(line: int | None) -> dict[str, Any]:
    return {"region": {"startLine": line}} if line else {}
