"""A comparison for a screen."""

from collections.abc import Iterable
from typing import TextIO

from riskcheck.earlylook.result import Comparison
from riskcheck.report.earlylook.rows import ClaimRows, ComparisonRows, Missing, Row, comparison_rows
from riskcheck.report.lines import Lines
from riskcheck.result import Run, Tool


def write(out: TextIO, compared: Comparison, tool: Tool, run: Run, *, colour: bool = False) -> None:
    """Write the comparison."""
    rows, lines = comparison_rows(compared, tool, run), Lines(out, colour)
    _head(rows, lines)
    lines.heading("1. The claims")
    for claim in rows.claims:
        lines.gap()
        _claim(claim, lines)
    lines.heading("2. On record, and not mentioned: most serious first")
    if not rows.missing:
        lines.line("Nothing that the rules find is left unmentioned.", 2)
    for one in rows.missing:
        _missing(one, lines)
    if rows.came_to_light or rows.left_out:
        lines.heading("3. Left out, because of hindsight")
        _hindsight(rows, lines)
    lines.gap()
    lines.line(rows.closing)


def _head(rows: ComparisonRows, lines: Lines) -> None:
    if rows.marking:
        lines.strong(rows.marking)
    lines.strong(rows.title)
    for says in rows.headline:
        lines.line(says, 2)
    lines.quiet(rows.scope, 2)
    lines.quiet(f"{'; '.join(f'{name}: {value}' for name, value in rows.stamp)}.", 2)
    if rows.synthetic:
        lines.line("Synthetic: made up to test riskcheck, and about nobody.", 2)
    for note in rows.notes:
        lines.quiet(note, 2)
    if rows.assumed:
        lines.quiet(rows.assumed_line, 2)


def _claim(claim: ClaimRows, lines: Lines) -> None:
    lines.strong(f"{claim.verdict}: claim {claim.id} ({claim.kind})", 2)
    if claim.says:
        lines.line(f"\u201c{claim.says}\u201d", 4)
    lines.line(f"Compared as: {claim.reads_as}", 4)
    lines.quiet(f"{claim.looked_at} Judged {claim.judged}." if claim.judged != "not judged" else claim.looked_at, 4)
    lines.line(claim.why, 4)
    for side in claim.sides:
        if side.nothing:
            lines.line(f"{side.title}: nothing on record.", 4)
            continue
        lines.line(f"{side.title}:", 4)
        lines.bullets(list(side.stated), 6)
        _rows(side.rows, lines, 6)
    if claim.elsewhere:
        lines.line("The same on other days:", 4)
        _rows(claim.elsewhere, lines, 6)
    if claim.probation:
        lines.line(claim.probation, 4)
    if claim.afterwards:
        lines.line(claim.afterwards, 4)
        _rows(claim.afterwards_rows, lines, 6)
    if claim.whose:
        lines.strong(f"Whose doing ({claim.whose}): {claim.cause}", 4)
        lines.line(claim.cause_why or "", 6)
        if claim.cause_cites:
            lines.quiet(claim.cause_cites, 6)
    if claim.action:
        lines.line(f"Action proposed: {claim.action} {claim.action_rests or ''}", 4)


def _rows(rows: Iterable[Row], lines: Lines, indent: int) -> None:
    for row in rows:
        quote = f" \u201c{row.quote}\u201d" if row.quote else ""
        lines.line(f"{row.on}: {row.says}.{quote}", indent, "- ")
        lines.quiet(f"Known: {row.known} Source: {row.source}. In the record: {row.place} ({row.pointer})", indent + 2)


def _missing(one: Missing, lines: Lines) -> None:
    lines.gap()
    lines.strong(f"{one.rank}. {one.title} ({one.what.lower()})", 2)
    lines.line(f"{one.says} {one.had}", 4)
    for row in one.rows:
        lines.line(f"{row.on}: {row.says} ({row.pointer})", 4, "- ")
    more = f"; {one.more}" if one.more else ""
    lines.quiet(f"Rules {one.rules}{more}", 4)


def _hindsight(rows: ComparisonRows, lines: Lines) -> None:
    if rows.left_out:
        lines.line(rows.left_out, 2)
    if rows.came_to_light:
        lines.line("Happened before the further offence, and came on record on its day or later:", 2)
        _rows(rows.came_to_light, lines, 4)
