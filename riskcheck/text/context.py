"""Context in the manner of NegEx and ConText: cues, how far they reach, and what stops them."""

from functools import cache
from typing import NamedTuple

from riskcheck import policy
from riskcheck.text.matching import CONTEXT, Hit
from riskcheck.text.mention import Category

_MAY_HOLD_ITS_OWN = frozenset({Category.TRIGGERS})
"""Categories whose phrases have cue words of their own, such as "did not attend"; a cue within the phrase is not one."""


class Reach(NamedTuple):
    """How far a cue reaches, which way, and for which categories."""

    forward: bool
    window: int
    only: frozenset[str] | None


@cache
def _reach(doubt: str, kind: str) -> Reach:
    entry = policy.topic("lexicon_context")[doubt][kind]
    only = frozenset(entry["for"]) if "for" in entry else None
    return Reach(entry.get("reach", kind) == "forward", int(entry["window"]), only)


class Context:
    """The cues of one sentence."""

    def __init__(self, found: list[Hit]) -> None:
        pseudo = [hit for hit in found if hit.table == "pseudo"]
        anyhow = [hit for hit in pseudo if hit.kind == "any"]
        self._stops = [hit for hit in found if hit.table == "stops" and not _within_any(hit, pseudo)]
        self._cues = [hit for hit in found if hit.table in CONTEXT and not _within_any(hit, pseudo)]
        self._cues_of_triggers = [hit for hit in found if hit.table in CONTEXT and not _within_any(hit, anyhow)]
        self.unclear = [hit for hit in found if hit.table == "unclear"]

    def stopped(self, start: int, end: int) -> bool:
        """Whether a word that ends a cue's reach stands between two places."""
        return any(start <= stop.start <= end for stop in self._stops)

    def doubts(self, category: Category, start: int, end: int) -> frozenset[str]:
        """The doubts that hold of a mention. "No contact" forbids in an order and negates a contact."""
        cues = self._cues_of_triggers if category is Category.TRIGGERS else self._cues
        return frozenset(cue.table for cue in cues if self._holds(cue, category, start, end))

    def _holds(self, cue: Hit, category: Category, start: int, end: int) -> bool:
        reach = _reach(cue.table, cue.kind)
        if reach.only is not None and category not in reach.only:
            return False
        if cue.start < end and start < cue.end:
            return category not in _MAY_HOLD_ITS_OWN and start < cue.start and cue.end < end
        if reach.forward:
            return cue.end <= start <= cue.end + reach.window and not self.stopped(cue.end, start)
        return end <= cue.start <= end + reach.window and not self.stopped(end, cue.start - 1)


def _within_any(hit: Hit, others: list[Hit]) -> bool:
    return any(other.start <= hit.start and hit.end <= other.end for other in others)
