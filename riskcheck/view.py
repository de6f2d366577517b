"""A record as it stood on one day, known to whom: all that a rule may touch.

Every item has two dates, the day it happened and the day it became known, and says to whom. A view holds the items
that had become known by its day, with the outcomes reached by then: a charge dismissed in June is pending in May. It
never holds the protected characteristics, the review labels, or an assessment completed later.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import msgspec

from riskcheck import policy
from riskcheck.acts import Reader
from riskcheck.as_it_stood import as_it_stood
from riskcheck.considered import Considered, Degree, considered
from riskcheck.days import Day, years_before
from riskcheck.evidence import Act, Evidence, Known, Label
from riskcheck.known import known_of
from riskcheck.records.model import (
    Adjudication,
    Alert,
    Allocation,
    Assessment,
    CaseRecord,
    CircumstanceRecord,
    Condition,
    Contact,
    Conviction,
    CustodyPeriod,
    Enforcement,
    InformationRequest,
    Item,
    MappaRecord,
    Order,
    Oversight,
    Predictor,
    Registration,
    Release,
    Report,
    StatedLevel,
)
from riskcheck.terms import RATINGS, Coverage, Group, KnownTo, Level, Setting

T = TypeVar("T", bound=Item)

SECTIONS = (
    "assessments",
    "predictors",
    "convictions",
    "custody",
    "orders",
    "registrations",
    "reports",
    "circumstances",
    "contacts",
    "conditions",
    "enforcement",
    "allocations",
    "releases",
    "mappa",
    "oversight",
    "information_requests",
    "stated_levels",
)
"""The sections that rules read, whose coverage a report states."""

COMPLETED = ("complete", "signed", "locked_incomplete")
"""The states of an assessment that is no longer being written."""

_DEGREES = tuple(Degree)

_LEVELS = frozenset(level.value for level in Level)


class Seen(msgspec.Struct, Generic[T], frozen=True):
    """An item as the view sees it: the item, where it is, and when it became known."""

    item: T
    known: Known


def completed(assessment: Seen[Assessment]) -> Day:
    """The day on which an assessment of a view was completed; a view holds no other."""
    return assessment.item.completed_on or ""


_Found = TypeVar("_Found")
_More = ParamSpec("_More")


def once_a_view(look: Callable[Concatenate["View", _More], _Found]) -> Callable[Concatenate["View", _More], _Found]:
    """Remember what a function finds in a view, because many rules ask the same of it. The arguments are hashable."""

    @wraps(look)
    def remembered(view: "View", /, *more: _More.args, **named: _More.kwargs) -> _Found:
        key = (look, *more, *named.items()) if more or named else look
        memory = view.memory
        if key not in memory:
            memory[key] = look(view, *more, **named)
        found: _Found = memory[key]
        return found

    return remembered


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What was on record on ``as_of``, in one reading of who knew, in an order that is not the file's.

    ``assessment`` is the one that is checked: the last with ratings. ``assessments`` are all that were completed, last
    one last, whether or not they have ratings; ``earlier`` is the one with ratings before it. The items of a section are
    as they stood: an end, an outcome, an answer or a signature that came later is not there yet, and breaches of an order
    are among the acts only. ``memory`` is what was found in this view, ``read`` what the assessment's words say of each piece
    of evidence, by pointer: that depends on nothing else, and is shared with views that lack some evidence.
    """

    case_id: str
    as_of: Day
    known_to: KnownTo
    coverage: dict[str, Coverage]
    assessment: Seen[Assessment] | None
    assessments: tuple[Seen[Assessment], ...]
    earlier: Seen[Assessment] | None
    acts: tuple[Act, ...]
    labels: tuple[Label, ...]
    convictions: tuple[Seen[Conviction], ...]
    orders: tuple[Seen[Order], ...]
    reports: tuple[Seen[Report], ...]
    periods: tuple[Seen[CustodyPeriod], ...]
    adjudications: tuple[Seen[Adjudication], ...]
    alerts: tuple[Seen[Alert], ...]
    registrations: tuple[Seen[Registration], ...]
    predictors: tuple[Seen[Predictor], ...]
    circumstances: tuple[Seen[CircumstanceRecord], ...]
    contacts: tuple[Seen[Contact], ...]
    conditions: tuple[Seen[Condition], ...]
    allocations: tuple[Seen[Allocation], ...]
    releases: tuple[Seen[Release], ...]
    mappa: tuple[Seen[MappaRecord], ...]
    oversight: tuple[Seen[Oversight], ...]
    requests: tuple[Seen[InformationRequest], ...]
    stated_levels: tuple[Seen[StatedLevel], ...]
    enforcement: tuple[Seen[Enforcement], ...]
    assessed_on: Day | None
    levels: dict[tuple[Group, Setting], Level]
    earlier_levels: dict[tuple[Group, Setting], Level]
    memory: dict[object, Any] = msgspec.field(default_factory=dict)
    read: dict[str, Considered] = msgspec.field(default_factory=dict)

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
        return iter(self.acts[bisect_left(self.acts, start, key=_day_of) :])  # acts are by day

    def on_record(self, known: Known) -> Day:
        """The day from which an item was on record in this view's reading."""
        return known.anyone if self.known_to is KnownTo.ANYONE or known.probation is None else known.probation

    def before_assessment(self, known: Known) -> bool:
        """Whether an item was on record when the checked assessment was completed."""
        return self.assessed_on is not None and self.on_record(known) <= self.assessed_on

    def reached_probation(self, known: Known) -> bool:
        """Whether probation had an item by the day of the checked assessment."""
        return self.assessed_on is not None and known.probation is not None and known.probation <= self.assessed_on

    @once_a_view
    def addressed(self, how: str) -> frozenset[str] | None:
        """Ids that the assessment addresses in this way; ``None`` where neither a list nor its words say what it addresses.

        What is said of one record of an incident, or of one copy of an order, holds for the others.
        """
        if self.assessment is None:
            return None
        entries = self.assessment.item.evidence_addressed
        if entries is None:
            in_words = self.addressed_in_words()
            named = frozenset(item for item, found in in_words.items() if found.degree == how)
            return named if in_words and all(found.degree is not Degree.CANNOT_TELL for found in in_words.values()) else None
        named = frozenset(item for entry in entries if entry.how == how for item in entry.items)
        if not named:
            return named
        incidents = {one.incident for one in self.evidence if one.known.item_id in named} - {None}
        roots = {label.root for label in self.labels if label.known.item_id in named}
        copies = {label.known.item_id for label in self.labels if label.root in roots}
        return named | copies | {one.known.item_id for one in self.evidence if one.incident in incidents}

    @once_a_view
    def addressed_in_words(self) -> dict[str, Considered]:
        """How far the words of the assessment deal with each piece of evidence on record; empty where a list says it.

        Records of one incident and copies of one order share the furthest degree.
        """
        if self.assessment is None or self.assessment.item.evidence_addressed is not None:
            return {}
        item = self.assessment.item
        best: dict[str, Considered] = {}
        pieces = {one.known.item_id: one.incident or (one.root if isinstance(one, Label) else "") for one in self.evidence}
        for one in self.evidence:
            found, piece = self._considered(item, one), pieces[one.known.item_id]
            if piece not in best or _DEGREES.index(found.degree) < _DEGREES.index(best[piece].degree):
                best[piece] = found
        return {item_id: best[piece] for item_id, piece in pieces.items()}

    def _considered(self, assessment: Assessment, one: Evidence) -> Considered:
        if one.known.pointer not in self.read:
            self.read[one.known.pointer] = considered(assessment, one)
        return self.read[one.known.pointer]

    @property
    def addressed_at_all(self) -> frozenset[str] | None:
        """Ids that the assessment addresses with reasons or mentions; ``None`` where the record does not say."""
        analysed, mentioned = self.addressed("with_reasons"), self.addressed("mentioned")
        return None if analysed is None or mentioned is None else analysed | mentioned

    def level(self, group: Group, setting: Setting) -> Level | None:
        """The level that the assessment gives this group in this setting; ``None`` where it gives none."""
        return self.levels.get((group, setting))

    def supplied(self, *sections: str) -> bool:
        """Whether at least a part of each section was supplied: without that, what is absent may only be unseen."""
        return all(self.coverage[name] is not Coverage.NOT_SUPPLIED for name in sections)

    def complete(self, *sections: str) -> bool:
        """Whether each section was supplied in full, so that what is not in it is not on record."""
        return all(self.coverage[name] is Coverage.COMPLETE for name in sections)

    def without(self, item_ids: frozenset[str]) -> "View":
        """The same view, had these items not been on record."""
        kept = {
            name: tuple(seen for seen in getattr(self, name) if seen.known.item_id not in item_ids)
            for name, ids in self._ids().items()
            if not ids.isdisjoint(item_ids)
        }
        return msgspec.structs.replace(self, memory={}, **kept)

    @once_a_view
    def _ids(self) -> dict[str, frozenset[str]]:
        """The ids of the items in each part."""
        return {name: frozenset(seen.known.item_id for seen in getattr(self, name)) for name in ITEMS}


ITEMS = (
    "acts",
    "labels",
    "convictions",
    "orders",
    "reports",
    "periods",
    "adjudications",
    "alerts",
    "registrations",
    "predictors",
    "circumstances",
    "contacts",
    "conditions",
    "allocations",
    "releases",
    "mappa",
    "oversight",
    "requests",
    "stated_levels",
    "enforcement",
)
"""The parts of a view that hold items, other than assessments."""


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
        and item.status in COMPLETED
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
    assessments = _assessments(record, as_of)
    rated = [(seen, levels) for seen in assessments if (levels := _levels(seen.item))]
    chosen, levels = rated[-1] if rated else (None, {})
    earlier, earlier_levels = rated[-2] if len(rated) > 1 else (None, {})
    return View(
        case_id=record.case_id,
        as_of=as_of,
        known_to=known_to,
        coverage={name: _coverage(record, name) for name in SECTIONS},
        assessment=chosen,
        assessments=assessments,
        earlier=earlier,
        acts=reader.acts(),
        labels=reader.labels(),
        convictions=_section(reader, "convictions"),
        orders=_section(reader, "orders"),
        reports=_section(reader, "reports"),
        periods=_seen(reader, "/custody/periods", custody.periods if custody else ()),
        adjudications=_seen(reader, "/custody/adjudications", custody.adjudications if custody else ()),
        alerts=_seen(reader, "/custody/alerts", custody.alerts if custody else ()),
        registrations=_section(reader, "registrations"),
        predictors=_section(reader, "predictors"),
        circumstances=_section(reader, "circumstances"),
        contacts=_section(reader, "contacts"),
        conditions=_section(reader, "conditions"),
        allocations=_section(reader, "allocations"),
        releases=_section(reader, "releases"),
        mappa=_section(reader, "mappa"),
        oversight=_section(reader, "oversight"),
        requests=_section(reader, "information_requests"),
        stated_levels=_section(reader, "stated_levels"),
        enforcement=_section(reader, "enforcement"),
        assessed_on=chosen.item.completed_on if chosen else None,
        levels=levels,
        earlier_levels=earlier_levels,
    )


def _assessments(record: CaseRecord, as_of: Day) -> tuple[Seen[Assessment], ...]:
    """The assessments completed by the day, by day of completion."""
    found = [
        Seen(as_it_stood(item, as_of), known_of(item, f"/assessments/items/{place}", item.completed_on))
        for place, item in enumerate(record.assessments.items)
        if item.completed_on is not None and item.status in COMPLETED and item.completed_on <= as_of
    ]
    return tuple(sorted(found, key=lambda seen: (completed(seen), seen.item.id)))


def _coverage(record: CaseRecord, name: str) -> Coverage:
    section = getattr(record, name)
    return section.coverage if section is not None else Coverage.NOT_SUPPLIED


def _seen(reader: Reader, pointer: str, items: Iterable[T]) -> tuple[Seen[T], ...]:
    found = []
    for place, item in enumerate(items):
        known = reader.known(item, f"{pointer}/{place}")
        if reader.visible(known):
            found.append(Seen(as_it_stood(item, reader.as_of), known))
    return tuple(sorted(found, key=_by_day_and_id))


def _section(reader: Reader, name: str) -> tuple[Seen[T], ...]:
    section = getattr(reader.record, name)
    return _seen(reader, f"/{name}/items", section.items) if section is not None and section.items else ()


def _day_of(act: Act) -> Day:
    return act.known.on


def _by_day_and_id(seen: Seen[T]) -> tuple[Day, str]:
    return seen.known.on, seen.item.id
