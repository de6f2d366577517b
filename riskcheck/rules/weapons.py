"""Weapons: carried, used, made in prison; and the registers that say a person is known for them."""

from collections.abc import Iterable
from functools import partial

from riskcheck.days import years_before
from riskcheck.evidence import Act, incidents, victim_group
from riskcheck.rules.examples import (
    IMPROVISED,
    KNIFE,
    KNIFE_SHOWN,
    KNIFE_USED,
    adjudication,
    alert,
    case,
    conviction,
    incident,
    registration,
    report,
)
from riskcheck.rules.form import BOTH_SETTINGS, EVERYONE, Edge, Found, found, rule
from riskcheck.rules.sources import (
    ALERT_CODES,
    DELIUS_REGISTERS,
    HMIP_2023,
    HMIP_ANNUAL,
    HMIP_QUESTIONS,
    HOOLICKIN_2019,
    PREDICTOR_OFFENCES,
)
from riskcheck.terms import Group, Kind, Setting, Strand
from riskcheck.view import View, once_a_view

weapons_rule = partial(rule, kind=Kind.EVIDENCE, strands=(Strand.WEAPONS,), groups=EVERYONE, settings=BOTH_SETTINGS)


@once_a_view
def armed(view: View, lookback: str = "weapon") -> list[Act]:
    """Established acts with a weapon, within a look-back, oldest first."""
    return [act for act in view.acts_within(lookback) if act.established and act.armed]


@weapons_rule(
    code="WE101",
    name="weapon-carried-in-the-community",
    title="A weapon carried in the community",
    weight=2,
    question="C1a",
    sources=(HMIP_2023, HMIP_ANNUAL, PREDICTOR_OFFENCES),
    needs=("convictions",),
    fires={
        "convicted of carrying a knife": case(conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE)),
        "cautioned for carrying a knife": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE, outcome="cautioned")
        ),
    },
    false_positives={
        "No further action": case(conviction("2023-05-01", "weapon", victim="none", outcome="no_further_action")),
        "One old penknife": case(conviction("2015-05-01", "weapon", victim="none", weapon=KNIFE)),
        "Tools for burglary are not weapons": case(conviction("2023-05-01", "burglary", victim="none")),
    },
    edge=Edge(case=case(conviction("2023-05-01", "weapon", victim="none", decided_on="2023-09-01")), day="2023-09-01"),
)
def weapon_in_the_community(view: View) -> Iterable[Found]:
    """Carrying a weapon prepares for harm to whoever is met. By itself it is a note: one knife once is not a pattern."""
    for act in armed(view):
        if act.setting is Setting.COMMUNITY and act.proved:
            yield found(act)


@weapons_rule(
    code="WE102",
    name="weapon-used-or-threatened-with",
    title="A weapon used on, or pointed at, somebody",
    weight=4,
    question="C1c",
    sources=(HMIP_2023, HMIP_ANNUAL, HOOLICKIN_2019),
    needs=("convictions", "custody"),
    fires={
        "a knife pulled on a stranger": case(conviction("2022-05-01", "weapon", "threats", weapon=KNIFE_SHOWN)),
        "a prisoner cut with an improvised weapon": case(
            incident("2024-05-01", "assault", weapon={"kind": "improvised", "use": "used"})
        ),
    },
    false_positives={
        "Carried, not used": case(conviction("2022-05-01", "weapon", victim="none", weapon=KNIFE)),
        "The weapon was used on him": case(incident("2024-05-01", "assault", role="victim", weapon=KNIFE_USED)),
        "Alleged and refuted": case(report("2024-05-01", "weapon", kind="intelligence", outcome="refuted", weapon=KNIFE_SHOWN)),
        "More than ten years ago": case(conviction("2013-05-01", "weapon", "violence", weapon=KNIFE_USED)),
    },
    edge=Edge(case=case(incident("2024-05-01", "assault", weapon=KNIFE_USED, known_on="2024-06-01")), day="2024-06-01"),
)
def weapon_turned_on_somebody(view: View) -> Iterable[Found]:
    """A weapon turned on a person is harm that was serious or nearly so, and shows who it was turned on.

    The harm group of that person needs a rating that accounts for it, whatever offence it was charged as.
    """
    for act in armed(view, "weapon_used"):
        if act.weapon_turned_on_somebody:
            yield found(act)


@weapons_rule(
    code="WE106",
    name="weapon-carried-towards-somebody",
    title="A weapon carried when somebody was its likely target",
    weight=3,
    question="C1c",
    sources=(HMIP_2023, HMIP_ANNUAL, HMIP_QUESTIONS),
    needs=("convictions", "custody"),
    fires={
        "a knife in the pocket outside a former partner's door": case(
            conviction("2024-05-01", "weapon", "stalking_or_harassment", victim="ex_partner", weapon=KNIFE)
        ),
    },
    false_positives={
        "Carried, with nobody in mind": case(conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE)),
        "It is not recorded whom it was for": case(conviction("2024-05-01", "weapon", victim="not_recorded", weapon=KNIFE)),
        "No further action": case(
            conviction("2024-05-01", "weapon", victim="ex_partner", weapon=KNIFE, outcome="no_further_action")
        ),
    },
    edge=Edge(
        case=case(conviction("2024-05-01", "weapon", victim="ex_partner", weapon=KNIFE, decided_on="2024-07-01")),
        day="2024-07-01",
    ),
)
def weapon_carried_towards_somebody(view: View) -> Iterable[Found]:
    """Carried and not used is a note where nobody was its object. Where the record names whom the person was near or
    after, the weapon was on its way to being used, and that group's rating has to account for it.
    """
    for act in armed(view):
        if not act.weapon_turned_on_somebody and victim_group(act.victim) is not None:
            yield found(act)


@weapons_rule(
    code="WE103",
    name="weapon-in-custody",
    title="A weapon made or held in custody",
    weight=3,
    question="C1b",
    sources=(HMIP_2023, ALERT_CODES),
    needs=("custody",),
    fires={
        "an improvised weapon, proved": case(
            adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED),
        ),
        "an improvised weapon found on him": case(
            incident("2024-05-01", "find", role="in_possession", victim="none", weapon=IMPROVISED)
        ),
    },
    false_positives={
        "The unauthorised article was a telephone": case(adjudication("2024-05-01", "unauthorised_article", victim="none")),
        "The charge was dismissed": case(
            adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED, outcome="dismissed")
        ),
        "The weapon was another prisoner's": case(
            incident("2024-05-01", "find", role="present", victim="none", weapon=IMPROVISED)
        ),
    },
    edge=Edge(
        case=case(adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED, known_on="2024-05-03")),
        day="2024-05-03",
    ),
)
def weapon_in_custody(view: View) -> Iterable[Found]:
    """Making or holding a weapon in prison takes effort against searches, and puts prisoners and staff at risk.

    Neither the prison alerts nor the adjudication codes have a code for weapons: a weapon is charged as an unauthorised
    article and shows only in the text, so an assessor who looks at one system does not see it.
    """
    for act in armed(view):
        if act.setting is Setting.CUSTODY:
            yield found(act)


@weapons_rule(
    code="WE104",
    name="weapons-more-than-once",
    title="Weapons on more than one occasion",
    weight=3,
    question="C1a",
    sources=(HMIP_2023, HMIP_ANNUAL, DELIUS_REGISTERS),
    needs=("convictions", "custody"),
    fires={
        "two knives, a year apart": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
        ),
    },
    false_positives={
        "One knife, charged, registered and reported": case(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE),
            report("2024-05-01", "weapon", kind="arrest", victim="none", outcome="substantiated", weapon=KNIFE),
            registration("2024-05-10", "weapons"),
        ),
        "One knife, recorded twice under different days and linked": case(
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, id="cv-1"),
            report(
                "2024-05-02",
                "weapon",
                kind="arrest",
                victim="none",
                outcome="substantiated",
                weapon=KNIFE,
                same_incident_as="cv-1",
            ),
        ),
    },
    edge=Edge(
        case=case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2024-05-01", "weapon", victim="none", weapon=KNIFE, decided_on="2024-07-01"),
        ),
        day="2024-07-01",
    ),
)
def weapons_more_than_once(view: View) -> Iterable[Found]:
    """Weapons on different days are a habit: the harm then depends on chance meetings, not on a change in his life."""
    acts = armed(view)
    if incidents(acts) > 1:
        yield from map(found, acts)


@weapons_rule(
    code="WE105",
    name="registered-or-alerted-for-weapons",
    title="Registered or alerted for weapons",
    groups=(Group.PUBLIC, Group.STAFF, Group.PRISONERS),
    weight=3,
    question="C1b",
    sources=(DELIUS_REGISTERS, ALERT_CODES),
    needs=("registrations",),
    fires={"on the weapons register": case(registration("2024-05-01", "weapons"))},
    false_positives={
        "The registration ended long ago": case(registration("2012-05-01", "weapons", ended_on="2014-05-01")),
        "An alert for something else": case(alert("2024-05-01", "escape")),
    },
    edge=Edge(case=case(registration("2024-05-01", "weapons", known_on="2024-05-20")), day="2024-05-20"),
)
def registered_for_weapons(view: View) -> Iterable[Found]:
    """The register is for people known to use or carry weapons, and needs no conviction.

    A registration is about incidents and is not one, so it never makes a second incident out of one that is on record.
    """
    start = years_before(view.as_of, view.number("lookbacks.weapon"))
    for label in view.labels:
        if label.about == "weapons" and (label.ended_on is None or label.ended_on >= start):
            yield found(label)
