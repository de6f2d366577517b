"""Which phrases of circumstances are mentions, but for contacts that are none and for drink and company in something else."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from riskcheck.terms import Setting
from riskcheck.text.lexicon import beginnings, word_set
from riskcheck.text.matching import Hit, overlaps

if TYPE_CHECKING:
    from riskcheck.text.sentence import Sentence

_DRUGS = word_set("drug")
_VESSELS = word_set("vessel")
_BREACHED = word_set("breached")
_CALLS = beginnings("calls")
_GOES = beginnings("goes")


def circumstances(sentence: "Sentence", named: list[Hit], armed: Callable[[], bool]) -> list[Hit]:
    """The circumstances among the phrases ``named`` for them, and contacts that breach an order.

    ``armed``: whether the sentence has a weapon.
    """
    if any(one.speaks_of_orders for one in sentence.around):
        named = named + [hit for hit in sentence.table("triggers", "with_order") if _is_since(sentence, hit)]
    found = [hit for hit in named if hit.kind != "contact_with_victim" or not _is_no_contact(sentence, hit, armed)]
    return [
        hit
        for hit in found
        if not _is_fought(sentence, hit)
        and not _is_of_drink(sentence.words[hit.start : hit.end], hit)
        and not _is_a_vessel(sentence, hit, armed)
        and not _is_by_victim(hit, found)
    ]


def _is_since(sentence: "Sentence", hit: Hit) -> bool:
    """Whether a contact is a breach or is told of a victim, and not what the order was made for."""
    return sentence.words[hit.start] == "has" or any(not _BREACHED.isdisjoint(one.words) for one in sentence.around)


def _is_no_contact(sentence: "Sentence", hit: Hit, armed: Callable[[], bool]) -> bool:
    """Whether a contact is only what an order forbids, or part of an attack and not of seeking the victim out since."""
    words = sentence.words
    orders = sentence.table("orders", "always")
    if orders:
        forbidden = any(one.start <= hit.start < one.end for one in orders)
        return forbidden or words[max(0, hit.start - 2) : hit.start] == ["not", "to"]
    if sentence.setting is not Setting.CUSTODY:
        return words[hit.start].startswith(_GOES) and armed()
    return not words[hit.start].startswith(_CALLS) and bool(sentence.blows or sentence.context.found)


def _is_fought(sentence: "Sentence", hit: Hit) -> bool:
    """Whether an associate is only one with whom the person fought, or to whom something was passed."""
    inside = sentence.setting is Setting.CUSTODY and bool(sentence.blows)
    return inside and hit.kind == "criminal_associates" and sentence.words[hit.start] in ("with", "from", "his")


def _is_of_drink(words: list[str], hit: Hit) -> bool:
    """Whether a failed test was for alcohol, not drugs."""
    return hit.kind == "drugs" and not {"alcohol", "breath"}.isdisjoint(words) and _DRUGS.isdisjoint(words)


def _is_a_vessel(sentence: "Sentence", hit: Hit, armed: Callable[[], bool]) -> bool:
    """Whether a drink is only what was in a bottle used as a weapon, or slurred speech where drugs are named."""
    if sentence.words[hit.start] in ("slurring", "slurred"):
        return any(one.kind == "drugs" for near in sentence.around for one in near.hits("triggers"))
    return sentence.words[hit.start] in _VESSELS and armed()


def _is_by_victim(hit: Hit, found: list[Hit]) -> bool:
    """Whether a contact is one that the victim made."""
    made = [one for one in found if one.kind == "victim_contacted" and hit.end <= one.end + 4]
    return hit.kind == "contact_with_victim" and overlaps(hit, made)
