"""The evidence model: one shape for harmful conduct, and one for labels, from whichever record holds them.

An *act* is one thing the person did or is said to have done on one day. A *label* is a registration, an alert or an
order: it is about acts, and is not one. Two records rest on different incidents only if the two alone make it certain:

* two acts do when their days differ (one day, one incident; ``same_incident_as`` moves an item to another item's day);
* a label and an act do when the label cannot be about the act: it was made before it, or it is about other conduct;
* two labels never do.

Because the test looks at two records only, further evidence never makes two incidents into one.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from riskcheck import policy
from riskcheck.days import Day
from riskcheck.records.model import Weapon
from riskcheck.terms import Group, Setting, Strand

Rated = tuple[Group, Setting]
Span = tuple[int, int]
"""A place in a text: from its first character to before its last, counted from 0."""


class Proof(StrEnum):
    """How well an act is established, on the day of the view."""

    PROVED = "proved"
    REPORTED = "reported"
    ALLEGED = "alleged"
    PENDING = "pending"
    NOT_PROVED = "not proved"


class Known(msgspec.Struct, frozen=True):
    """Where an item is, and when it became known to any agency and to probation (``None``: not known to probation).

    ``by`` is each agency and the day from which it knew. ``stated`` is whether the record itself says who knew; otherwise
    the source's own agency is taken.
    """

    item_id: str
    pointer: str
    source: str
    on: Day
    anyone: Day
    probation: Day | None
    by: tuple[tuple[str, Day], ...]
    stated: bool


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One thing done on one day; made by ``act``, which works out what follows from the kinds of harm.

    ``incident`` is the day under which it is counted. ``offence``: police or a court had it. ``mutual``: who began it is not
    recorded. ``referred``: to the police, by the prison. ``minor``: a caution recorded as minor, or without injury in
    custody. ``decided``: the day a court or the police ended it. ``concerns``: the ratings it is directly about. ``span``: the
    place in ``quote`` of the words that name its weapon, where no field of the record does.
    """

    known: Known
    incident: Day
    record: str
    what: str
    setting: Setting
    harms: frozenset[str]
    victim: str
    proof: Proof
    concerns: tuple[Rated, ...]
    violent: bool
    armed: bool
    grave: bool
    harmful: bool
    abusive: bool
    weapon_kind: str | None = None
    weapon_use: str | None = None
    mutual: bool = False
    referred: bool = False
    minor: bool = False
    decided: Day | None = None
    index: bool = False
    offence: bool = False
    quote: str | None = None
    span: Span | None = None

    @property
    def on(self) -> Day:
        """The day it happened."""
        return self.known.on

    @property
    def established(self) -> bool:
        """Proved by a court or an adjudication, or reported by staff who dealt with it."""
        return self.proof is Proof.PROVED or self.proof is Proof.REPORTED

    @property
    def proved(self) -> bool:
        """Proved by a court, a caution or an adjudication."""
        return self.proof is Proof.PROVED

    @property
    def weapon_turned_on_somebody(self) -> bool:
        """A weapon was used on or pointed at a person, beyond being carried."""
        return self.weapon_use in ("used", "threatened")


def act(
    *, setting: Setting, harms: frozenset[str], victim: str, weapon: Weapon | None, serious: bool = False, **fields: Any
) -> Act:
    """An act, with what its kinds of harm make of it.

    *Violent* is violence of any degree, sexual violence included. *Grave* is serious in itself, such as wounding, robbery,
    arson or a firearm, or recorded as serious. *Harmful* is harmful to people: what the four strands are about. *Abusive*
    is violence, threats, abuse, stalking or breach of an order towards a known adult. Which kinds count is policy data, and
    so is which of them need somebody to be harmed: where the record says that nobody was, those do not count.
    """
    towards = harms - policy.words("conduct", "needs_somebody") if victim == "none" else harms
    harmful = not towards.isdisjoint(policy.words("conduct", "harmful"))
    towards_known = victim in policy.words("conduct", "known_adults")
    return Act(
        setting=setting,
        harms=harms,
        victim=victim,
        concerns=ratings_concerned(setting, victim),
        violent=not towards.isdisjoint(policy.words("conduct", "violent")),
        armed=weapon is not None or not harms.isdisjoint(policy.words("conduct", "armed")),
        grave=(serious and harmful) or not harms.isdisjoint(policy.words("conduct", "grave")),
        harmful=harmful,
        abusive=towards_known and not harms.isdisjoint(policy.words("conduct", "abusive")),
        weapon_kind=weapon.kind if weapon else None,
        weapon_use=weapon.use if weapon else None,
        **fields,
    )


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A registration, an alert or an order: about conduct, not conduct itself.

    ``about`` is ``weapons``, ``domestic_abuse`` or ``order``. ``incident`` is set where the record itself links the
    label to an act; then it counts under that act's day, as the act does. ``root`` is the item it is linked to in the end,
    or itself. ``protects`` is whom an order protects. ``span``: as in an act.
    """

    known: Known
    about: str
    record: str
    what: str
    concerns: tuple[Rated, ...]
    root: str
    protects: str = "not_recorded"
    incident: Day | None = None
    ended_on: Day | None = None
    out_of_reach: bool = False
    quote: str | None = None
    span: Span | None = None

    @property
    def on(self) -> Day:
        """The day it was made or started."""
        return self.known.on

    def may_be_about(self, act: Act) -> bool:
        """Whether this label could have been made because of ``act``.

        A record that names no weapon does not say that there was none, so a weapons label may be about any harmful act
        before it. An order made on the day a court decided a case may be about that case, whoever it protects; and what was
        only reported, with no court's day beside it, may be part of any case.
        """
        if act.incident > self.on or not act.harmful:
            return False
        reported_only = not act.offence and act.setting is Setting.COMMUNITY
        if self.about == "weapons" or reported_only or act.decided == self.on:
            return True
        return None in (groups := (victim_group(act.victim), victim_group(self.protects))) or groups[0] is groups[1]


Evidence = Act | Label


def same_incident(one: Evidence, other: Evidence) -> bool:
    """Whether two records may rest on one incident. Certain difference is needed for ``False``."""
    if one.incident is not None and other.incident is not None:
        return one.incident == other.incident
    if isinstance(one, Act):
        return isinstance(other, Label) and other.may_be_about(one)
    return isinstance(other, Label) or one.may_be_about(other)


def incidents(acts: Iterable[Act]) -> int:
    """How many different incidents these acts are: different days, after links."""
    return len({act.incident for act in acts})


VICTIM_GROUPS: dict[str, Group] = {
    "public": Group.PUBLIC,
    "known_adult": Group.KNOWN_ADULT,
    "partner": Group.KNOWN_ADULT,
    "ex_partner": Group.KNOWN_ADULT,
    "family": Group.KNOWN_ADULT,
    "child": Group.CHILDREN,
    "staff": Group.STAFF,
    "emergency_worker": Group.STAFF,
    "prisoner": Group.PRISONERS,
}
"""The harm group of each kind of victim (RoSH summary groups, ``RoshRiskSummaryDto.kt``)."""


def victim_group(victim: str) -> Group | None:
    """The harm group of a kind of victim; ``None`` where there was none or it is not recorded."""
    return VICTIM_GROUPS.get(victim)


COMMUNITY_GENERAL: tuple[Rated, ...] = ((Group.PUBLIC, Setting.COMMUNITY),)
CUSTODY_GENERAL: tuple[Rated, ...] = ((Group.PRISONERS, Setting.CUSTODY), (Group.STAFF, Setting.CUSTODY))


@cache
def ratings_concerned(setting: Setting, victim: str) -> tuple[Rated, ...]:
    """The ratings that conduct towards this victim in this setting is directly about.

    The custody column rates risk "whilst in a custodial setting" and the community column is rated as if release were
    imminent (``RisksAndAlerts.ts``, hmpps-accredited-programmes-ui), so conduct towards staff, children or a known
    adult in custody concerns both; conduct towards prisoners concerns custody only, where alone they are rated.
    """
    group = victim_group(victim)
    if group is None:
        return CUSTODY_GENERAL if setting is Setting.CUSTODY else COMMUNITY_GENERAL
    if group is Group.PRISONERS:
        return ((group, Setting.CUSTODY),)
    if setting is Setting.CUSTODY:
        return ((group, Setting.CUSTODY), (group, Setting.COMMUNITY))
    general = COMMUNITY_GENERAL if victim == "emergency_worker" else ()
    return ((group, Setting.COMMUNITY), *general)


def strand_of_label(label: Label) -> Strand:
    """Weapons labels belong to weapons; every other label to protective orders and domestic abuse."""
    return Strand.WEAPONS if label.about == "weapons" else Strand.ORDERS


_WEAPONS = {
    "knife": "knife",
    "firearm": "firearm",
    "imitation_firearm": "imitation firearm",
    "improvised": "improvised weapon",
    "blunt": "blunt weapon",
    "corrosive": "corrosive substance",
    "other": "weapon",
    "not_recorded": "weapon",
}


def describe(evidence: Evidence) -> str:
    """One line for a person: what, where, which record, how well established."""
    if isinstance(evidence, Label):
        ended = ", ended" if evidence.ended_on else ""
        return f"{_sentence(evidence.what)} ({evidence.record}{ended})"
    weapon = ""
    if evidence.weapon_kind is not None:
        kind = _WEAPONS[evidence.weapon_kind] + (" by the words of the record" if evidence.span else "")
        use = "" if evidence.weapon_use in (None, "not_recorded") else f" {evidence.weapon_use}"
        weapon = f"; {kind}{use}" if evidence.weapon_use != "threatened" else f"; threatened with {kind}"
    where = "in custody" if evidence.setting is Setting.CUSTODY else "in the community"
    what = evidence.what if evidence.established else f"alleged: {evidence.what}"
    return f"{_sentence(what)}, {where}{weapon} ({evidence.record})"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
