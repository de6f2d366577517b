"""The sentences of a text, each among its neighbours: their candidates with the facts that bear on them."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc

from riskcheck.terms import Setting
from riskcheck.text.candidates import candidates
from riskcheck.text.clauses import clauses
from riskcheck.text.cues import cues
from riskcheck.text.facts import Candidate, Scene, facts
from riskcheck.text.levels import levels
from riskcheck.text.matching import Hit, hits
from riskcheck.text.mention import Category
from riskcheck.text.people import is_man, people

_TURNS = frozenset(("turned", "turned_before", "confesses"))
_SIGNS = frozenset(("use", "hidden", "carried", "tools", "senses", "custody", "not_custody"))


class Seen(NamedTuple):
    """A candidate by its characters in the sentence, with the facts about it."""

    category: Category
    kind: str
    first: int
    last: int
    facts: frozenset[str]


class Sentence:
    """A sentence being read; ``setting`` is where its source is about, and ``man`` whether the text writes of him as he."""

    def __init__(self, doc: Doc, setting: Setting | None) -> None:
        self._doc = doc
        self._setting = setting
        self.words = [token.lower_ for token in doc]
        self.length = len(doc.text_with_ws) if hasattr(doc, "text_with_ws") else len(doc.text)
        self._found: dict[str, list[Hit]] = {}
        self._man = False
        self._before: Sentence | None = None
        self._after: Sentence | None = None

    def hits(self, topic: str) -> list[Hit]:
        """The phrases of a lexicon in the sentence, looked for once."""
        if topic not in self._found:
            self._found[topic] = hits(topic, self._doc, self.words)
        return self._found[topic]

    def place(self, before: "Sentence | None", after: "Sentence | None", man: bool) -> None:
        """Tell the sentence its neighbours, and whether the text writes of the person as he."""
        self._before, self._after, self._man = before, after, man

    @property
    def _around(self) -> "list[Sentence]":
        return [one for one in (self._before, self, self._after) if one is not None]

    @cached_property
    def alone(self) -> Scene:
        """The sentence without the one after it."""
        found = self.hits("people")
        victim = any("victim" in one.words for one in self._around)
        return Scene(
            words=self.words,
            clause=clauses(self.words),
            cues=cues(self.hits("context")),
            turns=[hit for hit in found if hit.table in _TURNS],
            signs=[hit for hit in (*self.hits("weapons"), *self.hits("custody_violence")) if hit.table in _SIGNS],
            people=people(found, self.words, self._man, victim, self._setting is Setting.CUSTODY),
            after=None,
        )

    @cached_property
    def scene(self) -> Scene:
        """The sentence with the one after it."""
        return self.alone._replace(after=self._after.alone if self._after else None)

    def seen(self, categories: frozenset[Category]) -> Iterator[Seen]:
        """The candidates in the sentence, in order."""
        for category in Category:
            if category in categories:
                for one in self._candidates(category):
                    span = self._doc[one.start : one.end]
                    yield Seen(category, _kind(one.kind), span.start_char, span.end_char, facts(one, self.scene))

    def _candidates(self, category: Category) -> Iterator[Candidate]:
        if category is Category.STATED_LEVEL:
            for level in levels(self.hits("stated_level"), self.words):
                yield Candidate(category.value, "past" if level.past else "present", level.kind, level.start, level.end)
            return
        if category is Category.CUSTODY_VIOLENCE and not self._in_custody():
            return
        near = frozenset(word for one in self._around for word in one.words)
        for hit in candidates(category, self.hits, self.words, near):
            yield Candidate(category.value, hit.table, hit.kind, hit.start, hit.end)

    def _in_custody(self) -> bool:
        return self._setting is Setting.CUSTODY if self._setting else any(one.speaks_of_custody for one in self._around)

    @cached_property
    def speaks_of_custody(self) -> bool:
        """Whether the sentence says that it is about prison."""
        return any(hit.table == "custody" for hit in self.hits("custody_violence"))


def _kind(kind: str) -> str:
    return "contact_with_victim" if kind == "victim_contacted" else kind


def place(sentences: Sequence[Sentence]) -> None:
    """Tell the sentences of one text their neighbours."""
    man = is_man([word for sentence in sentences for word in sentence.words])
    for at, sentence in enumerate(sentences):
        before = sentences[at - 1] if at else None
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        sentence.place(before, after, man)
