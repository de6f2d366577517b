"""Weapons by their use: everyday things that are used or hidden as one, and whatever somebody is hit with."""

from typing import TYPE_CHECKING

from riskcheck.text.lexicon import grammar, word_set
from riskcheck.text.matching import Hit, overlaps

if TYPE_CHECKING:
    from riskcheck.text.sentence import Sentence

_NEAR = 10
"""How many words apart an everyday thing and a word of use may stand."""
_FAR = 14
"""The same for substances, which are kept in something before they are thrown."""
_MAY_BE_TOOLS = frozenset(("knife", "firearm", "imitation_firearm", "other", "blunt", "not_recorded"))
"""Kinds of weapon that are no weapon where the text is about tools of work."""
_PERSON = word_set("person") - word_set("person_unsure")
_PERSON_OR_BODY = word_set("person") | word_set("body") | word_set("close")
_NOT_A_THING = word_set("no_weapon") | word_set("intimate") | _PERSON
_BLOWS = (word_set("harm") | word_set("hit") | word_set("threw")) - {"shot", "aimed"}
_AGAINST = frozenset(("at", "towards", "toward", "over", "into", "to", "against", "across"))
_ENDS_A_THING = (
    _AGAINST
    | grammar("boundary")
    | grammar("preposition")
    | grammar("auxiliary")
    | {".", "that", "'s", "him", "her", "me", "while"}
)


def used_as_weapons(sentence: "Sentence", named: list[Hit], senses: list[Hit]) -> list[Hit]:
    """The weapons of a sentence: those ``named`` as such, and things by their use.

    None where somebody hurts himself and nobody else; no plain knife or bar where the text is about tools and none is used.
    ``senses``: phrases in which a word for a weapon means something else.
    """
    if any(one.speaks_of_self_harm for one in sentence.around) and not _attacks_somebody(sentence):
        return []
    words = sentence.words
    uses = [hit for hit in sentence.table("weapons", "use") if not overlaps(hit, senses)]
    uses += sentence.table("weapons", "hidden")
    if not any(one.speaks_of_tools for one in sentence.around):
        uses += sentence.table("weapons", "carried")
    elif not uses:
        named = [hit for hit in named if hit.kind not in _MAY_BE_TOOLS]
    things = [hit for hit in sentence.table("weapons", "things") if not overlaps(hit, senses)]
    named = named + [thing for thing in things if any(_is_used(words, thing, use) for use in uses)]
    blows = [hit for hit in sentence.table("weapons", "instrument") if not overlaps(hit, senses)]
    instruments = [hit for hit in (_instrument(words, blow) for blow in blows) if hit is not None]
    return named + [hit for hit in instruments if not overlaps(hit, named)]


def is_aimed(words: list[str]) -> bool:
    """Whether what seemed to be done to a thing is done to somebody: "threw the TV at the officer through the door"."""
    if words[0] not in _BLOWS:
        return False
    if words[-3:-1] in (["with", "a"], ["with", "the"], ["with", "his"]) and not _PERSON.isdisjoint(words):
        return True
    return any(
        word in ("at", "over", "towards") and not _PERSON.isdisjoint(words[place + 1 : place + 4])
        for place, word in enumerate(words)
    )


def _attacks_somebody(sentence: "Sentence") -> bool:
    """Whether a blow falls on somebody."""
    return any(not _PERSON.isdisjoint(sentence.words[hit.start : hit.end + 2]) for hit in sentence.blows)


def _is_used(words: list[str], thing: Hit, use: Hit) -> bool:
    """Whether a word of use is about a thing: near it, with no end of a clause between."""
    start, end = (use.end, thing.start) if use.end <= thing.start else (thing.end, use.start)
    near = _NEAR if thing.kind != "corrosive" else _FAR
    return end - start <= near and {";", "but"}.isdisjoint(words[start:end])


def _instrument(words: list[str], blow: Hit) -> Hit | None:
    """The thing in a blow, a throw or a swing, whatever it is: words that name nothing else than a thing."""
    end = blow.end
    while end < len(words) and words[end] not in _ENDS_A_THING:
        end += 1
    if end == blow.end or not _NOT_A_THING.isdisjoint(words[blow.end : end]):
        return None
    if blow.kind in ("thrown", "swung") and not _is_against_somebody(words, end):
        return None
    if blow.kind == "struck" and _PERSON_OR_BODY.isdisjoint(words[blow.start : blow.end]):
        return None
    return Hit("always", "not_recorded", blow.end, end)


def _is_against_somebody(words: list[str], place: int) -> bool:
    """Whether "at", "over", "to" or the like and then somebody, or a part of somebody, follow a place."""
    return place < len(words) and words[place] in _AGAINST and not _PERSON_OR_BODY.isdisjoint(words[place + 1 : place + 6])
