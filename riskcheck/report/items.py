"""The evidence of a case, each item once, numbered by day, however many reasons rest on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskcheck.report import wording
from riskcheck.report.wording import day, unique, visible
from riskcheck.result import EvidenceRow

Place = tuple[str, str]


@dataclass(frozen=True)
class Item:
    """One piece of evidence: what, when, on whose record, known to whom, and where it is."""

    number: int
    on: str
    says: tuple[str, ...]
    quotes: tuple[str, ...]
    words: tuple[str, ...]
    source: str
    known: str
    pointer: str
    place: str
    after_assessment: bool
    addressed: bool
    rules: tuple[str, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """What a reader must not overlook about it."""
        after = ("Not on record when the assessment was completed.",) if self.after_assessment else ()
        return (*after, "The assessment addresses it with reasons.") if self.addressed else after


def place_of(row: EvidenceRow) -> Place:
    """What makes two rows the same item: their id and their place in the record."""
    return row.item, row.pointer


def numbered(resting: Iterable[tuple[str, EvidenceRow]], as_of: str | None) -> dict[Place, Item]:
    """The items that rules rest on, in the order of their days, each with the codes of its rules."""
    rows: dict[Place, list[tuple[str, EvidenceRow]]] = {}
    for code, row in resting:
        rows.setdefault(place_of(row), []).append((code, row))
    ordered = sorted(rows, key=lambda place: (rows[place][0][1].on, place))
    return {place: _item(number, rows[place], as_of) for number, place in enumerate(ordered, 1)}


def numbers(rows: Iterable[EvidenceRow], items: Mapping[Place, Item]) -> tuple[int, ...]:
    """The numbers of some evidence, in order."""
    return tuple(sorted({items[place_of(row)].number for row in rows}))


def _item(number: int, same: list[tuple[str, EvidenceRow]], as_of: str | None) -> Item:
    first = same[0][1]
    return Item(
        number=number,
        on=day(first.on),
        says=unique(visible(row.says) for _, row in same),
        quotes=unique(visible(row.quote) for _, row in same if row.quote),
        words=unique(visible(row.quote[slice(*row.span)]) for _, row in same if row.quote and row.span),
        source=wording.source(first.source),
        known=wording.known(first, as_of),
        pointer=visible(first.pointer),
        place=wording.place(first.pointer),
        after_assessment=first.after_assessment,
        addressed=any(row.addressed for _, row in same),
        rules=unique(visible(code) for code, _ in same),
    )
