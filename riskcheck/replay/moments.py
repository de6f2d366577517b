"""The days on which a record changed, in each reading of who knew: the days that a replay looks at."""

from collections.abc import Iterator
from typing import NamedTuple

from riskcheck.days import Day
from riskcheck.known import known_of, known_of_breach
from riskcheck.records.model import Assessment, CaseRecord, CustodySection, Item, Order, OrderBreach, Section
from riskcheck.terms import KnownTo

_OUTCOMES = ("decided_on", "heard_on", "ended_on", "ends_on", "answered_on", "chased_on", "countersigned_on")
_CUSTODY_LISTS = ("periods", "adjudications", "incidents", "alerts")
_NOT_EVIDENCE = ("labels",)
"""Sections that no rule sees: what a review found later."""


class Placed(NamedTuple):
    """An item and where it is."""

    pointer: str
    item: Item


def placed(record: CaseRecord) -> Iterator[Placed]:
    """Every item of the record that a view may hold, in the order of the file."""
    for name in record.__struct_fields__:
        section = getattr(record, name)
        if isinstance(section, Section) and name not in _NOT_EVIDENCE:
            for place, item in enumerate(section.items):
                yield Placed(f"/{name}/items/{place}", item)
        elif isinstance(section, CustodySection):
            for part in _CUSTODY_LISTS:
                for place, item in enumerate(getattr(section, part)):
                    yield Placed(f"/{name}/{part}/{place}", item)


def changes(record: CaseRecord) -> dict[KnownTo, tuple[Day, ...]]:
    """For each reading, the days on which an item became known in it or an outcome known in it was reached.

    Completing an assessment changes both readings. Days after the record was extracted have not come yet.
    """
    found: dict[KnownTo, set[Day]] = {reading: set() for reading in KnownTo}
    for pointer, item in placed(record):
        known = known_of(item, pointer)
        outcomes = _outcomes(item)
        for reading, day in ((KnownTo.ANYONE, known.anyone), (KnownTo.PROBATION, known.probation)):
            if isinstance(item, Assessment):
                found[reading].update(filter(None, (item.completed_on, item.countersigned_on)))
            if day is not None:
                found[reading].update((day, *(outcome for outcome in outcomes if outcome > day)))
        if isinstance(item, Order):
            for breach in item.breaches:
                _breach(breach, item, found)
    return {reading: tuple(sorted(day for day in days if day <= record.extracted_on)) for reading, days in found.items()}


def _breach(breach: OrderBreach, order: Order, found: dict[KnownTo, set[Day]]) -> None:
    known = known_of_breach(breach, order)
    found[KnownTo.ANYONE].add(known.anyone)
    if known.probation is not None:
        found[KnownTo.PROBATION].add(known.probation)


def _outcomes(item: Item) -> tuple[Day, ...]:
    return tuple(day for name in _OUTCOMES if (day := getattr(item, name, None)) is not None)
