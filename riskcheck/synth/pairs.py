"""Counterparts: a case again with one fact changed, and the truth that follows from it.

Some facts change what is true (a circumstance, a person out of reach) and some only how it is recorded (a weapon that only
the text mentions, one report more of the same incident, who was told, a protected characteristic). The rating on record is
the same in both.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from riskcheck.records.model import CaseRecord, CircumstanceRecord, CustodySection, Incident
from riskcheck.synth.answers import About, labels
from riskcheck.synth.cases import Made
from riskcheck.synth.chance import Chance
from riskcheck.synth.gaps import ids, pointing_only_to
from riskcheck.synth.parameters import Parameters
from riskcheck.synth.person import State, Traits
from riskcheck.synth.schedule import INSIDE, iso
from riskcheck.synth.truth import Levels, levels
from riskcheck.synth.writing import SOURCES, in_order, replaced
from riskcheck.terms import Coverage

FACT_CHANGED = "fact_changed"
"""The error of a counterpart whose truth is no longer that of its rating, because the fact changed and the rating did not."""

_FLAGS = {
    "alcohol": ("Drinking most days.", "Not drinking; breath tests clear."),
    "accommodation_loss": ("No settled address.", "Settled address, seen on a home visit."),
    "relationship_breakdown": ("Relationship has ended.", "No change at home."),
    "criminal_associates": (
        "Seen with people known for supply and robbery.",
        "Keeps away from former associates, as far as is known.",
    ),
}
_DAYS_BEFORE = 25
_NEVER = 0.01


class _Changed(msgspec.Struct, frozen=True):
    """A record with one fact changed, the state that it means (``None``: the same), and the change in words."""

    record: CaseRecord
    says: str
    state: State | None = None
    traits: Traits | None = None


def pair(made: Made, seed: int, number: int, parameters: Parameters) -> tuple[CaseRecord, CaseRecord]:
    """A case and its counterpart, both labelled with the same pair."""
    chance = Chance(seed, number, "pair")
    name = made.record.case_id
    about = About(family=made.plan.family, area=made.plan.area, workload=made.plan.workload, error=made.plan.error, pair=name)
    first = _labelled(made, made.record, about, made.plan.truth)
    changed, truth = _one(chance, made, parameters)
    changes = truth != made.plan.truth
    error = made.plan.error
    if changes and truth != made.plan.recorded:
        error = error or FACT_CHANGED
    elif changes:
        error = None
    other = msgspec.structs.replace(about, changed=changed.says, truth_changes=changes, error=error)
    record = replaced(changed.record, case_id=f"{name}-b")
    return first, _labelled(made, record, other, truth)


def _labelled(made: Made, record: CaseRecord, about: About, truth: Levels) -> CaseRecord:
    return replaced(record, labels=labels(about, truth, made.plan.recorded, iso(made.plan.days.completed)))


def _one(chance: Chance, made: Made, parameters: Parameters) -> tuple[_Changed, Levels]:
    """One changed fact: in half the cases, where it can be had, one that changes what is true."""
    if chance.happens(0.5):
        for way in _in_any_order(chance, _TRUE_CHANGES):
            changed = way(chance, made)
            if changed is None:
                continue
            state = changed.state or made.plan.path.at(made.plan.days.completed)
            truth = levels(changed.traits or made.plan.traits, state, parameters.truth)
            if truth != made.plan.truth:
                return changed, truth
    for way in _in_any_order(chance, _SAME_TRUTH):
        changed = way(chance, made)
        if changed is not None:
            return changed, made.plan.truth
    return _another_person(chance, made), made.plan.truth


_Way = Callable[[Chance, Made], _Changed | None]


def _in_any_order(chance: Chance, ways: tuple[_Way, ...]) -> list[_Way]:
    left, found = list(ways), []
    while left:
        found.append(left.pop(chance.between(0, len(left) - 1)))
    return found


def _circumstance(made: Made, flag: str) -> _Changed | None:
    """A circumstance that was so is not, or the other way round, shortly before the assessment."""
    days, section = made.plan.days, made.record.circumstances
    if days.phase in INSIDE or section is None or section.coverage is Coverage.NOT_SUPPLIED:
        return None
    if days.releases and days.completed - days.releases[-1] < _DAYS_BEFORE:
        return None
    state = made.plan.path.at(days.completed)
    present = not getattr(state, flag)
    kept = [one for one in section.items if one.kind != flag or (one.ended_on or "9") < iso(days.completed - _DAYS_BEFORE)]
    fact = CircumstanceRecord(
        id="ci-changed",
        date=iso(days.completed - _DAYS_BEFORE),
        source=SOURCES["ndelius"],
        kind=flag,
        state="present" if present else "absent",
        text=_FLAGS[flag][0 if present else 1],
    )
    record = replaced(made.record, circumstances=replaced(section, items=in_order([*kept, fact])))
    return _Changed(record, f"{flag} is recorded as {fact.state}", replaced(state, **{flag: present}))


def _out_of_reach(_: Chance, made: Made) -> _Changed | None:
    """The protected person is known to be beyond contact, or no longer is."""
    section = made.record.orders
    if section is None or not section.items or section.items[-1].date > iso(made.plan.days.completed):
        return None
    state = made.plan.path.at(made.plan.days.completed)
    away = "no" if state.out_of_reach else "yes"
    orders = tuple(replaced(order, protected_person_out_of_reach=away) for order in section.items)
    record = replaced(made.record, orders=replaced(section, items=orders))
    says = f"the protected person is {'no longer' if away == 'no' else 'now'} out of reach"
    return _Changed(record, says, replaced(state, out_of_reach=away == "yes"))


def _no_weapon(_: Chance, made: Made) -> _Changed | None:
    """The one weapon that was ever found was not there."""
    armed = [act for act in made.life.acts if act.noticed and act.weapon is not None and act.kind != "victimised"]
    if len(armed) != 1 or armed[0].kind != "weapon" or armed[0].day >= made.plan.days.completed or armed[0].index:
        return None
    if any(act is not armed[0] and act.noticed and act.day == armed[0].day for act in made.life.acts):
        return None
    day = iso(armed[0].day)
    record = _without(made.record, lambda item: item.date == day or getattr(item, "category", "") == "weapons")
    traits = replaced(made.plan.traits, carries_outside=_NEVER, carries_inside=_NEVER)
    return _Changed(record, "the one weapon ever found was not there", traits=traits)


def _without(record: CaseRecord, out: Callable[[Any], bool]) -> CaseRecord:
    """A record without some of its convictions, reports, prison records and registrations, and nothing that points to them."""
    fields: dict[str, Any] = {}
    for name in ("convictions", "reports", "registrations"):
        section = getattr(record, name)
        if section is not None:
            fields[name] = replaced(section, items=tuple(item for item in section.items if not out(item)))
    if record.custody is not None:
        lists = {
            name: tuple(item for item in getattr(record.custody, name) if not out(item))
            for name in ("adjudications", "incidents")
        }
        fields["custody"] = replaced(record.custody, **lists)
    made = replaced(record, **fields)
    there = ids(made)
    kept = tuple(pointing_only_to(one, there) for one in made.assessments.items)
    return replaced(made, assessments=replaced(made.assessments, items=kept))


def _in_text_only(_: Chance, made: Made) -> _Changed | None:
    """A weapon that a field and the statement have is in the statement only."""
    custody = made.record.custody
    for place, one in enumerate(custody.adjudications if custody else ()):
        said = one.weapon.description if one.weapon is not None else None
        if custody is not None and said and said.lower() in (one.statement or "").lower():
            charges = (*custody.adjudications[:place], replaced(one, weapon=None), *custody.adjudications[place + 1 :])
            record = replaced(made.record, custody=replaced(custody, adjudications=charges))
            return _Changed(record, f"the weapon in {one.id} is in its statement only")
    return None


def _once_more(_: Chance, made: Made) -> _Changed | None:
    """An incident in custody is reported once more."""
    custody = made.record.custody
    if custody is None or not custody.incidents:
        return None
    one = custody.incidents[-1]
    copy: Incident = replaced(one, id="in-again", same_incident_as=one.id, status="duplicate")
    record = replaced(made.record, custody=_with_incidents(custody, in_order([*custody.incidents, copy])))
    return _Changed(record, f"the incident of {one.id} is reported once more")


def _as_victim(_: Chance, made: Made) -> _Changed | None:
    """One more incident in custody, in which this person was attacked."""
    custody, days = made.record.custody, made.plan.days
    held = [
        period
        for period in days.custody
        if (period.end or days.completed) - period.start > 20 and period.start < days.completed - 20
    ]
    if custody is None or custody.coverage is Coverage.NOT_SUPPLIED or not held:
        return None
    day = min((held[-1].end or days.completed) - 3, days.completed - 3)
    attacked = Incident(
        id="in-victim",
        date=iso(day),
        source=SOURCES["prison_incidents"],
        kind="assault",
        role="victim",
        status="closed",
        victim="prisoner",
        injury="minor",
        text="This prisoner was set upon by two others and did not strike back.",
    )
    record = replaced(made.record, custody=_with_incidents(custody, in_order([*custody.incidents, attacked])))
    return _Changed(record, "one more incident, in which this person was the victim")


def _with_incidents(custody: CustodySection, incidents: tuple[Any, ...]) -> CustodySection:
    return replaced(custody, incidents=incidents)


def _not_shared(_: Chance, made: Made) -> _Changed | None:
    """Probation was not told of something that another agency holds."""
    for name in ("orders", "reports", "convictions"):
        section = getattr(made.record, name)
        for place, one in enumerate(section.items if section is not None else ()):
            if one.known_to and not getattr(one, "index", False):
                told = replaced(one, known_to=one.known_to[:1])
                items = (*section.items[:place], told, *section.items[place + 1 :])
                record = replaced(made.record, **{name: replaced(section, items=items)})
                return _Changed(record, f"probation was not told of {one.id}")
    return None


def _another_person(chance: Chance, made: Made) -> _Changed:
    """Another sex and ethnicity, and nothing else."""
    held = dict(made.record.protected or {})
    held["sex"] = "female" if held.get("sex") == "male" else "male"
    held["ethnicity"] = chance.pick([one for one in ("White", "Black", "Asian", "Mixed") if one != held.get("ethnicity")])
    return _Changed(replaced(made.record, protected=held), "another sex and ethnicity")


def _way(flag: str) -> _Way:
    return lambda _, made: _circumstance(made, flag)


_TRUE_CHANGES: tuple[_Way, ...] = (*[_way(flag) for flag in _FLAGS], _out_of_reach, _no_weapon)
_SAME_TRUTH: tuple[_Way, ...] = (_in_text_only, _in_text_only, _once_more, _as_victim, _not_shared, _another_person)
