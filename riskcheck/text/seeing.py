"""What a sentence mentions: each thing looked for, whose it is and what is doubted of it."""

from collections.abc import Iterator
from typing import NamedTuple

from riskcheck.text.belonging import belongs_to
from riskcheck.text.kept import Kept
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category, Whose
from riskcheck.text.sentence import Sentence
from riskcheck.text.stated import stated_levels
from riskcheck.text.telling import is_quoted, is_said, is_told, is_vow


class Seen(NamedTuple):
    """A mention by its places in the sentence: the characters from ``first`` to before ``last``."""

    category: Category
    kind: str
    first: int
    last: int
    whose: Whose
    doubts: frozenset[str]


def mentions(sentence: Sentence, categories: frozenset[Category]) -> Iterator[Seen]:
    """The mentions in a sentence, category by category, and in order within each."""
    kept = Kept(sentence)
    for category in Category:
        if category is Category.STATED_LEVEL and category in categories:
            for level, doubts in stated_levels(sentence):
                whose = sentence.owners.whose(category, level.start, level.end)
                yield _seen(sentence, category, level.kind, level.start, level.end, whose, doubts)
        elif category in categories:
            for hit in kept.of(category):
                kind = "contact_with_victim" if hit.kind == "victim_contacted" else hit.kind
                whose = belongs_to(sentence, category, hit)
                yield _seen(sentence, category, kind, hit.start, hit.end, whose, _doubts(sentence, category, hit))


def _seen(sentence: Sentence, category: Category, kind: str, start: int, end: int, whose: Whose, doubts: set[str]) -> Seen:
    span = sentence.doc[start:end]
    return Seen(category, kind, span.start_char, span.end_char, whose, frozenset(doubts))


def _doubts(sentence: Sentence, category: Category, hit: Hit) -> set[str]:
    """The doubts by context, and those that the kind of mention adds or takes away: a threat is made by being said."""
    doubts = sentence.doubts(category, hit.start, hit.end)
    if category is Category.WEAPONS and is_quoted(sentence.words, hit.start, hit.end):
        doubts.add("hearsay")
    if hit.table == "negative" or (hit.kind == "contact_with_victim" and "no" in sentence.words[hit.start : hit.end]):
        doubts.add("negated")
    if _is_made_by_saying(sentence, category, hit):
        doubts -= {"hypothetical"}
    if hit.kind == "bereavement":
        doubts -= {"hearsay"}
    return doubts


def _is_made_by_saying(sentence: Sentence, category: Category, hit: Hit) -> bool:
    """Whether a mention is a threat that is there when it is said, however doubtful it is that the deed follows."""
    before = sentence.words[: hit.start]
    if hit.kind == "threat":
        return {"if", "should", "may", "might", "could"}.isdisjoint(before) or is_said(sentence.words)
    told = category is Category.DOMESTIC_ABUSE and is_told(sentence.words, hit.start)
    return told or (hit.kind == "assault" and is_vow(before))
