"""Where the clauses of a sentence begin. There is no parser: marks, joining words and verbs tell."""

from functools import cache

from riskcheck import policy

SUBJECTS = frozenset(("he", "i", "we", "p", "pop"))
DETERMINERS = frozenset(
    (
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "my",
        "this",
        "that",
        "old",
        "then",
        "former",
        "own",
        "two",
        "three",
        "both",
        "some",
        "one",
    )
)
_OPENERS = frozenset(
    (*SUBJECTS, "she", "they", "it", "there", "staff", "officers", "police", "this", "these", "still", "now", "currently")
)
_SOFT = frozenset(("and", ",", "then", "-", "as", "&", ":"))
_PARTICIPLES = frozenset(("carried", "convicted", "used", "known", "unused"))
_NOT_A_CLAUSE = ([","], ["not"], ["n't"], ["no"])


@cache
def words_that(name: str) -> frozenset[str]:
    """The words of one class of ``lexicon_grammar``, such as ``finite``."""
    return frozenset(policy.topic("lexicon_grammar")[name]["value"])


def finite(words: list[str], place: int) -> bool:
    """Whether the word at a place can be the verb of a subject before it."""
    if not 0 <= place < len(words):
        return False
    word = words[place]
    if word in words_that("auxiliary") or word in words_that("finite"):
        return True
    if len(word) <= 3 or not word.endswith("ed") or word in words_that("noun_in_ed"):
        return False
    return place == 0 or (words[place - 1] not in DETERMINERS and words[place - 1] not in words_that("preposition"))


def begins_clause(words: list[str], place: int) -> bool:
    """Whether a new clause begins at a place: a hard mark, or a soft one with a subject or a verb after it."""
    word = words[place]
    if word in words_that("hard"):
        return True
    if word not in _SOFT or place + 1 >= len(words):
        return False
    follows = words[place + 1]
    if word == "," and follows in ("and", "but", "then"):
        return False
    if follows in _OPENERS:
        return True
    if word == "," and follows in ("is", "has") and words[place + 2 : place + 3] not in _NOT_A_CLAUSE:
        return True
    return word == "and" and finite(words, place + 1) and follows not in _PARTICIPLES


def clauses(words: list[str]) -> list[int]:
    """The number of the clause that each word is in, from 0."""
    numbers, number = [], 0
    for place in range(len(words)):
        number += bool(place) and begins_clause(words, place)
        numbers.append(number)
    return numbers
