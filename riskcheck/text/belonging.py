"""Whose a mention is by its kind and by the sentence after it: losses, new partners, threats that are told, marks of blows."""

from typing import TYPE_CHECKING

from riskcheck.text.lexicon import word_set
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category, Whose
from riskcheck.text.telling import is_told_to_come, is_vow

if TYPE_CHECKING:
    from riskcheck.text.sentence import Sentence

_BRIEF = 24
"""A sentence of so many words at most may say of the one before it that it is not known who."""
_AT_SOMEBODY = frozenset({Category.WEAPONS, Category.CUSTODY_VIOLENCE})
_KIN = word_set("kin")
_BRUISES = word_set("bruises")
_DID = frozenset(("did", "done", "hit", "punched", "caused"))
_OF_HIS = frozenset(("p", "his", "children", "prisoner", "pop", "accused", "partner"))


def belongs_to(sentence: "Sentence", category: Category, hit: Hit) -> Whose:
    """Whose a mention is by the people of its sentence, unless its kind or the sentence after says otherwise."""
    if hit.kind == "victim_contacted":
        return Whose.VICTIM
    whose = sentence.owners.whose(category, hit.start, hit.end)
    if hit.kind in ("relationship_breakdown", "bereavement"):
        return _loss(sentence, hit, whose)
    if hit.kind == "new_relationship":
        return _relationship(sentence, hit, whose)
    after = sentence.next
    if whose is Whose.UNCLEAR and after is not None and after.owns_up:
        return Whose.OWN
    if category in _AT_SOMEBODY and whose is Whose.OWN and _is_left_open(sentence):
        return Whose.UNCLEAR
    if _is_own_threat(sentence, category, hit) or (whose is Whose.OTHER and _is_his_doing(sentence, hit)):
        return Whose.OWN
    return whose


def _is_left_open(sentence: "Sentence") -> bool:
    """Whether a sentence that does not name the person is followed by one that leaves open whose it was."""
    after = sentence.next
    return after is not None and len(after.words) <= _BRIEF and bool(after.context.unclear) and not sentence.owners.names_him


def _is_own_threat(sentence: "Sentence", category: Category, hit: Hit) -> bool:
    """Whether a mention is what the person says will be done, so that it is his threat whoever is its subject."""
    if hit.kind == "threat":
        threatened = is_vow(sentence.words[: hit.start])
    else:
        threatened = category is Category.DOMESTIC_ABUSE and is_told_to_come(sentence.words, hit.start, hit.end)
    return threatened and sentence.owners.speaks_first(hit.start)


def _is_his_doing(sentence: "Sentence", hit: Hit) -> bool:
    """Whether of bruises or a black eye it is said that he did it."""
    if _BRUISES.isdisjoint(sentence.words[hit.start : hit.end]):
        return False
    words = sentence.words + (sentence.next.words if sentence.next is not None else [])
    return any(
        word in ("he", "p", "pop") and not _DID.isdisjoint(words[place + 1 : place + 3]) for place, word in enumerate(words)
    )


def _loss(sentence: "Sentence", hit: Hit, whose: Whose) -> Whose:
    """A partner who leaves and a mother who dies are the person's own loss; somebody else's is marked by 's."""
    before = sentence.words[max(0, hit.start - 2) : hit.start]
    words = [*before, *sentence.words[hit.start : hit.end]]
    if hit.kind == "bereavement" and sentence.words[hit.start] in _KIN and "'s" not in before:
        return whose if before[-1:] == ["her"] and sentence.man else Whose.OWN
    if before == [sentence.named, "'s"]:
        return Whose.OWN
    if "'s" in words and _OF_HIS.isdisjoint(words):
        return whose if whose is not Whose.OWN else Whose.OTHER
    kept = whose is Whose.VICTIM or (whose is Whose.OTHER and (_KIN | {"she"}).isdisjoint(words))
    return whose if kept else Whose.OWN


def _relationship(sentence: "Sentence", hit: Hit, whose: Whose) -> Whose:
    """A new partner who is named is the person's own, unless somebody else's is said."""
    before = sentence.words[max(0, hit.start - 2) : hit.start]
    if before[-1:] == ["her"] or (before[-1:] == ["'s"] and before[0] not in ("p", "pop", "prisoner", sentence.named)):
        return Whose.OTHER if sentence.man else whose
    return Whose.OWN if whose is Whose.OTHER and sentence.owners.is_named_in(hit.start, hit.end) else whose
