"""The rating and what it had in view: what the assessment did not have in view, and the change that has already happened.

These rules show a way in which a rating is hard to support. They add no weight by themselves.
"""

from collections.abc import Iterable

from riskcheck.days import months_before
from riskcheck.evidence import Evidence
from riskcheck.rules.custody import harmful_in_custody
from riskcheck.rules.examples import (
    IMPROVISED,
    KNIFE,
    addressed,
    adjudication,
    assessed,
    case,
    circumstance,
    contact,
    conviction,
    incident,
    order,
    release,
)
from riskcheck.rules.form import EVERYONE, Edge, Found, conflict, found, gap
from riskcheck.rules.history import offences
from riskcheck.rules.orders import abusive, live_labels
from riskcheck.rules.sources import (
    HMIP_2023,
    HMIP_2023_CUSTODY,
    HMIP_2023_ORDER,
    HMIP_2023_SHARING,
    HMIP_ANNUAL,
    HMIP_QUESTIONS,
    ROSH_CHANGES,
    ROSH_LEVELS,
)
from riskcheck.rules.weapons import armed
from riskcheck.terms import Setting, Strand, Way
from riskcheck.view import View, once_a_view

NOT_ADDRESSED = "serious evidence that was on record is not addressed in the assessment"


def not_addressed(view: View, evidence: Iterable[Evidence]) -> Iterable[Found]:
    """What was on record by the day of the assessment and is neither analysed nor mentioned in it.

    Yields nothing where the record does not say what the assessment addresses: that is not checked, not "nothing".
    """
    named = view.addressed_at_all
    if named is None:
        return
    for one in evidence:
        if view.before_assessment(one.known) and one.known.item_id not in named:
            yield found(one)


@once_a_view
def protective(view: View) -> list[Evidence]:
    """Orders, domestic abuse registrations and established abuse of a known adult."""
    labels = [*live_labels(view, "order"), *live_labels(view, "domestic_abuse")]
    return [*labels, *(act for act in abusive(view) if act.established)]


@gap(
    code="RA101",
    name="custody-behaviour-not-addressed",
    title="Custody behaviour that the assessment does not address",
    strands=(Strand.CUSTODY,),
    way=Way.NOT_IN_VIEW,
    shows=NOT_ADDRESSED,
    question="C1b",
    sources=(HMIP_2023_CUSTODY, HMIP_QUESTIONS),
    needs=("custody", "addressed"),
    fires={"an assault that is not in the assessment": case(adjudication("2024-09-01", "assault"))},
    false_positives={
        "It is analysed": case(adjudication("2024-09-01", "assault", id="ad-1"), evidence_addressed=[addressed("ad-1")]),
        "It is mentioned": case(
            adjudication("2024-09-01", "assault", id="ad-1"), evidence_addressed=[addressed("ad-1", how="mentioned")]
        ),
        "It became known only after the assessment": case(adjudication("2024-09-01", "assault", known_on="2025-07-01")),
    },
    edge=Edge(
        case=case(assessed("2024-03-01", id="as-1"), assessed("2025-06-01", id="as-2"), adjudication("2024-09-01", "assault")),
        day="2025-06-01",
    ),
)
def custody_behaviour_not_addressed(view: View) -> Iterable[Found]:
    """Behaviour in prison that the assessment does not mention was, as far as the record shows, not part of the rating.

    It may have been considered and left out of the text; then the question is answered by writing the reason down.
    """
    yield from not_addressed(view, harmful_in_custody(view))


@gap(
    code="RA102",
    name="weapons-not-addressed",
    title="Weapons that the assessment does not address",
    strands=(Strand.WEAPONS,),
    way=Way.NOT_IN_VIEW,
    shows=NOT_ADDRESSED,
    question="C1b",
    sources=(HMIP_ANNUAL, HMIP_QUESTIONS),
    needs=("convictions", "custody", "addressed"),
    fires={"a knife that is not in the assessment": case(conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE))},
    false_positives={
        "It is analysed": case(
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE, id="cv-1"),
            evidence_addressed=[addressed("cv-1")],
        ),
        "The charge was dismissed": case(
            adjudication("2024-05-01", "weapon", victim="none", weapon=IMPROVISED, outcome="dismissed")
        ),
    },
    edge=Edge(
        case=case(
            assessed("2023-03-01", id="as-1"),
            assessed("2025-06-01", id="as-2"),
            conviction("2023-05-01", "weapon", victim="none", weapon=KNIFE),
        ),
        day="2025-06-01",
    ),
)
def weapons_not_addressed(view: View) -> Iterable[Found]:
    """'Evidence of weapon use ... is being missed' is the inspectorate's own summary of what goes wrong."""
    yield from not_addressed(view, armed(view))


@gap(
    code="RA103",
    name="orders-not-addressed",
    title="Protective orders or domestic abuse that the assessment does not address",
    strands=(Strand.ORDERS,),
    way=Way.NOT_IN_VIEW,
    shows=NOT_ADDRESSED,
    question="C1c",
    sources=(HMIP_2023_ORDER, HMIP_ANNUAL, HMIP_QUESTIONS),
    needs=("orders", "addressed"),
    fires={"an order that is not in the assessment": case(order("2024-05-01"))},
    false_positives={
        "It is stated and analysed": case(order("2024-05-01", id="or-1"), evidence_addressed=[addressed("or-1")]),
        "It was made after the assessment": case(order("2025-07-01")),
    },
    edge=Edge(
        case=case(assessed("2024-03-01", id="as-1"), assessed("2025-06-01", id="as-2"), order("2024-05-01")),
        day="2025-06-01",
    ),
)
def orders_not_addressed(view: View) -> Iterable[Found]:
    """An order made since the last assessment is a trigger to look again; one that is not mentioned was not one."""
    yield from not_addressed(view, protective(view))


@gap(
    code="RA104",
    name="earlier-offences-not-addressed",
    title="Earlier violence that the assessment does not address",
    strands=(Strand.HISTORY,),
    way=Way.NOT_IN_VIEW,
    shows=NOT_ADDRESSED,
    question="C1b",
    sources=(HMIP_ANNUAL, HMIP_2023),
    needs=("convictions", "addressed"),
    fires={
        "an index burglary, and an earlier robbery": case(
            conviction("2024-05-01", "burglary", victim="none", index=True), conviction("2020-05-01", "robbery")
        ),
    },
    false_positives={
        "The violence is the index offence": case(conviction("2024-05-01", "robbery", index=True)),
        "The earlier offences were acquisitive": case(
            conviction("2024-05-01", "burglary", victim="none", index=True), conviction("2020-05-01", "theft")
        ),
        "It is old, and ten years have passed": case(conviction("2012-05-01", "robbery")),
    },
    edge=Edge(
        case=case(assessed("2020-03-01", id="as-1"), assessed("2025-06-01", id="as-2"), conviction("2020-05-01", "robbery")),
        day="2025-06-01",
    ),
)
def earlier_offences_not_addressed(view: View) -> Iterable[Found]:
    """An assessment that explains the index offence and not the violence before it rests on part of the evidence."""
    yield from not_addressed(view, (act for act in offences(view) if not act.index and (act.violent or act.grave)))


@gap(
    code="RA105",
    name="not-shared-with-probation",
    title="Serious evidence that probation did not have",
    strands=(Strand.CUSTODY, Strand.WEAPONS, Strand.ORDERS, Strand.HISTORY),
    way=Way.NOT_IN_VIEW,
    shows="serious evidence that another agency had was not shared with probation",
    question="C1b",
    sources=(HMIP_2023_SHARING, HMIP_2023_ORDER),
    needs=(),
    fires={
        "prison reports that probation never had": case(incident("2024-05-01", "assault", known_to=[{"agency": "prison"}])),
    },
    false_positives={
        "Probation had it before the assessment": case(
            incident("2024-05-01", "assault", known_to=[{"agency": "prison"}, {"agency": "probation", "on": "2024-06-01"}])
        ),
        "The record does not say who knew": case(incident("2024-05-01", "assault")),
        "It happened after the assessment": case(incident("2025-07-01", "assault", known_to=[{"agency": "prison"}])),
    },
    edge=Edge(
        case=case(
            assessed("2024-03-01", id="as-1"),
            assessed("2025-06-01", id="as-2"),
            incident("2024-05-01", "assault", known_to=[{"agency": "prison"}]),
        ),
        day="2025-06-01",
    ),
)
def not_shared_with_probation(view: View) -> Iterable[Found]:
    """What another agency knew on the day and probation did not could not inform the rating, whoever wrote it.

    This is a question about sharing, not about the assessor. It is asked only where the record says who knew.
    """
    by_item: dict[str, Evidence] = {}
    for one in (*harmful_in_custody(view), *armed(view), *offences(view), *protective(view)):
        by_item.setdefault(one.known.item_id, one)
    for one in by_item.values():
        if not view.reached_probation(one.known) and one.known.stated and view.before_assessment(one.known):
            yield found(one)


@conflict(
    code="RA106",
    name="named-circumstance-is-present",
    title="The change of circumstances that the assessment names has happened",
    settings=(Setting.COMMUNITY,),
    way=Way.CHANGE_HAPPENED,
    shows="the change of circumstances that the assessment itself names is on record",
    question="C1a",
    sources=(ROSH_LEVELS, ROSH_CHANGES, HMIP_2023),
    needs=(),
    fires={
        "losing accommodation raises risk, and there is none": case(
            circumstance("2025-05-20", "accommodation_loss"), raises_risk=["accommodation_loss"]
        ),
        "missed appointments raise risk, and one was missed": case(
            contact("2025-05-20", "unacceptable_absence"), raises_risk=["missed_appointments"]
        ),
        "losing accommodation raises risk, and he was released to no known address": case(
            release("2025-05-20", "unknown"), raises_risk=["accommodation_loss"]
        ),
    },
    false_positives={
        "The assessment does not name it": case(circumstance("2025-05-20", "accommodation_loss"), raises_risk=["alcohol"]),
        "It has ended": case(
            circumstance("2025-02-20", "accommodation_loss", ended_on="2025-04-01"), raises_risk=["accommodation_loss"]
        ),
        "It is not known": case(circumstance("2025-05-20", "alcohol", "dont_know"), raises_risk=["alcohol"]),
        "The absence was acceptable": case(contact("2025-05-20", "acceptable_absence"), raises_risk=["missed_appointments"]),
    },
    edge=Edge(
        case=case(
            assessed("2025-01-01", raises_risk=["alcohol"]), circumstance("2025-05-20", "alcohol", known_on="2025-05-25")
        ),
        day="2025-05-25",
    ),
)
def named_circumstance_is_present(view: View) -> Iterable[Found]:
    """Medium rests on 'unlikely ... unless there is a change in circumstances', and this assessment says which change.

    Where the record shows that very circumstance, the condition of the rating is met by its own words.
    """
    named = frozenset(view.assessment.item.raises_risk) if view.assessment else frozenset()
    concerns = tuple((group, Setting.COMMUNITY) for group in EVERYONE)
    recent = months_before(view.as_of, view.number("lookbacks.missed_appointment"))
    for seen in view.circumstances:
        if seen.item.kind in named and seen.item.state == "present" and seen.item.ended_on is None:
            says = f"{seen.item.kind.replace('_', ' ').capitalize()}: named as raising risk, and present"
            yield Found(seen.known, concerns, remark=says, quote=seen.item.text)
    for appointment in view.contacts:
        missed = appointment.item.outcome in ("unacceptable_absence", "failed_to_comply")
        if missed and "missed_appointments" in named and appointment.item.date >= recent:
            says = "Missed appointments: named as raising risk, and one was missed"
            yield Found(appointment.known, concerns, remark=says, quote=appointment.item.text)
    for release_seen in view.releases:
        if release_seen.item.accommodation in ("none", "unknown") and "accommodation_loss" in named:
            says = "Accommodation: named as raising risk, and no address is known on release"
            yield Found(release_seen.known, concerns, remark=says, quote=release_seen.item.text)
