"""How much harm is on record, by how grave each incident was, how recent it is, and where it was done.

High is harm that 'could happen at any time and the impact would be serious'. What somebody did last year says more of the
first than what they did ten years ago; how grave it was says of the second what they can do, and that lasts longer. What was
done in custody was done under supervision. So each incident counts once, for the gravest that is established of it; more in
custody; less where the assessment addresses it with reasons; and half as much with every few years, more of them where it was
grave. The values are policy. One incident more never makes the sum smaller, and only time does.
"""

import math
from collections.abc import Iterable
from typing import Literal

from riskcheck import policy
from riskcheck.days import days_between
from riskcheck.evidence import Act
from riskcheck.terms import Setting
from riskcheck.view import View, once_a_view

_YEAR = 365.25


@once_a_view
def recent_harm(view: View) -> float:
    """The points of every harmful or armed incident that is established, of any strand and any age."""
    by_incident: dict[str, list[Act]] = {}
    for act in view.acts:
        if act.established and (act.harmful or act.armed):
            by_incident.setdefault(act.incident, []).append(act)
    return math.fsum(_points(view, incident, acts) for incident, acts in by_incident.items())


def _points(view: View, incident: str, acts: list[Act]) -> float:
    analysed = view.addressed("with_reasons") or frozenset()
    gravity = _gravity(acts)
    points = float(view.number(f"weighing.harm_{gravity}"))
    if any(act.setting is Setting.CUSTODY for act in acts):
        points *= view.number("weighing.harm_in_custody")
    if all(act.known.item_id in analysed for act in acts):
        points /= view.number("weighing.harm_addressed")
    years = max(0, days_between(incident, view.as_of)) / _YEAR
    halves = "weighing.harm_halves_grave" if gravity == "grave" else "weighing.harm_halves"
    return points * math.pow(0.5, years / view.number(halves))


def _gravity(acts: list[Act]) -> Literal["grave", "violent", "other"]:
    armed = any(act.armed for act in acts)
    if any(act.grave and (armed or not _needs_a_weapon(act.harms)) for act in acts):
        return "grave"
    return "violent" if any(act.violent for act in acts) else "other"


def _needs_a_weapon(harms: Iterable[str]) -> bool:
    """Whether all that is grave of it is of a kind that is grave only with a weapon."""
    grave = policy.words("conduct", "grave").intersection(harms)
    return bool(grave) and grave <= policy.words("conduct", "grave_with_a_weapon")
