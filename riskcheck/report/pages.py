"""A run as a folder: a page for each case, and an index to them. Each page is one file that opens anywhere.

Pages are called by number, because a file's name must not say whom it is about.
"""

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from riskcheck.report import wording
from riskcheck.report.html import HtmlWriter, environment
from riskcheck.report.rows import base_rate, case_rows
from riskcheck.report.stamp import as_at, stamp
from riskcheck.report.writing import Gathering, Options
from riskcheck.result import CaseResult, Summary
from riskcheck.terms import WORDS, Status

INDEX = "index.html"


@dataclass(frozen=True)
class Entry:
    """One case in the index."""

    page: str
    case_id: str
    source: str
    status: Status
    strength: str
    flagged: tuple[tuple[str, str], ...]
    recent_harm: int
    points: int
    headline: str
    synthetic: bool

    @property
    def says(self) -> str:
        """What is said of the case, in a word or two."""
        return WORDS[self.status].capitalize()

    @property
    def rank(self) -> tuple[bool, bool, int, int, bool, str, str]:
        """Where it stands: strong flags, then the most recent harm and points; then those of which nothing can be said."""
        strong = self.strength == "strong"
        unsaid = self.status is not Status.CANNOT_SAY
        return not self.flagged, not strong, -self.recent_harm, -self.points, unsaid, self.case_id, self.source


class PagesWriter(Gathering):
    """Writes each page as its case comes, and the index at the end, into a folder that is there."""

    def __init__(self, folder: Path, options: Options) -> None:
        super().__init__(StringIO(), options)
        self._folder = folder
        self._entries: list[Entry] = []
        self._day = ""

    def show(self, result: CaseResult) -> None:
        """Write the page of one case."""
        case = case_rows(result, self._tool, self._cards)
        self._day = max(self._day, result.as_of or "")
        entry = Entry(
            page=f"case-{len(self._entries) + 1:06d}.html",
            case_id=case.case_id,
            source=case.source,
            status=case.status,
            strength=case.strength if case.accounts else "",
            flagged=tuple((account.strength, account.about) for account in case.accounts),
            recent_harm=case.recent_harm,
            points=case.total,
            headline=case.headline,
            synthetic=case.synthetic,
        )
        self._entries.append(entry)
        with (self._folder / entry.page).open("w", encoding="utf-8", newline="") as out:
            page = HtmlWriter(out, self.options, index=INDEX)
            page.start(self._tool, self._run, self._cards)
            page.show(result)
            counted = {"flagged": int(result.flagged), "cannot_say": int(result.cannot_say)}
            page.end(Summary(records=1, checked=1, errors=0, **counted))

    def end(self, summary: Summary) -> None:
        """Write the index."""
        page = environment().get_template("index.html.j2")
        with (self._folder / INDEX).open("w", encoding="utf-8", newline="") as out:
            out.writelines(
                page.generate(
                    entries=sorted(self._entries, key=lambda entry: entry.rank),
                    errors=self._errors,
                    counts=wording.counts(summary),
                    summary=summary,
                    marking=wording.visible(self._run.marking) if self._run.marking else None,
                    stamp=stamp(self._tool, self._run, as_at(self._run)),
                    run_line=wording.run_line(self._tool, self._run),
                    base_rate=base_rate(self._day or None),
                    synthetic=any(entry.synthetic for entry in self._entries),
                )
            )
