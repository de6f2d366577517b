"""What a reviewer is given of a case to score: the record as it stood on the day, and nothing of riskcheck's.

No rule, weight, finding or flag has a part in it. Nor has a review label or a protected characteristic: the sheet is made of
the view, which holds neither.
"""

from collections.abc import Iterable, Iterator

import msgspec

from riskcheck.days import Day
from riskcheck.evidence import Known
from riskcheck.known import known_of, known_of_breach
from riskcheck.records.model import CaseRecord, Item, OrderBreach, items_of
from riskcheck.terms import Coverage
from riskcheck.view import ITEMS, Seen, View

_SECTIONS = ("assessments", *(name for name in ITEMS if name not in ("acts", "labels")))
_ELSEWHERE = ("breaches", "id", "date", "known_on", "known_to", "source", "same_incident_as", "provenance", "raw")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the record: where it is, when it happened and became known, and what it says, field by field."""

    id: str
    section: str
    on: Day
    known_on: Day
    probation_knew_on: Day | None
    source: str
    says: dict[str, str]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A case as a reviewer sees it, with what was not supplied."""

    case: str
    as_of: Day
    coverage: dict[str, Coverage]
    lines: tuple[Line, ...]

    @property
    def items(self) -> dict[str, Line]:
        """The lines by id."""
        return {line.id: line for line in self.lines}


def sheet(seen: View, record: CaseRecord) -> Sheet:
    """The sheet of a case, looked at as ``seen`` is."""
    lines = [_line(section, one.item, one.known) for section in _SECTIONS for one in _shown(getattr(seen, section))]
    lines += [_line(section, item, known) for section, item, known in _among_the_acts(record) if known.anyone <= seen.as_of]
    return Sheet(
        case=seen.case_id,
        as_of=seen.as_of,
        coverage=dict(seen.coverage),
        lines=tuple(sorted(lines, key=lambda line: (line.on, line.section, line.id))),
    )


def _shown(section: Iterable[Seen[Item]]) -> Iterator[Seen[Item]]:
    yield from section


def _among_the_acts(record: CaseRecord) -> Iterator[tuple[str, Item | OrderBreach, Known]]:
    """Incident reports and breaches of orders: no list of a view has them, only its acts."""
    for number, item in enumerate(record.custody.incidents if record.custody else ()):
        yield "incidents", item, known_of(item, f"/custody/incidents/{number}")
    for number, order in enumerate(items_of(record.orders)):
        for place, breach in enumerate(order.breaches):
            yield "breaches of orders", breach, known_of_breach(breach, order, f"/orders/items/{number}/breaches/{place}")


def _line(section: str, item: Item | OrderBreach, known: Known) -> Line:
    fields = {name: getattr(item, name) for name in item.__struct_fields__ if name not in _ELSEWHERE}
    return Line(
        id=item.id,
        section=section,
        on=item.date,
        known_on=known.anyone,
        probation_knew_on=known.probation,
        source=known.source,
        says={name: _words(value) for name, value in fields.items() if value not in (None, (), False)},
    )


def _words(value: object) -> str:
    if isinstance(value, msgspec.Struct):
        return "; ".join(f"{name}: {_words(held)}" for name, held in msgspec.structs.asdict(value).items() if held is not None)
    if isinstance(value, tuple):
        return ", ".join(_words(one) for one in value)
    return "yes" if value is True else str(value)
