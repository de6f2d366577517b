"""Whose an act is: who did it, and to whom."""

from riskcheck.text.clauses import any_clause_begins, begins_clause
from riskcheck.text.holding import comes_to_or_from_him, is_nobodys, whose_thing
from riskcheck.text.lexicon import beginnings, grammar, word_set
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category, Whose
from riskcheck.text.person import Part, Person, Role
from riskcheck.text.scene import WHOSE, Scene

_BE = grammar("be")
_BOUNDARY = grammar("boundary")
_PASSES_OVER = grammar("passes_over")
_TELLS = grammar("tells")
_HARM = word_set("harm")
_DONE_TO = _HARM | word_set("threw") | word_set("threatened")
_FINDS = word_set("finds")
_FORCE = word_set("force")
_STAFF_WEAPON = word_set("staff_weapon")
_DEED = beginnings("deed")
_OF_A_DEED = word_set("of_a_deed")
_SOMEBODYS = word_set("somebodys")
_FAR = 26
"""How many words from what is not known a mention may stand."""
_TO = frozenset(("at", "on", "over", "against", "towards", "toward", "to", "upon", "onto", "into", "in", "with"))


def whose_act(scene: Scene, category: Category, start: int, end: int) -> Whose:
    """Whose the act, or the weapon used in it, is that stands at the tokens from ``start`` to before ``end``."""
    doer = _doer_before(scene, start)
    if doer is not None:
        return doer
    if _is_anothers(scene, start, end):
        return Whose.OTHER
    agent = _agent(scene, start, end)
    if agent is not None:
        return agent
    if _is_turned(scene, start, end):
        return Whose.OTHER
    held = whose_thing(scene, start, end) if category is Category.WEAPONS else None
    if held is not None:
        return held
    if any(abs(start - cue.end) <= _FAR or cue.start <= start < cue.end for cue in scene.context.unclear):
        return Whose.UNCLEAR
    if category is Category.WEAPONS and comes_to_or_from_him(scene, start, end):
        return Whose.OWN
    if category is Category.CUSTODY_VIOLENCE and _is_between_others(scene, end):
        return Whose.OTHER
    whose = _by_subject(scene, category, start, end)
    if whose is Whose.OWN and category is Category.WEAPONS and is_nobodys(scene, start, end):
        return Whose.UNCLEAR
    return whose


def is_done_to(scene: Scene, one: Person, place: int) -> bool:
    """Whether somebody is the one to whom a thing named just before a place is done, in the same clause."""
    return (
        place <= one.start <= place + 6
        and one.part is Part.OBJECT
        and scene.words[one.start - 1] not in _SOMEBODYS
        and not _TO.isdisjoint(scene.words[max(place, one.start - 2) : one.start])
    )


def _doer_before(scene: Scene, start: int) -> Whose | None:
    """Whose an act is that is named by a noun with its doer before it: "his threats to her", "P's assault"."""
    if not scene.words[start].startswith(_DEED):
        return None
    owner = next((one for one in scene.people.within(start - 3, start) if one.part is Part.OWNER), None)
    if owner is None or owner.role is Role.STAFF or not _OF_A_DEED.issuperset(scene.words[owner.end : start]):
        return None
    return WHOSE[owner.role]


def _is_anothers(scene: Scene, start: int, end: int) -> bool:
    """Whether words after an act or thing say whose it is, or to whom it was done: "belonged to his cellmate"."""
    for cue in scene.turned_before:
        near = (
            end <= cue.start <= end + 12
            or start <= cue.start < end
            or (cue.end <= start <= cue.end + 5 and scene.words[cue.start].startswith("belong"))
        )
        somebody = scene.words[cue.start] in ("someone", "somebody", "another")
        if near and (somebody or not _is_stopped(scene, end, cue.start)):
            return True
    return False


def _agent(scene: Scene, start: int, end: int) -> Whose | None:
    """Who follows "by" after a mention."""
    for one in scene.people.within(start, end + 11):
        between = scene.words[end : one.start]
        if one.part is not Part.AGENT or one.role is Role.STAFF:
            continue
        if not any_clause_begins(scene.words, end, one.start) and _TELLS.isdisjoint(between):
            return Whose.OWN if between[:2] == ["for", "him"] else WHOSE[one.role]
    return None


def _is_turned(scene: Scene, start: int, end: int) -> bool:
    """Whether words before a mention say that it was done to the person, or by somebody else: "victim of"."""
    return any(
        cue.start < end and start <= cue.end + 9 and not _is_stopped(scene, cue.end, start) and _is_of_him(scene, cue)
        for cue in scene.turned
    )


def _is_of_him(scene: Scene, cue: Hit) -> bool:
    """Whether it is the person to whom the words of a cue say that something was done."""
    last = scene.words[cue.end - 1]
    if last == "him" and any(one.end == cue.end and one.role is Role.OTHER for one in scene.people.all):
        return False
    subject = scene.people.subject(cue.start)
    return subject is None or subject.role in (Role.OWN, Role.STAFF) or last in ("him", "p", "his")


def _is_stopped(scene: Scene, start: int, end: int) -> bool:
    """Whether something from ``start`` to before ``end`` ends what is said of whose an act is."""
    return any(
        word in (";", "but", "although", "though")
        or (word in ("and", "then", "he", "so") and begins_clause(scene.words, start + place))
        for place, word in enumerate(scene.words[start:end])
    )


def _is_between_others(scene: Scene, end: int) -> bool:
    """Whether a fight is said to be between people of whom none is the person."""
    after = scene.words[end : end + 9]
    if "between" not in after:
        return False
    named = [one for one in scene.people.within(end + after.index("between"), end + 16) if one.part is not Part.OWNER]
    return bool(named) and all(one.role is not Role.OWN for one in named)


def _by_subject(scene: Scene, category: Category, start: int, end: int) -> Whose:
    """Whose an act is by the subject of its clause, and by whether its verb is active or passive."""
    led = category is Category.DOMESTIC_ABUSE and any(
        one.role is Role.INTIMATE and one.part is Part.OBJECT for one in scene.people.within(start, start + 2)
    )
    subject = scene.people.subject(end - 1 if led else start)
    passive = _passive(scene, start, end, min(subject.end, start) if subject else 0)
    if subject is None:
        suffered = (passive is not None and _begins_passive(scene, passive)) or _is_suffered(scene)
        return Whose.OTHER if suffered or _is_done_to_own(scene, start, end, 0) else Whose.OWN
    if subject.role is Role.STAFF:
        return _by_staff(scene, category, subject, passive is not None, start, end)
    if subject.role is Role.OWN:
        return Whose.OTHER if passive is not None else Whose.OWN
    if passive is not None:
        known = subject.role is Role.VICTIM or (subject.role is Role.INTIMATE and category is Category.DOMESTIC_ABUSE)
        return Whose.OWN if known else Whose.UNCLEAR
    if category is Category.WEAPONS and _is_found_by_her(scene, subject, start):
        return Whose.OWN
    return WHOSE[subject.role]


def _is_found_by_her(scene: Scene, subject: Person, start: int) -> bool:
    """Whether a "she" who finds or tells of a thing is one who works with the person, whatever she seems."""
    she = subject.role is Role.INTIMATE and scene.words[subject.start] in ("she", "her", "who")
    return she and not _FINDS.isdisjoint(scene.words[subject.end : start])


def _by_staff(scene: Scene, category: Category, staff: Person, passive: bool, start: int, end: int) -> Whose:
    """Whose an act is of which staff are the subject: what they tell is the person's, unless it is what they or others did."""
    if passive:
        return Whose.OWN
    if category is Category.WEAPONS:
        return Whose.OWN if _STAFF_WEAPON.isdisjoint(scene.words[staff.end : start]) else Whose.OTHER
    forceful = not _FORCE.isdisjoint(scene.words[staff.end : end])
    return Whose.OTHER if forceful or _is_done_to_own(scene, start, end, staff.end) else Whose.OWN


def _is_suffered(scene: Scene) -> bool:
    """Whether a note begins with what was done to the person: "Scalded by", "Robbed at"."""
    first, second, third = [*scene.words[:3], "", "", ""][:3]
    doing = third.endswith("ing") and third not in ("boiling", "scalding")
    return first in _HARM and second == "by" and not doing


def _begins_passive(scene: Scene, place: int) -> bool:
    """Whether a passive has no subject at all, as in "Was stabbed in 2018": a note about the person."""
    before = place - 1
    while before and scene.words[before - 1] in ("has", "had", "been", "also", "being", "having", "previously"):
        before -= 1
    return before == 0 or scene.words[before - 1] in _BOUNDARY


def _is_done_to_own(scene: Scene, start: int, end: int, since: int) -> bool:
    """Whether the person is the one to whom it is done: "thrown at him", "attacked the prisoner"."""
    for one in scene.people.within(max(since, start - 8), end + 9):
        if one.role is not Role.OWN or one.part is not Part.OBJECT:
            continue
        before = scene.words[one.start - 1] if one.start else ""
        if (
            not any_clause_begins(scene.words, min(one.start, start), max(one.start, end))
            and not _DONE_TO.isdisjoint(scene.words[max(since, min(start, one.start) - 6) : max(end, one.start)])
            and (before in _TO or before in _HARM or one.start < end)
        ):
            return _FINDS.isdisjoint(scene.words[since : one.start])
    return False


def _passive(scene: Scene, start: int, end: int, since: int) -> int | None:
    """The place of a passive verb of harm that governs a mention, after ``since``."""
    for place in range(end - 1, max(since, start - 12) - 1, -1):
        if scene.words[place] in _HARM and _is_passive(scene, place, since):
            return place
        if place < start and begins_clause(scene.words, place):
            return None
    return None


def _is_passive(scene: Scene, place: int, since: int) -> bool:
    """Whether a form of "be" governs the verb at a place, with no more than adverbs between."""
    if scene.words[place].endswith("ing"):
        return False
    for word in reversed(scene.words[max(since, place - 4) : place]):
        if word in _BE:
            return True
        if word not in _PASSES_OVER:
            return False
    return False
