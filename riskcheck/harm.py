"""How much harm is on record, by how grave each incident was, how recent it is, where it was done, and to whom.

High is harm that 'could happen at any time and the impact would be serious'. What somebody did last year says more of the
first than what they did ten years ago; how grave it was says of the second what they can do, and that lasts longer. What was
done in custody was done under supervision. So each incident counts once, for the gravest that is established of it; more in
custody; less where it is alleged only, where the assessment addresses it with reasons, or where the person whom it was done to
is known to be out of reach; and half as much with every few years, more of them where it was grave. Risk is rated for each
kind of people apart, so what was done to one of them counts in full, and what was done to the others tells less of it. The
values are policy. One incident more never makes the sum smaller.
"""

import math
from collections.abc import Iterable
from typing import Literal

from riskcheck import policy
from riskcheck.days import Day, days_between
from riskcheck.evidence import Act, Proof, victim_group
from riskcheck.records.model import CircumstanceRecord
from riskcheck.terms import Group, Setting
from riskcheck.view import View, once_a_view

_YEAR = 365.25
_TOLD = (Proof.ALLEGED, Proof.PENDING)


@once_a_view
def recent_harm(view: View) -> float:
    """Points of every harmful or armed incident of any strand and age: towards one kind of people, and less of the others."""
    by_incident: dict[str, list[Act]] = {}
    for act in view.acts:
        if (act.harmful or act.armed) and (act.established or act.proof in _TOLD):
            by_incident.setdefault(act.incident, []).append(act)
    towards: dict[Group | None, list[float]] = {}
    points = []
    for incident, acts in by_incident.items():
        points.append(_points(view, incident, acts))
        for kind in {_kind_of_people(act.victim) for act in acts}:
            towards.setdefault(kind, []).append(points[-1])
    most = max(map(math.fsum, towards.values()), default=0.0)
    return most + (math.fsum(points) - most) / view.number("weighing.harm_of_others")


def _points(view: View, incident: Day, acts: list[Act]) -> float:
    """The points of an incident: as it is established, or as it is alleged, whichever is more."""
    established = [act for act in acts if act.established]
    told = _as_told(view, incident, acts) / view.number("weighing.harm_alleged")
    return max(told, _as_told(view, incident, established)) if established else told


def _as_told(view: View, incident: Day, acts: list[Act]) -> float:
    analysed = view.addressed("with_reasons") or frozenset()
    gravity = _gravity(acts)
    points = float(view.number(f"weighing.harm_{gravity}"))
    if any(act.setting is Setting.CUSTODY for act in acts):
        points *= view.number("weighing.harm_in_custody")
    if all(act.known.item_id in analysed for act in acts):
        points /= view.number("weighing.harm_addressed")
    if incident <= _out_of_reach_since(view) and all(_kind_of_people(act.victim) is Group.KNOWN_ADULT for act in acts):
        points /= view.number("weighing.harm_out_of_reach")
    years = max(0, days_between(incident, view.as_of)) / _YEAR
    halves = "weighing.harm_halves_grave" if gravity == "grave" else "weighing.harm_halves"
    return points * math.pow(0.5, years / view.number(halves))


def _kind_of_people(victim: str) -> Group | None:
    """Known adults and children are kinds of their own; everybody else, ``None``, is whoever the person meets."""
    group = victim_group(victim)
    return group if group in (Group.KNOWN_ADULT, Group.CHILDREN) else None


@once_a_view
def _out_of_reach_since(view: View) -> Day:
    """The day of the last protective order, where who it protects is known to be out of reach; before all days otherwise.

    An order for somebody within reach, or a new relationship, leaves somebody to be harmed; so may what was done since.
    """
    orders = [label for label in view.labels if label.about == "order"]
    within_reach = any(label.ended_on is None and not label.out_of_reach for label in orders)
    another = any(_is_a_new_relationship(seen.item) for seen in view.circumstances)
    return "" if within_reach or another else max((label.on for label in orders if label.out_of_reach), default="")


def _is_a_new_relationship(circumstance: CircumstanceRecord) -> bool:
    return circumstance.kind == "new_relationship" and circumstance.state == "present" and circumstance.ended_on is None


def _gravity(acts: list[Act]) -> Literal["grave", "violent", "other"]:
    armed = any(act.armed for act in acts)
    if any(act.grave and (armed or not _needs_a_weapon(act.harms)) for act in acts):
        return "grave"
    return "violent" if any(act.violent for act in acts) else "other"


def _needs_a_weapon(harms: Iterable[str]) -> bool:
    """Whether all that is grave of it is of a kind that is grave only with a weapon."""
    grave = policy.words("conduct", "grave").intersection(harms)
    return bool(grave) and grave <= policy.words("conduct", "grave_with_a_weapon")
