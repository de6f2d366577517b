"""Which items of a record belong together: the same incident, the offence an order was made for, the act a label is about."""

from collections.abc import Iterator

from riskcheck.days import Day
from riskcheck.records.model import CaseRecord, Item, items_of


def incident_days(record: CaseRecord) -> tuple[dict[str, Day], dict[str, str]]:
    """For each item the day under which it counts, and the item it is linked to in the end: itself, if it names no other."""
    links: dict[str, str] = {}
    days: dict[str, Day] = {}
    for section in _evidence_sections(record):
        for item in section:
            days[item.id] = item.date
            if item.same_incident_as:
                links[item.id] = item.same_incident_as
    roots = {item: _root(item, links, days) for item in days} if links else dict(zip(days, days, strict=True))
    return {item: days[root] for item, root in roots.items()}, roots


def fallen(record: CaseRecord, as_of: Day) -> frozenset[str]:
    """The offences that had ended without conviction by the day: an order made for one of them fell with it."""
    return frozenset(
        item.id
        for item in items_of(record.convictions)
        if item.outcome == "quashed" and (item.decided_on is None or item.decided_on <= as_of)
    )


def act_ids(record: CaseRecord) -> frozenset[str]:
    """The items that are acts: what registrations, alerts and orders are about."""
    custody = record.custody
    charged = (*custody.adjudications, *custody.incidents) if custody is not None else ()
    return frozenset(item.id for item in (*items_of(record.convictions), *items_of(record.reports), *charged))


def _root(item: str, links: dict[str, str], days: dict[str, Day]) -> str:
    passed = {item}
    while item in links and links[item] in days and links[item] not in passed:
        item = links[item]
        passed.add(item)
    return item


def _evidence_sections(record: CaseRecord) -> Iterator[tuple[Item, ...]]:
    for section in (record.convictions, record.reports, record.orders, record.registrations):
        if section is not None:
            yield section.items
    if record.custody is not None:
        yield record.custody.adjudications
        yield record.custody.incidents
        yield record.custody.alerts
