"""Levels, groups and answers as OASys payloads write them."""

import re
from collections.abc import Iterable

from riskcheck import policy
from riskcheck.terms import Level

_ORDER = tuple(level.value for level in Level)
_BLANKS = re.compile(r"[\s_-]+")


def _plain(word: str) -> str:
    return _BLANKS.sub("", word.strip().lower())


def level(word: str) -> str | None:
    """The level that a word states; ``not_recorded`` for a word that states none; nothing for a word that is not known."""
    topic = policy.topic("import_oasys")
    plain = _plain(word)
    found: str | None = topic["levels"]["value"].get(plain)
    return found or ("not_recorded" if plain in topic["no_level"]["value"] else None)


def band(word: str) -> str | None:
    """The band that a word states, ``not_applicable`` among them; nothing for a word that is not known."""
    return "not_applicable" if _plain(word) == "notapplicable" else level(word)


def letter(word: str) -> str | None:
    """The band that a letter stands for, as ORDS writes it."""
    found: str | None = policy.topic("import_oasys")["letters"]["value"].get(word.strip().lower())
    return found


def group(word: str) -> str | None:
    """The group at risk that a word means, however it is spelt; nothing for a word that is not known."""
    found: str | None = policy.topic("import_oasys")["groups"]["value"].get(_plain(word))
    return found


def answer(word: str) -> str | None:
    """The answer that a word states; nothing for a word that is not known."""
    found: str | None = policy.topic("import_oasys")["answers"]["value"].get(word.strip().lower().replace("\u2019", "'"))
    return found


def worst(levels: Iterable[str | None]) -> str | None:
    """The highest of some levels; nothing where none of them is a level."""
    return max((one for one in levels if one in _ORDER), key=_ORDER.index, default=None)
