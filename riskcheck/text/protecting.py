"""Whose an order is: against whom it was made, or by whom or for whom."""

from riskcheck.text.lexicon import beginnings, word_set
from riskcheck.text.mention import Whose
from riskcheck.text.person import Part, Person, Role
from riskcheck.text.scene import WHOSE, Scene

_PROTECTS = beginnings("protects")
_OBTAINED = word_set("obtained")
_PUT = word_set("order_put")
_FILES = word_set("files")
_SUBJECT_TO = word_set("subject_to")
_ENDS = frozenset((";", "for", "following", "after", "in", "expires"))
"""Words and marks after which nobody is named against whom an order is."""
_REACH = 14
"""How many words after an order may name against whom it is."""


def whose_order(scene: Scene, start: int, end: int) -> Whose:
    """Whose the order at the tokens from ``start`` to before ``end`` is: of whom it forbids something."""
    if scene.asks_who():
        return Whose.UNCLEAR
    if _protects_him(scene, end):
        return Whose.OTHER
    subject = scene.people.subject(start)
    if subject is not None and _is_put_on_by(scene, subject, end):
        return WHOSE[subject.role]
    if subject is not None and _is_obtained_by_him(scene, subject, start):
        return Whose.OTHER
    target = _target(scene, end)
    if target is not None:
        return _against(scene, target)
    if subject is None or subject.role in (Role.OWN, Role.STAFF):
        return Whose.OWN
    if subject.role in (Role.INTIMATE, Role.VICTIM):
        between = scene.words[subject.end : start]
        subjected = not _SUBJECT_TO.isdisjoint(between) and {"him", "p", "pop"}.isdisjoint(between)
        return WHOSE[subject.role] if subjected else Whose.OWN
    return Whose.OTHER


def _protects_him(scene: Scene, end: int) -> bool:
    """Whether words after an order say that it protects the person."""
    if scene.words[end : end + 2] == ["protects", "her"]:
        return True
    return any(end <= cue.start <= end + 10 and scene.words[cue.start].startswith(_PROTECTS) for cue in scene.turned_before)


def _is_put_on_by(scene: Scene, subject: Person, end: int) -> bool:
    """Whether a partner or victim has an order that follows "on him": "she had put on him a"."""
    return (
        subject.role in (Role.INTIMATE, Role.VICTIM)
        and "him" in scene.words[subject.end : end + 4]
        and "on" in scene.words[subject.end : end]
    )


def _is_obtained_by_him(scene: Scene, subject: Person, start: int) -> bool:
    """Whether the person sought or got an order against somebody."""
    return subject.role is Role.OWN and not _OBTAINED.isdisjoint(scene.words[subject.end : start])


def _target(scene: Scene, end: int) -> int | None:
    """The place after the "against" or "on" that follows an order in its clause."""
    after = scene.words[end : end + _REACH]
    for place, word in enumerate(after):
        named = word in ("against", "upon") or (word == "on" and (place == 0 or after[place - 1] in _PUT))
        if named:
            if place or _FILES.isdisjoint(after[1:3]):
                return end + place + 1
        elif word in _ENDS:
            return None
    return None


def _against(scene: Scene, place: int) -> Whose:
    """Whose an order is that is against whom the words from ``place`` name."""
    target = next((one for one in scene.people.within(place, place + 4) if one.part is not Part.OWNER), None)
    if target is None:
        return (
            Whose.OTHER
            if scene.words[place : place + 1] in (["a"], ["an"], ["another"], ["his"], ["her"], ["their"])
            else Whose.OWN
        )
    return Whose.OWN if target.role in (Role.OWN, Role.STAFF) else Whose.OTHER
