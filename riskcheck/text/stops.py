"""What stops the reach of a cue: the end of a clause, of a main clause, of what is told, or of the sentence."""

from riskcheck.text.clauses import any_clause_begins, begins_clause, finite
from riskcheck.text.lexicon import grammar, word_set

MODAL = grammar("modal")
HAPPENED = grammar("happened")
_MAIN = grammar("main")
_CAUSE = grammar("cause")
_TAKES_A_CLAUSE = grammar("takes_a_clause")
_DEED_AFTER_THREAT = word_set("deed_after_threat")
_PRONOUNS = frozenset(("he", "she", "they", "i"))
_ASKED = frozenset(("what", "whether", "where", "why", "how", "that", "who", "which"))


class Stops:
    """Says whether something ends a reach in one sentence. ``words``: the sentence's words in lower case."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._by_name = {
            "nothing": self._nothing,
            "sentence": self._sentence,
            "main": self._main,
            "threat": self._threat,
            "told": self._told,
            "tense": self._tense,
            "cause": self._cause,
            "clause": self._clause,
            "subject": self._subject,
        }

    def between(self, name: str, start: int, end: int) -> bool:
        """Whether something from ``start`` to before ``end`` is what stops a cue, as ``lexicon_context`` names it."""
        return self._by_name[name](start, end)

    def _nothing(self, _start: int, _end: int) -> bool:
        return False

    def _sentence(self, start: int, end: int) -> bool:
        return ";" in self._words[start:end]

    def _main(self, start: int, end: int) -> bool:
        """The end of a main clause, which a remark in brackets is not."""
        return any(
            self._words[place] in _MAIN and not (self._words[place] == "(" and ")" in self._words[place:end])
            for place in range(start, end)
        )

    def _threat(self, start: int, end: int) -> bool:
        """The end of a main clause, or a deed after a threat: "and pulled"."""
        return self._main(start, end) or any(
            self._words[place] in ("and", "then") and self._words[place + 1] in _DEED_AFTER_THREAT
            for place in range(start, end - 1)
        )

    def _told(self, start: int, end: int) -> bool:
        """The end of what was asked or told."""
        return self._sentence(start, end) or any(self._answers(place) for place in range(start + 1, end))

    def _tense(self, start: int, end: int) -> bool:
        """The beginning of what is, or of what has happened, after or before what might be."""
        return any(
            self._words[place] in _MAIN
            or self._words[place] in ("so", "told", "saying")
            or self._words[place] in HAPPENED
            or (self._words[place].endswith("ed") and finite(self._words, place))
            or (self._words[place] == "," and begins_clause(self._words, place))
            for place in range(start, end)
        )

    def _cause(self, start: int, end: int) -> bool:
        """The end of a clause, or a reason or time that is given for it."""
        return not _CAUSE.isdisjoint(self._words[start:end]) or self._clause(start, end)

    def _clause(self, start: int, end: int) -> bool:
        says_more = any(self._says_more(place) for place in range(start + 1, end))
        return says_more or any_clause_begins(self._words, start, end)

    def _subject(self, start: int, end: int) -> bool:
        """The end of a clause, but not an "and" with a second verb of the same subject."""
        return any(
            begins_clause(self._words, place) and not (self._words[place] == "and" and finite(self._words, place + 1))
            for place in range(start, end)
        )

    def _says_more(self, place: int) -> bool:
        """Whether a pronoun begins a main clause without a comma: "if he was not moved by Friday he would"."""
        return (
            self._words[place] in _PRONOUNS and self._words[place - 1] not in _TAKES_A_CLAUSE and finite(self._words, place + 1)
        )

    def _answers(self, place: int) -> bool:
        """Whether a pronoun and a past verb begin what was answered: "asked what was in his sock he took out"."""
        return (
            (self._words[place] in _PRONOUNS or self._words[place] == "p")
            and self._words[place - 1] not in _ASKED
            and finite(self._words, place + 1)
            and self._words[place + 1] not in MODAL
            and self._words[place + 1] not in HAPPENED
        )
