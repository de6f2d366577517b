"""Reviewers' decisions on findings, written in a file and shown beside the findings they are about.

A decision is a record of judgement. It hides nothing: the finding stays, the flag stays, the counts stay. It is kept by the
finding's key, which changes with the evidence, so that a decision made on older evidence no longer applies.

    [[decision]]
    key = "0f3c5a7b9d1e2f40"
    state = "disagreed"
    reviewer = "R12"
    on = 2025-06-03
    reason = "The incident was a fire drill; see the wing log."
    until = 2025-12-31
"""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from riskcheck.errors import BadDecisions, UnreadableFile
from riskcheck.result import CaseResult, DecisionShown

STATES = ("agreed", "disagreed", "already_addressed", "cannot_tell", "out_of_scope")
"""Agreed; the rule is wrong here; agreed but dealt with already; evidence is missing; not what this review is about."""

Day = str


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One reviewer's decision on one finding; it stops applying after ``until``, where that is given."""

    key: str
    state: str
    reviewer: str
    on: date
    reason: str
    until: date | None = None


class Decisions:
    """The decisions of one file. Keeps count of which were met, so that those that were not can be reported."""

    def __init__(self, decisions: Iterable[Decision], today: Day) -> None:
        self._by_key = {decision.key: decision for decision in decisions}
        self._today = today
        self._met: set[str] = set()

    def shown_in(self, result: CaseResult) -> CaseResult:
        """The same result with each decided finding showing its decision. Nothing is taken away."""
        findings = tuple(
            msgspec.structs.replace(finding, decision=self._shown(finding.key)) if finding.key in self._by_key else finding
            for finding in result.findings
        )
        return msgspec.structs.replace(result, findings=findings)

    def _shown(self, key: str) -> DecisionShown:
        self._met.add(key)
        decision = self._by_key[key]
        until = decision.until.isoformat() if decision.until else None
        return DecisionShown(
            state=decision.state,
            reviewer=decision.reviewer,
            on=decision.on.isoformat(),
            reason=decision.reason,
            until=until,
            expired=until is not None and until < self._today,
        )

    def unmet(self) -> tuple[str, ...]:
        """One sentence for each decision whose finding was not found: the evidence changed, or the case was not read."""
        return tuple(
            f"the decision of {decision.reviewer} on {key} ({decision.on.isoformat()}) met no finding: "
            "the evidence has changed, or its case was not among these records."
            for key, decision in sorted(self._by_key.items())
            if key not in self._met
        )


def load(path: str, today: Day) -> Decisions:
    """The decisions of a TOML file. Raises ``UnreadableFile`` and ``BadDecisions``."""
    try:
        entries = tomllib.loads(Path(path).read_text(encoding="utf-8")).get("decision", [])
    except OSError as fault:
        raise UnreadableFile(path, fault.strerror or type(fault).__name__) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise BadDecisions(path, "it is not TOML") from None
    try:
        decisions = msgspec.convert(entries, list[Decision])
    except msgspec.ValidationError as fault:
        raise BadDecisions(path, str(fault)) from None
    keys = [decision.key for decision in decisions]
    for place, decision in enumerate(decisions):
        if decision.state not in STATES:
            raise BadDecisions(path, f"decision {place + 1} has a state that is not one of {', '.join(STATES)}")
        if keys.index(decision.key) != place:
            raise BadDecisions(path, f"decision {place + 1} is on the same finding as decision {keys.index(decision.key) + 1}")
    return Decisions(decisions, today)
