"""One module for each kind of claim: what in a record bears on it."""

from collections.abc import Callable
from typing import Any

from riskcheck.days import in_words
from riskcheck.earlylook.bearing import Bearing
from riskcheck.earlylook.kinds import assessment, condition, decision, event, limit, part
from riskcheck.earlylook.model import (
    AnyClaim,
    AssessmentClaim,
    Claim,
    ConditionClaim,
    DecisionClaim,
    EventClaim,
    LimitClaim,
    PartClaim,
)
from riskcheck.earlylook.sight import Sight

_LOOKS: dict[type[Claim], Callable[[Any, Sight], Bearing]] = {
    AssessmentClaim: assessment.look,
    EventClaim: event.look,
    DecisionClaim: decision.look,
    PartClaim: part.look,
    ConditionClaim: condition.look,
    LimitClaim: limit.look,
}
_READS: dict[type[Claim], Callable[[Any], str]] = {
    AssessmentClaim: assessment.reads_as,
    EventClaim: event.reads_as,
    DecisionClaim: decision.reads_as,
    PartClaim: part.reads_as,
    ConditionClaim: condition.reads_as,
    LimitClaim: limit.reads_as,
}


def look(claim: AnyClaim, sight: Sight) -> Bearing:
    """What of the record, as it is seen, bears on a claim."""
    if claim.item is not None and not sight.holds(claim.item):
        return Bearing(lacks="no item of the reference that the claim names was on record by then")
    return _LOOKS[type(claim)](claim, sight)


def reads_as(claim: AnyClaim) -> str:
    """A claim as it is compared, in one sentence."""
    return f"{_READS[type(claim)](claim)}{when(claim)}."


def when(claim: Claim) -> str:
    """The day or the span that a claim names, in words."""
    if claim.on is not None:
        return f", on {in_words(claim.on)}"
    parts = [
        f"from {in_words(claim.from_)}" if claim.from_ else "",
        f"until {in_words(claim.until)}" if claim.until else "",
    ]
    said = " ".join(filter(None, parts))
    return f", {said}" if said else ""
