"""Allocation and release: whether there was time to assess, and whether the conditions fit what is known."""

from collections.abc import Iterable

from riskcheck.days import Day, days_between
from riskcheck.rules.examples import addressed, allocated, assessed, case, condition, conviction, order, release
from riskcheck.rules.form import Edge, Found, found, gap
from riskcheck.rules.orders import live_labels
from riskcheck.rules.sources import HMIP_2023_ALLOCATION, HMIP_2023_CONDITIONS, HMIP_2023_PRE_RELEASE, LICENCE_CONTACT
from riskcheck.terms import Group, Setting
from riskcheck.view import View

_IN_THE_COMMUNITY = ("probation_officer", "probation_services_officer", "newly_qualified")
_SHORT = ("temporary", "bail")

_SENTENCE = {"index": True, "decided_on": "2025-02-01", "sentence": {"kind": "custody", "months": 16}}


@gap(
    code="RE101",
    name="no-pre-release-assessment",
    title="Released, or about to be, without a pre-release assessment",
    settings=(Setting.COMMUNITY,),
    question="C1a",
    sources=(HMIP_2023_PRE_RELEASE,),
    needs=("releases",),
    fires={"released without one": case(release("2025-05-01", "settled", pre_release_assessment="no"))},
    false_positives={
        "One was made": case(release("2025-05-01", "settled", pre_release_assessment="yes")),
        "It is not recorded whether one was made": case(release("2025-05-01", "settled", pre_release_assessment="dont_know")),
        "He was released on temporary licence for a day": case(
            release("2025-05-01", "settled", kind="temporary", pre_release_assessment="no")
        ),
    },
    edge=Edge(
        case=case(release("2025-05-01", "settled", pre_release_assessment="no", known_on="2025-05-03")), day="2025-05-03"
    ),
)
def no_pre_release_assessment(view: View) -> Iterable[Found]:
    """Release is the change of circumstances that every rating in custody has ahead of it. An assessment before it is the
    chance to look at all the information together; none was made.
    """
    for seen in view.releases:
        if seen.item.pre_release_assessment == "no" and seen.item.kind not in _SHORT:
            yield Found(seen.known, remark="No pre-release assessment was made", quote=seen.item.text)


@gap(
    code="RE102",
    name="condition-tool-not-used",
    title="The tool for choosing licence conditions was not used",
    settings=(Setting.COMMUNITY,),
    question="C1b",
    sources=(HMIP_2023_CONDITIONS,),
    needs=("releases",),
    fires={"it was not used": case(release("2025-05-01", "settled", condition_tool_used="no"))},
    false_positives={
        "It was used": case(release("2025-05-01", "settled", condition_tool_used="yes")),
        "It is not recorded": case(release("2025-05-01", "settled")),
        "The sentence ended, so that there are no conditions": case(
            release("2025-05-01", "settled", kind="end_of_sentence", condition_tool_used="no")
        ),
    },
    edge=Edge(case=case(release("2025-05-01", "settled", condition_tool_used="no", known_on="2025-05-03")), day="2025-05-03"),
)
def condition_tool_not_used(view: View) -> Iterable[Found]:
    """The tool lists what could be asked for, a curfew or a tag among it; the decision stays a judgement. Where it was not
    used, conditions that would have served were not considered, as far as the record shows.
    """
    for seen in view.releases:
        if seen.item.condition_tool_used == "no" and seen.item.kind not in (*_SHORT, "end_of_sentence"):
            yield Found(seen.known, remark="The tool for licence conditions was not used", quote=seen.item.text)


@gap(
    code="RE103",
    name="allocated-shortly-before-release",
    title="The case was allocated late, shortly before release",
    question="C1b",
    sources=(HMIP_2023_ALLOCATION, HMIP_2023_PRE_RELEASE),
    needs=("allocations", "releases"),
    fires={
        "two months after sentence, nine days before release": case(
            conviction("2025-01-01", "weapon", victim="none", **_SENTENCE),
            allocated("2025-04-20"),
            release("2025-04-29", "settled"),
        ),
        "released without having been allocated": case(
            conviction("2025-01-01", "weapon", victim="none", **_SENTENCE),
            allocated("2025-02-01", "not_allocated"),
            release("2025-04-29", "settled"),
        ),
    },
    false_positives={
        "Allocated in good time": case(
            conviction("2025-01-01", "weapon", victim="none", **_SENTENCE),
            allocated("2025-02-20"),
            release("2025-04-29", "settled"),
        ),
        "A short sentence, and allocated within the week": case(
            conviction("2025-01-01", "weapon", victim="none", **_SENTENCE),
            allocated("2025-02-05"),
            release("2025-02-20", "settled"),
        ),
        "The day of sentence is not on record": case(allocated("2025-04-20"), release("2025-04-29", "settled")),
        "Passed to a colleague; the first allocation was in time": case(
            conviction("2025-01-01", "weapon", victim="none", **_SENTENCE),
            allocated("2025-02-20"),
            allocated("2025-04-20"),
            release("2025-04-29", "settled"),
        ),
    },
    edge=Edge(
        case=case(
            conviction("2025-01-01", "weapon", victim="none", **_SENTENCE),
            allocated("2025-04-20"),
            release("2025-04-29", "settled"),
        ),
        day="2025-04-29",
    ),
)
def allocated_shortly_before_release(view: View) -> Iterable[Found]:
    """Nine days are too few to read the records, ask the prison and assess. What was not done for want of time is not the
    fault of the person who got the case.
    """
    sentenced = _sentenced(view)
    if sentenced is None:
        return
    releases = [seen.item for seen in view.releases if seen.item.kind not in _SHORT and seen.item.date >= sentenced]
    since = [entry for entry in view.allocations if entry.item.date >= sentenced]
    first = next((entry for entry in since if entry.item.grade in _IN_THE_COMMUNITY), None)
    if first is not None and releases:
        following = next((item.date for item in releases if item.date >= first.item.date), releases[-1].date)
        lag, notice = days_between(sentenced, first.item.date), days_between(first.item.date, following)
        if lag > view.number("limits.allocation_prompt") and notice < view.number("limits.allocation_notice"):
            when = f"{notice} days before" if notice >= 0 else f"{-notice} days after"
            yield Found(first.known, remark=f"Allocated {lag} days after sentence and {when} release", quote=first.item.text)
    elif since and all(entry.item.grade == "not_allocated" for entry in since) and any(not item.planned for item in releases):
        yield Found(since[0].known, remark="Not allocated to a practitioner by the day of release")


def _sentenced(view: View) -> Day | None:
    """The day of the present custodial sentence, where it is on record."""
    days = [
        seen.item.decided_on
        for seen in view.convictions
        if seen.item.index and seen.item.decided_on and seen.item.sentence and seen.item.sentence.kind == "custody"
    ]
    return max(days, default=None)


@gap(
    code="RE104",
    name="no-condition-for-the-protected-person",
    title="A protective order is in force, and no licence condition bears on the protected person",
    groups=(Group.KNOWN_ADULT, Group.CHILDREN),
    settings=(Setting.COMMUNITY,),
    question="C1c",
    sources=(HMIP_2023_CONDITIONS, LICENCE_CONTACT),
    needs=("orders", "conditions", "releases"),
    fires={
        "released with a residence condition only": case(
            order("2024-05-01"), release("2025-05-01", "settled"), condition("2025-05-01", "residence")
        ),
    },
    false_positives={
        "There is a no-contact condition": case(
            order("2024-05-01"), release("2025-05-01", "settled"), condition("2025-05-01", "no_contact")
        ),
        "The protected person is out of reach": case(
            order("2024-05-01", protected_person_out_of_reach="yes"),
            release("2025-05-01", "settled"),
            condition("2025-05-01", "residence"),
        ),
        "The order has ended": case(
            order("2022-05-01", ended_on="2024-05-01"), release("2025-05-01", "settled"), condition("2025-05-01", "residence")
        ),
        "The assessment says why not": case(
            order("2024-05-01", id="or-1"),
            release("2025-05-01", "settled"),
            condition("2025-05-01", "residence"),
            evidence_addressed=[addressed("or-1")],
        ),
        "Conditions were supplied only in part": case(order("2024-05-01"), release("2025-05-01", "settled"))
        | {"conditions": {"coverage": "partial", "items": []}},
    },
    edge=Edge(
        case=case(
            assessed("2025-01-01"),
            order("2024-05-01"),
            release("2025-05-01", "settled"),
            condition("2025-05-01", "residence"),
        ),
        day="2025-05-01",
    ),
)
def no_condition_for_the_protected_person(view: View) -> Iterable[Found]:
    """A court found that somebody needs protecting and the licence does not mention contact. The order may be thought
    enough; it is enforced by the police after a breach, and the licence by recall before one.
    """
    released = any(not seen.item.planned and seen.item.kind not in _SHORT for seen in view.releases)
    if not released or not view.complete("conditions"):
        return
    if any(
        seen.item.kind in ("no_contact", "exclusion_zone") and not seen.item.proposed_only and seen.item.ended_on is None
        for seen in view.conditions
    ):
        return
    explained = view.addressed("with_reasons") or frozenset()
    for label in live_labels(view, "order"):
        open_now = label.record == "order" and label.ended_on is None and not label.out_of_reach
        if open_now and label.known.item_id not in explained:
            yield found(label)
