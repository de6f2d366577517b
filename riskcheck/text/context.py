"""Context in the manner of NegEx and ConText: cues, how far they reach, and what stops them."""

from functools import cache
from typing import NamedTuple

from riskcheck import policy
from riskcheck.text.clauses import begins_clause, finite
from riskcheck.text.lexicon import grammar, word_set
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category

DOUBTS = ("negated", "denied", "hearsay", "historical", "hypothetical")
_MAY_HOLD_ITS_OWN = frozenset({Category.TRIGGERS})
"""Categories whose phrases have cue words of their own, such as "did not attend"; a cue within the phrase is not one."""


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
    """The cues of one sentence."""

    def __init__(self, found: list[Hit], words: list[str]) -> None:
        self._words = words
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
        if self._words[:1] in (["had"], ["were"], ["should"]) and not _MODAL.isdisjoint(self._words[end:]):
            held.add("hypothetical")
        if any(cue.start >= end and not self._negated(cue) for cue in self._affirms):
            held -= {"denied", "hearsay"}
        if any(cue.start >= end and not self._negated(cue) for cue in self._confirms):
            held -= {"denied", "hearsay", "hypothetical"}
        return frozenset(held)

    def _negated(self, cue: Hit) -> bool:
        return not {"not", "n't", "no", "never", "nothing", "none"}.isdisjoint(self._words[max(0, cue.start - 4) : cue.end + 3])

    def _holds(self, cue: Hit, category: Category, start: int, end: int) -> bool:
        reach = _reach(cue.table, cue.kind)
        if reach.only is not None and category not in reach.only:
            return False
        if cue.kind == "finding" and cue.start < start and end < cue.end:
            return True
        if cue.start < end and start < cue.end:
            if category in _MAY_HOLD_ITS_OWN:
                return cue.table == "historical" and cue.start <= start and self._words[cue.start] in _WAS_ONCE
            return start < cue.start and cue.end < end
        if category is Category.ORDERS and reach.stops == "subject" and self._made_after(cue.end, start, end):
            return False
        stops = "main" if cue.table == "historical" and cue.start == 0 else reach.stops
        if reach.forward and cue.end <= start <= cue.end + reach.window and not self._stopped(stops, cue.end, start):
            return True
        if not reach.backward or not end <= cue.start <= end + reach.window or self._stopped(reach.stops, end, cue.start):
            return False
        return reach.stops != "tense" or not self._is_stated(category, start, end)

    def _made_after(self, since: int, start: int, end: int) -> bool:
        """Whether an order stands in a clause of its own that says it was made: "he said he would, DVPN served"."""
        return not {",", "and"}.isdisjoint(self._words[since:start]) and not _MADE.isdisjoint(self._words[end : end + 2])

    def _stopped(self, stops: str, start: int, end: int) -> bool:
        """Whether something from ``start`` to before ``end`` ends a reach: the end of a clause, or of the main clause only."""
        if stops == "nothing":
            return self._words[end + 1 : end + 2] == ["of"]
        if stops == "sentence":
            return ";" in self._words[start:end]
        if stops == "threat" and any(
            self._words[place] in ("and", "then") and self._words[place + 1] in _DOES for place in range(start, end - 1)
        ):
            return True
        if stops in ("main", "threat"):
            return any(
                self._words[place] in _MAIN and not (self._words[place] == "(" and ")" in self._words[place:end])
                for place in range(start, end)
            )
        if stops == "told":
            return ";" in self._words[start:end] or any(self._tells(place) for place in range(start + 1, end))
        if stops == "tense" and any(
            self._words[place] == "," and begins_clause(self._words, place) for place in range(start, end)
        ):
            return True
        if stops == "tense":
            return any(
                self._words[place] in _MAIN or self._words[place] in ("so", "told", "saying") for place in range(start, end)
            ) or self._has_happened(start, end)
        if stops == "cause" and not _CAUSE.isdisjoint(self._words[start:end]):
            return True
        if stops in ("clause", "cause") and any(self._says_more(place) for place in range(start + 1, end)):
            return True
        places = (place for place in range(start, end) if begins_clause(self._words, place))
        return any(stops != "subject" or self._words[place] != "and" or not finite(self._words, place + 1) for place in places)

    def _is_stated(self, category: Category, start: int, end: int) -> bool:
        """Whether the clause of a mention says that it has happened, or happens."""
        if not _HAPPENED.isdisjoint(self._words[max(0, start - 5) : end]):
            return True
        verbs = {self._words[place] for place in range(start, end) if finite(self._words, place)}
        return (
            category is not Category.STATED_LEVEL
            and bool(verbs - _MODAL)
            and _MODAL.isdisjoint(self._words[max(0, start - 4) : end])
        )

    def _says_more(self, place: int) -> bool:
        """Whether a pronoun begins a main clause without a comma: "if he was not moved by Friday he would"."""
        return (
            self._words[place] in ("he", "she", "they", "i")
            and self._words[place - 1] not in _TAKES_A_CLAUSE
            and finite(self._words, place + 1)
        )

    def _tells(self, place: int) -> bool:
        """Whether a pronoun and a past verb begin what was answered: "asked what was in his sock he took out"."""
        past = self._words[place + 1 : place + 2]
        return (
            self._words[place] in ("he", "she", "they", "i", "p")
            and self._words[place - 1] not in ("what", "whether", "where", "why", "how", "that", "who", "which")
            and bool(past)
            and finite(self._words, place + 1)
            and past[0] not in _MODAL
            and past[0] not in _HAPPENED
        )

    def _has_happened(self, start: int, end: int) -> bool:
        return any(
            self._words[place] in _HAPPENED or (finite(self._words, place) and self._words[place].endswith("ed"))
            for place in range(start, end)
        )


_TAKES_A_CLAUSE = grammar("takes_a_clause")
_DOES = word_set("deed_after_threat")
_WAS_ONCE = frozenset(("used", "previously", "formerly", "former", "ex"))
_CAUSE = grammar("cause")
_MODAL = grammar("modal")
_MADE = word_set("order_made")
_HAPPENED = grammar("happened")
_MAIN = grammar("main")


def _ends_in(hit: Hit, others: list[Hit]) -> bool:
    return any(other.start < hit.end <= other.end for other in others)
