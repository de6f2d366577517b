"""From a text to its mentions."""

from collections.abc import Iterable

from riskcheck.terms import Setting
from riskcheck.text.lexicon import hint
from riskcheck.text.mention import Category, Mention

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
    from riskcheck.text.matching import read, ready
    from riskcheck.text.seeing import mentions
    from riskcheck.text.sentence import Sentence, place_together

    with ready().memory_zone():
        sentences = [Sentence(doc, start, setting) for start, doc in read(_one_for_one(text))]
        place_together(sentences, setting is Setting.CUSTODY)
        return tuple(mention for sentence in sentences for mention in mentions(sentence, text, categories))


def _one_for_one(text: str) -> str:
    """The text with typographic marks as plain ones and half characters replaced, each by exactly one."""
    plain = text.translate(_AS_WRITTEN)
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in plain) if not plain.isascii() else plain
