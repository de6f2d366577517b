"""Lexicons as data: reads the pattern language of ``riskcheck/policy/lexicon_*.toml``.

Words stand for themselves; ``a|b`` is either; ``stab*`` is any word that begins so; a word with ``?`` may be missing; ``~3``
is up to three words in between; ``@set`` is any word of a set. A hyphen within a word may be written, spaced or left out.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from riskcheck import policy

Token = dict[str, Any]
TABLES = ("always", "negative", "things", "instrument", "with_order", "with_intimate", "by_intimate", "harm")
"""Tables whose phrases are mentions."""
_BREAKS = [";", "but", ".", "because", "while", "when", "if", "although", "though"]


def word_set(name: str) -> frozenset[str]:
    """The words of one set of ``lexicon_sets``: words for people, things and deeds, such as ``person``."""
    return policy.words("lexicon_sets", name)


def grammar(name: str) -> frozenset[str]:
    """The words of one class of ``lexicon_grammar``: words by what they do in a clause, such as ``finite``."""
    return policy.words("lexicon_grammar", name)


def beginnings(name: str) -> tuple[str, ...]:
    """The beginnings of words in a set of which each ends in ``*``, for ``str.startswith``."""
    return tuple(word.removesuffix("*") for word in policy.topic("lexicon_sets")[name]["value"])


def patterns(phrase: str) -> list[list[Token]]:
    """A phrase as spaCy token patterns: one, or one more for each word with a hyphen among several."""
    made = [""]
    for part in phrase.split():
        made = [f"{before} {way}".strip() for before in made for way in _ways(part)]
    return [_tokens(one) for one in made]


def _ways(part: str) -> list[str]:
    """A part as it stands, or with each hyphened word apart where it has several ("home-made|hand-made|cheap")."""
    words = part.split("|")
    if len(words) == 1 or "-" not in part or (part.count("-") == 1 and "-" in words[0]):
        return [part]
    plain = "|".join(word for word in words if "-" not in word)
    return [*([plain] if plain else []), *(word for word in words if "-" in word)]


def _tokens(phrase: str) -> list[Token]:
    tokens: list[Token] = []
    for part in phrase.split():
        if part.startswith("~"):
            tokens.append({"LOWER": {"NOT_IN": _BREAKS}, "OP": f"{{0,{int(part[1:])}}}"})
            continue
        optional = _may_be_missing(part)
        word = part[:-1] if optional else part
        pieces = _pieces(word)
        for place, piece in enumerate(pieces):
            if place:
                tokens.append({"LOWER": "-", "OP": "?"})
            token: Token = {"LOWER": _either(piece)}
            if optional:
                token["OP"] = "?"
            tokens.append(token)
    return tokens


def _may_be_missing(part: str) -> bool:
    return part.endswith("?") and len(part) > 1


def _pieces(word: str) -> list[str]:
    """A part cut at its hyphen, as the tokeniser cuts it."""
    return word.split("-") if word.count("-") == 1 and len(word) > 1 and "-" in word.partition("|")[0] else [word]


def _either(part: str) -> dict[str, Any]:
    words = alternatives(part)
    if any(word.endswith("*") for word in words):
        joined = "|".join(re.escape(word[:-1]) + ".*" if word.endswith("*") else re.escape(word) for word in words)
        return {"REGEX": f"^(?:{joined})$"}
    return {"IN": list(words)}


def alternatives(part: str) -> tuple[str, ...]:
    """The words that one part of a phrase stands for, sets unfolded."""
    found: list[str] = []
    for word in part.split("|"):
        found.extend(word_set(word[1:]) if word.startswith("@") else (word,))
    return tuple(found)


def needed_words(phrase: str) -> tuple[str, ...]:
    """Words of which at least one must be in a text that the phrase matches: its most telling part, ``*`` kept."""
    return _needed(phrase)[0]


def needed_too(phrase: str) -> tuple[str, ...]:
    """Words of which one must be there as well: its next most telling part, or none where the rest is common."""
    rest = [words for words in _needed(phrase)[1:] if _telling(words)]
    return rest[0] if rest else ()


def _needed(phrase: str) -> list[tuple[str, ...]]:
    parts = [part for part in phrase.split() if not part.startswith("~") and not _may_be_missing(part)]
    pieces = [alternatives(piece) for part in parts if len(_ways(part)) == 1 for piece in _pieces(part)]
    whole = [tuple(_pieces(way)[0] for way in alternatives(part)) for part in parts if len(_ways(part)) > 1]
    return sorted([*pieces, *whole], key=_telling, reverse=True)


def _telling(words: tuple[str, ...]) -> int:
    """How much a part tells: nothing if one of its words is common, else as much as its shortest word is long."""
    return min(0 if word in grammar("common") else len(word.rstrip("*")) for word in words)


def tables(topic: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every list of phrases of a topic as (table, kind, phrases); the kind is empty where a table is one list."""
    for table, entry in policy.topic(topic).items():
        if "value" in entry:
            yield table, "", tuple(entry["value"])
            continue
        for kind, inner in entry.items():
            yield table, kind, tuple(inner["value"])


@cache
def hint(category: str) -> re.Pattern[str]:
    """What a text must contain, in lower case, to hold a mention of a category: cheap, and never narrower than the matcher."""
    topic = f"lexicon_{category}"
    words: set[str] = set()
    for table, _, found in tables(topic):
        if table in TABLES:
            for phrase in found:
                words.update(needed_words(phrase))
    either = "|".join(re.escape(word[:-1]) if word.endswith("*") else re.escape(word) + "(?![a-z])" for word in sorted(words))
    return re.compile(f"(?<![a-z])(?:{either})")
