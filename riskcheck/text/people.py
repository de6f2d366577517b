"""The people of one sentence: who each is to the record, and the part that each plays."""

from enum import StrEnum
from typing import NamedTuple

from riskcheck.text.clauses import DETERMINERS, words_that
from riskcheck.text.matching import Hit
from riskcheck.text.parts import Part, part_of_noun, part_of_object


class Role(StrEnum):
    """Who somebody is to the record. ``intimate`` is another person who is a partner or family; ``staff`` wrote or saw it."""

    OWN = "own"
    VICTIM = "victim"
    OTHER = "other"
    INTIMATE = "intimate"
    STAFF = "staff"


class Person(NamedTuple):
    """A person at the tokens from ``start`` to before ``end``."""

    role: Role
    part: Part
    start: int
    end: int


_SUBJECTS = {"he": Role.OWN, "i": Role.STAFF, "we": Role.STAFF, "p": Role.OWN, "pop": Role.OWN}
_OBJECTS = {"him": Role.OWN, "me": Role.STAFF, "us": Role.STAFF}
_OWNERS = {"his": Role.OWN, "my": Role.STAFF, "our": Role.STAFF}
_NAMING = frozenset((*(role.value for role in Role), "nobody", "titled"))
_MALE = frozenset(("he", "p", "pop"))
_NEAR = 8


def is_man(words: list[str]) -> bool:
    """Whether a text writes of the person as he or as P, so that "she" is somebody else."""
    return not _MALE.isdisjoint(words) or ("she" not in words and not {"him", "his"}.isdisjoint(words))


def people(found: list[Hit], words: list[str], man: bool, victim_near: bool, custody: bool) -> list[Person]:
    """Everybody named in a sentence, in order."""
    named = [hit for hit in found if hit.table in _NAMING]
    covered = {place for hit in named if hit.table != "nobody" for place in range(hit.start, hit.end)}
    everybody = sorted([*_nouns(named, words, custody), *_pronouns(words, covered, man, victim_near)], key=_place)
    everybody = _joined(everybody, words)
    return sorted([*everybody, *_relatives(everybody, words)], key=_place)


def _place(one: Person) -> tuple[int, int]:
    return one.start, -one.end


def _nouns(named: list[Hit], words: list[str], custody: bool) -> list[Person]:
    made: list[Person] = []
    for hit in _longest(named):
        if hit.table == "nobody":
            continue
        part = part_of_noun(words, hit.start, hit.end)
        if hit.table == "titled":
            role = Role.OWN if hit.start == 0 and not custody else Role.OTHER
        else:
            bare = hit.table == "own" and hit.end - hit.start == 1 and part is Part.OBJECT
            role = Role.OTHER if bare else Role(hit.table)
        made.append(Person(role, part, hit.start, hit.end))
    return made


def _pronouns(words: list[str], covered: set[int], man: bool, victim_near: bool) -> list[Person]:
    made: list[Person] = []
    for place, word in enumerate(words):
        if place in covered:
            continue
        if word == "she":
            role = Role.OWN if not man else Role.VICTIM if victim_near else Role.INTIMATE
            made.append(Person(role, Part.SUBJECT, place, place + 1))
        elif word == "her" and man:
            made.append(Person(Role.INTIMATE, Part.OBJECT, place, place + 1))
        elif word in _SUBJECTS:
            part = part_of_noun(words, place, place + 1) if word in ("p", "pop") else Part.SUBJECT
            role = Role.OWN if word == "i" and _quoted(place, made, words) else _SUBJECTS[word]
            made.append(Person(role, part, place, place + 1))
        elif word in _OBJECTS:
            role = Role.INTIMATE if word == "him" and not man else _OBJECTS[word]
            made.append(Person(role, part_of_object(words, place), place, place + 1))
        elif word in _OWNERS:
            role = Role.OTHER if word == "his" and not man else _OWNERS[word]
            made.append(Person(role, Part.OWNER, place, place + 1))
    return made


def _quoted(place: int, before: list[Person], words: list[str]) -> bool:
    """Whether an "I" is the person's own words: "he said I grabbed her"."""
    told = [one for one in before if one.part is Part.SUBJECT and 0 < place - one.end <= _NEAR]
    return bool(told) and told[-1].role is Role.OWN and not words_that("says").isdisjoint(words[told[-1].end : place])


def _joined(everybody: list[Person], words: list[str]) -> list[Person]:
    """The second of two subjects joined by "and" shares the part of the first: "he and his cousin fought"."""
    made = everybody[:1]
    for second in everybody[1:]:
        first = made[-1]
        between = words[first.end : second.start]
        joined = between[:1] in (["and"], ["&"]) and all(word in DETERMINERS for word in between[1:])
        shares = joined and first.role is Role.OWN and first.part is second.part is Part.SUBJECT
        made.append(second._replace(role=Role.OWN) if shares else second)
    return made


def _relatives(everybody: list[Person], words: list[str]) -> list[Person]:
    """A "who" stands for the person just before it."""
    made = []
    for place, word in enumerate(words):
        near = [one for one in everybody if 0 <= place - one.end <= 6] if word == "who" else []
        if near:
            made.append(Person(near[-1].role, Part.SUBJECT, place, place + 1))
    return made


def _longest(found: list[Hit]) -> list[Hit]:
    """People named, without those within a longer name."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start, hit.table)):
        if not any(one.start < hit.end and hit.start < one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
