"""One sentence among its neighbours: its words, the phrases of the lexicons in it, its people and what it speaks of."""

from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Doc

from riskcheck.terms import Setting
from riskcheck.text.calling import is_man, person_named
from riskcheck.text.context import DOUBTS, Context
from riskcheck.text.lexicon import word_set
from riskcheck.text.matching import Hit, hits, overlaps
from riskcheck.text.mention import Category
from riskcheck.text.people import People
from riskcheck.text.scene import Scene
from riskcheck.text.whose import Owners

_SHORT = 14
"""A sentence of so many words at most may be only a verdict on the one before it."""
_INTIMATE = word_set("intimate")
_NOT = frozenset(("not", "n't", "never", "denied", "denies", "planted", "nothing", "no"))
_ACCEPTS = word_set("owns_up")


def place_together(sentences: "Sequence[Sentence]", custody: bool) -> None:
    """Tell the sentences of one text their neighbours, whether the text writes of the person as he, and how it names him.

    ``custody``: whether the text is a prison's.
    """
    words = [word for sentence in sentences for word in sentence.words]
    man = is_man(words)
    named = person_named(words, custody)
    for place, sentence in enumerate(sentences):
        sentence.around = sentences[max(0, place - 1) : place + 2]
        sentence.next = sentences[place + 1] if place + 1 < len(sentences) else None
        sentence.man = man
        sentence.named = named


class Sentence:
    """A sentence being read, once it is placed among its neighbours.

    ``start``: the character of the text with which it begins. ``setting``: where its source is about.
    """

    around: "Sequence[Sentence]"
    """The sentence itself with the one before and the one after it."""
    next: "Sentence | None"
    man: bool
    """Whether the text writes of the person as he."""
    named: str
    """The name by which the text calls the person, or nothing."""

    def __init__(self, doc: Doc, start: int, setting: Setting | None) -> None:
        self.doc = doc
        self.start = start
        self.setting = setting
        self.words = [token.lower_ for token in doc]
        self._found: dict[str, list[Hit]] = {}

    def hits(self, topic: str) -> list[Hit]:
        """The phrases of a lexicon in the sentence, looked for once."""
        if topic not in self._found:
            self._found[topic] = hits(topic, self.doc, self.words)
        return self._found[topic]

    def table(self, topic: str, name: str) -> list[Hit]:
        """The phrases of one table of a lexicon in the sentence."""
        return [hit for hit in self.hits(topic) if hit.table == name]

    @cached_property
    def cues(self) -> list[Hit]:
        """The cues of context."""
        return self.hits("context")

    @cached_property
    def context(self) -> Context:
        """What the cues say of each mention."""
        return Context(self.cues, self.words)

    @cached_property
    def owners(self) -> Owners:
        """Who is in the sentence, and whose what is."""
        found = self.hits("people")
        victim = any("victim" in one.words for one in self.around)
        people = People(found, self.words, self.man, victim, self.named)
        return Owners(Scene(self.words, people, self.context, found))

    @cached_property
    def verdict(self) -> frozenset[str]:
        """The doubts that the sentence casts on the one before it, if it is only a verdict: "Not proved."."""
        if len(self.words) > _SHORT:
            return frozenset()
        return frozenset(hit.kind for hit in self.cues if hit.table == "verdict")

    def doubts(self, category: Category, start: int, end: int) -> set[str]:
        """The doubts that the sentence, or a verdict after it, casts on a mention."""
        doubts = set(self.context.doubts(category, start, end))
        if self.next is not None and category is not Category.STATED_LEVEL:
            doubts |= self.next.verdict & set(DOUBTS)
        return doubts

    def is_former_else(self, place: int) -> bool:
        """Whether an "ex-" is of somebody other than a partner: "ex-colleague"."""
        after = self.words[place + 1 : place + 3]
        return len(after) == 2 and after[0] == "-" and after[1] not in _INTIMATE

    @cached_property
    def owns_up(self) -> bool:
        """Whether in the sentence the person says that a thing of the sentence before is his."""
        if not _NOT.isdisjoint(self.words) or not self.owners.tells_first:
            return False
        return any(
            self.words[place : place + 2] in (["'s", "mine"], ["was", "mine"], ["was", "his"], ["were", "his"], ["is", "mine"])
            for place in range(len(self.words))
        ) or not _ACCEPTS.isdisjoint(self.words)

    @cached_property
    def speaks_of_orders(self) -> bool:
        """Whether the sentence names an order, or a victim."""
        return "victim" in self.words or bool(self.table("orders", "always"))

    @cached_property
    def speaks_of_intimates(self) -> bool:
        """Whether the sentence names a partner or family."""
        return any(
            word in _INTIMATE and not (word == "ex" and self.is_former_else(place)) for place, word in enumerate(self.words)
        )

    @cached_property
    def speaks_of_tools(self) -> bool:
        """Whether the sentence is about tools of work, food, stories or self-harm."""
        return bool(self.table("weapons", "tools"))

    @cached_property
    def speaks_of_self_harm(self) -> bool:
        """Whether the sentence is about somebody who hurts himself."""
        return bool(self.table("weapons", "self_harm"))

    @cached_property
    def blows(self) -> list[Hit]:
        """Violence and threats in the sentence, wherever they were."""
        senses = [hit for topic in ("custody_violence", "weapons") for hit in self.table(topic, "senses")]
        senses += self.table("weapons", "self_harm")
        return [hit for hit in self.table("custody_violence", "always") if not overlaps(hit, senses)]

    @cached_property
    def speaks_of_custody(self) -> bool:
        """Whether the sentence says that it is about prison."""
        return bool(self.table("custody_violence", "custody"))

    @cached_property
    def speaks_of_elsewhere(self) -> bool:
        """Whether the sentence says that it is not about prison."""
        return bool(self.table("custody_violence", "not_custody"))
