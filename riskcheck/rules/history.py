"""Offence history: how serious, how varied, and which way it is going. Property offending by itself says nothing here."""

from collections.abc import Iterable
from functools import partial

from riskcheck import policy
from riskcheck.days import months_before, years_before
from riskcheck.evidence import Act, incidents
from riskcheck.rules.examples import KNIFE, adjudication, case, conviction
from riskcheck.rules.form import BOTH_SETTINGS, EVERYONE, Edge, Found, found, rule
from riskcheck.rules.sources import HMIP_2023, HMIP_2023_GROUPS, HMIP_ANNUAL, HOOLICKIN_2019, PREDICTOR_OFFENCES, SONNEX_2009
from riskcheck.terms import Group, Kind, Setting, Strand
from riskcheck.view import View, once_a_view

history_rule = partial(rule, kind=Kind.EVIDENCE, strands=(Strand.HISTORY,), groups=EVERYONE, settings=BOTH_SETTINGS)


@once_a_view
def offences(view: View) -> list[Act]:
    """Proved offences that were harmful to people, within the look-back, oldest first."""
    return [act for act in view.acts_within("violence") if act.offence and act.proved and act.harmful]


@history_rule(
    code="HI101",
    name="repeated-violence",
    title="Repeated violent offending",
    weight=4,
    question="C1b",
    sources=(HMIP_2023, HMIP_ANNUAL),
    needs=("convictions",),
    fires={
        "three assaults in six years": case(
            *(conviction(day, "violence") for day in ("2018-05-01", "2020-05-01", "2023-05-01"))
        ),
    },
    false_positives={
        "Many acquisitive offences": case(*(conviction(f"{year}-05-01", "theft", victim="none") for year in range(2015, 2025))),
        "Violence in prison alone, which the rules about custody speak of": case(
            *(adjudication(day, "assault") for day in ("2018-05-01", "2020-05-01", "2023-05-01"))
        ),
        "Violence that stopped more than five years ago": case(
            *(conviction(day, "violence") for day in ("2015-06-01", "2016-05-01", "2017-05-01"))
        ),
        "Three charges from one incident": case(
            *(conviction("2023-05-01", harm) for harm in ("violence", "serious_violence", "robbery"))
        ),
    },
    edge=Edge(
        case=case(
            conviction("2018-05-01", "violence"),
            conviction("2020-05-01", "violence"),
            conviction("2023-05-01", "violence", decided_on="2023-12-01"),
        ),
        day="2023-12-01",
    ),
)
def repeated_violence(view: View) -> Iterable[Found]:
    """Violence on three or more occasions, one of them within five years, is a pattern that has outlived circumstances.

    The focus on the most recent conviction is the commonest way in which it is missed.
    """
    acts = [act for act in offences(view) if act.violent]
    recent = years_before(view.as_of, view.number("lookbacks.violence_recent"))
    if incidents(acts) >= view.number("weighing.repeated_violence") and any(act.on >= recent for act in acts):
        yield from map(found, acts)


@history_rule(
    code="HI102",
    name="grave-offence",
    title="An offence that is serious in itself",
    weight=4,
    question="C1a",
    sources=(PREDICTOR_OFFENCES, HMIP_ANNUAL),
    needs=("convictions",),
    fires={
        "robbery": case(conviction("2020-05-01", "robbery")),
        "an assault recorded as serious": case(conviction("2020-05-01", "violence", seriousness="serious")),
    },
    false_positives={
        "Common assault": case(conviction("2020-05-01", "violence", seriousness="minor")),
        "A bin fire recorded as damage": case(conviction("2020-05-01", "criminal_damage", victim="none")),
        "Acquitted": case(conviction("2020-05-01", "robbery", outcome="acquitted")),
        "A serious fraud": case(conviction("2020-05-01", "fraud", seriousness="serious")),
        "More than ten years ago": case(conviction("2012-05-01", "serious_violence")),
    },
    edge=Edge(case=case(conviction("2020-05-01", "robbery", decided_on="2020-10-01")), day="2020-10-01"),
)
def grave_offence(view: View) -> Iterable[Found]:
    """Wounding, robbery, sexual offences, arson, kidnap, strangulation and firearms show what harm the person can do."""
    for act in offences(view):
        if act.grave:
            yield found(act)


@history_rule(
    code="HI103",
    name="versatile-offending",
    title="Several kinds of harm",
    weight=3,
    question="C1a",
    sources=(HMIP_2023, HMIP_ANNUAL),
    needs=("convictions",),
    fires={
        "violence, a weapon and hate": case(
            conviction("2019-05-01", "violence"),
            conviction("2021-05-01", "weapon", victim="none", weapon=KNIFE),
            conviction("2023-05-01", "hate", "public_order"),
        ),
    },
    false_positives={
        "Many kinds of property offence": case(
            conviction("2019-05-01", "theft", victim="none"),
            conviction("2020-05-01", "burglary", victim="none"),
            conviction("2021-05-01", "vehicle", victim="none"),
            conviction("2022-05-01", "fraud", victim="none"),
        ),
        "Three kinds of harm in one incident": case(
            conviction("2023-05-01", "violence", "weapon", "hate", weapon=KNIFE),
        ),
    },
    edge=Edge(
        case=case(
            conviction("2019-05-01", "violence"),
            conviction("2021-05-01", "weapon", victim="none"),
            conviction("2023-05-01", "hate", decided_on="2023-11-01"),
        ),
        day="2023-11-01",
    ),
)
def versatile_offending(view: View) -> Iterable[Found]:
    """Violence, weapons, hate and abuse by the same person are read one by one and look like odd events in a criminal
    career of another kind. Three kinds on three occasions suggest that harm does not depend on one set of circumstances.
    """
    acts = offences(view)
    families = policy.topic("conduct")["families"]["value"].values()
    shown = [family for family in families if any(not act.harms.isdisjoint(family) for act in acts)]
    needed = view.number("weighing.versatile")
    if len(shown) >= needed and incidents(acts) >= needed:
        yield from map(found, acts)


@history_rule(
    code="HI104",
    name="escalation",
    title="Offending that has become more serious",
    weight=3,
    question="C1a",
    sources=(HOOLICKIN_2019, SONNEX_2009),
    needs=("convictions",),
    fires={
        "a common assault, then a wounding": case(
            conviction("2022-05-01", "violence"), conviction("2024-05-01", "serious_violence")
        ),
    },
    false_positives={
        "One serious offence, with nothing before it": case(conviction("2024-05-01", "serious_violence")),
        "The serious offence came first": case(
            conviction("2022-05-01", "serious_violence"), conviction("2024-05-01", "violence")
        ),
        "It rose more than two years ago": case(
            conviction("2019-05-01", "violence"), conviction("2021-05-01", "serious_violence")
        ),
    },
    edge=Edge(
        case=case(
            conviction("2022-05-01", "violence"),
            conviction("2024-05-01", "serious_violence", decided_on="2024-09-01"),
        ),
        day="2024-09-01",
    ),
)
def escalation(view: View) -> Iterable[Found]:
    """Harm that has become graver within two years is moving the wrong way, whatever the last sentence was for."""
    start = months_before(view.as_of, view.number("lookbacks.escalation"))
    acts = offences(view)
    for act in acts:
        if act.grave and act.on >= start:
            before = [lesser for lesser in acts if lesser.incident < act.incident and not lesser.grave]
            if before:
                yield found(act)


@history_rule(
    code="HI105",
    name="assault-on-staff-or-hate",
    title="Violence to emergency workers or staff, or hate offences, in the community",
    groups=(Group.PUBLIC, Group.STAFF),
    weight=3,
    question="C1c",
    sources=(HMIP_2023, HMIP_2023_GROUPS),
    needs=("convictions",),
    fires={
        "an assault on a police officer": case(conviction("2023-05-01", "violence", victim="emergency_worker")),
        "a racially aggravated public order offence": case(conviction("2023-05-01", "hate", "public_order")),
    },
    false_positives={
        "Obstructing an officer": case(conviction("2023-05-01", "public_order", victim="emergency_worker")),
        "More than five years ago": case(conviction("2017-05-01", "violence", victim="emergency_worker")),
    },
    edge=Edge(
        case=case(conviction("2023-05-01", "violence", victim="emergency_worker", decided_on="2023-07-01")),
        day="2023-07-01",
    ),
)
def assault_on_staff_or_hate(view: View) -> Iterable[Found]:
    """Violence towards those who hold authority bears on staff; hostility to strangers bears on the public."""
    recent = years_before(view.as_of, view.number("lookbacks.violence_recent"))
    for act in offences(view):
        if act.on < recent or act.setting is not Setting.COMMUNITY:
            continue
        if "hate" in act.harms or act.victim in ("staff", "emergency_worker"):
            yield found(act)
