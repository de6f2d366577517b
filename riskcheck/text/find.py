"""From a text to its mentions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from riskcheck.terms import Setting
from riskcheck.text.lexicon import hint
from riskcheck.text.mention import Category, Mention

if TYPE_CHECKING:
    from riskcheck.text.sentence import Sentence

EVERYTHING = frozenset(Category)
_AS_WRITTEN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "“": '"', "”": '"', "\u00a0": " "})


def worth_reading(text: str, categories: Iterable[Category] = EVERYTHING) -> bool:
    """Whether a text has any word that could be part of a mention. Costs one pass, and loads no library."""
    lowered = text.translate(_AS_WRITTEN).lower()
    return any(hint(category).search(lowered) for category in categories)


def find(text: str, setting: Setting | None = None, categories: frozenset[Category] = EVERYTHING) -> tuple[Mention, ...]:
    """Every mention in a text, in order. ``setting``: where the text is about, if its source says so.

    The same text gives the same mentions. Nothing of the text is kept.
    """
    categories = frozenset(category for category in categories if worth_reading(text, (category,)))
    if not categories:
        return ()
    from riskcheck.text.calling import is_man, person_named
    from riskcheck.text.matching import read, ready
    from riskcheck.text.sentence import Sentence

    plain = _one_for_one(text)
    found: list[Mention] = []
    with ready().memory_zone():
        starts: list[int] = []
        sentences: list[Sentence] = []
        for start, doc in read(plain):
            starts.append(start)
            sentences.append(Sentence(doc, setting))
        words = [word for sentence in sentences for word in sentence.words]
        man, named = is_man(words), person_named(words, setting is Setting.CUSTODY)
        for place, sentence in enumerate(sentences):
            sentence.place_among(sentences, place, man, named)
        for start, sentence in zip(starts, sentences, strict=True):
            found.extend(_found(sentence, start, text, categories))
    return tuple(found)


def _found(sentence: "Sentence", start: int, text: str, categories: frozenset[Category]) -> Iterable[Mention]:
    from riskcheck.text.seeing import mentions

    stop = start + len(sentence.doc.text)
    quote = text[start:stop].strip()
    for seen in mentions(sentence, categories):
        first, last = start + seen.first, start + seen.last
        yield Mention(
            category=seen.category,
            kind=seen.kind,
            start=first,
            end=last,
            words=text[first:last],
            quote=quote,
            whose=seen.whose,
            **dict.fromkeys(seen.doubts, True),
        )


def _one_for_one(text: str) -> str:
    """The text with typographic marks as plain ones and half characters replaced, each by exactly one."""
    plain = text.translate(_AS_WRITTEN)
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in plain) if not plain.isascii() else plain
