"""The figures of each method among the mediums.

The population is the cases whose highest rating on record is medium. A case is *underrated* if at least one of its ratings, all
low or medium, should be high or very high; *rightly rated* if the highest true level is medium too; otherwise overrated.
A method *opens* the cases with its highest scores until the budget is spent, and *finds* the underrated among them.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from riskcheck.caseload.protected import CHARACTERISTICS
from riskcheck.evaluate.intervals import Draws, drawn
from riskcheck.evaluate.methods import Method, Scores
from riskcheck.evaluate.outcomes import Looked
from riskcheck.evaluate.result import Band, Figure, Flags, MethodFigures, Opened, Reliability
from riskcheck.evaluate.selection import (
    AVERAGE_PRECISION,
    FOUND,
    PRECISION,
    UNDERRATED,
    Kinds,
    curve,
    flagged,
    opened,
)
from riskcheck.evaluate.table import Bools, Floats, Whole
from riskcheck.shares import wilson
from riskcheck.synth.answers import at_least_high
from riskcheck.terms import RATINGS, Group, Level

RIGHTLY = "rightly rated"
ALL = "all"
NOT_UNDERRATED = "not underrated"
BANDS = 10
GRID = (*range(0, 100, 5), *range(100, 300, 10), *range(300, 1001, 50))
"""Where curves are drawn: in thousandths of the mediums opened."""


@dataclass(frozen=True)
class Measured:
    """Everything that figures are read from. ``places``: where the mediums are among the cases.

    ``opened`` and ``flags`` (by method and strength) hold a column for each kind of case.
    """

    cases: Sequence[Looked]
    mediums: Sequence[Looked]
    places: Whole
    kin: Whole
    kinds: Kinds
    scores: Mapping[str, Scores]
    main: str
    budget: float
    opened: Mapping[str, Draws]
    flags: Mapping[tuple[str, str], Draws]

    def opened_of(self, kind: Hashable) -> dict[str, Figure]:
        """The share of one kind of case that each method opens."""
        return {name: one.share(self.kinds.place[kind]) for name, one in self.opened.items()}

    def flagged_of(self, kind: Hashable) -> dict[str, Figure]:
        """The share of one kind of case that the rules flag, by strength."""
        return {level: one.share(self.kinds.place[kind]) for (name, level), one in self.flags.items() if name == "rules"}

    def count(self, kind: Hashable) -> int:
        """How many mediums are of one kind."""
        return int(self.kinds.members[:, self.kinds.place[kind]].sum())


def measured(
    cases: Sequence[Looked],
    kin: Whole,
    scores: Mapping[str, Scores],
    *,
    main: str,
    budget: float,
    resamples: int,
    seed: int,
) -> Measured:
    """Every figure of every method, on the mediums as they are and on each draw of them."""
    places = np.flatnonzero([case.known.overall is Level.MEDIUM for case in cases])
    mediums = [cases[place] for place in places.tolist()]
    kinds = Kinds.of(_kinds(mediums))
    own = numbered(kin[places])
    budgets = {name: opened(one.order[places], budget, kinds) for name, one in scores.items()}
    flags = {
        (name, level): flagged(found[places], kinds)
        for name, one in scores.items()
        for level, found in (one.flags or {}).items()
    }
    return Measured(
        cases=cases,
        mediums=mediums,
        places=places,
        kin=kin,
        kinds=kinds,
        scores=scores,
        main=main,
        budget=budget,
        opened=drawn(budgets, own, resamples, seed),
        flags=drawn(flags, own, resamples, seed),
    )


def numbered(kin: Whole) -> Whole:
    """The same groups, numbered from 0 without gaps."""
    numbers: Whole = np.unique(kin, return_inverse=True)[1].astype(np.int64)
    return numbers


def _kinds(mediums: Sequence[Looked]) -> dict[Hashable, Bools]:
    known = [case.known for case in mediums]
    underrated = np.array([any(one.underrated) for one in known], dtype=bool)
    rightly = np.array([one.truly is Level.MEDIUM for one in known], dtype=bool)
    kinds: dict[Hashable, Bools] = {
        ALL: np.ones(len(known), dtype=bool),
        UNDERRATED: underrated,
        RIGHTLY: rightly,
        NOT_UNDERRATED: ~underrated,
    }
    errors, families = np.array([str(one.error) for one in known]), np.array([one.family for one in known])
    kinds |= {("error", name): underrated & (errors == name) for name in np.unique(errors[underrated]).tolist()}
    kinds |= {("family", name): ~underrated & (families == name) for name in np.unique(families[~underrated]).tolist()}
    for group in Group:
        about = np.array([rated[0] is group for rated in RATINGS])
        kinds["group", group] = np.array([bool(np.any(about & np.array(one.underrated))) for one in known], dtype=bool)
    for characteristic in CHARACTERISTICS:
        recorded = np.array([getattr(case.protected, characteristic) for case in mediums])
        for name in np.unique(recorded).tolist():
            kinds[characteristic, name, ALL] = recorded == name
            kinds[characteristic, name, UNDERRATED] = underrated & (recorded == name)
            kinds[characteristic, name, RIGHTLY] = rightly & (recorded == name)
    return kinds


def method_figures(method: Method, found: Measured) -> MethodFigures:
    """The figures of one method."""
    own, main = found.opened[method.name], found.opened[found.main]
    underrated = found.count(UNDERRATED)
    return MethodFigures(
        name=method.name,
        title=method.title,
        kind=method.kind,
        says=method.says,
        found=own.number(FOUND, underrated),
        recall=own.share(found.kinds.place[UNDERRATED]),
        precision=own.share(PRECISION),
        average_precision=own.number(AVERAGE_PRECISION, underrated),
        times=main.times(FOUND, own, FOUND, underrated),
        flags={level: _flags(found, draws) for (name, level), draws in found.flags.items() if name == method.name},
        curve=_curve(found, found.scores[method.name].order[found.places]),
        reliability=_reliability(found, found.scores[method.name].probability),
    )


def _flags(found: Measured, draws: Draws) -> Flags:
    return Flags(
        cases=int(draws.top[found.kinds.place[ALL]]),
        precision=draws.share(PRECISION),
        recall=draws.share(found.kinds.place[UNDERRATED]),
        rightly_rated=draws.share(found.kinds.place[RIGHTLY]),
    )


def _curve(found: Measured, order: Floats) -> tuple[Opened, ...]:
    underrated = found.count(UNDERRATED)
    shares = np.array(GRID) / 1000
    along = curve(order, found.kinds.underrated, shares * len(order))
    return tuple(
        Opened(
            share=float(share),
            found=round(float(number) / underrated, 4) if underrated else None,
            precision=round(float(number) / (float(share) * len(order)), 4) if share else None,
        )
        for share, number in zip(shares, along, strict=True)
    )


def _reliability(found: Measured, probability: Floats | None) -> Reliability | None:
    """Probabilities against the ratings on record, in bands of equal size over every case, least likely first."""
    if probability is None:
        return None
    rated = np.array([at_least_high(case.known.overall) for case in found.cases], dtype=np.float64)
    should = np.array([at_least_high(case.known.truly) for case in found.cases], dtype=np.float64)
    parts = [part for part in np.array_split(np.argsort(probability, kind="stable"), BANDS) if len(part)]
    gaps = [len(part) * abs(float(probability[part].mean() - rated[part].mean())) for part in parts]
    return Reliability(
        cases=len(rated),
        error=round(sum(gaps) / len(rated), 4),
        bands=tuple(
            Band(
                cases=len(part),
                given=round(float(probability[part].mean()), 4),
                rated_high=_observed(float(rated[part].mean()), len(part)),
                should_be_high=round(float(should[part].mean()), 4),
            )
            for part in parts
        ),
    )


def _observed(share: float, of: int) -> Figure:
    low, high = wilson(share, of)
    return Figure(value=round(share, 4), low=low, high=high, of=of)
