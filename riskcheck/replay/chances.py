"""The days on which somebody had a reason to look at a rating again: what happened, and where it is on record."""

from collections.abc import Iterator

from riskcheck import policy
from riskcheck.days import Day
from riskcheck.records.model import (
    Assessment,
    CaseRecord,
    CustodyPeriod,
    Enforcement,
    Item,
    Order,
    Oversight,
    Registration,
    Release,
)
from riskcheck.replay.moments import placed
from riskcheck.replay.result import Happened

_KINDS = ("assessment", "countersignature", "recall", "order", "custody", "release", "registration", "oversight")
_ASSESSMENTS = {
    "full": "Assessment completed (full)",
    "standard": "Assessment completed (standard)",
    "rsr_only": "Assessment completed (RSR only: made to calculate a score, without a review of risk)",
    "screening": "Assessment completed (screening)",
    "court_report": "Assessment completed (for a court report)",
    "carried_forward": "Rating carried forward without a new assessment",
    "not_recorded": "Assessment completed (of which kind is not recorded)",
}
_COMPLETE = ("complete", "signed", "locked_incomplete")


def chances(record: CaseRecord) -> dict[Day, tuple[Happened, ...]]:
    """What happened on each such day, by day.

    They are: assessments completed (those without ratings and ratings carried forward too) and countersigned, recalls,
    protective orders made, receptions into custody and moves in it, releases, acts of oversight, and the registrations
    that ``policy/replay.toml`` lists.
    """
    found: dict[Day, list[Happened]] = {}
    ends = frozenset(period.ended_on for period in record.custody.periods if period.ended_on) if record.custody else frozenset()
    for pointer, item in placed(record):
        for day, kind, says in _of(item, ends):
            if day <= record.extracted_on:
                found.setdefault(day, []).append(Happened(kind=kind, says=says, item=item.id, pointer=pointer))
    return {day: tuple(sorted(found[day], key=_in_order)) for day in sorted(found)}


def _in_order(one: Happened) -> tuple[int, str]:
    return _KINDS.index(one.kind), one.item


def _of(item: Item, custody_ends: frozenset[Day]) -> Iterator[tuple[Day, str, str]]:
    if isinstance(item, Assessment):
        yield from _assessment(item)
    elif isinstance(item, Enforcement) and item.kind == "recall":
        yield item.date, "recall", "Recall"
    elif isinstance(item, Order):
        yield item.date, "order", f"{_order(item.kind)} made"
    elif isinstance(item, CustodyPeriod):
        moved = item.date in custody_ends
        kind = "" if item.kind == "not_recorded" else f" ({item.kind})"
        yield item.date, "custody", f"{'Moved in custody' if moved else 'Received into custody'}{kind}"
    elif isinstance(item, Release) and not item.planned:
        yield item.date, "release", "Released"
    elif isinstance(item, Oversight):
        kind = "countersignature" if item.kind == "countersignature" else "oversight"
        yield item.date, kind, _oversight(item.kind)
    elif isinstance(item, Registration) and item.category in policy.words("replay", "serious_registrations"):
        yield item.date, "registration", f"Registered: {_registered(item.category)}"


def _assessment(item: Assessment) -> Iterator[tuple[Day, str, str]]:
    if item.completed_on is not None and item.status in _COMPLETE:
        yield item.completed_on, "assessment", _ASSESSMENTS[item.type]
    if item.countersigned_on is not None:
        yield item.countersigned_on, "countersignature", "Assessment countersigned"


def _order(kind: str) -> str:
    if kind == "other":
        return "Protective order"
    words = (
        kind.replace("_", " ").capitalize().replace("Non molestation", "Non-molestation").replace("No contact", "No-contact")
    )
    return words if kind == "no_contact_bail_condition" else f"{words} order"


def _oversight(kind: str) -> str:
    named = {"iom_meeting": "IOM meeting", "mappa_meeting": "MAPPA meeting", "marac_meeting": "MARAC meeting"}
    if kind == "other":
        return "Management oversight"
    return named.get(kind, kind.replace("_", " ").capitalize())


def _registered(category: str) -> str:
    if category.startswith("rosh_"):
        return f"{category.removeprefix('rosh_').replace('_', ' ')} risk of serious harm"
    return {"marac": "MARAC", "mappa": "MAPPA"}.get(category, category.replace("_", " "))
