"""Where each mark of a case's timeline stands: four lanes, the days, and the assessment's day between then and later.

Only geometry and words; the page draws it. Marks that would overlap stand one above the other; where a stack would
be too high, its last place says how many more there are, and the table under the picture lists every one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from riskcheck.days import MONTHS
from riskcheck.report.wording import MARK, count, day, joined, place, visible
from riskcheck.result import CaseResult, Event
from riskcheck.terms import WORDS, Strand

WIDTH = 960.0
LEFT, RIGHT = 186.0, 924.0
TOP = 50.0
STEP = 13.0
"""Between two marks, sideways and upwards."""
HIGHEST = 6
"""Marks in a stack."""
LANE_GAP = 20.0
LANDMARKS = "Other landmarks"

_LANES: tuple[tuple[Strand | None, str], ...] = (
    (Strand.CUSTODY, "Custody behaviour"),
    (Strand.WEAPONS, "Weapons"),
    (Strand.ORDERS, "Orders and domestic abuse"),
    (Strand.HISTORY, "Offence history"),
    (None, LANDMARKS),
)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_DAY_STEPS = (1, 2, 7, 14)
_TICKS = 9


@dataclass(frozen=True)
class Mark:
    """One event, or a number of events where a stack is full. ``kind`` is ``before``, ``after`` or ``landmark``.

    ``assumed``: whether its day is, or that of one of them.
    """

    x: float
    y: float
    says: str
    kind: str
    counts: bool
    known_x: float | None = None
    more: int = 0
    assumed: bool = False


@dataclass(frozen=True)
class Lane:
    """One strand's events."""

    title: str
    y: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Line:
    """A day marked across all lanes, or a tick of the axis. ``anchor`` is the side on which its label has room."""

    x: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Entry:
    """One event as a row of the table."""

    on: str
    known_on: str
    lane: str
    says: str
    stands: str
    place: str
    pointer: str


@dataclass(frozen=True)
class Timeline:
    """A picture that is also a sentence and a table."""

    title: str
    describes: str
    height: float
    bottom: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Line, ...]
    assessed: Line | None
    checked: Line | None
    entries: tuple[Entry, ...]
    marked: bool


def timeline(result: CaseResult) -> Timeline | None:
    """The timeline of a case; ``None`` where it has no events."""
    if not result.timeline:
        return None
    events = sorted(result.timeline, key=lambda event: (event.on, event.known_on, event.pointer, event.says))
    assessed = result.assessment.completed_on if result.assessment else None
    days = [day for event in events for day in (event.on, event.known_on)]
    scale = Scale([*days, *filter(None, (assessed, result.as_of))])
    assumed = frozenset(one.item for one in result.assumed_items if one.happened)
    known = frozenset(one.item for one in result.assumed_items if one.known)
    lanes = _lanes(events, scale, assumed)
    bottom = lanes[-1].y + lanes[-1].height
    checked = result.as_of if result.as_of != assessed else None
    return Timeline(
        title=f"Timeline of case {visible(result.case_id)}",
        describes=_describes(events, assessed),
        height=round(bottom + 34, 1),
        bottom=bottom,
        lanes=lanes,
        ticks=ticks(scale),
        assessed=_marked("Assessment", assessed, scale),
        checked=_marked("Checked as at", checked, scale),
        entries=tuple(_entry(event, assessed is not None, assumed, known) for event in events),
        marked=any(event.item in assumed | known for event in events),
    )


class Scale:
    """From days to places on the axis. A case of one day has that day in the middle."""

    def __init__(self, days: Sequence[str], left: float = LEFT) -> None:
        self.left = left
        ordinals = [date.fromisoformat(iso).toordinal() for iso in days]
        self.first, self.last = min(ordinals), max(ordinals)
        if self.first == self.last:
            self.first, self.last = max(1, self.first - 1), self.last + 1

    def x(self, ordinal: int) -> float:
        """Where a day stands."""
        return round(self.left + (RIGHT - self.left) * (ordinal - self.first) / (self.last - self.first), 1)

    def of(self, iso: str) -> float:
        """Where an ISO day stands."""
        return self.x(date.fromisoformat(iso).toordinal())


def _lanes(events: Sequence[Event], scale: Scale, assumed: frozenset[str]) -> tuple[Lane, ...]:
    lanes: list[Lane] = []
    top = TOP
    for strand, title in _LANES:
        stacked = _stacked([event for event in events if event.lane is strand], scale)
        height = LANE_GAP + STEP * max([1, *(level + 1 for level, _, _ in stacked)])
        base = top + height - LANE_GAP / 2 - STEP / 2
        marks = tuple(_mark(event, base - STEP * level, more, scale, assumed) for level, event, more in stacked)
        lanes.append(Lane(title, top, height, marks))
        top += height
    return tuple(lanes)


def _stacked(events: Iterable[Event], scale: Scale) -> list[tuple[int, Event, int]]:
    """Each event with its place in its stack, and how many more a full stack stands for."""
    ends: list[float] = []
    stacked: list[tuple[int, Event, int]] = []
    for event in events:
        x = scale.of(event.on)
        level = next((level for level, end in enumerate(ends) if x - end >= STEP), len(ends))
        if level < HIGHEST:
            ends[level : level + 1] = [x]
            stacked.append((level, event, 0))
        else:
            full = max(place for place, entry in enumerate(stacked) if entry[0] == HIGHEST - 1)
            stacked[full] = (HIGHEST - 1, stacked[full][1], stacked[full][2] + (2 if not stacked[full][2] else 1))
    return stacked


def _mark(event: Event, y: float, more: int, scale: Scale, assumed: frozenset[str]) -> Mark:
    x, known = scale.of(event.on), scale.of(event.known_on)
    on = _day(event.on, marked=event.item in assumed)
    return Mark(
        x=x,
        y=round(y, 1),
        says=f"{on}: {visible(event.says)}" if not more else f"{more} items about {on}",
        kind="landmark" if event.lane is None else "after" if event.after_assessment else "before",
        counts=event.counts,
        known_x=known if known - x > STEP and not more else None,
        more=more,
        assumed=event.item in assumed,
    )


def _day(iso: str, *, marked: bool) -> str:
    return f"{day(iso)}{MARK}" if marked else day(iso)


def _marked(what: str, iso: str | None, scale: Scale) -> Line | None:
    if iso is None:
        return None
    x = scale.of(iso)
    middle = (LEFT + RIGHT) / 2
    return Line(x, f"{what} {day(iso)}", "end" if x > middle else "start")


def ticks(scale: Scale) -> tuple[Line, ...]:
    """The ticks of the axis: days, months or years, whichever leaves them room."""
    first, last = date.fromordinal(scale.first), date.fromordinal(scale.last)
    for step in _DAY_STEPS:
        if scale.last - scale.first <= step * _TICKS:
            days = range(scale.first, scale.last + 1, step)
            return tuple(Line(scale.x(o), _short(date.fromordinal(o))) for o in days)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    step = next((step for step in _MONTH_STEPS if len(months) <= step * _TICKS), _MONTH_STEPS[-1])
    starts = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
    label = _year if step >= 12 else _month
    return tuple(Line(scale.x(start.toordinal()), label(start)) for start in starts if start >= first)


def _short(when: date) -> str:
    return f"{when.day} {MONTHS[when.month - 1][:3]}"


def _month(when: date) -> str:
    return f"{MONTHS[when.month - 1][:3]} {when.year}"


def _year(when: date) -> str:
    return f"{when.year}"


def _describes(events: Sequence[Event], assessed: str | None) -> str:
    lanes = [(title, sum(event.lane is strand for event in events)) for strand, title in _LANES]
    named = joined([f"{title.lower()} {number}" for title, number in lanes])
    span = f"{count(len(events), 'item')} from {day(events[0].on)} to {day(events[-1].on)}: {named}."
    evidence = [event for event in events if event.lane is not None]
    later = sum(event.after_assessment for event in evidence)
    then = (
        f" The assessment was completed on {day(assessed)}: {len(evidence) - later} pieces of evidence were on record by then,"
        f" {later} came on record later."
        if assessed
        else " No assessment was on record."
    )
    return f"{span}{then} {sum(event.counts for event in evidence)} count towards a finding."


def _entry(event: Event, assessed: bool, assumed: frozenset[str], known: frozenset[str]) -> Entry:
    if event.lane is None:
        stands = "a landmark, not evidence"
    else:
        when = "came on record after the assessment" if event.after_assessment else "on record by the assessment"
        counts = "counts" if event.counts else "does not count"
        stands = f"{when}; {counts}" if assessed else counts
    return Entry(
        on=_day(event.on, marked=event.item in assumed),
        known_on=_day(event.known_on, marked=event.item in known) if event.known_on != event.on else "the same day",
        lane=WORDS[event.lane].capitalize() if event.lane else LANDMARKS,
        says=visible(event.says),
        stands=stands,
        place=place(event.pointer),
        pointer=visible(event.pointer),
    )
