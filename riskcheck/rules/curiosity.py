"""Recorded and not explored: facts that called for professional curiosity and, as far as the record shows, got none."""

from collections.abc import Iterable

from riskcheck.lacks import Lack, lack
from riskcheck.rules.examples import addressed, assessed, case, circumstance, conviction
from riskcheck.rules.form import Edge, Found, found, gap
from riskcheck.rules.sources import HMIP_2023_ACQUITTAL, HMIP_2023_CURIOSITY, HMIP_QUESTIONS, NON_CONVICTION
from riskcheck.terms import Group
from riskcheck.view import View

_ENDED = ("acquitted", "discontinued", "withdrawn", "no_further_action")


def relevance_not_known(view: View) -> Lack | None:
    """Why it cannot be said whether the relevance of a matter was considered."""
    if view.addressed_at_all is not None:
        return None
    silent = [
        seen
        for seen in view.convictions
        if seen.item.outcome in _ENDED and seen.item.relevance_considered in (None, "not_recorded", "dont_know")
    ]
    if not silent:
        return None
    why = "whether the relevance of matters that ended without conviction was considered is not recorded"
    if view.assessment is not None and len(silent) > 1:
        return lack(why, "the evidence that the assessment addresses", f"{view.assessment.known.pointer}/evidence_addressed")
    where = (f"{seen.known.pointer}/relevance_considered" for seen in silent)
    return lack(why, "whether its relevance was considered", *where)


@gap(
    code="CY101",
    name="outcome-without-conviction-not-considered",
    title="A matter ended without conviction, and its relevance was not considered",
    question="C1b",
    sources=(HMIP_2023_ACQUITTAL, NON_CONVICTION),
    needs=("convictions",),
    unchecked=relevance_not_known,
    fires={
        "acquitted of assault, and recorded as not considered": case(
            conviction("2024-05-01", "violence", outcome="acquitted", relevance_considered="no")
        ),
        "discontinued, and the assessment does not mention it": case(
            conviction("2024-05-01", "violence", victim="partner", outcome="discontinued")
        ),
    },
    false_positives={
        "It was considered": case(conviction("2024-05-01", "violence", outcome="acquitted", relevance_considered="yes")),
        "The assessment mentions it": case(
            conviction("2024-05-01", "violence", outcome="acquitted", id="cv-1"),
            evidence_addressed=[addressed("cv-1", how="mentioned")],
        ),
        "It was about theft": case(conviction("2024-05-01", "theft", outcome="acquitted", relevance_considered="no")),
        "He was convicted": case(conviction("2024-05-01", "violence")),
        "More than ten years ago": case(conviction("2012-05-01", "violence", outcome="acquitted", relevance_considered="no")),
    },
    edge=Edge(
        case=case(
            assessed("2024-01-01", id="as-1"),
            assessed("2025-06-01", id="as-2"),
            conviction("2024-05-01", "violence", outcome="acquitted", decided_on="2024-11-01"),
        ),
        day="2025-06-01",
    ),
)
def outcome_without_conviction_not_considered(view: View) -> Iterable[Found]:
    """An acquittal is not evidence of harm and is never counted as such. What came to light may still matter to somebody's
    safety, and the recommendation is that this is considered and written down. The check asks for that note only.
    """
    dealt_with = view.addressed_at_all
    harmful = {act.known.item_id: act for act in view.acts_within("violence") if act.harmful}
    for seen in view.convictions:
        act = harmful.get(seen.item.id)
        if act is None or seen.item.outcome not in _ENDED or not view.before_assessment(seen.known):
            continue
        silent = seen.item.relevance_considered in (None, "not_recorded")
        named = dealt_with is not None and seen.item.id in dealt_with
        if not named and (seen.item.relevance_considered == "no" or (silent and dealt_with is not None)):
            yield found(act)


_EXPLORED = frozenset(
    {
        "new_relationship",
        "relationship_breakdown",
        "contact_with_victim",
        "carrying_weapons",
        "criminal_associates",
        "bereavement",
        "other",
    }
)
"""Circumstances about other people or weapons; accommodation, work and use of drink or drugs are routinely explored."""


@gap(
    code="CY102",
    name="circumstance-recorded-and-not-explored",
    title="A circumstance on record that the assessment does not explore",
    groups=(Group.KNOWN_ADULT, Group.CHILDREN, Group.PUBLIC),
    question="C1c",
    sources=(HMIP_2023_CURIOSITY, HMIP_QUESTIONS),
    needs=("circumstances", "addressed"),
    fires={
        "a new relationship that the assessment does not mention": case(circumstance("2025-03-01", "new_relationship")),
    },
    false_positives={
        "The assessment explores it": case(
            circumstance("2025-03-01", "new_relationship", id="ci-1"), evidence_addressed=[addressed("ci-1")]
        ),
        "The assessment names it among what raises risk": case(
            circumstance("2025-03-01", "new_relationship"), raises_risk=["new_relationship"]
        ),
        "It is recorded as not so": case(circumstance("2025-03-01", "criminal_associates", "absent")),
        "It came on record after the assessment": case(circumstance("2025-07-01", "new_relationship")),
    },
    edge=Edge(
        case=case(
            assessed("2025-01-01", id="as-1"), assessed("2025-06-01", id="as-2"), circumstance("2025-03-01", "new_relationship")
        ),
        day="2025-06-01",
    ),
)
def circumstance_recorded_and_not_explored(view: View) -> Iterable[Found]:
    """A partner, a stepchild and a family that was falling apart were all written down, and nobody asked what they meant.

    That it is irrelevant is a sound answer where it is written down.
    """
    named = view.addressed_at_all
    if view.assessment is None or named is None:
        return
    for seen in view.circumstances:
        item = seen.item
        open_now = item.state == "present" and item.ended_on is None and view.before_assessment(seen.known)
        explored = item.id in named or item.kind in view.assessment.item.raises_risk
        if open_now and item.kind in _EXPLORED and not explored:
            what = "A circumstance" if item.kind == "other" else item.kind.replace("_", " ").capitalize()
            yield Found(seen.known, remark=f"{what}: recorded, and not explored in the assessment", quote=item.text)
