"""Who "he", "him" and "who" are, once everybody in a sentence is known: each step corrects the roles of the one before."""

from riskcheck.text.calling import CALLED
from riskcheck.text.lexicon import grammar, word_set
from riskcheck.text.person import Part, Person, Role

_SAYS = grammar("says")
_ADMITS = grammar("admits")
_ASKS = grammar("asks")
_HARM = word_set("harm")


def refer(people: list[Person], words: list[str]) -> list[Person]:
    """The people of a sentence, in order, with the roles that they have together. ``words``: the sentence's, in lower case."""
    made = _Referring(people, words)
    made.join()
    made.strike()
    made.relate()
    made.confess()
    made.report()
    return made.people


class _Referring:
    def __init__(self, people: list[Person], words: list[str]) -> None:
        self.people = people
        self._words = words

    def join(self) -> None:
        """The second of two subjects joined by "and" shares the part of the first: "he and his cousin fought"."""
        for index in range(1, len(self.people)):
            second = self.people[index]
            first = next((one for one in reversed(self.people[:index]) if one.part is not Part.OWNER), second)
            between = self._words[first.end : second.start]
            if between[:1] in (["and"], ["&"]) and first.role is Role.OWN and first.part is second.part is Part.SUBJECT:
                self._change(index, Role.OWN)

    def strike(self) -> None:
        """A "him" who is hit is not the one who hits: "the prisoner hit him", "the accused on top of Mr X, punching him"."""
        for index, one in self._those_called_him():
            if not one.start or self._words[one.start - 1] not in _HARM:
                continue
            doer = self._doer(index)
            if doer is None:
                struck = any(other.role in (Role.OTHER, Role.VICTIM, Role.STAFF) for other in self.people[:index])
            else:
                struck = doer.role is Role.OWN
            if struck:
                self._change(index, Role.OTHER)

    def relate(self) -> None:
        """A "who" stands for the person just before it, and for somebody else where it is asked who."""
        for place, word in enumerate(self._words):
            if word == "who":
                near = [one for one in self.people if 0 <= place - one.end <= 6]
                if not _ASKS.isdisjoint(self._words[max(0, place - 2) : place]):
                    self.people.append(Person(Role.OTHER, Part.SUBJECT, place, place + 1))
                elif near:
                    role = Role.OWN if self._is_picked_out(near[-1]) else near[-1].role
                    self.people.append(Person(role, Part.SUBJECT, place, place + 1))
        self.people.sort(key=lambda one: (one.start, -one.end))

    def confess(self) -> None:
        """Somebody else who admits "that he" did it speaks of himself."""
        for index, one in enumerate(self.people):
            admits = not _ADMITS.isdisjoint(self._words[one.end : one.end + 6])
            other = one.part is Part.SUBJECT and one.role in (Role.OTHER, Role.VICTIM)
            if other and (admits or self._tells_of_himself(index)):
                self._change_pronouns_after(index, one.role)

    def report(self) -> None:
        """In what is told, a "him" to whom the person does a thing is not the person again."""
        for index, _ in self._those_called_him():
            doer = self._doer(index)
            if doer is not None and doer.role is Role.OWN and not _SAYS.isdisjoint(self._words[: doer.start]):
                self._change(index, Role.OTHER)

    def _change(self, index: int, role: Role) -> None:
        self.people[index] = self.people[index]._replace(role=role)

    def _change_pronouns_after(self, index: int, role: Role) -> None:
        """Give a role to the pronouns that seemed to stand for the person."""
        for later in range(index + 1, len(self.people)):
            other = self.people[later]
            if self._words[other.start] in ("he", "she", "him", "i", "who") and other.role is Role.OWN:
                self._change(later, role)

    def _those_called_him(self) -> list[tuple[int, Person]]:
        """Each "him" to whom a thing is done, with the place among the people."""
        return [
            (index, one) for index, one in enumerate(self.people) if self._words[one.start] == "him" and one.part is Part.OBJECT
        ]

    def _doer(self, index: int) -> Person | None:
        """The subject last before somebody."""
        return next((other for other in reversed(self.people[:index]) if other.part is Part.SUBJECT), None)

    def _is_picked_out(self, one: Person) -> bool:
        """Whether somebody named is the person again: "picked out the accused as the man who hit him"."""
        first = one.start - (self._words[one.start] != "the")
        return self._words[max(0, first - 1) : first + 1] == ["as", "the"]

    def _tells_of_himself(self, index: int) -> bool:
        """Whether somebody says "that he" did it and then speaks of the person by a name: "and the accused had not"."""
        later = [other for other in self.people[index + 1 :] if other.role is Role.OWN and other.part is Part.SUBJECT]
        named = [other for other in later if self._words[other.end - 1] in CALLED]
        return bool(named) and self._words[later[0].start] == "he"
