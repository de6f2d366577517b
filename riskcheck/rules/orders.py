"""Protective orders and domestic abuse: restraining and other orders, abuse and stalking."""

from collections.abc import Iterable
from functools import partial

from riskcheck.days import years_before
from riskcheck.evidence import Act, Label, Proof, incidents
from riskcheck.rules.examples import alert, case, conviction, order, registration, report
from riskcheck.rules.form import BOTH_SETTINGS, EVERYONE, Edge, Found, found, rule
from riskcheck.rules.sources import (
    ALERT_CODES,
    DELIUS_REGISTERS,
    HMIP_2023_GROUPS,
    HMIP_2023_ORDER,
    HMIP_ANNUAL,
    HMIP_DA_2023,
    HMIP_QUESTIONS,
    NON_CONVICTION,
)
from riskcheck.terms import Group, Kind, Setting, Strand
from riskcheck.view import View, once_a_view

orders_rule = partial(rule, kind=Kind.EVIDENCE, strands=(Strand.ORDERS,), settings=BOTH_SETTINGS)


@once_a_view
def live_labels(view: View, about: str) -> list[Label]:
    """Orders, registrations and alerts about this that are in force, or ended within the look-back."""
    start = years_before(view.as_of, view.number("lookbacks.protective_order"))
    return [label for label in view.labels if label.about == about and (label.ended_on is None or label.ended_on >= start)]


@once_a_view
def abusive(view: View) -> list[Act]:
    """Acts of abuse towards a known adult within the look-back, however well established, unless refuted."""
    return [act for act in view.acts_within("known_adult") if act.abusive and act.proof is not Proof.NOT_PROVED]


@orders_rule(
    code="OR101",
    name="protective-order",
    title="A protective order in force or recently ended",
    groups=EVERYONE,
    settings=(Setting.COMMUNITY,),
    weight=4,
    question="C1c",
    sources=(HMIP_2023_ORDER, HMIP_2023_GROUPS, DELIUS_REGISTERS, ALERT_CODES),
    needs=("orders",),
    fires={
        "a restraining order": case(order("2024-05-01")),
        "an order known only from the register": case(registration("2024-05-01", "restraining_order")),
        "an order made on acquittal": case(order("2024-05-01", made_after="acquittal")),
    },
    false_positives={
        "The order ended more than five years ago": case(order("2014-05-01", ended_on="2017-05-01")),
        "The person is the one who was abused": case(registration("2024-05-01", "domestic_abuse_victim")),
    },
    edge=Edge(case=case(order("2024-05-01", known_on="2024-06-15")), day="2024-06-15"),
)
def protective_order(view: View) -> Iterable[Found]:
    """A court found that somebody needs protecting from this person, on conviction, on acquittal or by itself.

    Orders sit in registers and court results that an assessment need not open; the prison record has no code for one.
    """
    yield from map(found, live_labels(view, "order"))


@orders_rule(
    code="OR102",
    name="protective-order-breached",
    title="A protective order breached",
    groups=EVERYONE,
    weight=4,
    question="C1a",
    sources=(HMIP_QUESTIONS, HMIP_2023_ORDER),
    needs=("orders", "convictions"),
    fires={
        "a proved breach": case(order("2023-05-01", breaches=[{"id": "br-1", "date": "2024-02-01", "outcome": "proved"}])),
        "convicted of breach": case(conviction("2024-02-01", "breach_of_order", victim="ex_partner")),
    },
    false_positives={
        "The breach was dismissed": case(
            order("2023-05-01", breaches=[{"id": "br-1", "date": "2024-02-01", "outcome": "dismissed"}])
        ),
        "The breach is alleged": case(
            order("2023-05-01", breaches=[{"id": "br-1", "date": "2024-02-01", "outcome": "alleged"}])
        ),
        "Breach of a community order is another matter": case(conviction("2024-02-01", "non_compliance", victim="none")),
    },
    edge=Edge(
        case=case(
            order(
                "2023-05-01",
                breaches=[{"id": "br-1", "date": "2024-02-01", "outcome": "proved", "known_on": "2024-03-01"}],
            )
        ),
        day="2024-03-01",
    ),
)
def protective_order_breached(view: View) -> Iterable[Found]:
    """Breaking an order made to protect somebody shows that the control relied on does not hold."""
    for act in view.acts_within("known_adult"):
        if act.established and "breach_of_order" in act.harms:
            yield found(act)


@orders_rule(
    code="OR103",
    name="harm-to-a-known-adult",
    title="Violence, threats or harassment towards a known adult",
    groups=(Group.KNOWN_ADULT,),
    weight=4,
    question="C1c",
    sources=(HMIP_2023_GROUPS, HMIP_ANNUAL, HMIP_QUESTIONS),
    needs=("convictions",),
    fires={
        "an assault on a former partner": case(conviction("2022-05-01", "violence", victim="ex_partner")),
        "a call-out that was substantiated": case(report("2024-05-01", "domestic_abuse", outcome="substantiated")),
    },
    false_positives={
        "A call-out that was checked and unfounded": case(report("2024-05-01", "domestic_abuse", outcome="unfounded")),
        "One minor caution": case(
            conviction("2022-05-01", "violence", victim="family", outcome="cautioned", seriousness="minor")
        ),
        "Theft from a relative": case(conviction("2022-05-01", "theft", victim="family")),
        "Charged and acquitted": case(conviction("2022-05-01", "violence", victim="partner", outcome="acquitted")),
        "More than ten years ago": case(conviction("2012-05-01", "violence", victim="partner")),
    },
    edge=Edge(case=case(conviction("2022-05-01", "violence", victim="partner", decided_on="2022-08-01")), day="2022-08-01"),
)
def harm_to_a_known_adult(view: View) -> Iterable[Found]:
    """Past violence against partners and others he knows is the evidence that the rating for a known adult rests on.

    A breach of an order is left to its own rule.
    """
    acts = [act for act in abusive(view) if act.established and act.harms != {"breach_of_order"}]
    if incidents(acts) > 1 or any(not act.minor for act in acts):
        yield from map(found, acts)


@orders_rule(
    code="OR104",
    name="repeated-reports-of-domestic-abuse",
    title="Repeated reports of domestic abuse that were not resolved",
    groups=(Group.KNOWN_ADULT,),
    weight=2,
    question="C1b",
    sources=(HMIP_DA_2023, DELIUS_REGISTERS, NON_CONVICTION),
    needs=("reports",),
    fires={
        "two call-outs": case(report("2024-05-01", "domestic_abuse"), report("2024-11-01", "domestic_abuse")),
    },
    false_positives={
        "One call-out": case(report("2024-05-01", "domestic_abuse")),
        "Two call-outs, both checked and unfounded": case(
            report("2024-05-01", "domestic_abuse", outcome="unfounded", checked="yes"),
            report("2024-11-01", "domestic_abuse", outcome="unfounded", checked="yes"),
        ),
        "Two reports of one night": case(
            report("2024-05-01", "domestic_abuse"), report("2024-05-01", "domestic_abuse", kind="third_party_report")
        ),
    },
    edge=Edge(
        case=case(report("2024-05-01", "domestic_abuse"), report("2024-11-01", "domestic_abuse", known_on="2024-12-01")),
        day="2024-12-01",
    ),
)
def repeated_reports(view: View) -> Iterable[Found]:
    """Unproved reports do not show what happened; two of them show that a check is due. A note, never more by itself."""
    acts = [act for act in abusive(view) if not act.established]
    if incidents(acts) > 1:
        yield from map(found, acts)


@orders_rule(
    code="OR105",
    name="registered-for-domestic-abuse",
    title="Registered or alerted for domestic abuse or stalking",
    groups=(Group.KNOWN_ADULT,),
    settings=(Setting.COMMUNITY,),
    weight=3,
    question="C1c",
    sources=(DELIUS_REGISTERS, ALERT_CODES, HMIP_DA_2023),
    needs=("registrations",),
    fires={
        "on the perpetrator register": case(registration("2024-05-01", "domestic_abuse_perpetrator")),
        "a stalking alert in prison": case(alert("2024-05-01", "stalking")),
    },
    false_positives={
        "A history registration, which is never removed, from long ago": case(
            registration("2006-05-01", "domestic_abuse_history")
        ),
        "Registered as a victim": case(registration("2024-05-01", "domestic_abuse_victim")),
        "The registration ended long ago": case(
            registration("2010-05-01", "domestic_abuse_perpetrator", ended_on="2013-05-01")
        ),
    },
    edge=Edge(case=case(registration("2024-05-01", "domestic_abuse_perpetrator", known_on="2024-05-20")), day="2024-05-20"),
)
def registered_for_domestic_abuse(view: View) -> Iterable[Found]:
    """The perpetrator register needs no conviction; it says that an agency has reason to act. It is about incidents."""
    start = years_before(view.as_of, view.number("lookbacks.known_adult"))
    yield from (found(label) for label in live_labels(view, "domestic_abuse") if label.on >= start)
