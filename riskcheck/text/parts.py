"""The part that somebody named plays in a clause: subject, agent, owner, or one to whom a thing is done."""

from enum import StrEnum

from riskcheck.text.clauses import DETERMINERS, finite, words_that

_FAR = 12
"""How many words a phrase between a subject and its verb may have."""
_OF_IS = frozenset(("been", "got", "not", "a", "now", "still", "had", "also", "in", "the"))
"""Words after 's that make it "is" or "has" and not a possessive."""


class Part(StrEnum):
    """What somebody does in a clause."""

    SUBJECT = "subject"
    AGENT = "agent"
    OWNER = "owner"
    OBJECT = "object"


def part_of_noun(words: list[str], start: int, end: int) -> Part:
    """The part of the people named from ``start`` to before ``end``."""
    first = start
    while first and words[first - 1] in DETERMINERS:
        first -= 1
    before = words[first - 1] if first else ""
    if end < len(words) and words[end] in ("'s", "'"):
        follows = words[end + 1] if end + 1 < len(words) else ""
        return Part.SUBJECT if follows in _OF_IS or follows.endswith("ing") else Part.OWNER
    if before == "by":
        return Part.AGENT
    if _is_seen_doing(words, before, end):
        return Part.SUBJECT
    if finite(words, first - 1) and before not in words_that("reports"):
        return Part.OBJECT
    begins = first == 0 or before in (";", ".", "-", ":") or (before == "and" and _verb_form(words, end))
    return Part.SUBJECT if begins or _verb_follows(words, end, first) else Part.OBJECT


def part_of_object(words: list[str], place: int) -> Part:
    """The part of a "him" or "me" at a place: a subject where a verb form follows, as in "saw him strike"."""
    before = words[place - 1] if place else ""
    if before == "by":
        return Part.AGENT
    doing = bool(words[place + 1 : place + 2]) and words[place + 1].endswith("ing")
    seen = before in words_that("perceives") and _verb_form(words, place + 1)
    return Part.SUBJECT if doing or seen else Part.OBJECT


def _is_seen_doing(words: list[str], before: str, end: int) -> bool:
    if before not in words_that("perceives") or before in words_that("preposition"):
        return False
    joined = end < len(words) and words[end] == "and"
    return _verb_form(words, end) or (joined and any(word.endswith("ing") for word in words[end : end + 6]))


def _verb_form(words: list[str], place: int) -> bool:
    """Whether a bare or ``-ing`` form stands at a place, as after "saw him"."""
    if place >= len(words):
        return False
    word = words[place]
    return word.endswith("ing") or word in words_that("bare") or finite(words, place)


def _verb_follows(words: list[str], end: int, first: int) -> bool:
    place = end
    if first and words[first - 1] in words_that("preposition"):
        return False
    while place < len(words) and place - end <= _FAR:
        word = words[place]
        if finite(words, place):
            return True
        if word in words_that("passes_over") or word.endswith("ly"):
            place += 1
        elif word in words_that("preposition"):
            place = _after_phrase(words, place + 1)
        elif word in (",", "(") and (closes := _closes(words, place)) is not None:
            place = closes + 1
        elif word == "and" and place + 1 < len(words) and words[place + 1] in (*DETERMINERS, "another", "other"):
            place += 3
        else:
            return False
    return False


def _after_phrase(words: list[str], place: int) -> int:
    """Past the noun phrase of a preposition: up to four words, none of which could be a verb."""
    stop = place
    while stop < len(words) and stop - place < 4 and not finite(words, stop) and words[stop] not in (",", ";", "and"):
        stop += 1
    return stop


def _closes(words: list[str], place: int) -> int | None:
    """Where an aside that begins at a place ends, if a verb follows it."""
    for stop in range(place + 2, min(place + 10, len(words))):
        if words[stop] in (",", ")"):
            return stop if finite(words, stop + 1) else None
    return None
