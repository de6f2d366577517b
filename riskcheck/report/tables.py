"""Parquet tables of what a run found, so that DuckDB, pandas or a warehouse can ask it questions.

A folder for each table, and in those of ratings and findings a folder for each status and kind, as engines partition data:
``ratings/status=flagged/part-0.parquet``. Rows are in the order of the records; days are dates; what the tables say is what
the JSON report says. The folder appears only when it is whole, and every file says in its head which riskcheck made it and
what was asked of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riskcheck.errors import RecordError
from riskcheck.parquet import Row, Table, new_folder
from riskcheck.report.rows import status_of
from riskcheck.report.writing import encodable, without_details
from riskcheck.result import CaseResult, Finding, Flag, Rating, Run, Tool

COLUMNS: dict[str, dict[str, str]] = {
    "cases": {
        "case_id": "text",
        "source": "word",
        "status": "word",
        "synthetic": "yes_no",
        "assessment_id": "text",
        "assessment_completed_on": "day",
        "as_of": "day",
        "findings": "number",
        "not_checked": "number",
        "learned_p_high": "share",
        "learned_stands_out": "yes_no",
        "learned_agrees": "yes_no",
    },
    "ratings": {
        "case_id": "text",
        "group": "word",
        "setting": "word",
        "recorded": "word",
        "status": "word",
        "indicated": "word",
        "strength": "word",
        "points": "number",
        "incidents": "number",
        "ways": "words",
        "rules": "words",
        "why": "text",
    },
    "findings": {
        "case_id": "text",
        "key": "text",
        "kind": "word",
        "rule": "word",
        "name": "word",
        "strands": "words",
        "groups": "words",
        "inspection_question": "word",
        "first_on": "day",
        "last_on": "day",
        "items": "number",
    },
    "evidence": {
        "case_id": "text",
        "key": "text",
        "rule": "word",
        "item": "text",
        "pointer": "text",
        "on": "day",
        "known_on": "day",
        "probation_knew_on": "day",
        "source": "word",
        "says": "text",
        "quote": "text",
        "after_assessment": "yes_no",
        "addressed": "yes_no",
    },
    "errors": {"source": "word", "line": "number", "case_id": "text", "pointer": "text", "message": "text"},
}
"""The columns of each table and what each holds: text, a word out of few, words, a day, a number, a share, yes or no."""

PARTITIONED = {"ratings": "status", "findings": "kind"}
"""The column whose values name the folders of a table, and that is not in its files."""


class Tables:
    """The tables of one run, to be told of each case and error."""

    def __init__(self, folder: Path, tool: Tool, run: Run, *, hide_details: bool = False) -> None:
        self._hide_details = hide_details
        about = {
            "version": tool.version,
            "rules": tool.rules,
            "model": tool.model or "",
            "as_of": run.as_of,
            "known_to": run.known_to.value,
        }
        named = {f"riskcheck.{name}": value for name, value in about.items()}
        self._tables = {
            name: Table(folder / name, columns, named, by=PARTITIONED.get(name)) for name, columns in COLUMNS.items()
        }

    def case(self, result: CaseResult) -> None:
        """The rows of one case."""
        shown = without_details(result) if self._hide_details else result
        flags = {(flag.group, flag.setting): flag for flag in shown.flags}
        self._tables["cases"].add(_case(shown))
        for rating in shown.ratings:
            self._tables["ratings"].add(_rating(shown.case_id, rating, flags.get((rating.group, rating.setting))))
        for finding in shown.findings:
            self._tables["findings"].add(_finding(shown.case_id, finding))
            for row in _evidence(shown.case_id, finding):
                self._tables["evidence"].add(row)

    def error(self, error: RecordError) -> None:
        """The row of one error."""
        row = {name: getattr(error, name) for name in COLUMNS["errors"]}
        self._tables["errors"].add(row | {"source": encodable(error.source)})

    def close(self, *, whole: bool) -> None:
        """Close the files; ``whole`` is whether the run came to its end."""
        for table in self._tables.values():
            table.close(whole=whole)


@contextmanager
def tables(folder: str, tool: Tool, run: Run, *, hide_details: bool = False) -> Iterator[Tables]:
    """The tables of one run, in a folder that is not there yet or is empty. Raises ``MissingLibrary``, ``UnwritableFile``."""
    with new_folder(folder) as part:
        made = Tables(part, tool, run, hide_details=hide_details)
        whole = False
        try:
            yield made
            whole = True
        finally:
            made.close(whole=whole)


def _case(result: CaseResult) -> Row:
    checked, learned = result.assessment, result.learned
    return {
        "case_id": result.case_id,
        "source": encodable(result.source),
        "status": status_of(result).value,
        "synthetic": result.synthetic,
        "assessment_id": checked.id if checked else None,
        "assessment_completed_on": checked.completed_on if checked else None,
        "as_of": result.as_of,
        "findings": len(result.findings),
        "not_checked": len(result.not_checked),
        "learned_p_high": learned.p_high if learned else None,
        "learned_stands_out": learned.stands_out if learned else None,
        "learned_agrees": learned.agrees if learned else None,
    }


def _rating(case_id: str, rating: Rating, flag: Flag | None) -> Row:
    return {
        "case_id": case_id,
        "group": rating.group.value,
        "setting": rating.setting.value,
        "recorded": rating.recorded.value if rating.recorded else None,
        "status": rating.status.value,
        "indicated": rating.indicated.value if rating.indicated else None,
        "strength": rating.strength.value if rating.strength else None,
        "points": flag.total if flag else None,
        "incidents": flag.incidents if flag else None,
        "ways": [way.value for way in flag.ways] if flag else [],
        "rules": [reason.rule for reason in flag.reasons if reason.weight] if flag else [],
        "why": rating.why,
    }


def _finding(case_id: str, finding: Finding) -> Row:
    days = [row.on for row in finding.evidence]
    return {
        "case_id": case_id,
        "key": finding.key,
        "kind": finding.kind.value,
        "rule": finding.rule,
        "name": finding.name,
        "strands": [strand.value for strand in finding.strands],
        "groups": [group.value for group in finding.groups],
        "inspection_question": finding.inspection_question,
        "first_on": min(days, default=None),
        "last_on": max(days, default=None),
        "items": len(finding.evidence),
    }


def _evidence(case_id: str, finding: Finding) -> Iterator[Row]:
    own = {"case_id": case_id, "key": finding.key, "rule": finding.rule}
    for row in finding.evidence:
        yield own | {name: getattr(row, name) for name in COLUMNS["evidence"] if name not in own}
