"""Whose the mentions of one sentence are, and what the person says and does in it."""

from riskcheck.text.clauses import begins_clause, finite
from riskcheck.text.doing import is_done_to, whose_act
from riskcheck.text.lexicon import grammar, word_set
from riskcheck.text.mention import Category, Whose
from riskcheck.text.person import Part, Role
from riskcheck.text.protecting import whose_order
from riskcheck.text.scene import WHOSE, Scene

_ACTS = frozenset({Category.CUSTODY_VIOLENCE, Category.WEAPONS, Category.DOMESTIC_ABUSE})
_LETS_OR_EMPLOYS = word_set("lets_or_employs")
_SPOKE = grammar("spoke")


class Owners:
    """Says whose the mentions of one sentence are, by the scene that it sets."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._words = scene.words
        self._people = scene.people

    def whose(self, category: Category, start: int, end: int) -> Whose:
        """Whose a mention from token ``start`` to before ``end`` is."""
        if category is Category.ORDERS:
            return whose_order(self._scene, start, end)
        if category is Category.STATED_LEVEL and self._begins_anew(start):
            return Whose.OWN
        if category in _ACTS:
            return whose_act(self._scene, category, start, end)
        return self._circumstance(start, end)

    def is_done_to(self, role: Role, place: int) -> bool:
        """Whether somebody of a role is the one to whom a thing named just before a place is done, in the same clause."""
        return any(one.role is role and is_done_to(self._scene, one, place) for one in self._people.all)

    def is_named_in(self, start: int, end: int) -> bool:
        """Whether the subject of a mention stands within it."""
        subject = self._people.subject(start)
        return subject is not None and start <= subject.start < end

    def speaks_first(self, place: int) -> bool:
        """Whether what stands at a place is what the person says: "he said that", "heard him tell her that"."""
        return any(
            one.role is Role.OWN
            and one.part is Part.SUBJECT
            and not _SPOKE.isdisjoint(self._words[one.end : min(one.end + 4, place)])
            and not any(self._words[at : at + 2] == ["been", "told"] for at in range(one.end, place))
            for one in self._people.all
        )

    @property
    def names_him(self) -> bool:
        """Whether the person is named in the sentence in any part."""
        return self._people.any_own()

    @property
    def tells_first(self) -> bool:
        """Whether the person is the first subject of the sentence."""
        first = next((one for one in self._people.all if one.part is Part.SUBJECT), None)
        return first is not None and first.role is Role.OWN

    def _circumstance(self, start: int, end: int) -> Whose:
        """Whose a circumstance is, by who is named as having it, or by the subject of its clause."""
        owner = self._scene.owner_before(start)
        if owner is not None and owner.role is not Role.STAFF and self._words[start] != "'s":
            return WHOSE[owner.role]
        if self._scene.asks_who():
            return Whose.UNCLEAR
        if self._scene.before(start, 1) == ["his"] or not {"him", "p"}.isdisjoint(self._words[start:end]):
            return Whose.OWN
        inside = [one for one in self._people.within(start, end) if one.part is Part.SUBJECT and one.role is Role.OWN]
        subject = self._people.subject(start)
        if subject is None or subject.role is Role.STAFF or inside or self._words[subject.start] in _LETS_OR_EMPLOYS:
            return Whose.OWN
        return WHOSE[subject.role]

    def _begins_anew(self, start: int) -> bool:
        """Whether a clause with a subject of its own stands between somebody else and a level: ", and RoSH to her is"."""
        subject = self._people.subject(start)
        return subject is not None and any(
            self._words[place] == "and" and begins_clause(self._words, place) and not finite(self._words, place + 1)
            for place in range(subject.end, start)
        )
