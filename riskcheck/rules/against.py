"""What points the other way. Always shown beside a flag; it never erases other people's evidence of harm."""

from collections.abc import Iterable

import msgspec

from riskcheck.days import months_before
from riskcheck.evidence import Proof, describe
from riskcheck.rules.examples import addressed, adjudication, case, circumstance, conviction, order, report
from riskcheck.rules.form import Edge, Found, against, found
from riskcheck.rules.sources import (
    ADJUDICATION_STATUSES,
    HMIP_2023_ACQUITTAL,
    HMIP_QUESTIONS,
    NON_CONVICTION,
    ROSH_CHANGES,
    ROSH_LEVELS,
)
from riskcheck.terms import Coverage
from riskcheck.view import View


@against(
    code="AG101",
    name="addressed-with-reasons",
    title="The assessment analyses this evidence and gives a reason",
    question="C1a",
    sources=(HMIP_QUESTIONS,),
    needs=("addressed",),
    fires={
        "an order that is analysed": case(order("2024-05-01", id="or-1"), evidence_addressed=[addressed("or-1")]),
    },
    false_positives={
        "It is only mentioned": case(order("2024-05-01", id="or-1"), evidence_addressed=[addressed("or-1", how="mentioned")]),
    },
    edge=Edge(case=case(order("2024-05-01", id="or-1"), evidence_addressed=[addressed("or-1")]), day="2025-06-01"),
)
def addressed_with_reasons(view: View) -> Iterable[Found]:
    """An analysed judgement is a judgement. It lowers the weight of the evidence it deals with, and of no other."""
    analysed = view.addressed("with_reasons") or frozenset()
    for one in view.evidence:
        if one.known.item_id in analysed:
            words = view.addressed_in_words().get(one.known.item_id)
            yield found(one) if words is None else Found(one.known, one.concerns, one, None, words.quote, words.span)


@against(
    code="AG102",
    name="not-proved",
    title="Alleged, and not proved",
    question="C1b",
    sources=(ADJUDICATION_STATUSES, HMIP_2023_ACQUITTAL, NON_CONVICTION),
    needs=(),
    fires={
        "a dismissed charge": case(adjudication("2024-05-01", "assault", outcome="dismissed")),
        "an acquittal": case(conviction("2024-05-01", "violence", outcome="acquitted")),
        "an unfounded call-out": case(report("2024-05-01", "domestic_abuse", outcome="unfounded")),
    },
    false_positives={
        "The charge was proved": case(adjudication("2024-05-01", "assault")),
        "The charge is pending": case(adjudication("2024-05-01", "assault", outcome="pending")),
        "It was about property": case(conviction("2024-05-01", "theft", outcome="acquitted")),
    },
    edge=Edge(case=case(adjudication("2024-05-01", "assault", outcome="dismissed", heard_on="2024-05-20")), day="2024-05-20"),
)
def not_proved(view: View) -> Iterable[Found]:
    """Dismissed, quashed and unfounded matters are not evidence of harm and are not counted. Whether the information in
    them is relevant is for the assessor to consider and write down.
    """
    for act in view.acts:
        if act.proof is Proof.NOT_PROVED and act.harmful:
            yield found(act)


@against(
    code="AG103",
    name="no-harm-recorded-lately",
    title="No harmful conduct is recorded in the last two years",
    question="C1a",
    sources=(HMIP_QUESTIONS,),
    needs=("custody", "convictions"),
    fires={"violence eight years ago, and nothing since": case(conviction("2017-05-01", "violence"))},
    false_positives={
        "There was a fight in custody last year": case(
            conviction("2017-05-01", "violence"), adjudication("2024-05-01", "fight")
        ),
        "An order was made last year": case(conviction("2017-05-01", "violence"), order("2024-05-01")),
        "Custody records were not supplied": case(conviction("2017-05-01", "violence"))
        | {"custody": {"coverage": "not_supplied"}},
    },
    edge=Edge(case=case(conviction("2017-05-01", "violence")), day="2019-05-02"),
)
def no_harm_recorded_lately(view: View) -> Iterable[Found]:
    """Time without harm counts for something, where the records that would show harm were supplied in full."""
    start = months_before(view.as_of, view.number("lookbacks.quiet"))
    counted = [act for act in view.acts if act.harmful and act.proof is not Proof.NOT_PROVED]
    complete = all(view.coverage[name] is Coverage.COMPLETE for name in ("custody", "convictions"))
    labelled = any(label.on >= start for label in view.labels)
    if complete and counted and counted[-1].on < start and not labelled:
        last = counted[-1]
        says = f"The last harmful conduct on record: {describe(last)}"
        yield Found(last.known, last.concerns, last, remark=says, quote=last.quote)


@against(
    code="AG104",
    name="protected-person-out-of-reach",
    title="The protected person is out of reach, or the order has ended",
    question="C1c",
    sources=(HMIP_QUESTIONS,),
    needs=("orders",),
    fires={
        "she has moved away": case(order("2022-05-01", protected_person_out_of_reach="yes")),
        "the order has ended": case(order("2022-05-01", ended_on="2024-05-01")),
    },
    false_positives={
        "It is not known where she is": case(order("2022-05-01", protected_person_out_of_reach="dont_know")),
        "The order ends later": case(order("2022-05-01", ends_on="2027-05-01")),
    },
    edge=Edge(case=case(order("2022-05-01", ended_on="2024-05-01")), day="2024-05-01"),
)
def protected_person_out_of_reach(view: View) -> Iterable[Found]:
    """Where the person an order protects cannot be reached, the order says less about the next months."""
    for label in view.labels:
        if label.about == "order" and (label.out_of_reach or label.ended_on is not None):
            yield found(label)


@against(
    code="AG105",
    name="named-circumstance-is-absent",
    title="A circumstance that the assessment names is recorded as not present",
    question="C1a",
    sources=(ROSH_LEVELS, ROSH_CHANGES),
    needs=(),
    fires={
        "he has settled accommodation": case(
            circumstance("2025-05-20", "accommodation_loss", "absent"), raises_risk=["accommodation_loss"]
        ),
    },
    false_positives={
        "It is not known": case(circumstance("2025-05-20", "alcohol", "dont_know"), raises_risk=["alcohol"]),
        "The assessment does not name it": case(circumstance("2025-05-20", "alcohol", "absent")),
    },
    edge=Edge(
        case=case(circumstance("2025-06-20", "alcohol", "absent"), raises_risk=["alcohol"]),
        day="2025-06-20",
    ),
)
def named_circumstance_is_absent(view: View) -> Iterable[Found]:
    """The circumstance that medium depends on is recorded as not there, so the condition of the rating still holds."""
    named = view.assessment.item.raises_risk if view.assessment else ()
    for seen in view.circumstances:
        if seen.item.kind in named and seen.item.state == "absent":
            says = f"{seen.item.kind.replace('_', ' ').capitalize()}: recorded as not present"
            yield Found(seen.known, remark=says, quote=seen.item.text)


@against(
    code="AG106",
    name="protective-factors-named",
    title="Protective factors that the assessment names",
    question="C1a",
    sources=(HMIP_QUESTIONS,),
    needs=(),
    fires={"settled work": case(lowers_risk=["In settled work since 2024"])},
    false_positives={"None is named": case(order("2024-05-01"))},
    edge=Edge(case=case(lowers_risk=["In settled work since 2024"]), day="2025-06-01"),
)
def protective_factors_named(view: View) -> Iterable[Found]:
    """What has stopped harm before, in the assessor's own words. The reviewer judges whether it still holds."""
    if view.assessment is None:
        return
    known = view.assessment.known
    for factor, place in sorted((factor, place) for place, factor in enumerate(view.assessment.item.lowers_risk)):
        pointer = f"{known.pointer}/lowers_risk/{place}"
        yield Found(msgspec.structs.replace(known, pointer=pointer), remark=factor)
