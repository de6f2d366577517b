"""One sentence among its neighbours: which phrases are mentions, whose, and with what doubts."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc

from riskcheck.terms import Setting
from riskcheck.text.context import DOUBTS, Context
from riskcheck.text.levels import levels
from riskcheck.text.lexicon import word_set
from riskcheck.text.matching import Hit, hits
from riskcheck.text.mention import Category, Whose
from riskcheck.text.people import People, Role, is_man, words_that
from riskcheck.text.whose import Owners

_NEAR = 10
"""How many words apart an everyday thing and a word of use may stand."""
_FAR = 14
"""The same for substances, which are kept in something before they are thrown."""
_SHORT = 14
"""A sentence of so many words at most may be only a verdict on the one before it."""
_BRIEF = 24
"""A sentence of so many words at most may say of the one before it that it is not known who."""
_LABEL = 4
"""A sentence of so many words at most may be only a heading of the one after it: "Conv.", "IO: s18."."""
_PLAIN = frozenset(("knife", "firearm", "imitation_firearm", "other", "blunt", "not_recorded"))


_SAID = frozenset(
    (
        "tell",
        "tells",
        "warned",
        "telling",
        "vowed",
        "promised",
        "said",
        "says",
        "told",
        "shouted",
        "threatened",
        "threatening",
        "threatens",
        "stated",
        "states",
        "i",
        "saying",
        "texted",
        "messaged",
        "wrote",
        "tell",
    )
)


_UNSAID = frozenset(("if", "unless"))
_PERSON = frozenset(word_set("person")) - {"her", "p", "one", "healthcare"}
_INTIMATE = frozenset(word_set("intimate"))
_DRUGS = frozenset((*word_set("drug"), "drugs", "drug"))
_AT_SOMEBODY = frozenset({Category.WEAPONS, Category.CUSTODY_VIOLENCE})
_CHILD = frozenset(("child", "children", "kids", "baby"))
_NOT_HIS = frozenset(("a", "two", "three", "four", "five", "young", "local", "school", "other", "some", "several", "neighbour"))
_LONG = 4
"""How many words the name of a thing may have."""
_AGAINST = frozenset(("at", "towards", "toward", "over", "into", "to", "against", "across"))
_ENDS_A_THING = _AGAINST | frozenset(
    (
        *words_that("boundary"),
        *words_that("preposition"),
        *words_that("auxiliary"),
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
_NO_WEAPON = frozenset(word_set("no_weapon"))
_GROUP = frozenset(word_set("group"))
_VESSELS = frozenset(("bottle", "glass", "pint", "can", "wine", "vodka", "beer"))
_KIN = frozenset(word_set("kin"))
_INMATES = frozenset(("prisoner", "prisoners", "cellmate", "inmate", "inmates", "remand"))
_BREACHED = frozenset(("breach", "breached", "breaches", "breaching", "victim"))
_NOT = frozenset(("not", "n't", "never", "denied", "denies", "planted", "nothing", "no"))
_ACCEPTS = frozenset(("admitted", "admits", "accepted", "accepts", "protection", "confessed", "alone", "single", "sole"))
_WILL = frozenset(("would", "will", "'ll", "'d"))
_CHANGED = frozenset(("lowered", "reduced", "raised", "increased", "changed", "downgraded", "upgraded", "dropped", "revised"))
_BRUISES = frozenset(("black", "bruise", "bruises", "bruising", "bruised", "marks"))
_CALLS = ("phon", "ring", "rung", "rang", "call", "text", "messag", "wr", "letter", "sent", "send", "telephon", "email")
_NAMED = (
    _PERSON
    - {"me", "him", "them", "us", "you", "so", "two", "three", "another", "other", "others", "each", "key", "pad"}
    - set(word_set("partner"))
)
_GOES = ("approach", "attend", "saw", "met", "went", "follow")
_BLOWS = frozenset((*word_set("harm"), *word_set("hit"), *word_set("threw"))) - {"shot", "aimed"}
_PRESENT = frozenset(("now", "currently", "remains", "today"))
_VISITS = frozenset(("visit", "visits", "visiting"))


class Seen(NamedTuple):
    """A mention by its places in the sentence."""

    category: Category
    kind: str
    first: int
    last: int
    whose: Whose
    doubts: frozenset[str]


class Sentence:
    """A sentence being read; ``setting`` is where its source is about."""

    def __init__(self, doc: Doc, setting: Setting | None) -> None:
        self._doc = doc
        self._setting = setting
        self.words = [token.lower_ for token in doc]
        self.length = len(doc.text_with_ws) if hasattr(doc, "text_with_ws") else len(doc.text)
        self._found: dict[str, list[Hit]] = {}
        self._around: Sequence[Sentence] = ()
        self._man = is_man(self.words)
        self._victim = False
        self._named = ""
        self._next: Sentence | None = None

    def place_among(self, all_: "Sequence[Sentence]", place: int, man: bool, named: str) -> None:
        """Tell the sentence its neighbours, whether the text writes of the person as he, and how it names him."""
        self._named = named
        self._around = all_[max(0, place - 1) : place + 2]
        self._man = man
        self._victim = any("victim" in one.words for one in self._around)
        self._next = all_[place + 1] if place + 1 < len(all_) else None

    def hits(self, topic: str) -> list[Hit]:
        """The phrases of a lexicon in the sentence, looked for once."""
        if topic not in self._found:
            self._found[topic] = hits(topic, self._doc, self.words)
        return self._found[topic]

    @cached_property
    def cues(self) -> list[Hit]:
        """The cues of context."""
        return self.hits("context")

    @cached_property
    def _context(self) -> Context:
        return Context(self.cues, self.words)

    @cached_property
    def _owners(self) -> Owners:
        found = self.hits("people")
        return Owners(
            found,
            self.words,
            People(found, self.words, self._man, self._victim, self._setting is Setting.CUSTODY, self._named),
            self._context,
        )

    def mentions(self, categories: frozenset[Category]) -> Iterator[Seen]:
        """The mentions in the sentence, in order."""
        for category in Category:
            if category in categories:
                if category is Category.STATED_LEVEL:
                    yield from self._levels()
                else:
                    for hit in self._kept(category):
                        yield self._seen(category, hit)

    @cached_property
    def verdict(self) -> frozenset[str]:
        """The doubts that the sentence casts on the one before it, if it is only a verdict: "Not proved."."""
        if len(self.words) > _SHORT:
            return frozenset()
        return frozenset(hit.kind for hit in self.cues if hit.table == "verdict")

    def _doubts(self, category: Category, start: int, end: int) -> set[str]:
        doubts = set(self._context.doubts(category, start, end))
        if self._next is not None and category is not Category.STATED_LEVEL:
            doubts |= self._next.verdict & set(DOUBTS)
        return doubts

    def _levels(self) -> Iterator[Seen]:
        for level in levels([*self._continued, *self.hits("stated_level")], self.words):
            span = self._doc[level.start : level.end]
            doubts = self._doubts(Category.STATED_LEVEL, level.start, level.end)
            if level.past or self._is_changed_next():
                doubts = doubts - {"historical", "negated"} | {"historical"}
            elif self._is_level_now(level.start):
                doubts -= {"historical"}
            whose = self._owners.whose(Category.STATED_LEVEL, level.start, level.end)
            yield Seen(Category.STATED_LEVEL, level.kind, span.start_char, span.end_char, whose, frozenset(doubts))

    def _is_level_now(self, start: int) -> bool:
        """Whether a level is said to be that of the day, or the one to which another was changed."""
        before = self.words[max(0, start - 3) : start]
        return not _PRESENT.isdisjoint(before) or (before[-1:] == ["to"] and not _CHANGED.isdisjoint(before))

    def _is_changed_next(self) -> bool:
        """Whether the next sentence says that this level was changed: "This was lowered to medium"."""
        following = self._next.words if self._next is not None else []
        return following[:1] in (["this"], ["it"], ["since"]) and not _CHANGED.isdisjoint(following[:6])

    @cached_property
    def _continued(self) -> list[Hit]:
        """The risk that a short sentence goes on about: "RoSH: public - high. Staff - medium."."""
        place = self._around.index(self) if self in self._around else 0
        if not place or len(self.words) > _LABEL + 2 or (_GROUP | _PRESENT).isdisjoint(self.words):
            return []
        before = self._around[place - 1]
        return [Hit("harm", "", 0, 0)] if any(True for _ in levels(before.hits("stated_level"), before.words)) else []

    def _seen(self, category: Category, hit: Hit) -> Seen:
        span = self._doc[hit.start : hit.end]
        kind = "contact_with_victim" if hit.kind == "victim_contacted" else hit.kind
        return Seen(
            category,
            kind,
            span.start_char,
            span.end_char,
            self._whose(category, hit),
            frozenset(self._all_doubts(category, hit)),
        )

    def _all_doubts(self, category: Category, hit: Hit) -> set[str]:
        """The doubts by context, and those that the kind of mention adds or takes away: a threat is made by being said."""
        doubts = self._doubts(category, hit.start, hit.end)
        if category is Category.WEAPONS and self._is_quoted(hit.start, hit.end):
            doubts.add("hearsay")
        if hit.table == "negative" or (hit.kind == "contact_with_victim" and "no" in self.words[hit.start : hit.end]):
            doubts.add("negated")
        if self._is_made_by_saying(category, hit):
            doubts -= {"hypothetical"}
        if hit.kind == "bereavement":
            doubts -= {"hearsay"}
        return doubts

    def _is_made_by_saying(self, category: Category, hit: Hit) -> bool:
        if hit.kind == "threat":
            return {"if", "should", "may", "might", "could"}.isdisjoint(self.words[: hit.start]) or not _SAID.isdisjoint(
                self.words
            )
        return (category is Category.DOMESTIC_ABUSE and self._is_told(hit.start)) or (
            hit.kind == "assault" and self._is_vowed(hit.start)
        )

    def _whose(self, category: Category, hit: Hit) -> Whose:
        """Whose by the people of the sentence, unless the kind of mention or the sentence after says otherwise."""
        whose = self._owners.whose(category, hit.start, hit.end)
        if hit.kind == "victim_contacted":
            return Whose.VICTIM
        if hit.kind in ("relationship_breakdown", "bereavement"):
            return self._loss(hit, whose)
        if hit.kind == "new_relationship":
            return self._relationship(hit, whose)
        if category is Category.WEAPONS and whose is Whose.UNCLEAR and self._next is not None and self._next.owns_up:
            return Whose.OWN
        if category in _AT_SOMEBODY and whose is Whose.OWN and self._is_left_open():
            return Whose.UNCLEAR
        if whose is not Whose.OWN and self._is_own_threat(category, hit):
            return Whose.OWN
        if category is Category.DOMESTIC_ABUSE and whose is Whose.OTHER and self._is_his_doing(hit):
            return Whose.OWN
        return whose

    def _is_left_open(self) -> bool:
        """Whether a sentence that does not name the person is followed by one that leaves open whose it was."""
        after = self._next
        return after is not None and len(after.words) <= _BRIEF and bool(after._context.unclear) and not self._owners.names_him

    def _is_own_threat(self, category: Category, hit: Hit) -> bool:
        """Whether a mention is what the person says will be done, so that it is his threat whoever is its subject."""
        if hit.kind == "threat":
            vowed = self._is_vowed(hit.start)
        else:
            vowed = (
                category is Category.DOMESTIC_ABUSE and self._is_told(hit.start) and not _WILL.isdisjoint(self.words[: hit.end])
            )
        return vowed and self._owners.speaks_first(hit.start)

    def _is_his_doing(self, hit: Hit) -> bool:
        """Whether of bruises or a black eye it is said that he did it."""
        if _BRUISES.isdisjoint(self.words[hit.start : hit.end]):
            return False
        words = [word for one in (self, self._next) if one is not None for word in one.words]
        return any(
            word in ("he", "p", "pop")
            and not {"did", "done", "hit", "punched", "caused"}.isdisjoint(words[place + 1 : place + 3])
            for place, word in enumerate(words)
        )

    def _is_vowed(self, place: int) -> bool:
        """Whether what follows a place is what somebody said he would do, which is a threat."""
        before = set(self.words[:place])
        return bool(_SAID & before and {"would", "will", "'ll", "'d"} & before) and not {"if", "could", "might"} & before

    def _is_told(self, place: int) -> bool:
        """Whether somebody is told of what stands at a place, with no "if" before the telling."""
        told = [index for index, word in enumerate(self.words[: place + 1]) if word in _SAID and word != "i"]
        return bool(told) and _UNSAID.isdisjoint(self.words[: told[0]])

    def _is_quoted(self, start: int, end: int) -> bool:
        """Whether a thing is only named in quotation marks, or the sentence opens with somebody's words."""
        marks = [place for place, word in enumerate(self.words) if word == '"']
        before, after = [place for place in marks if place < start], [place for place in marks if place >= end]
        if not before or "i" in self.words or len(before) % 2 == 0:
            return False
        alone = start - before[-1] == 1 and bool(after) and after[0] - end == 0
        return alone or before[-1] == 0

    def _loss(self, hit: Hit, whose: Whose) -> Whose:
        """A partner who leaves and a mother who dies are the person's own loss; somebody else's is marked by 's."""
        before = self.words[max(0, hit.start - 2) : hit.end]
        if (
            hit.kind == "bereavement"
            and self.words[hit.start] in _KIN
            and "'s" not in self.words[max(0, hit.start - 2) : hit.start]
        ):
            return whose if self.words[hit.start - 1 : hit.start] == ["her"] and self._man else Whose.OWN
        if self._named and self.words[max(0, hit.start - 2) : hit.start] == [self._named, "'s"]:
            return Whose.OWN
        if "'s" in before and not {"p", "his", "children", "prisoner", "pop", "accused", "partner"} & set(before):
            return whose if whose is not Whose.OWN else Whose.OTHER
        inside = self.words[max(0, hit.start - 2) : hit.end]
        named = set(word_set("kin")) | {"she"} | ({"friend", "mate"} if hit.kind == "bereavement" else set())
        if whose is Whose.VICTIM or (whose is Whose.OTHER and not named & set(inside)):
            return whose
        return Whose.OWN

    def _relationship(self, hit: Hit, whose: Whose) -> Whose:
        """A new partner who is named is the person's own, unless somebody else's is said."""
        before = self.words[max(0, hit.start - 2) : hit.start]
        if before[-1:] == ["her"] or (before[-1:] == ["'s"] and before[0] not in ("p", "pop", "prisoner", self._named)):
            return Whose.OTHER if self._man else whose
        return Whose.OWN if whose is Whose.OTHER and self._owners.is_named_in(hit.start, hit.end) else whose

    def _kept(self, category: Category) -> list[Hit]:
        by_table: dict[str, list[Hit]] = {}
        for hit in self.hits(category.value):
            by_table.setdefault(hit.table, []).append(hit)
        if category is Category.CUSTODY_VIOLENCE and not self._in_custody():
            return []
        senses = [hit for hit in by_table.get("senses", []) if category not in _AT_SOMEBODY or not self._is_aimed(hit)]
        if category is Category.CUSTODY_VIOLENCE:
            senses = [hit for hit in senses if hit.end - hit.start <= 3 or _names_nobody(self.words[hit.start : hit.end])]
            senses += self._not_of_custody()
        named = [
            hit
            for hit in (*by_table.get("always", []), *by_table.get("negative", []))
            if not (_within if category is Category.CUSTODY_VIOLENCE or hit.kind == "criminal_associates" else _overlaps)(
                hit, senses
            )
            and not (category is Category.CUSTODY_VIOLENCE and self._begins_as(hit, senses))
        ]
        if category is Category.WEAPONS:
            named = self._weapons(named, {**by_table, "senses": senses})
        if category is Category.DOMESTIC_ABUSE and any(one.speaks_of_intimates for one in self._around or (self,)):
            senses = [*senses, *self._senses_of_weapons]
            named = [hit for hit in named if not self._is_of_strangers(hit)]
            named += [hit for hit in by_table.get("with_intimate", []) if not _overlaps(hit, senses)]
            others = [hit for hit in by_table.get("by_intimate", []) if not _overlaps(hit, senses)]
            named += [hit for hit in others if self._owners.whose(category, hit.start, hit.end) is not Whose.OWN]
        if category is Category.DOMESTIC_ABUSE and not named:
            named = self._weapons_on_intimates()
        if category is Category.TRIGGERS and any(one.speaks_of_orders for one in self._around or (self,)):
            named += [hit for hit in by_table.get("with_order", []) if not _overlaps(hit, senses) and self._is_since(hit)]
        if category is Category.TRIGGERS and any(hit.kind == "contact_with_victim" for hit in named):
            named = [hit for hit in named if hit.kind != "contact_with_victim" or not self._is_no_contact(hit)]
        if category is Category.TRIGGERS:
            named = [
                hit
                for hit in named
                if not self._is_fought(hit)
                and not self._is_of_drink(hit)
                and not self._is_a_vessel(hit)
                and not self._is_by_victim(hit, named)
            ]
            kinds = dict.fromkeys(hit.kind for hit in named)
            return [hit for kind in kinds for hit in _widest([one for one in named if one.kind == kind])]
        return _widest(named)

    def _weapons_on_intimates(self) -> list[Hit]:
        """Weapons used on a partner or family: "poured acid over his partner", "a bread knife to his wife's neck"."""
        if not self.speaks_of_intimates:
            return []
        return [
            hit._replace(table="always", kind="act")
            for hit in self._kept(Category.WEAPONS)
            if self._owners.is_done_to(Role.INTIMATE, hit.end)
        ]

    def _is_aimed(self, sense: Hit) -> bool:
        """Whether what seemed to be done to a thing is done to somebody: "threw the TV at the officer through the door"."""
        words = self.words[sense.start : sense.end]
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
            and {"and", "then", ",", "at", "on", "into", "over"}.isdisjoint(self.words[one.end : hit.end])
            for one in senses
            if one.end - one.start <= 3
        )

    def _not_of_custody(self) -> list[Hit]:
        """Weapon words in another sense, and violence whose victim is a partner or family."""
        if not _VISITS.isdisjoint(self.words):
            return self._senses_of_weapons
        found = self.hits("domestic_abuse")
        abuse = [hit for hit in found if hit.table == "always"]
        if any(one.speaks_of_intimates for one in self._around or (self,)) and set(word_set("staff")).isdisjoint(self.words):
            abuse += [
                hit for hit in found if hit.table == "with_intimate" and {"her", "she"} & set(self.words[hit.start : hit.end])
            ]
        return [*self._senses_of_weapons, *abuse]

    @cached_property
    def _senses_of_weapons(self) -> list[Hit]:
        return [hit for hit in self.hits("weapons") if hit.table == "senses" and not self._is_aimed(hit)]

    def _is_of_strangers(self, hit: Hit) -> bool:
        """Whether the only family in it are somebody's children, or it is a partner's new partner or friend."""
        words = self.words[hit.start : hit.end]
        close = [place for place, word in enumerate(words) if word in _INTIMATE]
        if len(close) == 1 and words[close[0]] == "ex" and self._is_former_else(hit.start + close[0]):
            return True
        if close and all(words[place] in _CHILD and words[place - 1] in _NOT_HIS for place in close if place):
            return words[close[0]] in _CHILD
        return self.words[hit.end : hit.end + 2] in (["'s", "new"], ["'s", "boyfriend"], ["'s", "friend"], ["'s", "partner"])

    def _is_former_else(self, place: int) -> bool:
        """Whether an "ex-" is of somebody other than a partner: "ex-colleague"."""
        return (
            self.words[place + 1 : place + 2] == ["-"]
            and self.words[place + 2 : place + 3] != []
            and (self.words[place + 2] not in _INTIMATE)
        )

    def _is_fought(self, hit: Hit) -> bool:
        """Whether an associate is only one with whom the person fought, or to whom something was passed."""
        inside = self._setting is Setting.CUSTODY and bool(self._blows)
        return inside and hit.kind == "criminal_associates" and self.words[hit.start] in ("with", "from", "his")

    def _is_of_drink(self, hit: Hit) -> bool:
        """Whether a failed test was for alcohol, not drugs."""
        words = self.words[hit.start : hit.end]
        return hit.kind == "drugs" and not {"alcohol", "breath"}.isdisjoint(words) and _DRUGS.isdisjoint(words)

    def _is_a_vessel(self, hit: Hit) -> bool:
        """Whether a drink is only what was in a bottle used as a weapon, or slurred speech where drugs are named."""
        if hit.kind != "alcohol":
            return False
        if self.words[hit.start] in ("slurring", "slurred"):
            return any(one.kind == "drugs" for near in self._around or (self,) for one in near.hits("triggers"))
        return self.words[hit.start] in _VESSELS and bool(self._kept(Category.WEAPONS))

    def _is_by_victim(self, hit: Hit, named: list[Hit]) -> bool:
        """Whether a contact is one that the victim made."""
        made = [one for one in named if one.kind == "victim_contacted" and hit.end <= one.end + 4]
        return hit.kind == "contact_with_victim" and _overlaps(hit, made)

    def _is_since(self, hit: Hit) -> bool:
        """Whether a contact is a breach or is told of a victim, and not what the order was made for."""
        words = {word for one in self._around or (self,) for word in one.words}
        return self.words[hit.start] == "has" or not words.isdisjoint(_BREACHED)

    def _is_no_contact(self, hit: Hit) -> bool:
        """Whether a contact is only what an order forbids, or part of an attack and not of seeking the victim out since."""
        orders = [one for one in self.hits("orders") if one.table == "always"]
        if orders:
            forbidden = any(one.start <= hit.start < one.end for one in orders)
            return forbidden or self.words[max(0, hit.start - 2) : hit.start] == ["not", "to"]
        if self._setting is not Setting.CUSTODY:
            return self.words[hit.start].startswith(_GOES) and bool(self._kept(Category.WEAPONS))
        return not self.words[hit.start].startswith(_CALLS) and (bool(self._blows) or bool(self._context.found))

    @cached_property
    def owns_up(self) -> bool:
        """Whether in the sentence the person says that a thing of the sentence before is his."""
        if not _NOT.isdisjoint(self.words) or not self._owners.tells_first:
            return False
        return any(
            self.words[place : place + 2] in (["'s", "mine"], ["was", "mine"], ["was", "his"], ["were", "his"], ["is", "mine"])
            for place in range(len(self.words))
        ) or not _ACCEPTS.isdisjoint(self.words)

    @cached_property
    def speaks_of_orders(self) -> bool:
        """Whether the sentence names an order, or a victim."""
        return "victim" in self.words or any(hit.table == "always" for hit in self.hits("orders"))

    @cached_property
    def speaks_of_intimates(self) -> bool:
        """Whether the sentence names a partner or family."""
        return any(
            word in _INTIMATE and not (word == "ex" and self._is_former_else(place)) for place, word in enumerate(self.words)
        )

    def _weapons(self, named: list[Hit], by_table: dict[str, list[Hit]]) -> list[Hit]:
        if any(one.speaks_of_self_harm for one in self._around or (self,)) and not self._attacks_somebody:
            return []
        uses = [hit for hit in by_table.get("use", []) if not _overlaps(hit, by_table.get("senses", []))]
        uses += by_table.get("hidden", [])
        tools = any(one.speaks_of_tools for one in self._around or (self,))
        if tools and not uses:
            named = [hit for hit in named if hit.kind not in _PLAIN]
        senses = by_table.get("senses", [])
        carried = [] if tools else by_table.get("carried", [])
        for thing in by_table.get("things", []):
            if not _overlaps(thing, senses) and any(self._used(thing, use) for use in (*uses, *carried)):
                named.append(thing)
        return named + [
            hit
            for hit in (self._instrument(frame, senses) for frame in by_table.get("instrument", []))
            if hit is not None and not _overlaps(hit, named)
        ]

    def _instrument(self, frame: Hit, senses: list[Hit]) -> Hit | None:
        """The thing in a blow, a throw or a swing, whatever it is: up to four words that name nothing else than a thing."""
        end = frame.end
        while end < len(self.words) and end - frame.end < _LONG and self.words[end] not in _ENDS_A_THING:
            end += 1
        words = self.words[frame.end : end]
        if not words or not (_NO_WEAPON | _PERSON | _INTIMATE).isdisjoint(words):
            return None
        if self.words[end : end + 1] == ["of"] and not _NO_WEAPON.isdisjoint(self.words[end + 1 : end + 3]):
            return None
        if frame.kind in ("thrown", "swung") and not self._is_against_somebody(end):
            return None
        if frame.kind == "struck" and _PERSON_OR_BODY.isdisjoint(self.words[frame.start : frame.end]):
            return None
        return None if _overlaps(frame, senses) else Hit("always", "not_recorded", frame.end, end)

    def _is_against_somebody(self, place: int) -> bool:
        """Whether "at", "over", "to" or the like and then somebody, or a part of somebody, follow a place."""
        return (
            place < len(self.words)
            and self.words[place] in _AGAINST
            and not _PERSON_OR_BODY.isdisjoint(self.words[place + 1 : place + 6])
        )

    @cached_property
    def speaks_of_tools(self) -> bool:
        """Whether the sentence is about tools of work, food, stories or self-harm."""
        return any(hit.table == "tools" for hit in self.hits("weapons"))

    @cached_property
    def speaks_of_self_harm(self) -> bool:
        """Whether the sentence is about somebody who hurts himself."""
        return any(hit.table == "self_harm" for hit in self.hits("weapons"))

    @cached_property
    def _blows(self) -> list[Hit]:
        found = self.hits("custody_violence")
        senses = [hit for hit in (*found, *self.hits("weapons")) if hit.table in ("senses", "self_harm")]
        return [hit for hit in found if hit.table == "always" and not _overlaps(hit, senses)]

    @property
    def _attacks_somebody(self) -> bool:
        return any(not _PERSON.isdisjoint(self.words[hit.start : hit.end]) for hit in self._blows)

    def _used(self, thing: Hit, use: Hit) -> bool:
        if use.start < thing.end and thing.start < use.end:
            return True
        start, end = (use.end, thing.start) if use.end <= thing.start else (thing.end, use.start)
        near = _NEAR if thing.kind != "corrosive" else _FAR
        return end - start <= near and not any(word in (";", "but") for word in self.words[start:end])

    def _in_custody(self) -> bool:
        if self._setting is not None:
            elsewhere = any(
                one._speaks_of_elsewhere for one in self._around or (self,) if one is self or len(one.words) <= _LABEL
            )
            return self._setting is Setting.CUSTODY and (self.speaks_of_custody or not elsewhere)
        if not any(one.speaks_of_custody for one in self._around or (self,)):
            return False
        return not self._speaks_of_elsewhere or not _INMATES.isdisjoint(self.words)

    @cached_property
    def speaks_of_custody(self) -> bool:
        """Whether the sentence says that it is about prison."""
        return any(hit.table == "custody" for hit in self.hits("custody_violence"))

    @cached_property
    def _speaks_of_elsewhere(self) -> bool:
        return any(hit.table == "not_custody" for hit in self.hits("custody_violence"))


def _names_nobody(words: list[str]) -> bool:
    return _NAMED.isdisjoint(words)


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(other.start < hit.end and hit.start < other.end for other in others)


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
