"""From a text to its mentions."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from riskcheck.terms import Setting
from riskcheck.text.judge import Weights, judge, shipped
from riskcheck.text.lexicon import hint
from riskcheck.text.mention import Because, Category, Mention, Whose

if TYPE_CHECKING:
    from riskcheck.text.sentence import Seen

EVERYTHING = frozenset(Category)
_AS_WRITTEN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "“": '"', "”": '"', "\u00a0": " "})
_TEXTS_REMEMBERED = 4096
"""Records repeat their texts, and a replay reads the same on every day; nothing is remembered beyond the run."""
_WHOSE = frozenset((Because.VICTIM, Because.OTHER, Because.UNCLEAR))


def worth_reading(text: str, categories: Iterable[Category] = EVERYTHING) -> bool:
    """Whether a text has any word that could be part of a mention. Costs one pass, and loads no library."""
    lowered = text.translate(_AS_WRITTEN).lower()
    return any(hint(category).search(lowered) for category in categories)


def find(text: str, setting: Setting | None = None, categories: frozenset[Category] = EVERYTHING) -> tuple[Mention, ...]:
    """Every mention in a text, in order. ``setting``: where the text is about, if its source says so.

    The same text gives the same mentions.
    """
    wanted = frozenset(category for category in categories if worth_reading(text, (category,)))
    return _find(text, setting, wanted) if wanted else ()


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _find(text: str, setting: Setting | None, categories: frozenset[Category]) -> tuple[Mention, ...]:
    return judged(text, seen(text, setting, categories), shipped())


def judged(text: str, found: "Iterable[tuple[str, Seen]]", weights: Weights) -> tuple[Mention, ...]:
    """The mentions among what was seen in a text: each sentence's words with a candidate by its place in the text."""
    made = []
    for quote, one in found:
        because = judge(one.category, one.facts, weights)
        if because is not None:
            made.append(_mention(text, quote, one, because))
    return tuple(made)


def seen(text: str, setting: Setting | None, categories: frozenset[Category]) -> "list[tuple[str, Seen]]":
    """The candidates in a text by their places in it, each with the words of its sentence."""
    from riskcheck.text.matching import read, ready
    from riskcheck.text.sentence import Sentence, place

    plain = _one_for_one(text)
    found = []
    with ready().memory_zone():
        starts, sentences = [], []
        for start, doc in read(plain):
            starts.append(start)
            sentences.append(Sentence(doc, setting))
        place(sentences)
        for start, sentence in zip(starts, sentences, strict=True):
            quote = text[start : start + sentence.length].strip()
            found += [
                (quote, one._replace(first=start + one.first, last=start + one.last)) for one in sentence.seen(categories)
            ]
    return found


def _mention(text: str, quote: str, one: "Seen", because: Because) -> Mention:
    doubts = {} if because in _WHOSE or because is Because.OWN else {because.value: True}
    return Mention(
        category=one.category,
        kind=one.kind,
        start=one.first,
        end=one.last,
        words=text[one.first : one.last],
        quote=quote,
        whose=Whose(because.value) if because in _WHOSE else Whose.OWN,
        **doubts,
    )


def _one_for_one(text: str) -> str:
    """The text with typographic marks as plain ones and half characters replaced, each by exactly one."""
    plain = text.translate(_AS_WRITTEN)
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in plain) if not plain.isascii() else plain
