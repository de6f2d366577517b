"""One sentence: phrases of every lexicon, then which of them are mentions, whose, and with what doubts."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc

from riskcheck.terms import Setting
from riskcheck.text.context import Context
from riskcheck.text.matching import Hit, hits
from riskcheck.text.mention import Category, Whose
from riskcheck.text.whose import People

_NEAR = 14
"""How many words apart an everyday thing and a word of use may stand."""


class Seen(NamedTuple):
    """A mention by its places in the sentence."""

    category: Category
    kind: str
    first: int
    last: int
    whose: Whose
    doubts: frozenset[str]


class Sentence:
    """A sentence being read; ``setting`` is where its source is about."""

    def __init__(self, doc: Doc, setting: Setting | None) -> None:
        self._doc = doc
        self._setting = setting
        self._words = [token.lower_ for token in doc]
        self.length = len(doc.text_with_ws) if hasattr(doc, "text_with_ws") else len(doc.text)

    @cached_property
    def _context(self) -> Context:
        return Context(hits("context", self._doc))

    @cached_property
    def _people(self) -> People:
        return People(hits("people", self._doc), self._words, self._context)

    def mentions(self, categories: frozenset[Category]) -> Iterator[Seen]:
        """The mentions in the sentence, in order."""
        for category in Category:
            if category in categories:
                for hit in self._kept(category):
                    yield self._seen(category, hit)

    def _seen(self, category: Category, hit: Hit) -> Seen:
        span = self._doc[hit.start : hit.end]
        doubts = set(self._context.doubts(category, hit.start, hit.end))
        kind = hit.kind
        whose = self._people.whose(category, hit.start, hit.end)
        if category is Category.STATED_LEVEL:
            kind = self._level(hit)
            if hit.kind == "before":
                doubts.add("historical")
        if hit.table == "negative":
            doubts.add("negated")
        if kind == "threat" and not {"if", "should"} & set(self._words):
            doubts.discard("hypothetical")
        if kind == "victim_contacted":
            kind, whose = "contact_with_victim", Whose.VICTIM
        return Seen(category, kind, span.start_char, span.end_char, whose, frozenset(doubts))

    def _level(self, hit: Hit) -> str:
        levels = [place for place in range(hit.start, hit.end) if self._words[place] in ("low", "medium", "high")]
        place = levels[-1]
        very = place > 0 and self._words[place - 1] == "very" and self._words[place] == "high"
        return "very_high" if very else self._words[place]

    def _kept(self, category: Category) -> list[Hit]:
        found = hits(category.value, self._doc)
        by_table: dict[str, list[Hit]] = {}
        for hit in found:
            by_table.setdefault(hit.table, []).append(hit)
        if category is Category.CUSTODY_VIOLENCE and not self._in_custody(by_table):
            return []
        senses = by_table.get("senses", [])
        named = [hit for hit in (*by_table.get("always", []), *by_table.get("negative", [])) if not _overlaps(hit, senses)]
        if category is Category.WEAPONS:
            named = self._weapons(named, by_table)
        if category is Category.DOMESTIC_ABUSE:
            named = [hit for hit in named if "intimate_needed" in by_table or not self._needs_intimate(hit)]
        if category is Category.TRIGGERS and any(hit.kind == "contact_with_victim" for hit in named):
            orders = [hit for hit in hits("orders", self._doc) if hit.table == "always"]
            named = [hit for hit in named if hit.kind != "contact_with_victim" or not _overlaps(hit, orders)]
        return _widest(named)

    def _weapons(self, named: list[Hit], by_table: dict[str, list[Hit]]) -> list[Hit]:
        if "senses_in_sentence" in by_table and "use" not in by_table:
            named = [hit for hit in named if hit.kind not in ("knife", "firearm", "imitation_firearm")]
        senses = by_table.get("senses", [])
        for thing in by_table.get("things", []):
            if not _overlaps(thing, senses) and any(self._used(thing, use) for use in by_table.get("use", [])):
                named.append(thing)
        return named

    def _used(self, thing: Hit, use: Hit) -> bool:
        if use.start < thing.end and thing.start < use.end:
            return True
        start, end = (use.end, thing.start) if use.end <= thing.start else (thing.end, use.start)
        return end - start <= _NEAR and not any(word in (";", "but") for word in self._words[start:end])

    def _in_custody(self, by_table: dict[str, list[Hit]]) -> bool:
        if self._setting is not None:
            return self._setting is Setting.CUSTODY
        return "custody" in by_table and "not_custody" not in by_table

    def _needs_intimate(self, hit: Hit) -> bool:
        return hit.kind == "act" and self._words[hit.end - 1] in ("her", "him", "neck", "throat", "in", "flat")


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(other.start < hit.end and hit.start < other.end for other in others)


def _widest(found: list[Hit]) -> list[Hit]:
    """Hits that do not lie within a wider one, in order; of two over the same words, the first by kind."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start, hit.kind)):
        if not any(one.start <= hit.start and hit.end <= one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.kind))
