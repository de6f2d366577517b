"""Pieces of evidence as the reports of a replay show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from riskcheck.report import wording
from riskcheck.report.wording import MARK, day, visible
from riskcheck.result import EvidenceRow


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence, with the day it happened and what a reader must not overlook."""

    on: str
    says: str
    quote: str | None
    marks: tuple[str, ...]
    place: str
    pointer: str


def evidence(row: EvidenceRow, assumed: frozenset[str]) -> Evidence:
    """One piece, marked where its days are assumed or it came after the assessment then in force."""
    return Evidence(
        on=f"{day(row.on)}{MARK if row.item in assumed else ''}",
        says=visible(row.says),
        quote=visible(row.quote) if row.quote else None,
        marks=("came on record after the assessment then in force",) if row.after_assessment else (),
        place=wording.place(row.pointer),
        pointer=visible(row.pointer),
    )


def at_most(pieces: Iterable[str], most: int) -> tuple[str, ...]:
    """The first few, and how many more there are."""
    every = tuple(pieces)
    return every if len(every) <= most else (*every[:most], f"and {len(every) - most} more")
