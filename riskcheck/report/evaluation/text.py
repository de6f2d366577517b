"""An evaluation as text for a screen."""

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import TextIO

from riskcheck.evaluate.result import Evaluation
from riskcheck.report.evaluation import tables
from riskcheck.report.evaluation.tables import Table
from riskcheck.report.lines import WIDTH, Lines
from riskcheck.report.wording import count, visible

LISTED = 20
"""How many cases or records are listed; JSON lists all."""
_FIRST = 40
_GAP = 2

SYNTHETIC = "Synthetic cases, made to test riskcheck: these figures are no evidence of accuracy on real cases."
SOME_SYNTHETIC = "Some of these cases are synthetic, made to test riskcheck; these figures are about no real caseload."


def write(out: TextIO, evaluation: Evaluation, *, colour: bool = False) -> None:
    """Write the evaluation; ``colour`` is for terminals."""
    lines = Lines(out, colour)
    lines.line(f"riskcheck {visible(evaluation.tool.version)}, rules {visible(evaluation.tool.rules)}.")
    if evaluation.synthetic:
        lines.strong(synthetic(evaluation))
    lines.line(tables.counted(evaluation))
    for text in (*tables.definitions(evaluation), *tables.not_scored(evaluation)):
        lines.line(text)
    for table in (
        tables.methods(evaluation),
        tables.flags(evaluation),
        tables.budget_curve(evaluation),
        *tables.parts(evaluation),
        *tables.reliabilities(evaluation),
        tables.missed_by_error(evaluation),
    ):
        _table(lines, out, table, evaluation.synthetic)
    _listed(lines, "Missed", [f"{one.case_id} ({one.error})" for one in evaluation.missed])
    _listed(lines, "In no figure", [f"{one.case_id} {one.why}" for one in evaluation.unanswered])
    _listed(lines, "Could not be read", [error.text for error in evaluation.errors])


def synthetic(evaluation: Evaluation) -> str:
    """That the cases, or some of them, are synthetic."""
    return SYNTHETIC if evaluation.counts.synthetic == evaluation.counts.answered else SOME_SYNTHETIC


def _table(lines: Lines, out: TextIO, table: Table, is_synthetic: bool) -> None:
    lines.gap()
    lines.strong(table.title + (" [synthetic]" if is_synthetic else ""))
    lines.quiet(table.says)
    if not table.rows:
        lines.line("None.", 2)
        return
    widths = _widths(table)
    for row in (table.columns, *table.rows):
        cells = [wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            others = (part.rjust(width) for part, width in zip(parts[1:], widths[1:], strict=True))
            out.write((" " * _GAP).join((parts[0].ljust(widths[0]), *others)).rstrip() + "\n")


def _widths(table: Table) -> list[int]:
    """Each column as wide as its widest cell and the longest word of its heading; the first takes what is left, and wraps."""
    others = [
        max(*(len(row[at]) for row in table.rows), *(len(word) for word in table.columns[at].split()))
        for at in range(1, len(table.columns))
    ]
    room = WIDTH - sum(others) - _GAP * len(others)
    first = max(len(row[0]) for row in (table.columns, *table.rows))
    return [min(first, max(room, 16), _FIRST), *others]


def _listed(lines: Lines, what: str, names: Sequence[str]) -> None:
    if not names:
        return
    lines.gap()
    lines.strong(f"{what}: {count(len(names), 'record')}")
    lines.bullets([visible(name) for name in names[:LISTED]], 2)
    if len(names) > LISTED:
        lines.quiet(f"and {len(names) - LISTED} more; the JSON report lists all.", 2)
