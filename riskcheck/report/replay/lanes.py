"""Two lanes side by side: what came out on each day as known to any agency, and as known to probation.

Only geometry and words; the page draws it. Each lane has a bar for each rating that was hard to support on some day.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from riskcheck.replay.result import Lane, RatingReplay, Replay
from riskcheck.report import wording
from riskcheck.report.timeline import RIGHT, Line, Scale, ticks
from riskcheck.report.wording import count, day, joined, visible
from riskcheck.terms import WORDS, KnownTo, Status

LEFT = 226.0
CHANCES = 18.0
"""Where the lowest row of chances stands."""
STEP = 19.0
HIGHEST = 5
BAR, ROW, HEAD, APART = 15.0, 23.0, 26.0, 16.0
LABEL_ROOM = 116.0
"""How wide a bar has to be for its first day to be written in it."""


@dataclass(frozen=True)
class Bar:
    """A run of days in which a rating was hard to support, or a run in which it was not (``kind`` is ``fine``)."""

    x: float
    width: float
    kind: str
    says: str


@dataclass(frozen=True)
class Row:
    """One rating in one lane. ``inside`` is the kind of the bar that its first day is written in, if it is.

    ``wait`` runs from any agency's first day to probation's, where that came later or not at all; ``waited`` is how long.
    """

    title: str
    y: float
    bars: tuple[Bar, ...]
    label: str
    label_x: float
    anchor: str
    inside: str
    wait: tuple[float, float] | None
    waited: str


@dataclass(frozen=True)
class Drawn:
    """One lane: a reading of who knew."""

    title: str
    y: float
    height: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Chance:
    """One chance to look again, by its number in the table. ``assessed``: new ratings were in force from it on."""

    number: int
    x: float
    y: float
    says: str
    assessed: bool


@dataclass(frozen=True)
class Picture:
    """A picture that is also a sentence; the tables of first days and of chances say the same."""

    title: str
    describes: str
    height: float
    top: float
    bottom: float
    lanes: tuple[Drawn, ...]
    chances: tuple[Chance, ...]
    ticks: tuple[Line, ...]


def picture(replayed: Replay) -> Picture | None:
    """The two lanes of a replay; ``None`` where no rating was hard to support on any day."""
    if not replayed.flagged or replayed.rated_from is None or replayed.last_day is None:
        return None
    scale = Scale([replayed.rated_from, replayed.extracted_on, *(chance.on for chance in replayed.chances)], LEFT)
    chances = _chances(replayed, scale)
    top = max((chance.y for chance in chances), default=CHANCES) + STEP
    lanes: list[Drawn] = []
    for reading in (KnownTo.ANYONE, KnownTo.PROBATION):
        start = lanes[-1].y + lanes[-1].height + APART if lanes else top
        lanes.append(_drawn(reading, replayed.flagged, start, scale))
    bottom = lanes[-1].y + lanes[-1].height
    return Picture(
        title=f"What was hard to support, and when: case {visible(replayed.case_id)}",
        describes=_describes(replayed),
        height=round(bottom + 30, 1),
        top=top,
        bottom=bottom,
        lanes=tuple(lanes),
        chances=chances,
        ticks=ticks(scale),
    )


def _chances(replayed: Replay, scale: Scale) -> tuple[Chance, ...]:
    """Each chance as a number; those that would overlap stand one under the other, and a full stack starts again."""
    made = {one.completed_on for one in replayed.assessments}
    ends: list[float] = []
    found = []
    for number, chance in enumerate(replayed.chances, 1):
        x = scale.of(chance.on)
        level = next((level for level, end in enumerate(ends) if x - end >= STEP), len(ends))
        if level >= HIGHEST:
            level = min(range(HIGHEST), key=lambda at: ends[at])
        ends[level : level + 1] = [x]
        says = f"{number}. {day(chance.on)}: {'; '.join(visible(one.says) for one in chance.happened)}"
        found.append(Chance(number, x, CHANCES + STEP * level, says, chance.on in made))
    return tuple(found)


def _drawn(reading: KnownTo, ratings: Sequence[RatingReplay], start: float, scale: Scale) -> Drawn:
    rows = tuple(_row(reading, rating, start + HEAD + ROW * place, scale) for place, rating in enumerate(ratings))
    return Drawn(WORDS[reading].capitalize(), start, HEAD + ROW * len(rows) + 6, rows)


def _row(reading: KnownTo, rating: RatingReplay, y: float, scale: Scale) -> Row:
    lane = rating.lane(reading)
    bars = _bars(lane, scale)
    label, x, anchor, inside = _label(lane, bars, scale)
    wait, waited = None, ""
    if reading is KnownTo.PROBATION and rating.gap is not None:
        end = scale.of(rating.gap.until) if rating.gap.until else RIGHT
        wait = (scale.of(rating.gap.from_), end)
        waited = count(rating.gap.days, "day") if rating.gap.days is not None else ""
    title = wording.ratings([(rating.group, rating.setting)])
    return Row(title[0].upper() + title[1:], y, bars, label, x, anchor, inside, wait, waited)


def _bars(lane: Lane, scale: Scale) -> tuple[Bar, ...]:
    """The lane's spans; spans that differ only in the assessment in force are one bar."""
    bars: list[tuple[str, str, str]] = []
    for span in lane.spans:
        kind = str(span.strength) if span.status is Status.FLAGGED and span.strength else "fine"
        if not bars or bars[-1][2] != kind:
            bars.append((span.from_, WORDS[span.status], kind))
    edges = [*(scale.of(start) for start, _, _ in bars[1:]), RIGHT]
    return tuple(
        Bar(
            x=scale.of(start),
            width=round(edge - scale.of(start), 1),
            kind=kind,
            says=f"From {day(start)}: {status}" + (f", {kind}" if kind != "fine" else ""),
        )
        for (start, status, kind), edge in zip(bars, edges, strict=True)
    )


def _label(lane: Lane, bars: Sequence[Bar], scale: Scale) -> tuple[str, float, str, str]:
    if lane.first is None:
        return "on no day", RIGHT - 8, "end", ""
    x = scale.of(lane.first.on)
    inside = next((bar.kind for bar in bars if bar.x == x and bar.width >= LABEL_ROOM), "")
    if not inside and x - LEFT < LABEL_ROOM:
        return day(lane.first.on), min(x + LABEL_ROOM, RIGHT), "end", ""
    return (day(lane.first.on), x + 6, "start", inside) if inside else (day(lane.first.on), x - 6, "end", "")


def _describes(replayed: Replay) -> str:
    days = {
        reading: sorted({first.on for rating in replayed.flagged if (first := rating.lane(reading).first)})
        for reading in KnownTo
    }
    clauses = [
        f"as {WORDS[reading]}, {joined([day(on) for on in days[reading]]) if days[reading] else 'none'}"
        for reading in (KnownTo.ANYONE, KnownTo.PROBATION)
    ]
    return (
        f"{count(len(replayed.flagged), 'rating')} from {day(replayed.rated_from)} to {day(replayed.extracted_on)}, in two "
        f"lanes. The first days on which they were hard to support are, {'; '.join(clauses)}. "
        f"{count(len(replayed.chances), 'chance')} to look again {'is' if len(replayed.chances) == 1 else 'are'} "
        "marked by number."
    )
