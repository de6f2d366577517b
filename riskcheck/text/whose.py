"""Whose act or thing a mention is: the nearest doer before it, passives, and words that say that it was another's.

Without a parser, English pronouns do most of the work: ``he`` does, ``him`` is done to. A noun such as ``the victim`` is a doer
where a clause begins with it.
"""

from riskcheck.text.context import Context
from riskcheck.text.lexicon import word_set
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category, Whose

_DOERS = frozenset({"own", "victim", "other"})
_BE = frozenset({"was", "were", "is", "been", "being", "be", "got", "get", "are"})
_DONE_TO_ONE = frozenset({"me", "you", "us", "so", "each"})
_NOT_DONE_TO = frozenset({"not", "violent", "it", "involved", "armed", "convicted", "arrested", "charged"})
_PEOPLE = frozenset(word_set("person")) - _DONE_TO_ONE
_BLOW_WORDS = frozenset(word_set("hit")) | {
    "threatened",
    "shot",
    "mugged",
    "robbed",
    "ambushed",
    "jumped",
    "bullied",
    "targeted",
    "kidnapped",
    "injured",
    "wounded",
}
_TELLING = frozenset(
    {"reported", "alleged", "disclosed", "made", "witnessed", "protected", "found", "seen", "confirmed", "denied"}
)
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their"})
_BLOWS = frozenset({Category.CUSTODY_VIOLENCE, Category.WEAPONS, Category.DOMESTIC_ABUSE})


class People:
    """The people of one sentence."""

    def __init__(self, found: list[Hit], words: list[str], context: Context) -> None:
        self._words = words
        self._context = context
        self._turned = [hit for hit in found if hit.table == "turned"]
        self._belongs = [hit for hit in found if hit.table == "belongs"]
        self._against = [hit for hit in found if hit.table == "against"]
        begins = {hit.end for hit in found if hit.table == "before_subject"} | {0}
        self._named = _longest([hit for hit in found if hit.table in _DOERS])
        self._doers = [hit for hit in self._named if self._is_doer(hit, begins)]
        man = not {"he", "him", "his"}.isdisjoint(words)
        self._doers += [
            Hit("other" if man else "own", "", place, place + 1) for place, word in enumerate(words) if word == "she"
        ]
        self._doers.sort(key=lambda hit: hit.start)

    def _is_doer(self, hit: Hit, begins: set[int]) -> bool:
        if hit.end < len(self._words) and self._words[hit.end] == "'s":
            return False
        start = hit.start - 1 if hit.start and self._words[hit.start - 1] in _DETERMINERS else hit.start
        return self._words[hit.start] == "he" or start in begins

    def whose(self, category: Category, start: int, end: int) -> Whose:
        """Whose a mention from token ``start`` to before ``end`` is."""
        if self._is_turned(start) or self._is_anothers(category, start, end):
            return Whose.OTHER
        blow = category in _BLOWS
        agent = self._agent(start, end) if blow else None
        if agent is not None:
            return agent
        if category is Category.WEAPONS and any(self._leaves_open(cue, start) for cue in self._context.unclear):
            return Whose.UNCLEAR
        doer = self._doer_before(start)
        if doer is Whose.OWN and blow and (self._passive(start) or self._blow_suffered(start) is not None):
            return Whose.OTHER
        if doer in (Whose.VICTIM, Whose.OTHER) or doer is None:
            return doer or Whose.OWN
        return Whose.OWN

    def _is_turned(self, start: int) -> bool:
        return any(
            cue.start <= start <= cue.end + 10
            and not {";", "but"} & set(self._words[cue.end : start])
            and self._words[max(0, cue.start - 1)] not in ("i", "staff", "officers")
            for cue in self._turned
        )

    def _is_anothers(self, category: Category, start: int, end: int) -> bool:
        if category is Category.ORDERS and any(end <= cue.start <= end + 1 for cue in self._against):
            return True
        return any(
            (end <= cue.start <= end + 8 or start <= cue.start < end)
            and not (self._words[cue.start] == "by" and self._words[cue.start - 1] in _TELLING)
            for cue in self._belongs
        )

    def _leaves_open(self, cue: Hit, start: int) -> bool:
        """Whether a cue leaves open whose a mention is; "there was a" only just before it."""
        near = 2 if self._words[cue.start] == "there" else 14
        return abs(start - cue.end) <= near or cue.start <= start < cue.end

    def _agent(self, start: int, end: int) -> Whose | None:
        """Who follows the first "by" after a mention, or after the passive verb before it, where that is somebody known."""
        begin = self._blow_suffered(start) or start
        for place in range(begin, min(end + 8, len(self._words) - 1)):
            if self._words[place] == "by":
                near = [hit for hit in self._named if place < hit.start <= place + 2]
                if near:
                    return Whose(near[0].table)
                follow = self._words[place + 1 : place + 4]
                if follow[0] in ("him", "he"):
                    return Whose.OWN
                if not _PEOPLE.isdisjoint(follow):
                    return Whose.OTHER
        return None

    def _blow_suffered(self, start: int) -> int | None:
        """The place of a passive verb of blows shortly before a mention, such as "was hit on the head with a hammer"."""
        for place in range(start - 1, max(0, start - 12), -1):
            if self._words[place] in _BLOW_WORDS and not _BE.isdisjoint(self._words[max(0, place - 2) : place]):
                return place
            if self._words[place] in (";", "but", "he", "and"):
                return None
        return None

    def _doer_before(self, start: int) -> Whose | None:
        before = [hit for hit in self._doers if hit.end <= start or hit.start == start]
        relative = self._named_before_who(start)
        if relative is not None and not any(hit.start > relative.end for hit in before):
            return Whose(relative.table)
        if not before:
            return None
        last = before[-1]
        if len(before) > 1 and "and" in self._words[before[-2].end : last.start] and last.start - before[-2].end <= 2:
            last = before[-2]
        return Whose(last.table)

    def _named_before_who(self, start: int) -> Hit | None:
        """Whom a "who" before a mention stands for."""
        places = [place for place in range(start) if self._words[place] in ("who", "whom")]
        named = [hit for hit in self._named if places and 0 <= places[-1] - hit.end <= 6]
        return named[-1] if named else None

    def _passive(self, start: int) -> bool:
        near = [place for place in range(max(0, start - 2), start + 1) if self._words[place] in _BE]
        follows = self._words[near[-1] + 1] if near and near[-1] + 1 < len(self._words) else ""
        return follows.endswith(("ed", "ck", "it", "en", "t", "ut")) and follows not in _NOT_DONE_TO


def _longest(found: list[Hit]) -> list[Hit]:
    """Named people, without those within a longer name."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start)):
        if not any(one.start < hit.end and hit.start < one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
