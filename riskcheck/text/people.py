"""The people of one sentence and the part that each plays in it: subject, agent, owner, or one to whom a thing is done.

There is no parser: a person is a subject where a verb form follows, allowing for a phrase between them, and pronouns say
their part themselves.
"""

from enum import StrEnum
from typing import NamedTuple

from riskcheck.text.lexicon import grammar, word_set
from riskcheck.text.matching import Hit


class Role(StrEnum):
    """Who somebody is to the record. ``intimate`` is another person who is a partner or family; ``staff`` wrote or saw it."""

    OWN = "own"
    VICTIM = "victim"
    OTHER = "other"
    INTIMATE = "intimate"
    STAFF = "staff"


class Part(StrEnum):
    """What somebody does in a clause."""

    SUBJECT = "subject"
    AGENT = "agent"
    OWNER = "owner"
    OBJECT = "object"


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
_FEMALE = frozenset(("she", "her", "hers"))
_HER_MAN = word_set("her_man")
_TITLES = frozenset(("mr", "ms", "mrs", "miss"))
_ON_PROBATION = frozenset(("p", "pop", "accused", "defendant"))
_SOMEBODY = frozenset((*word_set("staff"), "man", "prisoner", "inmate", "resident", "cellmate"))
_CALLED = word_set("called")


def is_man(words: list[str]) -> bool:
    """Whether a text writes of the person as he or as P, so that "she" is somebody else.

    A woman who is named before the first "she" is the one it speaks of; "her partner" before any "he" speaks of a man.
    """
    female = next((place for place, word in enumerate(words) if word in _FEMALE), len(words))
    before = words[:female]
    named_only = {"he", "him", "his"}.isdisjoint(words) or _MALE.isdisjoint(before)
    if named_only and not _HER_MAN.isdisjoint(words[female + 1 : female + 2]):
        return False
    if not _MALE.isdisjoint(words):
        return True
    named = word_set("partner") | {"victim", "complainant"}
    return not {"him", "his"}.isdisjoint(words if female == len(words) else before) or not named.isdisjoint(before)


def person_named(words: list[str], custody: bool) -> str:
    """The name by which a text calls the person, as in "Mr X", or nothing where it calls him otherwise.

    A statement that speaks of "the accused", or of "he" before anybody is named, names other people by letters. Where X is
    named among others, X is the person, as forms have it; else it is who is named first. Somebody who only does harm to a
    "him" who is not named is not the person.
    """
    named = [place for place in range(len(words) - 1) if words[place] in _TITLES and words[place + 1].isalpha()]
    called = _CALLED if custody else _ON_PROBATION
    untitled = [word for place, word in enumerate(words) if not place or words[place - 1] not in _TITLES]
    if not named or not called.isdisjoint(untitled) or "you" in _unquoted(words):
        return ""
    everybody = {words[place + 1] for place in named}
    names = [
        words[place + 1] for place in named if not _is_object(words, place) or (words[place + 1] == "x" and len(everybody) > 1)
    ]
    if custody or "x" not in names:
        before = words[: named[0]] if words[0] not in ("as", "when", "while", "whilst", "after", "before", "on") else []
        if not names or not {"he", "she", "his", "him"}.isdisjoint(before):
            return ""
        if custody and len(everybody) == 1 and _strikes_him(words, named[0]):
            return ""
    return "x" if "x" in names else names[0]


def _strikes_him(words: list[str], named: int) -> bool:
    """Whether who is named at a place does harm to a "him" whom nobody has named: "Mr X ran in and stabbed him"."""
    return any(
        word == "him"
        and words[place - 1] in word_set("harm")
        and _SOMEBODY.isdisjoint(words[:place])
        and {"he", "who", "they"}.isdisjoint(words[named:place])
        for place, word in enumerate(words)
    )


def _unquoted(words: list[str]) -> list[str]:
    """What stands before anybody is quoted."""
    return words[: words.index('"')] if '"' in words else words


def _is_object(words: list[str], place: int) -> bool:
    """Whether somebody named at a place is one to whom something is done, or is said to be somebody else."""
    before = words[place - 1] if place else ""
    return before in grammar("preposition") or before in word_set("harm") or before in word_set("others")


_DETERMINERS = grammar("determiner")
_FAR = 12
"""How many words a phrase between a subject and its verb may have."""


def finite(words: list[str], place: int) -> bool:
    """Whether the word at a place can be the verb of a subject before it."""
    if not 0 <= place < len(words):
        return False
    word = words[place]
    if word in grammar("auxiliary") or word in grammar("finite"):
        return True
    if len(word) <= 3 or not word.endswith("ed") or word in grammar("noun_in_ed"):
        return False
    return place == 0 or (words[place - 1] not in _DETERMINERS and words[place - 1] not in grammar("preposition"))


def begins_clause(words: list[str], place: int) -> bool:
    """Whether a new clause begins at a place: a hard mark, or a soft one with a subject or a verb after it."""
    word = words[place]
    if word in grammar("hard"):
        return True
    if word in ("and", ",", "then", "-", "as", "&", ":") and place + 1 < len(words):
        follows = words[place + 1]
        if word == "," and follows in ("and", "but", "then"):
            return False
        if word == "and" and place and words[place - 1] == "," and _has_its_own_verb(words, place + 1):
            return True
        if follows in _SUBJECTS or follows in (
            "she",
            "they",
            "it",
            "there",
            "staff",
            "officers",
            "police",
            "this",
            "these",
            "still",
            "now",
            "currently",
        ):
            return True
        if word == "," and follows in ("is", "has") and words[place + 2 : place + 3] not in ([","], ["not"], ["n't"], ["no"]):
            return True
        return word == "and" and finite(words, place + 1) and follows not in ("carried", "convicted", "used", "known", "unused")
    return False


def _has_its_own_verb(words: list[str], start: int) -> bool:
    """Whether what follows ", and" has a subject and then a verb of its own: ", and the risk to her is high"."""
    if finite(words, start):
        return False
    for place in range(start + 1, min(start + 8, len(words))):
        if words[place] in grammar("boundary"):
            return False
        if finite(words, place):
            return True
    return False


class People:
    """Who is in a sentence."""

    def __init__(self, found: list[Hit], words: list[str], man: bool, victim_before: bool, custody: bool, named: str) -> None:
        self._custody = custody
        self._named = named
        self._words = words
        self.man = man
        self.all = sorted([*self._nouns(found), *self._pronouns(found, victim_before)], key=lambda one: (one.start, -one.end))
        self._join()
        self._struck()
        self._relatives()
        self._confessions()
        self._reported()

    def subject(self, place: int) -> Person | None:
        """The subject nearest before a place, or at it, in the same main clause."""
        before = [one for one in self.all if one.part is Part.SUBJECT and one.start <= place]
        if not before:
            return None
        last = before[-1]
        if len(before) > 1 and self._is_aside(last, place):
            last = before[-2]
        return None if ";" in self._words[last.end : place] else last

    def _is_aside(self, one: Person, place: int) -> bool:
        """Whether somebody is the subject of an aside that has closed: "his uncle, with whom he lived, kept"."""
        return self._words[one.start - 1] in ("whom", "which", "that") and "," in self._words[one.end : place]

    def within(self, start: int, end: int) -> list[Person]:
        """The people named from one place to before another."""
        return [one for one in self.all if start <= one.start < end]

    def _nouns(self, found: list[Hit]) -> list[Person]:
        made: list[Person] = []
        for hit in _longest([hit for hit in found if hit.table in _NAMING]):
            if hit.table == "titled":
                role = Role.OWN if self._words[hit.end - 1] == self._named else Role.OTHER
                made.append(Person(role, self._part(hit.start, hit.end), hit.start, hit.end))
            elif hit.table in Role._value2member_map_:
                part = self._part(hit.start, hit.end)
                bare = hit.table == "own" and hit.end - hit.start == 1 and part is Part.OBJECT
                made.append(Person(Role.OTHER if bare else Role(hit.table), part, hit.start, hit.end))
        return made

    def _join(self) -> None:
        """The second of two subjects joined by "and" shares the part of the first: "he and his cousin fought"."""
        for index in range(1, len(self.all)):
            second = self.all[index]
            first = next((one for one in reversed(self.all[:index]) if one.part is not Part.OWNER), second)
            between = self._words[first.end : second.start]
            joined = between[:1] in (["and"], ["&"]) and all(word in _DETERMINERS for word in between[1:])
            if joined and first.role is Role.OWN and first.part is second.part is Part.SUBJECT:
                self.all[index] = second._replace(role=Role.OWN)

    def _struck(self) -> None:
        """A "him" who is hit is not the one who hits: "the prisoner hit him", "the accused on top of Mr X, punching him"."""
        for index, one in enumerate(self.all):
            if self._words[one.start] != "him" or one.part is not Part.OBJECT or not one.start:
                continue
            if self._words[one.start - 1] not in word_set("harm"):
                continue
            doer = next((other for other in reversed(self.all[:index]) if other.part is Part.SUBJECT), None)
            if doer is None:
                struck = any(other.role in (Role.OTHER, Role.VICTIM, Role.STAFF) for other in self.all[:index])
            else:
                struck = doer.role is Role.OWN and "had" not in self._words[doer.end : doer.end + 2]
            if struck:
                self.all[index] = one._replace(role=Role.OTHER)

    def _pronouns(self, found: list[Hit], victim_before: bool) -> list[Person]:
        made = []
        covered = {
            place for hit in found if hit.table in _NAMING and hit.table != "nobody" for place in range(hit.start, hit.end)
        }
        for place, word in enumerate(self._words):
            if place in covered:
                continue
            if word == "she":
                role = Role.OWN if not self.man else Role.VICTIM if victim_before else Role.INTIMATE
                made.append(Person(role, Part.SUBJECT, place, place + 1))
            elif word == "her" and self.man:
                made.append(Person(Role.INTIMATE, Part.OBJECT, place, place + 1))
            elif word == "he" and not self.man:
                made.append(Person(Role.INTIMATE, Part.SUBJECT, place, place + 1))
            elif (word == "you" and self._charged(place)) or (word == "i" and self._quoted(place, made)):
                made.append(Person(Role.OWN, Part.SUBJECT, place, place + 1))
            elif word in _SUBJECTS:
                part = Part.SUBJECT if word not in ("p", "pop") else self._part(place, place + 1)
                joined = made and word == "he" and self._words[place - 1] == "and"
                made.append(
                    Person(made[-1].role if joined and made[-1].end == place - 1 else _SUBJECTS[word], part, place, place + 1)
                )
            elif word in _OBJECTS:
                role = Role.INTIMATE if word == "him" and not self.man else _OBJECTS[word]
                made.append(Person(role, self._part_of_object(place), place, place + 1))
            elif word in _OWNERS:
                role = Role.OTHER if word == "his" and not self.man else _OWNERS[word]
                made.append(Person(role, Part.OWNER, place, place + 1))
        return made

    def _quoted(self, place: int, before: list[Person]) -> bool:
        """Whether an "I" is the person's own words: "he said I grabbed her"."""
        told = [one for one in before if one.part is Part.SUBJECT and 0 < place - one.end <= 8]
        return bool(told) and told[-1].role is Role.OWN and not _SAYS.isdisjoint(self._words[told[-1].end : place])

    def _charged(self, place: int) -> bool:
        """Whether a "you" is the prisoner to whom a charge is read: nobody's words are quoted before it."""
        return self._custody and '"' not in self._words[:place] and _SAYS.isdisjoint(self._words[:place])

    def _part_of_object(self, place: int) -> Part:
        before = self._words[place - 1] if place else ""
        if before == "by":
            return Part.AGENT
        doing = self._words[place + 1 : place + 2] and self._words[place + 1].endswith("ing")
        return Part.SUBJECT if doing or (before in grammar("perceives") and self._verb_form(place + 1)) else Part.OBJECT

    def _verb_form(self, place: int) -> bool:
        """Whether a bare or ``-ing`` form stands at a place, as after "saw him"."""
        if place >= len(self._words):
            return False
        word = self._words[place]
        return word.endswith("ing") or word in _BARE or finite(self._words, place)

    def _part(self, start: int, end: int) -> Part:
        words = self._words
        first = start
        while first and words[first - 1] in _DETERMINERS:
            first -= 1
        before = words[first - 1] if first else ""
        if end < len(words) and words[end] in ("'s", "'"):
            follows = words[end + 1] if end + 1 < len(words) else ""
            if not (
                follows in ("been", "got", "not", "a", "now", "still", "had", "also", "in", "the") or follows.endswith("ing")
            ):
                return Part.OWNER
            return Part.SUBJECT
        if before == "by":
            return Part.AGENT
        if before in grammar("perceives") and before not in grammar("preposition"):
            joined = end < len(words) and words[end] == "and"
            if self._verb_form(end) or (
                joined and any(words[place].endswith("ing") for place in range(end, min(end + 6, len(words))))
            ):
                return Part.SUBJECT
        if finite(words, first - 1) and before not in _REPORTS:
            return Part.OBJECT
        if before == "and" and self._verb_form(end):
            return Part.SUBJECT
        if before in _TELLS_THAT or self._verb_follows(end, first):
            return Part.SUBJECT
        if first == 0 or before in (";", ".", "-", ":"):
            return Part.SUBJECT
        return Part.OBJECT

    def _verb_follows(self, end: int, first: int) -> bool:
        words = self._words
        place = end
        if first and words[first - 1] in grammar("preposition"):
            return False
        while place < len(words) and place - end <= _FAR:
            word = words[place]
            if finite(words, place):
                return True
            if word in grammar("passes_over") or word.endswith("ly"):
                place += 1
            elif word in grammar("preposition"):
                place = self._after_phrase(place + 1)
            elif word in (",", "(") and self._closes(place) is not None:
                place = (self._closes(place) or place) + 1
            elif (
                word == "and"
                and place + 1 < len(words)
                and (
                    words[place + 1] in _DETERMINERS
                    or words[place + 1] in ("another", "other")
                    or (place == end and words[place + 1] in _TITLES)
                )
            ):
                place = min(place + 3, len(words))
            else:
                return False
        return False

    def _after_phrase(self, place: int) -> int:
        """Past the noun phrase of a preposition: up to four words, none of which could be a verb."""
        stop = place
        while (
            stop < len(self._words)
            and stop - place < 4
            and not finite(self._words, stop)
            and self._words[stop] not in (",", ";", "and")
        ):
            stop += 1
        return stop

    def _closes(self, place: int) -> int | None:
        """Where an aside that begins at a place ends, if a verb follows it."""
        for stop in range(place + 2, min(place + 10, len(self._words))):
            if self._words[stop] in (",", ")"):
                return stop if finite(self._words, stop + 1) else None
        return None

    def _relatives(self) -> None:
        """A "who" stands for the person just before it, and for somebody else where it is asked who."""
        for place, word in enumerate(self._words):
            if word in ("who", "whom"):
                near = [one for one in self.all if 0 <= place - one.end <= 6]
                if word == "who" and not _ASKS.isdisjoint(self._words[max(0, place - 2) : place]):
                    self.all.append(Person(Role.OTHER, Part.SUBJECT, place, place + 1))
                elif near and word == "who":
                    role = Role.OWN if self._picked_out(near[-1]) else near[-1].role
                    self.all.append(Person(role, Part.SUBJECT, place, place + 1))
        self.all.sort(key=lambda one: (one.start, -one.end))

    def _picked_out(self, one: Person) -> bool:
        """Whether somebody named is the person again: "picked out the accused as the man who hit him"."""
        first = one.start - (self._words[one.start] != "the")
        if self._words[max(0, first - 1) : first + 1] != ["as", "the"]:
            return False
        return any(other.role is Role.OWN and other.part is not Part.OWNER and other.start < first for other in self.all)

    def _tells_of_himself(self, index: int) -> bool:
        """Whether somebody says "that he" did it and then speaks of the person by a name: "and the accused had not"."""
        one = self.all[index]
        if "was the one who" in " ".join(self._words[one.end :]):
            return True
        later = [other for other in self.all[index + 1 :] if other.role is Role.OWN and other.part is Part.SUBJECT]
        named = [other for other in later if self._words[other.end - 1] in _CALLED]
        return not _SAYS.isdisjoint(self._words[one.end : one.end + 3]) and bool(named) and self._words[later[0].start] == "he"

    def _reported(self) -> None:
        """In what somebody else told, a "him" to whom the person does a thing is the one who told it."""
        tellers = [one for one in self.all if one.part is Part.SUBJECT and one.role in (Role.STAFF, Role.OTHER, Role.VICTIM)]
        for index, one in enumerate(self.all):
            if self._words[one.start] != "him" or one.role is not Role.OWN or one.part is not Part.OBJECT:
                continue
            doer = next((other for other in reversed(self.all[:index]) if other.part is Part.SUBJECT), None)
            if doer is None or doer.role is not Role.OWN or "had" in self._words[doer.end : doer.end + 2]:
                continue
            if any(
                other.end <= doer.start
                and self._words[other.start] not in ("i", "we")
                and not _SAYS.isdisjoint(self._words[other.end : doer.start])
                for other in tellers
            ):
                self.all[index] = one._replace(role=Role.OTHER)

    def _confessions(self) -> None:
        """Somebody else who admits "that he" did it speaks of himself."""
        for index, one in enumerate(self.all):
            if one.part is not Part.SUBJECT or one.role not in (Role.OTHER, Role.VICTIM) or self._words[one.start] == "who":
                continue
            admits = next(
                (place for place in range(one.end, min(one.end + 6, len(self._words))) if self._words[place] in _ADMITS), None
            )
            if admits is None and not self._tells_of_himself(index):
                continue
            for later in range(index + 1, len(self.all)):
                other = self.all[later]
                if self._words[other.start] in ("he", "she", "him", "i", "who") and other.role is Role.OWN:
                    self.all[later] = other._replace(role=one.role)
                elif other.role is Role.OWN and other.part is Part.SUBJECT:
                    break


_REPORTS = grammar("reports")
_TELLS_THAT = grammar("tells_that")
_SAYS = grammar("says")
_ASKS = grammar("asks")
_ADMITS = grammar("admits")
_BARE = grammar("bare")


def _longest(found: list[Hit]) -> list[Hit]:
    """People named, without those within a longer name."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start, hit.table)):
        if not any(one.start < hit.end and hit.start < one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
