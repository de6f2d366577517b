"""A run as an Excel workbook. Rows are written as cases come, so that memory does not grow with the caseload."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from typing import BinaryIO

import xlsxwriter

from riskcheck.packed import WRITTEN, repacked
from riskcheck.report import wording
from riskcheck.report.rows import A_PERSON_DECIDES, EXPERT_POINTS, CaseRows, base_rate, case_rows
from riskcheck.report.stamp import as_at, stamp
from riskcheck.report.wording import unique
from riskcheck.report.workbook.columns import SHEETS
from riskcheck.report.workbook.panel import AgreementRow, DecisionRow
from riskcheck.report.workbook.sheets import Formats, Sheet, cell_text, set_up
from riskcheck.report.writing import FileWriter, Options
from riskcheck.result import CaseResult, DecisionShown, Finding, Run, Summary, Tool
from riskcheck.rulebook import RuleCard
from riskcheck.terms import WORDS, Status

_SHEETS = ("Cases", "Ratings", "Findings", "Evidence", "Decisions")
_YES = {True: "yes", False: None}
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}


class XlsxWriter(FileWriter):
    """Writes the workbook. ``decisions`` and ``agreement`` are what a panel adds to what the cases themselves carry.

    ``decisions`` are taken at the end, when it is known which of them a finding has shown.
    """

    def __init__(
        self,
        file: BinaryIO,
        options: Options,
        decisions: Iterable[DecisionRow] = (),
        agreement: Iterable[AgreementRow] = (),
    ) -> None:
        super().__init__(file, options)
        self._given = decisions
        self._agreement = tuple(agreement)
        self._last_day = ""
        self._synthetic = False
        self._counts = dict.fromkeys(Status, 0)

    def start(self, tool: Tool, run: Run, cards: Mapping[str, RuleCard]) -> None:
        """Open the workbook and its sheets."""
        super().start(tool, run, cards)
        self._made = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._made, _AS_TEXT)
        self._book.set_properties({"title": "riskcheck", "author": "riskcheck", "created": WRITTEN.replace(tzinfo=None)})
        self._formats = Formats(self._book)
        self._summary = set_up(self._book.add_worksheet("Summary"), run.marking)
        self._sheets = {name: self._sheet(name) for name in _SHEETS}

    def _sheet(self, name: str) -> Sheet:
        return Sheet(self._book, name, SHEETS[name], self._formats, self._run.marking)

    def show(self, result: CaseResult) -> None:
        """Write the rows of one case."""
        case = case_rows(result, self._tool, self._cards)
        self._last_day = max(self._last_day, result.as_of or "")
        self._synthetic = self._synthetic or case.synthetic
        self._counts[case.status] += 1
        self._sheets["Cases"].add(_case(result, case))
        self._ratings(result, case)
        counted = {reason.rule for flag in result.flags for reason in flag.reasons if reason.weight}
        for finding in result.findings:
            self._finding(result, finding, counted)
            self._evidence(result, finding)
            if finding.decision is not None:
                self._decision(_shown(result.case_id, finding, finding.decision))

    def _ratings(self, result: CaseResult, case: CaseRows) -> None:
        flags = {(flag.group, flag.setting): flag for flag in result.flags}
        for row in case.ratings:
            flag = flags.get((row.group, row.setting))
            self._sheets["Ratings"].add(
                (
                    case.case_id,
                    WORDS[row.group],
                    WORDS[row.setting],
                    row.recorded,
                    WORDS[row.status],
                    WORDS[flag.indicated] if flag else None,
                    WORDS[row.strength] if row.strength else None,
                    flag.total if flag else None,
                    flag.incidents if flag else None,
                    flag.says if flag else row.why,
                )
            )

    def _finding(self, result: CaseResult, finding: Finding, counted: set[str]) -> None:
        card = self._cards.get(finding.rule)
        self._sheets["Findings"].add(
            (
                result.case_id,
                finding.key,
                finding.rule,
                card.title if card else finding.name.replace("-", " "),
                finding.kind.value,
                ", ".join(WORDS[strand] for strand in finding.strands),
                ", ".join(WORDS[group] for group in finding.groups),
                finding.inspection_question,
                card.weight if card else None,
                _YES[finding.rule in counted],
                len(finding.evidence),
                finding.decision.state.replace("_", " ") if finding.decision else None,
            )
        )

    def _evidence(self, result: CaseResult, finding: Finding) -> None:
        for row in finding.evidence:
            self._sheets["Evidence"].add(
                (
                    result.case_id,
                    finding.key,
                    finding.rule,
                    row.on,
                    row.known_on,
                    row.probation_knew_on,
                    wording.known(row, result.as_of),
                    row.says,
                    row.quote,
                    wording.source(row.source),
                    row.pointer,
                    _YES[row.after_assessment],
                    _YES[row.addressed],
                )
            )

    def _decision(self, one: DecisionRow) -> None:
        words = one.state.replace("_", " ")
        row = (one.case_id, one.key, one.rule, words, one.reviewer, one.on, one.reason, one.until, _YES[one.expired])
        self._sheets["Decisions"].add(row)

    def end(self, summary: Summary) -> None:
        """Write what a panel adds, the dictionary and the summary, and the file."""
        for one in self._given:
            self._decision(one)
        if self._agreement:
            self._sheets["Agreement"] = self._sheet("Agreement")
            for figure in self._agreement:
                self._sheets["Agreement"].add(astuple(figure))
        if self._errors:
            self._sheets["Not read"] = self._sheet("Not read")
            for error in self._errors:
                self._sheets["Not read"].add((error.source, error.line, error.case_id, error.pointer, error.message))
        self._dictionary()
        self._summarise(summary)
        for sheet in self._sheets.values():
            sheet.finish()
        self._book.close()
        self.file.write(repacked(self._made.getvalue()))

    def _dictionary(self) -> None:
        sheet = self._sheets["Data dictionary"] = self._sheet("Data dictionary")
        for name, columns in SHEETS.items():
            if name in self._sheets:
                for column in columns:
                    sheet.add((name, column.name, column.says))

    def _summarise(self, summary: Summary) -> None:
        sheet, formats = self._summary, self._formats
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 90)
        sheet.set_row(1, 26)
        sheet.write_string(0, 0, cell_text(self._run.marking) if self._run.marking else "", formats.marking)
        sheet.write_string(1, 0, "Ratings of risk of serious harm, read against the evidence on record", formats.title)
        for row, (name, value) in enumerate(self._says(summary), 3):
            sheet.write_string(row, 0, name, formats.head if value is None else formats.text)
            if isinstance(value, int):
                sheet.write_number(row, 1, value, formats.number)
            elif value is not None:
                sheet.write_string(row, 1, cell_text(value), formats.text)

    def _says(self, summary: Summary) -> Iterable[tuple[str, str | int | None]]:
        yield "What it was made with", None
        yield from stamp(self._tool, self._run, as_at(self._run))
        yield "", ""
        yield "Counts", None
        yield "Records", summary.records
        yield "Checked", summary.checked
        for status in Status:
            yield WORDS[status].capitalize(), self._counts[status]
        yield "Could not be read", summary.errors
        yield "Findings", self._sheets["Findings"].rows
        yield "Decisions", self._sheets["Decisions"].rows
        yield "", ""
        yield "How to read it", None
        if self._synthetic:
            yield (
                "Synthetic",
                "Some or all of these cases were made up to test riskcheck and are about nobody. They are labelled.",
            )
        yield "A person decides", A_PERSON_DECIDES
        yield "Points", EXPERT_POINTS
        if self._last_day:
            yield "Base rate", base_rate(self._last_day)
        yield "Sheets", ", ".join(self._sheets)


def _shown(case_id: str, finding: Finding, made: DecisionShown) -> DecisionRow:
    return DecisionRow(
        case_id=case_id,
        key=finding.key,
        rule=finding.rule,
        state=made.state,
        reviewer=made.reviewer,
        on=made.on,
        reason=made.reason,
        until=made.until,
        expired=made.expired,
    )


def _case(result: CaseResult, case: CaseRows) -> tuple[object, ...]:
    return (
        case.case_id,
        WORDS[case.status],
        case.strength if case.accounts else None,
        case.total if case.accounts else None,
        len(result.flags),
        case.headline,
        case.assessed,
        result.as_of,
        len(result.findings),
        case.checks_lacking,
        _YES[case.synthetic],
        " ".join(unique(case.voice.says)) if case.voice else None,
        case.source,
    )
