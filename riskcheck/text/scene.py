"""What a sentence says of its people, for those who ask whose something in it is."""

from riskcheck.text.clauses import any_clause_begins
from riskcheck.text.context import Context
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Whose
from riskcheck.text.people import People
from riskcheck.text.person import Part, Person, Role

WHOSE = {Role.OWN: Whose.OWN, Role.VICTIM: Whose.VICTIM, Role.OTHER: Whose.OTHER, Role.INTIMATE: Whose.OTHER}
"""Whose something is that is somebody's; nothing for staff, who wrote or saw it."""
ELSE = frozenset((Role.OTHER, Role.VICTIM, Role.INTIMATE))
"""The roles of somebody who is neither the person nor staff."""


class Scene:
    """One sentence: its words in lower case, its people, the cues of context, and those of whose something is.

    ``turned``: it was done to the person or by somebody else; ``turned_before``: the same of what stands before;
    ``confesses``: somebody takes a thing on himself.
    """

    def __init__(self, words: list[str], people: People, context: Context, found: list[Hit]) -> None:
        self.words = words
        self.people = people
        self.context = context
        self.turned = [hit for hit in found if hit.table == "turned"]
        self.turned_before = [hit for hit in found if hit.table == "turned_before"]
        self.confesses = [hit for hit in found if hit.table == "confesses"]

    def before(self, place: int, count: int) -> list[str]:
        """Up to ``count`` words before a place."""
        return self.words[max(0, place - count) : place]

    def owner_before(self, place: int) -> Person | None:
        """Somebody just before a place, and in its clause, whose the thing at it is: "the victim's knife"."""
        near = [one for one in self.people.all if one.end <= place <= one.end + 4][-1:]
        if not near or near[0].part is not Part.OWNER:
            return None
        return None if any_clause_begins(self.words, near[0].end, place) else near[0]

    def asks_who(self) -> bool:
        """Whether the sentence says that it is not known who, as in "not clear which brother it is about"."""
        return any(
            not {"who", "whom", "whose", "which"}.isdisjoint(self.words[cue.start : cue.end]) for cue in self.context.unclear
        )
