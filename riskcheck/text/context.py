"""Context in the manner of NegEx and ConText: cues, how far they reach, and what stops them."""

from functools import cache
from typing import NamedTuple

from riskcheck import policy
from riskcheck.text.clauses import finite
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category
from riskcheck.text.stops import HAPPENED, MODAL, Stops

DOUBTS = ("negated", "denied", "hearsay", "historical", "hypothetical")
_NO = frozenset(("not", "n't", "no", "never", "nothing", "none"))
_WAS_ONCE = frozenset(("used", "previously", "formerly", "former", "ex"))


class Reach(NamedTuple):
    """How far a cue reaches: which way, how many words, past which ends of clauses, and for which categories."""

    forward: bool
    backward: bool
    window: int
    stops: str
    only: frozenset[str] | None


@cache
def _reach(doubt: str, kind: str) -> Reach:
    entry = policy.topic("lexicon_context")[doubt][kind]
    only = frozenset(entry["for"]) if "for" in entry else None
    reach = entry.get("reach", kind)
    return Reach(reach in ("forward", "both"), reach in ("backward", "both"), int(entry["window"]), entry["stops"], only)


class Context:
    """The cues of one sentence. ``found``: the phrases of ``lexicon_context`` in it; ``words``: its words in lower case."""

    def __init__(self, found: list[Hit], words: list[str]) -> None:
        self._words = words
        self._stops = Stops(words)
        pseudo = [hit for hit in found if hit.table == "pseudo"]
        anyhow = [hit for hit in pseudo if hit.kind == "any"]
        self._cues = [hit for hit in found if hit.table in DOUBTS and not _ends_in(hit, pseudo)]
        self._cues_of_triggers = [hit for hit in found if hit.table in DOUBTS and not _ends_in(hit, anyhow)]
        self._affirms = [hit for hit in found if hit.table == "affirms"]
        self._confirms = [hit for hit in found if hit.table == "confirms"]
        self.unclear = [hit for hit in found if hit.table == "unclear"]
        self.found = [hit for hit in found if hit.table == "found"]

    def doubts(self, category: Category, start: int, end: int) -> frozenset[str]:
        """The doubts that hold of a mention. "No contact" forbids in an order and negates a contact."""
        cues = self._cues_of_triggers if category is Category.TRIGGERS else self._cues
        held = {cue.table for cue in cues if self._holds(cue, category, start, end)}
        if self._words[:1] in (["had"], ["were"], ["should"]) and not MODAL.isdisjoint(self._words[end:]):
            held.add("hypothetical")
        if self._is_said_after(self._affirms, end):
            held -= {"denied", "hearsay"}
        if self._is_said_after(self._confirms, end):
            held -= {"denied", "hearsay", "hypothetical"}
        return frozenset(held)

    def _is_said_after(self, cues: list[Hit], end: int) -> bool:
        """Whether one of some cues stands after a mention and is not negated itself."""
        return any(cue.start >= end and _NO.isdisjoint(self._words[max(0, cue.start - 4) : cue.end + 3]) for cue in cues)

    def _holds(self, cue: Hit, category: Category, start: int, end: int) -> bool:
        """Whether a cue reaches a mention, or a cue within it speaks of it."""
        reach = _reach(cue.table, cue.kind)
        if reach.only is not None and category not in reach.only:
            return False
        if cue.start < end and start < cue.end:
            return self._holds_within(cue, category, start, end)
        if category is Category.ORDERS and reach.stops == "subject" and self._is_made_after(cue.end, start):
            return False
        if cue.end <= start:
            stops = "main" if cue.table == "historical" and cue.start == 0 else reach.stops
            return reach.forward and start <= cue.end + reach.window and not self._stops.between(stops, cue.end, start)
        if not reach.backward or cue.start > end + reach.window or self._stops.between(reach.stops, end, cue.start):
            return False
        return reach.stops != "tense" or not self._is_stated(start, end)

    def _holds_within(self, cue: Hit, category: Category, start: int, end: int) -> bool:
        """Whether a cue that shares words with a mention speaks of it.

        Circumstances have cue words of their own, such as "did not attend"; a cue within such a phrase is not one.
        """
        if category is Category.TRIGGERS:
            return cue.table == "historical" and cue.start <= start and self._words[cue.start] in _WAS_ONCE
        return start < cue.start and cue.end < end

    def _is_made_after(self, since: int, start: int) -> bool:
        """Whether an order stands in a part of its own: "he said he would, DVPN served"."""
        return not {",", "and"}.isdisjoint(self._words[since:start])

    def _is_stated(self, start: int, end: int) -> bool:
        """Whether the clause of a mention says that it has happened, or happens."""
        if not HAPPENED.isdisjoint(self._words[max(0, start - 5) : end]):
            return True
        verbs = {self._words[place] for place in range(start, end) if finite(self._words, place)}
        return bool(verbs - MODAL) and MODAL.isdisjoint(self._words[max(0, start - 4) : end])


def _ends_in(hit: Hit, others: list[Hit]) -> bool:
    """Whether a phrase ends in one of others, as "no" does in "no longer", which is no negation."""
    return any(other.start < hit.end <= other.end for other in others)
