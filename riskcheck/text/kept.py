"""Which phrases of a sentence are mentions: those of a lexicon that no other sense, tool, idiom or setting takes away."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from riskcheck.terms import Setting
from riskcheck.text.circumstances import circumstances
from riskcheck.text.lexicon import word_set
from riskcheck.text.matching import Hit, overlaps
from riskcheck.text.mention import Category, Whose
from riskcheck.text.person import Role
from riskcheck.text.used import is_aimed, used_as_weapons

if TYPE_CHECKING:
    from riskcheck.text.sentence import Sentence

HEADING = 4
"""A sentence of so many words at most may be only a heading of the one after it: "Conv.", "IO: s18."."""
_IDIOM = 3
"""An idiom has so many words at most; a longer one may be a blow to somebody."""
_NAMED = word_set("person") - word_set("person_unsure") - word_set("person_unnamed") - word_set("partner")
_INTIMATE = word_set("intimate")
_CHILD = frozenset(("child", "children", "kids", "baby"))
_NOT_HIS = word_set("not_his")
_STAFF = word_set("staff")
_INMATES = word_set("inmate")
_VISITS = word_set("visits")


class Kept:
    """The mentions of one sentence, by category."""

    def __init__(self, sentence: "Sentence") -> None:
        self._sentence = sentence
        self._words = sentence.words

    def of(self, category: Category) -> list[Hit]:
        """The phrases that are mentions of a category, in order; of a level of risk there are none."""
        if category is Category.TRIGGERS:
            found = self._circumstances()
            return [hit for kind in dict.fromkeys(hit.kind for hit in found) for hit in _widest(found, kind)]
        by_category: dict[Category, Callable[[], list[Hit]]] = {
            Category.WEAPONS: self._weapons,
            Category.CUSTODY_VIOLENCE: self._violence,
            Category.ORDERS: self._orders,
            Category.DOMESTIC_ABUSE: self._abuse,
        }
        return _widest(by_category[category]())

    def _named(self, category: Category) -> list[Hit]:
        """The phrases that name what is looked for."""
        return [*self._sentence.table(category.value, "always"), *self._sentence.table(category.value, "negative")]

    def _senses(self, category: Category) -> list[Hit]:
        """The phrases in which words for what is looked for mean something else."""
        return self._sentence.table(category.value, "senses")

    def _orders(self) -> list[Hit]:
        senses = self._senses(Category.ORDERS)
        return [hit for hit in self._named(Category.ORDERS) if not overlaps(hit, senses)]

    def _weapons(self) -> list[Hit]:
        senses = self._senses_of_weapons
        named = [hit for hit in self._named(Category.WEAPONS) if not overlaps(hit, senses)]
        return used_as_weapons(self._sentence, named, senses)

    def _violence(self) -> list[Hit]:
        """Violence in prison, without idioms, damage to things, and violence to a partner or family."""
        if not self._in_custody():
            return []
        senses = [hit for hit in self._unaimed(Category.CUSTODY_VIOLENCE) if self._is_idiom(hit)] + self._not_of_custody()
        return [
            hit
            for hit in self._named(Category.CUSTODY_VIOLENCE)
            if not _is_within(hit, senses) and not self._begins_as(hit, senses)
        ]

    def _abuse(self) -> list[Hit]:
        """Abuse by its own words; where a partner or family is named near by, by what is done to or by them too."""
        senses = self._senses(Category.DOMESTIC_ABUSE)
        named = [hit for hit in self._named(Category.DOMESTIC_ABUSE) if not overlaps(hit, senses)]
        if any(one.speaks_of_intimates for one in self._sentence.around):
            senses = [*senses, *self._senses_of_weapons]
            named = [hit for hit in named if not self._is_of_strangers(hit)]
            named += [hit for hit in self._sentence.table("domestic_abuse", "with_intimate") if not overlaps(hit, senses)]
            named += [
                hit
                for hit in self._sentence.table("domestic_abuse", "by_intimate")
                if not overlaps(hit, senses)
                and self._sentence.owners.whose(Category.DOMESTIC_ABUSE, hit.start, hit.end) is not Whose.OWN
            ]
        return named or self._weapons_on_intimates()

    def _circumstances(self) -> list[Hit]:
        senses = self._senses(Category.TRIGGERS)
        named = [
            hit
            for hit in self._named(Category.TRIGGERS)
            if not (_is_within if hit.kind == "criminal_associates" else overlaps)(hit, senses)
        ]
        return circumstances(self._sentence, named, lambda: bool(self.of(Category.WEAPONS)))

    def _weapons_on_intimates(self) -> list[Hit]:
        """Weapons used on a partner or family: "poured acid over his partner", "a bread knife to his wife's neck"."""
        if not self._sentence.speaks_of_intimates:
            return []
        return [
            hit._replace(table="always", kind="act")
            for hit in self.of(Category.WEAPONS)
            if self._sentence.owners.is_done_to(Role.INTIMATE, hit.end)
        ]

    def _unaimed(self, category: Category) -> list[Hit]:
        """The other senses in which nothing is done to somebody."""
        return [hit for hit in self._senses(category) if not is_aimed(self._words[hit.start : hit.end])]

    @cached_property
    def _senses_of_weapons(self) -> list[Hit]:
        return self._unaimed(Category.WEAPONS)

    def _is_idiom(self, sense: Hit) -> bool:
        """Whether another sense names nobody to whom a blow could be done."""
        return sense.end - sense.start <= _IDIOM or _NAMED.isdisjoint(self._words[sense.start : sense.end])

    def _begins_as(self, hit: Hit, senses: list[Hit]) -> bool:
        """Whether a blow is the verb of an idiom and no second one follows: "struck a deal with the orderly"."""
        return any(
            one.start <= hit.start < one.end
            and {"and", "then", ",", "at", "on", "into", "over"}.isdisjoint(self._words[one.end : hit.end])
            for one in senses
            if one.end - one.start <= _IDIOM
        )

    def _not_of_custody(self) -> list[Hit]:
        """Weapon words in another sense, and violence whose victim is a partner or family."""
        if not _VISITS.isdisjoint(self._words):
            return self._senses_of_weapons
        abuse = self._sentence.table("domestic_abuse", "always")
        if any(one.speaks_of_intimates for one in self._sentence.around) and _STAFF.isdisjoint(self._words):
            abuse = abuse + [
                hit
                for hit in self._sentence.table("domestic_abuse", "with_intimate")
                if not {"her", "she"}.isdisjoint(self._words[hit.start : hit.end])
            ]
        return [*self._senses_of_weapons, *abuse]

    def _is_of_strangers(self, hit: Hit) -> bool:
        """Whether the only family in it are somebody's children, or it is a partner's new partner or friend."""
        words = self._words[hit.start : hit.end]
        close = [place for place, word in enumerate(words) if word in _INTIMATE]
        if len(close) == 1 and words[close[0]] == "ex" and self._sentence.is_former_else(hit.start + close[0]):
            return True
        if close and all(words[place] in _CHILD and words[place - 1] in _NOT_HIS for place in close if place):
            return words[close[0]] in _CHILD
        return self._words[hit.end : hit.end + 2] in (["'s", "new"], ["'s", "boyfriend"], ["'s", "friend"], ["'s", "partner"])

    def _in_custody(self) -> bool:
        """Whether the sentence is about prison, by where its source is about and by what it and its neighbours say."""
        one, around = self._sentence, self._sentence.around
        if one.setting is Setting.CUSTODY:
            headings = [near for near in around if near is one or len(near.words) <= HEADING]
            return one.speaks_of_custody or not any(near.speaks_of_elsewhere for near in headings)
        if one.setting is not None or not any(near.speaks_of_custody for near in around):
            return False
        return not one.speaks_of_elsewhere or not _INMATES.isdisjoint(self._words)


def _is_within(hit: Hit, others: list[Hit]) -> bool:
    """Whether a hit begins in another and does not reach beyond it."""
    return any(other.start <= hit.start < other.end and hit.end <= other.end for other in others)


def _widest(found: list[Hit], kind: str | None = None) -> list[Hit]:
    """Hits, of a kind or of all, not within a wider one, in order; of two over the same words, the first by kind."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start, hit.kind)):
        if kind in (None, hit.kind) and not any(one.start <= hit.start and hit.end <= one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.kind))
