"""Whose act or thing a mention is: who owns it, by whom it was done, who is the subject, and who was done to."""

from riskcheck.text.clauses import begins_clause, finite
from riskcheck.text.context import Context
from riskcheck.text.lexicon import beginnings, grammar, word_set
from riskcheck.text.matching import Hit
from riskcheck.text.mention import Category, Whose
from riskcheck.text.people import People
from riskcheck.text.person import Part, Person, Role

_AS_WHOSE = {Role.OWN: Whose.OWN, Role.VICTIM: Whose.VICTIM, Role.OTHER: Whose.OTHER, Role.INTIMATE: Whose.OTHER}
_BLOWS = frozenset({Category.CUSTODY_VIOLENCE, Category.WEAPONS, Category.DOMESTIC_ABUSE})
_HARM = word_set("harm")
_DONE_TO = _HARM | word_set("threw") | word_set("threatened")
_FINDS = word_set("finds")
_HAS = word_set("possesses")
_BODY = word_set("body")
_PLACES = word_set("kept_in")
_TO = frozenset(("at", "on", "over", "against", "towards", "toward", "to", "upon", "onto", "into", "in", "with"))
_BY_STAFF = word_set("force")


class Owners:
    """Says whose the mentions of one sentence are."""

    def __init__(self, found: list[Hit], words: list[str], people: People, context: Context) -> None:
        self._words = words
        self._people = people
        self._context = context
        self._turned = [hit for hit in found if hit.table == "turned"]
        self._turned_before = [hit for hit in found if hit.table == "turned_before"]
        self._confesses = [hit for hit in found if hit.table == "confesses"]
        self._any_own_subject = any(one.role is Role.OWN and one.part is Part.SUBJECT for one in people.all)

    def whose(self, category: Category, start: int, end: int) -> Whose:
        """Whose a mention from token ``start`` to before ``end`` is."""
        if category is Category.ORDERS:
            return self._order(start, end)
        if category is Category.STATED_LEVEL and self._begins_anew(start):
            return Whose.OWN
        if category in _BLOWS:
            return self._blow(category, start, end)
        return self._circumstance(start, end)

    def is_done_to(self, role: Role, place: int) -> bool:
        """Whether somebody of a role is the one to whom a thing named just before a place is done, in the same clause."""
        return any(
            one.role is role
            and (one.part is Part.OBJECT or not _BODY.isdisjoint(self._words[one.end : one.end + 3]))
            and place <= one.start <= place + 6
            and self._words[one.start - 1] not in _SOMEBODYS
            and not _TO.isdisjoint(self._words[max(place, one.start - 2) : one.start])
            and not any(begins_clause(self._words, between) for between in range(place, one.start))
            for one in self._people.all
        )

    def is_named_in(self, start: int, end: int) -> bool:
        """Whether the subject of a mention stands within it."""
        subject = self._people.subject(start)
        return subject is not None and start <= subject.start < end

    def speaks_first(self, place: int) -> bool:
        """Whether what stands at a place is what the person says: "he said that", "heard him tell her that"."""
        return any(
            one.role is Role.OWN
            and one.part is Part.SUBJECT
            and one.end < place
            and not _SPOKE.isdisjoint(self._words[one.end : min(one.end + 4, place)])
            and "been" not in self._words[one.end : one.end + 2]
            and not any(self._words[at : at + 2] == ["been", "told"] for at in range(one.end, place))
            for one in self._people.all
        )

    @property
    def names_him(self) -> bool:
        """Whether the person is named in the sentence in any part."""
        return any(one.role is Role.OWN for one in self._people.all)

    @property
    def tells_first(self) -> bool:
        """Whether the person is the first subject of the sentence."""
        first = next((one for one in self._people.all if one.part is Part.SUBJECT), None)
        return first is not None and first.role is Role.OWN

    def _circumstance(self, start: int, end: int) -> Whose:
        owner = self._owner_before(start)
        if owner is not None and owner.role is not Role.STAFF and self._words[start] != "'s":
            return _AS_WHOSE[owner.role]
        if self._asks_who():
            return Whose.UNCLEAR
        if self._people.man and self._words[max(0, start - 1) : start] == ["his"]:
            return Whose.OWN
        if self._names_him(start, end):
            return Whose.OWN
        inside = [one for one in self._people.within(start, end) if one.part is Part.SUBJECT and one.role is Role.OWN]
        subject = self._people.subject(start)
        if subject is None or subject.role is Role.STAFF or inside or self._words[subject.start] in _LETS_OR_EMPLOYS:
            return Whose.OWN
        return _AS_WHOSE[subject.role]

    def _begins_anew(self, start: int) -> bool:
        """Whether a clause with a subject of its own stands between somebody else and a level: ", and RoSH to her is"."""
        subject = self._people.subject(start)
        return subject is not None and any(
            self._words[place] == "and" and begins_clause(self._words, place) and not finite(self._words, place + 1)
            for place in range(subject.end, start)
        )

    def _names_him(self, start: int, end: int) -> bool:
        """Whether the person is within a mention, and not only the subject of what follows it."""
        return any(
            self._words[place] == "him" or (self._words[place] == "p" and self._words[place - 1] not in ("and", ",", "but"))
            for place in range(start, end)
        )

    def _asks_who(self) -> bool:
        """Whether the sentence says that it is not known who, as in "not clear which brother it is about"."""
        return any(not _WHO.isdisjoint(self._words[cue.start : cue.end]) for cue in self._context.unclear)

    def _order(self, start: int, end: int) -> Whose:
        if self._asks_who():
            return Whose.UNCLEAR
        after = self._words[end : end + 14]
        if not self._people.man and self._words[end : end + 2] == ["protects", "her"]:
            return Whose.OTHER
        if any(end <= cue.start <= end + 10 and self._words[cue.start].startswith(_AWAY) for cue in self._turned_before):
            return Whose.OTHER
        subject = self._people.subject(start)
        if (
            subject is not None
            and subject.role in (Role.INTIMATE, Role.VICTIM)
            and "him" in self._words[subject.end : end + 4]
            and "on" in self._words[subject.end : end]
        ):
            return _AS_WHOSE[subject.role]
        if (
            subject is not None
            and subject.role is Role.OWN
            and not _OBTAINED.isdisjoint(self._words[subject.end : start])
            and "against" in after
        ):
            return Whose.OTHER
        for place, word in enumerate(after):
            if (word in ("against", "upon") or (word == "on" and (place == 0 or after[place - 1] in _MADE))) and not any(
                begins_clause(self._words, end + one) and after[one] != "," for one in range(place)
            ):
                if place == 0 and not _FILES.isdisjoint(after[1:3]):
                    continue
                return self._against(end + place + 1)
            if word in (";", "for", "following", "after", "in", "expires"):
                break
        if subject is None or subject.role in (Role.OWN, Role.STAFF):
            return Whose.OWN
        if subject.role is Role.INTIMATE or subject.role is Role.VICTIM:
            between = self._words[subject.end : start]
            return (
                _AS_WHOSE[subject.role]
                if not _SUBJECT_TO.isdisjoint(between) and not {"him", "p", "pop"} & set(between)
                else Whose.OWN
            )
        return Whose.OTHER

    def _against(self, place: int) -> Whose:
        """Whose an order is that is against whom the words from ``place`` name."""
        named = [one for one in self._people.all if place <= one.start <= place + 3]
        targets = [
            one
            for one in named
            if one.part is not Part.OWNER
            and not (one.end - one.start == 1 and self._words[one.start] == "her" and len(named) > 1)
        ]
        if targets:
            return Whose.OWN if targets[0].role in (Role.OWN, Role.STAFF) else Whose.OTHER
        return (
            Whose.OTHER
            if self._words[place : place + 1] in (["a"], ["an"], ["another"], ["his"], ["her"], ["their"])
            else Whose.OWN
        )

    def _blow(self, category: Category, start: int, end: int) -> Whose:
        doer = self._doer_before(start)
        if doer is not None:
            return doer
        if self._is_anothers(start, end):
            return Whose.OTHER
        agent = self._agent(start, end)
        if agent is not None:
            return agent
        if self._is_turned(start, end):
            return Whose.OTHER
        owned = self._owned(start, end) if category is Category.WEAPONS else None
        if owned is not None:
            return owned
        if any(self._leaves_open(cue, start) for cue in self._context.unclear):
            return Whose.UNCLEAR
        if category is Category.WEAPONS and self._comes_to_or_from_him(start, end):
            return Whose.OWN
        if category is Category.CUSTODY_VIOLENCE and self._is_between_others(end):
            return Whose.OTHER
        whose = self._by_subject(category, start, end)
        if (
            whose is Whose.OWN
            and category is Category.WEAPONS
            and (self._found_somewhere(start, end) or self._thrown_by_nobody(start, end))
        ):
            return Whose.UNCLEAR
        return whose

    def _comes_to_or_from_him(self, start: int, end: int) -> bool:
        """Whether somebody gave the person a thing or took it off him: "a friend gave him the gun", "took a knife off him"."""
        given = self._words[max(0, start - 5) : start]
        if not _GAVE.isdisjoint(given) and not {"him", "p"}.isdisjoint(given):
            return True
        after = self._words[end : end + 3]
        return not _TOOK.isdisjoint(given) and after[:2] in (["off", "him"], ["from", "him"], ["off", "p"], ["from", "p"])

    def _taken_from(self, start: int, end: int) -> Whose | None:
        """From whom the person took a thing, where it is somebody else: "tried to take the knife from her"."""
        end += self._words[end : end + 1] == ["away"]
        if self._words[end : end + 1] not in (["from"], ["off"]) or _TOOK.isdisjoint(self._words[max(0, start - 5) : start]):
            return None
        held = next((one for one in self._people.all if end < one.start <= end + 2), None)
        return _AS_WHOSE[held.role] if held is not None and held.role in (Role.OTHER, Role.VICTIM, Role.INTIMATE) else None

    def _is_between_others(self, end: int) -> bool:
        """Whether a fight is said to be between people of whom none is the person."""
        if "between" not in self._words[end : end + 9]:
            return False
        named = [
            one
            for one in self._people.within(end + self._words[end : end + 9].index("between"), end + 16)
            if one.part is not Part.OWNER
        ]
        return bool(named) and all(one.role is not Role.OWN for one in named)

    def _doer_before(self, start: int) -> Whose | None:
        """Whose an act is that is named by a noun with its doer before it: "his threats to her", "P's assault"."""
        if not self._words[start].startswith(_DEEDS):
            return None
        owner = next((one for one in self._people.all if one.part is Part.OWNER and start - 3 <= one.start < start), None)
        if owner is None or owner.role is Role.STAFF:
            return None
        between = self._words[owner.end : start]
        return _AS_WHOSE[owner.role] if set(between) <= _OF_A_DEED else None

    def _thrown_by_nobody(self, start: int, end: int) -> bool:
        """Whether a thing was used and nothing says by whom: "a plate was thrown"."""
        return (
            self._words[end : end + 1] in (["was"], ["were"], ["is"], ["got"])
            and not _DONE_WITH.isdisjoint(self._words[end + 1 : end + 4])
            and not any(one.role is Role.OWN for one in self._people.all)
        )

    def _by_subject(self, category: Category, start: int, end: int) -> Whose:
        led = any(
            one.role is Role.INTIMATE and one.part is Part.OBJECT and start <= one.start <= start + 1
            for one in self._people.all
        )
        subject = self._people.subject(end - 1 if led and category is Category.DOMESTIC_ABUSE else start)
        place = self._passive(start, end, min(subject.end, start) if subject else 0)
        if subject is None:
            suffered = (place is not None and self._begins_passive(place)) or self._is_suffered()
            return Whose.OTHER if suffered or self._done_to_own(start, end, 0) else Whose.OWN
        if subject.role is Role.STAFF:
            if place is not None:
                return Whose.OWN
            forceful = _DRAWN if category is Category.WEAPONS else _BY_STAFF
            if not forceful.isdisjoint(self._words[subject.end : end if category is not Category.WEAPONS else start]):
                return Whose.OTHER
            return Whose.OTHER if category is not Category.WEAPONS and self._done_to_own(start, end, subject.end) else Whose.OWN
        if subject.role is Role.OWN:
            return Whose.OTHER if place is not None else Whose.OWN
        if place is not None:
            known = subject.role is Role.VICTIM or (subject.role is Role.INTIMATE and category is Category.DOMESTIC_ABUSE)
            return Whose.OWN if known else Whose.UNCLEAR
        if (
            category is Category.WEAPONS
            and not _FINDS.isdisjoint(self._words[subject.end : start])
            and subject.role in (Role.INTIMATE, Role.STAFF)
            and self._words[subject.start] in ("she", "her", "who")
        ):
            return Whose.OWN
        return _AS_WHOSE[subject.role]

    def _is_suffered(self) -> bool:
        """Whether a note begins with what was done to the person: "Scalded by", "Robbed at"."""
        first, *then = [*self._words[:3], "", ""][:3]
        doing = then[1].endswith("ing") and then[1] not in ("boiling", "scalding")
        return first in _HARM and then[0] == "by" and not doing

    def _begins_passive(self, place: int) -> bool:
        """Whether a passive has no subject at all, as in "Was stabbed in 2018": a note about the person."""
        before = next(index for index in range(place - 1, -1, -1) if self._words[index] in grammar("be"))
        while before and self._words[before - 1] in ("has", "had", "been", "also", "being", "having", "previously"):
            before -= 1
        return before == 0 or self._words[before - 1] in grammar("boundary") or self._words[before - 1] == "."

    def _done_to_own(self, start: int, end: int, since: int) -> bool:
        """Whether the person is the one to whom it is done: "thrown at him", "attacked the prisoner"."""
        for one in self._people.all:
            if one.role is Role.OWN and one.part is Part.OBJECT and since <= one.start and start - 8 <= one.start <= end + 8:
                between = range(min(one.start, start), max(one.start, end))
                stopped = any(begins_clause(self._words, place) for place in between)
                before = self._words[one.start - 1] if one.start else ""
                if (
                    not stopped
                    and not _DONE_TO.isdisjoint(self._words[max(since, min(start, one.start) - 6) : max(end, one.start)])
                    and (before in _TO or before in _HARM or one.start < end)
                ):
                    return _FINDS.isdisjoint(self._words[since : one.start])
        return False

    def _is_turned(self, start: int, end: int) -> bool:
        for cue in self._turned:
            if cue.start < end and start <= cue.end + 9 and not any(self._stops(place) for place in range(cue.end, start)):
                subject = self._people.subject(cue.start)
                if (
                    subject is None
                    or subject.role is Role.OWN
                    or subject.role is Role.STAFF
                    or self._words[cue.end - 1] in ("him", "p", "his")
                ) and not self._ends_in_another(cue):
                    return True
        return False

    def _ends_in_another(self, cue: Hit) -> bool:
        """Whether the "him" of a cue is not the person: "the officer said that the prisoner swung it at him"."""
        return any(
            one.end == cue.end and one.role is Role.OTHER and self._words[one.start] == "him" for one in self._people.all
        )

    def _stops(self, place: int) -> bool:
        word = self._words[place]
        return word in (";", "but", "although", "though") or (
            word in ("and", "then", "he", "so") and begins_clause(self._words, place)
        )

    def _is_anothers(self, start: int, end: int) -> bool:
        near = [
            cue
            for cue in self._turned_before
            if self._words[cue.end : cue.end + 1] not in (["accused"], ["prisoner"], ["defendant"])
            and (
                end <= cue.start <= end + 12
                or start <= cue.start < end
                or (cue.end <= start <= cue.end + 5 and self._words[cue.start].startswith("belong"))
            )
        ]
        return any(
            self._words[cue.start] in ("someone", "somebody", "another")
            or not any(self._stops(place) for place in range(end, cue.start))
            for cue in near
        )

    def _owned(self, start: int, end: int) -> Whose | None:
        """Whose a thing is said to be: "his cellmate's shank", "the knife that the victim had", "X said it was his"."""
        owner = self._owner_before(start)
        if owner is not None and owner.role not in (Role.OWN, Role.STAFF):
            return _AS_WHOSE[owner.role]
        holder = self._found_on(start, end) or self._taken_from(start, end)
        if holder is not None:
            return holder
        for one in self._people.all:
            if one.part is Part.SUBJECT and end <= one.start <= end + 2 and one.role is not Role.STAFF:
                follows = self._words[one.end : one.end + 4]
                if (
                    not _HAS.isdisjoint(follows)
                    and "found" not in follows
                    and (
                        one.start == end
                        or self._words[end] in ("that", "which", "the", "his")
                        or self._words[end : end + 2] == [",", "which"]
                    )
                ):
                    return _AS_WHOSE[one.role]
            if (
                one.part is Part.OWNER
                and one.role not in (Role.OWN, Role.STAFF)
                and end <= one.start <= end + 7
                and self._is_in(one.start)
                and not _PLACES.isdisjoint(self._words[one.end : one.end + 4])
                and (self._context.found or self._words[one.start - 1] != "on")
            ):
                return _AS_WHOSE[one.role]
        keeper = next((one for one in self._people.all if one.part is Part.AGENT and one.end <= start), None)
        if (
            keeper is not None
            and not self._any_own_subject
            and not _KEPT.isdisjoint(self._words[keeper.start - 4 : keeper.start])
        ):
            return _AS_WHOSE.get(keeper.role)
        for cue in self._confesses:
            subject = self._people.subject(cue.start - 1)
            if subject is not None and subject.role in (Role.OTHER, Role.VICTIM) and abs(cue.start - start) <= 20:
                return Whose.OTHER
        return None

    def _found_on(self, start: int, end: int) -> Whose | None:
        """On whom a thing was found, where it is somebody else: "found on his padmate", "the victim was found with"."""
        for cue in self._context.found:
            if not end <= cue.start <= end + 6:
                continue
            place = cue.end + 2 if self._words[cue.end : cue.end + 2] == ["in", "possession"] else cue.end
            if self._words[place : place + 1] not in (["on"], ["with"], ["of"], ["from"]):
                continue
            near = [one for one in self._people.all if place < one.start <= place + 2 and one.part is not Part.OWNER]
            held = near[0] if near else None
            if held is not None and held.role in (Role.OTHER, Role.VICTIM, Role.INTIMATE):
                return _AS_WHOSE[held.role]
        return None

    def _is_in(self, place: int) -> bool:
        """Whether a word such as "in" or "under" stands just before a place."""
        return not {"in", "under", "inside", "beneath", "behind", "from", "on"}.isdisjoint(
            self._words[max(0, place - 2) : place]
        )

    def _owner_before(self, start: int) -> Person | None:
        near = [one for one in self._people.all if one.end <= start <= one.end + 4][-1:]
        near = [one for one in near if one.part is Part.OWNER and self._words[one.start] not in ("his", "my", "our")]
        return near[-1] if near and not any(begins_clause(self._words, place) for place in range(near[-1].end, start)) else None

    def _leaves_open(self, cue: Hit, start: int) -> bool:
        return abs(start - cue.end) <= _FAR or cue.start <= start < cue.end

    def _found_somewhere(self, start: int, end: int) -> bool:
        """Whether a thing was found and nothing in the sentence links it to the person."""
        near = [cue for cue in self._context.found if end <= cue.start <= end + 12 or cue.end <= start <= cue.end + 8]
        if not _HARM.isdisjoint(self._words[start:end]) or all(
            _NO.intersection(self._words[max(0, cue.start - 2) : cue.start])
            or not _FOUND_WITH.isdisjoint(self._words[cue.end : cue.end + 1])
            for cue in near
        ):
            return False
        return not any(
            one.role is Role.OWN or (one.part is Part.OWNER and one.role is not Role.STAFF) for one in self._people.all
        ) and _PLACES_OF_HIS.isdisjoint(self._words)

    def _agent(self, start: int, end: int) -> Whose | None:
        """Who follows "by" after a mention, or after the passive verb before it."""
        begin = start
        place = self._passive(start, end, 0)
        if place is not None:
            begin = place
        for one in self._people.all:
            if one.part is Part.AGENT and begin <= one.start <= end + 10 and one.role is not Role.STAFF:
                between = self._words[end : one.start]
                if any(begins_clause(self._words, end + index) for index in range(len(between))) or not _TELLING.isdisjoint(
                    between
                ):
                    continue
                if between[:2] == ["for", "him"]:
                    return Whose.OWN
                return _AS_WHOSE[one.role]
        return None

    def _passive(self, start: int, end: int, since: int) -> int | None:
        """The place of a passive verb of harm that governs a mention, after ``since``."""
        for place in range(end - 1, max(since, start - 12) - 1, -1):
            word = self._words[place]
            if word in _HARM:
                for before in range(place - 1, max(since, place - 4) - 1, -1):
                    if before < 0:
                        break
                    if self._words[before] in grammar("be") and not word.endswith("ing"):
                        return place
                    if self._words[before] not in grammar("passes_over") and not self._words[before].endswith("ly"):
                        break
                if place < start:
                    return None
            if place < start and begins_clause(self._words, place):
                return None
        return None


_DEEDS = beginnings("deed")
_OF_A_DEED = word_set("of_a_deed")
_FOUND_WITH = word_set("found_with")
_SOMEBODYS = frozenset(("a", "an", "two", "three", "four", "young", "local", "another", "other"))
_FAR = 26
"""How many words from what is not known a mention may stand."""
_LETS_OR_EMPLOYS = word_set("lets_or_employs")
_SPOKE = grammar("spoke")
_FILES = word_set("files")
_KEPT = word_set("kept_by")
_GAVE = word_set("gave")
_TOOK = word_set("took")
_SUBJECT_TO = word_set("subject_to")
_OBTAINED = word_set("obtained")
_DRAWN = word_set("staff_weapon")
_MADE = word_set("order_put")
_WHO = frozenset(("who", "whom", "whose", "which"))
_DONE_WITH = word_set("threw") | word_set("done_with")
_AWAY = beginnings("protects")
_NO = frozenset(("never", "not", "n't", "no"))
_TELLING = grammar("tells")
_PLACES_OF_HIS = word_set("his_places")
