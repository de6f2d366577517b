"""Drawing a sample by strata, at random from a seed; flagged and unflagged cases always apart, and always both.

Without unflagged cases nobody learns what is missed. Every stratum with a case in it gives at least one, so that each case had
a chance, and weights (how many cases of the caseload a drawn one stands for) lead back to the whole.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import NormalDist

from riskcheck.caseload.frame import BY, Framed
from riskcheck.errors import CannotDraw, UnknownName

FLAGGED, UNFLAGGED = "flagged", "unflagged"


@dataclass(frozen=True)
class Stratum:
    """One stratum: what its cases have in common, how many there are, and which were drawn."""

    name: str
    flagged: bool
    cases: int
    drawn: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How many cases of the caseload each drawn one stands for."""
        return self.cases / len(self.drawn)


@dataclass(frozen=True)
class Sample:
    """A drawn sample, and all that is needed to draw it again from the same caseload."""

    seed: int
    by: tuple[str, ...]
    population: int
    strata: tuple[Stratum, ...]

    @property
    def cases(self) -> tuple[str, ...]:
        """Every drawn case, in the order of its reference."""
        return tuple(sorted(case for stratum in self.strata for case in stratum.drawn))


def draw(cases: Iterable[Framed], size: int, seed: int, by: Sequence[str] = (), unflagged: float = 0.5) -> Sample:
    """Draw ``size`` cases; ``unflagged`` is the share that is to come from unflagged ones.

    Within each half the strata are drawn from in proportion to their cases. The same caseload in any order, the same size and
    the same seed give the same sample. Raises ``CannotDraw`` and ``UnknownName``.
    """
    for name in by:
        if name not in BY:
            raise UnknownName("stratum", name, BY, "--by")
    strata: dict[tuple[bool, str], list[str]] = {}
    for one in cases:
        strata.setdefault((one.flagged, _name(one, by)), []).append(one.case)
    sizes = _sizes({key: len(held) for key, held in strata.items()}, size, unflagged)
    return Sample(
        seed=seed,
        by=tuple(by),
        population=sum(map(len, strata.values())),
        strata=tuple(
            Stratum(name, flagged, len(strata[flagged, name]), _picked(strata[flagged, name], sizes[flagged, name], seed, name))
            for flagged, name in sorted(strata, key=lambda key: (not key[0], key[1]))
        ),
    )


def _name(one: Framed, by: Sequence[str]) -> str:
    return ", ".join((FLAGGED if one.flagged else UNFLAGGED, *(getattr(one, name) for name in by)))


def _picked(cases: list[str], size: int, seed: int, name: str) -> tuple[str, ...]:
    return tuple(sorted(random.Random(f"{seed}/{name}").sample(sorted(cases), size)))  # noqa: S311 - a sample, not a secret


def _sizes(strata: dict[tuple[bool, str], int], size: int, unflagged: float) -> dict[tuple[bool, str], int]:
    """How many to draw from each stratum."""
    halves = {side: {key: held for key, held in strata.items() if key[0] is side} for side in (True, False)}
    held = {side: sum(half.values()) for side, half in halves.items()}
    if not held[False]:
        raise CannotDraw("every case is flagged, and what is missed is learned from unflagged ones")
    if size > sum(held.values()):
        raise CannotDraw(f"there are {sum(held.values())} cases and {size} were asked for")
    if size < len(strata):
        raise CannotDraw(f"there are {len(strata)} strata and {size} cases were asked for; ask for more, or make fewer strata")
    of_unflagged = round(size * unflagged)
    of_unflagged = max(of_unflagged, len(halves[False]), size - held[True])
    of_unflagged = min(of_unflagged, held[False], size - len(halves[True]))
    return {**_shared(halves[False], of_unflagged), **_shared(halves[True], size - of_unflagged)}


def _shared(strata: dict[tuple[bool, str], int], size: int) -> dict[tuple[bool, str], int]:
    """Share a number out in proportion, each getting at least one and at most what it has; largest remainders first."""
    given = dict.fromkeys(strata, 1)
    total = sum(strata.values())
    while (left := size - sum(given.values())) > 0:
        behind = {key: size * held / total - given[key] for key, held in strata.items() if given[key] < held}
        most = sorted(behind, key=lambda key: (-behind[key], key))
        for key in most[: max(1, min(left, sum(behind[key] >= 1 for key in most)))]:
            given[key] += 1
    return given


def size_for(precision: float, population: int | None = None, share: float = 0.5, confidence: float = 0.95) -> int:
    """How many cases give a share to within ``precision`` either way (Cochran 1977, Sampling Techniques, 4.4 and 4.5).

    ``share`` is what it is expected to be; a half, where nothing is expected, asks for the most. ``population`` makes it fewer.
    """
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    endless = z * z * share * (1 - share) / (precision * precision)
    return ceil(endless if population is None else endless / (1 + (endless - 1) / population))
