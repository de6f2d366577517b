"""The matcher: a blank English spaCy pipeline (tokens and sentences; no model) with the lexicons as token patterns.

spaCy is imported here and, for the type of a sentence, in ``sentence``; both only when a text has to be read.
Phrases are grouped by the word that a text must have for them to match, and only the groups whose word is there are tried.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from spacy.lang.en import English
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import compile_suffix_regex

from riskcheck.text.lexicon import needed_too, needed_words, patterns, tables


class Hit(NamedTuple):
    """A phrase found: the table and kind it belongs to, and the tokens from ``start`` to before ``end``."""

    table: str
    kind: str
    start: int
    end: int


def overlaps(hit: Hit, others: list[Hit]) -> bool:
    """Whether a phrase shares a word with any of others."""
    return any(other.start < hit.end and hit.start < other.end for other in others)


TOPICS = ("weapons", "custody_violence", "orders", "domestic_abuse", "triggers", "stated_level", "context", "people")


@cache
def language() -> Language:
    """The pipeline: rules for words and sentences of English, nothing learned."""
    made = English()
    ends = compile_suffix_regex([*(made.Defaults.suffixes or ()), r"(?<=[A-Za-z])\."])
    tokenizer: Any = made.tokenizer
    tokenizer.suffix_search = ends.search
    made.add_pipe("sentencizer")
    made.max_length = 10**9
    return made


class Phrases:
    """All phrases of one lexicon, keyed ``table/kind`` and grouped by the words that they need."""

    def __init__(self, topic: str) -> None:
        grouped: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[str, str]]] = {}
        for table, kind, phrases in tables(f"lexicon_{topic}"):
            for phrase in phrases:
                grouped.setdefault((needed_words(phrase), needed_too(phrase)), []).append((f"{table}/{kind}", phrase))
        self._whole: dict[str, list[_Group]] = {}
        self._beginning: dict[str, list[_Group]] = {}
        for (needed, too), members in grouped.items():
            made = _Group(_matcher(members), frozenset(too), tuple(word[:-1] for word in too if word.endswith("*")))
            for word in needed:
                by = self._beginning if word.endswith("*") else self._whole
                by.setdefault(word.rstrip("*"), []).append(made)
        self._lengths = sorted({len(word) for word in self._beginning})

    def in_(self, words: list[str]) -> list[Matcher]:
        """The matchers of which the needed words are among ``words``."""
        there = set(words)
        found: dict[int, Matcher] = {}
        for word in there:
            tried = list(self._whole.get(word, ()))
            for length in self._lengths:
                if len(word) >= length:
                    tried.extend(self._beginning.get(word[:length], ()))
            found.update((id(group), group.matcher) for group in tried if id(group) not in found and group.may_match(there))
        return list(found.values())


class _Group(NamedTuple):
    """Phrases that need the same words: ``too`` is needed beside the word that led to them, whole or as beginnings."""

    matcher: Matcher
    too: frozenset[str]
    beginnings: tuple[str, ...]

    def may_match(self, words: set[str]) -> bool:
        if not self.too or not self.too.isdisjoint(words):
            return True
        return bool(self.beginnings) and any(word.startswith(self.beginnings) for word in words)


def _matcher(members: list[tuple[str, str]]) -> Matcher:
    made = Matcher(language().vocab)
    keyed: dict[str, list[str]] = {}
    for key, phrase in members:
        keyed.setdefault(key, []).append(phrase)
    for key, phrases in keyed.items():
        made.add(key, [pattern for phrase in phrases for pattern in patterns(phrase)], greedy="LONGEST")
    return made


@cache
def lexicon(topic: str) -> Phrases:
    """The phrases of one lexicon, made once."""
    return Phrases(topic)


@cache
def ready() -> Language:
    """The pipeline with every matcher made, so that what is read later can be forgotten without forgetting the lexicons."""
    for topic in TOPICS:
        lexicon(topic)
    return language()


def hits(topic: str, doc: Doc, words: list[str]) -> list[Hit]:
    """Every phrase of a lexicon in a text, in order. ``words``: the text's words in lower case."""
    found = set()
    for matcher in lexicon(topic).in_(words):
        for key, start, end in matcher(doc):
            table, _, kind = doc.vocab.strings[key].partition("/")
            found.add(Hit(table, kind, start, end))
    return sorted(found, key=lambda hit: (hit.start, -hit.end, hit.table, hit.kind))


def _as_doc(sentence: Span) -> Doc:
    """A sentence by itself, with nothing but its words: quicker than spaCy's own copy, which keeps all it knows of them."""
    words = [token.text for token in sentence]
    return Doc(sentence.doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in sentence])


def read(text: str) -> Iterator[tuple[int, Doc]]:
    """Each sentence of a text as a document of its own, with the place where it starts."""
    start = 0
    for line in text.splitlines(keepends=True):
        doc = language()(line)
        sentences = list(doc.sents)
        for sentence in sentences:
            yield start + sentence.start_char, doc if len(sentences) == 1 else _as_doc(sentence)
        start += len(line)
