"""What the learned check says of one case: a second voice beside the flags, in natural frequencies."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from riskcheck.harm import recent_harm
from riskcheck.learned.alike import Difference as FoundDifference
from riskcheck.learned.alike import Peers
from riskcheck.learned.features import FEATURES, NAMES, row
from riskcheck.learned.model import About, Model
from riskcheck.learned.scorer import TOLERANCE, Contributions, review_order
from riskcheck.learned.table import BELOW, TaughtBy, area_of, highest
from riskcheck.terms import Level, Strand
from riskcheck.view import View
from riskcheck.voice import ComparedWith, Contribution, Difference, FeatureShown, Learned, PeerShown, PeersShown

Floats = NDArray[np.float64]

WITHHELD = "What it rests on is not shown, because the contributions do not add up to the score."
NEAREST = 5
DIFFERENCES = 3
"""Of the nearest cases: how many are shown, and in how many features each."""
MOST_AREAS = 3
"""Areas of a caseload that are named; of more it is said how many they are."""

_FEATURE = {feature.name: feature for feature in FEATURES}


@dataclass(frozen=True)
class _Scored:
    """What the model makes of some cases, one row or number each; ``stands_out`` whatever they are rated."""

    values: Floats
    decision: Floats
    likely: Floats
    stands_out: NDArray[np.bool_]
    review_order: Floats
    contributions: Contributions


class LearnedCheck:
    """A model, asked about some views at a time. Nothing that it says of one depends on another."""

    def __init__(self, model: Model) -> None:
        self.fingerprint = model.fingerprint
        self._scorer = model.check.scorer()
        self._cutoff = float(model.check.cutoff_)
        self._caseload = model.check.caseload()
        self._about = model.about

    def says(self, seen: Sequence[View], *, flagged: Sequence[bool]) -> tuple[Learned, ...]:
        """What it says of each view; ``flagged`` is whether the rules flag any of its ratings: it bears on ``agrees`` alone."""
        if not seen:
            return ()
        values = np.array([row(one) for one in seen], dtype=np.float64)
        decision = self._scorer.decision(values)
        priority = self._scorer.priority(values, decision)
        log_odds = self._scorer.calibration.log_odds(decision)
        scored = _Scored(
            values=values,
            decision=decision,
            likely=expit(log_odds),
            stands_out=priority >= self._cutoff,
            review_order=review_order(np.array([recent_harm(one) for one in seen]), log_odds),
            contributions=self._scorer.contributions(values, NAMES),
        )
        return tuple(self._says(scored, place, *about) for place, about in enumerate(zip(seen, flagged, strict=True)))

    def _says(self, scored: "_Scored", place: int, seen: View, flagged: bool) -> Learned:
        values, found, rated = scored.values[place], scored.contributions, highest(seen.levels)
        decision, likely = float(scored.decision[place]), float(scored.likely[place])
        below = rated in BELOW
        stands_out = below and bool(scored.stands_out[place])
        shown = grouped(values, found.values[place])
        adds_up = abs(found.start + sum(one.log_odds for one in shown) - decision) <= TOLERANCE
        return Learned(
            taught_by=self._about.taught_by,
            p_high=likely,
            band=in_words(likely, self._about.taught_by),
            rated=rated,
            stands_out=stands_out,
            review_order=float(scored.review_order[place]),
            agrees=stands_out == flagged if below else None,
            decision=decision,
            start=found.start,
            contributions=shown if adds_up else (),
            withheld=None if adds_up else WITHHELD,
            trained_on_synthetic=self._about.how_synthetic,
            compared_with=compared_with(self._about, area_of(seen)),
            peers=self._peers(values, found.values[place]) if adds_up else None,
        )

    def _peers(self, values: Floats, counts: Floats) -> PeersShown | None:
        if self._caseload is None:
            return None
        return _peers_shown(self._caseload.around(values, counts, NAMES, NEAREST))


def compared_with(about: About, area: str | None) -> ComparedWith:
    """What a case of an area is compared with."""
    return ComparedWith(
        cases=about.cases,
        areas=areas_in_words(tuple(about.areas)),
        high=about.share_high,
        first=about.first,
        last=about.last,
        area=area,
        same_area=_same_area(about, area),
    )


def _same_area(about: About, area: str | None) -> bool | None:
    """Whether some case of the model is of the area; not known where the area, or that of some of its cases, is not."""
    if area is not None and area in about.areas:
        return True
    return None if area is None or sum(about.areas.values()) < about.cases else False


def areas_in_words(areas: Sequence[str]) -> str | None:
    """The names of a few areas, or how many there are; ``None`` where there is none."""
    if len(areas) > MOST_AREAS:
        return f"{len(areas)} areas"
    return " and ".join(filter(None, (", ".join(areas[:-1]), *areas[-1:]))) or None


def in_words(share: float, taught_by: TaughtBy = "ratings") -> str:
    """A share of comparable cases as a natural frequency: of ten, and of a hundred where of ten would say none or all."""
    if share < 0.005:
        number, told = 0, "fewer than 1 in 100"
    elif share > 0.995:
        number, told = 100, "more than 99 in 100"
    else:
        of = 10 if 0.095 <= share <= 0.905 else 100
        number = min(of - 1, max(1, round(share * of)))
        told = f"about {number} in {of}"
    if taught_by == "reviewers":
        return f"{told} comparable cases {'was' if number == 1 else 'were'} underrated, reviewers said"
    return f"{told} comparable cases {'is' if number == 1 else 'are'} rated high"


def grouped(values: Floats, log_odds: Floats) -> tuple[Contribution, ...]:
    """The contributions of the features, in the order of ``FEATURES``, by strand; everything else is last."""
    shown = [
        (
            feature.strand,
            FeatureShown(
                name=feature.name,
                says=feature.says,
                value=None if isnan(value) else value,
                reads=feature.reads(value),
                log_odds=counts,
            ),
        )
        for feature, value, counts in zip(FEATURES, values.tolist(), log_odds.tolist(), strict=True)
    ]
    return tuple(_contribution(strand, tuple(one for whose, one in shown if whose is strand)) for strand in (*Strand, None))


def _contribution(strand: Strand | None, features: tuple[FeatureShown, ...]) -> Contribution:
    return Contribution(strand=strand, log_odds=sum(one.log_odds for one in features), features=features)


def _peers_shown(peers: Peers) -> PeersShown:
    return PeersShown(
        comparable=peers.comparable,
        rated={Level(str(level)): cases for level, cases in peers.rated.items()},
        nearest=tuple(
            PeerShown(
                rated=Level(str(peer.rating)),
                differs=tuple(_difference(one) for one in peer.differs[:DIFFERENCES] if one.counts),
            )
            for peer in peers.nearest
        ),
    )


def _difference(found: FoundDifference) -> Difference:
    feature = _FEATURE[found.feature]
    return Difference(says=feature.says, here=feature.reads(found.here), there=feature.reads(found.there))
