"""One page that opens anywhere: no network, no scripts, no files beside it. The cases to open first stand at its top."""

from dataclasses import dataclass
from functools import cache
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined

from riskcheck import policy
from riskcheck.report import learned, rows, timeline, wording
from riskcheck.report.rows import CaseRows, RatingRow, case_rows
from riskcheck.report.stamp import as_at, stamp
from riskcheck.report.timeline import Timeline
from riskcheck.report.writing import Gathering, Options
from riskcheck.result import CaseResult, Summary
from riskcheck.terms import WORDS, Group, Setting, Status


@dataclass(frozen=True)
class Grid:
    """One line of the table of ratings: a harm group in both settings."""

    group: str
    cells: tuple[RatingRow | None, ...]


@dataclass(frozen=True)
class Section:
    """A flagged case as the page shows it; ``mark`` names its place on the page."""

    mark: str
    case: CaseRows
    grid: tuple[Grid, ...]
    timeline: Timeline | None


class HtmlWriter(Gathering):
    """Collects the rows of each case, and writes the page at the end: what to open first is known only then."""

    def __init__(self, out: TextIO, options: Options, index: str | None = None) -> None:
        super().__init__(out, options)
        self._index = index
        self._flagged: list[tuple[CaseRows, Timeline | None]] = []
        self._others: list[CaseRows] = []
        self._day = ""
        self._heard = learned.Heard()
        self._spoke: set[str] = set()
        self._unchecked: set[str] = set()

    def show(self, result: CaseResult) -> None:
        """Keep one case's rows."""
        self._heard.add(result)
        self._spoke.update(finding.rule for finding in result.findings)
        self._spoke.update(reason.rule for flag in result.flags for reason in flag.reasons)
        self._unchecked.update(entry.rule for entry in result.not_checked)
        case = case_rows(result, self._tool, self._cards)
        self._day = max(self._day, result.as_of or "")
        if result.flagged:
            self._flagged.append((case, timeline.timeline(result)))
        else:
            self._others.append(case)

    def end(self, summary: Summary) -> None:
        """Write the page."""
        flagged = sorted(self._flagged, key=lambda entry: entry[0].rank)
        unlike = [case for case in self._others if case.voice is not None and case.voice.unlike]
        page = environment().get_template("page.html.j2")
        chunks = page.generate(
            sections=[Section(f"case-{n}", case, _grid(case), line) for n, (case, line) in enumerate(flagged, 1)],
            others=sorted(self._others, key=lambda case: (case.status is not Status.CANNOT_SAY, case.status.value)),
            unlike=sorted(unlike, key=lambda case: (case.case_id, case.source)),
            errors=self._errors,
            spoke=[self._cards[code] for code in sorted(self._cards) if code in self._spoke],
            unchecked=[self._cards[code] for code in sorted(self._cards) if code in self._unchecked - self._spoke],
            in_force=len(self._cards),
            run_line=wording.run_line(self._tool, self._run),
            counts=wording.counts(summary),
            summary=summary,
            learned=self._tool.model is not None,
            heard=self._heard,
            synthetic=any(case.synthetic for case in (*self._others, *(case for case, _ in flagged))),
            policy=_policy(self._day),
            base_rate=rows.base_rate(self._day or None),
            index=self._index,
            marking=wording.visible(self._run.marking) if self._run.marking else None,
            stamp=stamp(self._tool, self._run, as_at(self._run)),
        )
        self.out.writelines(chunks)


def _grid(case: CaseRows) -> tuple[Grid, ...]:
    cells = {(row.group, row.setting): row for row in case.ratings}
    lines = [(group, tuple(cells.get((group, setting)) for setting in Setting)) for group in Group]
    return tuple(Grid(WORDS[group].capitalize(), line) for group, line in lines if any(line))


def _policy(day: str) -> dict[str, int]:
    """The numbers by which flags are made, as they held on the last day that was checked."""
    names = ("serious", "strong", "strong_incidents", "strong_harm", "strong_harm_recurring", "addressed")
    return {name: policy.number(f"weighing.{name}", day) for name in names} if day else {}


@cache
def environment() -> Environment:
    """The templates of the pages: everything is escaped, and a name that is not given is a mistake."""
    environment = Environment(
        loader=PackageLoader("riskcheck.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(visible=wording.visible, sentence=wording.sentence, day=wording.day, place=wording.place)
    environment.globals.update(
        words=WORDS,
        count=wording.count,
        a_person_decides=rows.A_PERSON_DECIDES,
        expert_points=rows.EXPERT_POINTS,
        mark_means=wording.MARK_MEANS,
        bars_width=learned.WIDTH,
        bars_middle=learned.MIDDLE,
    )
    return environment
