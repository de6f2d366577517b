"""What the learned check looks at: counts of evidence out of a view, each with a name that people use.

Taken from the view only, which holds no protected characteristic and no review label. Nothing here restates a rating: no rating
of any day, no register or level of risk of serious harm, no MAPPA level, no actuarial score (those weigh age and sex), no
assessor's words on risk. What was not supplied is missing (NaN) and never nought; of what was supplied in part, that part
counts. More adverse evidence never lowers a feature whose sign is 1, nor raises one whose sign is -1; the signs are the
monotone constraints of the model.
"""

from collections.abc import Callable, Iterable
from math import isnan, nan
from typing import Literal

import msgspec

from riskcheck.days import Day, days_between, months_before, years_before
from riskcheck.evidence import Act, Proof, incidents, victim_group
from riskcheck.terms import Coverage, Setting, Strand
from riskcheck.view import View

_MOST = 10
"""Counts stop here: a hundred incidents say no more than ten."""
_YEARS_BACK = 10
_ALLEGED_BACK = 5
_MISSED = ("unacceptable_absence", "failed_to_comply", "attended_failed_to_comply")


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """One column of the table.

    ``says``: its name for people. ``strand``: where its contribution is shown; ``None`` is "everything else". ``sign``: 1, more
    of it can only raise the score; -1, only lower it; 0, free. ``needs``: sections without which it is not known.
    ``unit``: whether it counts, says yes (1) or no (0), or is in years.
    """

    name: str
    says: str
    strand: Strand | None
    sign: int
    needs: tuple[str, ...]
    measure: Callable[[View], float]
    unit: Literal["count", "yes_or_no", "years"] = "count"

    def reads(self, value: float) -> str:
        """A value in words, without decimals."""
        if isnan(value):
            return "not supplied"
        if self.unit == "yes_or_no":
            return "yes" if value else "no"
        if self.unit == "years":
            return _years_in_words(int(value))
        return f"{_MOST} or more" if value >= _MOST else str(int(value))


def _years_in_words(years: int) -> str:
    if years >= _YEARS_BACK:
        return f"{_YEARS_BACK} or more, or there is none"
    return str(years) if years else "less than 1"


def _acts(view: View, setting: Setting | None = None) -> list[Act]:
    """Harmful acts of the last ten years that did not end as not proved."""
    start = years_before(view.as_of, _YEARS_BACK)
    return [
        act
        for act in view.acts
        if act.harmful and act.on >= start and act.proof is not Proof.NOT_PROVED and setting in (None, act.setting)
    ]


def _established(acts: Iterable[Act]) -> list[Act]:
    return [act for act in acts if act.established]


def _count(acts: Iterable[Act]) -> float:
    return float(min(_MOST, incidents(acts)))


def _inside(view: View) -> list[Act]:
    return _acts(view, Setting.CUSTODY)


def _outside(view: View) -> list[Act]:
    return [act for act in _acts(view, Setting.COMMUNITY) if act.offence]


def _armed(view: View) -> list[Act]:
    start = years_before(view.as_of, _YEARS_BACK)
    return [act for act in view.acts if act.armed and act.established and act.on >= start]


def _abusive(view: View) -> list[Act]:
    return [act for act in _acts(view) if act.abusive]


def _labels(view: View, about: str) -> float:
    """Different registrations, alerts or orders, copies counted once; those that ended are left out."""
    return float(min(_MOST, len({label.root for label in view.labels if label.about == about and label.ended_on is None})))


def _within_reach(view: View) -> float:
    """Protective orders in force, but those whose protected person is known to be out of reach."""
    orders = (label for label in view.labels if label.about == "order" and label.ended_on is None and not label.out_of_reach)
    return float(min(_MOST, len({label.root for label in orders})))


def _alleged(view: View) -> float:
    start = years_before(view.as_of, _ALLEGED_BACK)
    return _count(act for act in _acts(view) if not act.established and act.on >= start)


def _years_since(days: Iterable[Day], as_of: Day) -> float:
    """Years since the last of these days, ten at the most and ten where there is none."""
    last = max(days, default=None)
    return float(_YEARS_BACK) if last is None else min(float(_YEARS_BACK), max(0, days_between(last, as_of)) / 365.25)


def _kinds_of_harm(view: View) -> float:
    return float(len({harm for act in _established(_acts(view)) for harm in act.harms}))


def _kinds_of_victim(view: View) -> float:
    return float(len({victim_group(act.victim) for act in _established(_acts(view))} - {None}))


def _both_settings(view: View) -> float:
    return float(len({act.setting for act in _established(_acts(view))}) > 1)


def _lately(view: View) -> float:
    start = months_before(view.as_of, 24)
    return _count(act for act in _established(_acts(view)) if act.on >= start)


def _present(kind: str) -> Callable[[View], float]:
    return lambda view: float(
        any(
            seen.item.kind == kind and seen.item.state == "present" and (seen.item.ended_on or "9999") > view.as_of
            for seen in view.circumstances
        )
    )


def _missed(view: View) -> float:
    start = months_before(view.as_of, 12)
    missed = {seen.item.date for seen in view.contacts if seen.item.outcome in _MISSED and seen.item.date >= start}
    return float(min(_MOST, len(missed)))


def _recalls(view: View) -> float:
    return float(min(_MOST, sum(seen.item.recall is not None for seen in view.enforcement)))


_CUSTODY, _CONVICTIONS, _ORDERS = ("custody",), ("convictions",), ("orders",)

FEATURES: tuple[Feature, ...] = (
    Feature(
        name="violence_in_custody",
        says="Violent incidents in custody",
        strand=Strand.CUSTODY,
        sign=1,
        needs=_CUSTODY,
        measure=lambda view: _count(act for act in _established(_inside(view)) if act.violent),
    ),
    Feature(
        name="harm_to_staff_in_custody",
        says="Incidents against staff in custody",
        strand=Strand.CUSTODY,
        sign=1,
        needs=_CUSTODY,
        measure=lambda view: _count(act for act in _established(_inside(view)) if act.victim == "staff"),
    ),
    Feature(
        name="harm_in_custody",
        says="Harmful incidents in custody, suspected ones included",
        strand=Strand.CUSTODY,
        sign=1,
        needs=_CUSTODY,
        measure=lambda view: _count(_inside(view)),
    ),
    Feature(
        name="weapons",
        says="Incidents with a weapon",
        strand=Strand.WEAPONS,
        sign=1,
        needs=_CONVICTIONS,
        measure=lambda view: _count(_armed(view)),
    ),
    Feature(
        name="weapons_turned_on_somebody",
        says="Weapons used on somebody or pointed at them",
        strand=Strand.WEAPONS,
        sign=1,
        needs=_CONVICTIONS,
        measure=lambda view: _count(act for act in _armed(view) if act.weapon_turned_on_somebody),
    ),
    Feature(
        name="weapons_in_custody",
        says="Weapons made or held in custody",
        strand=Strand.WEAPONS,
        sign=1,
        needs=_CUSTODY,
        measure=lambda view: _count(act for act in _armed(view) if act.setting is Setting.CUSTODY),
    ),
    Feature(
        name="weapons_registered",
        says="Registrations and alerts for weapons",
        strand=Strand.WEAPONS,
        sign=1,
        needs=("registrations",),
        measure=lambda view: _labels(view, "weapons"),
    ),
    Feature(
        name="protective_orders",
        says="Protective orders in force",
        strand=Strand.ORDERS,
        sign=1,
        needs=_ORDERS,
        measure=lambda view: _labels(view, "order"),
    ),
    Feature(
        name="protective_orders_within_reach",
        says="Protective orders in force for somebody who is not out of reach",
        strand=Strand.ORDERS,
        sign=1,
        needs=_ORDERS,
        measure=_within_reach,
    ),
    Feature(
        name="abuse_of_known_adults",
        says="Incidents of abuse of a partner, former partner or relative",
        strand=Strand.ORDERS,
        sign=1,
        needs=_CONVICTIONS,
        measure=lambda view: _count(_abusive(view)),
    ),
    Feature(
        name="breaches_of_orders",
        says="Breaches of protective orders",
        strand=Strand.ORDERS,
        sign=1,
        needs=_ORDERS,
        measure=lambda view: _count(act for act in _established(_acts(view)) if "breach_of_order" in act.harms),
    ),
    Feature(
        name="abuse_registered",
        says="Registrations and alerts for domestic abuse",
        strand=Strand.ORDERS,
        sign=1,
        needs=("registrations",),
        measure=lambda view: _labels(view, "domestic_abuse"),
    ),
    Feature(
        name="violent_offences",
        says="Violent offences in the community",
        strand=Strand.HISTORY,
        sign=1,
        needs=_CONVICTIONS,
        measure=lambda view: _count(act for act in _established(_outside(view)) if act.violent),
    ),
    Feature(
        name="grave_offences",
        says="Offences that are serious in themselves",
        strand=Strand.HISTORY,
        sign=1,
        needs=_CONVICTIONS,
        measure=lambda view: _count(act for act in _established(_outside(view)) if act.grave),
    ),
    Feature(
        name="kinds_of_harm",
        says="Kinds of harm on record",
        strand=Strand.HISTORY,
        sign=1,
        needs=_CONVICTIONS,
        measure=_kinds_of_harm,
    ),
    Feature(
        name="kinds_of_victim",
        says="Kinds of people harmed",
        strand=Strand.HISTORY,
        sign=1,
        needs=_CONVICTIONS,
        measure=_kinds_of_victim,
    ),
    Feature(
        name="harm_in_both_settings",
        says="Harm both in custody and in the community",
        strand=Strand.HISTORY,
        sign=1,
        needs=("custody", "convictions"),
        measure=_both_settings,
        unit="yes_or_no",
    ),
    Feature(
        name="harm_in_two_years",
        says="Harmful incidents in the last two years",
        strand=Strand.HISTORY,
        sign=1,
        needs=_CONVICTIONS,
        measure=_lately,
    ),
    Feature(
        name="alleged_harm",
        says="Harmful incidents of the last five years that were alleged or charged and are not decided",
        strand=Strand.HISTORY,
        sign=1,
        needs=("reports",),
        measure=_alleged,
    ),
    Feature(
        name="years_since_harm",
        says="Years since the last harmful incident",
        strand=Strand.HISTORY,
        sign=-1,
        needs=_CONVICTIONS,
        measure=lambda view: _years_since((act.on for act in _established(_acts(view))), view.as_of),
        unit="years",
    ),
    *(
        Feature(name=kind, says=says, strand=None, sign=1, needs=("circumstances",), measure=_present(kind), unit="yes_or_no")
        for kind, says in (
            ("accommodation_loss", "No settled address"),
            ("relationship_breakdown", "A relationship ended"),
            ("alcohol", "Drinking"),
            ("drugs", "Using drugs"),
        )
    ),
    Feature(
        name="missed_appointments",
        says="Appointments missed in the last year",
        strand=None,
        sign=1,
        needs=("contacts",),
        measure=_missed,
    ),
    Feature(
        name="recalls",
        says="Recalls to custody",
        strand=None,
        sign=1,
        needs=("enforcement",),
        measure=_recalls,
    ),
)
"""Every column, in order: expert judgement, riskcheck 2026, after HM Inspectorate of Probation case questions C1 a to c."""

NAMES: tuple[str, ...] = tuple(feature.name for feature in FEATURES)


def row(view: View) -> list[float]:
    """The features of a view, in the order of ``FEATURES``; NaN where the record lacks the section."""
    return [feature.measure(view) if _known(view, feature) else nan for feature in FEATURES]


def _known(view: View, feature: Feature) -> bool:
    return all(view.coverage[section] is not Coverage.NOT_SUPPLIED for section in feature.needs)
