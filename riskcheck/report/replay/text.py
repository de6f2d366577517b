"""A replay as text: the first days, the gap between what agencies knew, the chances passed, the recall clock."""

from typing import TextIO

from riskcheck.replayed import Replay
from riskcheck.report.lines import Lines
from riskcheck.report.replay.rows import (
    MARK_MEANS,
    READINGS,
    ChanceRow,
    Evidence,
    FirstRow,
    Reading,
    ReplayRows,
    at_most,
    replay_rows,
)
from riskcheck.report.rows import A_PERSON_DECIDES
from riskcheck.report.wording import count, sentence
from riskcheck.result import Tool

MOST = 3
"""How many new pieces of evidence a chance shows before it says how many more there are; JSON and the page have all."""


def write(out: TextIO, replayed: Replay, tool: Tool, *, colour: bool = False) -> None:
    """Write the whole of it."""
    rows, lines = replay_rows(replayed, tool), Lines(out, colour)
    lines.quiet(f"{rows.run_line} {rows.scope}")
    lines.gap()
    lines.strong(rows.case_id)
    for says in rows.headline:
        lines.line(says, 2)
    lines.quiet(rows.source, 2)
    if rows.synthetic:
        lines.line("Synthetic: the case was made up to test riskcheck and is about nobody.", 2)
    for note in rows.notes:
        lines.line(note, 2)
    if rows.assumed:
        lines.line(f"{count(len(rows.assumed), 'fact is', 'facts are')} assumed: the published source does not state them.", 2)
    if rows.marked:
        lines.line(MARK_MEANS, 2)
    _firsts(rows, lines)
    _gap(rows, lines)
    _chances(rows, lines)
    _clocks(rows, lines)
    _noted(rows, lines)
    _heading("How to read this", lines)
    lines.line(f"{READINGS} {A_PERSON_DECIDES}", 2)
    lines.quiet("riskcheck explain PATH CASE --as-of DATE --known-to probation|anyone shows any of these days in full.", 2)


def _heading(text: str, lines: Lines) -> None:
    lines.gap()
    lines.strong(text)


def _firsts(rows: ReplayRows, lines: Lines) -> None:
    if not rows.firsts and not rows.others:
        return
    _heading("1. From which day", lines)
    if rows.firsts:
        wide = max(len(row.about) for row in rows.firsts)
        lines.quiet(f"{'':<{wide}}  {'known to any agency':<28}{'known to probation':<28}", 2)
    for row in rows.firsts:
        lines.strong(f"{row.about:<{wide}}  {_first(row.anyone, row.anyone_strength):<28}{_narrow(row)}", 2)
    said: dict[tuple[str, ...], list[str]] = {}
    for row in rows.firsts:
        said.setdefault(row.says, []).append(row.about)
    for says, about in said.items():
        lines.line(f"{sentence('; '.join(about))[:-1]}: {' '.join(says)}", 2, "- ")
    for other in rows.others:
        lines.line(f"Never hard to support: {other}", 2, "- ")


def _first(on: str, strength: str) -> str:
    return f"{on}, {strength}" if strength else on


def _narrow(row: FirstRow) -> str:
    shown = f"{_first(row.probation, row.probation_strength):<28}"
    return f"{shown}{row.apart}" if row.apart != "not by the end" else shown


def _gap(rows: ReplayRows, lines: Lines) -> None:
    if not (rows.gaps or rows.held or rows.requests):
        return
    _heading("2. What others had and probation did not", lines)
    for gap in rows.gaps:
        lines.line(f"{sentence(gap.about)[:-1]}: {gap.says[0]}", 2)
        for says in gap.says[1:]:
            lines.line(says, 4)
    if rows.held:
        lines.strong("Each item, its day, who had it, and when probation had it", 2)
    for held in rows.held:
        after = ", after the first rating" if held.evidence.marks else ""
        lines.line(f"{held.evidence.on}: {held.evidence.says}", 2, "- ")
        lines.line(f"{held.known}{after}; probation: {held.probation}; {held.counted}. {held.evidence.pointer}", 6)
    if rows.requests:
        lines.strong("Information asked for", 2)
        lines.bullets(list(rows.requests), 2)


def _chances(rows: ReplayRows, lines: Lines) -> None:
    if not rows.chances:
        return
    _heading("3. Chances to look again", lines)
    lines.line(rows.passed, 2)
    for chance in rows.chances:
        _chance(chance, lines)


def _chance(chance: ChanceRow, lines: Lines) -> None:
    lines.strong(f"{chance.on}: {'; '.join(chance.happened)}", 2)
    if chance.anyone == chance.probation:
        lines.line(f"Both readings: {chance.anyone.says} {_new(chance.anyone)}", 4)
        return
    lines.line(f"Any agency: {chance.anyone.says} {_new(chance.anyone)}", 4)
    lines.line(f"Probation: {chance.probation.says} {_new(chance.probation)}", 4)


def _new(reading: Reading) -> str:
    if reading.since is None:
        return f"Rules: {', '.join(reading.rules)}." if reading.rules else ""
    if not reading.new:
        return f"Nothing new since {reading.since}."
    shown = at_most((_brief(one) for one in reading.new), MOST)
    return f"New since {reading.since}: {'; '.join(shown)}."


def _brief(one: Evidence) -> str:
    return f"{one.says[:1].lower()}{one.says[1:]}, of {one.on}"


def _clocks(rows: ReplayRows, lines: Lines) -> None:
    if not rows.clocks:
        return
    _heading("4. The recall clock", lines)
    for clock in rows.clocks:
        lines.strong(clock.title, 2)
        recorded = [f"{name.lower()} {at}" for name, at in clock.steps if at != "not recorded"]
        lacking = [name.lower() for name, at in clock.steps if at == "not recorded"]
        lines.line(f"{sentence('; '.join(recorded))} " * bool(recorded) + f"Not recorded: {', '.join(lacking)}." * bool(lacking), 4)
        lines.line(" ".join(clock.verdict), 4)
        if clock.limit:
            lines.quiet(clock.limit, 4)


def _noted(rows: ReplayRows, lines: Lines) -> None:
    if not rows.noted:
        return
    _heading("5. Conflicts and gaps: they raise a question, and no level", lines)
    for noted in rows.noted:
        lines.line(f"{noted.title} ({noted.kind}; {noted.found}): {count(len(noted.evidence), 'item')}.", 2, f"{noted.rule}  ")
        if noted.kind == "conflict":
            lines.bullets([f"{one.on}: {one.says} ({one.pointer})" for one in noted.evidence], 4 + len(noted.rule))
