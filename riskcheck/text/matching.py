"""The matcher: a blank English spaCy pipeline (tokens and sentences; no model) with the lexicons as token patterns.

spaCy is imported here and nowhere else, and this module only when a text has to be read.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from spacy.lang.en import English
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.util import compile_suffix_regex

from riskcheck.text.lexicon import TABLES, patterns, phrases, sections

Span = tuple[int, int]


class Hit(NamedTuple):
    """A phrase found: the table and kind it belongs to, and the tokens from ``start`` to before ``end``."""

    table: str
    kind: str
    start: int
    end: int


CONTEXT = ("negated", "denied", "hearsay", "historical", "hypothetical")
_TABLES = {
    "people": ("own", "victim", "other", "unseen", "before_subject", "turned", "belongs", "against"),
    "context": ("stops", "unclear"),
}


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


@cache
def matcher(topic: str) -> Matcher:
    """All phrases of one lexicon, keyed ``table/kind``."""
    made = Matcher(language().vocab)
    where = f"lexicon_{topic}"
    for table in TABLES:
        for kind, found in sections(where, table):
            _add(made, f"{table}/{kind}", found)
    names: tuple[str, ...] = (
        "use",
        "senses",
        "senses_in_sentence",
        "custody",
        "not_custody",
        "intimate_needed",
        *_TABLES.get(topic, ()),
    )
    for name in names:
        _add(made, f"{name}/", phrases(where, name))
    if topic == "context":
        for doubt in (*CONTEXT, "pseudo"):
            for reach, found in sections(where, doubt):
                _add(made, f"{doubt}/{reach}", found)
    return made


def _add(made: Matcher, key: str, found: tuple[str, ...]) -> None:
    if found:
        made.add(key, [pattern for phrase in found for pattern in patterns(phrase)], greedy="LONGEST")


TOPICS = ("weapons", "custody_violence", "orders", "domestic_abuse", "triggers", "stated_level", "context", "people")


@cache
def ready() -> Language:
    """The pipeline with every matcher made, so that what is read later can be forgotten without forgetting the lexicons."""
    for topic in TOPICS:
        matcher(topic)
    return language()


def hits(topic: str, doc: Doc) -> list[Hit]:
    """Every phrase of a lexicon in a text, in order."""
    found = []
    for key, start, end in matcher(topic)(doc):
        table, _, kind = doc.vocab.strings[key].partition("/")
        found.append(Hit(table, kind, start, end))
    return sorted(found, key=lambda hit: (hit.start, -hit.end, hit.table, hit.kind))


def read(text: str) -> Iterator[tuple[int, Doc]]:
    """Each sentence of a text as a document of its own, with the place where it starts."""
    start = 0
    for line in text.splitlines(keepends=True):
        doc = language()(line)
        for sentence in doc.sents:
            yield start + sentence.start_char, sentence.as_doc()
        start += len(line)
