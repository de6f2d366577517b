"""Whose act or thing a mention is: the nearest doer before it, passives, and words that say that it was another's.

Without a parser, English pronouns do most of the work: ``he`` does, ``him`` is done to. A noun such as ``the victim`` is a doer
where a clause begins with it.
"""

from riskcheck.text.context import Context
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category, Whose

_DOERS = frozenset({"own", "victim", "other"})
_BE = frozenset({"was", "were", "is", "been", "being", "be", "got", "get", "are"})
_DONE_TO = frozenset({"him", "himself"})
_BLOWS = frozenset({Category.CUSTODY_VIOLENCE, Category.WEAPONS, Category.DOMESTIC_ABUSE})


class People:
    """The people of one sentence."""

    def __init__(self, found: list[Hit], words: list[str], context: Context) -> None:
        self._words = words
        self._context = context
        self._turned = [hit for hit in found if hit.table == "turned"]
        self._belongs = [hit for hit in found if hit.table == "belongs"]
        begins = {hit.end for hit in found if hit.table == "before_subject"} | {0}
        named = _longest([hit for hit in found if hit.table in _DOERS])
        self._named = named
        self._doers = [hit for hit in named if self._is_doer(hit, begins)]

    def _is_doer(self, hit: Hit, begins: set[int]) -> bool:
        if hit.end < len(self._words) and self._words[hit.end] == "'s":
            return False
        if self._words[hit.start] in ("he", "she"):
            return True
        return hit.start in begins

    def whose(self, category: Category, start: int, end: int) -> Whose:
        """Whose a mention from token ``start`` to before ``end`` is."""
        if any(cue.end <= start <= cue.end + 10 and not self._context.stopped(cue.end, start) for cue in self._turned):
            return Whose.OTHER
        if any(end <= cue.start <= end + 8 or start <= cue.start < end for cue in self._belongs):
            return Whose.OTHER
        if category in _BLOWS:
            agent = self._agent(start, end)
            if agent is not None:
                return agent
        if any(abs(cue.start - start) <= 14 for cue in self._context.unclear):
            return Whose.UNCLEAR
        doer = self._doer_before(start)
        if doer is Whose.OWN and category in _BLOWS and self._passive(start, end):
            return Whose.OTHER
        if category in _BLOWS and doer is not Whose.OWN and self._done_to_him(start, end) and self._doers_or_unseen_before(start):
            return Whose.OTHER
        return doer

    def _agent(self, start: int, end: int) -> Whose | None:
        """Who follows the first "by" after a mention, where that is somebody known."""
        for place in range(start, min(end + 8, len(self._words) - 1)):
            if self._words[place] == "by":
                for hit in self._named:
                    if place < hit.start <= place + 2:
                        return Whose(hit.table)
                if self._words[place + 1] in ("him", "he"):
                    return Whose.OWN
        return None

    def _doer_before(self, start: int) -> Whose:
        before = [hit for hit in self._doers if hit.end <= start]
        if before and "who" in self._words[before[-1].end : start]:
            place = self._words.index("who", before[-1].end, start)
            before = [hit for hit in self._named if hit.end <= place] or before
        return Whose(before[-1].table) if before else Whose.OWN

    def _doers_or_unseen_before(self, start: int) -> bool:
        return any(hit.end <= start for hit in self._doers)

    def _passive(self, start: int, end: int) -> bool:
        words = self._words
        near = [place for place in range(max(0, start - 2), min(start + 1, len(words))) if words[place] in _BE]
        if not near:
            return False
        follows = words[near[-1] + 1] if near[-1] + 1 < len(words) else ""
        return follows.endswith(("ed", "ck", "it", "en", "t")) and follows not in ("not", "violent", "a", "it", "involved", "armed")

    def _done_to_him(self, start: int, end: int) -> bool:
        return any(word in _DONE_TO for word in self._words[start : end + 2])


def _longest(found: list[Hit]) -> list[Hit]:
    """Named people, without those within a longer name."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start)):
        if not any(one.start < hit.end and hit.start < one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
