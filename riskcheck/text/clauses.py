"""Clauses without a parser: which words can be a verb, and where a new clause begins."""

from riskcheck.text.lexicon import grammar

_AUXILIARY = grammar("auxiliary")
_FINITE = grammar("finite")
_NOUN_IN_ED = grammar("noun_in_ed")
_NEVER_BEFORE_A_VERB = grammar("determiner") | grammar("preposition")
_BOUNDARY = grammar("boundary")
_HARD = grammar("hard")
_SOFT = frozenset(("and", ",", "then", "-", "as", "&", ":"))
_BEGINS = grammar("begins_clause")
_FURTHER_PARTICIPLE = frozenset(("carried", "convicted", "used", "known", "unused"))


def finite(words: list[str], place: int) -> bool:
    """Whether the word at a place can be the verb of a subject before it; false beyond either end of the words."""
    if not 0 <= place < len(words):
        return False
    word = words[place]
    if word in _AUXILIARY or word in _FINITE:
        return True
    if len(word) <= 3 or not word.endswith("ed") or word in _NOUN_IN_ED:
        return False
    return place == 0 or words[place - 1] not in _NEVER_BEFORE_A_VERB


def begins_clause(words: list[str], place: int) -> bool:
    """Whether a new clause begins at a place: a hard mark, or a soft one with a subject or a verb after it."""
    word = words[place]
    if word in _HARD:
        return True
    if word not in _SOFT or place + 1 >= len(words):
        return False
    follows = words[place + 1]
    if word == "," and follows in ("and", "but", "then"):
        return False
    if word == "and" and place and words[place - 1] == "," and _has_its_own_verb(words, place + 1):
        return True
    if follows in _BEGINS:
        return True
    if word == "," and follows in ("is", "has") and words[place + 2 : place + 3] not in ([","], ["not"], ["n't"], ["no"]):
        return True
    return word == "and" and finite(words, place + 1) and follows not in _FURTHER_PARTICIPLE


def any_clause_begins(words: list[str], start: int, end: int) -> bool:
    """Whether a new clause begins at any place from ``start`` to before ``end``."""
    return any(begins_clause(words, place) for place in range(start, end))


def _has_its_own_verb(words: list[str], start: int) -> bool:
    """Whether what follows ", and" has a subject and then a verb of its own: ", and the risk to her is high"."""
    if finite(words, start):
        return False
    for place in range(start + 1, min(start + 8, len(words))):
        if words[place] in _BOUNDARY:
            return False
        if finite(words, place):
            return True
    return False
