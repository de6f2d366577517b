"""One line a flag, a case without flags, or an error: like a linter, for lists and for other programs' eyes."""

from collections.abc import Mapping

from riskcheck.errors import RecordError
from riskcheck.report.learned import WORDING
from riskcheck.report.rows import headline, status_of
from riskcheck.report.wording import count, counts, sentence, unique, visible
from riskcheck.report.writing import Writer
from riskcheck.result import CaseResult, Flag, Run, Summary, Tool
from riskcheck.rulebook import RuleCard
from riskcheck.terms import WORDS


class ConciseWriter(Writer):
    """Writes ``source: case group/setting recorded->indicated strength, points: ways: codes``."""

    def start(self, tool: Tool, run: Run, cards: Mapping[str, RuleCard]) -> None:
        """A list of lines has no heading."""

    def show(self, result: CaseResult) -> None:
        """One line a flag; one line for a case without flags."""
        where = f"{visible(result.source)}: {visible(result.case_id)}"
        for flag in result.flags:
            self.out.write(f"{where} {_flag(flag)}\n")
        if not result.flagged:
            said = result.learned if result.unlike_peers else None
            apart = f" {sentence(WORDING[said.taught_by].unlike)} {sentence(said.band)}" if said else ""
            self.out.write(f"{where} {WORDS[status_of(result)]}: {headline(result)}{apart}\n")

    def show_error(self, error: RecordError) -> None:
        """The error's own line, where the record would have been."""
        self.out.write(f"{visible(error.text)}\n")

    def end(self, summary: Summary) -> None:
        """The counts, and that a person decides."""
        self.out.write(f"{counts(summary)}\n")


def _flag(flag: Flag) -> str:
    codes = ",".join(unique(visible(reason.rule) for reason in flag.reasons))
    levels = f"{flag.recorded}->{flag.indicated}"
    ways = ",".join(flag.ways)
    return f"{flag.group}/{flag.setting} {levels} {flag.strength}, {count(flag.total, 'point')}: {ways}: {codes}"
