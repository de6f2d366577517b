"""A round of scoring as text: who agreed with whom, and what the sample says of the caseload."""

import dataclasses
from typing import TextIO

from riskcheck.report.as_json import json_text
from riskcheck.report.listing import table_lines
from riskcheck.report.wording import count
from riskcheck.review.rows import AgreementRow, RoundReport

FORMATS = ("text", "json")


def write_round(output_format: str, out: TextIO, found: RoundReport) -> None:
    """Write the report of a round."""
    if output_format == "json":
        out.write(f"{json_text(dataclasses.asdict(found))}\n")
    else:
        out.write("".join(f"{line}\n" for line in _lines(found)))


def _lines(found: RoundReport) -> list[str]:
    settled = len(found.cases)
    lines = [
        f"Round {found.round}: {found.drawn} of {found.population} cases drawn with seed {found.seed}; "
        f"{found.submitted} submitted by all of their reviewers, {settled} settled.",
        f"riskcheck {found.version}, rules {found.rules}. {'Scored blind.' if found.blind else 'The flags were in view.'}",
        *(["The cases are synthetic: these figures say nothing of real ones."] if found.synthetic else []),
        "",
        "Agreement before adjudication, with 95 per cent intervals",
        *_indented(table_lines([_agreement(row) for row in found.agreement], _HEADS)),
        "  AC is Gwet's AC1, or AC2 where weights say that near misses count in part. Kappa is near nought where",
        "  nearly all cases are of one kind, however many are rated the same; read the three together.",
    ]
    if found.estimates:
        lines += [
            "",
            f"The caseload, estimated from {count(settled, 'settled case')} by their weights",
            *_indented(
                table_lines(
                    [[row.says, row.cases, _percent(row.share), _between(row.low, row.high)] for row in found.estimates],
                    ("share of", "cases", "per cent", "interval"),
                )
            ),
        ]
    how = [row.how for row in found.cases]
    return [
        *lines,
        "",
        f"Settled: {how.count('agreed')} agreed by all, {how.count('adjudicated')} adjudicated, "
        f"{how.count('alone')} scored by one reviewer.",
        f"The trail's head is {found.head}",
    ]


_HEADS = ("between", "about", "cases", "same", "interval", "kappa", "interval", "AC", "interval", "weights")


def _agreement(row: AgreementRow) -> list[object]:
    return [
        row.between,
        row.about,
        row.cases,
        _percent(row.same),
        _between(row.same_low, row.same_high),
        _figure(row.kappa),
        _figures(row.kappa_low, row.kappa_high),
        _figure(row.ac),
        _figures(row.ac_low, row.ac_high),
        row.weights,
    ]


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f}%"


def _between(low: float | None, high: float | None) -> str:
    return "-" if low is None or high is None else f"{100 * low:.0f} to {100 * high:.0f}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _figures(low: float | None, high: float | None) -> str:
    return "-" if low is None or high is None else f"{low:.2f} to {high:.2f}"


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]
