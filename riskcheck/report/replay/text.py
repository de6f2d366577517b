"""A replay as text: the first days, the gap between what agencies knew, the chances passed, the recall clock."""

from typing import TextIO

from riskcheck.replay.result import Replay
from riskcheck.report.lines import Lines
from riskcheck.report.replay.clock import NOT_RECORDED
from riskcheck.report.replay.pieces import Evidence, at_most
from riskcheck.report.replay.rows import (
    READINGS,
    HeldRow,
    Reading,
    ReplayRows,
    replay_rows,
)
from riskcheck.report.rows import A_PERSON_DECIDES
from riskcheck.report.wording import MARK_MEANS, count, sentence, unique
from riskcheck.result import Tool

MOST = 2
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
        lines.line(rows.assumed_line, 2)
    if rows.marked:
        lines.line(MARK_MEANS, 2)
    _firsts(rows, lines)
    _gap(rows, lines)
    _chances(rows, lines)
    _clocks(rows, lines)
    _noted(rows, lines)
    lines.heading("How to read this")
    lines.line(f"{READINGS} {A_PERSON_DECIDES}", 2)
    lines.quiet("riskcheck explain PATH CASE --as-of DATE --known-to probation|anyone shows any of these days in full.", 2)


def _firsts(rows: ReplayRows, lines: Lines) -> None:
    if not rows.firsts and not rows.others:
        return
    lines.heading("1. From which day")
    if rows.firsts:
        wide = max(len(row.about) for row in rows.firsts)
        lines.quiet(f"{'':<{wide}}  {'known to any agency':<27}{'known to probation':<27}", 2)
    for row in rows.firsts:
        first = f"{row.about:<{wide}}  {_first(row.anyone, row.anyone_strength):<27}"
        lines.strong(f"{first}{_first(row.probation, row.probation_strength):<27}{row.short}", 2)
    said: dict[tuple[str, ...], list[str]] = {}
    for row in rows.firsts:
        said.setdefault(row.says, []).append(row.about)
    for says, about in said.items():
        lines.line(f"{sentence('; '.join(about))[:-1]}: {' '.join(says)}", 2, "- ")
    for other in rows.others:
        lines.line(f"Never hard to support: {other}", 2, "- ")


def _first(on: str, strength: str) -> str:
    return f"{on}, {strength}" if strength else on


def _gap(rows: ReplayRows, lines: Lines) -> None:
    if not (rows.gaps or rows.held or rows.requests):
        return
    lines.heading("2. The information gap: what others had and probation did not")
    for gap in rows.gaps:
        lines.line(f"{sentence(gap.about)[:-1]}: {' '.join(gap.says)}", 2)
    alike: dict[tuple[str, str, str, bool], list[HeldRow]] = {}
    for held in rows.held:
        alike.setdefault((held.evidence.says, held.known, held.probation.partition(",")[0], held.counted), []).append(held)
    for (says, known, probation, counted), same in alike.items():
        ons = ", ".join(held.evidence.on for held in same)
        mark = " Counted before probation had it." if counted else ""
        lines.line(f"{ons}: {says}. Known to {known}; to probation: {probation}.{mark}", 2, "+ " if counted else "- ")
    if rows.requests:
        lines.strong("Information asked for", 2)
        lines.bullets(list(rows.requests), 2)


def _chances(rows: ReplayRows, lines: Lines) -> None:
    if not rows.chances:
        return
    lines.heading("3. Chances to look again")
    lines.line(rows.passed, 2)
    before: tuple[str, str] | None = None
    for chance in rows.chances:
        lines.strong(f"{chance.on}: {'; '.join(chance.happened)}", 2)
        stood, before = before, (chance.anyone.says, chance.probation.says)
        if before == stood and not chance.anyone.new and not chance.probation.new:
            lines.line(f"As on {chance.anyone.since} in both readings: no new evidence of harm had come on record.", 4)
        elif chance.anyone == chance.probation:
            lines.line(f"Both readings: {_reading(chance.anyone)}", 4)
        else:
            lines.line(f"Any agency: {_reading(chance.anyone)}", 4)
            lines.line(f"Probation: {_reading(chance.probation)}", 4)
        if chance.asks:
            lines.line(chance.asks, 4)


def _reading(reading: Reading) -> str:
    fresh = f"; {reading.fresh}" if reading.fresh else ""
    shown = at_most((_brief(one) for one in reading.new), MOST)
    return f"{reading.says}{fresh}{': ' if shown else ''}{'; '.join(shown)}."


def _brief(one: Evidence) -> str:
    return f"{one.says[:1].lower()}{one.says[1:]}, of {one.on}"


def _clocks(rows: ReplayRows, lines: Lines) -> None:
    if not rows.clocks:
        return
    lines.heading("4. The recall clock")
    for clock in rows.clocks:
        lines.strong(clock.title, 2)
        recorded = [f"{name.lower()} {at}" for name, at in clock.steps if at != NOT_RECORDED]
        lacking = [name.lower() for name, at in clock.steps if at == NOT_RECORDED]
        says = [f"{'; '.join(recorded)}."] if recorded else []
        says += [f"not recorded: {', '.join(lacking)}."] if lacking else []
        lines.line(" ".join(sentence(part) for part in says), 4)
        lines.line(" ".join(clock.verdict), 4)
    for limit in unique(clock.limit for clock in rows.clocks if clock.limit):
        lines.quiet(limit, 2)


def _noted(rows: ReplayRows, lines: Lines) -> None:
    if not rows.noted:
        return
    lines.heading("5. Conflicts and gaps: they raise a question, and no level")
    for noted in rows.noted:
        lines.line(f"{noted.title} ({noted.kind} {noted.found}; {count(len(noted.evidence), 'item')}).", 2, f"{noted.rule}  ")
        if noted.kind == "conflict":
            lines.bullets([f"{one.on}: {one.says} ({one.pointer})" for one in noted.evidence], 4 + len(noted.rule))
