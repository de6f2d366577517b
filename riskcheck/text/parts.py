"""The part that somebody plays in a clause: a subject has a verb after it, allowing for a phrase between them."""

from riskcheck.text.calling import TITLES
from riskcheck.text.clauses import finite
from riskcheck.text.lexicon import grammar
from riskcheck.text.person import Part

_DETERMINER = grammar("determiner")
_PREPOSITION = grammar("preposition")
_PERCEIVES = grammar("perceives")
_PASSES_OVER = grammar("passes_over")
_REPORTS = grammar("reports")
_TELLS_THAT = grammar("tells_that")
_BARE = grammar("bare")
_AFTER_IS = frozenset(("been", "got", "not", "a", "now", "still", "had", "also", "in", "the"))
"""Words before which 's stands for "is" or "has"."""


class Parts:
    """Says which part each person of one sentence plays. ``words``: the sentence's words in lower case."""

    def __init__(self, words: list[str]) -> None:
        self._words = words

    def of_name(self, start: int, end: int) -> Part:
        """The part of somebody named from token ``start`` to before ``end``."""
        first = start
        while first and self._words[first - 1] in _DETERMINER:
            first -= 1
        before = self._words[first - 1] if first else ""
        if end < len(self._words) and self._words[end] in ("'s", "'"):
            return Part.SUBJECT if self._is_short_for_is(end) else Part.OWNER
        if before == "by":
            return Part.AGENT
        if before in _PERCEIVES and before not in _PREPOSITION and self._is_seen_doing(end):
            return Part.SUBJECT
        if finite(self._words, first - 1) and before not in _REPORTS:
            return Part.OBJECT
        if before == "and" and self._verb_form(end):
            return Part.SUBJECT
        if before in _TELLS_THAT or before in ("", ";", ".", "-", ":"):
            return Part.SUBJECT
        return Part.SUBJECT if before not in _PREPOSITION and self._verb_follows(end) else Part.OBJECT

    def of_pronoun(self, place: int) -> Part:
        """The part of a "him", "me" or "us" at a place: one who is seen to do something is its subject."""
        before = self._words[place - 1] if place else ""
        if before == "by":
            return Part.AGENT
        doing = place + 1 < len(self._words) and self._words[place + 1].endswith("ing")
        return Part.SUBJECT if doing or (before in _PERCEIVES and self._verb_form(place + 1)) else Part.OBJECT

    def _is_short_for_is(self, place: int) -> bool:
        """Whether an 's at a place is a verb: "the prisoner's been", "the prisoner's shouting"."""
        follows = self._words[place + 1] if place + 1 < len(self._words) else ""
        return follows in _AFTER_IS or follows.endswith("ing")

    def _is_seen_doing(self, end: int) -> bool:
        """Whether what follows a name, or a name and another, is what they were seen to do."""
        together = self._words[end : end + 1] == ["and"] and any(word.endswith("ing") for word in self._words[end : end + 6])
        return together or self._verb_form(end)

    def _verb_form(self, place: int) -> bool:
        """Whether a bare or ``-ing`` form stands at a place, as after "saw him"."""
        if place >= len(self._words):
            return False
        word = self._words[place]
        return word.endswith("ing") or word in _BARE

    def _verb_follows(self, end: int) -> bool:
        """Whether a verb follows a name, with nothing between but what may stand between a subject and its verb."""
        place: int | None = end
        while place is not None and place < len(self._words):
            if finite(self._words, place):
                return True
            place = self._past(place, end)
        return False

    def _past(self, place: int, end: int) -> int | None:
        """The place after an adverb, a phrase, an aside or a second name at ``place``; nothing where there is none."""
        word = self._words[place]
        if word in _PASSES_OVER or word.endswith("ly"):
            return place + 1
        if word in _PREPOSITION:
            return self._after_phrase(place + 1)
        if word in (",", "("):
            return self._after_aside(place)
        follows = self._words[place + 1] if place + 1 < len(self._words) else ""
        if word == "and" and (
            follows in _DETERMINER or follows in ("another", "other") or (place == end and follows in TITLES)
        ):
            return place + 3
        return None

    def _after_phrase(self, place: int) -> int:
        """Past the noun phrase of a preposition: up to four words, none of which could be a verb."""
        for stop in range(place, min(place + 4, len(self._words))):
            if finite(self._words, stop) or self._words[stop] in (",", ";", "and"):
                return stop
        return min(place + 4, len(self._words))

    def _after_aside(self, place: int) -> int | None:
        """Where the verb stands that follows an aside from ``place``, if there is one."""
        for stop in range(place + 2, min(place + 10, len(self._words))):
            if self._words[stop] in (",", ")"):
                return stop + 1 if finite(self._words, stop + 1) else None
        return None
