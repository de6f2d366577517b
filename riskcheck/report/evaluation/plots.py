"""Pictures of an evaluation: lines and points in a frame. Only geometry and words; the page draws them.

Each picture is also a sentence, and the table under it says the same.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from riskcheck.evaluate.result import Band, Evaluation, MethodFigures, Opened, Reliability
from riskcheck.report.evaluation.tables import name_of, shown
from riskcheck.report.wording import joined

WIDTH, HEIGHT = 720.0, 430.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 700.0, 16.0, 376.0
_STEPS = (0.05, 0.1, 0.2, 0.25, 0.5, 1.0)

Placed = Callable[[Opened], tuple[float, float | None] | None]
"""Where a point of a curve stands, across and up; ``None`` for one that is not drawn."""


@dataclass(frozen=True)
class Tick:
    """A place on an axis, in the picture's units, and its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Line:
    """One method's line: a path, and how it is drawn (``style`` from 0, the same in every picture)."""

    title: str
    style: int
    path: str


@dataclass(frozen=True)
class Point:
    """A point with its interval: where it stands, how far up and down the interval goes, and what it says."""

    x: float
    y: float
    low: float
    high: float
    says: str


@dataclass(frozen=True)
class Plot:
    """A picture. ``guide`` is a line to compare with; ``marks`` are points with intervals."""

    mark: str
    title: str
    describes: str
    across: str
    up: str
    across_ticks: tuple[Tick, ...]
    up_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    guide: str = ""
    guide_says: str = ""
    marks: tuple[Point, ...] = ()


@dataclass(frozen=True)
class _Frame:
    """From shares to places in the picture; each axis starts at 0."""

    most_across: float
    most_up: float

    def x(self, share: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * share / self.most_across, 1)

    def y(self, share: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * share / self.most_up, 1)

    def path(self, points: Iterable[tuple[float, float]]) -> str:
        """Straight lines through points."""
        return " ".join(f"{'L' if at else 'M'}{self.x(one)} {self.y(other)}" for at, (one, other) in enumerate(points))

    def ticks_across(self) -> tuple[Tick, ...]:
        return tuple(Tick(self.x(share), _percent(share)) for share in _even(self.most_across))

    def ticks_up(self) -> tuple[Tick, ...]:
        return tuple(Tick(self.y(share), _percent(share)) for share in _even(self.most_up))


def budget_curve(evaluation: Evaluation) -> Plot:
    """How many of the underrated are found as more of the mediums are opened."""
    most, budget = 0.3, evaluation.how.budget
    frame = _Frame(most, 1.0)
    methods = shown(evaluation)
    found = joined([f"{one.title} {_percent(one.recall.value or 0)}" for one in methods])
    return Plot(
        mark="budget-curve",
        title="The share of the underrated that is found, by the share of the mediums opened",
        describes=f"With {_percent(budget)} of the mediums opened, the share of the underrated that is found: {found}.",
        across="Share of the mediums opened",
        up="Share of the underrated found",
        across_ticks=frame.ticks_across(),
        up_ticks=frame.ticks_up(),
        lines=_lines(frame, methods, lambda point: (point.share, point.found) if point.share <= most else None),
        guide=frame.path([(budget, 0.0), (budget, 1.0)]) if budget <= most else "",
        guide_says=f"The budget, {_percent(budget)}",
    )


def precision_recall(evaluation: Evaluation) -> Plot:
    """Precision as more of the underrated are found."""
    methods = shown(evaluation)
    highest = max((point.precision or 0.0 for one in methods for point in one.curve), default=1.0)
    chance = evaluation.counts.underrated / evaluation.counts.mediums
    frame = _Frame(1.0, min(1.0, max(0.2, -(-highest // 0.2) * 0.2)))
    at = joined([f"{one.title} {_percent(one.precision.value or 0)}" for one in methods])
    return Plot(
        mark="precision-recall",
        title="Precision and recall",
        describes=f"As more of the underrated are found, fewer of those opened are underrated, down to {_percent(chance)} "
        f"where all are opened. Precision with {_percent(evaluation.how.budget)} opened: {at}.",
        across="Recall: the share of the underrated found",
        up="Precision: the share of those opened that is underrated",
        across_ticks=frame.ticks_across(),
        up_ticks=frame.ticks_up(),
        lines=_lines(frame, methods, lambda point: None if point.found is None else (point.found, point.precision)),
        guide=frame.path([(0.0, chance), (1.0, chance)]),
        guide_says=f"By chance, {_percent(chance)}",
    )


def reliability(method: MethodFigures, made: Reliability) -> Plot:
    """Whether a method's probabilities mean what they say: given on average, against the share that was rated high."""
    highest = max(max(band.given, band.rated_high.high or 0.0) for band in made.bands)
    most = min(1.0, max(0.2, -(-highest // 0.2) * 0.2))
    frame = _Frame(most, most)
    return Plot(
        mark=f"reliability-{method.name}",
        title=f"Probabilities of {method.title}, and the share rated high",
        describes=f"In {len(made.bands)} bands of cases the probability given and the share rated high differ by "
        f"{100 * made.error:.1f} in 100 on average. Points on the dotted line would mean what they say.",
        across="Probability given, on average",
        up="Share rated high on record",
        across_ticks=frame.ticks_across(),
        up_ticks=frame.ticks_up(),
        lines=(),
        guide=frame.path([(0.0, 0.0), (most, most)]),
        guide_says="Given and seen are the same",
        marks=tuple(_point(frame, band) for band in made.bands),
    )


def _point(frame: _Frame, band: Band) -> Point:
    seen = band.rated_high
    return Point(
        x=frame.x(band.given),
        y=frame.y(seen.value or 0.0),
        low=frame.y(seen.low or 0.0),
        high=frame.y(seen.high or 0.0),
        says=f"Given {_percent(band.given)}, rated high {_percent(seen.value or 0.0)} of {band.cases}",
    )


def _lines(frame: _Frame, methods: Sequence[MethodFigures], of: Placed) -> tuple[Line, ...]:
    return tuple(Line(name_of(one.title), style, frame.path(_whole(map(of, one.curve)))) for style, one in enumerate(methods))


def _whole(points: Iterable[tuple[float, float | None] | None]) -> list[tuple[float, float]]:
    return [(point[0], point[1]) for point in points if point is not None and point[1] is not None]


def _even(most: float) -> list[float]:
    step = next(step for step in _STEPS if most / step <= 6)
    return [round(step * number, 4) for number in range(int(most / step + 1e-9) + 1)]


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"
