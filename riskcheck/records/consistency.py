"""What a schema cannot say: that the days of a record follow one another, and that its references lead somewhere."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from riskcheck.records import limits
from riskcheck.records.locate import pointer
from riskcheck.records.model import (
    Assessment,
    CaseRecord,
    Condition,
    CustodySection,
    Enforcement,
    Item,
    Label,
    Order,
    OrderBreach,
    Predictor,
    Release,
    Section,
)
from riskcheck.records.problem import Path, Problem, Refused, with_count

_NOT_BEFORE_START = (
    "completed_on",
    "countersigned_on",
    "decided_on",
    "heard_on",
    "ended_on",
    "ends_on",
    "answered_on",
    "chased_on",
)
_MAY_BE_AHEAD = ("ends_on", "next_review_on")
_DAYS = (*_NOT_BEFORE_START, "next_review_on", "from_")
_CUSTODY_LISTS = ("periods", "adjudications", "incidents", "alerts")

_TOO_EARLY = f"is before {limits.EARLIEST_DAY}: check the year"
_AHEAD = "is after the day on which the record was extracted (extracted_on)"
_AHEAD_RELEASE = f"{_AHEAD}: a release that has not happened is planned, true"
_KNOWN_EARLY = "is before the day it happened (date)"
_ENDS_EARLY = "is before the day it started (date)"
_NO_SUCH_DAY = "is not a day that exists (write YYYY-MM-DDTHH:MM)"
_NO_SUCH_ITEM = "names an item that is not in this record"
_ITSELF = "names the item itself: name the other record of the incident, or leave the field out"
_BLANK_AND_GIVEN = "names an item that is given: leave it out here, or leave out the answer"
_TOO_MANY = f"has more than {limits.ITEMS} items"


def check(record: CaseRecord) -> None:
    """Raise :class:`Refused` with the first inconsistency of a record, and how many more there are."""
    problems = list(_problems(record))
    if problems:
        raise Refused(with_count(problems[0], len(problems) - 1))


def _problems(record: CaseRecord) -> Iterator[Problem]:
    extracted = record.extracted_on
    if extracted < limits.EARLIEST_DAY:
        yield Problem(_TOO_EARLY, ("extracted_on",))
    born = (record.protected or {}).get("date_of_birth")
    if born:
        yield from _in_range(born, extracted, ("protected", "date_of_birth"))
    items = list(_items(record))
    if len(items) > limits.ITEMS:
        yield Problem(_TOO_MANY)
        return
    places: dict[str, Path] = {}
    for path, item in items:
        if item.id in places:
            yield Problem(f"is also the id of {pointer(places[item.id])}: every item needs its own", (*path, "id"))
        else:
            places[item.id] = path
    for path, item in items:
        # What a review found later is kept beside the record that it is about, and no check sees it.
        if not isinstance(item, Label) and not _in_order(item, extracted):
            yield from _days(item, path, extracted)
        if isinstance(item, Item):
            yield from _references(item, path, places)


def _items(record: CaseRecord) -> Iterator[tuple[Path, Item | OrderBreach]]:
    """Every item of the record and its place; a breach of an order has its own id and days, and is one too."""
    for name in CaseRecord.__struct_fields__:
        section = getattr(record, name)
        if isinstance(section, Section):
            for number, item in enumerate(section.items):
                yield (name, "items", number), item
                if isinstance(item, Order):
                    for which, breach in enumerate(item.breaches):
                        yield (name, "items", number, "breaches", which), breach
        elif isinstance(section, CustodySection):
            for part in _CUSTODY_LISTS:
                for number, item in enumerate(getattr(section, part)):
                    yield (name, part, number), item


def _in_order(item: Item | OrderBreach, extracted: str) -> bool:
    """Whether every day of an item lies between its start and the extraction: nearly all do, and need no closer look."""
    start = item.date
    if not limits.EARLIEST_DAY <= start <= extracted or isinstance(item, Enforcement):
        return False
    for name in _days_of(type(item)):
        day = getattr(item, name)
        if day is not None and not start <= day <= extracted:
            return False
    known = item.known_on
    if known is not None and not start <= known <= extracted:
        return False
    return not item.known_to or all(by.on is None or start <= by.on <= extracted for by in item.known_to)


def _days(item: Item | OrderBreach, path: Path, extracted: str) -> Iterator[Problem]:
    # A condition's start, and the day of a release not yet made, are set in advance and known in advance.
    ahead = isinstance(item, Condition) or (isinstance(item, Release) and item.planned)
    start = item.date
    if start < limits.EARLIEST_DAY or (start > extracted and not ahead):
        told = _AHEAD_RELEASE if isinstance(item, Release) else _AHEAD
        yield Problem(_TOO_EARLY if start < limits.EARLIEST_DAY else told, (*path, "date"))
    happens_first = not isinstance(item, Condition | Release)
    for where, day in _known_days(item):
        yield from _in_range(day, extracted, path + where)
        if day < start and happens_first:
            yield Problem(_KNOWN_EARLY, path + where)
    for name in _days_of(type(item)):
        day = getattr(item, name)
        if day is not None:
            yield from _in_range(day, None if name in _MAY_BE_AHEAD else extracted, (*path, name.rstrip("_")))
            if day < start and name in _NOT_BEFORE_START:
                yield Problem(_ENDS_EARLY, (*path, name))
    if isinstance(item, Enforcement) and item.recall is not None:
        yield from _times(item, path, extracted)


@cache
def _days_of(kind: type[Item | OrderBreach]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name in _DAYS)


def _known_days(item: Item | OrderBreach) -> Iterator[tuple[Path, str]]:
    if item.known_on is not None:
        yield ("known_on",), item.known_on
    for number, known in enumerate(item.known_to or ()):
        if known.on is not None:
            yield ("known_to", number, "on"), known.on


def _in_range(day: str, extracted: str | None, path: Path) -> Iterator[Problem]:
    if day < limits.EARLIEST_DAY:
        yield Problem(_TOO_EARLY, path)
    elif extracted is not None and day > extracted:
        yield Problem(_AHEAD, path)


def _times(item: Enforcement, path: Path, extracted: str) -> Iterator[Problem]:
    clock = item.recall
    for name in clock.__struct_fields__ if clock else ():
        time = getattr(clock, name)
        if time is None or not name.endswith("_at"):
            continue
        where = (*path, "recall", name)
        try:
            date.fromisoformat(time[:10])
        except ValueError:
            yield Problem(_NO_SUCH_DAY, where)
        else:
            yield from _in_range(time[:10], extracted, where)


def _references(item: Item, path: Path, places: dict[str, Path]) -> Iterator[Problem]:
    if item.same_incident_as is not None:
        where = (*path, "same_incident_as")
        if item.same_incident_as == item.id:
            yield Problem(_ITSELF, where)
        elif item.same_incident_as not in places:
            yield Problem(_NO_SUCH_ITEM, where)
    if isinstance(item, Predictor) and item.assessment is not None and item.assessment not in places:
        yield Problem(_NO_SUCH_ITEM, (*path, "assessment"))
    if isinstance(item, Assessment):
        for where, name in _named_by(item):
            if name not in places:
                yield Problem(_NO_SUCH_ITEM, path + where)
        for number, name in enumerate(item.scored_items.left_blank if item.scored_items else ()):
            if getattr(item.scored_items, name) is not None:
                yield Problem(_BLANK_AND_GIVEN, (*path, "scored_items", "left_blank", number))


def _named_by(item: Assessment) -> Iterator[tuple[Path, str]]:
    for number, addressed in enumerate(item.evidence_addressed or ()):
        for which, name in enumerate(addressed.items):
            yield ("evidence_addressed", number, "items", which), name
    if item.offence_analysis is not None:
        for which, name in enumerate(item.offence_analysis.about):
            yield ("offence_analysis", "about", which), name
