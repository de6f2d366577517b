"""The levels of risk of serious harm that a sentence states: those in force, and those that were changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from riskcheck.text.kept import HEADING
from riskcheck.text.levels import Level, levels
from riskcheck.text.lexicon import word_set
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category

if TYPE_CHECKING:
    from riskcheck.text.sentence import Sentence

_GOES_ON = word_set("group") | word_set("present")
_CHANGED = word_set("level_changed")
_PRESENT = word_set("present")


def stated_levels(sentence: "Sentence") -> Iterator[tuple[Level, set[str]]]:
    """Each level that a sentence states, in order, with the doubts of it."""
    for level in levels([*_continued(sentence), *sentence.hits("stated_level")], sentence.words):
        doubts = sentence.doubts(Category.STATED_LEVEL, level.start, level.end)
        if level.past or _is_changed_next(sentence):
            doubts = doubts - {"negated"} | {"historical"}
        elif _is_of_the_day(sentence.words[max(0, level.start - 3) : level.start]):
            doubts -= {"historical"}
        yield level, doubts


def _is_of_the_day(before: list[str]) -> bool:
    """Whether a level is said to be that of the day, or the one to which another was changed."""
    return not _PRESENT.isdisjoint(before) or (before[-1:] == ["to"] and not _CHANGED.isdisjoint(before))


def _is_changed_next(sentence: "Sentence") -> bool:
    """Whether the next sentence says that this level was changed: "This was lowered to medium"."""
    following = sentence.next.words if sentence.next is not None else []
    return following[:1] in (["this"], ["it"], ["since"]) and not _CHANGED.isdisjoint(following[:6])


def _continued(sentence: "Sentence") -> list[Hit]:
    """The risk that a short sentence goes on about: "RoSH: public - high. Staff - medium."."""
    before = sentence.around[0]
    if before is sentence or len(sentence.words) > HEADING + 2 or _GOES_ON.isdisjoint(sentence.words):
        return []
    return [Hit("harm", "", 0, 0)] if any(True for _ in levels(before.hits("stated_level"), before.words)) else []
