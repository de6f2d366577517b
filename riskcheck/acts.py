"""From records to evidence: acts and labels out of each kind of record, as they stood on one day.

Each method of ``Reader`` reads one kind of record. A weapon that only the words of a record name counts as well as one in
a field: prison systems have no field for it. What a charge, a role or a register means is policy data, not code.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from riskcheck import policy
from riskcheck.days import Day
from riskcheck.evidence import Act, Known, Label, Proof, Span, act, ratings_concerned
from riskcheck.known import known_of, known_of_breach
from riskcheck.links import act_ids, fallen, incident_days
from riskcheck.records.model import (
    Adjudication,
    Alert,
    CaseRecord,
    Conviction,
    Incident,
    Item,
    Order,
    Registration,
    Report,
    Weapon,
    items_of,
)
from riskcheck.terms import KnownTo, Setting
from riskcheck.text.weapons import weapon_in

T = TypeVar("T", bound=Item)
_R = TypeVar("_R", Act, Label)

_NOT_CONVICTED = frozenset({"acquitted", "discontinued", "withdrawn", "no_further_action", "quashed"})
_ADJUDICATION_ENDED = frozenset({"dismissed", "quashed", "not_proceeded"})

_OUTCOMES = {
    "convicted": "conviction",
    "cautioned": "caution",
    "pending": "charge pending",
    "acquitted": "acquitted",
    "discontinued": "discontinued",
    "withdrawn": "withdrawn",
    "no_further_action": "no further action",
    "quashed": "conviction quashed",
}
_CHARGES = {"threats_or_abuse": "threats or abuse", "weapon": "holding a weapon", "drugs_or_alcohol": "drugs or alcohol"}
_INCIDENTS = {"find": "find", "drugs_or_alcohol": "drugs or alcohol"}
_ORDERS = {
    "restraining": "restraining order",
    "non_molestation": "non-molestation order",
    "occupation": "occupation order",
    "domestic_abuse_protection": "domestic abuse protection order",
    "stalking_protection": "stalking protection order",
    "sexual_harm_prevention": "sexual harm prevention order",
    "serious_crime_prevention": "serious crime prevention order",
    "no_contact_bail_condition": "no-contact bail condition",
    "other": "protective order",
}
_VICTIMS = {
    "public": "a member of the public",
    "known_adult": "a known adult",
    "partner": "a partner",
    "ex_partner": "a former partner",
    "family": "a family member",
    "child": "a child",
    "staff": "staff",
    "emergency_worker": "an emergency worker",
    "prisoner": "a prisoner",
}


_SETTINGS = {setting.value: setting for setting in Setting}


class Reader:
    """Reads a record once, for one day and one reading of who knew."""

    def __init__(self, record: CaseRecord, as_of: Day, known_to: KnownTo) -> None:
        self.record = record
        self.as_of = as_of
        self.probation_only = known_to is KnownTo.PROBATION
        self.day_of, self.root_of = incident_days(record)
        self.act_ids = act_ids(record)
        self.fell = fallen(record, as_of)
        self.ends = {item.id: item.ended_on or item.ends_on for item in items_of(record.orders)}
        self._known: dict[str, Known] = {}

    def known(self, item: Item, pointer: str) -> Known:
        """Where an item is and when it became known, worked out once."""
        if pointer not in self._known:
            self._known[pointer] = known_of(item, pointer)
        return self._known[pointer]

    def visible(self, known: Known) -> bool:
        """Whether an item had become known by the day, in this reading of who knew."""
        day = known.probation if self.probation_only else known.anyone
        return day is not None and day <= self.as_of

    def reached(self, day: Day | None) -> bool:
        """Whether an outcome had been reached; an outcome without a day is taken as reached."""
        return day is None or day <= self.as_of

    def acts(self) -> tuple[Act, ...]:
        """Everything the person did or is said to have done, by day."""
        custody = self.record.custody
        found: list[Act] = []
        found.extend(self._each("/convictions/items", items_of(self.record.convictions), self._conviction))
        found.extend(self._each("/reports/items", items_of(self.record.reports), self._report))
        if custody is not None:
            found.extend(self._each("/custody/adjudications", custody.adjudications, self._adjudication))
            found.extend(self._each("/custody/incidents", custody.incidents, self._incident))
        for place, order in enumerate(items_of(self.record.orders)):
            found.extend(self._breaches(order, f"/orders/items/{place}/breaches"))
        dropped = {one.incident for one in found if one.offence and one.proof is Proof.NOT_PROVED}
        settled = (_closed(one) if one.referred and one.incident in dropped else one for one in found)
        return tuple(sorted(settled, key=lambda one: (one.on, one.known.item_id)))

    def labels(self) -> tuple[Label, ...]:
        """Orders, and the registrations and alerts that are evidence, by day."""
        alerts = self.record.custody.alerts if self.record.custody else ()
        found = [
            *self._each("/orders/items", items_of(self.record.orders), self._order),
            *self._each("/registrations/items", items_of(self.record.registrations), self._registration),
            *self._each("/custody/alerts", alerts, self._alert),
        ]
        return tuple(sorted(found, key=lambda label: (label.on, label.known.item_id)))

    def _each(self, pointer: str, items: Iterable[T], read: Callable[[T, Known], _R | None]) -> Iterator[_R]:
        for place, item in enumerate(items):
            known = self.known(item, f"{pointer}/{place}")
            if self.visible(known):
                result = read(item, known)
                if result is not None:
                    yield result

    def _conviction(self, item: Conviction, known: Known) -> Act:
        armed = _weapon(item.weapon, item.text, _said_setting(item.setting))
        return act(
            known=known,
            incident=self.day_of[item.id],
            record=_OUTCOMES[item.outcome] if self.reached(item.decided_on) else "charge pending",
            what=item.offence or _plain(item.harms),
            setting=_setting(item.setting),
            harms=frozenset(item.harms),
            victim=item.victim,
            proof=self._conviction_proof(item),
            weapon=armed.weapon,
            span=armed.span,
            serious=item.seriousness == "serious",
            minor=item.seriousness == "minor" and item.outcome == "cautioned",
            decided=item.decided_on,
            index=item.index,
            offence=True,
            quote=item.text,
        )

    def _conviction_proof(self, item: Conviction) -> Proof:
        if item.outcome == "pending" or not self.reached(item.decided_on):
            return Proof.PENDING
        return Proof.NOT_PROVED if item.outcome in _NOT_CONVICTED else Proof.PROVED

    def _adjudication(self, item: Adjudication, known: Known) -> Act:
        heard = self.reached(item.heard_on)
        if item.outcome == "proved" and heard:
            proof = Proof.PROVED
        elif item.outcome in _ADJUDICATION_ENDED and heard:
            proof = Proof.NOT_PROVED
        elif item.outcome == "referred_to_police":
            proof = Proof.REPORTED
        else:
            proof = Proof.PENDING
        harms = set(policy.topic("conduct")["charges"]["value"].get(item.charge, ()))
        if item.hate == "yes":
            harms.add("hate")
        return self._in_prison(
            item,
            known,
            record=f"adjudication, {item.outcome.replace('_', ' ') if heard else 'not yet heard'}",
            what=_CHARGES.get(item.charge, _plain([item.charge])),
            harms=harms,
            proof=proof,
            armed=_weapon(item.weapon, item.statement, Setting.CUSTODY),
            referred=item.outcome == "referred_to_police",
            mutual=item.charge in policy.words("conduct", "mutual"),
            quote=item.statement,
        )

    def _incident(self, item: Incident, known: Known) -> Act | None:
        if item.status in ("duplicate", "not_reportable"):
            return None
        if item.role in policy.words("conduct", "roles_of_the_doer"):
            proof = Proof.REPORTED
        elif item.role in policy.words("conduct", "roles_suspected"):
            proof = Proof.ALLEGED
        else:
            return None
        armed = _weapon(item.weapon, item.text, Setting.CUSTODY)
        harms = set(policy.topic("conduct")["incidents"]["value"].get(item.kind, ()))
        if not harms and armed.weapon is None:
            return None
        return self._in_prison(
            item,
            known,
            record=f"prison incident report, as {item.role.replace('_', ' ')}",
            what=_INCIDENTS.get(item.kind, _plain([item.kind])),
            harms=harms,
            proof=proof,
            armed=armed,
            mutual=item.kind in policy.words("conduct", "mutual"),
            quote=item.text,
        )

    def _in_prison(
        self, item: Adjudication | Incident, known: Known, *, what: str, harms: set[str], armed: "_Armed", **fields: Any
    ) -> Act:
        return act(
            known=known,
            incident=self.day_of[item.id],
            what=what + _towards(item.victim, "with" if what == "fight" else "towards"),
            setting=Setting.CUSTODY,
            harms=frozenset(harms | {"weapon"} if armed.weapon is not None else harms),
            victim=item.victim,
            weapon=armed.weapon,
            span=armed.span,
            serious=item.injury == "serious",
            minor=item.injury == "none" and armed.weapon is None,
            **fields,
        )

    def _report(self, item: Report, known: Known) -> Act:
        proof = {"substantiated": Proof.REPORTED, "unfounded": Proof.NOT_PROVED, "refuted": Proof.NOT_PROVED}
        armed = _weapon(item.weapon, item.text, _said_setting(item.setting))
        return act(
            known=known,
            incident=self.day_of[item.id],
            record=f"{item.kind.replace('_', ' ')}, {item.outcome.replace('_', ' ')}",
            what=_plain(item.harms) + _towards(item.victim),
            setting=_setting(item.setting),
            harms=frozenset(item.harms),
            victim=item.victim,
            proof=proof.get(item.outcome, Proof.ALLEGED),
            weapon=armed.weapon,
            span=armed.span,
            quote=item.text,
        )

    def _breaches(self, order: Order, pointer: str) -> Iterator[Act]:
        proofs = {"proved": Proof.PROVED, "alleged": Proof.ALLEGED, "dismissed": Proof.NOT_PROVED}
        for place, breach in enumerate(order.breaches):
            known = known_of_breach(breach, order, f"{pointer}/{place}")
            if self.visible(known):
                yield act(
                    known=known,
                    incident=breach.date,
                    record=f"breach, {breach.outcome}",
                    what=f"breach of a {_ORDERS[order.kind]}",
                    setting=Setting.COMMUNITY,
                    harms=frozenset({"breach_of_order"}),
                    victim=order.protects,
                    weapon=None,
                    proof=proofs[breach.outcome],
                    quote=breach.text,
                )

    def _order(self, item: Order, known: Known) -> Label | None:
        protects_nobody = item.protects == "none" or item.kind not in policy.words("labels", "orders")
        if protects_nobody or self.root_of[item.id] in self.fell:
            return None
        return Label(
            known=known,
            about="order",
            record="order",
            what=f"{_ORDERS[item.kind]}{_protecting(item.protects)}",
            concerns=ratings_concerned(Setting.COMMUNITY, item.protects),
            protects=item.protects,
            root=self.root_of[item.id],
            incident=self.day_of[item.id] if self.root_of[item.id] in self.act_ids else None,
            ended_on=_past(item.ended_on or item.ends_on, self.as_of),
            out_of_reach=item.protected_person_out_of_reach == "yes",
            quote=item.prohibits,
        )

    def _registration(self, item: Registration, known: Known) -> Label | None:
        about = policy.topic("labels")["registrations"]["value"].get(item.category)
        return self._label(item, known, about, "registration", item.notes, None)

    def _alert(self, item: Alert, known: Known) -> Label | None:
        about = policy.topic("labels")["alerts"]["value"].get(item.category)
        return self._label(item, known, about, "prison alert", item.comment, Setting.CUSTODY)

    def _label(
        self, item: Registration | Alert, known: Known, about: str | None, record: str, text: str | None, where: Setting | None
    ) -> Label | None:
        in_words = weapon_in(text, where) if about is None and text else None
        root = self.root_of[item.id]
        if (about is None and in_words is None) or root in self.fell:
            return None
        about = about or "weapons"
        ended = min(filter(None, (item.ended_on, self.ends.get(root))), default=None)
        victim = "not_recorded" if about == "weapons" else "known_adult"
        setting = where if where is not None and about == "weapons" else Setting.COMMUNITY
        words = "; a weapon by the words of the record" if in_words is not None else ""
        return Label(
            known=known,
            about=about,
            record=record,
            what=item.category.replace("_", " ") + words,
            concerns=ratings_concerned(setting, victim),
            protects=victim,
            root=root,
            incident=self.day_of[item.id] if root in self.act_ids else None,
            ended_on=_past(ended, self.as_of),
            quote=text,
            span=in_words.span if in_words is not None else None,
        )


class _Armed(NamedTuple):
    """The weapon of an act, and where its words stand if only the text has it."""

    weapon: Weapon | None
    span: Span | None = None


def _weapon(recorded: Weapon | None, text: str | None, setting: Setting | None) -> _Armed:
    """The weapon that is recorded; without one, the weapon that the words say was the person's own."""
    if recorded is not None or not text:
        return _Armed(recorded)
    in_words = weapon_in(text, setting)
    return _Armed(in_words.weapon, in_words.span) if in_words is not None else _Armed(None)


def _towards(victim: str, how: str = "towards") -> str:
    return f" {how} {_VICTIMS[victim]}" if victim in _VICTIMS else ""


def _protecting(victim: str) -> str:
    return f" protecting {_VICTIMS[victim]}" if victim in _VICTIMS else ""


def _plain(words: Iterable[str]) -> str:
    return ", ".join(sorted(word.replace("_", " ") for word in words))


def _setting(setting: str) -> Setting:
    return Setting.CUSTODY if setting == "custody" else Setting.COMMUNITY


def _said_setting(setting: str) -> Setting | None:
    return _SETTINGS.get(setting)


def _past(day: Day | None, as_of: Day) -> Day | None:
    """An end that has been reached; one that lies ahead is not yet an end."""
    return day if day is not None and day <= as_of else None


def _closed(act: Act) -> Act:
    """A charge that the prison referred to the police, and that ended there without a conviction."""
    return msgspec.structs.replace(act, proof=Proof.NOT_PROVED, record=f"{act.record}, and ended without conviction")
