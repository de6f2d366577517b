"""What working a predictor out gives: the score with its terms, or why there is none."""

from collections.abc import Iterable

import msgspec

from riskcheck import policy
from riskcheck.predictors.inputs import State


class Term(msgspec.Struct, frozen=True):
    """One term of a score. ``adds`` is in the unit of the score; ``state`` is that of its item."""

    item: str
    says: str
    adds: float
    state: State = State.KNOWN


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """A recomputed score.

    ``terms`` add up to ``total``, in ``unit``: log-odds, points, or per cent where scores are summed. ``percent`` is as the
    tool prints it, two years ahead unless the tool has one horizon only; ``one_year`` is given by the tools before 2026.
    ``unknown``: items that were not known and add nothing, as in the published calculators. ``lacking``: what a dynamic score
    would have needed. ``parts``: the scores that a combined one sums.
    """

    name: str
    kind: str
    unit: str
    terms: tuple[Term, ...]
    total: float
    percent: float
    probability: float | None = None
    one_year: float | None = None
    points: int | None = None
    band: str | None = None
    unknown: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    parts: tuple["Score", ...] = ()


class Unscored(msgspec.Struct, frozen=True, kw_only=True):
    """A score that cannot be worked out: why, and the items that are lacking."""

    name: str
    why: str
    lacking: tuple[str, ...] = ()


def words(item: str) -> str:
    """What an item is, in words."""
    whole, _, kind = item.partition(".")
    found: str = policy.topic("predictor_items")["items"]["value"][whole]
    return f"{found}: {kind.replace('_', ' ')}" if kind else found


def lacks(name: str, items: Iterable[str]) -> Unscored:
    """That a score cannot be worked out without these items."""
    found = tuple(items)
    return Unscored(name=name, why=f"not known: {'; '.join(map(words, found))}", lacking=found)
