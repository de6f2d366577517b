"""What a mention says: which level, whose it is and what is doubted, by its kind and by the sentences about it."""

from collections.abc import Iterator
from typing import NamedTuple

from riskcheck.text.kept import HEADING, Kept
from riskcheck.text.levels import levels
from riskcheck.text.lexicon import grammar, word_set
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category, Whose
from riskcheck.text.sentence import Sentence

_BRIEF = 24
"""A sentence of so many words at most may say of the one before it that it is not known who."""
_SAID = grammar("said")
_UNSAID = frozenset(("if", "unless"))
_AT_SOMEBODY = frozenset({Category.WEAPONS, Category.CUSTODY_VIOLENCE})
_GROUP = word_set("group")
_KIN = word_set("kin")
_WILL = frozenset(("would", "will", "'ll", "'d"))
_CHANGED = word_set("level_changed")
_BRUISES = word_set("bruises")
_PRESENT = word_set("present")


class Seen(NamedTuple):
    """A mention by its places in the sentence."""

    category: Category
    kind: str
    first: int
    last: int
    whose: Whose
    doubts: frozenset[str]


def mentions(sentence: Sentence, categories: frozenset[Category]) -> Iterator[Seen]:
    """The mentions in a sentence, in order."""
    seeing, kept = _Seeing(sentence), Kept(sentence)
    for category in Category:
        if category is Category.STATED_LEVEL and category in categories:
            yield from seeing.levels()
        elif category in categories:
            for hit in kept.of(category):
                yield seeing.seen(category, hit)


class _Seeing:
    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._words = sentence.words

    def levels(self) -> Iterator[Seen]:
        for level in levels([*self._continued(), *self._sentence.hits("stated_level")], self._words):
            span = self._sentence.doc[level.start : level.end]
            doubts = self._sentence.doubts(Category.STATED_LEVEL, level.start, level.end)
            if level.past or self._is_changed_next():
                doubts = doubts - {"historical", "negated"} | {"historical"}
            elif self._is_level_now(level.start):
                doubts -= {"historical"}
            whose = self._sentence.owners.whose(Category.STATED_LEVEL, level.start, level.end)
            yield Seen(Category.STATED_LEVEL, level.kind, span.start_char, span.end_char, whose, frozenset(doubts))

    def _is_level_now(self, start: int) -> bool:
        """Whether a level is said to be that of the day, or the one to which another was changed."""
        before = self._words[max(0, start - 3) : start]
        return not _PRESENT.isdisjoint(before) or (before[-1:] == ["to"] and not _CHANGED.isdisjoint(before))

    def _is_changed_next(self) -> bool:
        """Whether the next sentence says that this level was changed: "This was lowered to medium"."""
        following = self._sentence.next.words if self._sentence.next is not None else []
        return following[:1] in (["this"], ["it"], ["since"]) and not _CHANGED.isdisjoint(following[:6])

    def _continued(self) -> list[Hit]:
        """The risk that a short sentence goes on about: "RoSH: public - high. Staff - medium."."""
        place = self._sentence.around.index(self._sentence) if self._sentence in self._sentence.around else 0
        if not place or len(self._words) > HEADING + 2 or (_GROUP | _PRESENT).isdisjoint(self._words):
            return []
        before = self._sentence.around[place - 1]
        return [Hit("harm", "", 0, 0)] if any(True for _ in levels(before.hits("stated_level"), before.words)) else []

    def seen(self, category: Category, hit: Hit) -> Seen:
        span = self._sentence.doc[hit.start : hit.end]
        kind = "contact_with_victim" if hit.kind == "victim_contacted" else hit.kind
        return Seen(
            category,
            kind,
            span.start_char,
            span.end_char,
            self._whose(category, hit),
            frozenset(self._all_doubts(category, hit)),
        )

    def _all_doubts(self, category: Category, hit: Hit) -> set[str]:
        """The doubts by context, and those that the kind of mention adds or takes away: a threat is made by being said."""
        doubts = self._sentence.doubts(category, hit.start, hit.end)
        if category is Category.WEAPONS and self._is_quoted(hit.start, hit.end):
            doubts.add("hearsay")
        if hit.table == "negative" or (hit.kind == "contact_with_victim" and "no" in self._words[hit.start : hit.end]):
            doubts.add("negated")
        if self._is_made_by_saying(category, hit):
            doubts -= {"hypothetical"}
        if hit.kind == "bereavement":
            doubts -= {"hearsay"}
        return doubts

    def _is_made_by_saying(self, category: Category, hit: Hit) -> bool:
        if hit.kind == "threat":
            return {"if", "should", "may", "might", "could"}.isdisjoint(self._words[: hit.start]) or not _SAID.isdisjoint(
                self._words
            )
        return (category is Category.DOMESTIC_ABUSE and self._is_told(hit.start)) or (
            hit.kind == "assault" and self._is_vowed(hit.start)
        )

    def _whose(self, category: Category, hit: Hit) -> Whose:
        """Whose by the people of the sentence, unless the kind of mention or the sentence after says otherwise."""
        whose = self._sentence.owners.whose(category, hit.start, hit.end)
        if hit.kind == "victim_contacted":
            return Whose.VICTIM
        if hit.kind in ("relationship_breakdown", "bereavement"):
            return self._loss(hit, whose)
        if hit.kind == "new_relationship":
            return self._relationship(hit, whose)
        if (
            category is Category.WEAPONS
            and whose is Whose.UNCLEAR
            and self._sentence.next is not None
            and self._sentence.next.owns_up
        ):
            return Whose.OWN
        if category in _AT_SOMEBODY and whose is Whose.OWN and self._is_left_open():
            return Whose.UNCLEAR
        if whose is not Whose.OWN and self._is_own_threat(category, hit):
            return Whose.OWN
        if category is Category.DOMESTIC_ABUSE and whose is Whose.OTHER and self._is_his_doing(hit):
            return Whose.OWN
        return whose

    def _is_left_open(self) -> bool:
        """Whether a sentence that does not name the person is followed by one that leaves open whose it was."""
        after = self._sentence.next
        return (
            after is not None
            and len(after.words) <= _BRIEF
            and bool(after.context.unclear)
            and not self._sentence.owners.names_him
        )

    def _is_own_threat(self, category: Category, hit: Hit) -> bool:
        """Whether a mention is what the person says will be done, so that it is his threat whoever is its subject."""
        if hit.kind == "threat":
            vowed = self._is_vowed(hit.start)
        else:
            vowed = (
                category is Category.DOMESTIC_ABUSE
                and self._is_told(hit.start)
                and not _WILL.isdisjoint(self._words[: hit.end])
            )
        return vowed and self._sentence.owners.speaks_first(hit.start)

    def _is_his_doing(self, hit: Hit) -> bool:
        """Whether of bruises or a black eye it is said that he did it."""
        if _BRUISES.isdisjoint(self._words[hit.start : hit.end]):
            return False
        words = [word for one in (self._sentence, self._sentence.next) if one is not None for word in one.words]
        return any(
            word in ("he", "p", "pop")
            and not {"did", "done", "hit", "punched", "caused"}.isdisjoint(words[place + 1 : place + 3])
            for place, word in enumerate(words)
        )

    def _is_vowed(self, place: int) -> bool:
        """Whether what follows a place is what somebody said he would do, which is a threat."""
        before = set(self._words[:place])
        return bool(_SAID & before and {"would", "will", "'ll", "'d"} & before) and not {"if", "could", "might"} & before

    def _is_told(self, place: int) -> bool:
        """Whether somebody is told of what stands at a place, with no "if" before the telling."""
        told = [index for index, word in enumerate(self._words[: place + 1]) if word in _SAID and word != "i"]
        return bool(told) and _UNSAID.isdisjoint(self._words[: told[0]])

    def _is_quoted(self, start: int, end: int) -> bool:
        """Whether a thing is only named in quotation marks, or the sentence opens with somebody's words."""
        marks = [place for place, word in enumerate(self._words) if word == '"']
        before, after = [place for place in marks if place < start], [place for place in marks if place >= end]
        if not before or "i" in self._words or len(before) % 2 == 0:
            return False
        alone = start - before[-1] == 1 and bool(after) and after[0] - end == 0
        return alone or before[-1] == 0

    def _loss(self, hit: Hit, whose: Whose) -> Whose:
        """A partner who leaves and a mother who dies are the person's own loss; somebody else's is marked by 's."""
        before = self._words[max(0, hit.start - 2) : hit.end]
        if (
            hit.kind == "bereavement"
            and self._words[hit.start] in _KIN
            and "'s" not in self._words[max(0, hit.start - 2) : hit.start]
        ):
            return whose if self._words[hit.start - 1 : hit.start] == ["her"] and self._sentence.man else Whose.OWN
        if self._sentence.named and self._words[max(0, hit.start - 2) : hit.start] == [self._sentence.named, "'s"]:
            return Whose.OWN
        if "'s" in before and not {"p", "his", "children", "prisoner", "pop", "accused", "partner"} & set(before):
            return whose if whose is not Whose.OWN else Whose.OTHER
        inside = self._words[max(0, hit.start - 2) : hit.end]
        named = word_set("kin") | {"she"} | ({"friend", "mate"} if hit.kind == "bereavement" else set())
        if whose is Whose.VICTIM or (whose is Whose.OTHER and not named & set(inside)):
            return whose
        return Whose.OWN

    def _relationship(self, hit: Hit, whose: Whose) -> Whose:
        """A new partner who is named is the person's own, unless somebody else's is said."""
        before = self._words[max(0, hit.start - 2) : hit.start]
        if before[-1:] == ["her"] or (
            before[-1:] == ["'s"] and before[0] not in ("p", "pop", "prisoner", self._sentence.named)
        ):
            return Whose.OTHER if self._sentence.man else whose
        return Whose.OWN if whose is Whose.OTHER and self._sentence.owners.is_named_in(hit.start, hit.end) else whose
