"""The matcher: a blank English spaCy pipeline (tokens and sentences; no model) with the lexicons as token patterns.

spaCy is imported here and nowhere else, and this module only when a text has to be read. Phrases are grouped by the word
that a text must have for them to match, and only the groups whose word is there are tried.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from spacy.lang.en import English
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.util import compile_suffix_regex

from riskcheck.text.lexicon import needed_words, patterns, tables


class Hit(NamedTuple):
    """A phrase found: the table and kind it belongs to, and the tokens from ``start`` to before ``end``."""

    table: str
    kind: str
    start: int
    end: int


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
        grouped: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for table, kind, phrases in tables(f"lexicon_{topic}"):
            for phrase in phrases:
                grouped.setdefault(needed_words(phrase), []).append((f"{table}/{kind}", phrase))
        self._whole: dict[str, list[Matcher]] = {}
        self._beginning: dict[str, list[Matcher]] = {}
        for needed, members in grouped.items():
            made = _matcher(members)
            for word in needed:
                by = self._beginning if word.endswith("*") else self._whole
                by.setdefault(word.rstrip("*"), []).append(made)
        self._lengths = sorted({len(word) for word in self._beginning})

    def in_(self, words: list[str]) -> list[Matcher]:
        """The matchers of which a needed word is among ``words``."""
        found: dict[int, Matcher] = {}
        for word in set(words):
            tried = list(self._whole.get(word, ()))
            for length in self._lengths:
                if len(word) >= length:
                    tried.extend(self._beginning.get(word[:length], ()))
            found.update((id(matcher), matcher) for matcher in tried)
        return list(found.values())


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


def read(text: str) -> Iterator[tuple[int, Doc]]:
    """Each sentence of a text as a document of its own, with the place where it starts."""
    start = 0
    for line in text.splitlines(keepends=True):
        doc = language()(line)
        for sentence in doc.sents:
            yield start + sentence.start_char, sentence.as_doc()
        start += len(line)
