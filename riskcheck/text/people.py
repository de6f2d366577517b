"""The people of one sentence: those named and those for whom pronouns stand, each with a part in a clause."""

from riskcheck.text.lexicon import grammar
from riskcheck.text.matching import Hit
from riskcheck.text.parts import Parts
from riskcheck.text.person import Part, Person, Role
from riskcheck.text.referring import refer

_NAMING = frozenset((*(role.value for role in Role), "nobody", "titled"))
"""The tables of ``lexicon_people`` that name somebody, or nobody in words for somebody."""
_SAYS = grammar("says")
_PARTS = {
    "he": Part.SUBJECT,
    "she": Part.SUBJECT,
    "i": Part.SUBJECT,
    "we": Part.SUBJECT,
    "her": Part.OBJECT,
    "his": Part.OWNER,
    "my": Part.OWNER,
    "our": Part.OWNER,
}
"""The part that a pronoun's form says; that of the others is told by the words around them."""


def _pronouns(man: bool, victim: bool) -> dict[str, Role]:
    """For whom each pronoun stands in a text that writes of the person as he, or as she; ``victim``: one is named near by."""
    roles = {**dict.fromkeys(("i", "we", "me", "us", "my", "our"), Role.STAFF), "p": Role.OWN, "pop": Role.OWN}
    if man:
        she = Role.VICTIM if victim else Role.INTIMATE
        return roles | {"he": Role.OWN, "him": Role.OWN, "his": Role.OWN, "she": she, "her": Role.INTIMATE}
    return roles | {"she": Role.OWN, "he": Role.INTIMATE, "him": Role.INTIMATE, "his": Role.OTHER}


class People:
    """Who is in a sentence.

    ``found``: the phrases of ``lexicon_people`` in it. ``words``: its words in lower case. ``man``: whether the text writes of
    the person as he. ``victim``: whether a victim is named near by. ``named``: the name by which the text calls the person, or
    nothing.
    """

    def __init__(self, found: list[Hit], words: list[str], man: bool, victim: bool, named: str) -> None:
        self.man = man
        self._words = words
        self._named = named
        self._parts = Parts(words)
        self._roles = _pronouns(man, victim)
        naming = [hit for hit in found if hit.table in _NAMING]
        people = sorted([*self._those_named(naming), *self._those_meant(naming)], key=lambda one: (one.start, -one.end))
        self.all = refer(people, words)
        """Everybody, in the order of the sentence."""

    def subject(self, place: int) -> Person | None:
        """The subject nearest before a place, or at it, in the same main clause."""
        before = [one for one in self.all if one.part is Part.SUBJECT and one.start <= place]
        if not before:
            return None
        last = before[-1]
        if len(before) > 1 and self._is_aside(last, place):
            last = before[-2]
        return None if ";" in self._words[last.end : place] else last

    def within(self, start: int, end: int) -> list[Person]:
        """The people named from one place to before another."""
        return [one for one in self.all if start <= one.start < end]

    def any_own(self) -> bool:
        """Whether the person is in the sentence, in any part."""
        return any(one.role is Role.OWN for one in self.all)

    def _is_aside(self, one: Person, place: int) -> bool:
        """Whether somebody is the subject of an aside that has closed: "his uncle, with whom he lived, kept"."""
        return self._words[one.start - 1] in ("whom", "which", "that") and "," in self._words[one.end : place]

    def _those_named(self, naming: list[Hit]) -> list[Person]:
        """The people named by nouns, of several over the same words the longest."""
        made = []
        for hit in _longest(naming):
            if hit.table != "nobody":
                part = self._parts.of_name(hit.start, hit.end)
                made.append(Person(self._role(hit, part), part, hit.start, hit.end))
        return made

    def _role(self, hit: Hit, part: Part) -> Role:
        """Who is named: "Mr X" is the person where the text calls him so, and one to whom "prisoner" is done is another."""
        if hit.table == "titled":
            return Role.OWN if self._words[hit.end - 1] == self._named else Role.OTHER
        bare = hit.table == Role.OWN.value and hit.end - hit.start == 1 and part is Part.OBJECT
        return Role.OTHER if bare else Role(hit.table)

    def _those_meant(self, naming: list[Hit]) -> list[Person]:
        """The people for whom pronouns stand, but for pronouns within a name."""
        covered = {place for hit in naming if hit.table != "nobody" for place in range(hit.start, hit.end)}
        made: list[Person] = []
        for place, word in enumerate(self._words):
            if place in covered:
                continue
            if word == "i" and self._is_quoted(place, made):
                made.append(Person(Role.OWN, Part.SUBJECT, place, place + 1))
            elif word in self._roles:
                made.append(self._meant(place))
        return made

    def _meant(self, place: int) -> Person:
        """For whom the pronoun at a place stands."""
        word = self._words[place]
        if word in _PARTS:
            part = _PARTS[word]
        else:
            part = self._parts.of_name(place, place + 1) if word in ("p", "pop") else self._parts.of_pronoun(place)
        return Person(self._roles[word], part, place, place + 1)

    def _is_quoted(self, place: int, before: list[Person]) -> bool:
        """Whether an "I" is the person's own words: "he said I grabbed her"."""
        told = [one for one in before if one.part is Part.SUBJECT and 0 < place - one.end <= 8]
        return bool(told) and told[-1].role is Role.OWN and not _SAYS.isdisjoint(self._words[told[-1].end : place])


def _longest(found: list[Hit]) -> list[Hit]:
    """People named, without those within a longer name."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start, hit.table)):
        if not any(one.start < hit.end and hit.start < one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
