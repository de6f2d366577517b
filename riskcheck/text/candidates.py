"""Which phrases of a sentence may be mentions, category by category. Whether each is one, and whose, is judged after."""

from collections.abc import Callable

from riskcheck.text.lexicon import word_set
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category

Look = Callable[[str], list[Hit]]
"""Gives the phrases of a lexicon that are in the sentence."""


def candidates(category: Category, hits: Look, words: list[str], near: frozenset[str]) -> list[Hit]:
    """The phrases that may be mentions of a category, in order, none within another of its kind.

    ``near``: the words of the sentence and of those beside it. Stated levels are read by ``levels``.
    """
    found = hits(category.value)
    senses = _senses(category, found, hits, words, near)
    within = category is Category.CUSTODY_VIOLENCE
    named = [
        hit
        for hit in found
        if hit.table in ("always", "negative")
        and not (_within if within or hit.kind == "criminal_associates" else _overlaps)(hit, senses)
    ]
    if category is Category.WEAPONS:
        used = any(hit.table in ("use", "hidden", "carried") for hit in found)
        named += [hit for hit in found if used and hit.table == "things" and not _overlaps(hit, senses)]
    if category is Category.DOMESTIC_ABUSE and not near.isdisjoint(word_set("intimate")):
        senses = [*senses, *_table(hits("weapons"), "senses")]
        named += [hit for hit in found if hit.table in ("with_intimate", "by_intimate") and not _overlaps(hit, senses)]
    if category is Category.TRIGGERS:
        orders = _table(hits("orders"), "always") if any(hit.kind == "contact_with_victim" for hit in named) else []
        named = [hit for hit in named if hit.kind != "contact_with_victim" or not _overlaps(hit, orders)]
        kinds = dict.fromkeys(hit.kind for hit in named)
        return [hit for kind in kinds for hit in _widest([one for one in named if one.kind == kind])]
    return _widest(named)


def _senses(category: Category, found: list[Hit], hits: Look, words: list[str], near: frozenset[str]) -> list[Hit]:
    """Phrases in which the words of a category mean something else."""
    senses = _table(found, "senses")
    if category is not Category.CUSTODY_VIOLENCE:
        return senses
    senses = [hit for hit in senses if hit.end - hit.start <= 3 or _WOUNDABLE.isdisjoint(words[hit.start : hit.end])]
    senses += _table(hits("weapons"), "senses")
    if not _VISITS.isdisjoint(words):
        return senses
    abuse = hits("domestic_abuse")
    senses += _table(abuse, "always")
    if not near.isdisjoint(word_set("intimate")) and set(word_set("staff")).isdisjoint(words):
        senses += [hit for hit in _table(abuse, "with_intimate") if {"her", "she"} & set(words[hit.start : hit.end])]
    return senses


_VISITS = frozenset(("visit", "visits", "visiting"))
_WOUNDABLE = frozenset(
    ("officer", "officers", "prisoner", "staff", "cellmate", "victim", "man", "nurse", "prisoners", "inmate", "resident")
)


def _table(found: list[Hit], table: str) -> list[Hit]:
    return [hit for hit in found if hit.table == table]


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(other.start < hit.end and hit.start < other.end for other in others)


def _within(hit: Hit, others: list[Hit]) -> bool:
    """Whether a hit begins in another and does not reach beyond it."""
    return any(other.start <= hit.start < other.end and hit.end <= other.end for other in others)


def _widest(found: list[Hit]) -> list[Hit]:
    """Hits that do not lie within a wider one, in order; of two over the same words, the first by kind."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start, hit.kind)):
        if not any(one.start <= hit.start and hit.end <= one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.kind))
