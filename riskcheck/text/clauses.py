"""Clauses without a parser: which words can be a verb, and where a new clause begins."""

from riskcheck.text.lexicon import grammar

_AUXILIARY = grammar("auxiliary")
_FINITE = grammar("finite")
_NEVER_BEFORE_A_VERB = grammar("determiner") | grammar("preposition")
_HARD = grammar("hard")
_BOUNDARY = grammar("boundary")
_SOFT = frozenset(("and", ",", "then", "-", "as", "&", ":"))
_BEGINS = grammar("begins_clause")


def finite(words: list[str], place: int) -> bool:
    """Whether the word at a place can be the verb of a subject before it; false beyond either end of the words."""
    if not 0 <= place < len(words):
        return False
    word = words[place]
    if word in _AUXILIARY or word in _FINITE:
        return True
    return word.endswith("ed") and (place == 0 or words[place - 1] not in _NEVER_BEFORE_A_VERB)


def begins_clause(words: list[str], place: int) -> bool:
    """Whether a new clause begins at a place: a hard mark, or a soft one with a subject or a verb after it."""
    word = words[place]
    if word in _HARD:
        return True
    if word not in _SOFT or place + 1 >= len(words):
        return False
    follows = words[place + 1]
    if follows in _BEGINS:
        return True
    return word == "and" and (finite(words, place + 1) or (words[place - 1] == "," and _has_its_own_verb(words, place + 1)))


def any_clause_begins(words: list[str], start: int, end: int) -> bool:
    """Whether a new clause begins at any place from ``start`` to before ``end``."""
    return any(begins_clause(words, place) for place in range(start, end))


def _has_its_own_verb(words: list[str], start: int) -> bool:
    """Whether what follows ", and" has a subject and then a verb of its own: ", and the risk to her is high"."""
    for place in range(start + 1, min(start + 8, len(words))):
        if words[place] in _BOUNDARY:
            return False
        if finite(words, place):
            return True
    return False
