"""Recorded and recomputed scores, as text and JSON, from the same rows."""

from typing import TextIO

import msgspec

from riskcheck.predictors.rows import CaseScores, ScoreRow, WorkedOut
from riskcheck.report.lines import Lines
from riskcheck.report.wording import visible
from riskcheck.report.writing import encodable
from riskcheck.result import Tool

FORMATS = ("text", "json")
"""The formats by name."""

_OUTCOMES = {"reproduced": "reproduced", "differs": "not reproduced", "not_checked": "not checked"}
_STATES = {"dont_know": "don't know", "blank": "left blank", "not_applicable": "not applicable", "not_supplied": "not supplied"}


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """The JSON report: the scores of each case."""

    format: str = "riskcheck.scores/1"
    tool: Tool
    cases: tuple[CaseScores, ...]


def write(name: str, out: TextIO, cases: tuple[CaseScores, ...], tool: Tool, *, colour: bool = False) -> None:
    """Write the scores of these cases in one of :data:`FORMATS`."""
    named = tuple(msgspec.structs.replace(case, source=encodable(case.source)) for case in cases)
    if name == "json":
        made = msgspec.json.encode(Scores(tool=tool, cases=named))
        out.write(msgspec.json.format(made, indent=2).decode() + "\n")
        return
    _text(Lines(out, colour), named)


def _text(lines: Lines, cases: tuple[CaseScores, ...]) -> None:
    for case in cases:
        lines.strong(visible(case.case_id) + (". Synthetic." if case.synthetic else ""))
        if not case.scores:
            lines.line("No score is on record.", 2)
        for row in case.scores:
            _row(lines, row)
        lines.gap()
    count = {outcome: sum(row.outcome == outcome for case in cases for row in case.scores) for outcome in _OUTCOMES}
    lines.line(f"{sum(count.values())} scores: {', '.join(f'{number} {_OUTCOMES[name]}' for name, number in count.items())}.")
    lines.quiet("A score is no rating. Worked out again is not the same as right: the answers may be wrong.")


def _row(lines: Lines, row: ScoreRow) -> None:
    recorded = "no number" if row.recorded is None else f"{row.recorded:g}"
    band = f" ({row.recorded_band.replace('_', ' ')})" if row.recorded_band not in (None, "not_recorded") else ""
    kind = f", {row.recorded_kind}" if row.recorded_kind not in (None, "not_recorded") else ""
    lines.gap()
    lines.strong(f"{row.predictor} of {row.date}: recorded {recorded}{band}{kind}. {_OUTCOMES[row.outcome].capitalize()}.", 2)
    if row.why:
        lines.line(f"{row.why[:1].upper()}{row.why[1:]}.", 4)
    for contradiction in row.contradictions:
        lines.line(f"The answers contradict each other: {contradiction}.", 4)
    for change in row.changes:
        lines.line(f"It would follow with {change}.", 4)
    if row.recomputed:
        _worked_out(lines, row.recomputed, 4)


def _worked_out(lines: Lines, found: WorkedOut, indent: int) -> None:
    band = f" ({found.band.replace('_', ' ')})" if found.band else ""
    points = f", {found.points} points" if found.points is not None else ""
    before = f", {found.one_year:g} one year ahead" if found.one_year is not None else ""
    lines.line(f"{found.predictor}, {found.kind}, worked out again: {found.percent:g} per cent{band}{points}{before}.", indent)
    for term in found.terms:
        state = f" [{_STATES[term.state]}: counts nothing]" if term.state in _STATES else ""
        lines.line(f"{term.says}{state}", indent + 2, first=f"{term.adds:+9.4f}  ")
    lines.line(f"in all, {found.unit}", indent + 2, first=f"{found.total:+9.4f}  ")
    for part in found.parts:
        if part.terms:
            _worked_out(lines, part, indent + 2)
