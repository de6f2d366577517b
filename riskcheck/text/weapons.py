"""A weapon that stands only in the words of a record: prison records have no field for one."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from riskcheck import policy
from riskcheck.records.model import Weapon
from riskcheck.terms import Setting
from riskcheck.text.find import find
from riskcheck.text.mention import Category

_TEXTS_REMEMBERED = 4096
"""A replay reads the same texts on every day; nothing is remembered beyond the run."""


class InWords(NamedTuple):
    """A weapon, and the place of its words in the text: from the first character to before the last."""

    weapon: Weapon
    span: tuple[int, int]


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def weapon_in(text: str, setting: Setting | None) -> InWords | None:
    """The weapon that a text says is the person's own: not denied, not another's, not only reported, not long past.

    A text that tells of self-harm counts for none: a blade kept to hurt oneself is a risk to self.

    Of several, the first whose kind is said. ``setting``: where the text is about, if its source says so. How it was used is
    left open: a text does not say it in a way that can be relied on.
    """
    own = [mention for mention in find(text, setting, frozenset({Category.WEAPONS})) if mention.counts]
    if not own or _harm_to_self().search(text.lower()):
        return None
    told = next((mention for mention in own if mention.kind != "not_recorded"), own[0])
    return InWords(Weapon(kind=told.kind, use="not_recorded"), (told.start, told.end))


@cache
def _harm_to_self() -> re.Pattern[str]:
    words = policy.topic("lexicon_weapons")["harm_to_self"]["value"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")")
