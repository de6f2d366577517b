"""A record as it stood on one day, known to whom: all that a rule may touch.

Every item has two dates, the day it happened and the day it became known, and says to whom. A view holds the items
that had become known by its day, with the outcomes reached by then: a charge dismissed in June is pending in May. It
never holds the protected characteristics, the review labels, or an assessment completed later.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import msgspec

from riskcheck import policy
from riskcheck.acts import Reader, known_of
from riskcheck.days import Day, years_before
from riskcheck.evidence import Act, Evidence, Known, Label
from riskcheck.records.model import (
    Assessment,
    CaseRecord,
    CircumstanceRecord,
    Contact,
    CustodyPeriod,
    Enforcement,
    InformationRequest,
    Item,
    Registration,
    Release,
    StatedLevel,
)
from riskcheck.terms import RATINGS, Coverage, Group, KnownTo, Level, Setting

T = TypeVar("T", bound=Item)

SECTIONS = (
    "assessments",
    "convictions",
    "custody",
    "orders",
    "registrations",
    "reports",
    "circumstances",
    "contacts",
    "releases",
    "information_requests",
    "stated_levels",
    "enforcement",
)
"""The sections that rules read, whose coverage a report states."""

_LEVELS = frozenset(level.value for level in Level)


class Seen(msgspec.Struct, Generic[T], frozen=True):
    """An item as the view sees it: the item, where it is, and when it became known."""

    item: T
    known: Known


_Found = TypeVar("_Found")
_More = ParamSpec("_More")


def once_a_view(look: Callable[Concatenate["View", _More], _Found]) -> Callable[Concatenate["View", _More], _Found]:
    """Remember what a function finds in a view, because many rules ask the same of it. The arguments are hashable."""

    @wraps(look)
    def remembered(view: "View", /, *more: _More.args, **named: _More.kwargs) -> _Found:
        key = (look, more, *named.items())
        if key not in view.memory:
            view.memory[key] = look(view, *more, **named)
        found: _Found = view.memory[key]
        return found

    return remembered


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What was on record on ``as_of``, in one reading of who knew, in an order that is not the file's."""

    case_id: str
    as_of: Day
    known_to: KnownTo
    coverage: dict[str, Coverage]
    assessment: Seen[Assessment] | None
    acts: tuple[Act, ...]
    labels: tuple[Label, ...]
    periods: tuple[Seen[CustodyPeriod], ...]
    registrations: tuple[Seen[Registration], ...]
    circumstances: tuple[Seen[CircumstanceRecord], ...]
    contacts: tuple[Seen[Contact], ...]
    releases: tuple[Seen[Release], ...]
    requests: tuple[Seen[InformationRequest], ...]
    stated_levels: tuple[Seen[StatedLevel], ...]
    enforcement: tuple[Seen[Enforcement], ...]
    assessed_on: Day | None
    levels: dict[tuple[Group, Setting], Level]
    memory: dict[object, Any] = msgspec.field(default_factory=dict)

    def number(self, name: str) -> int:
        """A policy value as it holds on the day of the view."""
        return policy.number(name, self.as_of)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every act and every label."""
        return (*self.acts, *self.labels)

    def acts_within(self, lookback: str) -> Iterator[Act]:
        """Acts that happened within a look-back in years, such as ``violence``."""
        start = years_before(self.as_of, self.number(f"lookbacks.{lookback}"))
        return (act for act in self.acts if act.on >= start)

    def on_record(self, known: Known) -> Day:
        """The day from which an item was on record in this view's reading."""
        return known.anyone if self.known_to is KnownTo.ANYONE or known.probation is None else known.probation

    def before_assessment(self, known: Known) -> bool:
        """Whether an item was on record when the checked assessment was completed."""
        return self.assessed_on is not None and self.on_record(known) <= self.assessed_on

    @once_a_view
    def addressed(self, how: str) -> frozenset[str] | None:
        """Ids that the assessment addresses in this way; ``None`` where the record does not say what it addresses.

        What is said of one record of an incident, or of one copy of an order, holds for the others.
        """
        if self.assessment is None or self.assessment.item.evidence_addressed is None:
            return None
        entries = self.assessment.item.evidence_addressed
        named = frozenset(item for entry in entries if entry.how == how for item in entry.items)
        if not named:
            return named
        incidents = {one.incident for one in self.evidence if one.known.item_id in named} - {None}
        roots = {label.root for label in self.labels if label.known.item_id in named}
        copies = {label.known.item_id for label in self.labels if label.root in roots}
        return named | copies | {one.known.item_id for one in self.evidence if one.incident in incidents}

    def level(self, group: Group, setting: Setting) -> Level | None:
        """The level that the assessment gives this group in this setting; ``None`` where it gives none."""
        return self.levels.get((group, setting))

    def without(self, item_ids: frozenset[str]) -> "View":
        """The same view, had these items not been on record."""
        return msgspec.structs.replace(
            self,
            memory={},
            acts=tuple(act for act in self.acts if act.known.item_id not in item_ids),
            labels=tuple(label for label in self.labels if label.known.item_id not in item_ids),
            circumstances=tuple(seen for seen in self.circumstances if seen.item.id not in item_ids),
            contacts=tuple(seen for seen in self.contacts if seen.item.id not in item_ids),
            releases=tuple(seen for seen in self.releases if seen.item.id not in item_ids),
        )


def _levels(assessment: Assessment) -> dict[tuple[Group, Setting], Level]:
    """The levels that an assessment gives; blank and not applicable are not levels."""
    found = {}
    for group, setting in RATINGS:
        column = getattr(assessment.ratings, setting.value, None)
        level = getattr(column, group.value, None)
        if level in _LEVELS:
            found[group, setting] = Level(level)
    return found


def latest_assessment(record: CaseRecord, as_of: Day | None = None) -> tuple[int, Assessment] | None:
    """The last assessment with ratings that was completed by ``as_of`` (default: by any day), and its place."""
    complete = [
        (item.completed_on, item.id, place, item)
        for place, item in enumerate(record.assessments.items)
        if item.completed_on is not None
        and item.status in ("complete", "signed", "locked_incomplete")
        and (as_of is None or item.completed_on <= as_of)
        and _levels(item)
    ]
    if not complete:
        return None
    _, _, place, assessment = max(complete, key=lambda entry: entry[:2])
    return place, assessment


def view(record: CaseRecord, as_of: Day, known_to: KnownTo = KnownTo.ANYONE) -> View:
    """The record as it stood at the end of ``as_of``, as known to probation or to any agency."""
    reader = Reader(record, as_of, known_to)
    custody = record.custody
    found = latest_assessment(record, as_of)
    chosen = None
    if found:
        place, item = found
        chosen = Seen(item, known_of(item, f"/assessments/items/{place}", item.completed_on))
    return View(
        case_id=record.case_id,
        as_of=as_of,
        known_to=known_to,
        coverage={name: _coverage(record, name) for name in SECTIONS},
        assessment=chosen,
        acts=reader.acts(),
        labels=reader.labels(),
        periods=_seen(reader, "/custody/periods", custody.periods if custody else ()),
        registrations=_section(reader, "registrations"),
        circumstances=_section(reader, "circumstances"),
        contacts=_section(reader, "contacts"),
        releases=_section(reader, "releases"),
        requests=_section(reader, "information_requests"),
        stated_levels=_section(reader, "stated_levels"),
        enforcement=_section(reader, "enforcement"),
        assessed_on=chosen.item.completed_on if chosen else None,
        levels=_levels(chosen.item) if chosen else {},
    )


def _coverage(record: CaseRecord, name: str) -> Coverage:
    section = getattr(record, name)
    return section.coverage if section is not None else Coverage.NOT_SUPPLIED


def _seen(reader: Reader, pointer: str, items: Iterable[T]) -> tuple[Seen[T], ...]:
    found = [Seen(item, known_of(item, f"{pointer}/{place}")) for place, item in enumerate(items)]
    return tuple(sorted((seen for seen in found if reader.visible(seen.known)), key=_by_day_and_id))


def _section(reader: Reader, name: str) -> tuple[Seen[T], ...]:
    section = getattr(reader.record, name)
    return _seen(reader, f"/{name}/items", section.items) if section is not None else ()


def _by_day_and_id(seen: Seen[T]) -> tuple[Day, str]:
    return seen.known.on, seen.item.id
