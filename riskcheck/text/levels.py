"""Levels of risk of serious harm said in words: each level word is tied to the risk named nearest to it."""

from collections.abc import Iterator
from typing import NamedTuple

from riskcheck import policy
from riskcheck.text.lexicon import word_set
from riskcheck.text.matching import Hit, overlaps

_LEVELS = {word: level for level, said in policy.topic("lexicon_sets")["level"]["value"].items() for word in said}
"""The level that each word stands for."""
_LETTERS = frozenset(("h", "m", "l"))
_CHANGES = word_set("changes")
_LEVEL_WORDS = frozenset((*_LEVELS, "very"))
_PARTS = frozenset((",", ";", ".", "and", "for", "-", "to", "on", "with", "but", "given"))
_GROUPS = frozenset(("children", "public", "staff", "partner", "prisoners", "others"))
_BEFORE = 18
"""How many words after the risk its level may stand."""
_AFTER = 5
"""How many words before the risk its level may stand."""


class Level(NamedTuple):
    """A level at the tokens from ``start`` to before ``end``; ``past`` where the text says that it has been changed."""

    kind: str
    start: int
    end: int
    past: bool


def levels(found: list[Hit], words: list[str]) -> Iterator[Level]:
    """The levels of risk of serious harm in one sentence, in order.

    ``found``: the phrases of ``lexicon_stated_level`` in it. ``words``: its words in lower case.
    """
    risks = _risks(found, words)
    elsewhere = [hit for hit in found if hit.table == "senses"]
    said = [
        _said(words, place)
        for place, word in enumerate(words)
        if word in _LEVELS
        and not any(hit.start <= place < hit.end for hit in elsewhere)
        and not _is_only_a_letter(words, place)
        and _risk_of(place, risks, words) == "harm"
    ]
    for index, one in enumerate(said):
        after = said[index + 1] if index + 1 < len(said) else None
        yield one._replace(past=_is_past(words, one, after, index > 0))


def _said(words: list[str], place: int) -> Level:
    """The level for which the word at a place stands, with a "very" before it."""
    very = words[place] == "high" and place > 0 and words[place - 1] in ("very", "v")
    return Level("very_high" if very else _LEVELS[words[place]], place - very, place + 1, False)


def _is_only_a_letter(words: list[str], place: int) -> bool:
    """Whether a word is a letter that stands for a level only after "RoSH"."""
    return words[place] in _LETTERS and {"rosh", "roh"}.isdisjoint(words[max(0, place - _BEFORE) : place + 2])


def _risks(found: list[Hit], words: list[str]) -> list[Hit]:
    """The risks named, in order: of serious harm, where the words are of no other risk, and others."""
    other = [hit for hit in found if hit.table == "other_risk" and not _is_change(hit, words)]
    return [
        hit
        for hit in found
        if hit in other or (hit.table == "harm" and not overlaps(hit, other) and not _is_of_another(hit, other, words))
    ]


def _risk_of(place: int, risks: list[Hit], words: list[str]) -> str:
    """The table of the risk that a level word belongs to: one that follows closely, else the nearest before it."""
    for hit in risks:
        if hit.start <= place < hit.end:
            return hit.table
    following = [hit for hit in risks if place < hit.start <= place + _AFTER and not _parted(words, place + 1, hit.start)]
    if following:
        return following[0].table
    before = [hit for hit in risks if hit.end <= place <= hit.end + _BEFORE]
    return before[-1].table if before else ""


def _is_change(hit: Hit, words: list[str]) -> bool:
    """Whether what looks like a risk from somebody is a level that was left: "risk of serious harm from high to"."""
    return "from" in words[hit.start : hit.end] and not _LEVEL_WORDS.isdisjoint(words[hit.end - 1 : hit.end + 1])


def _is_of_another(hit: Hit, other: list[Hit], words: list[str]) -> bool:
    """Whether words that name no risk, such as "assessed as high", stand by a risk other than serious harm."""
    return any(
        one.end <= hit.start <= one.end + 2
        or (hit.end <= one.start <= hit.end + 2 and not {"risk", "of"}.isdisjoint(words[hit.end : one.start + 1]))
        for one in other
    )


def _parted(words: list[str], start: int, end: int) -> bool:
    """Whether something from ``start`` to before ``end`` parts a level from the risk that follows."""
    return not _PARTS.isdisjoint(words[start:end])


def _is_past(words: list[str], level: Level, after: Level | None, follows_another: bool) -> bool:
    """Whether a level is said to be changed: to the one ``after`` it, or from it to another."""
    if words[level.start - 1 : level.start] == ["from"] and (after or follows_another):
        return True
    if after is None:
        return False
    between = words[level.end : after.start]
    return between == ["to"] or (not _CHANGES.isdisjoint(between) and _GROUPS.isdisjoint(between[:4]))
