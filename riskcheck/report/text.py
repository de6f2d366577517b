"""Text for a terminal: a block of about a screen for each flagged case, a line for each other, errors in their place."""

from collections.abc import Mapping
from typing import TextIO

from riskcheck.errors import RecordError
from riskcheck.report import explain
from riskcheck.report.accounts import Account
from riskcheck.report.learned import Heard
from riskcheck.report.lines import Lines
from riskcheck.report.rows import A_PERSON_DECIDES, EXPERT_POINTS, CaseRows, Shared, base_rate, case_rows
from riskcheck.report.wording import count, counts, run_line, sentence, unique, visible
from riskcheck.report.writing import Options, Writer
from riskcheck.result import CaseResult, Run, Summary, Tool
from riskcheck.rulebook import RuleCard
from riskcheck.terms import WORDS, Kind, Status

AT_MOST = 3
"""How many remarks of one kind a block shows before it says how many more there are."""


class TextWriter(Writer):
    """Writes text as it is told, and keeps only the last day it has seen, for the base rate at the end."""

    def __init__(self, out: TextIO, options: Options) -> None:
        super().__init__(out, options)
        self.lines = Lines(out, options.colour)
        self.last_day = ""
        self._heard = Heard()
        self._after_block = True

    def start(self, tool: Tool, run: Run, cards: Mapping[str, RuleCard]) -> None:
        """Which riskcheck, which rules, which day."""
        self.tool, self.cards = tool, cards
        self.lines.quiet(run_line(tool, run))

    def show(self, result: CaseResult) -> None:
        """A block for a flagged case, a line for another; the whole of it where the report is full."""
        case = case_rows(result, self.tool, self.cards)
        self._heard.add(result)
        if self.options.full:
            explain.explain(case, self.lines)
        elif result.flagged:
            self.last_day = max(self.last_day, result.as_of or "")
            self.lines.gap()
            _block(case, self.lines)
        else:
            self._apart()
            _line(case, self.lines)
        self._after_block = result.flagged or self.options.full

    def show_error(self, error: RecordError) -> None:
        """The error's own line, where the record would have been."""
        self._apart()
        self.lines.entry(visible(error.text))
        self._after_block = False

    def end(self, summary: Summary) -> None:
        """What the flags mean, the counts, and the next command."""
        self.lines.gap()
        if self.last_day:
            self.lines.line(f"{base_rate(self.last_day)} {EXPERT_POINTS} {A_PERSON_DECIDES}")
        if self.tool.model is None and not self.options.full:
            self.lines.quiet("No learned check ran.")
        if self.tool.model is not None and not self.options.full:
            self.lines.line(" ".join(self._heard.says))
        self.lines.strong(counts(summary))
        self.lines.quiet(
            "riskcheck rule CODE explains a rule; riskcheck check PATH --output-format html -o FILE makes a page."
            if self.options.full
            else "riskcheck explain PATH CASE shows a case in full; riskcheck rule CODE explains a rule."
        )

    def _apart(self) -> None:
        if self._after_block:
            self.lines.gap()


def _line(case: CaseRows, lines: Lines) -> None:
    notes = unique(finding.rule for finding in case.others if finding.kind != Kind.AGAINST.value)
    also = f" {count(len(notes), 'note')}: {', '.join(notes)}." if notes else ""
    labelled = " Synthetic." if case.synthetic else ""
    apart = f" {sentence(case.voice.words.unlike)} {case.voice.compared}" if case.voice and case.voice.unlike else ""
    lines.entry(f"{case.case_id}  {WORDS[case.status]}.{labelled} {case.headline}{also}{apart}")


def _block(case: CaseRows, lines: Lines) -> None:
    lines.strong(f"{case.case_id}  flagged, {case.strength}")
    lines.line(case.headline, 2)
    explain.about(case, lines)
    told: set[str] = set()
    for account in case.accounts:
        lines.gap()
        _account(account, lines, told)
    lines.gap()
    _remarks("Points the other way", case.against, lines)
    _remarks("Missing or not known", case.missing, lines, case.lacked_input)
    _remarks("What would change it", case.changes, lines)
    _others(case, lines)
    if case.voice is not None:
        lines.strong("The learned check, apart from the flags", 2)
        lines.line(f"{case.voice.compared} {case.voice.meets}", 4)
    if case.decisions:
        lines.strong("Decided by reviewers (nothing is hidden)", 2)
        lines.bullets(list(case.decisions), 4)


def _account(account: Account, lines: Lines, told: set[str]) -> None:
    """A group of flags. Rows that an earlier group of the case has told are only added up."""
    lines.strong(explain.title(account), 2)
    for claim in account.claims:
        lines.line(claim, 4)
    _ways(account, lines)
    counted = [row for row in account.rows if row.weight]
    if told.issuperset(row.says for row in counted):
        added = " + ".join(f"{row.rule} {row.weight}" for row in counted)
        lines.line(f"{added} = {account.total}, {account.resting_on}.", 4)
        return
    for row in counted:
        lines.line(explain.reason(row), 4, f"{row.weight:>4}  {row.rule}  ")
    idle = len(account.rows) - len(counted)
    more = f" {count(idle, 'more finding adds', 'more findings add')} nothing." if idle else ""
    lines.line(f"points, {account.resting_on}.{more}", 4, f"{account.total:>4}  ")
    told.update(row.says for row in counted)


def _ways(account: Account, lines: Lines) -> None:
    codes: dict[tuple[str, str], list[str]] = {}
    for way in account.ways:
        codes.setdefault((way.title, way.about), []).append(way.rule)
    for (title, about), rules in codes.items():
        whose = f", about {about}" if about else ""
        lines.line(f"{title} ({', '.join(unique(rules))}{whose})", 4)


def _remarks(title: str, remarks: tuple[Shared, ...], lines: Lines, also: tuple[str, ...] = ()) -> None:
    says = [explain.remark(remark) for remark in remarks]
    if says or also:
        lines.strong(title, 2)
        more = [f"and {len(says) - AT_MOST} more"] if len(says) > AT_MOST else []
        lines.bullets([*says[:AT_MOST], *more, *also], 4)


def _others(case: CaseRows, lines: Lines) -> None:
    told = (Status.FLAGGED, Status.NOT_RATED)
    other = [f"{row.about}: {row.recorded}, {row.verdict}" for row in case.ratings if row.status not in told]
    if other:
        lines.strong("Other ratings", 2)
        lines.line(sentence("; ".join(other)), 4)
    if case.others:
        codes = unique(finding.rule for finding in case.others)
        lines.line(f"{count(len(case.others), 'other finding')}: {', '.join(codes)}.", 2)
