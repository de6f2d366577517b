"""Counts in place of cases: how many cases each rule found something in, and how many ratings were flagged."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TextIO

from riskcheck.errors import RecordError
from riskcheck.report.learned import Heard
from riskcheck.report.wording import counts, visible
from riskcheck.report.writing import Options, Writer
from riskcheck.result import CaseResult, Run, Summary, Tool
from riskcheck.rulebook import RuleCard


class StatisticsWriter(Writer):
    """One line a rule, most cases first; errors are counted, and shown by every other format."""

    def __init__(self, out: TextIO, options: Options) -> None:
        super().__init__(out, options)
        self._cases: Counter[str] = Counter()
        self._flags: Counter[str] = Counter()
        self._learned: Counter[str] = Counter()
        self._heard = Heard()

    def start(self, tool: Tool, run: Run, cards: Mapping[str, RuleCard]) -> None:
        """Counts have no heading."""
        self._cards = cards

    def show(self, result: CaseResult) -> None:
        """Count one case."""
        self._cases.update({finding.rule for finding in result.findings})
        self._flags.update(f"{flag.group}/{flag.setting} {flag.strength}" for flag in result.flags)
        self._heard.add(result)
        if result.learned is not None and result.learned.stands_out:
            self._learned["flagged too" if result.flagged else "not flagged"] += 1

    def show_error(self, error: RecordError) -> None:
        """An error is in the counts at the end."""

    def end(self, summary: Summary) -> None:
        """Write the counts."""
        self._table("cases", ((number, f"{code:6}  {self._named(code)}") for code, number in self._cases.items()))
        self._table("flags", ((number, visible(name)) for name, number in self._flags.items()))
        title = f"{self._heard.words.several}, by the learned check"
        self._table(title, ((number, how) for how, number in self._learned.items()))
        self.out.write(f"{counts(summary)}\n")

    def _named(self, code: str) -> str:
        return self._cards[code].name if code in self._cards else ""

    def _table(self, title: str, rows: Iterable[tuple[int, str]]) -> None:
        ordered = sorted(rows, key=lambda row: (-row[0], row[1]))
        if ordered:
            self.out.write(f"{title}\n")
        for number, name in ordered:
            self.out.write(f"{number:>7}  {name}\n")
