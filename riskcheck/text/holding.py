"""Whose a weapon is said to be: who owns it, on whom it was found, from whom it was taken, who kept it."""

from riskcheck.text.lexicon import word_set
from riskcheck.text.mention import Whose
from riskcheck.text.person import Part, Person, Role
from riskcheck.text.scene import ELSE, WHOSE, Scene

_HAS = word_set("possesses")
_KEPT_IN = word_set("kept_in")
_KEPT_BY = word_set("kept_by")
_GAVE = word_set("gave")
_TOOK = word_set("took")
_DONE_WITH = word_set("threw") | word_set("done_with")
_FOUND_WITH = word_set("found_with")
_HIS_PLACES = word_set("his_places")
_IN = frozenset(("in", "under", "inside", "beneath", "behind", "from"))
_NO = frozenset(("never", "not", "n't", "no"))


def whose_thing(scene: Scene, start: int, end: int) -> Whose | None:
    """Whose the thing at the tokens from ``start`` to before ``end`` is said to be; nothing where nobody is said to have it."""
    owner = scene.owner_before(start)
    if owner is not None and owner.role in ELSE:
        return WHOSE[owner.role]
    found = _found_on(scene) or _taken_from(scene, start, end)
    if found is not None:
        return found
    for one in scene.people.all:
        if _has_it(scene, one, end) or _is_in_his_place(scene, one, end):
            return WHOSE[one.role]
    keeper = _keeper(scene, start)
    if keeper is not None:
        return WHOSE.get(keeper.role)
    return Whose.OTHER if _is_confessed(scene, start) else None


def comes_to_or_from_him(scene: Scene, start: int, end: int) -> bool:
    """Whether somebody gave the person a thing or took it off him: "a friend gave him the gun", "took a knife off him"."""
    before = scene.before(start, 5)
    if not _GAVE.isdisjoint(before) and not {"him", "p"}.isdisjoint(before):
        return True
    after = scene.words[end : end + 2]
    return not _TOOK.isdisjoint(before) and after in (["off", "him"], ["from", "him"], ["off", "p"], ["from", "p"])


def is_nobodys(scene: Scene, start: int, end: int) -> bool:
    """Whether a thing was found or thrown and nothing in the sentence links it to the person."""
    return _is_found_somewhere(scene, start, end) or _is_thrown_by_nobody(scene, end)


def _has_it(scene: Scene, one: Person, end: int) -> bool:
    """Whether somebody is said to have the thing just named: "the knife that the victim had"."""
    if one.part is not Part.SUBJECT or one.role is Role.STAFF or not end <= one.start <= end + 2:
        return False
    follows = scene.words[one.end : one.end + 4]
    linked = (
        one.start == end or scene.words[end] in ("that", "which", "the", "his") or scene.words[end : end + 2] == [",", "which"]
    )
    return linked and not _HAS.isdisjoint(follows) and "found" not in follows


def _is_in_his_place(scene: Scene, one: Person, end: int) -> bool:
    """Whether a thing was where somebody else keeps things: "found in his cellmate's locker"."""
    return (
        one.part is Part.OWNER
        and one.role in ELSE
        and end <= one.start <= end + 7
        and not _IN.isdisjoint(scene.before(one.start, 2))
        and not _KEPT_IN.isdisjoint(scene.words[one.end : one.end + 4])
    )


def _keeper(scene: Scene, start: int) -> Person | None:
    """By whom a thing is kept: "held by his uncle: a shotgun"."""
    keeper = next((one for one in scene.people.all if one.part is Part.AGENT and one.end <= start), None)
    kept = keeper is not None and not _KEPT_BY.isdisjoint(scene.words[keeper.start - 4 : keeper.start])
    return keeper if kept else None


def _is_confessed(scene: Scene, start: int) -> bool:
    """Whether somebody else takes a thing on himself: "his cellmate admitted that it was his"."""
    for cue in scene.confesses:
        subject = scene.people.subject(cue.start - 1)
        if subject is not None and subject.role in (Role.OTHER, Role.VICTIM) and abs(cue.start - start) <= 20:
            return True
    return False


def _found_on(scene: Scene) -> Whose | None:
    """On whom a thing was found, where it is somebody else: "found on his padmate", "the victim was found with"."""
    for cue in scene.context.found:
        if scene.words[cue.end : cue.end + 1] in (["on"], ["with"], ["from"]):
            near = [one for one in scene.people.within(cue.end + 1, cue.end + 3) if one.part is not Part.OWNER]
            if near and near[0].role in ELSE:
                return WHOSE[near[0].role]
    return None


def _taken_from(scene: Scene, start: int, end: int) -> Whose | None:
    """From whom the person took a thing, where it is somebody else: "tried to take the knife from her"."""
    end += scene.words[end : end + 1] == ["away"]
    if scene.words[end : end + 1] not in (["from"], ["off"]) or _TOOK.isdisjoint(scene.before(start, 5)):
        return None
    held = next(iter(scene.people.within(end + 1, end + 3)), None)
    return WHOSE[held.role] if held is not None and held.role in ELSE else None


def _is_found_somewhere(scene: Scene, start: int, end: int) -> bool:
    """Whether a thing was found and nothing in the sentence links it to the person."""
    found = any(
        (end <= cue.start <= end + 12 or cue.end <= start <= cue.end + 8)
        and _NO.isdisjoint(scene.before(cue.start, 2))
        and _FOUND_WITH.isdisjoint(scene.words[cue.end : cue.end + 1])
        for cue in scene.context.found
    )
    return found and _HIS_PLACES.isdisjoint(scene.words) and not scene.people.any_own()


def _is_thrown_by_nobody(scene: Scene, end: int) -> bool:
    """Whether a thing was used and nothing says by whom: "a plate was thrown"."""
    return (
        scene.words[end : end + 1] in (["was"], ["were"], ["is"], ["got"])
        and not _DONE_WITH.isdisjoint(scene.words[end + 1 : end + 4])
        and not scene.people.any_own()
    )
