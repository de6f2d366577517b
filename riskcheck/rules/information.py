"""Information sharing: what was asked for, and what came back."""

from collections.abc import Iterable

from riskcheck import policy
from riskcheck.days import days_before
from riskcheck.evidence import Proof, incidents
from riskcheck.lacks import Lack, lack
from riskcheck.rules.examples import addressed, adjudication, assessed, case, incident, report, request, without
from riskcheck.rules.form import Edge, Found, found, gap
from riskcheck.rules.sources import (
    BBC_INQUEST_2024,
    DA_ENQUIRIES,
    HMIP_2023_CUSTODY,
    HMIP_2023_SHARING,
    HMIP_DA_2023,
    HMIP_QUESTIONS,
    SONNEX_2009,
)
from riskcheck.terms import Group, Setting
from riskcheck.view import View


@gap(
    code="IN101",
    name="request-unanswered",
    title="A request for information was not answered before the assessment",
    question="C1b",
    sources=(HMIP_2023_SHARING, BBC_INQUEST_2024),
    needs=("information_requests",),
    fires={"the prison did not answer": case(request("2025-02-10", "prison", "custody_behaviour", "no"))},
    false_positives={
        "It was answered": case(request("2025-02-10", "prison", "custody_behaviour", "yes", answered_on="2025-03-01")),
        "The record does not say whether it was answered": case(
            request("2025-02-10", "prison", "custody_behaviour", "not_recorded")
        ),
        "It was asked after the assessment": case(request("2025-08-10", "prison", "custody_behaviour", "no")),
    },
    edge=Edge(case=case(request("2025-02-10", "prison", "custody_behaviour", "no")), day="2025-06-01"),
)
def request_unanswered(view: View) -> Iterable[Found]:
    """Somebody saw that information was missing and asked. The rating was completed without the answer.

    The reply may have come by telephone and not been recorded; then a line in the record settles it.
    """
    for seen in view.requests:
        late = seen.item.answered_on is not None and seen.item.answered_on > (view.assessed_on or "")
        if view.before_assessment(seen.known) and (seen.item.answered == "no" or late):
            about = seen.item.about.replace("_", " ")
            who = seen.item.to.replace("_", " ")
            says = f"Asked about {about} ({who}); no answer by the assessment"
            yield Found(seen.known, remark=says, quote=seen.item.text)


@gap(
    code="IN102",
    name="request-not-chased",
    title="A request for information was neither answered nor chased",
    question="C1b",
    sources=(HMIP_2023_SHARING, BBC_INQUEST_2024),
    needs=("information_requests",),
    fires={"asked in February, and nothing since": case(request("2025-02-10", "prison", "custody_behaviour", "no"))},
    false_positives={
        "It was chased": case(request("2025-02-10", "prison", "custody_behaviour", "no", chased_on="2025-03-01")),
        "It was answered": case(request("2025-02-10", "prison", "custody_behaviour", "yes", answered_on="2025-05-01")),
        "It was asked last week": case(request("2025-05-25", "prison", "custody_behaviour", "no")),
        "Whether it was answered is not recorded": case(request("2025-02-10", "prison", "custody_behaviour", "not_recorded")),
    },
    edge=Edge(case=case(request("2025-02-10", "prison", "custody_behaviour", "no")), day="2025-03-10"),
)
def request_not_chased(view: View) -> Iterable[Found]:
    """A request that waits for somebody on leave is forgotten by both sides. One line shows that it was followed up."""
    limit = days_before(view.as_of, view.number("limits.chase"))
    for seen in view.requests:
        if seen.item.answered == "no" and seen.item.chased_on is None and seen.item.date <= limit:
            about = seen.item.about.replace("_", " ")
            says = f"Asked {seen.item.to.replace('_', ' ')} about {about}; not answered and not chased"
            yield Found(seen.known, remark=says, quote=seen.item.text)


def sources_not_recorded(view: View) -> Lack | None:
    """Why it cannot be said which sources the assessment used."""
    if view.assessment is not None and view.assessment.item.sources_used is None:
        where = f"{view.assessment.known.pointer}/sources_used"
        return lack("the record does not say which sources the assessment used", "the sources that it used", where)
    return None


@gap(
    code="IN103",
    name="source-that-holds-evidence-not-used",
    title="The assessment did not use a source that holds evidence of harm",
    question="C1b",
    sources=(HMIP_QUESTIONS, HMIP_2023_CUSTODY),
    needs=("convictions", "custody"),
    unchecked=sources_not_recorded,
    fires={
        "interview only, and two prison assaults": case(
            incident("2024-09-01", "assault"), incident("2024-11-01", "assault"), sources_used=["interview"]
        ),
    },
    false_positives={
        "The prison record was used": case(incident("2024-09-01", "assault"), sources_used=["interview", "prison_record"]),
        "The assessment deals with the incident, whatever it lists": case(
            incident("2024-09-01", "assault", id="in-1"),
            sources_used=["interview"],
            evidence_addressed=[addressed("in-1", how="mentioned")],
        ),
        "The record does not say which sources were used": case(incident("2024-09-01", "assault")),
        "The charge was dismissed": case(
            adjudication("2024-09-01", "assault", outcome="dismissed"), sources_used=["interview"]
        ),
    },
    edge=Edge(
        case=case(
            assessed("2024-12-01", id="as-1", sources_used=["prison_record"]),
            assessed("2025-06-01", id="as-2", sources_used=["interview"]),
            incident("2024-09-01", "assault"),
        ),
        day="2025-06-01",
    ),
)
def source_that_holds_evidence_not_used(view: View) -> Iterable[Found]:
    """The inspectors ask whether available sources were drawn on. Here the assessment's own list leaves out the system that
    holds this evidence; it may not have been reachable at the time, and then that is the answer.
    """
    used = view.assessment.item.sources_used if view.assessment else None
    if used is None:
        return
    named = view.addressed_at_all or frozenset()
    counts_as_used = policy.topic("agencies")["sources"]["value"]
    for act in view.acts:
        names = counts_as_used.get(act.known.source)
        unused = names is not None and not set(names) & set(used) and act.known.item_id not in named
        if unused and act.harmful and act.established and view.before_assessment(act.known):
            yield found(act)


@gap(
    code="IN104",
    name="warning-held-by-one-agency",
    title="A report or disclosure that stayed with the agency that had it",
    question="C1b",
    sources=(SONNEX_2009, HMIP_2023_SHARING),
    needs=("reports",),
    fires={
        "told a doctor, and nobody else": case(
            report("2024-05-15", "threats", kind="disclosure", victim="not_recorded", known_to=[{"agency": "health"}])
        ),
    },
    false_positives={
        "Probation had it before the assessment": case(
            report(
                "2024-05-15",
                "threats",
                kind="disclosure",
                known_to=[{"agency": "health"}, {"agency": "probation", "on": "2024-06-01"}],
            )
        ),
        "The record does not say who knew": case(report("2024-05-15", "threats", kind="disclosure")),
        "It was refuted": case(
            report("2024-05-15", "weapon", kind="intelligence", outcome="refuted", known_to=[{"agency": "police"}])
        ),
        "It came after the assessment": case(
            report("2025-07-15", "threats", kind="disclosure", known_to=[{"agency": "health"}])
        ),
    },
    edge=Edge(
        case=case(
            assessed("2024-03-01", id="as-1"),
            assessed("2025-06-01", id="as-2"),
            report("2024-05-15", "threats", kind="disclosure", known_to=[{"agency": "health"}]),
        ),
        day="2025-06-01",
    ),
)
def warning_held_by_one_agency(view: View) -> Iterable[Found]:
    """A person told a doctor that his reactions could kill, and those who assessed him never read it. There may be a lawful
    reason for not sharing; then the record says so. Unproved reports ask a question and raise no level.
    """
    for act in view.acts:
        unresolved = act.harmful and act.proof is Proof.ALLEGED and view.before_assessment(act.known)
        if unresolved and act.known.stated and not view.reached_probation(act.known):
            yield found(act)


@gap(
    code="IN105",
    name="domestic-abuse-reports-not-checked",
    title="Several reports of domestic abuse, and no check is recorded",
    groups=(Group.KNOWN_ADULT, Group.CHILDREN),
    settings=(Setting.COMMUNITY,),
    question="C1b",
    sources=(DA_ENQUIRIES, HMIP_DA_2023),
    needs=("reports", "information_requests"),
    fires={
        "two call-outs, recorded as not checked": case(
            report("2024-05-01", "domestic_abuse", checked="no"), report("2024-11-01", "domestic_abuse", checked="no")
        ),
        "two call-outs, and nobody was asked": case(
            report("2024-05-01", "domestic_abuse"), report("2024-11-01", "domestic_abuse")
        ),
    },
    false_positives={
        "One call-out": case(report("2024-05-01", "domestic_abuse", checked="no")),
        "They were checked": case(
            report("2024-05-01", "domestic_abuse", checked="yes"), report("2024-11-01", "domestic_abuse", checked="yes")
        ),
        "The police were asked about domestic abuse": case(
            report("2024-05-01", "domestic_abuse"),
            report("2024-11-01", "domestic_abuse"),
            request("2024-11-05", "police", "domestic_abuse", "yes", answered_on="2024-11-20"),
        ),
        "Both were unfounded": case(
            report("2024-05-01", "domestic_abuse", outcome="unfounded"),
            report("2024-11-01", "domestic_abuse", outcome="unfounded"),
        ),
        "Requests for information were not supplied, and the reports do not say": without(
            case(report("2024-05-01", "domestic_abuse"), report("2024-11-01", "domestic_abuse")), "information_requests"
        ),
    },
    edge=Edge(
        case=case(
            report("2024-05-01", "domestic_abuse", checked="no"),
            report("2024-11-01", "domestic_abuse", checked="no", known_on="2024-11-09"),
        ),
        day="2024-11-09",
    ),
)
def domestic_abuse_reports_not_checked(view: View) -> Iterable[Found]:
    """Checks with the police and children's services are what turns unproved reports into knowledge, and half of those that
    were needed were not made. The check asks for the enquiry, not for a level.
    """
    asked = any(seen.item.about in ("domestic_abuse", "child_safeguarding") for seen in view.requests)
    nobody_asked = view.complete("information_requests") and not asked
    checks = {seen.item.id: seen.item.checked for seen in view.reports}
    unchecked = []
    for act in view.acts:
        if act.known.item_id not in checks or act.proof is Proof.NOT_PROVED:
            continue
        checked = checks[act.known.item_id]
        silent = checked in (None, "not_recorded") and nobody_asked
        if (act.abusive or "domestic_abuse" in act.harms) and (checked == "no" or silent):
            unchecked.append(act)
    if incidents(unchecked) >= view.number("limits.repeated_reports"):
        yield from map(found, unchecked)
