"""Levels of risk of serious harm said in words: each level word is tied to the risk named nearest to it."""

from collections.abc import Iterator
from typing import NamedTuple

from riskcheck import policy
from riskcheck.text.lexicon import word_set
from riskcheck.text.matching import Hit

_LEVELS = {word: level for level, said in policy.topic("lexicon_sets")["level_said"]["value"].items() for word in said}
"""The level that each word stands for."""
_LETTERS = frozenset(("h", "m", "l"))
_CHANGES = word_set("changes")
_LEVEL_WORDS = frozenset((*_LEVELS, "very"))
_NAMES_RISK = frozenset(("risk", "risks", "harm", "rosh", "roh", "danger"))
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
    """The levels of risk of serious harm in one sentence, in order."""
    risks = [hit for hit in found if hit.table in ("harm", "other_risk")]
    unrelated = [hit for hit in found if hit.table == "senses"]
    other = [hit for hit in risks if hit.table == "other_risk"]
    other = [hit for hit in other if not _is_change(hit, words)]
    risks = [
        hit
        for hit in risks
        if (hit in other if hit.table == "other_risk" else not any(_within(hit, one) for one in other))
        and not _of_another(hit, other, words)
    ]
    made: list[tuple[str, int, int]] = []
    for place, word in enumerate(words):
        if word not in _LEVELS or any(hit.start <= place < hit.end for hit in unrelated):
            continue
        if word in _LETTERS and not {"rosh", "roh"} & set(words[max(0, place - _BEFORE) : place + 2]):
            continue
        if _risk_of(place, risks, words) == "harm":
            very = place > 0 and words[place - 1] in ("very", "v") and word == "high"
            made.append(("very_high" if very else _LEVELS[word], place - very, place + 1))
    for index, (kind, start, end) in enumerate(made):
        after = made[index + 1] if index + 1 < len(made) else None
        yield Level(kind, start, end, _is_past(words, start, end, after, made[index - 1] if index else None))


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


def _of_another(hit: Hit, other: list[Hit], words: list[str]) -> bool:
    """Whether words that name no risk, such as "assessed as high", stand by a risk other than serious harm."""
    if hit.table == "other_risk" or not _NAMES_RISK.isdisjoint(words[hit.start : hit.end]):
        return False
    return any(
        one.end <= hit.start <= one.end + 2
        or (hit.end <= one.start <= hit.end + 2 and not {"risk", "of"}.isdisjoint(words[hit.end : one.start + 1]))
        for one in other
    )


def _parted(words: list[str], start: int, end: int) -> bool:
    return any(word in (",", ";", ".", "and", "for", "-", "to", "on", "with", "but", "given") for word in words[start:end])


def _is_past(
    words: list[str], start: int, end: int, after: tuple[str, int, int] | None, before: tuple[str, int, int] | None
) -> bool:
    if words[max(0, start - 1)] == "from" and (after or before):
        return True
    if after is None:
        return False
    between = words[end : after[1]]
    if between == ["to"]:
        return True
    return not _CHANGES.isdisjoint(between) and not {"children", "public", "staff", "partner", "prisoners", "others"} & set(
        between[:4]
    )


def _within(hit: Hit, other: Hit) -> bool:
    return other.start < hit.end and hit.start < other.end
