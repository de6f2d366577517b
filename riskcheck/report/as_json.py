"""JSON for other programs: one document, or a line for each outcome. The shape is ``schemas/report.schema.json``."""

from collections.abc import Mapping
from typing import Any

import msgspec

from riskcheck.errors import RecordError
from riskcheck.report.writing import Gathering, Writer
from riskcheck.result import CaseResult, Run, Summary, Tool
from riskcheck.rulebook import RuleCard

FORMAT = "riskcheck.report/1"

_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""Characters that JSON allows as they are and that many programs take for the end of a line."""


class JsonWriter(Gathering):
    """One document. Cases are written as they come; only the errors wait, because they have a list of their own."""

    def start(self, tool: Tool, run: Run, cards: Mapping[str, RuleCard]) -> None:
        """Open the document."""
        self._between = "\n"
        self.out.write(f'{{"format":{json_text(FORMAT)},"tool":{json_text(tool)},"run":{json_text(run)},"cases":[')

    def show(self, result: CaseResult) -> None:
        """Write one case, on a line of its own."""
        self.out.write(f"{self._between}{json_text(_case(result, timeline=self.options.full))}")
        self._between = ",\n"

    def end(self, summary: Summary) -> None:
        """Write the errors and the counts, and close the document."""
        self.out.write(f'\n],"errors":{json_text(self._errors)},"summary":{json_text(summary)}}}\n')


class JsonLinesWriter(Writer):
    """One line for the run, each case, each error and the counts, each with its ``kind``."""

    def start(self, tool: Tool, run: Run, cards: Mapping[str, RuleCard]) -> None:
        """The first line."""
        self._line({"kind": "run", "format": FORMAT, "tool": tool, "run": run})

    def show(self, result: CaseResult) -> None:
        """The line of one case."""
        self._line({"kind": "case", **_case(result, timeline=self.options.full)})

    def show_error(self, error: RecordError) -> None:
        """The line of one error."""
        self._line({"kind": "error", **msgspec.to_builtins(error)})

    def end(self, summary: Summary) -> None:
        """The last line."""
        self._line({"kind": "summary", **msgspec.to_builtins(summary)})

    def _line(self, outcome: Mapping[str, Any]) -> None:
        self.out.write(f"{json_text(outcome)}\n")


def _case(result: CaseResult, timeline: bool) -> dict[str, Any]:
    """A case as it is published: as it stands, with the first strand by itself for readers that want one."""
    case: dict[str, Any] = msgspec.to_builtins(result)
    if not timeline:
        del case["timeline"]
    for rests in (*case["findings"], *(reason for flag in case["flags"] for reason in flag["reasons"])):
        rests["strand"] = next(iter(rests["strands"]), None)
    return case


def case_text(result: CaseResult) -> str:
    """One case as the report has it, on one line."""
    return json_text(_case(result, timeline=False))


def json_text(value: object) -> str:
    """A value as JSON on one line, whatever characters are in it."""
    text = msgspec.json.encode(value).decode()
    return text if text.isascii() else text.translate(_LINE_ENDS)
