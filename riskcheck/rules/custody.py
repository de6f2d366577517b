"""Custody behaviour: what the person did in prison, which the rating has to hold for as well."""

from collections.abc import Iterable
from functools import partial

from riskcheck.days import years_before
from riskcheck.evidence import Act, incidents
from riskcheck.rules.examples import IMPROVISED, adjudication, case, conviction, incident
from riskcheck.rules.form import BOTH_SETTINGS, EVERYONE, Edge, Found, found, rule
from riskcheck.rules.sources import (
    ADJUDICATION_STATUSES,
    HMIP_2023,
    HMIP_2023_CUSTODY,
    HMIP_2023_GROUPS,
    INCIDENT_ROLES,
    ROSH_CUSTODY,
    SONNEX_2009,
)
from riskcheck.terms import Kind, Setting, Strand
from riskcheck.view import View, once_a_view

custody_rule = partial(rule, kind=Kind.EVIDENCE, strands=(Strand.CUSTODY,), groups=EVERYONE, settings=BOTH_SETTINGS)


@once_a_view
def harmful_in_custody(view: View) -> list[Act]:
    """Established acts in custody that were harmful to people, within the look-back, oldest first."""
    return [
        act
        for act in view.acts_within("custody_behaviour")
        if act.setting is Setting.CUSTODY and act.established and act.harmful
    ]


@custody_rule(
    code="CU101",
    name="violence-in-custody",
    title="Violence in custody",
    weight=4,
    question="C1a",
    sources=(HMIP_2023_CUSTODY, HMIP_2023_GROUPS, ROSH_CUSTODY, ADJUDICATION_STATUSES, INCIDENT_ROLES),
    needs=("custody",),
    fires={
        "an assault on a prisoner, proved": case(adjudication("2024-09-01", "assault")),
        "a broken jaw, referred to the police": case(
            adjudication("2024-09-01", "assault", outcome="referred_to_police", injury="serious")
        ),
        "two assaults in incident reports": case(incident("2024-09-01", "assault"), incident("2024-11-01", "assault")),
    },
    false_positives={
        "The charge was dismissed": case(adjudication("2024-09-01", "assault", outcome="dismissed")),
        "The charge was quashed": case(adjudication("2024-09-01", "assault", outcome="quashed")),
        "The person was the victim of the assault": case(
            incident("2024-09-01", "assault", role="victim"), incident("2024-11-01", "assault", role="victim")
        ),
        "One push, without injury": case(adjudication("2024-09-01", "assault", injury="none")),
        "One fight, where who began it is not recorded": case(adjudication("2024-09-01", "fight")),
        "Two records of one incident that was not adjudicated": case(
            incident("2024-09-01", "assault"), incident("2024-09-01", "fight", role="fighter")
        ),
        "The report is a duplicate": case(
            incident("2024-09-01", "assault"), incident("2024-09-02", "assault", status="duplicate")
        ),
        "It was more than five years ago": case(adjudication("2019-09-01", "assault")),
    },
    edge=Edge(case=case(adjudication("2024-09-01", "assault", known_on="2024-09-05")), day="2024-09-05"),
)
def violence_in_custody(view: View) -> Iterable[Found]:
    """Violence under supervision and without drink or drugs to hand is behaviour that needed no change of circumstances.

    The custody column of the rating is about it directly, and the community column has to be rated as if release were
    imminent. A proved assault or a serious injury counts by itself; fights, pushes and reports from two incidents.
    """
    acts = [act for act in harmful_in_custody(view) if act.violent]
    enough = any(act.grave or (act.proved and not act.mutual and not act.minor) for act in acts)
    if enough or incidents(acts) >= view.number("weighing.reports_needed"):
        yield from map(found, acts)


@custody_rule(
    code="CU102",
    name="threats-or-violence-to-staff-in-custody",
    title="Threats or violence to staff in custody",
    weight=3,
    question="C1c",
    sources=(HMIP_2023_GROUPS, HMIP_2023_CUSTODY, ROSH_CUSTODY),
    needs=("custody",),
    fires={
        "threats to an officer, proved": case(adjudication("2024-09-01", "threats_or_abuse", victim="staff")),
        "racially aggravated abuse of an officer": case(
            adjudication("2024-09-01", "threats_or_abuse", victim="staff", hate="yes")
        ),
    },
    false_positives={
        "Refusing an order is not a threat": case(adjudication("2024-09-01", "disobedience", victim="staff")),
        "The charge was dismissed": case(adjudication("2024-09-01", "threats_or_abuse", victim="staff", outcome="dismissed")),
        "The person helped staff": case(incident("2024-09-01", "assault", role="assisted_staff", victim="staff")),
    },
    edge=Edge(
        case=case(adjudication("2024-09-01", "threats_or_abuse", victim="staff", heard_on="2024-09-10")),
        day="2024-09-10",
    ),
)
def threats_or_violence_to_staff(view: View) -> Iterable[Found]:
    """Staff are one of the five groups, and prison records are where risk to them shows first.

    A person who threatens or assaults those who hold authority over him in prison meets the same kind of people in
    supervision; the rating for staff should say why that would not recur.
    """
    for act in harmful_in_custody(view):
        if act.victim in ("staff", "emergency_worker"):
            yield found(act)


@custody_rule(
    code="CU103",
    name="persistent-harmful-behaviour-in-custody",
    title="Persistent harmful behaviour in custody",
    weight=3,
    question="C1a",
    sources=(HMIP_2023_CUSTODY, HMIP_2023, INCIDENT_ROLES),
    needs=("custody",),
    fires={
        "four incidents in a year": case(
            adjudication("2024-01-10", "threats_or_abuse"),
            adjudication("2024-03-10", "fight"),
            incident("2024-06-10", "threats"),
            adjudication("2024-09-10", "weapon", victim="none", weapon=IMPROVISED),
        ),
    },
    false_positives={
        "Many adjudications, none of them harmful to people": case(
            *(adjudication(f"2024-0{month}-10", "disobedience", victim="none") for month in range(1, 10))
        ),
        "Several records of one incident": case(
            *(incident("2024-06-10", kind) for kind in ("assault", "fight", "threats")),
            adjudication("2024-06-10", "threats_or_abuse"),
        ),
        "Incidents spread over years": case(
            *(adjudication(f"{year}-06-10", "threats_or_abuse") for year in (2021, 2022, 2023, 2024))
        ),
    },
    edge=Edge(
        case=case(
            *(adjudication(f"2024-0{month}-10", "threats_or_abuse") for month in (1, 2, 3)),
            adjudication("2024-04-10", "threats_or_abuse", known_on="2024-04-20"),
        ),
        day="2024-04-20",
    ),
)
def persistent_harmful_behaviour(view: View) -> Iterable[Found]:
    """Four harmful incidents in a year are a way of behaving, not an event to be explained by its own circumstances.

    Each is easily seen in isolation, one adjudication at a time; the count of different days is what no one record shows.
    """
    acts = harmful_in_custody(view)
    days = sorted({act.incident for act in acts})
    needed = view.number("weighing.persistent")
    if any(days[start] >= years_before(day, 1) for start, day in enumerate(days[needed - 1 :])):
        yield from map(found, acts)


@custody_rule(
    code="CU104",
    name="convicted-of-harm-done-in-custody",
    title="Convicted of harmful offences committed in custody",
    weight=4,
    question="C1b",
    sources=(HMIP_2023_CUSTODY, SONNEX_2009, ROSH_CUSTODY),
    needs=("convictions",),
    fires={
        "a weapon offence in prison": case(
            conviction("2024-05-01", "weapon", setting="custody", victim="none", weapon=IMPROVISED)
        ),
    },
    false_positives={
        "Acquitted": case(conviction("2024-05-01", "violence", setting="custody", victim="prisoner", outcome="acquitted")),
        "Damage to a cell": case(conviction("2024-05-01", "criminal_damage", setting="custody", victim="none")),
        "A drug offence in prison": case(conviction("2024-05-01", "drugs", setting="custody", victim="none")),
    },
    edge=Edge(
        case=case(
            conviction("2024-05-01", "violence", setting="custody", victim="prisoner", decided_on="2024-11-01"),
        ),
        day="2024-11-01",
    ),
)
def convicted_of_harm_in_custody(view: View) -> Iterable[Found]:
    """A court, not only the prison, found that the person harmed or armed himself against people while in custody.

    Such offences may be the index offences of the present sentence and still be read as prison matters. They are both.
    """
    for act in harmful_in_custody(view):
        if act.offence and act.proved:
            yield found(act)
