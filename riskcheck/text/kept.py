"""Which phrases of a sentence are mentions: those of a lexicon that no other sense, tool, idiom or setting takes away."""

from functools import cached_property
from typing import TYPE_CHECKING

from riskcheck.terms import Setting
from riskcheck.text.lexicon import beginnings, grammar, word_set
from riskcheck.text.matching import Hit, overlaps
from riskcheck.text.mention import Category, Whose
from riskcheck.text.person import Role

if TYPE_CHECKING:
    from riskcheck.text.sentence import Sentence

_NEAR = 10
"""How many words apart an everyday thing and a word of use may stand."""
_FAR = 14
"""The same for substances, which are kept in something before they are thrown."""
HEADING = 4
"""A sentence of so many words at most may be only a heading of the one after it: "Conv.", "IO: s18."."""
_PLAIN = frozenset(("knife", "firearm", "imitation_firearm", "other", "blunt", "not_recorded"))
_PERSON = word_set("person") - {"her", "p", "one", "healthcare"}
_INTIMATE = word_set("intimate")
_DRUGS = frozenset((*word_set("drug"), "drugs", "drug"))
_AT_SOMEBODY = frozenset({Category.WEAPONS, Category.CUSTODY_VIOLENCE})
_CHILD = frozenset(("child", "children", "kids", "baby"))
_NOT_HIS = word_set("not_his")
_LONG = 4
"""How many words the name of a thing may have."""
_AGAINST = frozenset(("at", "towards", "toward", "over", "into", "to", "against", "across"))
_ENDS_A_THING = _AGAINST | frozenset(
    (
        *grammar("boundary"),
        *grammar("preposition"),
        *grammar("auxiliary"),
        ".",
        "that",
        "'s",
        "him",
        "her",
        "me",
        "while",
    )
)
_PERSON_OR_BODY = frozenset(
    (*word_set("person"), *word_set("body"), "partner", "wife", "ex", "girlfriend", "mother", "ex-wife")
)
_NO_WEAPON = word_set("no_weapon")
_VESSELS = word_set("vessel")
_INMATES = word_set("inmate")
_BREACHED = word_set("breached")
_CALLS = beginnings("calls")
_NAMED = (
    _PERSON
    - {"me", "him", "them", "us", "you", "so", "two", "three", "another", "other", "others", "each", "key", "pad", "servery"}
    - word_set("partner")
)
_GOES = beginnings("goes")
_BLOWS = frozenset((*word_set("harm"), *word_set("hit"), *word_set("threw"))) - {"shot", "aimed"}
_VISITS = word_set("visits")


class Kept:
    """The mentions of one sentence, by category."""

    def __init__(self, sentence: "Sentence") -> None:
        self._sentence = sentence
        self._words = sentence.words
        self._around = sentence.around or (sentence,)

    def of(self, category: Category) -> list[Hit]:
        """The phrases that are mentions of a category, in order."""
        by_table: dict[str, list[Hit]] = {}
        for hit in self._sentence.hits(category.value):
            by_table.setdefault(hit.table, []).append(hit)
        if category is Category.CUSTODY_VIOLENCE and not self._in_custody():
            return []
        senses = [hit for hit in by_table.get("senses", []) if category not in _AT_SOMEBODY or not self._is_aimed(hit)]
        if category is Category.CUSTODY_VIOLENCE:
            senses = [hit for hit in senses if hit.end - hit.start <= 3 or _names_nobody(self._words[hit.start : hit.end])]
            senses += self._not_of_custody()
        named = [
            hit
            for hit in (*by_table.get("always", []), *by_table.get("negative", []))
            if not (_within if category is Category.CUSTODY_VIOLENCE or hit.kind == "criminal_associates" else overlaps)(
                hit, senses
            )
            and not (category is Category.CUSTODY_VIOLENCE and self._begins_as(hit, senses))
        ]
        if category is Category.WEAPONS:
            named = self._weapons(named, {**by_table, "senses": senses})
        if category is Category.DOMESTIC_ABUSE:
            named = self._abuse(named, by_table, senses)
        if category is Category.TRIGGERS:
            named = self._circumstances(named, by_table, senses)
            kinds = dict.fromkeys(hit.kind for hit in named)
            return [hit for kind in kinds for hit in _widest([one for one in named if one.kind == kind])]
        return _widest(named)

    def _abuse(self, named: list[Hit], by_table: dict[str, list[Hit]], senses: list[Hit]) -> list[Hit]:
        """Abuse by its own words; where a partner or family is named near by, by what is done to or by them too."""
        if any(one.speaks_of_intimates for one in self._around):
            senses = [*senses, *self._senses_of_weapons]
            named = [hit for hit in named if not self._is_of_strangers(hit)]
            named += [hit for hit in by_table.get("with_intimate", []) if not overlaps(hit, senses)]
            others = [hit for hit in by_table.get("by_intimate", []) if not overlaps(hit, senses)]
            whose = self._sentence.owners.whose
            named += [hit for hit in others if whose(Category.DOMESTIC_ABUSE, hit.start, hit.end) is not Whose.OWN]
        return named or self._weapons_on_intimates()

    def _circumstances(self, named: list[Hit], by_table: dict[str, list[Hit]], senses: list[Hit]) -> list[Hit]:
        """Circumstances, without contacts that are none and drink and company that only stand in something else."""
        if any(one.speaks_of_orders for one in self._around):
            named = named + [hit for hit in by_table.get("with_order", []) if not overlaps(hit, senses) and self._is_since(hit)]
        named = [hit for hit in named if hit.kind != "contact_with_victim" or not self._is_no_contact(hit)]
        return [
            hit
            for hit in named
            if not self._is_fought(hit)
            and not self._is_of_drink(hit)
            and not self._is_a_vessel(hit)
            and not self._is_by_victim(hit, named)
        ]

    def _weapons_on_intimates(self) -> list[Hit]:
        """Weapons used on a partner or family: "poured acid over his partner", "a bread knife to his wife's neck"."""
        if not self._sentence.speaks_of_intimates:
            return []
        return [
            hit._replace(table="always", kind="act")
            for hit in self.of(Category.WEAPONS)
            if self._sentence.owners.is_done_to(Role.INTIMATE, hit.end)
        ]

    def _is_aimed(self, sense: Hit) -> bool:
        """Whether what seemed to be done to a thing is done to somebody: "threw the TV at the officer through the door"."""
        words = self._words[sense.start : sense.end]
        if words[0] not in _BLOWS:
            return False
        if words[-3:-1] in (["with", "a"], ["with", "the"], ["with", "his"]) and not _PERSON.isdisjoint(words):
            return True
        return any(
            word in ("at", "over", "towards") and not _PERSON.isdisjoint(words[place + 1 : place + 4])
            for place, word in enumerate(words)
        )

    def _begins_as(self, hit: Hit, senses: list[Hit]) -> bool:
        """Whether a blow is the verb of an idiom and no second one follows: "struck a deal with the orderly"."""
        return any(
            one.start <= hit.start < one.end
            and {"and", "then", ",", "at", "on", "into", "over"}.isdisjoint(self._words[one.end : hit.end])
            for one in senses
            if one.end - one.start <= 3
        )

    def _not_of_custody(self) -> list[Hit]:
        """Weapon words in another sense, and violence whose victim is a partner or family."""
        if not _VISITS.isdisjoint(self._words):
            return self._senses_of_weapons
        found = self._sentence.hits("domestic_abuse")
        abuse = [hit for hit in found if hit.table == "always"]
        if any(one.speaks_of_intimates for one in self._around) and word_set("staff").isdisjoint(self._words):
            abuse += [
                hit for hit in found if hit.table == "with_intimate" and {"her", "she"} & set(self._words[hit.start : hit.end])
            ]
        return [*self._senses_of_weapons, *abuse]

    @cached_property
    def _senses_of_weapons(self) -> list[Hit]:
        return [hit for hit in self._sentence.hits("weapons") if hit.table == "senses" and not self._is_aimed(hit)]

    def _is_of_strangers(self, hit: Hit) -> bool:
        """Whether the only family in it are somebody's children, or it is a partner's new partner or friend."""
        words = self._words[hit.start : hit.end]
        close = [place for place, word in enumerate(words) if word in _INTIMATE]
        if len(close) == 1 and words[close[0]] == "ex" and self._sentence.is_former_else(hit.start + close[0]):
            return True
        if close and all(words[place] in _CHILD and words[place - 1] in _NOT_HIS for place in close if place):
            return words[close[0]] in _CHILD
        return self._words[hit.end : hit.end + 2] in (["'s", "new"], ["'s", "boyfriend"], ["'s", "friend"], ["'s", "partner"])

    def _is_fought(self, hit: Hit) -> bool:
        """Whether an associate is only one with whom the person fought, or to whom something was passed."""
        inside = self._sentence.setting is Setting.CUSTODY and bool(self._sentence.blows)
        return inside and hit.kind == "criminal_associates" and self._words[hit.start] in ("with", "from", "his")

    def _is_of_drink(self, hit: Hit) -> bool:
        """Whether a failed test was for alcohol, not drugs."""
        words = self._words[hit.start : hit.end]
        return hit.kind == "drugs" and not {"alcohol", "breath"}.isdisjoint(words) and _DRUGS.isdisjoint(words)

    def _is_a_vessel(self, hit: Hit) -> bool:
        """Whether a drink is only what was in a bottle used as a weapon, or slurred speech where drugs are named."""
        if hit.kind != "alcohol":
            return False
        if self._words[hit.start] in ("slurring", "slurred"):
            return any(one.kind == "drugs" for near in self._around for one in near.hits("triggers"))
        return self._words[hit.start] in _VESSELS and bool(self.of(Category.WEAPONS))

    def _is_by_victim(self, hit: Hit, named: list[Hit]) -> bool:
        """Whether a contact is one that the victim made."""
        made = [one for one in named if one.kind == "victim_contacted" and hit.end <= one.end + 4]
        return hit.kind == "contact_with_victim" and overlaps(hit, made)

    def _is_since(self, hit: Hit) -> bool:
        """Whether a contact is a breach or is told of a victim, and not what the order was made for."""
        words = {word for one in self._around for word in one.words}
        return self._words[hit.start] == "has" or not words.isdisjoint(_BREACHED)

    def _is_no_contact(self, hit: Hit) -> bool:
        """Whether a contact is only what an order forbids, or part of an attack and not of seeking the victim out since."""
        orders = [one for one in self._sentence.hits("orders") if one.table == "always"]
        if orders:
            forbidden = any(one.start <= hit.start < one.end for one in orders)
            return forbidden or self._words[max(0, hit.start - 2) : hit.start] == ["not", "to"]
        if self._sentence.setting is not Setting.CUSTODY:
            return self._words[hit.start].startswith(_GOES) and bool(self.of(Category.WEAPONS))
        return not self._words[hit.start].startswith(_CALLS) and (
            bool(self._sentence.blows) or bool(self._sentence.context.found)
        )

    def _weapons(self, named: list[Hit], by_table: dict[str, list[Hit]]) -> list[Hit]:
        if any(one.speaks_of_self_harm for one in self._around) and not self._attacks_somebody:
            return []
        uses = [hit for hit in by_table.get("use", []) if not overlaps(hit, by_table.get("senses", []))]
        uses += by_table.get("hidden", [])
        tools = any(one.speaks_of_tools for one in self._around)
        if tools and not uses:
            named = [hit for hit in named if hit.kind not in _PLAIN]
        senses = by_table.get("senses", [])
        carried = [] if tools else by_table.get("carried", [])
        for thing in by_table.get("things", []):
            if not overlaps(thing, senses) and any(self._used(thing, use) for use in (*uses, *carried)):
                named.append(thing)
        return named + [
            hit
            for hit in (self._instrument(frame, senses) for frame in by_table.get("instrument", []))
            if hit is not None and not overlaps(hit, named)
        ]

    def _instrument(self, frame: Hit, senses: list[Hit]) -> Hit | None:
        """The thing in a blow, a throw or a swing, whatever it is: up to four words that name nothing else than a thing."""
        end = frame.end
        while end < len(self._words) and end - frame.end < _LONG and self._words[end] not in _ENDS_A_THING:
            end += 1
        words = self._words[frame.end : end]
        if not words or not (_NO_WEAPON | _PERSON | _INTIMATE).isdisjoint(words):
            return None
        if self._words[end : end + 1] == ["of"] and not _NO_WEAPON.isdisjoint(self._words[end + 1 : end + 3]):
            return None
        if frame.kind in ("thrown", "swung") and not self._is_against_somebody(end):
            return None
        if frame.kind == "struck" and _PERSON_OR_BODY.isdisjoint(self._words[frame.start : frame.end]):
            return None
        return None if overlaps(frame, senses) else Hit("always", "not_recorded", frame.end, end)

    def _is_against_somebody(self, place: int) -> bool:
        """Whether "at", "over", "to" or the like and then somebody, or a part of somebody, follow a place."""
        return (
            place < len(self._words)
            and self._words[place] in _AGAINST
            and not _PERSON_OR_BODY.isdisjoint(self._words[place + 1 : place + 6])
        )

    @property
    def _attacks_somebody(self) -> bool:
        return any(not _PERSON.isdisjoint(self._words[hit.start : hit.end + 2]) for hit in self._sentence.blows)

    def _used(self, thing: Hit, use: Hit) -> bool:
        if use.start < thing.end and thing.start < use.end:
            return True
        start, end = (use.end, thing.start) if use.end <= thing.start else (thing.end, use.start)
        near = _NEAR if thing.kind != "corrosive" else _FAR
        return end - start <= near and not any(word in (";", "but") for word in self._words[start:end])

    def _in_custody(self) -> bool:
        if self._sentence.setting is not None:
            elsewhere = any(
                one.speaks_of_elsewhere for one in self._around if one is self._sentence or len(one.words) <= HEADING
            )
            return self._sentence.setting is Setting.CUSTODY and (self._sentence.speaks_of_custody or not elsewhere)
        if not any(one.speaks_of_custody for one in self._around):
            return False
        return not self._sentence.speaks_of_elsewhere or not _INMATES.isdisjoint(self._words)


def _names_nobody(words: list[str]) -> bool:
    return _NAMED.isdisjoint(words)


def _within(hit: Hit, others: list[Hit]) -> bool:
    """Whether a hit begins in another and does not reach beyond it."""
    return any(other.start <= hit.start < other.end and hit.end <= other.end for other in others)


def _widest(found: list[Hit]) -> list[Hit]:
    """Hits that do not lie within a wider one, in order; of two over the same words, the first by kind."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start, hit.kind)):
        if not any(one.start <= hit.start and hit.end <= one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.kind))
