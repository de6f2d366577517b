"""Information sharing: what was asked for, and what came back."""

from collections.abc import Iterable

from riskcheck.rules.examples import case, request
from riskcheck.rules.form import BOTH_SETTINGS, EVERYONE, Edge, Found, rule
from riskcheck.rules.sources import BBC_INQUEST_2024, HMIP_2023_SHARING
from riskcheck.terms import Kind
from riskcheck.view import View


@rule(
    code="IN101",
    name="request-unanswered",
    title="A request for information was not answered before the assessment",
    kind=Kind.GAP,
    strands=(),
    groups=EVERYONE,
    settings=BOTH_SETTINGS,
    weight=1,
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
