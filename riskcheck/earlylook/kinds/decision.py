"""Claims that a step was taken or considered, or was not."""

from riskcheck import policy
from riskcheck.earlylook.bearing import Bearing, absent, not_supplied, within
from riskcheck.earlylook.kinds.event import shown
from riskcheck.earlylook.model import DecisionClaim
from riskcheck.earlylook.sight import Sight
from riskcheck.earlylook.telling import STEPS
from riskcheck.rules import Found
from riskcheck.view import View, completed

_TAKEN_IN = {
    "recall": ("enforcement",),
    "warning": ("enforcement",),
    "breach": ("enforcement",),
    "review_of_risk": ("assessments",),
    "referral": (),
}
_SAYS = {
    "taken": "was decided",
    "not_taken": "was not decided",
    "considered": "was considered",
    "not_considered": "was not considered",
}


def look(claim: DecisionClaim, sight: Sight) -> Bearing:
    """What a record has of a step: in enforcement and assessments where it was taken, in oversight where it was considered."""
    seen = sight.seen
    all_taken = _taken(claim.step, seen)
    taken = tuple(one for one in all_taken if within(one.known.on, claim.on, claim.from_, claim.until))
    of_the_days = [one for one in seen.oversight if within(one.item.date, claim.on, claim.from_, claim.until)]
    of_the_days = [one for one in of_the_days if claim.item in (None, one.item.id)]
    weighed = tuple(shown(one) for one in of_the_days if claim.step in one.item.considered)
    passed_over = tuple(shown(one) for one in of_the_days if claim.step in one.item.not_considered)
    of_considering = claim.asserts in ("considered", "not_considered")
    sections = ("oversight",) if of_considering else _TAKEN_IN[claim.step]
    found = (*taken, *weighed) if of_considering else taken
    bearing = Bearing(
        supports=found,
        contradicts=passed_over if of_considering or not taken else (),
        contradicts_by=() if found or of_considering or not sections else absent(seen, sections, _what(claim)),
        elsewhere=() if found else tuple(one for one in all_taken if one not in taken),
        subjects=frozenset(one.known.item_id for one in (*found, *passed_over)),
        lacks=None if found or passed_over else _lacks(claim, seen, sections),
        looked_for=f"a record that {STEPS[claim.step]} was considered" if of_considering else _what(claim),
        both="the record has it as considered and as not considered",
    )
    return bearing.turned() if claim.asserts.startswith("not_") else bearing


def _taken(step: str, seen: View) -> tuple[Found, ...]:
    if step == "review_of_risk":
        reviews = policy.words("process", "reviews_of_risk")
        return tuple(
            Found(one.known, remark=f"{shown(one).says}, completed {completed(one)}")
            for one in seen.assessments
            if one.item.type in reviews
        )
    kinds = {"warning": ("warning", "final_warning")}.get(step, (step,))
    return tuple(shown(one) for one in seen.enforcement if one.item.kind in kinds)


def _what(claim: DecisionClaim) -> str:
    return f"{STEPS[claim.step].removeprefix('a ')} of those days"


def _lacks(claim: DecisionClaim, seen: View, sections: tuple[str, ...]) -> str | None:
    if not sections:
        return f"a case record has no place for {STEPS[claim.step]}, other than that oversight considered it"
    return not_supplied(seen, sections)


def reads_as(claim: DecisionClaim) -> str:
    """The claim in words."""
    step = STEPS[claim.step]
    return f"{step[0].upper()}{step[1:]} {_SAYS[claim.asserts]}"
