"""The evidence of a case, each item once, numbered by day, however many reasons rest on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskcheck.report import wording
from riskcheck.report.wording import day, unique, visible
from riskcheck.result import AssumedItem, CaseResult, EvidenceRow

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
    assumed: str
    rules: tuple[str, ...]
    ways: tuple[str, ...]

    @property
    def counts(self) -> str:
        """In which reasons it counts, and which ways it shows beside them."""
        counts = f"Counts in {', '.join(self.rules)}." if self.rules else ""
        return " ".join(filter(None, (counts, f"Shown in {', '.join(self.ways)}." if self.ways else "")))

    @property
    def marks(self) -> tuple[str, ...]:
        """What a reader must not overlook about it."""
        after = "Not on record when the assessment was completed." if self.after_assessment else ""
        addressed = "The assessment addresses it with reasons." if self.addressed else ""
        return tuple(filter(None, (self.assumed, after, addressed)))


def place_of(row: EvidenceRow) -> Place:
    """What makes two rows the same item: their id and their place in the record."""
    return row.item, row.pointer


def numbered(
    resting: Iterable[tuple[str, EvidenceRow]], result: CaseResult, ways: frozenset[str] = frozenset()
) -> dict[Place, Item]:
    """The items of a case that rules rest on, in the order of their days, each with the codes of its rules.

    ``ways`` are the rules that show a way in which a rating is hard to support, and count for nothing.
    """
    assumed = {one.item: one for one in result.assumed_items}
    rows: dict[Place, list[tuple[str, EvidenceRow]]] = {}
    for code, row in resting:
        rows.setdefault(place_of(row), []).append((code, row))
    ordered = sorted(rows, key=lambda place: (rows[place][0][1].on, place))
    return {
        place: _item(number, rows[place], result.as_of, assumed.get(place[0]), ways) for number, place in enumerate(ordered, 1)
    }


def numbers(rows: Iterable[EvidenceRow], items: Mapping[Place, Item]) -> tuple[int, ...]:
    """The numbers of some evidence, in order."""
    return tuple(sorted({items[place_of(row)].number for row in rows}))


def _item(
    number: int,
    same: list[tuple[str, EvidenceRow]],
    as_of: str | None,
    assumed: AssumedItem | None,
    ways: frozenset[str],
) -> Item:
    """One item; ``assumed`` is what of it is, ``None`` where nothing is."""
    first = same[0][1]
    marked = assumed is not None and assumed.happened
    return Item(
        number=number,
        on=f"{day(first.on)}{wording.MARK}" if marked else day(first.on),
        says=unique(visible(row.says) for _, row in same),
        quotes=unique(visible(row.quote) for _, row in same if row.quote),
        words=unique(visible(row.quote[slice(*row.span)]) for _, row in same if row.quote and row.span),
        source=wording.source(first.source),
        known=wording.known(first, as_of),
        pointer=visible(first.pointer),
        place=wording.place(first.pointer),
        after_assessment=first.after_assessment,
        addressed=any(row.addressed for _, row in same),
        assumed="" if assumed is None else wording.assumed(assumed.fields),
        rules=unique(visible(code) for code, _ in same if code not in ways),
        ways=unique(visible(code) for code, _ in same if code in ways),
    )
